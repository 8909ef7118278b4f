package document

import (
	"encoding/json"
	"math"
)

// Point is a position in pixels. Its JSON form is [x, y], rounded to a tenth of
// a pixel.
type Point struct{ X, Y float64 }

// MarshalJSON writes [x, y].
func (p Point) MarshalJSON() ([]byte, error) {
	return json.Marshal([2]float64{round1(p.X), round1(p.Y)})
}

// UnmarshalJSON reads [x, y].
func (p *Point) UnmarshalJSON(b []byte) error {
	var xy [2]float64
	if err := json.Unmarshal(b, &xy); err != nil {
		return err
	}
	p.X, p.Y = xy[0], xy[1]
	return nil
}

func round1(v float64) float64 { return math.Round(v*10) / 10 }

// Lerp is the point at fraction t of the way from p to q.
func (p Point) Lerp(q Point, t float64) Point {
	return Point{p.X + (q.X-p.X)*t, p.Y + (q.Y-p.Y)*t}
}

// Dist is the distance between p and q in pixels.
func (p Point) Dist(q Point) float64 { return math.Hypot(q.X-p.X, q.Y-p.Y) }

// Quad is a quadrilateral, clockwise from the top left corner of what it
// encloses: for a line of text, corner 0 is where reading starts, whatever way
// the line lies on the page.
type Quad [4]Point

// Rect is the axis-parallel quad between two corners.
func Rect(x0, y0, x1, y1 float64) Quad {
	return Quad{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}
}

// Bounds are the extremes of q.
func (q Quad) Bounds() (x0, y0, x1, y1 float64) {
	x0, y0, x1, y1 = q[0].X, q[0].Y, q[0].X, q[0].Y
	for _, p := range q[1:] {
		x0, y0 = math.Min(x0, p.X), math.Min(y0, p.Y)
		x1, y1 = math.Max(x1, p.X), math.Max(y1, p.Y)
	}
	return x0, y0, x1, y1
}

// Center is the mean of the corners.
func (q Quad) Center() Point {
	return Point{(q[0].X + q[1].X + q[2].X + q[3].X) / 4, (q[0].Y + q[1].Y + q[2].Y + q[3].Y) / 4}
}

// Width is the mean length of the top and bottom edges.
func (q Quad) Width() float64 { return (q[0].Dist(q[1]) + q[3].Dist(q[2])) / 2 }

// Height is the mean length of the left and right edges.
func (q Quad) Height() float64 { return (q[0].Dist(q[3]) + q[1].Dist(q[2])) / 2 }

// Slice is the part of q between the fractions from and to along its reading
// direction.
func (q Quad) Slice(from, to float64) Quad {
	return Quad{q[0].Lerp(q[1], from), q[0].Lerp(q[1], to), q[3].Lerp(q[2], to), q[3].Lerp(q[2], from)}
}

// Union is the axis-parallel quad around all of qs; the zero Quad for none.
func Union(qs ...Quad) Quad {
	if len(qs) == 0 {
		return Quad{}
	}
	x0, y0, x1, y1 := qs[0].Bounds()
	for _, q := range qs[1:] {
		a, b, c, d := q.Bounds()
		x0, y0, x1, y1 = math.Min(x0, a), math.Min(y0, b), math.Max(x1, c), math.Max(y1, d)
	}
	return Rect(x0, y0, x1, y1)
}

// Contains tells whether p lies inside the convex quad q.
func (q Quad) Contains(p Point) bool {
	pos, neg := false, false
	for i := range q {
		a, b := q[i], q[(i+1)%4]
		c := (b.X-a.X)*(p.Y-a.Y) - (b.Y-a.Y)*(p.X-a.X)
		pos, neg = pos || c > 0, neg || c < 0
	}
	return !(pos && neg)
}

// Homography maps one plane onto another, row by row. The identity is
// {1,0,0, 0,1,0, 0,0,1}.
type Homography [9]float64

// Identity maps every point to itself.
var Identity = Homography{1, 0, 0, 0, 1, 0, 0, 0, 1}

// Map applies h to p.
func (h Homography) Map(p Point) Point {
	w := h[6]*p.X + h[7]*p.Y + h[8]
	return Point{(h[0]*p.X + h[1]*p.Y + h[2]) / w, (h[3]*p.X + h[4]*p.Y + h[5]) / w}
}

// MapQuad applies h to every corner of q.
func (h Homography) MapQuad(q Quad) Quad {
	for i := range q {
		q[i] = h.Map(q[i])
	}
	return q
}

// Mul is the mapping that applies g first and then h.
func (h Homography) Mul(g Homography) Homography {
	var r Homography
	for i := range 3 {
		for j := range 3 {
			r[3*i+j] = h[3*i]*g[j] + h[3*i+1]*g[3+j] + h[3*i+2]*g[6+j]
		}
	}
	return r
}

// Inverse is the mapping that undoes h; ok is false when h has none.
func (h Homography) Inverse() (inv Homography, ok bool) {
	a, b, c, d, e, f, g, i, j := h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7], h[8]
	det := a*(e*j-f*i) - b*(d*j-f*g) + c*(d*i-e*g)
	if math.Abs(det) < 1e-12 {
		return Identity, false
	}
	inv = Homography{
		e*j - f*i, c*i - b*j, b*f - c*e,
		f*g - d*j, a*j - c*g, c*d - a*f,
		d*i - e*g, b*g - a*i, a*e - b*d,
	}
	for k := range inv {
		inv[k] /= det
	}
	return inv, true
}

// HomographyBetween is the mapping that takes the corners of from to those of
// to; ok is false when three corners lie on one line.
func HomographyBetween(from, to Quad) (h Homography, ok bool) {
	a, ok := squareTo(from)
	if !ok {
		return Identity, false
	}
	inv, ok := a.Inverse()
	if !ok {
		return Identity, false
	}
	b, ok := squareTo(to)
	return b.Mul(inv), ok
}

// squareTo maps the unit square onto q (Heckbert, Fundamentals of Texture
// Mapping, 1989, section 2.2.3).
func squareTo(q Quad) (Homography, bool) {
	sx := q[0].X - q[1].X + q[2].X - q[3].X
	sy := q[0].Y - q[1].Y + q[2].Y - q[3].Y
	dx1, dx2 := q[1].X-q[2].X, q[3].X-q[2].X
	dy1, dy2 := q[1].Y-q[2].Y, q[3].Y-q[2].Y
	det := dx1*dy2 - dx2*dy1
	if math.Abs(det) < 1e-9 {
		return Identity, false
	}
	g := (sx*dy2 - dx2*sy) / det
	h := (dx1*sy - sx*dy1) / det
	return Homography{
		q[1].X - q[0].X + g*q[1].X, q[3].X - q[0].X + h*q[3].X, q[0].X,
		q[1].Y - q[0].Y + g*q[1].Y, q[3].Y - q[0].Y + h*q[3].Y, q[0].Y,
		g, h, 1,
	}, true
}
