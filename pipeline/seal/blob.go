package seal

import (
	"image"
	"math"
	"slices"

	"hecha/document"
)

// blob is a group of inked pixels that belong together once gaps of about
// 1.2 mm are closed.
type blob struct {
	bounds image.Rectangle
	hull   []document.Point // convex, counter-clockwise on the screen
	ink    int              // inked pixels
}

// blobs finds ovals and squares in what the rings left over.
func (s search) blobs(p plane, color string, rings []Impression) []Impression {
	rest := p.without(rings)
	var all []blob
	for _, b := range rest.blobs(max(2, int(0.6*s.perMM+0.5))) {
		if side := float64(max(b.bounds.Dx(), b.bounds.Dy())); side > 7*s.perMM && side < 2.4*s.rMax {
			all = append(all, b)
		}
	}
	var found []Impression
	for _, b := range all {
		if imp, ok := s.oval(rest, b); ok {
			imp.Color = color
			found = append(found, imp)
			continue
		}
		if imp, ok := s.square(rest, b); ok && !hasSibling(b, all) {
			imp.Color = color
			found = append(found, imp)
		}
	}
	return found
}

// without is a copy of p with the impressions blotted out.
func (p plane) without(rings []Impression) plane {
	out := plane{p.w, p.h, slices.Clone(p.pix)}
	for _, imp := range rings {
		r := imp.Bounds().Inset(-2).Intersect(image.Rect(0, 0, p.w, p.h))
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				if imp.Depth(document.Point{X: float64(x), Y: float64(y)}) < 1.03 {
					out.pix[y*p.w+x] = 0
				}
			}
		}
	}
	return out
}

// blobs groups the inked cells of reach×reach pixels: cells that touch, also
// at a corner, belong together.
func (p plane) blobs(reach int) []blob {
	w, h := (p.w+reach-1)/reach, (p.h+reach-1)/reach
	cells := make([]bool, w*h)
	for y := range p.h {
		for x := range p.w {
			if p.pix[y*p.w+x] > 70 {
				cells[y/reach*w+x/reach] = true
			}
		}
	}
	var out []blob
	var stack, members []int
	for start := range cells {
		if !cells[start] {
			continue
		}
		cells[start] = false
		stack, members = append(stack[:0], start), members[:0]
		for len(stack) > 0 {
			i := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			members = append(members, i)
			for y := max(0, i/w-1); y <= min(h-1, i/w+1); y++ {
				for x := max(0, i%w-1); x <= min(w-1, i%w+1); x++ {
					if j := y*w + x; cells[j] {
						cells[j] = false
						stack = append(stack, j)
					}
				}
			}
		}
		if len(members) > 12 {
			out = append(out, p.gather(members, w, reach))
		}
	}
	return out
}

// gather collects the inked pixels of a blob's cells.
func (p plane) gather(members []int, w, reach int) blob {
	b := blob{}
	var points []document.Point
	for _, m := range members {
		x0, y0 := m%w*reach, m/w*reach
		for y := y0; y < min(p.h, y0+reach); y++ {
			for x := x0; x < min(p.w, x0+reach); x++ {
				if p.pix[y*p.w+x] > 70 {
					b.ink++
					b.bounds = b.bounds.Union(image.Rect(x, y, x+1, y+1))
					points = append(points, document.Point{X: float64(x), Y: float64(y)})
				}
			}
		}
	}
	b.hull = convexHull(points)
	return b
}

// convexHull is Andrew's monotone chain.
func convexHull(points []document.Point) []document.Point {
	slices.SortFunc(points, func(a, b document.Point) int {
		if a.X != b.X {
			return int(math.Copysign(1, a.X-b.X))
		}
		return int(math.Copysign(1, a.Y-b.Y))
	})
	cross := func(o, a, b document.Point) float64 {
		return (a.X-o.X)*(b.Y-o.Y) - (a.Y-o.Y)*(b.X-o.X)
	}
	var hull []document.Point
	for pass := range 2 {
		base := len(hull)
		for i := range points {
			q := points[i]
			if pass == 1 {
				q = points[len(points)-1-i]
			}
			for len(hull) >= base+2 && cross(hull[len(hull)-2], hull[len(hull)-1], q) <= 0 {
				hull = hull[:len(hull)-1]
			}
			hull = append(hull, q)
		}
		hull = hull[:len(hull)-1]
	}
	return hull
}

// oval tells whether the blob's hull is an ellipse with a rim on it. The
// second moments of a filled ellipse give its axes: a quarter of a².
func (s search) oval(p plane, b blob) (Impression, bool) {
	area, c, xx, xy, yy := moments(b.hull)
	if area < 4*s.rMin*s.rMin {
		return Impression{}, false
	}
	mean, diff := (xx+yy)/2, math.Hypot((xx-yy)/2, xy)
	imp := Impression{
		Shape: Oval, Center: c, A: 2 * math.Sqrt(mean+diff), B: 2 * math.Sqrt(math.Max(0, mean-diff)),
		Angle: math.Atan2(2*xy, xx-yy) / 2 * 180 / math.Pi,
	}
	if imp.B < 0.5*imp.A || math.Abs(area/(math.Pi*imp.A*imp.B)-1) > 0.06 {
		return imp, false
	}
	imp, rim, ok := imp.refine(p, colourLimits.drop)
	if !ok || rim.coverage < ovalCoverage || !s.plausible(imp) || !sealLike(imp.profile(p)) {
		return imp, false
	}
	if imp.B > 0.88*imp.A {
		imp.Shape = Circle
	}
	return imp, true
}

