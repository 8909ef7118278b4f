package extractors

import (
	"hecha/document"
	"hecha/document/normalize"
	"hecha/extractors/internal/form"
	"hecha/extractors/internal/layout"
)

// paper is a sheet prepared for reading, and the fields read so far.
type paper struct {
	sheet  Sheet
	frags  []layout.Frag
	fields map[string]document.Field
}

// newPaper turns the lines of s upright and drops watermarks.
func newPaper(s Sheet) *paper {
	p := &paper{sheet: s, fields: map[string]document.Field{}}
	for _, f := range layout.Frags(s.Lines) {
		if !watermark.MatchString(f.Text()) {
			p.frags = append(p.frags, f)
		}
	}
	return p
}

// dateSign stands for a whole date in the texts that sentences are looked for
// in; it is of a private-use area, so no paper holds it.
const dateSign = '\uE000'

// text is the whole paper with every date masked by dateSign.
func (p *paper) text() layout.Text {
	return maskDates(layout.NewText(layout.Blocks(p.frags)))
}

func maskDates(t layout.Text) layout.Text {
	var spans [][2]int
	for _, d := range normalize.FindDates(t.String()) {
		spans = append(spans, [2]int{d.From, d.To})
	}
	return t.Mask(spans, dateSign).Without(" ")
}

// readForm sets the fields of every label of v that has a value. parsers gives
// the canonical form by field.
func (p *paper) readForm(v *form.Vocabulary, parsers map[string]parser) {
	entries, _ := form.Read(p.frags, v)
	for _, e := range entries {
		if e.Field != "" {
			p.set(e.Field, e.Run(), parsers[e.Field])
		}
	}
}

func (p *paper) has(name string) bool {
	_, ok := p.fields[name]
	return ok
}
