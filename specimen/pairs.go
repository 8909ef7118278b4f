package specimen

import (
	"image/color"
	"math"
	"strings"
)

// pairs are labels with the wordings of their values, in reading order.
type pairs [][2]string

// pairLook is where and how pairs are set.
type pairLook struct {
	x, y, width  float64
	row          float64 // height of a row
	label, value style
	line, tint   color.NRGBA
	colon        string  // between label and value where nothing else parts them
	room         float64 // in height; 0 for any
}

// arrangement sets pairs and returns the y below the last.
type arrangement func(c *canvas, p pairs, b blanks, l pairLook) float64

// wrapped sets a wording in as many lines as the room asks for, the first of
// them on the baseline y, and returns how many.
func (c *canvas) wrapped(x, y, room float64, wording string, b blanks, st style) int {
	col := column{x: x, y: y, width: room, leading: st.mm(1.3), ragged: true}
	spans := b.spans(wording, st, st)
	n := len(breakLines(col, cells(spans)))
	if n > 2 {
		c.fitted(x, y, room, wording, b, st)
		return 1
	}
	c.paragraph(col, spans)
	return max(1, n)
}

// ruledTable is a table of two columns, the labels tinted.
func ruledTable(c *canvas, p pairs, b blanks, l pairLook) float64 {
	share := l.width * between(c.rng, 0.26, 0.36)
	y := l.y
	for _, pair := range p {
		base := y + l.row/2 + l.label.mm(0.36)
		c.area(l.x, y, share, l.row, l.tint)
		c.text(l.x+2, base, pair[0]+l.colon, l.label)
		n := c.wrapped(l.x+share+2, base, l.width-share-4, pair[1], b, l.value)
		h := l.row + float64(n-1)*l.value.mm(1.3)
		c.area(l.x, y+l.row, share, h-l.row, l.tint)
		c.box(l.x, y, l.width, h, 0.2, l.line)
		c.rule(l.x+share, y, l.x+share, y+h, 0.2, l.line)
		y += h
	}
	return y
}

// ruledGrid is a table of two pairs to a row.
func ruledGrid(c *canvas, p pairs, b blanks, l pairLook) float64 {
	label := 0.0
	for _, pair := range p {
		label = math.Max(label, l.label.width(pair[0])+4)
	}
	label = math.Min(label, l.width*0.24)
	g := grid{x: l.x, y: l.y, row: l.row, line: l.line, label: l.label, value: l.value}
	g.widths = []float64{label, l.width/2 - label, label, l.width/2 - label}
	rows := gridRows(p, func(pair [2]string) bool {
		return wordingWidth(pair[1], b, l.value, l.value) > 1.2*(l.width/2-label-3)
	})
	for _, row := range rows {
		for _, pair := range row {
			if w := l.label.width(pair[0]) + 3; w > label {
				g.label = g.label.sized(math.Min(g.label.pt, l.label.pt*label/w))
			}
		}
	}
	return c.rows(g, b, rows)
}

// gridRows puts two pairs to a row; a long one has a row to itself.
func gridRows(p pairs, long func([2]string) bool) [][][2]string {
	var rows [][][2]string
	for i := 0; i < len(p); {
		if i+1 == len(p) || long(p[i]) || long(p[i+1]) {
			rows = append(rows, p[i:i+1])
			i++
			continue
		}
		rows = append(rows, p[i:i+2])
		i += 2
	}
	return rows
}

// colonList is a line for each pair, the label and its value run together.
func colonList(c *canvas, p pairs, b blanks, l pairLook) float64 {
	y := l.y + l.row/2
	for _, pair := range p {
		end := c.fill(l.x, y, pair[0]+"：", nil, l.label, l.label)
		n := c.wrapped(end+0.5, y, l.x+l.width-end-1, pair[1], b, l.value)
		y += l.row + float64(n-1)*l.value.mm(1.3)
	}
	return y
}

// edgeRows is a phone's list: the label at the left edge, the value at the
// right one, a hairline below.
func edgeRows(c *canvas, p pairs, b blanks, l pairLook) float64 {
	y := l.y
	for _, pair := range p {
		base := y + l.row/2 + l.label.mm(0.36)
		c.text(l.x, base, pair[0]+l.colon, l.label)
		room := l.width - l.label.width(pair[0]) - 4
		st := l.value
		if w := wordingWidth(pair[1], b, st, st); w > room {
			st = st.sized(st.pt * room / w)
		}
		c.fill(l.x+l.width-wordingWidth(pair[1], b, st, st), base, pair[1], b, st, st)
		y += l.row
		c.rule(l.x, y, l.x+l.width, y, 0.12, l.line)
	}
	return y
}

