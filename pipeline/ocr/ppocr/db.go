package ppocr

import (
	"math"

	"hecha/document"
)

const (
	textThreshold = 0.3  // probability that makes a pixel text
	minCore       = 3    // pixels: shrunken regions that are thinner are noise
	maxBoxes      = 2000 // on one page; a page of print has some hundred lines
)

// probabilityMap is the output of a DB network: for each pixel the probability
// that it belongs to the shrunken middle of a line.
type probabilityMap struct {
	values        []float32
	width, height int
}

// boxes turns the map into rectangles: regions over the threshold, the
// smallest rectangle around each, its mean probability, and growth back to the
// size of the text (Liao et al., Real-time Scene Text Detection with
// Differentiable Binarization, 2020).
func (m probabilityMap) boxes(threshold, unclip float64) []box {
	regions := m.textRegions(threshold)
	dx, dy := commonDirection(regions)
	var boxes []box
	for _, r := range regions {
		// The smallest rectangle around a lone character may lie at any angle;
		// such ones are laid along the long lines.
		if r.elongation() < longLine {
			r.rect = rectAlong(r.hull, dx, dy)
		}
		boxes = append(boxes, box{quad: r.grow(unclip).quad(), score: r.score})
	}
	return boxes
}

// textRegion is a connected part of the map.
type textRegion struct {
	rect  // the smallest around it
	hull  []document.Point
	score float64 // mean probability inside rect
}

// textRegions are the regions that are neither noise nor below threshold.
func (m probabilityMap) textRegions(threshold float64) []textRegion {
	var found []textRegion
	for _, points := range m.regions() {
		hull := convexHull(points)
		r, ok := minAreaRect(hull)
		if !ok || math.Min(r.w, r.h) < minCore {
			continue
		}
		score := m.meanInside(r.quad())
		if score < threshold {
			continue
		}
		found = append(found, textRegion{rect: r, hull: hull, score: score})
		if len(found) == maxBoxes {
			break
		}
	}
	return found
}

// commonDirection is the mean direction of the long regions, weighted by their
// length; +x when there is none.
func commonDirection(regions []textRegion) (dx, dy float64) {
	for _, r := range regions {
		if r.elongation() >= longLine {
			length := math.Max(r.w, r.h)
			dx, dy = dx+r.dx*length, dy+r.dy*length
		}
	}
	norm := math.Hypot(dx, dy)
	if norm == 0 {
		return 1, 0
	}
	return dx / norm, dy / norm
}

// meanInside is the mean probability of the pixels whose centres lie in the
// convex quad q; of the nearest pixel when there is none.
func (m probabilityMap) meanInside(q document.Quad) float64 {
	_, y0, _, y1 := q.Bounds()
	sum, n := 0.0, 0
	for y := max(int(y0), 0); y < min(int(math.Ceil(y1)), m.height); y++ {
		from, to := rowSpan(q, float64(y)+.5)
		a, b := max(int(math.Round(from)), 0), min(int(math.Round(to)), m.width)
		if a >= b {
			continue
		}
		var row float32
		for _, v := range m.values[y*m.width+a : y*m.width+b] {
			row += v
		}
		sum += float64(row)
		n += b - a
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// rowSpan is where the horizontal line at y cuts the convex quad q.
func rowSpan(q document.Quad, y float64) (from, to float64) {
	from, to = math.Inf(1), math.Inf(-1)
	for i, a := range q {
		b := q[(i+1)%4]
		if (a.Y <= y) == (b.Y <= y) {
			continue
		}
		x := a.X + (b.X-a.X)*(y-a.Y)/(b.Y-a.Y)
		from, to = math.Min(from, x), math.Max(to, x)
	}
	return from, to
}
