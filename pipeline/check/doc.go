// Package check holds what a document says against itself: numbers against
// their check digits, dates against each other and the calendar, seals against
// names, codes against what is printed. It knows nothing but the document and
// the day of the review.
//
// Every check is one rule with one code; Codes lists them. A rule that lacks
// what it needs is reported as not checked, never as passed. What a rule finds
// is for a person to judge, except that where two readings on the same paper
// contradict or confirm each other the rule says so about the fields: a doubt,
// or a proof that the calibrated confidence may count.
package check
