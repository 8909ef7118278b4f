package seal

import (
	"context"
	"fmt"
	"image"
	"slices"
	"strings"

	"hecha/document"
	"hecha/pipeline/ocr"
)

// Read reads one impression of img. up is the direction of the page's top,
// clockwise from the sheet's, in degrees: 0 on an upright sheet. The engine
// only recognises lines that are cut out for it. The Page of the seal is not
// set; its Quad starts at the seal's own top left. An error is the engine's.
func Read(ctx context.Context, eng ocr.Engine, img *image.RGBA, imp Impression, up float64) (document.Seal, error) {
	r, err := Examine(ctx, eng, img, imp, up)
	return r.Seal, err
}

// Examine is Read for callers that will know, once the page is understood,
// which names may stand on the seal: see Reading.Reconcile.
func Examine(ctx context.Context, eng ocr.Engine, img *image.RGBA, imp Impression, up float64) (Reading, error) {
	r, _, err := examine(ctx, eng, img, imp, up)
	return r, err
}

func examine(ctx context.Context, eng ocr.Engine, img *image.RGBA, imp Impression, up float64) (Reading, evidence, error) {
	c := cut(img, imp)
	r := reader{ctx: ctx, engine: eng, crop: c, up: up}
	s := document.Seal{
		Shape: imp.Shape, Color: imp.Color, DiameterMM: imp.DiameterMM(), Centre: Unknown, Doubt: []document.Doubt{},
	}
	var err error
	if imp.Shape == Square {
		err = r.readSquare(&s)
	} else {
		err = r.readRound(&s)
	}
	if err != nil {
		return Reading{}, evidence{}, fmt.Errorf("seal: read: %w", err)
	}
	s.Quad = imp.quadAt(r.top)
	s.Type = TypeOf(s.Shape, s.Text, s.Inner)
	s.Confidence = r.evidence.confidence()
	if s.Confidence < sureConfidence || r.faintest < leastFaint {
		s.Doubt = append(s.Doubt, document.DoubtLowConfidence)
	}
	s.Signs = signs(img, imp, c, s)
	s.ImageHash = imageHash(img, imp)
	return Reading{Seal: s, places: r.places}, r.evidence, nil
}

// reader is one reading of one impression.
type reader struct {
	ctx      context.Context
	engine   ocr.Engine
	crop     crop
	up       float64
	top      float64 // direction in which the seal is upright
	evidence evidence
	places   []choice // of the ring text
	faintest float64  // weight of a character in it
}

// The ways of laying out the ring. The first ones are always read; the others
// where these leave doubt. On a gray copy bare ink is full of holes.
var (
	firstLook  = []stripSpec{{pad: 0.1, stretch: 1, blank: 0.3}, {pad: 0.1, stretch: 1.25, source: bare, blank: 0.4}}
	secondLook = []stripSpec{
		{pad: 0.2, stretch: 1.15, blank: 0.15}, {pad: 0.1, stretch: 1, source: bare, blank: 0.3},
		{pad: 0.05, stretch: 1.4, blank: 0.2},
	}
	firstGray  = []stripSpec{{pad: 0.1, stretch: 1, blank: 0.3}, {pad: 0.1, stretch: 1.2, source: thin, blank: 0.3}}
	secondGray = []stripSpec{
		{pad: 0.04, stretch: 1.3, blank: 0.4}, {pad: 0.2, stretch: 1.1, source: thin, blank: 0.3},
		{pad: 0.05, stretch: 1.15, source: bare, blank: 0.3},
	}
)

