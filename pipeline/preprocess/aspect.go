package preprocess

import (
	"math"

	"hecha/document"
)

// The proportions that papers have, long side by short.
const (
	aspectISO = 1.41421 // ISO 216: A4, A3, B5…
	aspectID1 = 85.60 / 54.00
	widthID1  = 85.60 // mm
	// aspectTolerance is how far a measured proportion may be off. ISO and ID-1
	// are 12 % apart.
	aspectTolerance = 0.045
)

// trueAspect is width by height of the flat rectangle that a camera sees as
// q, by the geometry of Zhang and He (Whiteboard scanning and image
// enhancement, 2007): square pixels, the optical axis through the centre of
// the picture. It is the mean ratio of the sides when there is no perspective.
func trueAspect(q document.Quad, w, h float64) float64 {
	flat := q.Width() / q.Height()
	m1, m2 := ray(q[0], w, h), ray(q[1], w, h)
	m4, m3 := ray(q[2], w, h), ray(q[3], w, h)
	k2 := cross(m1, m4).dot(m3) / cross(m2, m4).dot(m3)
	k3 := cross(m1, m4).dot(m2) / cross(m3, m4).dot(m2)
	n2, n3 := m2.scaled(k2).minus(m1), m3.scaled(k3).minus(m1)
	// Distances are in long sides of the picture. Without enough perspective
	// along both axes the focal length cannot be told from the quad; then that
	// of a phone's main camera is taken (26 mm for 36 mm of film).
	focal2 := 0.72 * 0.72
	if math.Abs(n2.z) > 0.05 && math.Abs(n3.z) > 0.05 {
		if f2 := -(n2.x*n3.x + n2.y*n3.y) / (n2.z * n3.z); f2 > 0.3 && f2 < 9 {
			focal2 = f2
		}
	}
	a := (n2.x*n2.x+n2.y*n2.y)/focal2 + n2.z*n2.z
	b := (n3.x*n3.x+n3.y*n3.y)/focal2 + n3.z*n3.z
	r := math.Sqrt(a / b)
	if !(r > flat/1.6 && r < flat*1.6) {
		return flat
	}
	return r
}

type vector struct{ x, y, z float64 }

// ray is p seen from the centre of a w by h picture, in its long sides.
func ray(p document.Point, w, h float64) vector {
	s := math.Max(w, h)
	return vector{(p.X - w/2) / s, (p.Y - h/2) / s, 1}
}

func cross(a, b vector) vector {
	return vector{a.y*b.z - a.z*b.y, a.z*b.x - a.x*b.z, a.x*b.y - a.y*b.x}
}

func (a vector) dot(b vector) float64        { return a.x*b.x + a.y*b.y + a.z*b.z }
func (a vector) minus(b vector) vector       { return vector{a.x - b.x, a.y - b.y, a.z - b.z} }
func (a vector) scaled(s float64) vector     { return vector{a.x * s, a.y * s, a.z * s} }
func offBy(measured, wanted float64) float64 { return math.Abs(math.Log(measured / wanted)) }

// paperAspect is the proportion to straighten q to, width by height, and
// whether it is a card's. A common proportion is taken when either the true
// one or the plain ratio of the sides is near it: the first errs when the
// picture was cropped, the second under perspective.
func paperAspect(q document.Quad, w, h float64) (aspect float64, card bool) {
	measured, flat := trueAspect(q, w, h), q.Width()/q.Height()
	best, off := measured, aspectTolerance
	for _, ratio := range [2]float64{measured, flat} {
		for _, known := range [4]float64{aspectISO, 1 / aspectISO, aspectID1, 1 / aspectID1} {
			if d := offBy(ratio, known); d < off {
				best, off = known, d
			}
		}
	}
	return best, best == aspectID1 || best == 1/aspectID1
}
