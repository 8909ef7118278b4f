package extractors

import (
	"slices"
	"strings"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/extractors/internal/layout"
)

// parser gives the canonical form of what was read, and the doubts that it
// leaves. A value that has not the form of its field is still given, as well as
// it can be, with DoubtFormat.
type parser func(raw string) (value string, doubts []document.Doubt)

// strict doubts whatever parse does not accept.
func strict(parse func(string) (string, bool)) parser {
	return func(raw string) (string, []document.Doubt) {
		value, ok := parse(raw)
		if ok {
			return value, nil
		}
		if value == "" {
			value = normalize.StripSpace(raw)
		}
		return value, []document.Doubt{document.DoubtFormat}
	}
}

// oneOf corrects a value of a closed vocabulary where what was read differs from
// exactly one of its words, and only in a character that looks alike.
func oneOf(parse func(string) (string, bool), words ...string) parser {
	plain := strict(parse)
	return func(raw string) (string, []document.Doubt) {
		value, doubts := plain(raw)
		if len(doubts) == 0 {
			return value, nil
		}
		var near []string
		for _, w := range words {
			if normalize.SameButLookAlike(raw, w) {
				near = append(near, w)
			}
		}
		if len(near) != 1 {
			return value, doubts
		}
		value, _ = plain(near[0])
		return value, []document.Doubt{document.DoubtCorrected}
	}
}

// month is a date of which only year and month count.
func month(raw string) (string, bool) {
	value, ok := normalize.Date(raw)
	if len(value) > len("2006-01") {
		value = value[:len("2006-01")]
	}
	return value, ok
}

// set records the value that stands on run. Where the paper gives a field twice,
// a value in form goes before one out of form, and two that differ are in doubt.
func (p *paper) set(name string, run layout.Run, parse parser) {
	f, ok := p.field(run, parse)
	if !ok {
		return
	}
	have, twice := p.fields[name]
	switch {
	case !twice || outOfForm(have) && !outOfForm(f):
		p.fields[name] = f
	case have.Value != f.Value && !outOfForm(f):
		have.AddDoubt(document.DoubtConflict)
		p.fields[name] = have
	}
}

func outOfForm(f document.Field) bool { return slices.Contains(f.Doubt, document.DoubtFormat) }

// field is the value that stands on run; ok is false when run is empty. Its
// confidence is that of its weakest character, not calibrated.
func (p *paper) field(run layout.Run, parse parser) (f document.Field, ok bool) {
	run = run.Trim(" :;,_|")
	if len(run) == 0 {
		return f, false
	}
	f = document.Field{Page: p.sheet.Page, Confidence: 1, Sources: run.Sources(p.sheet.Lines), Doubt: []document.Doubt{}}
	var raw strings.Builder
	var quads []document.Quad
	for _, s := range f.Sources {
		raw.WriteString(strings.TrimSpace(s.Text))
		quads = append(quads, s.Quad)
		f.Confidence = min(f.Confidence, s.MinConfidence())
	}
	f.Text, f.Quad = raw.String(), quads[0]
	if len(quads) > 1 {
		f.Quad = document.Union(quads...)
	}
	value, doubts := parse(f.Text)
	f.Value = value
	for _, d := range doubts {
		f.AddDoubt(d)
	}
	return f, true
}

// correct replaces a field's value by one that proves itself.
func (p *paper) correct(name, value string) {
	f := p.fields[name]
	if f.Value == value {
		return
	}
	f.Value = value
	f.Doubt = slices.DeleteFunc(f.Doubt, func(d document.Doubt) bool { return d == document.DoubtFormat })
	f.AddDoubt(document.DoubtCorrected)
	p.fields[name] = f
}

// doubt adds d to a field that the paper has.
func (p *paper) doubt(name string, d document.Doubt) {
	if f, ok := p.fields[name]; ok {
		f.AddDoubt(d)
		p.fields[name] = f
	}
}
