package codes

import (
	"encoding/binary"
	"image"
	"sort"

	"hecha/pipeline/pyramid"
)

// A code is told from text by two measures that hold at any size: about half
// of its area is black, where text covers a quarter at most, and it changes
// between black and white in both directions, where a portrait or a seal does
// not.
const (
	cell          = 14 // side of a cell of the reduced page, in pixels
	minBlack      = 0.26
	maxBlack      = 0.72
	minChanges    = 0.7 // changes per row, and per column, of a cell
	minCells      = 3   // shorter side of a candidate, in cells
	maxCandidates = 6
)

// candidates are the places of page that may hold a code, best filled first.
func candidates(page *pyramid.Picture) []image.Rectangle {
	step := page.WorkFactor()
	small := luminance(page.By(step))
	dark := binarize(small)
	cols, rows := small.Rect.Dx()/cell, small.Rect.Dy()/cell
	cells := make([]texture, cols*rows)
	for y := range rows {
		for x := range cols {
			cells[y*cols+x] = measure(dark, small.Rect.Dx(), x*cell, y*cell)
		}
	}
	var out []scored
	for _, c := range components(codeLike(cells, cols, rows), cols, rows) {
		if s, ok := c.score(); ok {
			k := cell * step
			r := image.Rect(c.box.Min.X*k, c.box.Min.Y*k, c.box.Max.X*k, c.box.Max.Y*k).Inset(-k)
			out = append(out, scored{r.Intersect(page.Full().Rect), s})
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].score > out[j].score })
	rects := make([]image.Rectangle, 0, maxCandidates)
	for _, s := range out[:min(len(out), maxCandidates)] {
		rects = append(rects, s.rect)
	}
	return rects
}

type scored struct {
	rect  image.Rectangle
	score float64
}

// luminance is that of every pixel of img.
func luminance(img *image.RGBA) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, img.Rect.Dx(), img.Rect.Dy()))
	for y := range out.Rect.Dy() {
		pix := img.Pix[y*img.Stride:]
		row := out.Pix[y*out.Stride:][:out.Rect.Dx()]
		for x := range row {
			p := binary.LittleEndian.Uint32(pix[4*x:])
			row[x] = luma(p&0xff, p>>8&0xff, p>>16&0xff)
		}
	}
	return out
}

// luma is the BT.601 luminance.
func luma(r, g, b uint32) uint8 { return uint8((19595*r + 38470*g + 7471*b + 1<<15) >> 16) }

// darkStep is how much darker than its surroundings a black pixel is, of 255.
const darkStep = 13

// binarize tells for every pixel whether it is darker than its surroundings of
// about a code's width.
func binarize(g *image.Gray) []bool {
	const radius = 32
	w, h := g.Rect.Dx(), g.Rect.Dy()
	integral := integrate(g)
	dark := make([]bool, w*h)
	for y := range h {
		y0, y1 := max(0, y-radius), min(h, y+radius)
		above, below := integral[y0*(w+1):][:w+1], integral[y1*(w+1):][:w+1]
		out, row := dark[y*w:][:w], g.Pix[y*g.Stride:][:w]
		for x, v := range row {
			x0, x1 := max(0, x-radius), min(w, x+radius)
			sum := below[x1] - above[x1] - below[x0] + above[x0]
			out[x] = (uint32(v)+darkStep)*uint32((y1-y0)*(x1-x0)) <= sum
		}
	}
	return dark
}

// integrate gives the sums over all rectangles from the top left corner, in rows
// of one more than g is wide.
func integrate(g *image.Gray) []uint32 {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	integral := make([]uint32, (w+1)*(h+1))
	for y := range h {
		var sum uint32
		above, out := integral[y*(w+1)+1:][:w], integral[(y+1)*(w+1)+1:][:w]
		for x, v := range g.Pix[y*g.Stride:][:w] {
			sum += uint32(v)
			out[x] = above[x] + sum
		}
	}
	return integral
}

// texture counts the black pixels of a place, and the changes between black and
// white across its rows and down its columns.
type texture struct{ black, across, down int }

// measure is the texture of the cell at (x0, y0).
func measure(dark []bool, w, x0, y0 int) (t texture) {
	for y := y0; y < y0+cell; y++ {
		for x := x0; x < x0+cell; x++ {
			d := dark[y*w+x]
			if d {
				t.black++
			}
			if x > x0 && d != dark[y*w+x-1] {
				t.across++
			}
			if y > y0 && d != dark[(y-1)*w+x] {
				t.down++
			}
		}
	}
	return t
}

// codeLike tells for every cell whether it and its neighbours together have the
// texture of a code: the modules of a large code are as wide as a third of a
// cell, so that one cell alone may lie inside a finder pattern.
func codeLike(cells []texture, cols, rows int) []bool {
	like := make([]bool, len(cells))
	for y := range rows {
		for x := range cols {
			var sum texture
			n := 0
			for ny := max(0, y-1); ny <= min(rows-1, y+1); ny++ {
				for nx := max(0, x-1); nx <= min(cols-1, x+1); nx++ {
					t := cells[ny*cols+nx]
					sum.black += t.black
					sum.across += t.across
					sum.down += t.down
					n++
				}
			}
			share := float64(sum.black) / float64(n*cell*cell)
			changes := float64(min(sum.across, sum.down)) / float64(n*cell)
			like[y*cols+x] = share > minBlack && share < maxBlack && changes > minChanges
		}
	}
	return like
}

// component is a connected set of cells.
type component struct {
	box   image.Rectangle // in cells
	cells int
}

// score prefers full, square components; ok is false for what cannot be a code.
func (c component) score() (s float64, ok bool) {
	w, h := float64(c.box.Dx()), float64(c.box.Dy())
	fill := float64(c.cells) / (w * h)
	aspect := min(w, h) / max(w, h)
	return fill * aspect, min(w, h) >= minCells && aspect > 0.5 && fill > 0.45
}

// components are the eight-connected sets of true cells.
func components(like []bool, cols, rows int) []component {
	var out []component
	var stack []int
	for start, l := range like {
		if !l {
			continue
		}
		c := component{box: image.Rectangle{Min: image.Pt(cols, rows)}}
		stack = append(stack[:0], start)
		like[start] = false
		for len(stack) > 0 {
			at := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			x, y := at%cols, at/cols
			c.cells++
			c.box.Min.X, c.box.Min.Y = min(c.box.Min.X, x), min(c.box.Min.Y, y)
			c.box.Max.X, c.box.Max.Y = max(c.box.Max.X, x+1), max(c.box.Max.Y, y+1)
			for ny := max(0, y-1); ny <= min(rows-1, y+1); ny++ {
				for nx := max(0, x-1); nx <= min(cols-1, x+1); nx++ {
					if like[ny*cols+nx] {
						like[ny*cols+nx] = false
						stack = append(stack, ny*cols+nx)
					}
				}
			}
		}
		out = append(out, c)
	}
	return out
}
