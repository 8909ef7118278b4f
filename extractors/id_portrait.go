package extractors

import (
	"regexp"
	"slices"
	"strings"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/extractors/internal/form"
	"hecha/extractors/internal/layout"
)

// idPortrait reads the side of a resident identity card with the person's data.
type idPortrait struct{}

var _ Extractor = idPortrait{}

func (idPortrait) Name() string        { return "id_card_portrait" }
func (idPortrait) Version() int        { return 9 }
func (idPortrait) Kind() document.Kind { return document.IDCardPortrait }

// portraitMarks are the places of the left ends of labels and of values that
// tell what they are, and of both ends of the number, on the card, in its width
// (GA 448-2013; measured on pictures of it). Copiers lose the pale blue labels, so
// that values must do.
var portraitMarks = map[string]complex128{
	"name": 0.07 + 0.09i, "sex": 0.07 + 0.165i, "ethnicity": 0.30 + 0.165i, "birth_date": 0.07 + 0.24i,
	"address": 0.07 + 0.315i, "id_label": 0.07 + 0.545i, "id_start": 0.34 + 0.545i, "id_end": 0.93 + 0.545i,
	"sex_value": 0.17 + 0.165i, "ethnicity_value": 0.39 + 0.165i, "birth_value": 0.17 + 0.24i,
}

var idPortraitLabels = form.NewVocabulary(
	form.Label{Field: "name", Names: []string{"姓名"}},
	form.Label{Field: "sex", Names: []string{"性别"}, Closed: "男|女"},
	form.Label{Field: "ethnicity", Names: []string{"民族"}, Closed: strings.Join(normalize.Ethnicities(), "|")},
	form.Label{Field: "birth_date", Names: []string{"出生"}, Closed: dateClosed},
	form.Label{Names: []string{"出生日期", "出生年月", "出生地"}}, // of forms, so that they are no marks of a card
	form.Label{Field: "address", Names: []string{"住址"}, Wraps: true},
	form.Label{Field: "id_number", Names: []string{"公民身份号码", "公民身份证号码"}, Closed: `\d{17}[\dXx]`},
)

var idPortraitParsers = map[string]parser{
	"name":       strict(normalize.Name),
	"sex":        oneOf(normalize.Sex, "男", "女"),
	"ethnicity":  oneOf(normalize.Ethnicity, normalize.Ethnicities()...),
	"birth_date": date,
	"address":    strict(plain),
	"id_number":  strict(normalize.IDNumber),
}

// idLike is an identity number, a few signs of which may be misread.
var idLike = regexp.MustCompile(`[0-9OoIlZSB]{13,17}[0-9OoIlZSBXx×*]{1,4}$`)

// birthLike begins with the year of a birth date.
var birthLike = regexp.MustCompile(`^(?:19|20)\d\d(?:年|$)`)

// portraitFound are the marks of portrait sides among lines, of several cards if
// there are several.
func portraitFound(lines []document.Line) []mark {
	entries, rest := form.Read(layout.Frags(lines), idPortraitLabels)
	c := collector{lines: lines}
	for _, e := range entries {
		switch e.Field {
		case "":
			continue
		case "id_number":
			c.add("id_label", e.Label, leftOf)
		default:
			c.add(e.Field, e.Label, leftOf)
		}
		for _, v := range e.Value {
			c.value(v)
		}
	}
	for _, f := range rest {
		c.value(f)
	}
	return c.marks
}

// collector gathers marks.
type collector struct {
	lines []document.Line
	marks []mark
}

func (c *collector) add(name string, f layout.Frag, end func(document.Quad) complex128) {
	q := f.Glyphs.Sources(c.lines)[0].Quad
	c.marks = append(c.marks, mark{name, end(q), direction(q)})
}

// value adds f where its form alone tells what it is.
func (c *collector) value(f layout.Frag) {
	text := f.Text()
	if _, ok := normalize.Sex(text); ok {
		c.add("sex_value", f, leftOf)
	}
	if _, ok := normalize.Ethnicity(text); ok {
		c.add("ethnicity_value", f, leftOf)
	}
	if birthLike.MatchString(text) {
		c.add("birth_value", f, leftOf)
	}
	if m := idLike.FindStringIndex(text); m != nil {
		n := len([]rune(text[m[0]:]))
		number := f.Cut(len(f.Glyphs)-n, len(f.Glyphs))
		c.add("id_start", number, leftOf)
		c.add("id_end", number, rightOf)
	}
}

