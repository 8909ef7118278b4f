package check

import (
	"slices"
	"time"

	"hecha/document"
)

// Rule describes one check.
type Rule struct {
	Code     string // of its findings and its entry among what was not checked
	Severity document.Severity
	Kinds    []document.Kind // nil: every kind
	Needs    []string        // fields without which it cannot be asked
	Meaning  string          // what a finding of it says
	// Unclear tells that the rule has a second finding, a warning with _unclear
	// behind its code, for values that may only have been read wrong.
	Unclear bool
	// Twice tells that a finding about several papers rests on two readings that
	// agree, which no one misreading explains.
	Twice bool
	// Renames tells that a paper about a change of a name may explain a finding
	// about several papers, which is for a person then.
	Renames bool
}

// rule is a Rule with its test.
type rule struct {
	Rule
	ask func(*paper)
}

// rules are all rules about one document in the order in which they are asked.
// A rule may rely on the proofs of those before it.
var rules = slices.Concat(
	formRules, identityRules, emblemRules, educationRules, certificateRules, degreeRules, chsiRules, queryRules, proofRules, workRules,
	holderRules, sealRules, copyRules, nameRules, wholeRules,
)

// Codes lists every rule, those about one document first and those of Sides after.
func Codes() []Rule {
	var all []Rule
	for _, r := range slices.Concat(rules, sidesRules) {
		all = append(all, r.Rule)
	}
	return all
}

// Document asks every rule that applies to the kind of d, adds the findings and
// doubts to d and returns what confirms its fields.
func Document(d *document.Document, today time.Time) Evidence {
	r := Inspect(d, today)
	r.Apply(d)
	return r.Evidence
}

// Inspect asks every rule that applies to the kind of d and leaves d as it is.
// The review takes place on the day of today in its own time zone.
func Inspect(d *document.Document, today time.Time) Report {
	return ask(rules, d, today)
}

// Sides asks what only both sides of one identity card together tell. The
// report is about the fields of both.
func Sides(portrait, emblem *document.Document, today time.Time) Report {
	both := document.Document{Fields: map[string]document.Field{}}
	for _, side := range []*document.Document{portrait, emblem} {
		for name, f := range side.Fields {
			both.Fields[name] = f
		}
	}
	return ask(sidesRules, &both, today)
}

func ask(rules []rule, d *document.Document, today time.Time) Report {
	p := &paper{doc: d, today: time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)}
	p.report = Report{
		Doubts: map[string][]document.Doubt{}, SealDoubts: map[int][]document.Doubt{}, Evidence: Evidence{},
	}
	for _, r := range rules {
		if r.Kinds != nil && !slices.Contains(r.Kinds, d.Kind) {
			continue
		}
		p.rule = r.Rule
		if missing := p.missing(r.Needs); len(missing) > 0 {
			p.notChecked(ReasonMissing, missing...)
			continue
		}
		r.ask(p)
	}
	return p.report
}
