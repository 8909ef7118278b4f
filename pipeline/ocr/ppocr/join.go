package ppocr

import (
	"cmp"
	"image"
	"math"
	"slices"

	"hecha/document"
)

// Distances between boxes, in heights of a box. A box reaches about a quarter
// of its height beyond the ink, so a gap of 0.3 is about one character's width.
const (
	wordGap   = 0.3 // parts of one line
	loneGap   = 1.2 // two characters that stand alone
	spreadGap = 2.5 // characters of a number that is spread out evenly
	loneWidth = 1.5 // width of a box up to which it holds a single character
	// standingHeight is over the height of the narrowest character, 1, in its widths.
	standingHeight = 3.5
)

// cell is a box as a part of a row.
type cell struct {
	quad     document.Quad
	from, to float64 // along the row
	mid      float64 // across it
	h        float64
	lone     bool // holds a single character
	standing bool // is part of no row: text that runs down, a column of an ornament
}

// joinNeighbours unites boxes that are parts of one line: words with little
// space between them, and characters that are spread out. Boxes with a table's
// rule between them stay apart. The page is upright.
func joinNeighbours(boxes []box, img *image.RGBA) []document.Quad {
	cells := make([]cell, len(boxes))
	for i, b := range boxes {
		cells[i] = newCell(b.quad)
	}
	slices.SortStableFunc(cells, func(a, b cell) int { return cmp.Compare(a.from, b.from) })
	j := joiner{img: img}
	j.dx, j.dy = skew(boxes)
	var joined []document.Quad
	used := make([]bool, len(cells))
	for i := range cells {
		if used[i] {
			continue
		}
		joined = append(joined, j.grow(cells, used, i).quad)
	}
	var quads []document.Quad
	for _, q := range joined {
		if !inside(q, joined) {
			quads = append(quads, q)
		}
	}
	return quads
}

// inside tells whether q is a scrap that lies in a much larger one of quads.
func inside(q document.Quad, quads []document.Quad) bool {
	const scrap = .3 // of the other's area
	for _, o := range quads {
		if q.Width()*q.Height() < scrap*o.Width()*o.Height() &&
			o.Contains(q[0]) && o.Contains(q[1]) && o.Contains(q[2]) && o.Contains(q[3]) {
			return true
		}
	}
	return false
}

func newCell(q document.Quad) cell {
	c := cell{quad: q, from: (q[0].X + q[3].X) / 2, to: (q[1].X + q[2].X) / 2, mid: q.Center().Y, h: q.Height()}
	c.lone = q.Width() <= loneWidth*c.h
	c.standing = c.h > standingHeight*q.Width()
	return c
}

type joiner struct {
	img    *image.RGBA
	dx, dy float64 // direction of the lines' sides that is nearest to +x
}

// skew is the mean direction of the boxes' sides, weighted by their length.
func skew(boxes []box) (dx, dy float64) {
	for _, b := range boxes {
		for _, side := range [2]document.Quad{b.quad, direction(1).start(b.quad)} {
			x, y := side[1].X-side[0].X, side[1].Y-side[0].Y
			if math.Abs(x) < math.Abs(y) {
				x, y = y, -x
			}
			dx, dy = dx+x, dy+y
		}
	}
	if norm := math.Hypot(dx, dy); norm > 0 {
		return dx / norm, dy / norm
	}
	return 1, 0
}

// unite is the smallest rectangle along the skew around a and b.
func (j joiner) unite(a, b document.Quad) document.Quad {
	points := append(a[:], b[:]...)
	return rectAlong(points, j.dx, j.dy).quad()
}

// grow joins to cell i what follows it, as long as something does.
func (j joiner) grow(cells []cell, used []bool, i int) cell {
	c, last := cells[i], cells[i]
	pitch := 0.0
	used[i] = true
	for {
		k := j.next(cells, used, last, pitch)
		if k < 0 {
			return c
		}
		used[k] = true
		pitch = middle(cells[k]) - middle(last)
		last = cells[k]
		c.quad = j.unite(c.quad, last.quad)
	}
}

func middle(c cell) float64 { return (c.from + c.to) / 2 }

// next is the nearest cell that continues the line after last, -1 if none does.
// pitch is the distance between the last two characters, 0 when unknown.
func (j joiner) next(cells []cell, used []bool, last cell, pitch float64) int {
	best := -1
	for k, c := range cells {
		if used[k] || c.standing || last.standing || c.from <= last.from || !last.sameRow(c) || (best >= 0 && c.from >= cells[best].from) {
			continue
		}
		best = k
	}
	if best < 0 || !last.near(cells[best], pitch) || j.ruleBetween(last, cells[best]) {
		return -1
	}
	return best
}

// sameRow tells whether two cells have one baseline and one size of type. The
// region of a flat character, such as 一 or -, is lower than its neighbours'.
func (c cell) sameRow(o cell) bool {
	low, high := math.Min(c.h, o.h), math.Max(c.h, o.h)
	flat := (c.h < o.h && c.lone) || (o.h < c.h && o.lone)
	if low < .65*high && !(flat && low > .3*high) {
		return false
	}
	return math.Abs(c.mid-o.mid) < .3*high
}

// near tells whether o follows c closely enough to belong to the same line.
func (c cell) near(o cell, pitch float64) bool {
	h := math.Max(c.h, o.h)
	gap := (o.from - c.to) / h
	switch {
	case gap < wordGap:
		return true
	case !c.lone || !o.lone:
		return false
	case gap < loneGap:
		return true
	}
	even := pitch > 0 && math.Abs(middle(o)-middle(c)-pitch) < .25*pitch
	return even && gap < spreadGap
}

const ruleContrast = 40 // of 255: a rule is darker than the paper beside it

// ruleBetween looks for a line across the gap between two cells that reaches
// beyond their height on both sides: the edge of a table's column.
func (j joiner) ruleBetween(a, b cell) bool {
	h := math.Max(a.h, b.h)
	from, to := a.to-h/4, b.from+h/4
	paper := uint8(0)
	var columns []uint8 // the brightest pixel of each
	for x := from; x <= to; x++ {
		bright := uint8(0)
		for y := a.mid - .75*h; y <= a.mid+.75*h; y += h / 8 {
			bright = max(bright, j.green(x, y))
		}
		columns = append(columns, bright)
		paper = max(paper, bright)
	}
	for _, bright := range columns {
		if int(bright) < int(paper)-ruleContrast {
			return true
		}
	}
	return false
}

// green is the green channel at (x, y), white outside.
func (j joiner) green(x, y float64) uint8 {
	p := image.Pt(int(x), int(y))
	if !p.In(j.img.Rect) {
		return 255
	}
	return j.img.Pix[j.img.PixOffset(p.X, p.Y)+1]
}
