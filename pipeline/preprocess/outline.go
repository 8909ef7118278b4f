package preprocess

import (
	"math"

	"hecha/document"
)

// closeRadius, in pixels of the reduced picture, closes writing: the strokes of
// an A4 page's titles and of a card that fills the picture.
const closeRadius = 5

// outline is one paper or card found on the reduced picture, in its pixels.
type outline struct {
	quad   document.Quad
	aspect float64 // of the flat paper, width by height
	card   bool
	cutOff bool // a side lies on the picture's border
	nested bool // a card on a larger paper
}

// scene is a reduced picture and what was derived from it.
type scene struct {
	thumb
	dpi  float64 // of the reduced picture, 0 when unknown
	flat surface
	ink  plane // how much darker the writing is than what it stands on
}

// newScene takes the resolution of the picture that t was reduced from.
func newScene(t thumb, dpi float64) scene {
	s := scene{thumb: t, dpi: dpi / float64(t.scale), flat: newSurface(t, closeRadius), ink: newPlane(t.w(), t.h())}
	for i, v := range t.y.pix {
		s.ink.pix[i] = s.flat.y.pix[i] - v
	}
	return s
}

// isInk tells whether pixel i is writing or print: clearly darker than the
// ground around it.
func (s *scene) isInk(i int) bool {
	d := int(s.ink.pix[i])
	return d > 14 && 7*d > int(s.flat.y.pix[i])
}

func (s *scene) whole() document.Quad { return document.Rect(0, 0, float64(s.w()), float64(s.h())) }

// findOutlines are the papers and cards that certainly lie on a background,
// and the cards that lie on a paper. None: the picture is one sheet.
func findOutlines(s *scene) []outline {
	edges := findEdges(s.flat)
	quads := s.quads(edges)
	found := s.papers(quads)
	if len(found) == 0 && len(edges.points) > s.w()*s.h()/busyShare {
		smooth := s.smoothed()
		found = smooth.papers(smooth.quads(findEdges(smooth.flat)))
	}
	if len(found) == 0 {
		return s.cardsOn(s.whole(), quads)
	}
	all := found
	for _, o := range found {
		if !o.card {
			all = append(all, s.cardsOn(o.quad, quads)...)
		}
	}
	return all
}

// busyShare is from what share of edges on a background is taken for textured:
// a plain page or desk has hardly any.
const busyShare = 30

func (s *scene) quads(e edgeMap) []candidate {
	return findQuads(findLines(e), float64(s.w()), float64(s.h()))
}

// smoothed is the scene with the texture of its surfaces averaged away: grain
// that drowns the sides of a paper becomes a field of one tone.
func (s *scene) smoothed() scene {
	smooth := *s
	for _, p := range []*plane{&smooth.flat.y, &smooth.flat.cb, &smooth.flat.cr} {
		*p = p.blurred(2).blurred(2)
	}
	return smooth
}

// maxJudged bounds how many quads are compared with their surroundings.
const maxJudged = 20

// papers are the quads that differ from everything around them, largest
// outlines first where one lies in the other, none overlapping.
func (s *scene) papers(quads []candidate) []outline {
	var papers []candidate
	for _, c := range quads[:min(len(quads), maxJudged)] {
		if s.isPaper(c) {
			papers = append(papers, c)
		}
	}
	var found []outline
	for _, c := range papers {
		c = s.outermost(c, papers)
		if clashes(c.quad, found) {
			continue
		}
		if o := s.newOutline(c); o.likely() {
			found = append(found, o)
		}
	}
	return found
}

// outermost replaces c by a quad around it that is nearly as well supported:
// the frame printed on a paper has sharper edges than the paper. What lies
// between the two must not look like what lies around both, as it would where
// the outer one has caught an edge of the desk.
func (s *scene) outermost(c candidate, all []candidate) candidate {
	for _, o := range all {
		if o.borders <= c.borders && o.score > 0.6*c.score && area(o.quad) > 1.02*area(c.quad) &&
			contains(o.quad, c.quad, 3) && !s.stripOutside(c.quad, o.quad) {
			c = o
		}
	}
	return c
}

// stripOutside tells whether the strip between the inner and the outer quad
// looks like the outside.
func (s *scene) stripOutside(inner, outer document.Quad) bool {
	around := s.tone(outer)
	if around.outside < 20 {
		return false
	}
	n, outside := 0, 0
	inner, outer = grow(inner, 2), grow(outer, -2)
	s.sample(func(p document.Point, i int) {
		if outer.Contains(p) && !inner.Contains(p) {
			n++
			if s.distance(i, around.out) < s.distance(i, around.in) {
				outside++
			}
		}
	})
	return 10*outside > 4*n
}

