package seal

import (
	"math"
	"slices"

	"hecha/document"
	"hecha/pipeline/pyramid"
)

// Find returns every impression on a sheet, best first. dpi is the sheet's
// resolution; with 0 the sizes of seals are judged against a sheet of A4.
// Gray rings are looked for beside coloured ones, too: who vouches for a copy
// seals it.
func Find(sheet *pyramid.Picture, dpi float64) []Impression {
	ps := reduce(sheet, dpi)
	if ps.red.w < 40 || ps.red.h < 40 {
		return nil
	}
	s := newSearch(ps, dpi, smallestColour)
	found := s.coloured(ps.red, Red)
	found = append(found, s.coloured(ps.blue, Blue)...)
	gray := newSearch(ps, dpi, smallestGray)
	gray.hidden = found
	found = append(found, gray.gray(ps.dark.withoutHaze().without(found))...)
	found = distinct(found)
	for i := range found {
		found[i] = found[i].scaled(float64(ps.factor), dpi)
	}
	return found
}

// search is one run over a reduced sheet. Lengths are in its pixels.
type search struct {
	perMM      float64
	rMin, rMax float64      // radii of rings
	known      bool         // perMM is exact
	hidden     []Impression // over which nothing else can be seen
}

// The smallest radii in millimetres of rings that are looked for. No seal is
// made with less than 18 mm, but papers are reduced when they are copied or put
// into a PDF, whose resolution then says nothing of the paper. Print has more
// small rings in gray than in colour.
const (
	smallestColour  = 7
	smallestGray    = 10
	smallestUnknown = 10 // on a sheet that is taken for A4
)

// Of rings with a radius under smallRing millimetres smallCoverage is asked:
// name seals and the frames around characters are as large.
const (
	smallRing     = 12
	smallCoverage = 0.78
)

func newSearch(ps planes, dpi, smallest float64) search {
	if dpi > 0 {
		s := search{perMM: dpi / 25.4 / float64(ps.factor), known: true}
		s.rMin, s.rMax = smallest*s.perMM, 33*s.perMM
		return s.clipped(ps)
	}
	long := float64(max(ps.red.w, ps.red.h))
	// A sheet of unknown size is A4 or smaller: its seals are at least as large
	// as on A4, where copies may be reduced, and up to half of a card's length.
	s := search{perMM: long / 297}
	s.rMin, s.rMax = smallestUnknown*s.perMM, 0.25*long
	return s.clipped(ps)
}

// clipped keeps radii to what the sheet can show.
func (s search) clipped(ps planes) search {
	short := float64(min(ps.red.w, ps.red.h))
	s.rMax = math.Min(s.rMax, 0.6*short)
	return s
}

// limits are what a suspected ring must show.
type limits struct {
	weakest, strongest int     // gradient of the ink, Sobel
	peaks              int     // how many centres to try
	suspected          float64 // coverage by edges before the outline is refined
	coverage           float64 // and after
	drop               float64 // of the ink at the rim's outer edge
	apart              bool    // only what is not beside stronger gradients counts
}

// Print on a gray copy has steeper edges than most seals have, so that the
// faint ones are looked for between them first, and at last apart from them: the
// outskirts of print are faint, too.
var (
	colourLimits = limits{140, steepest, 10, 0.4, 0.5, 25, false}
	faintLimits  = limits{70, 330, 14, 0.35, 0.62, 12, false}
	darkLimits   = limits{170, steepest, 14, 0.4, 0.62, 25, false}
	hiddenLimits = limits{70, 330, 14, 0.35, 0.62, 12, true}
)

// steepest is more than any gradient.
const steepest = 4000

// ovalCoverage is asked of flattened rings: an ellipse has the freedom to run
// from a piece of rim through the characters to another piece.
const ovalCoverage = 0.72

// arcs is the coverage up to which a ring may be two arcs of an oval, which runs
// along a circle for about half of it on either side.
const arcs = 0.6

// coloured finds the rings, and then the ovals and squares, of one colour. A ring
// of which little was seen gives way to what its ink makes as a whole.
func (s search) coloured(p plane, color string) []Impression {
	if !enoughInk(p, s.rMin) {
		return nil
	}
	var sure, unsure []Impression
	for _, ring := range s.rings(p, color, colourLimits) {
		if ring.Score < arcs {
			unsure = append(unsure, ring)
		} else {
			sure = append(sure, ring)
		}
	}
	blobs := s.blobs(p, color, sure)
	unsure = slices.DeleteFunc(unsure, func(ring Impression) bool {
		return slices.ContainsFunc(blobs, func(b Impression) bool { return b.Contains(ring.Center) })
	})
	return slices.Concat(sure, unsure, blobs)
}

