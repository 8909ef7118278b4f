package check

import (
	"slices"
	"time"

	"hecha/document"
	"hecha/document/normalize"
)

// bundle is an application under review and what the rules have said so far.
type bundle struct {
	app    document.Application
	papers []document.Paper
	today  time.Time
	rule   Rule // the one that is asked now
	report ApplicationReport
}

// ApplicationReport is what the rules say about an application as a whole.
type ApplicationReport struct {
	Findings   []document.Finding
	NotChecked []document.NotChecked
	// Corroborated are values in doubt that others bear out.
	Corroborated []document.Corroboration
}

// of are the papers of the given kinds, in the order of the kinds.
func (b *bundle) of(kinds ...document.Kind) []document.Paper {
	var all []document.Paper
	for _, k := range kinds {
		for _, p := range b.papers {
			if p.Kind == k {
				all = append(all, p)
			}
		}
	}
	return all
}

// read is a field of a paper as a fact.
func read(p document.Paper, field string) (fact, bool) {
	f, ok := p.Field(field)
	if !ok || f.Value == "" {
		return fact{}, false
	}
	return fact{value: f.Value, field: field, place: p.Place(field), kind: p.Kind, confidence: f.Confidence, doubts: f.Doubt, doubted: readingDoubted(f)}, true
}

// readingDoubts are the doubts about what was read. That a register does not know
// a value, or that another value on the paper contradicts it, says nothing about
// the reading.
var readingDoubts = []document.Doubt{
	document.DoubtLowConfidence, document.DoubtEngines, document.DoubtCheckDigit, document.DoubtCorrected, document.DoubtLookAlike,
	document.DoubtRareChar, document.DoubtFormat, document.DoubtUnderSeal, document.DoubtPartial,
}

func readingDoubted(f document.Field) bool { return slices.ContainsFunc(f.Doubt, aboutReading) }

func aboutReading(d document.Doubt) bool { return slices.Contains(readingDoubts, d) }

func declared(field, value string) fact {
	return fact{value: value, field: field, place: document.Declared(field), confidence: 1}
}

// facts are the values of a field on papers, and on the declaration where it is
// given there.
func facts(field, said string, papers []document.Paper) []fact {
	var all []fact
	for _, p := range papers {
		if f, ok := read(p, field); ok {
			all = append(all, f)
		}
	}
	if said != "" {
		all = append(all, declared(field, said))
	}
	return all
}

// find records a finding of the rule that is asked, about facts.
func (b *bundle) find(a args, about ...fact) {
	b.findAs(b.rule.Code, b.rule.Severity, a, about...)
}

// unclear records that facts differ in what may be a matter of reading.
func (b *bundle) unclear(a args, about ...fact) {
	b.findAs(b.rule.Code+unclearSuffix, document.SeverityWarning, a, about...)
}

// unclearSuffix ends the codes of findings about values that may only have been
// read wrong.
const unclearSuffix = "_unclear"

func (b *bundle) findAs(code string, severity document.Severity, a args, about ...fact) {
	f := document.Finding{Code: code, Severity: severity, Fields: []string{}, Args: a, Places: []document.Place{}}
	if f.Args == nil {
		f.Args = args{}
	}
	for _, x := range about {
		if x.field != "" && !slices.Contains(f.Fields, x.field) {
			f.Fields = append(f.Fields, x.field)
		}
		f.Places = append(f.Places, x.place)
	}
	b.report.Findings = append(b.report.Findings, f)
}

func (b *bundle) notChecked(reason Reason, fields ...string) {
	b.report.NotChecked = append(b.report.NotChecked, document.NotChecked{Code: b.rule.Code, Reason: string(reason), Fields: append([]string{}, fields...)})
}

// agree compares every fact with the first that was surely read, which stands
// for all: facts come in the order of trust. Fewer than two say nothing.
func (b *bundle) agree(all []fact, same comparison) {
	b.agreeIn(all, func(x, y fact) verdict { return same(x.value, y.value) })
}

// agreeIn is agree for what more than the values decides.
func (b *bundle) agreeIn(all []fact, same func(x, y fact) verdict) {
	if len(all) < 2 {
		b.notChecked(ReasonSingle, names(all)...)
		return
	}
	b.corroborate(all, same)
	anchor := all[max(0, slices.IndexFunc(all, func(f fact) bool { return !f.doubted }))]
	for _, f := range all {
		if f.place == anchor.place {
			continue
		}
		kinds := args{"first": source(anchor), "second": source(f)}
		switch tolerate(same(anchor, f), anchor, f) {
		case contradicts:
			b.find(kinds, anchor, f)
		case unclear:
			b.unclear(kinds, anchor, f)
		}
	}
}

// source names where a fact comes from.
func source(f fact) string {
	if f.place.Declared {
		return "declared"
	}
	return string(f.kind)
}

func names(all []fact) []string {
	out := []string{}
	for _, f := range all {
		if !slices.Contains(out, f.field) {
			out = append(out, f.field)
		}
	}
	return out
}

// month is the month of a fact's date.
func (f fact) month() (int, bool) { return normalize.Month(f.value) }

// idNumber is an identity number of the holder that proves itself.
func (b *bundle) idNumber() (fact, normalize.IDFacts, bool) {
	for _, p := range b.of(identityOrder...) {
		if f, ok := read(p, "id_number"); ok && normalize.IDCheck(f.value) {
			if parts, ok := normalize.IDParts(f.value); ok {
				return f, parts, true
			}
		}
	}
	if normalize.IDCheck(b.app.IDNumber) {
		parts, ok := normalize.IDParts(b.app.IDNumber)
		return declared("id_number", b.app.IDNumber), parts, ok
	}
	return fact{}, normalize.IDFacts{}, false
}
