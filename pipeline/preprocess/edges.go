package preprocess

import "math"

// The steps that count as an edge of a paper, in levels of the reduced picture,
// where noise is one or two levels.
const (
	edgeStep     = 7  // smallest step across an edge
	edgeAngles   = 90 // bins over the half turn of an edge's normal
	chromaWeight = 2  // chroma differs less than luminance, and is less noisy
)

// edgeMap holds, for each pixel that lies on an edge, the bin of the direction
// of its normal plus one; 0 elsewhere.
type edgeMap struct {
	w, h   int
	normal []uint8
	points []edgePoint
}

type edgePoint struct {
	x, y   int16
	normal uint8 // bin, 0 to edgeAngles-1
	weight uint8 // 1 to 3, by the height of the step
}

// surface is a picture without its writing: what remains of a page when all
// that is narrow and dark is closed, so that papers are flat fields.
type surface struct{ y, cb, cr plane }

// newSurface closes the luminance with radius r and smooths the chroma.
func newSurface(t thumb, r int) surface {
	return surface{t.y.closed(r), t.cb.blurred(1), t.cr.blurred(1)}
}

// findEdges marks the ridges of the gradient of s, each pixel by the channel
// that differs most there.
func findEdges(s surface) edgeMap {
	w, h := s.y.w, s.y.h
	e := edgeMap{w: w, h: h, normal: make([]uint8, w*h)}
	g := gradients(s)
	for y := 2; y < h-2; y++ {
		for x := 2; x < w-2; x++ {
			at := y*w + x
			v := g[at]
			m := v.size()
			if m < 3*edgeStep {
				continue
			}
			step := 1
			if abs(int(v.y)) > abs(int(v.x)) {
				step = w
			}
			if g[at-step].size() > m || g[at+step].size() >= m {
				continue
			}
			bin := angleBin(float64(v.x), float64(v.y))
			e.normal[at] = bin + 1
			e.points = append(e.points, edgePoint{int16(x), int16(y), bin, uint8(min(3, m/(3*edgeStep)))})
		}
	}
	return e
}

// gradient is a Sobel response to a picture smoothed over three pixels: a step
// of one level across a straight edge gives about three.
type gradient struct{ x, y int16 }

func (g gradient) size() int { return max(abs(int(g.x)), abs(int(g.y))) }

func gradients(s surface) []gradient {
	g := make([]gradient, len(s.y.pix))
	accumulate(g, s.y.blurred(1), 1)
	accumulate(g, s.cb.blurred(1), chromaWeight)
	accumulate(g, s.cr.blurred(1), chromaWeight)
	return g
}

// accumulate keeps the larger of g and the gradient of p.
func accumulate(g []gradient, p plane, weight int) {
	for y := 1; y < p.h-1; y++ {
		above, row, below := p.row(y-1), p.row(y), p.row(y+1)
		for x := 1; x < p.w-1; x++ {
			a, b, c := int(above[x-1]), int(above[x]), int(above[x+1])
			d, f := int(row[x-1]), int(row[x+1])
			h, i, j := int(below[x-1]), int(below[x]), int(below[x+1])
			dx, dy := c+2*f+j-a-2*d-h, h+2*i+j-a-2*b-c
			v := gradient{int16(weight * dx), int16(weight * dy)}
			if at := y*p.w + x; v.size() > g[at].size() {
				g[at] = v
			}
		}
	}
}

// angleBin is the bin of the direction (dx, dy) modulo a half turn.
func angleBin(dx, dy float64) uint8 {
	a := math.Atan2(dy, dx)
	if a < 0 {
		a += math.Pi
	}
	return uint8(int(a/math.Pi*edgeAngles+0.5) % edgeAngles)
}

func abs(v int) int {
	if v < 0 {
		return -v
	}
	return v
}

// binDistance is how many bins lie between two directions.
func binDistance(a, b int) int {
	d := abs(a - b)
	return min(d, edgeAngles-d)
}
