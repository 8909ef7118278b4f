package check

import (
	"slices"
	"time"

	"hecha/document"
)

// crossRule is a rule about the papers of an application together.
type crossRule struct {
	Rule
	ask func(*bundle)
}

// crossRules are all of them in the order in which they are asked.
var crossRules = slices.Concat(identityAcross, educationAcross, workAcross, sittingAcross)

// Application holds the papers of one application against each other and against
// what the candidate declared. A contradiction names every field that it is about
// and where each stands. Values that may only have been read wrong do not
// contradict: such a finding ends with _unclear and is a warning.
func Application(app document.Application, papers []document.Paper, today time.Time) ApplicationReport {
	b := &bundle{app: app, papers: papers, today: time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)}
	for _, r := range crossRules {
		b.rule = r.Rule
		r.ask(b)
	}
	return b.report
}

// ApplicationCodes lists the rules about an application. A rule whose Unclear is
// set has a second finding, with _unclear behind its code.
func ApplicationCodes() []Rule {
	var all []Rule
	for _, r := range crossRules {
		all = append(all, r.Rule)
		if r.Unclear {
			u := r.Rule
			u.Code += unclearSuffix
			u.Severity, u.Meaning = document.SeverityWarning, r.Meaning+", or one of them was read wrong"
			all = append(all, u)
		}
	}
	return append(all, pictureRules...)
}
