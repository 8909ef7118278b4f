package seal

import (
	"image"
	"math"
	"slices"
)

// track is a closed curve inside the rim, walked by length of arc: clockwise
// from the point opposite to the top.
type track struct {
	imp    Impression
	inset  float64 // from the rim's outer edge, in pixels
	length float64
	table  []trackPoint
}

// trackPoint is a place on a track with the outward normal.
type trackPoint struct{ s, x, y, nx, ny float64 }

// newTrack walks the curve that lies inset pixels inside the outline. top is
// the direction in which the seal is upright, clockwise from the sheet's top.
func newTrack(imp Impression, inset, top float64) track {
	t := track{imp: imp, inset: inset}
	sin, cos := math.Sincos(imp.Angle * math.Pi / 180)
	a, b := math.Max(imp.A-inset, 1), math.Max(imp.B-inset, 1)
	// The parameter at which the outward direction is that of the bottom.
	direction := (top + 90 - imp.Angle) * math.Pi / 180
	start := math.Atan2(math.Sin(direction)*a, math.Cos(direction)*b)
	const n = 720
	t.table = make([]trackPoint, n+1)
	for i := range t.table {
		ps, pc := math.Sincos(start + 2*math.Pi*float64(i)/n)
		x, y := a*pc, b*ps
		nx, ny := pc/a, ps/b
		k := 1 / math.Hypot(nx, ny)
		nx, ny = nx*k, ny*k
		t.table[i] = trackPoint{
			x: imp.Center.X + x*cos - y*sin, y: imp.Center.Y + x*sin + y*cos,
			nx: nx*cos - ny*sin, ny: nx*sin + ny*cos,
		}
		if i > 0 {
			p := t.table[i-1]
			t.table[i].s = p.s + math.Hypot(t.table[i].x-p.x, t.table[i].y-p.y)
		}
	}
	t.length = t.table[n].s
	return t
}

// at is the place at length s from the start; s may lie outside one turn.
func (t track) at(s float64) trackPoint {
	s = math.Mod(math.Mod(s, t.length)+t.length, t.length)
	i, _ := slices.BinarySearchFunc(t.table, s, func(p trackPoint, s float64) int {
		if p.s < s {
			return -1
		}
		return 1
	})
	i = max(1, min(i, len(t.table)-1))
	p, q := t.table[i-1], t.table[i]
	f := (s - p.s) / (q.s - p.s)
	return trackPoint{s, p.x + (q.x-p.x)*f, p.y + (q.y-p.y)*f, p.nx + (q.nx-p.nx)*f, p.ny + (q.ny-p.ny)*f}
}

// unwrap samples the ring from the inset outer to the inset inner over the
// lengths from to to, into w columns and h rows. Outwards is up.
func (t track) unwrap(p plane, outer, inner, from, to float64, w, h int) plane {
	w, h = max(1, w), max(1, h)
	out := newPlane(w, h)
	for x := range w {
		q := t.at(from + (float64(x)+0.5)*(to-from)/float64(w))
		for y := range h {
			d := t.inset - outer - (float64(y)+0.5)*(inner-outer)/float64(h)
			out.pix[y*w+x] = uint8(p.at(q.x+q.nx*d, q.y+q.ny*d) + 0.5)
		}
	}
	return out
}

// layout is where on its ring a seal's text stands. Insets are from the rim's
// outer edge, lengths along track.
type layout struct {
	track        track
	rim          float64 // inset of the rim's inner edge
	outer, inner float64 // insets between which the characters stand
	from, to     float64 // where the text begins and ends
	sure         bool    // a clear gap was found
	broken       bool    // there is no rim where the text begins or ends
}

// top is the direction in which the text is upright, clockwise from the
// sheet's top.
func (l layout) top() float64 {
	p := l.track.at((l.from + l.to) / 2)
	return math.Atan2(p.nx, -p.ny) * 180 / math.Pi
}

