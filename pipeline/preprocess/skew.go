package preprocess

import (
	"math"
	"slices"

	"hecha/document"
)

// The range and the steps in which skew is searched, in degrees.
const (
	maxSkew    = 15.0
	coarseSkew = 0.5
	fineSkew   = 0.1
	// minSkew is what is worth a resampling: the reading engines bear more.
	minSkew = 0.3
	// clearSkew is by how much the best angle must beat the middling one.
	clearSkew = 1.4
)

// textSkew is the angle of the lines of writing against the axes, clockwise,
// from points of ink: where it is undone, the profile of the ink over the rows
// or, for writing that runs vertically, over the columns is most ragged
// (Postl 1986). ok is false when no direction stands out.
func textSkew(ink []document.Point) (deg float64, ok bool) {
	if len(ink) < 150 {
		return 0, false
	}
	p := newProfiler(ink)
	n := int(2*maxSkew/coarseSkew) + 1
	scores := make([]float64, n)
	best := 0
	for i := range scores {
		scores[i] = p.raggedness(-maxSkew + float64(i)*coarseSkew)
		if scores[i] > scores[best] {
			best = i
		}
	}
	if top := scores[best]; best == 0 || best == n-1 || top < clearSkew*median(scores) {
		return 0, false
	}
	return p.refine(-maxSkew + float64(best)*coarseSkew), true
}

func median(v []float64) float64 { return percentile(v, 0.5) }

// percentile is the value with the share p of v below it; v is not empty and
// not changed.
func percentile(v []float64, p float64) float64 {
	s := slices.Clone(v)
	slices.Sort(s)
	return s[min(int(p*float64(len(s))), len(s)-1)]
}

// profiler measures how ragged the profiles of points are under a rotation.
type profiler struct {
	points     []document.Point // around their middle
	rows, cols []float64
}

const maxSkewPoints = 12000

func newProfiler(ink []document.Point) *profiler {
	step := (len(ink) + maxSkewPoints - 1) / maxSkewPoints
	x0, y0, x1, y1 := ink[0].X, ink[0].Y, ink[0].X, ink[0].Y
	for _, p := range ink {
		x0, y0, x1, y1 = math.Min(x0, p.X), math.Min(y0, p.Y), math.Max(x1, p.X), math.Max(y1, p.Y)
	}
	pr := &profiler{}
	cx, cy := (x0+x1)/2, (y0+y1)/2
	for i := 0; i < len(ink); i += step {
		pr.points = append(pr.points, document.Point{X: ink[i].X - cx, Y: ink[i].Y - cy})
	}
	size := int(math.Hypot(x1-x0, y1-y0)) + 4
	pr.rows, pr.cols = make([]float64, size), make([]float64, size)
	return pr
}

// raggedness is the larger of the sums of squared differences between
// neighbouring rows, and between neighbouring columns.
func (p *profiler) raggedness(deg float64) float64 {
	clear(p.rows)
	clear(p.cols)
	sin, cos := math.Sincos(deg * math.Pi / 180)
	mid := float64(len(p.rows)) / 2
	for _, q := range p.points {
		p.rows[int(q.Y*cos-q.X*sin+mid)]++
		p.cols[int(q.X*cos+q.Y*sin+mid)]++
	}
	return math.Max(squaredSteps(p.rows), squaredSteps(p.cols))
}

func squaredSteps(v []float64) float64 {
	s := 0.0
	for i := 1; i < len(v); i++ {
		d := v[i] - v[i-1]
		s += d * d
	}
	return s
}

// refine searches finely around deg and returns the vertex of the parabola
// through the best angle and its neighbours.
func (p *profiler) refine(deg float64) float64 {
	const n = int(2*coarseSkew/fineSkew) + 1
	var scores [n]float64
	best := 1
	for i := range scores {
		scores[i] = p.raggedness(deg - coarseSkew + float64(i)*fineSkew)
		if i > 0 && i < n-1 && scores[i] > scores[best] {
			best = i
		}
	}
	a, b, c := scores[best-1], scores[best], scores[best+1]
	shift := 0.0
	if bend := a - 2*b + c; bend < 0 {
		shift = math.Max(-1, math.Min(1, 0.5*(a-c)/bend))
	}
	return deg - coarseSkew + (float64(best)+shift)*fineSkew
}