// distance is how much pixel i differs from the tone t.
func (s *scene) distance(i int, t tone) int {
	return abs(int(s.flat.y.pix[i])-int(t.y)) +
		chromaWeight*(abs(int(s.flat.cb.pix[i])-int(t.cb))+abs(int(s.flat.cr.pix[i])-int(t.cr)))
}

func clashes(q document.Quad, found []outline) bool {
	for _, o := range found {
		if overlap(q, o.quad) {
			return true
		}
	}
	return false
}

func (s *scene) newOutline(c candidate) outline {
	aspect, card := paperAspect(c.quad, float64(s.w()), float64(s.h()))
	if c.borders > 0 { // what was cut off cannot be measured
		aspect, card = c.quad.Width()/c.quad.Height(), false
	}
	return outline{quad: c.quad, aspect: aspect, card: card, cutOff: c.borders > 0}
}

// mostSlender is the proportion from which on a bright field is no paper: the
// shaded column of labels in a table, a strip between rules. A paper that runs
// out of the picture may be seen in part only.
const mostSlender = 2.4

// likely tells whether a paper has the proportions of o.
func (o outline) likely() bool {
	return o.cutOff || max(o.aspect, 1/o.aspect) < mostSlender
}

// isPaper tells whether c is a bright field on a different background: a step
// along every side, and around it not the same paper going on, as around a
// frame or a tinted field that is printed.
func (s *scene) isPaper(c candidate) bool {
	contrast := s.contrast(c.quad)
	if contrast < 8 {
		return false
	}
	t := s.tone(c.quad)
	if t.inside < 20 || t.in.y < 60 || !s.reachesBorders(c.quad, t.in) {
		return false
	}
	if 50*t.outside < t.inside { // nearly all of the picture: only a rim is cut away
		return c.least > 0.75
	}
	if t.alike >= 0.4 || t.rim >= 0.4 { // a white desk, or a field printed on the paper
		return c.borders == 0 && c.least >= 0.8 && cornerError(c.quad) > 2.5
	}
	return contrast >= 12 && int(t.in.y) > int(t.out.y)-10
}

// cornerError is how far the corner of q that is least square is off, in
// degrees. A scan keeps what is printed square, however crookedly it lies; a
// camera hardly ever does.
func cornerError(q document.Quad) float64 {
	worst := 0.0
	for i := range q {
		a, b, c := q[(i+3)%4], q[i], q[(i+1)%4]
		cos := ((a.X-b.X)*(c.X-b.X) + (a.Y-b.Y)*(c.Y-b.Y)) / (a.Dist(b) * b.Dist(c))
		worst = math.Max(worst, math.Abs(math.Asin(math.Max(-1, math.Min(1, cos))))*180/math.Pi)
	}
	return worst
}

// contrast is the least step over the sides of q that lie inside the picture:
// in levels, chroma weighted, the median along the side.
func (s *scene) contrast(q document.Quad) float64 {
	least := 1000.0
	for i, a := range q {
		b := q[(i+1)%4]
		if s.onBorder(a, b) {
			continue
		}
		least = math.Min(least, s.sideStep(a, b))
	}
	return least
}

// reachesBorders tells whether the paper really goes on to the picture's border
// along the sides of q that lie there.
func (s *scene) reachesBorders(q document.Quad, paper tone) bool {
	for i, a := range q {
		b := q[(i+1)%4]
		if !s.onBorder(a, b) {
			continue
		}
		alike := 0
		for j := range 40 {
			p := a.Lerp(b, 0.02+0.96*float64(j)/39).Lerp(q.Center(), 0.01)
			x, y := min(max(int(p.X), 0), s.w()-1), min(max(int(p.Y), 0), s.h()-1)
			if s.like(y*s.w()+x, paper) {
				alike++
			}
		}
		if alike < 30 {
			return false
		}
	}
	return true
}

func (s *scene) onBorder(a, b document.Point) bool {
	w, h := float64(s.w()), float64(s.h())
	return a.X < 2 && b.X < 2 || a.Y < 2 && b.Y < 2 || a.X > w-2 && b.X > w-2 || a.Y > h-2 && b.Y > h-2
}

