package seal

import (
	"math"

	"hecha/document"
)

// readSquare reads a name seal. Two columns are read from the right, as the
// custom is, unless rows from the left are read clearly better.
func (r *reader) readSquare(s *document.Seal) error {
	s.Centre = Blank
	r.top = nearestQuarter(r.crop.imp.Angle, r.up)
	face := r.crop.squareFace(r.top)
	columns, rows := face.cells(true), face.cells(false)
	lines, err := r.recognise([]plane{columns, rows}, "")
	if err != nil {
		return err
	}
	readings := charsOf(lines)
	best, other := readings[0], readings[1]
	if trust(other) > trust(best)+0.1 {
		best, other = other, best
	}
	s.Text = textOf(best)
	choices := written(elect([][]document.Char{best}))
	r.evidence = weigh(choices, [][]document.Char{best, other}, layout{to: float64(face.w)}, r.crop)
	return nil
}

// nearestQuarter is the turn, equal to angle up to quarters, nearest to up.
func nearestQuarter(angle, up float64) float64 {
	return angle + 90*math.Round((up-angle)/90)
}

// squareFace is the inside of the frame, upright, with ink where the
// characters are: a seal cut in intaglio is turned to relief.
func (c crop) squareFace(top float64) plane {
	const inside = 0.86
	a, b := c.imp.A*inside, c.imp.B*inside
	turn := (top - c.imp.Angle) * math.Pi / 180
	sin, cos := math.Sincos(turn)
	const side = 2 * stripHeight
	out := newPlane(side, side)
	sum := 0
	for y := range side {
		for x := range side {
			u, v := (float64(x)+0.5)/side*2-1, (float64(y)+0.5)/side*2-1
			u, v = u*cos-v*sin, u*sin+v*cos
			q := c.imp.outline(u*a/c.imp.A, v*b/c.imp.B)
			out.pix[y*side+x] = uint8(c.fill.at(q.X, q.Y) + 0.5)
			sum += int(out.pix[y*side+x])
		}
	}
	if sum > side*side*128 {
		for i, v := range out.pix {
			out.pix[i] = 255 - v
		}
	}
	return out
}

// cells lays the characters out in one row: those of the right column from the
// top and then those of the left one, or else row by row.
func (p plane) cells(columns bool) plane {
	at := func(x, y int) uint8 { // with columns, x runs down and y from the right
		if columns {
			return p.pix[x*p.w+p.w-1-y]
		}
		return p.pix[y*p.w+x]
	}
	split := p.valley(func(k int) float64 {
		sum := 0.0
		for i := range p.w {
			sum += soft(at(i, k))
		}
		return sum
	})
	out := newPlane(0, stripHeight)
	for _, band := range [][2]int{{0, split}, {split, p.h}} {
		cut := p.valley(func(k int) float64 {
			sum := 0.0
			for y := band[0]; y < band[1]; y++ {
				sum += soft(at(k, y))
			}
			return sum
		})
		for _, cell := range [][2]int{{0, cut}, {cut, p.w}} {
			out = out.beside(p.cell(cell, band, columns))
		}
	}
	return out
}

// valley is the emptiest row or column in the middle third.
func (p plane) valley(ink func(int) float64) int {
	best := p.w / 2
	for k := p.w * 2 / 5; k < p.w*3/5; k++ {
		if ink(k) < ink(best) {
			best = k
		}
	}
	return best
}

// cell cuts one character out and scales it to a square.
func (p plane) cell(along, across [2]int, columns bool) plane {
	x0, x1, y0, y1 := along[0], along[1], across[0], across[1]
	if columns {
		x0, x1, y0, y1 = p.w-across[1], p.w-across[0], along[0], along[1]
	}
	out := newPlane(stripHeight, stripHeight)
	for y := range stripHeight {
		for x := range stripHeight {
			fx := float64(x0) + float64(x)*float64(x1-x0)/stripHeight
			fy := float64(y0) + float64(y)*float64(y1-y0)/stripHeight
			out.pix[y*stripHeight+x] = uint8(p.at(fx, fy))
		}
	}
	return out
}

// beside puts q to the right of p.
func (p plane) beside(q plane) plane {
	out := newPlane(p.w+q.w, p.h)
	for y := range p.h {
		copy(out.pix[y*out.w:], p.pix[y*p.w:(y+1)*p.w])
		copy(out.pix[y*out.w+p.w:], q.pix[y*q.w:(y+1)*q.w])
	}
	return out
}