// moments are the area, centroid and central second moments (divided by the
// area) of a polygon.
func moments(hull []document.Point) (area float64, c document.Point, xx, xy, yy float64) {
	for i, p := range hull {
		q := hull[(i+1)%len(hull)]
		k := p.X*q.Y - q.X*p.Y
		area += k / 2
		c.X += (p.X + q.X) * k / 6
		c.Y += (p.Y + q.Y) * k / 6
		xx += (p.X*p.X + p.X*q.X + q.X*q.X) * k / 12
		yy += (p.Y*p.Y + p.Y*q.Y + q.Y*q.Y) * k / 12
		xy += (p.X*q.Y + 2*p.X*p.Y + 2*q.X*q.Y + q.X*p.Y) * k / 24
	}
	if area == 0 {
		return 0, c, 0, 0, 0
	}
	c.X, c.Y = c.X/area, c.Y/area
	return math.Abs(area), c, xx/area - c.X*c.X, xy/area - c.X*c.Y, yy/area - c.Y*c.Y
}

// square tells whether the blob is a name seal: the smallest box around its
// hull is about square, of 8 to 30 mm, and inked along all four sides.
func (s search) square(p plane, b blob) (Impression, bool) {
	imp := smallestBox(b.hull)
	side := math.Min(imp.A, imp.B)
	if math.Max(imp.A, imp.B) > 1.18*side || 2*side < 8*s.perMM || (s.known && 2*side > 32*s.perMM) {
		return imp, false
	}
	weakest, total := 1.0, 0.0
	for turn := range 4 {
		covered := imp.sideCoverage(p, turn)
		weakest, total = math.Min(weakest, covered), total+covered/4
	}
	imp.Score = total
	imp.Quad = imp.quadAt(0)
	fill := float64(b.ink) / (4 * imp.A * imp.B)
	return imp, weakest > 0.55 && total > 0.75 && fill < 0.94
}

// smallestBox is the box of least area around a convex hull; one of its sides
// lies on a side of the hull.
func smallestBox(hull []document.Point) Impression {
	best := Impression{Shape: Square, A: math.Inf(1), B: 1}
	for i, p := range hull {
		q := hull[(i+1)%len(hull)]
		n := p.Dist(q)
		if n == 0 {
			continue
		}
		cos, sin := (q.X-p.X)/n, (q.Y-p.Y)/n
		u0, u1, v0, v1 := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
		for _, r := range hull {
			u, v := r.X*cos+r.Y*sin, r.Y*cos-r.X*sin
			u0, u1, v0, v1 = math.Min(u0, u), math.Max(u1, u), math.Min(v0, v), math.Max(v1, v)
		}
		if (u1-u0)*(v1-v0) >= 4*best.A*best.B {
			continue
		}
		u, v := (u0+u1)/2, (v0+v1)/2
		best.Center = document.Point{X: u*cos - v*sin, Y: u*sin + v*cos}
		best.A, best.B = (u1-u0+1)/2, (v1-v0+1)/2
		best.Angle = math.Atan2(sin, cos) * 180 / math.Pi
	}
	return best.upright()
}

// upright names a square's axes so that its angle is between -45 and 45.
func (imp Impression) upright() Impression {
	turns := math.Round(imp.Angle / 90)
	imp.Angle -= 90 * turns
	if int(math.Abs(turns))%2 == 1 {
		imp.A, imp.B = imp.B, imp.A
	}
	return imp
}

// sideCoverage is the share of one side of the square along which there is ink
// within a tenth of its width.
func (imp Impression) sideCoverage(p plane, turn int) float64 {
	const steps = 40
	covered := 0
	for i := range steps {
		along := -0.95 + 1.9*float64(i)/(steps-1)
		for depth := 1.02; depth > 0.88; depth -= 0.02 {
			u, v := along, -depth
			switch turn {
			case 1:
				u, v = depth, along
			case 2:
				u, v = along, depth
			case 3:
				u, v = -depth, along
			}
			if q := imp.outline(u, v); p.at(q.X, q.Y) > 60 {
				covered++
				break
			}
		}
	}
	return float64(covered) / steps
}

// hasSibling tells that another blob of like size stands beside b: then both
// are characters of a title.
func hasSibling(b blob, all []blob) bool {
	size := max(b.bounds.Dx(), b.bounds.Dy())
	for _, o := range all {
		if o.bounds.Overlaps(b.bounds) { // b itself, or what stands inside its frame
			continue
		}
		other := max(o.bounds.Dx(), o.bounds.Dy())
		dx := max(o.bounds.Min.X-b.bounds.Max.X, b.bounds.Min.X-o.bounds.Max.X)
		dy := max(o.bounds.Min.Y-b.bounds.Max.Y, b.bounds.Min.Y-o.bounds.Max.Y)
		if max(dx, dy) < size && 10*other > 7*size && 10*size > 7*other {
			return true
		}
	}
	return false
}