// reaches tells that the text, or a character before or after it, may lie
// outside page.
func (l layout) reaches(page image.Rectangle) bool {
	h := l.inner - l.outer
	const steps = 64
	for i := range steps + 1 {
		p := l.track.at(l.from - h + (l.to-l.from+2*h)*float64(i)/steps)
		if !image.Pt(int(p.x), int(p.y)).In(page) {
			return true
		}
	}
	return false
}

// findLayout measures the ring. up is the direction of the sheet's top, which
// matters only for where the search begins and where no gap is found.
func findLayout(p plane, imp Impression, up float64) layout {
	l := layout{track: newTrack(imp, 0.28*imp.B, up)}
	depth := 0.68 * imp.B
	ring := l.track.unwrap(p, 0, depth, 0, l.track.length, int(l.track.length), int(depth))
	l.rim = rimEnd(ring, imp.B)
	l.outer, l.inner = l.rim+0.02*imp.B, l.rim+0.34*imp.B
	l.from, l.to = 0.1*l.track.length, 0.9*l.track.length
	l.findBand(ring, imp)
	for range 2 {
		l.findSpan(ring)
		l.findBand(ring, imp)
	}
	h := l.inner - l.outer
	l.broken = l.sure && (l.rimless(ring, l.from-1.5*h, l.from) || l.rimless(ring, l.to, l.to+1.5*h))
	return l
}

// rimless tells that there is hardly any rim from length from to to: something lies
// over the seal there, and maybe over the text.
func (l layout) rimless(ring plane, from, to float64) bool {
	rim := ring.columns(0, l.rim)
	inked := 0.0
	for s := from; s < to; s++ {
		if rim[(int(s)+ring.w)%ring.w] > leastRim {
			inked++
		}
	}
	return inked < 0.3*(to-from)
}

// leastRim is the mean ink over the rim's width where there is one, however faint.
const leastRim = 0.12

// rimEnd is the inset at which the rim ends: below the last row near the edge
// of which most columns are inked.
func rimEnd(ring plane, b float64) float64 {
	share := make([]float64, ring.h)
	peak := 0.0
	near := min(ring.h, int(0.16*b))
	for y := range near {
		n := 0
		for _, v := range ring.pix[y*ring.w : (y+1)*ring.w] {
			if v > 90 {
				n++
			}
		}
		share[y] = float64(n) / float64(ring.w)
		peak = math.Max(peak, share[y])
	}
	limit := math.Max(0.62*peak, 0.35)
	end := 0
	for y := range near {
		if share[y] > limit {
			end = y
		}
	}
	return float64(end + 1)
}

// findSpan finds the longest gap in the text and sets from and to beside it.
// A character has ink in the outer and in the inner half of the band; a code
// close to the rim and the ends of straight lines have it in one only.
func (l *layout) findSpan(ring plane) {
	h := l.inner - l.outer
	reach := max(1, int(0.18*h))
	out := circularMean(ring.columns(l.outer, l.outer+h/2), reach)
	in := circularMean(ring.columns(l.outer+h/2, l.inner), reach)
	both := out
	for x := range both {
		both[x] = math.Min(out[x], in[x])
	}
	sorted := slices.Sorted(slices.Values(both))
	// What is left of the page's text on a gray copy is not a character.
	share := 0.06
	if l.track.imp.Color == Gray {
		share = 0.2
	}
	start, length := longestRun(both, share*sorted[len(sorted)*9/10])
	l.sure = length > ring.w/14
	if !l.sure {
		l.from, l.to = 0.06*l.track.length, 0.94*l.track.length
		return
	}
	l.from = float64(start + length)
	l.to = float64(start) + l.track.length
}

// columns is the mean ink of every column between two rows.
func (p plane) columns(from, to float64) []float64 {
	y0, y1 := max(0, int(from)), min(p.h, int(math.Ceil(to)))
	out := make([]float64, p.w)
	for y := y0; y < y1; y++ {
		for x := range out {
			out[x] += soft(p.pix[y*p.w+x]) / float64(y1-y0)
		}
	}
	return out
}

// soft is an amount of ink, 0 to 1, without the haze of paper and JPEG. A
// threshold would lose the thin strokes of faint impressions.
func soft(v uint8) float64 { return math.Max(0, float64(v)-24) / 231 }

