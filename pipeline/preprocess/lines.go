package preprocess

import (
	"math"
	"sort"

	"hecha/document"
)

// maxLines bounds how many straight edges are considered, and maxParallel how
// many of nearly one direction: the grain of a wooden desk must not crowd out
// the sides of the paper that cross it.
const (
	maxLines    = 40
	maxParallel = 14
)

// line is a straight edge: the points p with nx*p.X + ny*p.Y = rho.
type line struct {
	nx, ny, rho float64
	// border tells that it is not an edge but a border of the picture.
	border bool
	// hits counts, along the line from -reach to +reach around its foot, the
	// places where there is an edge in its direction: prefix sums.
	hits  []int32
	reach int
}

// along is the position of p on the line, from the foot of the origin's
// perpendicular.
func (l line) along(p document.Point) float64 { return -l.ny*p.X + l.nx*p.Y }

// point is the inverse of along.
func (l line) point(t float64) document.Point {
	return document.Point{X: l.nx*l.rho - l.ny*t, Y: l.ny*l.rho + l.nx*t}
}

// support is the share of the segment from p to q that lies on edges.
func (l line) support(p, q document.Point) float64 {
	if l.border {
		return 1
	}
	a, b := l.along(p), l.along(q)
	if a > b {
		a, b = b, a
	}
	i := min(max(int(a)+l.reach, 0), len(l.hits)-1)
	j := min(max(int(b)+l.reach, 0), len(l.hits)-1)
	return math.Min(1, float64(l.hits[j]-l.hits[i])/math.Max(b-a-1, 1))
}

// meet is where l and m cross; ok is false when they are nearly parallel.
func (l line) meet(m line) (p document.Point, ok bool) {
	det := l.nx*m.ny - l.ny*m.nx
	if math.Abs(det) < 0.2 {
		return p, false
	}
	return document.Point{X: (l.rho*m.ny - m.rho*l.ny) / det, Y: (l.nx*m.rho - m.nx*l.rho) / det}, true
}

// findLines are the straightest and longest edges of e, best first, and then
// the four borders of the picture.
func findLines(e edgeMap) []line {
	var lines []line
	for _, peak := range houghPeaks(e) {
		if l, ok := fitLine(e, peak); ok && !repeats(l, lines, e) {
			l.measure(e)
			lines = append(lines, l)
		}
	}
	w, h := float64(e.w), float64(e.h)
	for _, b := range [4]line{{nx: 0, ny: 1, rho: 0}, {nx: 1, ny: 0, rho: w}, {nx: 0, ny: 1, rho: h}, {nx: 1, ny: 0, rho: 0}} {
		b.border = true
		lines = append(lines, b)
	}
	return lines
}

// houghPeak is a maximum of the Hough transform: bin of the normal, distance
// from the picture's centre.
type houghPeak struct{ bin, rho, votes int }

// houghPeaks lets every edge vote for the lines through it whose normal is
// near its own (Duda and Hart 1972; with gradient direction, Ballard 1981), a
// strong edge up to three times.
func houghPeaks(e edgeMap) []houghPeak {
	reach := int(math.Hypot(float64(e.w), float64(e.h))/2) + 2
	n := 2*reach + 1
	votes := make([]int32, edgeAngles*n)
	var cos, sin [edgeAngles]float64
	for b := range edgeAngles {
		sin[b], cos[b] = math.Sincos(float64(b) * math.Pi / edgeAngles)
	}
	cx, cy := float64(e.w)/2, float64(e.h)/2
	for _, p := range e.points {
		x, y := float64(p.x)+0.5-cx, float64(p.y)+0.5-cy
		for d := -2; d <= 2; d++ {
			b := (int(p.normal) + d + edgeAngles) % edgeAngles
			votes[b*n+int(x*cos[b]+y*sin[b]+float64(reach)+0.5)] += int32(p.weight)
		}
	}
	return pickPeaks(votes, n, reach, min(e.w, e.h)/10)
}

// pickPeaks takes the highest peaks of at least least votes, leaving out those
// that only echo a higher one.
func pickPeaks(votes []int32, n, reach, least int) []houghPeak {
	var all []houghPeak
	for b := range edgeAngles {
		row := votes[b*n:][:n]
		for i := 1; i < n-1; i++ {
			v := row[i-1] + row[i] + row[i+1]
			if int(v) >= least && row[i] >= row[i-1] && row[i] >= row[i+1] {
				all = append(all, houghPeak{b, i - reach, int(v)})
			}
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].votes > all[j].votes })
	var picked []houghPeak
	for _, p := range all {
		if len(picked) == maxLines {
			break
		}
		if !echoes(p, picked) && parallels(p, picked) < maxParallel {
			picked = append(picked, p)
		}
	}
	return picked
}

