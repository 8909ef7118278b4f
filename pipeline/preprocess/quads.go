package preprocess

import (
	"math"
	"sort"

	"hecha/document"
)

// The least that four lines must show to be considered as a paper's outline.
const (
	minSideSupport = 0.55 // share of each side that lies on edges
	minMeanSupport = 0.72
	minAreaShare   = 0.03 // of the picture: a card on an A4 page has 0.07
	minCorner      = 40.0 // degrees; the sharpest corner that perspective gives
	maxCandidates  = 60
)

// candidate is a quad of four lines that may be a paper's outline, in pixels
// of the reduced picture.
type candidate struct {
	quad    document.Quad
	borders int     // sides that are borders of the picture
	least   float64 // support of the worst side
	score   float64 // product of the sides' supports
}

// findQuads are the quads that have edges along all their sides, best first.
func findQuads(lines []line, w, h float64) []candidate {
	pairs := oppositePairs(lines, w, h)
	var found []candidate
	for i, p := range pairs {
		for _, q := range pairs[i+1:] {
			if c, ok := enclose(lines, p, q, w, h); ok {
				found = append(found, c)
			}
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].rank() > found[j].rank() })
	return distinct(found)
}

// rank prefers, of quads with equal support, the one that uses fewer borders.
func (c candidate) rank() float64 { return c.score * math.Pow(0.8, float64(c.borders)) }

// linePair is two lines that may be opposite sides.
type linePair struct{ a, b int }

func oppositePairs(lines []line, w, h float64) []linePair {
	var pairs []linePair
	centre := document.Point{X: w / 2, Y: h / 2}
	for i, l := range lines {
		for j := i + 1; j < len(lines); j++ {
			m := lines[j]
			if l.border && m.border || math.Abs(l.nx*m.nx+l.ny*m.ny) < math.Cos(35*math.Pi/180) {
				continue
			}
			foot := l.point(l.along(centre))
			if m.distance(foot) > 0.1*math.Min(w, h) {
				pairs = append(pairs, linePair{i, j})
			}
		}
	}
	return pairs
}

// enclose is the quad between two pairs of lines, if it is one that a paper
// could have.
func enclose(lines []line, p, q linePair, w, h float64) (candidate, bool) {
	if p.a == q.a || p.a == q.b || p.b == q.a || p.b == q.b {
		return candidate{}, false
	}
	sides := [4]int{p.a, q.a, p.b, q.b} // around the quad
	var c candidate
	for i := range 4 {
		if lines[sides[i]].border {
			c.borders++
		}
		corner, ok := lines[sides[(i+3)%4]].meet(lines[sides[i]])
		if !ok || corner.X < -2 || corner.Y < -2 || corner.X > w+2 || corner.Y > h+2 {
			return candidate{}, false
		}
		c.quad[i] = corner
	}
	if c.borders > 2 || !c.measure(lines, sides) || !plausible(c.quad, minAreaShare*w*h) {
		return candidate{}, false
	}
	c.quad = clockwise(c.quad)
	return c, true
}

func (c *candidate) measure(lines []line, sides [4]int) bool {
	c.least, c.score = 1, 1
	sum := 0.0
	for i := range 4 {
		s := lines[sides[i]].support(c.quad[i], c.quad[(i+1)%4])
		if s < minSideSupport {
			return false
		}
		sum += s
		c.least, c.score = math.Min(c.least, s), c.score*s
	}
	return sum/4 >= minMeanSupport
}

// plausible tells whether q is convex, large enough and without sharp corners.
func plausible(q document.Quad, least float64) bool {
	if math.Abs(area(q)) < least {
		return false
	}
	turn := 0.0
	for i := range q {
		a, b, c := q[(i+3)%4], q[i], q[(i+1)%4]
		cross := (b.X-a.X)*(c.Y-b.Y) - (b.Y-a.Y)*(c.X-b.X)
		if cross*turn < 0 || math.Abs(cross) < math.Sin(minCorner*math.Pi/180)*a.Dist(b)*b.Dist(c) {
			return false
		}
		turn = cross
	}
	return true
}

// area is positive for a quad that runs clockwise on the screen.
func area(q document.Quad) float64 {
	s := 0.0
	for i, p := range q {
		n := q[(i+1)%4]
		s += p.X*n.Y - n.X*p.Y
	}
	return s / 2
}

// clockwise orders the corners clockwise from the one that is top left as the
// quad lies: the start of the side that looks most like a top.
func clockwise(q document.Quad) document.Quad {
	if area(q) < 0 {
		q[1], q[3] = q[3], q[1]
	}
	start, best := 0, math.Inf(-1)
	for i := range q {
		a, b, c, d := q[i], q[(i+1)%4], q[(i+2)%4], q[(i+3)%4]
		rightward := (b.X - a.X) + (c.X - d.X)
		if rightward > best {
			start, best = i, rightward
		}
	}
	return document.Quad{q[start], q[(start+1)%4], q[(start+2)%4], q[(start+3)%4]}
}

// distinct drops quads that nearly repeat a better one.
func distinct(sorted []candidate) []candidate {
	var kept []candidate
next:
	for _, c := range sorted {
		for _, k := range kept {
			if nearly(c.quad, k.quad) {
				continue next
			}
		}
		if kept = append(kept, c); len(kept) == maxCandidates {
			break
		}
	}
	return kept
}

func nearly(a, b document.Quad) bool {
	limit := 0.02 * (a.Width() + a.Height())
	for i := range a {
		if a[i].Dist(b[i]) > limit {
			return false
		}
	}
	return true
}

// contains tells whether inner lies in outer, with a margin in pixels by which
// it may stick out.
func contains(outer, inner document.Quad, margin float64) bool {
	grown := grow(outer, margin)
	for _, p := range inner {
		if !grown.Contains(p) {
			return false
		}
	}
	return true
}

// overlap tells whether a and b share more than a strip of a few pixels: a
// grid of points of the smaller is looked up in the other.
func overlap(a, b document.Quad) bool {
	if area(a) > area(b) {
		a, b = b, a
	}
	h, ok := document.HomographyBetween(document.Rect(0, 0, 1, 1), a)
	if !ok {
		return true
	}
	inside := 0
	for y := range 12 {
		for x := range 12 {
			if b.Contains(h.Map(document.Point{X: (float64(x) + 0.5) / 12, Y: (float64(y) + 0.5) / 12})) {
				inside++
			}
		}
	}
	return inside > 8
}

// grow moves every side of the clockwise quad q outwards by d pixels.
func grow(q document.Quad, d float64) document.Quad {
	var sides [4]line
	for i, p := range q {
		n := q[(i+1)%4]
		length := math.Max(p.Dist(n), 1e-9)
		nx, ny := (n.Y-p.Y)/length, -(n.X-p.X)/length
		sides[i] = line{nx: nx, ny: ny, rho: nx*p.X + ny*p.Y + d}
	}
	grown := q
	for i := range q {
		if p, ok := sides[(i+3)%4].meet(sides[i]); ok {
			grown[i] = p
		}
	}
	return grown
}