// How many marks of a card there are at least, and when its number is not where it
// belongs: on screens and forms, labels and values come near to fewer.
const (
	fewestMarks = 4
	numberless  = 5
)

// portraitFrame finds the portrait side of one card among lines. The number is
// worth most: a form that asks for a name, a sex and an address is no card.
func portraitFrame(lines []document.Line) (f frame, score float64) {
	f, ok := fitFrame(portraitMarks, portraitFound(lines))
	if !ok || len(f.marks) < fewestMarks || !f.has("id_start") && len(f.marks) < numberless {
		return frame{}, 0
	}
	score = 0.12 * float64(len(f.marks))
	if f.has("id_start") {
		score += 0.1
	}
	if f.has("id_label") {
		score += 0.15
	}
	return f, min(score, 0.99)
}

func (f frame) has(name string) bool {
	return slices.ContainsFunc(f.marks, func(m mark) bool { return m.name == name })
}

func (idPortrait) Match(s Sheet) float64 {
	_, score := portraitFrame(s.Lines)
	return score
}

// portraitSlots are the places of the values: corners in the card's width. The
// name is the widest that leaves the picture out.
var portraitSlots = []struct {
	field    string
	from, to complex128
}{
	{"name", 0.155 + 0.045i, 0.60 + 0.13i},
	{"sex", 0.155 + 0.13i, 0.28 + 0.20i},
	{"ethnicity", 0.36 + 0.13i, 0.60 + 0.20i},
	{"birth_date", 0.155 + 0.205i, 0.60 + 0.275i},
	{"address", 0.155 + 0.28i, 0.63 + 0.49i},
	{"id_number", 0.31 + 0.50i, 1 + 0.60i},
}

func (idPortrait) Extract(s Sheet) Extraction {
	f, score := portraitFrame(s.Lines)
	p := newPaper(s)
	if score > 0 {
		p.frags = slices.DeleteFunc(p.frags, func(g layout.Frag) bool { return inPicture(f, s, g) })
	}
	entries := p.readForm(idPortraitLabels, idPortraitParsers)
	if score > 0 {
		p.readSlots(f, labelGlyphs(entries))
	}
	p.repairID()
	return Extraction{Fields: p.fields}
}

// inPicture tells whether g begins in the portrait, where nothing is written.
func inPicture(f frame, s Sheet, g layout.Frag) bool {
	z := f.card(leftOf(g.Glyphs.Sources(s.Lines)[0].Quad))
	return real(z) > 0.60 && imag(z) < 0.47
}

// sureFrame is the number of marks from which on a place on the card is as good as
// a label.
const sureFrame = 5

// labelGlyphs are the characters of all labels of entries.
func labelGlyphs(entries []form.Entry) map[layout.Glyph]bool {
	labels := map[layout.Glyph]bool{}
	for _, e := range entries {
		for _, g := range e.Label.Glyphs {
			labels[g] = true
		}
	}
	return labels
}

// readSlots takes what stands in the place of a field that no label led to and
// belongs to no label itself. Such a value is in doubt unless the place is certain.
func (p *paper) readSlots(f frame, labels map[layout.Glyph]bool) {
	for _, slot := range portraitSlots {
		if p.has(slot.field) {
			continue
		}
		var run layout.Run
		for _, row := range layout.Rows(p.frags) {
			for _, g := range row {
				run = append(run, p.inside(f, g.Glyphs, slot.from, slot.to)...)
			}
		}
		run = slices.DeleteFunc(run, func(g layout.Glyph) bool { return labels[g] })
		p.set(slot.field, run, idPortraitParsers[slot.field])
		if len(f.marks) < sureFrame {
			p.doubt(slot.field, document.DoubtPartial)
		}
	}
}

// inside is the part of run that stands between two corners of the card.
func (p *paper) inside(f frame, run layout.Run, from, to complex128) layout.Run {
	var out layout.Run
	for _, g := range run {
		z := f.card(point(p.sheet.Lines[g.Line].Span(g.From, g.To).Quad.Center()))
		if real(z) > real(from) && real(z) < real(to) && imag(z) > imag(from) && imag(z) < imag(to) {
			out = append(out, g)
		}
	}
	return out
}
