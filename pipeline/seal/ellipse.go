package seal

import (
	"math"

	"hecha/document"
)

// fitEllipse fits the conic A·x²+B·xy+C·y²+D·x+E·y=1 to weighted points by least
// squares. The points must surround the origin at a distance of about 1, which
// keeps the system well conditioned. ok is false unless the result is an
// ellipse around the origin.
func fitEllipse(points []document.Point, weights []float64) (center document.Point, a, b, angle float64, ok bool) {
	var m [5][6]float64
	for i, p := range points {
		row := [6]float64{p.X * p.X, p.X * p.Y, p.Y * p.Y, p.X, p.Y, 1}
		for j := range 5 {
			for k := range 6 {
				m[j][k] += weights[i] * row[j] * row[k]
			}
		}
	}
	c, ok := solve5(m)
	if !ok {
		return center, 0, 0, 0, false
	}
	A, B, C, D, E := c[0], c[1], c[2], c[3], c[4]
	det := 4*A*C - B*B
	if det <= 1e-9 {
		return center, 0, 0, 0, false
	}
	center = document.Point{X: (B*E - 2*C*D) / det, Y: (B*D - 2*A*E) / det}
	// Around its centre the conic is Q(u) = level.
	level := 1 + (A*center.X*center.X + B*center.X*center.Y + C*center.Y*center.Y)
	mean, diff := (A+C)/2, math.Hypot((A-C)/2, B/2)
	if mean-diff <= 0 || level <= 0 {
		return center, 0, 0, 0, false
	}
	// The smaller eigenvalue belongs to the longer axis.
	a, b = math.Sqrt(level/(mean-diff)), math.Sqrt(level/(mean+diff))
	angle = math.Atan2(B, A-C)/2*180/math.Pi + 90
	if angle > 90 {
		angle -= 180
	}
	return center, a, b, angle, true
}

// solve5 solves five equations by elimination with pivoting.
func solve5(m [5][6]float64) (x [5]float64, ok bool) {
	for i := range 5 {
		p := i
		for j := i + 1; j < 5; j++ {
			if math.Abs(m[j][i]) > math.Abs(m[p][i]) {
				p = j
			}
		}
		if math.Abs(m[p][i]) < 1e-12 {
			return x, false
		}
		m[i], m[p] = m[p], m[i]
		for j := range 5 {
			if j == i {
				continue
			}
			f := m[j][i] / m[i][i]
			for k := i; k < 6; k++ {
				m[j][k] -= f * m[i][k]
			}
		}
	}
	for i := range 5 {
		x[i] = m[i][5] / m[i][i]
	}
	return x, true
}

const rays = 180

// rim is what lies along an impression's outline.
type rim struct {
	coverage float64 // share of the visible outline on which there is a rim
	visible  float64 // share of the outline that lies on the sheet
}

// refine moves the impression's outline onto the rim's outer edge, where ink
// ends outwards: along rays within shrinking windows, with a robust fit of an
// ellipse. leastDrop is how much ink must end there. ok is false when no rim is.
func (imp Impression) refine(p plane, leastDrop float64) (Impression, rim, bool) {
	var found rim
	for _, window := range []float64{0.12, 0.06, 0.035, 0.035} {
		var ok bool
		if imp, found, ok = imp.refineOnce(p, window, leastDrop); !ok {
			return imp, found, false
		}
	}
	imp.Score = found.coverage
	imp.Quad = imp.quadAt(0)
	return imp, found, true
}

func (imp Impression) refineOnce(p plane, window, leastDrop float64) (Impression, rim, bool) {
	scale := (imp.A + imp.B) / 2
	var points []document.Point
	var weights []float64
	visible := 0
	for i := range rays {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / rays)
		if q := imp.outline(cos, sin); !p.inside(q.X, q.Y) {
			continue
		}
		visible++
		at, drop := imp.edgeOn(p, cos, sin, window, scale)
		if drop < leastDrop {
			continue
		}
		q := imp.outline(cos*at, sin*at)
		points = append(points, document.Point{X: (q.X - imp.Center.X) / scale, Y: (q.Y - imp.Center.Y) / scale})
		weights = append(weights, math.Min(drop, 90))
	}
	if visible < rays/3 || len(points) < visible*2/5 {
		return imp, rim{}, false
	}
	return imp.robust(points, weights, scale, visible)
}

