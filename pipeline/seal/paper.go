package seal

import (
	"image"
	"math"
)

// paperCell is the edge of the cells in which the paper's colour is measured, as a
// share of the crop's width: about a character of the ring.
const paperCell = 0.1

// even makes the paper white: what light, tinted backgrounds and the bands of a
// photographed screen do to it changes from place to place, so that its colour is
// measured in cells and blended between their middles. on is what of rgb, three
// bytes a pixel in rows of width w, lies on the sheet.
func even(rgb []uint8, w int, on image.Rectangle) {
	g := newPaper(rgb, w, on)
	across := blends(on.Dx(), g.cell, g.columns)
	gains := make([][3]float64, g.columns)
	for y, down := range blends(on.Dy(), g.cell, g.rows) {
		for x := range gains {
			for c := range 3 {
				gains[x][c] = whitest / down.of(g.white[down.from*g.columns+x][c], g.white[down.to*g.columns+x][c])
			}
		}
		row := rgb[3*((y+on.Min.Y)*w+on.Min.X):]
		for x, b := range across {
			p, left, right := row[3*x:3*x+3], &gains[b.from], &gains[b.to]
			for c, v := range p {
				p[c] = uint8(math.Min(255, float64(v)*b.of(left[c], right[c])))
			}
		}
	}
}

// whitest is what paper becomes.
const whitest = 250

// blend is between which two cells a pixel lies, and how far from the first one.
type blend struct {
	from, to int
	share    float64
}

func (b blend) of(from, to float64) float64 { return from + (to-from)*b.share }

// blends are those of n pixels in a row of cells.
func blends(n, cell, cells int) []blend {
	out := make([]blend, n)
	for i := range out {
		at := math.Max(0, math.Min(float64(cells-1), (float64(i)+0.5)/float64(cell)-0.5))
		k := int(at)
		out[i] = blend{k, min(k+1, cells-1), at - float64(k)}
	}
	return out
}

// paper is the colour of the paper in cells.
type paper struct {
	cell          int // edge of one in pixels
	columns, rows int
	white         [][3]float64
}

func newPaper(rgb []uint8, w int, on image.Rectangle) paper {
	cell := max(8, int(paperCell*float64(w)))
	g := paper{cell: cell, columns: on.Dx()/cell + 1, rows: on.Dy()/cell + 1}
	whole := lightest(rgb, w, on, 0.9)
	found := make([][3]float64, g.columns*g.rows)
	for i := range found {
		at := on.Min.Add(image.Pt(i%g.columns, i/g.columns).Mul(cell))
		own := lightest(rgb, w, image.Rectangle{at, at.Add(image.Pt(cell, cell))}.Intersect(on), 0.85)
		if isPaper(own, whole) {
			found[i] = own
		}
	}
	g.white = make([][3]float64, len(found))
	for i := range g.white {
		g.white[i] = g.around(found, i, whole)
	}
	return g
}

// lightest is the colour that a share of the pixels is not lighter than, channel
// by channel.
func lightest(rgb []uint8, w int, area image.Rectangle, share float64) (out [3]float64) {
	var histogram [3][256]int
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			p := rgb[3*(y*w+x):][:3]
			for c, v := range p {
				histogram[c][v]++
			}
		}
	}
	for c := range out {
		out[c] = float64(max(60, percentile(histogram[c], share)))
	}
	return out
}

// isPaper tells that a cell's lightest colour may be that of the paper in
// another light. A cell full of ink or print has none.
func isPaper(own, whole [3]float64) bool {
	least, most := math.Inf(1), 0.0
	for c := range own {
		least, most = math.Min(least, own[c]/whole[c]), math.Max(most, own[c]/whole[c])
	}
	return least > 0.55 && least > 0.72*most
}

// around is the mean of cell i and those beside it that show paper.
func (g paper) around(found [][3]float64, i int, whole [3]float64) (out [3]float64) {
	n := 0.0
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			x, y := i%g.columns+dx, i/g.columns+dy
			if x < 0 || y < 0 || x >= g.columns || y >= g.rows || found[y*g.columns+x][0] == 0 {
				continue
			}
			weight := float64((2 - dx*dx) * (2 - dy*dy))
			for c, v := range found[y*g.columns+x] {
				out[c] += weight * v
			}
			n += weight
		}
	}
	if n == 0 {
		return whole
	}
	for c := range out {
		out[c] /= n
	}
	return out
}
