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
// contradict: such a finding is a warning, and where the rule has one for that its
// code ends with _unclear.
func Application(app document.Application, papers []document.Paper, today time.Time) ApplicationReport {
	b := &bundle{app: app, papers: papers, today: time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)}
	for _, r := range crossRules {
		b.ask(r)
	}
	return b.report
}

// ask asks one rule and takes its errors back where one misread character explains
// all of them, or a paper about a change of a name may.
func (b *bundle) ask(r crossRule) {
	b.rule = r.Rule
	first := len(b.report.Findings)
	r.ask(b)
	found := b.report.Findings[first:]
	if !(r.Renames && b.renamed()) && (r.Twice || !b.misread(r, found)) {
		return
	}
	for i, f := range found {
		if f.Severity != document.SeverityError {
			continue
		}
		found[i].Severity = document.SeverityWarning
		if r.Unclear {
			found[i].Code += unclearSuffix
		}
	}
}

// renamed tells whether one of the papers is about a change of a name.
func (b *bundle) renamed() bool {
	return slices.ContainsFunc(b.papers, func(p document.Paper) bool {
		return slices.ContainsFunc(p.Findings, func(f document.Finding) bool { return f.Code == nameChangeCode })
	})
}

// misread tells whether one misread character explains all errors among what the
// rule r found: whether it finds nothing else where it is read otherwise, and asks
// as much. Two papers that agree against the others are not explained so.
func (b *bundle) misread(r crossRule, found []document.Finding) bool {
	var at []document.Place
	for _, f := range found {
		if f.Severity == document.SeverityError {
			at = append(at, f.Places...)
		}
	}
	unasked := func(b *bundle) int {
		n := 0
		for _, o := range b.report.NotChecked {
			if o.Code == r.Code {
				n++
			}
		}
		return n
	}
	return Misread(b.papers, at, b.today, func(papers []document.Paper) bool {
		other := &bundle{app: b.app, papers: papers, today: b.today, rule: r.Rule}
		r.ask(other)
		return unasked(other) > unasked(b) || slices.ContainsFunc(other.report.Findings, func(f document.Finding) bool {
			return f.Severity == document.SeverityError || !slices.ContainsFunc(found, f.Same)
		})
	})
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
