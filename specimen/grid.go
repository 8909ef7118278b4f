package specimen

import "image/color"

// grid sets label and value pairs into the cells of a ruled table.
type grid struct {
	x, y, row float64
	widths    []float64 // of a row's cells, label and value in turn
	line      color.NRGBA
	label     style
	value     style
}

// rows draws one row for each list of pairs; the last value takes what is left
// of the width.
func (c *canvas) rows(g grid, b blanks, rows [][][2]string) float64 {
	total := 0.0
	for _, w := range g.widths {
		total += w
	}
	y := g.y
	for _, row := range rows {
		c.box(g.x, y, total, g.row, 0.2, g.line)
		x := g.x
		for i, pair := range row {
			lw, vw := g.widths[2*i%len(g.widths)], g.widths[(2*i+1)%len(g.widths)]
			if i == len(row)-1 {
				vw = g.x + total - x - lw
			}
			base := y + g.row/2 + g.label.mm(0.36)
			c.text(x+2, base, pair[0], g.label)
			c.rule(x+lw, y, x+lw, y+g.row, 0.2, g.line)
			if i > 0 {
				c.rule(x, y, x, y+g.row, 0.2, g.line)
			}
			c.fitted(x+lw+2, base, vw-3, pair[1], b, g.value)
			x += lw + vw
		}
		y += g.row
	}
	return y
}

// fitted sets a wording, narrower if the room demands it.
func (c *canvas) fitted(x, y, room float64, wording string, b blanks, st style) {
	if w := wordingWidth(wording, b, st, st); w > room {
		st = st.sized(st.pt * room / w)
	}
	c.fill(x, y, wording, b, st, st)
}