// circularMean averages each value with r neighbours on both sides.
func circularMean(v []float64, r int) []float64 {
	n := len(v)
	out := make([]float64, n)
	sum := 0.0
	for i := -r; i <= r; i++ {
		sum += v[(i+n)%n]
	}
	for i := range out {
		out[i] = sum / float64(2*r+1)
		sum += v[(i+r+1)%n] - v[(i-r+n)%n]
	}
	return out
}

// longestRun is the circular run of values not above limit that is most likely
// the gap below the text: long, and near to where v begins, the bottom. A run
// at the top counts for half its length.
func longestRun(v []float64, limit float64) (start, length int) {
	n := len(v)
	run, best := 0, 0.0
	for i := range 2 * n {
		if v[i%n] > limit {
			run = 0
			continue
		}
		if run++; run > n {
			break
		}
		middle := (i - run/2) % n
		away := float64(min(middle, n-middle)) / float64(n)
		if score := float64(run) * (1 - away); score > best {
			start, length, best = i-run+1, run, score
		}
	}
	return start, length
}

// findBand finds between which insets the characters stand.
func (l *layout) findBand(ring plane, imp Impression) {
	rows := l.rows(ring, imp)
	// The rim may bleed: text begins after the emptiest row close to it.
	first := int(l.rim)
	for y := first; y < min(ring.h, int(l.rim+0.14*imp.B)); y++ {
		if rows[y] < rows[first] {
			first = y
		}
	}
	peak := 0.0
	for y := first; y < min(ring.h, first+int(0.32*imp.B)); y++ {
		peak = math.Max(peak, rows[y])
	}
	y := first
	for y < ring.h-1 && rows[y] < 0.3*peak {
		y++
	}
	l.outer = float64(y)
	low := y + int(0.12*imp.B)
	limit := 0.14 * peak
	end := min(ring.h-1, y+int(0.42*imp.B))
	for low < end && rows[low] > limit {
		low++
	}
	if low == end { // no clear end: the emptiest row that is likely
		for k := y + int(0.18*imp.B); k < end; k++ {
			if rows[k] < rows[low] {
				low = k
			}
		}
	}
	l.inner = float64(low)
}

// Insets, as shares of the shorter semi-axis, between which a seal has nothing above
// its middle: its characters end further out, its star begins further in.
const (
	emptyFrom = 0.48
	emptyTo   = 0.62
)

// Something else runs through the ring where throughInk is the mean ink between
// these insets on throughShare of the text's length. Then the text is measured in
// parts, of which half may be spoilt.
const (
	throughInk   = 0.12
	throughShare = 0.08
	parts        = 16
)

// rows is the mean ink of the text in every row; where a stamp or print as dark runs
// through the ring to its middle, that of the middle one of its parts.
func (l layout) rows(ring plane, imp Impression) []float64 {
	through := 0.0
	empty := circularMean(ring.columns(emptyFrom*imp.B, emptyTo*imp.B), int(0.03*imp.B))
	for s := l.from; s < l.to; s++ {
		if empty[int(s)%ring.w] > throughInk {
			through++
		}
	}
	if through < throughShare*(l.to-l.from) {
		return l.meanRows(ring, l.from, l.to)
	}
	var all [parts][]float64
	part := (l.to - l.from) / parts
	for i := range all {
		from := l.from + float64(i)*part
		all[i] = l.meanRows(ring, from, from+part)
	}
	rows := make([]float64, ring.h)
	for y := range rows {
		var here [parts]float64
		for i := range all {
			here[i] = all[i][y]
		}
		slices.Sort(here[:])
		rows[y] = here[parts/2]
	}
	return rows
}

// meanRows is the mean ink of every row over the lengths from to to.
func (l layout) meanRows(ring plane, from, to float64) []float64 {
	rows := make([]float64, ring.h)
	for y := range rows {
		for s := from; s < to; s++ {
			rows[y] += soft(ring.pix[y*ring.w+int(s)%ring.w]) / (to - from)
		}
	}
	return rows
}
