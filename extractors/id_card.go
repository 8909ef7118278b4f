package extractors

import (
	"math/cmplx"
	"regexp"
	"slices"
	"strings"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/document/register"
	"hecha/extractors/internal/form"
	"hecha/extractors/internal/layout"
)

// idPortrait reads the side of a resident identity card with the person's data.
type idPortrait struct{}

var _ Extractor = idPortrait{}

func (idPortrait) Name() string        { return "id_card_portrait" }
func (idPortrait) Version() int        { return 1 }
func (idPortrait) Kind() document.Kind { return document.IDCardPortrait }

// portraitMarks are the places of the labels' left ends and of both ends of the
// number on the card, in its width (GA 448-2013; measured on pictures of it).
var portraitMarks = map[string]complex128{
	"name": 0.07 + 0.09i, "sex": 0.07 + 0.165i, "ethnicity": 0.30 + 0.165i, "birth_date": 0.07 + 0.24i,
	"address": 0.07 + 0.315i, "id_label": 0.07 + 0.545i, "id_start": 0.34 + 0.545i, "id_end": 0.93 + 0.545i,
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

// portraitFound are the marks of portrait sides among lines, of several cards if
// there are several.
func portraitFound(lines []document.Line) []mark {
	entries, rest := form.Read(layout.Frags(lines), idPortraitLabels)
	var out []mark
	add := func(name string, f layout.Frag, end func(document.Quad) complex128) {
		src := f.Glyphs.Sources(lines)
		out = append(out, mark{name, end(src[0].Quad), direction(src[0].Quad)})
	}
	number := func(f layout.Frag) {
		if m := idLike.FindStringIndex(f.Text()); m != nil {
			n := len([]rune(f.Text()[m[0]:]))
			f = f.Cut(len(f.Glyphs)-n, len(f.Glyphs))
			add("id_start", f, leftOf)
			add("id_end", f, rightOf)
		}
	}
	for _, e := range entries {
		name := e.Field
		if name == "" {
			continue
		}
		if name == "id_number" {
			name = "id_label"
		}
		add(name, e.Label, leftOf)
		for _, v := range e.Value {
			number(v)
		}
	}
	for _, f := range rest {
		number(f)
	}
	return out
}

// portraitFrame finds the portrait side of one card among lines. The number is
// worth most: a form that asks for a name, a sex and an address is no card.
func portraitFrame(lines []document.Line) (f frame, score float64) {
	f, ok := fitFrame(portraitMarks, portraitFound(lines))
	if !ok {
		return f, 0
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
	{"ethnicity", 0.375 + 0.13i, 0.60 + 0.20i},
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
	p.readForm(idPortraitLabels, idPortraitParsers)
	if score > 0 {
		p.readSlots(f)
	}
	p.repairID()
	return Extraction{Fields: p.fields}
}

// inPicture tells whether g begins in the portrait, where nothing is written.
func inPicture(f frame, s Sheet, g layout.Frag) bool {
	z := f.card(leftOf(g.Glyphs.Sources(s.Lines)[0].Quad))
	return real(z) > 0.60 && imag(z) < 0.47
}

// readSlots takes what stands in the place of a field whose label could not be
// read. Such a value is in doubt.
func (p *paper) readSlots(f frame) {
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
		p.set(slot.field, run, idPortraitParsers[slot.field])
		p.doubt(slot.field, document.DoubtPartial)
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

// repairID corrects the number where its check digit leaves one solution, and
// from a number that proves itself as read the date that was printed but could
// not be read.
func (p *paper) repairID() {
	number, ok := p.fields["id_number"]
	if !ok {
		return
	}
	if normalize.IDCheck(number.Value) {
		if f := p.fields["birth_date"]; outOfForm(f) {
			facts, _ := normalize.IDParts(number.Value)
			p.correct("birth_date", facts.BirthDate)
		}
		return
	}
	if len(number.Value) == 15 && !outOfForm(number) {
		return
	}
	p.proveID("id_number", normalize.IDProof{Known: register.RegionKnown, BirthDate: p.sure("birth_date"), Sex: p.sure("sex")})
}

// proveID replaces a number by the only one that proves itself; several, or
// none, are in doubt.
func (p *paper) proveID(name string, proof normalize.IDProof) {
	found := normalize.RepairID(glyphsOf(p.fields[name]), proof)
	if len(found) == 1 {
		p.correct(name, found[0].Value)
		return
	}
	p.doubt(name, document.DoubtCheckDigit)
}

// sure is the value of a field that is in form, else empty.
func (p *paper) sure(name string) string {
	f, ok := p.fields[name]
	if !ok || outOfForm(f) {
		return ""
	}
	return f.Value
}

// runnerUpShare is the score from which on an engine's runner-up counts.
const runnerUpShare = 0.02

// glyphsOf are the characters of a field with the engine's runners-up.
func glyphsOf(f document.Field) []normalize.Glyph {
	var out []normalize.Glyph
	for _, s := range f.Sources {
		if len(s.Chars) == 0 {
			out = append(out, normalize.Glyphs(s.Text)...)
			continue
		}
		for _, c := range s.Chars {
			if normalize.StripSpace(string(c.Rune)) == "" {
				continue
			}
			g := normalize.Glyph{Rune: c.Rune}
			if c.Second != 0 && c.SecondConfidence >= runnerUpShare {
				g.Others = []rune{c.Second}
			}
			out = append(out, g)
		}
	}
	return out
}

// idEmblem reads the side of a resident identity card with the emblem.
type idEmblem struct{}

var _ Extractor = idEmblem{}

func (idEmblem) Name() string        { return "id_card_emblem" }
func (idEmblem) Version() int        { return 1 }
func (idEmblem) Kind() document.Kind { return document.IDCardEmblem }

// emblemMarks are places on the emblem side as portraitMarks are on the other.
var emblemMarks = map[string]complex128{
	"state_start": 0.30 + 0.115i, "state_end": 0.88 + 0.115i,
	"title_start": 0.27 + 0.245i, "title_end": 0.91 + 0.245i,
	"issuing_authority": 0.19 + 0.465i, "validity": 0.19 + 0.55i,
}

var idEmblemLabels = form.NewVocabulary(
	form.Label{Field: "issuing_authority", Names: []string{"签发机关"}, Wraps: true},
	form.Label{Field: "validity", Names: []string{"有效期限"}, Closed: `[\d.]{8,10}-?(?:[\d.]{8,10}|长期)`},
)

var (
	stateName = fuzzy("中华人民共和国")
	cardName  = fuzzy("居民身份证")
)

func emblemFrame(lines []document.Line) (f frame, score float64) {
	var found []mark
	frags := layout.Frags(lines)
	entries, _ := form.Read(frags, idEmblemLabels)
	for _, e := range entries {
		q := e.Label.Glyphs.Sources(lines)[0].Quad
		found = append(found, mark{e.Field, leftOf(q), direction(q)})
	}
	for _, g := range frags {
		text, q := g.Text(), g.Glyphs.Sources(lines)[0].Quad
		if len(g.Glyphs) <= 9 && stateName.MatchString(text) {
			found = append(found, mark{"state_start", leftOf(q), direction(q)}, mark{"state_end", rightOf(q), direction(q)})
		}
		if len(g.Glyphs) <= 7 && cardName.MatchString(text) {
			found = append(found, mark{"title_start", leftOf(q), direction(q)}, mark{"title_end", rightOf(q), direction(q)})
		}
	}
	f, ok := fitFrame(emblemMarks, found)
	if !ok {
		return f, 0
	}
	score = 0.15 * float64(len(f.marks))
	if f.has("issuing_authority") || f.has("validity") {
		score += 0.15
	}
	return f, min(score, 0.99)
}

func (idEmblem) Match(s Sheet) float64 {
	_, score := emblemFrame(s.Lines)
	return score
}

func (idEmblem) Extract(s Sheet) Extraction {
	p := newPaper(s)
	entries, rest := form.Read(p.frags, idEmblemLabels)
	for _, e := range entries {
		if e.Field == "validity" {
			p.readValidity(e.Run())
			continue
		}
		p.set(e.Field, e.Run(), strict(authority))
	}
	for _, f := range rest {
		switch text := f.Text(); {
		case !p.has("valid_from") && validityLike.MatchString(text):
			p.readValidity(f.Glyphs)
		case !p.has("issuing_authority") && authorityLike.MatchString(text):
			p.set("issuing_authority", f.Glyphs, strict(authority))
		}
	}
	return Extraction{Fields: p.fields}
}

var (
	validityLike  = regexp.MustCompile(`^\d{4}.?\d\d.?\d\d.{0,3}(?:长期|\d{4}.?\d\d.?\d\d)$`)
	authorityLike = regexp.MustCompile(`^\p{Han}{2,20}(?:公安局|分局|公安处|公安部)$`)
)

// authority is the name of a police office.
func authority(raw string) (string, bool) {
	s, ok := plain(raw)
	return s, ok && (strings.HasSuffix(s, "局") || strings.HasSuffix(s, "公安处") || strings.HasSuffix(s, "公安部"))
}

// readValidity splits 2015.03.02-2035.03.02 into its two fields. Where the dates
// cannot be told apart, both get the whole.
func (p *paper) readValidity(run layout.Run) {
	from, until, ok := normalize.Validity(run.String())
	first, second := splitValidity(run)
	if !ok {
		p.set("valid_from", first, date)
		p.set("valid_until", second, strict(validUntil))
		return
	}
	p.set("valid_from", first, strict(func(string) (string, bool) { return from, true }))
	p.set("valid_until", second, strict(func(string) (string, bool) { return until, true }))
}

// splitValidity cuts at the dash, else in the middle of the digits.
func splitValidity(run layout.Run) (first, second layout.Run) {
	at := slices.IndexFunc(run, func(g layout.Glyph) bool { return g.Rune == '-' || g.Rune == '长' || g.Rune == '至' })
	if at <= 0 {
		at = len(run) / 2
	}
	return run[:at].Trim("-至"), run[at:].Trim("-至")
}

func validUntil(raw string) (string, bool) {
	if strings.Contains(normalize.StripSpace(raw), normalize.LongTerm) {
		return normalize.LongTerm, true
	}
	return normalize.Date(raw)
}

// cardSide is one way in which a card can be found on a sheet.
type cardSide struct {
	extractor Extractor
	find      func([]document.Line) (frame, float64)
}

var cardSides = []cardSide{{idPortrait{}, portraitFrame}, {idEmblem{}, emblemFrame}}

// width is the card's width on the sheet in pixels.
func (f frame) width() float64 { return cmplx.Abs(f.a) }
