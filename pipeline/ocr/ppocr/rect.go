package ppocr

import (
	"cmp"
	"math"
	"slices"

	"hecha/document"
)

// rect is a rotated rectangle: w runs along the direction (dx, dy), a unit
// vector within 45 degrees of the x axis, h across it.
type rect struct {
	center document.Point
	dx, dy float64
	w, h   float64
}

// quad is clockwise from the top left corner.
func (r rect) quad() document.Quad {
	ux, uy := r.dx*r.w/2, r.dy*r.w/2
	vx, vy := -r.dy*r.h/2, r.dx*r.h/2
	c := r.center
	return document.Quad{
		{X: c.X - ux - vx, Y: c.Y - uy - vy}, {X: c.X + ux - vx, Y: c.Y + uy - vy},
		{X: c.X + ux + vx, Y: c.Y + uy + vy}, {X: c.X - ux + vx, Y: c.Y - uy + vy},
	}
}

// grow moves every side outwards by area*ratio/perimeter.
func (r rect) grow(ratio float64) rect {
	d := r.w * r.h * ratio / (2 * (r.w + r.h))
	r.w, r.h = r.w+2*d, r.h+2*d
	return r
}

// elongation is the longer side over the shorter.
func (r rect) elongation() float64 { return math.Max(r.w, r.h) / math.Min(r.w, r.h) }

// minAreaRect is the smallest rectangle around a convex hull. One of its sides
// lies on a side of the hull (Freeman and Shapira, 1975), so trying each is
// enough.
func minAreaRect(hull []document.Point) (rect, bool) {
	if len(hull) < 3 {
		return rect{}, false
	}
	best, found := rect{w: math.Inf(1), h: 1}, false
	for i, a := range hull {
		b := hull[(i+1)%len(hull)]
		length := a.Dist(b)
		if length < 1e-9 {
			continue
		}
		r := rectAlong(hull, (b.X-a.X)/length, (b.Y-a.Y)/length)
		if !found || r.w*r.h < best.w*best.h {
			best, found = r, true
		}
	}
	return best, found
}

// rectAlong is the rectangle around hull whose sides have the direction (dx,dy)
// or its normal.
func rectAlong(hull []document.Point, dx, dy float64) rect {
	// Of the four directions of a rectangle take the one nearest to +x.
	switch {
	case math.Abs(dx) < math.Abs(dy) && dy > 0:
		dx, dy = dy, -dx
	case math.Abs(dx) < math.Abs(dy):
		dx, dy = -dy, dx
	}
	if dx < 0 {
		dx, dy = -dx, -dy
	}
	u0, u1, v0, v1 := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, p := range hull {
		u, v := p.X*dx+p.Y*dy, p.Y*dx-p.X*dy
		u0, u1 = math.Min(u0, u), math.Max(u1, u)
		v0, v1 = math.Min(v0, v), math.Max(v1, v)
	}
	u, v := (u0+u1)/2, (v0+v1)/2
	return rect{
		center: document.Point{X: u*dx - v*dy, Y: u*dy + v*dx},
		dx:     dx, dy: dy, w: u1 - u0, h: v1 - v0,
	}
}

// convexHull is Andrew's monotone chain, along Y since that is how the points
// come.
func convexHull(points []document.Point) []document.Point {
	pts := slices.Clone(points)
	slices.SortFunc(pts, func(a, b document.Point) int {
		if a.Y != b.Y {
			return cmp.Compare(a.Y, b.Y)
		}
		return cmp.Compare(a.X, b.X)
	})
	pts = slices.Compact(pts)
	if len(pts) < 3 {
		return pts
	}
	hull := make([]document.Point, 0, 64)
	chain := func(p document.Point, floor int) {
		for len(hull) >= floor+2 && turn(hull[len(hull)-2], hull[len(hull)-1], p) <= 0 {
			hull = hull[:len(hull)-1]
		}
		hull = append(hull, p)
	}
	for _, p := range pts {
		chain(p, 0)
	}
	floor := len(hull) - 1
	for _, p := range slices.Backward(pts[:len(pts)-1]) {
		chain(p, floor)
	}
	return hull[:len(hull)-1]
}

// turn is positive when a, b, c turn from +x towards +y.
func turn(a, b, c document.Point) float64 {
	return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X)
}
