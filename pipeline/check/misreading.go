package check

import (
	"slices"
	"time"

	"hecha/document"
	"hecha/document/normalize"
)

// Misread tells whether one misread character explains what holds of papers: one
// of the values at these places, read otherwise by one character, makes it hold no
// more, while the value has its form, the paper has no finding that it had not
// before and keeps everything that confirms its values. What was declared was not read, and
// seals are compared with room for misreading already.
func Misread(papers []document.Paper, at []document.Place, today time.Time, holds func([]document.Paper) bool) bool {
	for i, p := range papers {
		for _, place := range at {
			if !p.Holds(place) {
				continue
			}
			if f, ok := p.Field(place.Field); ok && f.Value != "" && otherwise(papers, i, place.Field, today, holds) {
				return true
			}
		}
	}
	return false
}

// otherwise reads one field of the paper i in all the ways in which it may be read.
func otherwise(papers []document.Paper, i int, field string, today time.Time, holds func([]document.Paper) bool) bool {
	before := Inspect(papers[i].Document, today)
	others := slices.Clone(papers)
	f, _ := papers[i].Field(field)
	for value := range normalize.Misreadings(f.Value) {
		others[i].Document = withValue(papers[i].Document, field, value)
		if holds(others) {
			continue
		}
		after := Inspect(others[i].Document, today)
		if !slices.ContainsFunc(after.Doubts[field], aboutReading) && noWorse(before, after) {
			return true
		}
	}
	return false
}

// withValue is a copy of d with another value of one field.
func withValue(d *document.Document, name, value string) *document.Document {
	out := *d
	if len(d.Periods) > 0 {
		out.Periods = slices.Clone(d.Periods)
		if part := periodPart(&out, name); part != nil {
			part.Value = value
			return &out
		}
	}
	out.Fields = make(map[string]document.Field, len(d.Fields))
	for n, f := range d.Fields {
		if n == name {
			f.Value = value
		}
		out.Fields[n] = f
	}
	return &out
}

// noWorse tells whether a paper that is read otherwise has all findings among those
// of before, all proofs of before, and leaves no rule unasked that was asked.
func noWorse(before, after Report) bool {
	for _, f := range after.Findings {
		if !slices.ContainsFunc(before.Findings, f.Same) {
			return false
		}
	}
	for _, n := range after.NotChecked {
		if !slices.ContainsFunc(before.NotChecked, func(o NotChecked) bool { return o.Code == n.Code }) {
			return false
		}
	}
	for field, proofs := range before.Evidence {
		for _, proof := range proofs {
			if !after.Evidence.Has(field, proof) {
				return false
			}
		}
	}
	return true
}