// parallels is how many of picked lie within 15 degrees of p's direction.
func parallels(p houghPeak, picked []houghPeak) (n int) {
	for _, q := range picked {
		if binDistance(p.bin, q.bin)*180/edgeAngles <= 15 {
			n++
		}
	}
	return n
}

// echoes tells whether p is about the same line as one of picked. A normal one
// turn of the bins further points the other way.
func echoes(p houghPeak, picked []houghPeak) bool {
	for _, q := range picked {
		rho := q.rho
		if abs(p.bin-q.bin) > edgeAngles/2 {
			rho = -rho
		}
		if binDistance(p.bin, q.bin) <= 2 && abs(p.rho-rho) <= 5 {
			return true
		}
	}
	return false
}

// fitLine fits a line to the edges around a peak, twice, the second time with
// what lies closer: principal axis of the points.
func fitLine(e edgeMap, peak houghPeak) (line, bool) {
	sin, cos := math.Sincos(float64(peak.bin) * math.Pi / edgeAngles)
	l := line{nx: cos, ny: sin, rho: float64(peak.rho) + cos*float64(e.w)/2 + sin*float64(e.h)/2}
	for _, width := range [2]float64{3.5, 2} {
		var ok bool
		if l, ok = refit(e, l, width); !ok {
			return l, false
		}
	}
	return l, true
}

// repeats tells whether l runs within two pixels of one of lines across the
// picture.
func repeats(l line, lines []line, e edgeMap) bool {
	centre := document.Point{X: float64(e.w) / 2, Y: float64(e.h) / 2}
	mid, reach := l.along(centre), float64(max(e.w, e.h))/2
	for _, m := range lines {
		a, b := l.point(mid-reach), l.point(mid+reach)
		if m.distance(a) < 2 && m.distance(b) < 2 {
			return true
		}
	}
	return false
}

func (l line) distance(p document.Point) float64 { return math.Abs(l.nx*p.X + l.ny*p.Y - l.rho) }

func refit(e edgeMap, l line, width float64) (line, bool) {
	var n, sx, sy, sxx, sxy, syy float64
	bin := int(angleBin(l.nx, l.ny))
	for _, p := range e.points {
		x, y := float64(p.x)+0.5, float64(p.y)+0.5
		if l.distance(document.Point{X: x, Y: y}) > width || binDistance(bin, int(p.normal)) > 5 {
			continue
		}
		n, sx, sy = n+1, sx+x, sy+y
		sxx, sxy, syy = sxx+x*x, sxy+x*y, syy+y*y
	}
	if n < 12 {
		return l, false
	}
	mx, my := sx/n, sy/n
	cxx, cxy, cyy := sxx/n-mx*mx, sxy/n-mx*my, syy/n-my*my
	a := 0.5 * math.Atan2(2*cxy, cxx-cyy) // direction of the line
	nx, ny := -math.Sin(a), math.Cos(a)
	return line{nx: nx, ny: ny, rho: nx*mx + ny*my}, true
}

// measure fills in hits: an edge within two pixels of the line, its normal
// within 16 degrees.
func (l *line) measure(e edgeMap) {
	l.reach = int(math.Hypot(float64(e.w), float64(e.h))) + 2
	l.hits = make([]int32, 2*l.reach+2)
	bin := int(angleBin(l.nx, l.ny))
	for i := range 2*l.reach + 1 {
		l.hits[i+1] = l.hits[i]
		if p := l.point(float64(i-l.reach) + 0.5); l.onEdge(e, p, bin) {
			l.hits[i+1]++
		}
	}
}

func (l *line) onEdge(e edgeMap, p document.Point, bin int) bool {
	for d := -2.0; d <= 2; d++ {
		x, y := int(math.Floor(p.X+d*l.nx)), int(math.Floor(p.Y+d*l.ny))
		if x < 0 || y < 0 || x >= e.w || y >= e.h {
			continue
		}
		if v := e.normal[y*e.w+x]; v > 0 && binDistance(bin, int(v)-1) <= 8 {
			return true
		}
	}
	return false
}
