package extractors

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/extractors/internal/form"
	"hecha/extractors/internal/layout"
	"hecha/extractors/internal/sentence"
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

// wholeLines are the fragments of a paper of sentences and labels: what stands far
// apart is parted though an engine read it as one, and what an engine cut in two is
// one again.
func (p *paper) wholeLines() {
	p.frags = layout.Mend(layout.Split(p.frags, columnWhite), cutWhite)
}

// cutWhite is the white, in heights of a line, below which an engine cut a line.
const cutWhite = 0.4

// writing is the fragments of lines that are text of the paper.
func writing(lines []document.Line) []layout.Frag {
	frags := layout.Frags(lines)
	usual := layout.MedianHeight(frags)
	rings := 0
	for _, f := range frags {
		if ring.MatchString(f.Text()) {
			rings++
		}
	}
	return slices.DeleteFunc(frags, func(f layout.Frag) bool {
		text := f.Text()
		return f.Height() > maxHeight*usual || watermark.MatchString(text) || ornament.MatchString(text) ||
			rings >= minRings && ring.MatchString(text)
	})
}

// minRings is how many rings make a frame.
const minRings = 6

// maxHeight is the height of the largest writing in usual ones: titles stay well
// below it, frames and watermarks do not.
const maxHeight = 6

// dateSign stands for a whole date in the texts that sentences are looked for
// in; it is of a private-use area, so no paper holds it.
const dateSign = '\uE000'

// text is the whole paper with every date masked by dateSign.
func (p *paper) text() layout.Text {
	return maskDates(layout.NewText(layout.Blocks(p.frags))).Without(" ")
}

func maskDates(t layout.Text) layout.Text {
	text := t.String()
	round := roundZeros(text)
	var spans [][2]int
	for _, d := range normalize.FindDates(round) {
		spans = append(spans, [2]int{sameRune(round, d.From, text), sameRune(round, d.To, text)})
	}
	return t.Mask(spans, dateSign)
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
// it found. parsers gives the canonical form by field. What stands where a name
// should and cannot be one, misread or not, is the value of something else.
func (p *paper) readForm(v *form.Vocabulary, parsers map[string]parser) []form.Entry {
	entries, _ := form.Read(p.frags, v)
	for _, e := range entries {
		if e.Field != "" && (document.ClassOf(e.Field) != document.ClassName || maybeName(e.Run().String())) {
			p.set(e.Field, e.Run(), parsers[e.Field])
		}
	}
	if f := p.fields["name"]; isHan(f.Value, "·") && personForm(f.Value) == sentence.Never || p.endsWithSex() {
		p.doubt("name", document.DoubtExtent)
	}
	return entries
}

// maxMisreadName is the length of a name with what a seal or a rule adds to it.
const maxMisreadName = 6

// bodyName are words of bodies, which no person's name holds.
var bodyName = regexp.MustCompile(`^中共|^中国|大学|学院|学校|党校|公司|委员会`)

// referring are words that stand where a name may, and name nobody.
var referring = regexp.MustCompile(`^(?:该[生员]|本人|如下|下列|以下|日期|基本(?:情况|信息)|情况|信息|性别|年龄|民族)$`)

// maybeName tells whether text can be a person's name that was misread: short, and
// without digits.
func maybeName(text string) bool {
	return !strings.ContainsAny(text, "0123456789:,。") && (!bodyName.MatchString(text) || namedSchool(text)) && !referring.MatchString(text) &&
		(utf8.RuneCountInString(text) <= maxMisreadName || strings.ContainsRune(text, normalize.MiddleDot))
}

func (p *paper) has(name string) bool {
	_, ok := p.fields[name]
	return ok
}

// reversed is frags from the lowest row up.
func reversed(frags []layout.Frag) []layout.Frag {
	var out []layout.Frag
	for _, row := range layout.Rows(frags) {
		out = append(row, out...)
	}
	return out
}