// readRound reads a circle or an ellipse.
func (r *reader) readRound(s *document.Seal) error {
	first, second, solid := firstLook, secondLook, r.crop.fill
	if r.crop.imp.Color == Gray {
		// What is guessed of covered places would look like text between texts.
		first, second, solid = firstGray, secondGray, r.crop.ink
	}
	l := findLayout(solid, r.crop.imp, r.up)
	r.top = l.top()
	m := r.crop.middleDisc(l, r.top)
	s.Centre = m.takeMark()
	inner := m.lines()
	code, hasCode := r.crop.codeStrip(l)

	strips := append(r.crop.strips(l, first), inner...)
	if hasCode {
		strips = append(strips, code)
	}
	lines, err := r.recognise(strips, "")
	if err != nil {
		return err
	}
	readings := charsOf(lines[:len(first)])
	holes := hasHole(readings)
	lines = lines[len(first):]
	s.Inner = innerText(lines[:len(inner)])
	if hasCode {
		if s.Code, err = r.code(lines[len(inner)], code); err != nil {
			return err
		}
	}
	if holes || !agreed(readings) {
		more, err := r.recognise(r.crop.strips(l, second), "")
		if err != nil {
			return err
		}
		readings = append(readings, charsOf(more)...)
	}
	places := elect(readings)
	choices := written(places)
	r.faintest = faintest(places, len(readings))
	r.evidence = weigh(choices, readings, l, r.crop)
	choices, corrected, strange := settled(places)
	if strange || r.crop.imp.Score < wholeRim {
		r.evidence.strange = 1
	}
	r.places = withText(places, choices)
	s.Text = spell(choices)
	if l.broken || l.reaches(r.crop.page) || beheaded(choices) {
		s.Doubt = append(s.Doubt, document.DoubtPartial)
	}
	if purpose, changed := knownPurpose(s.Inner); changed {
		s.Inner, corrected = purpose, true
	}
	if corrected {
		s.Doubt = append(s.Doubt, document.DoubtCorrected)
	}
	return nil
}

// settled corrects what was read weakly into what names of organisations are made
// of. corrected tells that something changed, strange that a clear character
// stands against what would be known.
func settled(places []choice) (fixed []choice, corrected, strange bool) {
	was := spell(written(places))
	school, near := knownSchool(places)
	if school != nil {
		return school, spell(school) != was, false
	}
	text := withoutStrokes(knownEnding(knownWords(places)))
	if own := trimmed(text); len(own) < len(text) {
		if school, _ := knownSchool(own); school != nil {
			return school, true, false
		}
		text = own
	}
	text, strange = knownRegionAtStart(text)
	return text, spell(text) != was, strange || near
}

// candidates is how many characters the engine is asked for where it is not sure, beside
// the first two: a name in print may be one of them.
const candidates = 6

// recognise reads strips, one line for each.
func (r *reader) recognise(strips []plane, charset string) ([]document.Line, error) {
	if len(strips) == 0 {
		return nil, nil
	}
	img, places := sheetOf(strips)
	lines, err := r.engine.Read(r.ctx, ocr.Request{Image: img, Lines: places, Charset: charset, Candidates: candidates})
	if err != nil {
		return nil, err
	}
	if len(lines) != len(strips) {
		return nil, fmt.Errorf("engine returned %d lines for %d strips", len(lines), len(strips))
	}
	return lines, nil
}

// charsOf are the lines' characters without specks. An engine that gives no
// characters gives each the line's score.
func charsOf(lines []document.Line) [][]document.Char {
	out := make([][]document.Char, len(lines))
	for i, l := range lines {
		chars := l.Chars
		if len(chars) == 0 {
			for _, c := range l.Text {
				chars = append(chars, document.Char{Rune: c, Confidence: l.Confidence})
			}
		}
		out[i] = tidy(chars)
	}
	return out
}

// agreed tells that all readings are the same and each character is sure.
func agreed(readings [][]document.Char) bool {
	first := textOf(readings[0])
	for _, r := range readings {
		if textOf(r) != first {
			return false
		}
		for _, c := range r {
			if c.Confidence < 0.9 {
				return false
			}
		}
	}
	return len(readings[0]) >= 3
}

// hasHole tells that in some reading a character's room is left empty: its
// neighbours are much further from each other than the others are, or the first
// or last one from the end of the strip.
func hasHole(readings [][]document.Char) bool { return slices.ContainsFunc(readings, holed) }

func holed(r []document.Char) bool {
	var steps []float64
	for i := 1; i < len(r); i++ {
		steps = append(steps, (r[i].From+r[i].To-r[i-1].From-r[i-1].To)/2)
	}
	if len(steps) < 2 {
		return false
	}
	widest := slices.Max(steps)
	slices.Sort(steps)
	pitch := steps[len(steps)/2]
	first, last := r[0], r[len(r)-1]
	return widest > 1.7*pitch || (first.From+first.To)/2 > 1.6*pitch || 1-(last.From+last.To)/2 > 1.6*pitch
}

// innerText joins the straight lines that were read, from the top.
func innerText(lines []document.Line) string {
	var out []string
	for _, l := range lines {
		text := strings.ReplaceAll(l.Text, " ", "")
		if text != "" && l.Confidence > 0.5 {
			out = append(out, text)
		}
	}
	return strings.Join(out, "\n")
}
