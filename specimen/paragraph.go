package specimen

import (
	"math"
	"strings"
	"unicode"

	"hecha/document"
)

// blank is what fills one gap of a wording: the field it answers (empty for
// none), its canonical value, and how it is printed.
type blank struct {
	field, value, print string
}

// blanks fill the gaps {key} of a wording.
type blanks map[string]blank

func plain(s string) blank { return blank{print: s} }

// segment is a piece of a paragraph in one style.
type segment struct {
	blank
	style     style
	underline bool
}

// spans cuts a wording such as "学生{name}，{sex}" at its gaps. A gap {key_} is
// underlined, as where a form was filled in. Gaps without a blank stay empty.
func (b blanks) spans(wording string, text, filled style) []segment {
	var out []segment
	for wording != "" {
		before, rest, gap := strings.Cut(wording, "{")
		if before != "" {
			out = append(out, segment{blank: plain(before), style: text})
		}
		if !gap {
			break
		}
		key, after, _ := strings.Cut(rest, "}")
		name := strings.TrimSuffix(key, "_")
		v := b[name]
		if name != key {
			v.print = "\u3000" + v.print + "\u3000"
		}
		out = append(out, segment{blank: v, style: filled, underline: name != key})
		wording = after
	}
	return out
}

// column is where a paragraph is set, in millimetres.
type column struct {
	x, y    float64 // left edge and first baseline
	width   float64
	leading float64 // between baselines
	indent  float64 // of the first line, in em
	ragged  bool    // lines keep their natural width
	centre  bool
}

// cell is one character of a paragraph.
type cell struct {
	r     rune
	span  int
	width float64 // in millimetres
	glue  bool    // no break before this character
}

// Characters that may not begin or end a line (GB/T 15834-2011, section 5.1).
const (
	noStart = "，。、；：！？）》”’」】％·,.;:!?)%"
	noEnd   = "（《“‘「【("
)

// paragraph sets spans in a column, registers the fields in them and returns
// the baseline after the last line.
func (c *canvas) paragraph(col column, spans []segment) float64 {
	quads := make([][]document.Quad, len(spans))
	lines := breakLines(col, cells(spans))
	y := col.y
	for i, line := range lines {
		c.setLine(col, y, line, spans, quads, i == 0, i == len(lines)-1)
		y += col.leading
	}
	for i, s := range spans {
		if len(quads[i]) > 0 {
			c.register(s.field, s.value, document.Union(quads[i]...))
		}
	}
	return y
}

func cells(spans []segment) []cell {
	var out []cell
	prev := rune(0)
	for i, s := range spans {
		for _, r := range s.print {
			word := isWord(r) && isWord(prev)
			out = append(out, cell{
				r: r, span: i, width: s.style.mm(s.style.advance(r)),
				glue: word || strings.ContainsRune(noStart, r) || strings.ContainsRune(noEnd, prev),
			})
			prev = r
		}
	}
	return out
}

func isWord(r rune) bool { return r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// breakLines fills lines greedily. The first line starts after the indent.
func breakLines(col column, cs []cell) [][]cell {
	var lines [][]cell
	for len(cs) > 0 {
		used, n := 0.0, 0
		if len(lines) == 0 {
			used = col.indent * cs[0].width
		}
		for n < len(cs) && (n == 0 || used+cs[n].width <= col.width+0.01) {
			used += cs[n].width
			n++
		}
		cut := n
		for cut < len(cs) && cut > 1 && cs[cut].glue {
			cut--
		}
		if cut <= 1 {
			cut = n
		}
		lines = append(lines, cs[:cut])
		cs = cs[cut:]
	}
	return lines
}

// setLine draws one line; all but the last are justified unless ragged.
func (c *canvas) setLine(col column, y float64, line []cell, spans []segment, quads [][]document.Quad, first, last bool) {
	x, used := col.x, 0.0
	for _, ce := range line {
		used += ce.width
	}
	if first {
		indent := col.indent * line[0].width
		x, used = x+indent, used+indent
	}
	slack, extra := col.width-used, 0.0
	switch {
	case col.centre:
		x += slack / 2
	case !last && !col.ragged && len(line) > 1:
		extra = math.Max(0, slack/float64(len(line)-1))
	}
	for len(line) > 0 {
		k := line[0].span
		n, width := 0, 0.0
		for n < len(line) && line[n].span == k {
			width += line[n].width + extra
			n++
		}
		if q, inked := c.setPiece(x, y, line[:n], spans[k], extra, width); inked {
			quads[k] = append(quads[k], q)
		}
		x += width
		line = line[n:]
	}
}

// setPiece draws the part of a span that lies on one line. The quad leaves out
// blanks at both ends; inked is false when there is nothing else.
func (c *canvas) setPiece(x, y float64, piece []cell, s segment, extra, width float64) (q document.Quad, inked bool) {
	if s.underline {
		below := s.style.mm(0.2)
		c.rule(x, y+below, x+width, y+below, 0.2, black)
	}
	st := s.style
	st.spacing += extra / st.mm(1)
	for len(piece) > 0 && unicode.IsSpace(piece[0].r) {
		x += piece[0].width + extra
		piece = piece[1:]
	}
	text := make([]rune, 0, len(piece))
	for _, ce := range piece {
		text = append(text, ce.r)
	}
	trimmed := strings.TrimRightFunc(string(text), unicode.IsSpace)
	if trimmed == "" {
		return q, false
	}
	return c.text(x, y, trimmed, st), true
}

// fill sets a one-line wording at x without justification and returns the x
// where it ends.
func (c *canvas) fill(x, y float64, wording string, b blanks, text, filled style) float64 {
	spans := b.spans(wording, text, filled)
	width := 0.0
	for _, ce := range cells(spans) {
		width += ce.width
	}
	c.paragraph(column{x: x, y: y, width: width + 1, ragged: true}, spans)
	return x + width
}

// wordingWidth is how long a wording becomes when set in one line.
func wordingWidth(wording string, b blanks, text, filled style) float64 {
	width := 0.0
	for _, ce := range cells(b.spans(wording, text, filled)) {
		width += ce.width
	}
	return width
}
