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

// idEmblem reads the side of a resident identity card with the emblem.
type idEmblem struct{}

var _ Extractor = idEmblem{}

func (idEmblem) Name() string        { return "id_card_emblem" }
func (idEmblem) Version() int        { return 5 }
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