// edgeOn finds where along a ray, as a factor of the outline, ink drops most
// from inside to outside, and by how much.
func (imp Impression) edgeOn(p plane, cos, sin, window, scale float64) (at, drop float64) {
	rim := imp.outline(cos, sin)
	dx, dy := rim.X-imp.Center.X, rim.Y-imp.Center.Y
	// Ink one and a half pixels inside is compared with ink as far outside: what is
	// outside now is inside so many steps later.
	const apart = 6
	step := 0.5 / scale
	var ink [apart]float64
	for k := 0; ; k++ {
		f := 1 - window + float64(k-apart)*step
		if f > 1+window {
			return at, drop
		}
		out := f + apart/2*step
		now := p.at(imp.Center.X+dx*out, imp.Center.Y+dy*out)
		before := ink[k%apart]
		ink[k%apart] = now
		if k < apart {
			continue
		}
		// The prior for the present outline settles between rim and text.
		if d := (before - now) * (1 - 0.35*math.Abs(f-1)/window); d > drop {
			at, drop = f, d
		}
	}
}

// robust fits an ellipse, reweighting points by their residual (Tukey), and
// counts the points that lie on it as the rim's coverage.
func (imp Impression) robust(points []document.Point, weights []float64, scale float64, visible int) (Impression, rim, bool) {
	w := append([]float64(nil), weights...)
	fit := imp
	for _, cut := range []float64{0.12, 0.08, 0.05, 0.03, 0.02} {
		c, a, b, angle, ok := fitEllipse(points, w)
		if !ok || b < 0.4*a || a > 2 || b < 0.3 {
			return imp, rim{}, false
		}
		fit.Center = document.Point{X: imp.Center.X + c.X*scale, Y: imp.Center.Y + c.Y*scale}
		fit.A, fit.B, fit.Angle = a*scale, b*scale, angle
		cut = math.Max(cut, 1.2/scale)
		for i, q := range points {
			r := fit.residual(document.Point{X: imp.Center.X + q.X*scale, Y: imp.Center.Y + q.Y*scale}) / cut
			w[i] = 0
			if math.Abs(r) < 1 {
				w[i] = weights[i] * (1 - r*r) * (1 - r*r)
			}
		}
	}
	on := 0
	limit := math.Max(0.02, 1.2/scale)
	for _, q := range points {
		if math.Abs(fit.residual(document.Point{X: imp.Center.X + q.X*scale, Y: imp.Center.Y + q.Y*scale})) < limit {
			on++
		}
	}
	found := rim{coverage: float64(on) / float64(visible), visible: float64(visible) / rays}
	return fit, found, true
}

// residual is how far p lies from the outline, as a share of its radius.
func (imp Impression) residual(p document.Point) float64 { return imp.Depth(p) - 1 }

// profile is the mean ink on 64 outlines from the centre to 1.12 of the rim,
// along the visible rays.
func (imp Impression) profile(p plane) [72]float64 {
	var out [72]float64
	var n [72]int
	for i := range rays {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / rays)
		for k := range out {
			f := float64(k) / 64
			if q := imp.outline(cos*f, sin*f); p.inside(q.X, q.Y) {
				out[k] += p.at(q.X, q.Y)
				n[k]++
			}
		}
	}
	for k := range out {
		out[k] /= float64(max(1, n[k]))
	}
	return out
}

// sealLike tells whether the profile is that of a seal: a rim with less ink
// just within and without, and more paper than ink inside. Discs (an emblem, a
// lamp, a red badge) have no such rim.
func sealLike(profile [72]float64) bool {
	peak := 0.0
	for k := 57; k < 66; k++ {
		peak = math.Max(peak, profile[k])
	}
	within, inside := peak, 0.0
	for k := 48; k < 61; k++ {
		within = math.Min(within, profile[k])
	}
	area := 0.0
	for k := range 60 {
		inside += profile[k] * float64(k)
		area += float64(k)
	}
	outside := (profile[67] + profile[68] + profile[69] + profile[70]) / 4
	return within < 0.7*peak && outside < 0.6*peak && inside/area < 0.6*peak
}
