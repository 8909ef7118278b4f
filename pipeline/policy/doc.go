// Package policy knows what the rules ask: which papers a candidate owes, which
// proof an education needs, who may sit which exam, and which findings a
// reviewer should see first. The rules are data, embedded, versioned and each
// with its source; this package reads them strictly and evaluates them over
// what was declared and what was read. It is pure and decides nothing: where
// the rules or the facts leave something open, a person is asked.
//
// The files, which an office can correct:
//
//	notice.yaml       requirements and evidence routing
//	eligibility.yaml  education, major and years for every exam
//	majors.yaml       the classes of majors that the exams name
//	risk.yaml         what weighs how much in the order of the queue
package policy
