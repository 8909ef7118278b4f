package seal

import (
	"image"
	"math"
	"slices"

	"hecha/document"
)

// middle is what stands inside the ring of text, turned upright. Its centre is
// the seal's.
type middle struct {
	ink  plane
	size float64 // the shorter semi-axis of the seal, in pixels of ink
}

// middleDisc cuts the disc inside the text out, turned so that top is up. What
// lies outside the disc is blank. Where there is no text on the ring the disc
// reaches further, up to where a code may stand: straight lines do.
func (c crop) middleDisc(l layout, top float64) middle {
	inside := 1 - l.inner/c.imp.B
	below := math.Max(inside, 1-(l.rim+0.2*c.imp.B)/c.imp.B)
	halfSpan := (l.to - l.from) / l.track.length * math.Pi
	if !l.sure {
		below = inside
	}
	m := middle{size: c.imp.B}
	half := int(c.imp.A*below) + 1
	m.ink = newPlane(2*half+1, 2*half+1)
	sin, cos := math.Sincos(top * math.Pi / 180)
	for y := -half; y <= half; y++ {
		for x := -half; x <= half; x++ {
			u, v := float64(x), float64(y)
			q := document.Point{X: c.imp.Center.X + u*cos - v*sin, Y: c.imp.Center.Y + u*sin + v*cos}
			limit := inside
			if math.Abs(math.Atan2(u, -v)) > halfSpan+0.1 {
				limit = below
			}
			if c.imp.Depth(q) < limit {
				m.ink.pix[(y+half)*m.ink.w+x+half] = uint8(c.fill.at(q.X, q.Y) + 0.5)
			}
		}
	}
	return m
}

// takeMark finds the mark in the centre, tells what it is and blanks it out.
// A mark is much larger than a character.
func (m middle) takeMark() string {
	var mark blob
	cx, cy := m.ink.w/2, m.ink.h/2
	for _, b := range m.ink.blobs(max(1, int(0.012*m.size))) {
		if r := b.bounds.Inset(-int(0.08 * m.size)); (image.Point{X: cx, Y: cy}).In(r) && b.ink > mark.ink {
			mark = b
		}
	}
	extent := float64(max(mark.bounds.Dx(), mark.bounds.Dy()))
	if mark.ink == 0 || extent < 0.36*m.size || float64(mark.ink) < 0.16*extent*extent {
		return Blank
	}
	if float64(mark.bounds.Dx()) > 1.6*float64(mark.bounds.Dy()) { // a line of text in one piece
		return Blank
	}
	kind := m.classify(mark)
	for y := mark.bounds.Min.Y - 1; y <= mark.bounds.Max.Y; y++ {
		for x := mark.bounds.Min.X - 1; x <= mark.bounds.Max.X; x++ {
			if x >= 0 && y >= 0 && x < m.ink.w && y < m.ink.h {
				m.ink.pix[y*m.ink.w+x] = 0
			}
		}
	}
	return kind
}

// classify looks at how far the mark reaches in every direction: a star has
// five tips and an emblem is round.
func (m middle) classify(mark blob) string {
	reach := m.reach(mark)
	mean := 0.0
	for _, r := range reach {
		mean += r / float64(len(reach))
	}
	if mean == 0 {
		return Unknown
	}
	var waves [9]float64
	strongest := 0
	for k := 1; k < len(waves); k++ {
		var re, im float64
		for i, r := range reach {
			sin, cos := math.Sincos(2 * math.Pi * float64(k*i) / float64(len(reach)))
			re, im = re+r*cos, im+r*sin
		}
		waves[k] = 2 * math.Hypot(re, im) / float64(len(reach)) / mean
		if waves[k] > waves[max(1, strongest)] || strongest == 0 {
			strongest = k
		}
	}
	rough := 0.0
	for _, r := range reach {
		rough += math.Abs(r-mean) / mean / float64(len(reach))
	}
	switch {
	case strongest == 5 && waves[5] > 0.12:
		return Star
	case rough < 0.12:
		return Emblem
	case rough < 0.6 && waves[5] < 0.12:
		return Party
	}
	return Unknown
}

// reach is the distance of the mark's outermost ink from its middle, in 72
// directions.
func (m middle) reach(mark blob) [72]float64 {
	_, c, _, _, _ := moments(mark.hull)
	limit := 0.75 * float64(max(mark.bounds.Dx(), mark.bounds.Dy()))
	var out [72]float64
	for i := range out {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(len(out)))
		for r := limit; r > 0; r-- {
			p := document.Point{X: c.X + r*cos, Y: c.Y + r*sin}
			if m.ink.at(p.X, p.Y) > 90 && within(mark.hull, p) {
				out[i] = r
				break
			}
		}
	}
	return out
}

// within tells whether p lies in the convex hull.
func within(hull []document.Point, p document.Point) bool {
	left, right := false, false
	for i, a := range hull {
		b := hull[(i+1)%len(hull)]
		side := (b.X-a.X)*(p.Y-a.Y) - (b.Y-a.Y)*(p.X-a.X)
		left, right = left || side < -1, right || side > 1
	}
	return !(left && right)
}

// lines cuts the straight lines of text, from the top, into strips.
func (m middle) lines() []plane {
	rows := make([]float64, m.ink.h)
	for y := range rows {
		for x := range m.ink.w {
			rows[y] += soft(m.ink.pix[y*m.ink.w+x])
		}
	}
	rows = smoothed(rows, max(1, int(0.01*m.size)))
	peak := slices.Max(rows)
	if peak < 0.06*m.size {
		return nil
	}
	var out []plane
	start := -1
	for y := range m.ink.h + 1 {
		on := y < m.ink.h && rows[y] > 0.1*peak
		if on && start < 0 {
			start = y
		}
		if !on && start >= 0 {
			if h := float64(y - start); h > 0.08*m.size && h < 0.45*m.size && len(out) < 3 {
				if line, ok := m.line(start, y); ok {
					out = append(out, line)
				}
			}
			start = -1
		}
	}
	return out
}

func smoothed(v []float64, r int) []float64 {
	out := make([]float64, len(v))
	for i := range v {
		a, b := max(0, i-r), min(len(v), i+r+1)
		for _, w := range v[a:b] {
			out[i] += w / float64(b-a)
		}
	}
	return out
}

// line cuts the rows from y0 to y1 to the width of their ink and scales them to
// a strip. ok is false when there is less than a character.
func (m middle) line(y0, y1 int) (plane, bool) {
	columns := m.ink.columns(float64(y0), float64(y1))
	x0, x1 := len(columns), 0
	for x, v := range columns {
		if v > 0.06 {
			x0, x1 = min(x0, x), max(x1, x+1)
		}
	}
	h := float64(y1 - y0)
	if float64(x1-x0) < 0.7*h {
		return plane{}, false
	}
	pad := 0.12 * h
	scale := stripHeight / (h + 2*pad)
	out := newPlane(int((float64(x1-x0)+4*pad)*scale), stripHeight)
	for y := range out.h {
		for x := range out.w {
			out.pix[y*out.w+x] = uint8(m.ink.at(float64(x0)-2*pad+float64(x)/scale, float64(y0)-pad+float64(y)/scale) + 0.5)
		}
	}
	out.contrast()
	return out, true
}