// gray finds the rings that a copier leaves.
func (s search) gray(p plane) []Impression {
	for _, l := range []limits{faintLimits, darkLimits, hiddenLimits} {
		if l.apart && len(s.hidden) > 0 {
			break // a paper with seals in colour is no faint copy
		}
		if found := s.rings(p, Gray, l); len(found) > 0 {
			return found
		}
	}
	return nil
}

// enoughInk tells whether the plane holds as much ink as the faintest rim.
func enoughInk(p plane, radius float64) bool {
	n := 0
	for _, v := range p.pix {
		if v > 60 {
			n++
		}
	}
	return float64(n) > 2*radius
}

// rings finds circles, also somewhat flattened ones. Centres are voted for at
// half the resolution, where a page of text has a quarter of the edges and each
// of them half the way to go; the outline is fitted at the full one.
func (s search) rings(p plane, color string, l limits) []Impression {
	coarse := p.halved()
	all := edges(coarse, l.weakest, l.strongest)
	if l.apart {
		all = apartFrom(edges(coarse, l.strongest, steepest), all, coarse.w, coarse.h)
	}
	rMin, rMax := int(s.rMin/2), int(s.rMax/2)
	if rMax <= rMin+2 {
		return nil
	}
	var found []Impression
	for _, c := range vote(all, coarse.w, coarse.h, rMin, rMax).peaks(l.peaks, s.rMin*0.2) {
		c.measure(all, rMin, rMax, 0.03, coarse.inside)
		if c.coverage < l.suspected {
			continue
		}
		imp := Impression{Shape: Circle, Color: color, A: 2 * c.r, B: 2 * c.r}
		imp.Center = document.Point{X: 2*c.x + 0.5, Y: 2*c.y + 0.5}
		if imp, ok := s.confirmed(imp, p, l); ok {
			found = append(found, imp)
		}
	}
	return distinct(found)
}

// confirmed fits the outline and tells whether it is a seal's.
func (s search) confirmed(imp Impression, p plane, l limits) (Impression, bool) {
	imp, rim, ok := imp.refine(p, l.drop)
	rim.coverage = min(1, rim.coverage/s.shown(imp))
	if !ok || rim.coverage < l.coverage || !s.plausible(imp) || !sealLike(imp.profile(p)) {
		return imp, false
	}
	if imp.A < smallRing*s.perMM && rim.coverage < smallCoverage {
		return imp, false
	}
	if imp.B < 0.88*imp.A {
		imp.Shape = Oval
		return imp, rim.coverage >= ovalCoverage
	}
	return imp, true
}

// leastShown is the least share of a rim by which it is judged.
const leastShown = 0.6

// shown is the share of the outline that no other impression hides.
func (s search) shown(imp Impression) float64 {
	n := 0
	for i := range rays {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / rays)
		q := imp.outline(cos, sin)
		if !slices.ContainsFunc(s.hidden, func(h Impression) bool { return h.Contains(q) }) {
			n++
		}
	}
	return max(leastShown, float64(n)/rays)
}

// plausible tells whether the size can be a seal's.
func (s search) plausible(imp Impression) bool {
	if imp.Shape == Square {
		return true
	}
	return imp.A >= s.rMin && imp.B >= 0.8*s.rMin && imp.A <= 1.1*s.rMax
}

// distinct drops what lies within a better one: the ring of text within the
// rim, an emblem within a seal. Two impressions that merely overlap stay.
func distinct(found []Impression) []Impression {
	slices.SortStableFunc(found, func(a, b Impression) int {
		return int(math.Copysign(1, b.Score*b.A*b.B-a.Score*a.A*a.B))
	})
	var out []Impression
	for _, imp := range found {
		same := slices.ContainsFunc(out, func(o Impression) bool {
			return o.Center.Dist(imp.Center) < 0.4*math.Max(o.A, imp.A)
		})
		if !same {
			out = append(out, imp)
		}
	}
	return out
}

// scaled takes an impression from the search's pixels to the sheet's.
func (imp Impression) scaled(f, dpi float64) Impression {
	// Pixel centres lie at whole numbers here: the first reduced pixel covers
	// the sheet's pixels 0 to f-1, whose middle is (f-1)/2.
	to := func(p document.Point) document.Point {
		return document.Point{X: p.X*f + (f-1)/2, Y: p.Y*f + (f-1)/2}
	}
	imp.Center = to(imp.Center)
	imp.A, imp.B = imp.A*f, imp.B*f
	imp.DPI = dpi
	imp.Quad = imp.quadAt(0)
	return imp
}
