package preprocess

import (
	"math"

	"hecha/document"
)

// cardsOn are the ID-1 cards that clearly stand out on the paper, which is the
// copy or scan of one or both sides of a card. Boxes printed in a form have no
// step against the paper, other proportions, or much writing around them.
func (s *scene) cardsOn(paper document.Quad, quads []candidate) []outline {
	var cards []outline
	toPaper, size, ok := s.flattened(paper)
	if !ok {
		return nil
	}
	for _, c := range quads {
		if c.borders > 0 || c.least < 0.7 || area(c.quad) > 0.8*area(paper) ||
			!contains(paper, c.quad, 2) || clashes(c.quad, cards) {
			continue
		}
		if aspect, ok := cardAspect(toPaper.MapQuad(c.quad), size); ok && s.contrast(c.quad) >= 7 {
			cards = append(cards, outline{quad: c.quad, aspect: aspect, card: true, nested: true})
		}
	}
	if s.inkBeside(paper, cards) > 0.25 {
		return nil
	}
	return cards
}

// cardSize is how long a card's longer side may be on a flattened paper.
type cardSize struct{ least, most float64 }

// about is a size that is known, but for a copier's and a camera's error.
func about(length float64) cardSize { return cardSize{length * 0.9, length * 1.1} }

// flattened maps the paper to a rectangle of its true proportions and tells
// how large a card is on it: by the page's resolution, or against the paper
// when that has the proportions of A4. Else nothing is known but that the
// paper is the larger one.
func (s *scene) flattened(paper document.Quad) (toFlat document.Homography, size cardSize, ok bool) {
	if paper == s.whole() {
		if s.dpi > 0 {
			return document.Identity, about(widthID1 / 25.4 * s.dpi), true
		}
		short := math.Min(paper.Width(), paper.Height())
		return document.Identity, cardSize{0.2 * short, 0.75 * short}, true
	}
	aspect, _ := paperAspect(paper, float64(s.w()), float64(s.h()))
	toFlat, ok = document.HomographyBetween(paper, document.Rect(0, 0, aspect*1000, 1000))
	short := math.Min(aspect*1000, 1000)
	if offBy(math.Max(aspect, 1/aspect), aspectISO) < 0.001 {
		return toFlat, about(short * widthID1 / 210), ok
	}
	return toFlat, cardSize{0.2 * short, 0.75 * short}, ok
}

// cardAspect tells whether q, on the flat paper, is a rectangle of an ID-1
// card's proportions and size.
func cardAspect(q document.Quad, size cardSize) (aspect float64, ok bool) {
	if cornerError(q) > 3.5 {
		return 0, false
	}
	aspect = aspectID1
	if q.Width() < q.Height() {
		aspect = 1 / aspectID1
	}
	if offBy(q.Width()/q.Height(), aspect) > aspectTolerance {
		return 0, false
	}
	long := math.Max(q.Width(), q.Height())
	return aspect, long >= size.least && long <= size.most
}

// inkBeside is the share of the paper's writing that stands beside the cards.
func (s *scene) inkBeside(paper document.Quad, cards []outline) float64 {
	if len(cards) == 0 {
		return 0
	}
	var on, beside float64
	s.eachInk(func(p document.Point, _ int) {
		switch {
		case within(p, cards, 3):
			on++
		case paper.Contains(p):
			beside++
		}
	})
	return beside / math.Max(on+beside, 1)
}

// within tells whether p lies in one of the outlines, grown by margin.
func within(p document.Point, outlines []outline, margin float64) bool {
	for _, o := range outlines {
		if grow(o.quad, margin).Contains(p) {
			return true
		}
	}
	return false
}

// eachInk calls f for every pixel of writing, with its centre and index.
func (s *scene) eachInk(f func(p document.Point, i int)) {
	w := s.w()
	for i := range s.ink.pix {
		if s.isInk(i) {
			f(document.Point{X: float64(i%w) + 0.5, Y: float64(i/w) + 0.5}, i)
		}
	}
}