// stackedColumns sets every label above its value, in columns side by side.
func stackedColumns(n int) arrangement {
	return func(c *canvas, p pairs, b blanks, l pairLook) float64 {
		y, width := l.y, l.width/float64(n)
		small := l.label.sized(l.label.pt * between(c.rng, 0.82, 0.95))
		for i := 0; i < len(p); i += n {
			lines := 1
			for k, pair := range p[i:min(i+n, len(p))] {
				x := l.x + float64(k)*width
				c.text(x, y+small.mm(1), pair[0], small)
				lines = max(lines, c.wrapped(x, y+small.mm(1)+l.value.mm(1.4), width-3, pair[1], b, l.value))
			}
			y += small.mm(1) + l.value.mm(1.4+1.3*float64(lines)) + l.row*0.25
		}
		return y
	}
}

// cards puts the label above its value in a box of its own.
func cards(n int) arrangement {
	return func(c *canvas, p pairs, b blanks, l pairLook) float64 {
		y, gap := l.y, 2.5
		width := (l.width - gap*float64(n-1)) / float64(n)
		h := l.label.mm(1.2) + l.value.mm(2.2)
		if need := (h + gap) * math.Ceil(float64(len(p))/float64(n)); l.room > 0 && need > l.room {
			k := l.room / need
			h, gap = h*k, gap*k
			l.label, l.value = l.label.sized(l.label.pt*k), l.value.sized(l.value.pt*k)
		}
		for i := 0; i < len(p); i += n {
			for k, pair := range p[i:min(i+n, len(p))] {
				x := l.x + float64(k)*(width+gap)
				c.area(x, y, width, h, l.tint)
				c.box(x, y, width, h, 0.15, l.line)
				c.text(x+2, y+l.label.mm(1.3), pair[0], l.label)
				c.fitted(x+2, y+l.label.mm(1.3)+l.value.mm(1.5), width-4, pair[1], b, l.value)
			}
			y += h + gap
		}
		return y
	}
}

// headedTable is one row of values under a row of labels, as lists of results
// are; what does not fit the width is set in a second table below.
func headedTable(c *canvas, p pairs, b blanks, l pairLook) float64 {
	const most = 6
	y := l.y
	for len(p) > 0 {
		n := min(most, len(p))
		if rest := len(p) - n; rest > 0 && rest < 3 {
			n = len(p) / 2
		}
		y = c.headedRow(p[:n], b, l, y)
		p = p[n:]
	}
	return y
}

func (c *canvas) headedRow(p pairs, b blanks, l pairLook, y float64) float64 {
	need, total := make([]float64, len(p)), 0.0
	for i, pair := range p {
		need[i] = math.Max(l.label.width(pair[0]), wordingWidth(pair[1], b, l.value, l.value)) + 4
		total += need[i]
	}
	x := l.x
	for i, pair := range p {
		w := need[i] / total * l.width
		c.area(x, y, w, l.row, l.tint)
		c.box(x, y, w, l.row, 0.2, l.line)
		c.box(x, y+l.row, w, l.row, 0.2, l.line)
		label := l.label
		if lw := label.width(pair[0]); lw > w-2 {
			label = label.sized(label.pt * (w - 2) / lw)
		}
		c.centred(x+w/2, y+l.row/2+label.mm(0.36), pair[0], label)
		st := l.value
		if vw := wordingWidth(pair[1], b, st, st); vw > w-2 {
			st = st.sized(st.pt * (w - 2) / vw)
		}
		c.spaced(at{x + w/2, y + l.row*1.5 + st.mm(0.36)}, pair[1], b, st)
		x += w
	}
	return y + 2*l.row
}

// definitions are labels flush right with a colon, values flush left beside
// them, in n columns.
func definitions(n int) arrangement {
	return func(c *canvas, p pairs, b blanks, l pairLook) float64 {
		y, width := l.y, l.width/float64(n)
		edge := 0.0
		for _, pair := range p {
			edge = math.Max(edge, l.label.width(pair[0]+"："))
		}
		for i := 0; i < len(p); i += n {
			lines := 1
			for k, pair := range p[i:min(i+n, len(p))] {
				x := l.x + float64(k)*width + edge
				c.right(x, y+l.row/2, pair[0]+"：", l.label)
				lines = max(lines, c.wrapped(x+1, y+l.row/2, width-edge-4, pair[1], b, l.value))
			}
			y += l.row + float64(lines-1)*l.value.mm(1.3)
		}
		return y
	}
}

// filledIn keeps the pairs whose value prints something.
func filledIn(p pairs, b blanks) pairs {
	var out pairs
	for _, pair := range p {
		if strings.TrimSpace(fillPlain(pair[1], b)) != "" {
			out = append(out, pair)
		}
	}
	return out
}
