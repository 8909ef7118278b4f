package seal

import "math"

// crossings are the ways across print.
var crossings = [...]struct {
	dx, dy int
	length float64
}{{1, 0, 1}, {0, 1, 1}, {1, 1, math.Sqrt2}, {1, -1, math.Sqrt2}}

// spanned estimates the ink where print covers it from what stands on both sides of
// the print, across its narrowest width there: strokes that cross print go on,
// edges stay sharp. reach is half the widest print that is crossed, in pixels; ok
// is false for what is deeper inside.
func (p plane) spanned(covered []bool, x, y, reach int) (ink uint8, ok bool) {
	best := math.Inf(1)
	for _, d := range crossings {
		a, from := p.sideOf(covered, x, y, d.dx, d.dy, reach)
		b, to := p.sideOf(covered, x, y, -d.dx, -d.dy, reach)
		if width := float64(from+to) * d.length; from > 0 && to > 0 && width < best {
			best, ok = width, true
			ink = uint8((int(a)*to + int(b)*from) / (from + to))
		}
	}
	return ink, ok
}

// sideOf is the first uncovered ink in a direction, and how many steps away; none
// is 0 steps away.
func (p plane) sideOf(covered []bool, x, y, dx, dy, reach int) (ink uint8, steps int) {
	for n := 1; n <= reach; n++ {
		i, j := x+n*dx, y+n*dy
		if i < 0 || j < 0 || i >= p.w || j >= p.h {
			return 0, 0
		}
		if k := j*p.w + i; !covered[k] {
			return p.pix[k], n
		}
	}
	return 0, 0
}
