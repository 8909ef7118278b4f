package pipeline

import (
	"image"

	"hecha/document"
)

// Detection may lose the last character of a line, or the first: one that stands
// apart, that a stamp half covers, that moiré washes out. What is left is read as
// surely as ever, so that only the ink beside it tells.

// What counts as a character beside a line, in heights of the line where it is a
// length.
const (
	beyondFrom  = 0.1  // from the end of the line to where it may begin
	beyondTo    = 1.3  // and to where it has ended
	beyondInk   = 0.35 // least width of the columns with ink
	beyondTall  = 0.45 // least height of the rows with ink
	beyondShare = 0.65 // of what it takes up, that is ink at most: more is a picture
	beyondBand  = 0.4  // above and below the line, where a character has none,
	beyondStray = 0.25 // or little beside its own: more is part of something larger
	columnInk   = 0.12 // share of a column that is dark where a glyph stands
	inkLevel    = 0.45 // of the line's contrast, by which ink is darker than paper
	lineGrown   = 0.15 // by which other lines hold what lies at their edges
	leastHeight = 8.0  // pixels of a line, under which a speck looks like a glyph
)

// markOpen notes beside which ends of lines on img stands what looks like a
// character and is on no line.
func markOpen(img *image.RGBA, lines []document.Line) {
	for i := range lines {
		l := &lines[i]
		h, w := l.Quad.Height(), l.Quad.Width()
		if h < leastHeight || w < h/2 {
			continue
		}
		b := beside{img: img, others: linesNear(lines, i)}
		b.paper, b.ink = b.levels(l.Quad)
		l.OpenStart = b.glyph(l.Quad.Slice(-beyondTo*h/w, -beyondFrom*h/w))
		l.OpenEnd = b.glyph(l.Quad.Slice(1+beyondFrom*h/w, 1+beyondTo*h/w))
	}
}

// linesNear are the bounds of the lines around the line i, a little grown.
func linesNear(lines []document.Line, i int) []image.Rectangle {
	x0, y0, x1, y1 := lines[i].Quad.Bounds()
	reach := (beyondTo + 1) * lines[i].Quad.Height()
	var near []image.Rectangle
	for k, other := range lines {
		a0, b0, a1, b1 := other.Quad.Bounds()
		if k != i && a0 < x1+reach && a1 > x0-reach && b0 < y1+reach && b1 > y0-reach {
			d := lineGrown * other.Quad.Height()
			near = append(near, image.Rect(int(a0-d), int(b0-d), int(a1+d), int(b1+d)))
		}
	}
	return near
}

// beside looks at the picture next to a line.
type beside struct {
	img        *image.RGBA
	others     []image.Rectangle // what other lines hold
	paper, ink int               // levels of green on the line
}

// levels are those of the paper and of the ink of the line on q, as some hundreds
// of its pixels tell.
func (b beside) levels(q document.Quad) (paper, ink int) {
	const columns, rows = 96, 8
	var counts [256]int
	n := 0
	for x := range columns {
		top, foot := across(q, x, columns)
		for y := range rows {
			if p := spot(top, foot, (float64(y)+0.5)/rows); p.In(b.img.Rect) {
				counts[b.level(p)]++
				n++
			}
		}
	}
	return percentile(counts, n*9/10), percentile(counts, n/20)
}

func percentile(counts [256]int, rank int) int {
	for level, c := range counts {
		if rank -= c; rank < 0 {
			return level
		}
	}
	return len(counts) - 1
}

// across is the column x of columns of q, from its top to its foot.
func across(q document.Quad, x, columns int) (top, foot document.Point) {
	t := (float64(x) + 0.5) / float64(columns)
	return q[0].Lerp(q[1], t), q[3].Lerp(q[2], t)
}

func spot(top, foot document.Point, t float64) image.Point {
	p := top.Lerp(foot, t)
	return image.Pt(int(p.X), int(p.Y))
}

func (b beside) level(p image.Point) int { return int(b.img.Pix[b.img.PixOffset(p.X, p.Y)+1]) }

// dark counts the pixels of q that are darker than limit by column and row, from
// from to to of its height. What is off the picture and what another line holds
// is paper.
func (b beside) dark(q document.Quad, limit int, from, to float64) (byColumn, byRow []int, all int) {
	byColumn, byRow = make([]int, max(1, int(q.Width()))), make([]int, max(1, int(q.Height()*(to-from))))
	for x := range byColumn {
		top, foot := across(q, x, len(byColumn))
		for y := range byRow {
			p := spot(top, foot, from+(to-from)*(float64(y)+0.5)/float64(len(byRow)))
			if p.In(b.img.Rect) && b.level(p) < limit && !b.held(p) {
				byColumn[x]++
				byRow[y]++
				all++
			}
		}
	}
	return byColumn, byRow, all
}

func (b beside) held(p image.Point) bool {
	for _, r := range b.others {
		if p.In(r) {
			return true
		}
	}
	return false
}

// glyph tells whether one stands on q.
func (b beside) glyph(q document.Quad) bool {
	limit := b.paper - int(inkLevel*float64(b.paper-b.ink))
	byColumn, byRow, ink := b.dark(q, limit, 0, 1)
	wide := above(byColumn, columnInk*q.Height())
	tall := above(byRow, 1)
	if wide < beyondInk*q.Height() || tall < beyondTall*q.Height() || float64(ink) > beyondShare*wide*tall {
		return false
	}
	_, _, over := b.dark(q, limit, -beyondBand, 0)
	_, _, under := b.dark(q, limit, 1, 1+beyondBand)
	return float64(over+under) < beyondStray*float64(ink)
}

// above is how many of counts are more than least.
func above(counts []int, least float64) float64 {
	n := 0
	for _, c := range counts {
		if float64(c) > least {
			n++
		}
	}
	return float64(n)
}