// sideStep is the median step across the side from a to b, inwards against
// outwards, four pixels to either side. The signs are kept: a background that
// is brighter here and darker there is no edge of a paper.
func (s *scene) sideStep(a, b document.Point) float64 {
	const off = 4
	var dy, dcb, dcr signedHistogram
	length := math.Max(a.Dist(b), 1)
	nx, ny := -(b.Y-a.Y)/length, (b.X-a.X)/length // inwards of a clockwise quad
	for i := range 40 {
		p := a.Lerp(b, 0.04+0.92*float64(i)/39)
		x0, y0 := int(p.X-off*nx), int(p.Y-off*ny)
		x1, y1 := int(p.X+off*nx), int(p.Y+off*ny)
		dy.add(int(s.flat.y.at(x1, y1)) - int(s.flat.y.at(x0, y0)))
		dcb.add(int(s.flat.cb.at(x1, y1)) - int(s.flat.cb.at(x0, y0)))
		dcr.add(int(s.flat.cr.at(x1, y1)) - int(s.flat.cr.at(x0, y0)))
	}
	return math.Abs(dy.median()) + chromaWeight*(math.Abs(dcb.median())+math.Abs(dcr.median()))
}

// signedHistogram counts differences of two bytes.
type signedHistogram struct {
	counts [511]int
	n      int
}

func (h *signedHistogram) add(d int) { h.counts[d+255]++; h.n++ }

func (h *signedHistogram) median() float64 {
	seen := 0
	for d, c := range h.counts {
		if seen += c; 2*seen >= h.n && seen > 0 {
			return float64(d - 255)
		}
	}
	return 0
}

// tone is what a part of the picture mostly looks like.
type tone struct{ y, cb, cr uint8 }

// tones are what lies inside and outside of a quad.
type tones struct {
	in, out tone
	inside  int // points measured inside,
	outside int // and outside
	// alike is the share of the outside that could be the same paper, and rim
	// that of the picture's own border where it lies outside.
	alike, rim float64
}

// tone measures the surface inside and outside of q, away from its border.
func (s *scene) tone(q document.Quad) tones {
	var in, out [3]histogram
	var beyond []int
	near, far := grow(q, -4), grow(q, 4)
	s.sample(func(p document.Point, i int) {
		switch {
		case near.Contains(p):
			s.count(&in, i)
		case !far.Contains(p):
			s.count(&out, i)
			beyond = append(beyond, i)
		}
	})
	t := tones{in: toneOf(&in, 0.6), out: toneOf(&out, 0.5), inside: in[0].total(), outside: len(beyond)}
	t.alike = s.shareLike(beyond, t.in)
	t.rim = s.shareLike(s.rimOutside(far), t.in)
	return t
}

func (s *scene) shareLike(pixels []int, t tone) float64 {
	n := 0
	for _, i := range pixels {
		if s.like(i, t) {
			n++
		}
	}
	return float64(n) / math.Max(float64(len(pixels)), 1)
}

// rimOutside are pixels near the picture's border that lie outside of q.
func (s *scene) rimOutside(q document.Quad) (pixels []int) {
	w, h := s.w(), s.h()
	rim := document.Rect(2, 2, float64(w)-2, float64(h)-2)
	const n = 60
	for i, a := range rim {
		for j := range n {
			if p := a.Lerp(rim[(i+1)%4], (float64(j)+0.5)/n); !q.Contains(p) {
				pixels = append(pixels, min(max(int(p.Y), 0), h-1)*w+min(max(int(p.X), 0), w-1))
			}
		}
	}
	return pixels
}

// like tells whether pixel i could be paper of the tone t, in more or less
// light.
func (s *scene) like(i int, t tone) bool {
	return int(s.flat.y.pix[i]) > int(t.y)-25 &&
		abs(int(s.flat.cb.pix[i])-int(t.cb)) <= 7 && abs(int(s.flat.cr.pix[i])-int(t.cr)) <= 7
}

// sample calls f for a grid of pixels, with their centre and index.
func (s *scene) sample(f func(p document.Point, i int)) {
	const step = 6
	for y := step / 2; y < s.h(); y += step {
		for x := step / 2; x < s.w(); x += step {
			f(document.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5}, y*s.w()+x)
		}
	}
}

func (s *scene) count(h *[3]histogram, i int) {
	h[0][s.flat.y.pix[i]]++
	h[1][s.flat.cb.pix[i]]++
	h[2][s.flat.cr.pix[i]]++
}

func toneOf(h *[3]histogram, bright float64) tone {
	return tone{y: h[0].percentile(bright), cb: h[1].percentile(0.5), cr: h[2].percentile(0.5)}
}
