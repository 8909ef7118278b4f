package ppocr

import (
	"cmp"
	"math"
	"slices"

	"hecha/document"
)

// inReadingOrder sorts the lines of an upright page row by row, each row from
// the left.
func inReadingOrder(lines []document.Line) {
	type placed struct {
		line     document.Line
		x, y, h  float64
		rowStart float64
	}
	all := make([]placed, len(lines))
	for i, l := range lines {
		c := l.Quad.Center()
		all[i] = placed{line: l, x: c.X, y: c.Y, h: math.Min(l.Quad.Height(), l.Quad.Width())}
	}
	slices.SortStableFunc(all, func(a, b placed) int { return cmp.Compare(a.y, b.y) })
	for i := range all {
		all[i].rowStart = all[i].y
		if i > 0 && all[i].y-all[i-1].rowStart < rowOverlap*math.Min(all[i].h, all[i-1].h) {
			all[i].rowStart = all[i-1].rowStart
		}
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.rowStart, b.rowStart), cmp.Compare(a.x, b.x))
	})
	for i, p := range all {
		lines[i] = p.line
	}
}

// rowOverlap is how far the middles of two lines in one row may differ, in
// heights.
const rowOverlap = 0.5
