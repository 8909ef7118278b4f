package extractors

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"hecha/extractors/internal/layout"
)

// column is one column of a table: its heading and the fragments under it, in no
// particular order.
type column struct {
	field  string
	header layout.Frag
	cells  []layout.Frag
}

// minCellHeight is the height, in the usual one, from which on a fragment is
// writing and not a piece of a ruling line.
const minCellHeight = 0.6

// fillColumns gives the fragments below the headings to the columns, those first
// that stand in one column. What an engine read across a ruling line is cut
// where the columns part.
func fillColumns(columns []column, body []layout.Frag) {
	usual := layout.MedianHeight(body)
	var across []layout.Frag
	for _, f := range body {
		switch first, last := crossed(columns, f); {
		case f.Height() < minCellHeight*usual:
		case last > first:
			across = append(across, f)
		default:
			i := nearestColumn(columns, f)
			columns[i].cells = append(columns[i].cells, f)
		}
	}
	bounds := columnBounds(columns)
	for _, f := range across {
		first, last := crossed(columns, f)
		for i := first; i <= last; i++ {
			at := len(f.Glyphs)
			if i < last {
				at = glyphAt(f, bounds[i])
			}
			if at > 0 {
				columns[i].cells = append(columns[i].cells, f.Cut(0, at))
			}
			if f = f.Cut(at, len(f.Glyphs)); len(f.Glyphs) == 0 {
				break
			}
		}
	}
}

// crossed are the first and the last column whose heading's middle f covers;
// last is below first when it covers none.
func crossed(columns []column, f layout.Frag) (first, last int) {
	first, last = len(columns), -1
	for i, c := range columns {
		if x := c.header.CenterX(); f.X0 <= x && x <= f.X1 {
			first, last = min(first, i), i
		}
	}
	return first, last
}

// nearestColumn is the column whose heading f stands under, else the one whose
// heading's middle is nearest.
func nearestColumn(columns []column, f layout.Frag) int {
	best, dist := 0, math.Inf(1)
	for i, c := range columns {
		d := math.Abs(f.CenterX() - c.header.CenterX())
		if f.OverlapX(c.header) > 0 {
			d /= 4
		}
		if d < dist {
			best, dist = i, d
		}
	}
	return best
}

// columnBounds are the places between neighbouring columns: half way between the
// widest text of the one and that of the other.
func columnBounds(columns []column) []float64 {
	var out []float64
	for i := 0; i+1 < len(columns); i++ {
		right, left := columns[i].header.X1, columns[i+1].header.X0
		for _, f := range columns[i].cells {
			right = math.Max(right, f.X1)
		}
		for _, f := range columns[i+1].cells {
			left = math.Min(left, f.X0)
		}
		out = append(out, (right+left)/2)
	}
	return out
}

// glyphAt is the index of the glyph of f that begins nearest to x. A rule that
// was read as a sign, or a gap, draws the cut to itself.
func glyphAt(f layout.Frag, x float64) int {
	const draw = 2.5 // heights of a line
	best, dist := 0, math.Inf(1)
	for i, g := range f.Glyphs {
		d := math.Abs(g.X0 - x)
		if d < draw*f.Height() && (g.Gap || strings.ContainsRune("|丨)(", g.Rune)) {
			d /= 8
		}
		if d < dist {
			best, dist = i, d
		}
	}
	return best
}

// cell is the lines of one cell from top to bottom.
type cell []layout.Frag

func (c cell) middle() float64 { return (c[0].Y0 + c[len(c)-1].Y1) / 2 }

func (c cell) run() layout.Run {
	var out layout.Run
	for _, f := range c {
		out = append(out, f.Glyphs...)
	}
	return out
}

// cellGap is the white between two lines of one cell, at most, in heights of a
// line: lines of different cells have a rule between them.
const cellGap = 0.5

// cells groups the fragments of a column into its cells, from top to bottom.
// Where a table is so dense that no white tells them apart, several are one.
func cells(frags []layout.Frag) []cell {
	sorted := slices.Concat(layout.Rows(frags)...)
	var out []cell
	for _, f := range sorted {
		if n := len(out); n > 0 {
			last := slices.MaxFunc(out[n-1], func(a, b layout.Frag) int { return cmp.Compare(a.Y1, b.Y1) })
			if f.Y0-last.Y1 < cellGap*last.Height() {
				out[n-1] = append(out[n-1], f)
				continue
			}
		}
		out = append(out, cell{f})
	}
	return out
}
