package seal

import (
	"math"
	"math/bits"
	"slices"
)

// edge is a place where ink begins or ends.
type edge struct {
	x, y   int16
	nx, ny float32 // unit normal
}

// ring is a circle suspected by the search.
type ring struct {
	x, y, r  float64
	coverage float64 // share of the circle that edges support
}

// edges lists the pixels at which the ink's gradient (Sobel) lies between the
// limits.
func edges(p plane, weakest, strongest int) []edge {
	var out []edge
	for y := 1; y < p.h-1; y++ {
		up, row, low := p.pix[(y-1)*p.w:y*p.w], p.pix[y*p.w:(y+1)*p.w], p.pix[(y+1)*p.w:(y+2)*p.w]
		for x := 1; x < p.w-1; x++ {
			gx := int(up[x+1]) + 2*int(row[x+1]) + int(low[x+1]) - int(up[x-1]) - 2*int(row[x-1]) - int(low[x-1])
			gy := int(low[x-1]) + 2*int(low[x]) + int(low[x+1]) - int(up[x-1]) - 2*int(up[x]) - int(up[x+1])
			if square := gx*gx + gy*gy; square > weakest*weakest && square < strongest*strongest {
				n := 1 / float32(math.Sqrt(float64(square)))
				out = append(out, edge{int16(x), int16(y), float32(gx) * n, float32(gy) * n})
			}
		}
	}
	return out
}

// apartFrom are those of all that are not beside a steep edge.
func apartFrom(steep, all []edge, w, h int) []edge {
	const reach = 2
	near := make([]bool, w*h)
	for _, e := range steep {
		for y := max(0, int(e.y)-reach); y <= min(h-1, int(e.y)+reach); y++ {
			for x := max(0, int(e.x)-reach); x <= min(w-1, int(e.x)+reach); x++ {
				near[y*w+x] = true
			}
		}
	}
	return slices.DeleteFunc(all, func(e edge) bool { return near[int(e.y)*w+int(e.x)] })
}

// accumulator counts, for cells of two pixels, how many edges point at them.
// It reaches beyond the picture by margin, for impressions that are cut off.
type accumulator struct {
	w, h, margin int
	votes        []uint16
}

const accumulatorCell = 2

// vote lets each edge vote for the centres that lie between rMin and rMax
// along its normal, on both sides.
func vote(all []edge, w, h, rMin, rMax int) accumulator {
	margin := rMax * 6 / 10
	a := accumulator{(w+2*margin)/accumulatorCell + 1, (h+2*margin)/accumulatorCell + 1, margin, nil}
	a.votes = make([]uint16, a.w*a.h)
	for _, e := range all {
		for _, side := range [2]float32{1, -1} {
			a.voteAlong(e, side, float32(rMin), (rMax-rMin)/accumulatorCell)
		}
	}
	return a
}

// voteAlong votes for n cells on one side of an edge, the first at the distance
// from. Cells are counted in parts of 1/65536.
func (a accumulator) voteAlong(e edge, side, from float32, n int) {
	const unit = 1 << 16
	nx, ny := side*e.nx, side*e.ny
	x := int((float32(e.x) + float32(a.margin) + nx*from) / accumulatorCell * unit)
	y := int((float32(e.y) + float32(a.margin) + ny*from) / accumulatorCell * unit)
	dx, dy := int(nx*unit), int(ny*unit)
	for range n {
		column, row := uint(x)>>16, uint(y)>>16 // huge where they are negative
		if column >= uint(a.w) || row >= uint(a.h) {
			return
		}
		a.votes[row*uint(a.w)+column]++
		x, y = x+dx, y+dy
	}
}

// peaks are the n strongest places, at least apart pixels from each other,
// strongest first.
func (a accumulator) peaks(n int, apart float64) []ring {
	type cell struct{ x, y, votes int }
	var cells []cell
	limit := 0
	smooth := make([]int, len(a.votes))
	for y := 1; y < a.h-1; y++ {
		for x := 1; x < a.w-1; x++ {
			i := y*a.w + x
			s := 0
			for _, j := range [3]int{i - a.w, i, i + a.w} {
				s += int(a.votes[j-1]) + int(a.votes[j]) + int(a.votes[j+1])
			}
			smooth[i] = s
			limit = max(limit, s)
		}
	}
	limit /= 4
	for y := 1; y < a.h-1; y++ {
		for x := 1; x < a.w-1; x++ {
			i := y*a.w + x
			if s := smooth[i]; s > limit && s >= smooth[i-1] && s > smooth[i+1] && s >= smooth[i-a.w] && s > smooth[i+a.w] {
				cells = append(cells, cell{x, y, s})
			}
		}
	}
	slices.SortFunc(cells, func(p, q cell) int { return q.votes - p.votes })
	var out []ring
	for _, c := range cells {
		r := ring{x: float64(c.x*accumulatorCell-a.margin) + 1, y: float64(c.y*accumulatorCell-a.margin) + 1}
		near := slices.ContainsFunc(out, func(o ring) bool { return math.Hypot(o.x-r.x, o.y-r.y) < apart })
		if !near {
			out = append(out, r)
		}
		if len(out) == n {
			break
		}
	}
	return out
}

// directions are the unit vectors of the 64 sectors that measure counts in.
var directions = func() (out [64][2]float64) {
	for s := range out {
		sin, cos := math.Sincos((float64(s)+0.5)/64*2*math.Pi - math.Pi)
		out[s] = [2]float64{cos, sin}
	}
	return out
}()

// measure finds the radius around the ring's centre that edges support best:
// the outermost one whose coverage comes near the best.
func (c *ring) measure(all []edge, rMin, rMax int, tolerance float64, inside func(x, y float64) bool) {
	sectors := make([]uint64, rMax+2)
	for _, e := range all {
		dx, dy := float64(e.x)-c.x, float64(e.y)-c.y
		d := dx*dx + dy*dy
		if d < float64(rMin*rMin) || d >= float64(rMax*rMax) {
			continue
		}
		r := math.Sqrt(d)
		if cos := (dx*float64(e.nx) + dy*float64(e.ny)) / r; math.Abs(cos) < 0.9 {
			continue
		}
		sector := int((math.Atan2(dy, dx)/(2*math.Pi) + 0.5) * 63.999)
		sectors[int(r)] |= 1 << sector
	}
	best := 0.0
	coverage := make([]float64, rMax+1)
	for r := rMin; r < rMax; r++ {
		t := int(math.Max(1, math.Round(tolerance*float64(r))))
		var seen uint64
		for k := max(rMin, r-t); k <= min(rMax, r+t); k++ {
			seen |= sectors[k]
		}
		visible := 0
		for _, d := range directions {
			if inside(c.x+float64(r)*d[0], c.y+float64(r)*d[1]) {
				visible++
			}
		}
		if visible < 24 {
			continue
		}
		coverage[r] = float64(bits.OnesCount64(seen)) / float64(visible)
		best = math.Max(best, coverage[r])
	}
	for r := rMax - 1; r >= rMin; r-- {
		if coverage[r] >= 0.9*best {
			c.r, c.coverage = float64(r), math.Min(1, coverage[r])
			return
		}
	}
}
