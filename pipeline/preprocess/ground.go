package preprocess

import "image"

// ground is the colour of the paper over a part of a picture, without what is
// printed on it: a coarse grid of bright percentiles, linear in between.
type ground struct {
	area       image.Rectangle
	step       int
	cols, rows int
	cells      [3][]uint8 // by channel
}

// groundShare is the percentile of a cell's pixels that stands for the paper:
// a cell may be covered with ink to four fifths.
const groundShare = 0.85

// newGround measures the paper within area, which must lie inside img, in
// cells of step pixels. Cells that ink fills take over their neighbours' paper.
func newGround(img *image.RGBA, area image.Rectangle, step int) *ground {
	g := &ground{area: area, step: step, cols: (area.Dx()-1)/step + 1, rows: (area.Dy()-1)/step + 1}
	for c := range g.cells {
		g.cells[c] = make([]uint8, g.cols*g.rows)
	}
	for row := range g.rows {
		for col := range g.cols {
			cell := image.Rect(0, 0, step, step).Add(area.Min).Add(image.Pt(col*step, row*step)).Intersect(area)
			for c, v := range brightest(img, cell) {
				g.cells[c][row*g.cols+col] = v
			}
		}
	}
	for c, cells := range g.cells {
		g.cells[c] = plane{g.cols, g.rows, cells}.closed(1).blurred(1).pix
	}
	return g
}

// brightest is the high percentile of each channel over a sample of a cell.
func brightest(img *image.RGBA, cell image.Rectangle) [3]uint8 {
	var h [3]histogram
	step := max(1, cell.Dx()/16)
	for y := cell.Min.Y; y < cell.Max.Y; y += step {
		row := img.Pix[y*img.Stride:]
		for x := cell.Min.X; x < cell.Max.X; x += step {
			h[0][row[4*x]]++
			h[1][row[4*x+1]]++
			h[2][row[4*x+2]]++
		}
	}
	return [3]uint8{h[0].percentile(groundShare), h[1].percentile(groundShare), h[2].percentile(groundShare)}
}

// row fills out with channel c of the paper at height y, one value for every
// pixel of the area's width.
func (g *ground) row(c, y int, out []uint8) {
	fy := max(0, min((y-g.area.Min.Y)*256/g.step-128, (g.rows-1)*256))
	r0 := fy >> 8
	r1, wy := min(r0+1, g.rows-1), fy&255
	top, bottom := g.cells[c][r0*g.cols:], g.cells[c][r1*g.cols:]
	for x := range out {
		fx := max(0, min(x*256/g.step-128, (g.cols-1)*256))
		c0 := fx >> 8
		c1, wx := min(c0+1, g.cols-1), fx&255
		a := int(top[c0])*(256-wx) + int(top[c1])*wx
		b := int(bottom[c0])*(256-wx) + int(bottom[c1])*wx
		out[x] = uint8((a*(256-wy) + b*wy + 1<<15) >> 16)
	}
}
