package extractors

import (
	"slices"
	"unicode/utf8"

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

// newPaper turns the lines of s upright and drops watermarks and ornaments.
func newPaper(s Sheet) *paper {
	return &paper{sheet: s, frags: writing(s.Lines), fields: map[string]document.Field{}}
}

// writing is the fragments of lines that are text of the paper.
func writing(lines []document.Line) []layout.Frag {
	frags := layout.Frags(lines)
	usual := layout.MedianHeight(frags)
	return slices.DeleteFunc(frags, func(f layout.Frag) bool {
		text := f.Text()
		return f.Height() > maxHeight*usual || watermark.MatchString(text) || ornament.MatchString(text)
	})
}

// maxHeight is the height of the largest writing in usual ones: titles stay well
// below it, frames and watermarks do not.
const maxHeight = 6

// dateSign stands for a whole date in the texts that sentences are looked for
// in; it is of a private-use area, so no paper holds it.
const dateSign = '\uE000'

// text is the whole paper with every date masked by dateSign.
func (p *paper) text() layout.Text {
	return maskDates(layout.NewText(layout.Blocks(p.frags)))
}

func maskDates(t layout.Text) layout.Text {
	text := t.String()
	round := roundZeros(text)
	var spans [][2]int
	for _, d := range normalize.FindDates(round) {
		spans = append(spans, [2]int{sameRune(round, d.From, text), sameRune(round, d.To, text)})
	}
	return t.Mask(spans, dateSign).Without(" ")
}

// sameRune is the byte of b at which the rune stands that begins at byte at of a,
// where a and b have the same number of runes.
func sameRune(a string, at int, b string) int {
	if len(a) == len(b) {
		return at
	}
	n := utf8.RuneCountInString(a[:at])
	for i := range b {
		if n == 0 {
			return i
		}
		n--
	}
	return len(b)
}

// readForm sets the fields of every label of v that has a value, and returns what
// it found. parsers gives the canonical form by field.
func (p *paper) readForm(v *form.Vocabulary, parsers map[string]parser) []form.Entry {
	entries, _ := form.Read(p.frags, v)
	for _, e := range entries {
		if e.Field != "" {
			p.set(e.Field, e.Run(), parsers[e.Field])
		}
	}
	return entries
}

func (p *paper) has(name string) bool {
	_, ok := p.fields[name]
	return ok
}
