package layout

import (
	"math"
	"slices"
)

// maxJoinRatio is the ratio between the heights of two pieces of one line, at
// most: what a seal says beside a line is larger or smaller.
const maxJoinRatio = 1.6

// Split cuts frags at every white of at least gap heights: what stands so far
// apart are two things, though an engine read them as one line.
func Split(frags []Frag, gap float64) []Frag {
	var out []Frag
	for _, f := range frags {
		start := 0
		for i := 1; i < len(f.Glyphs); i++ {
			if f.Glyphs[i].X0-f.Glyphs[i-1].X1 >= gap*f.Height() {
				out = append(out, f.Cut(start, i))
				start = i
			}
		}
		out = append(out, f.Cut(start, len(f.Glyphs)))
	}
	return out
}

// Join unites neighbours of a row that less than gap heights part, where an
// engine cut one line in two.
func Join(frags []Frag, gap float64) []Frag {
	return unite(frags, func(a, b Frag) bool { return joins(a, b, gap) })
}

// Mend unites neighbours as Join does, but only those that are plainly of one line:
// of one height, flush, and not over each other. What a seal says beside a line is
// none of it.
func Mend(frags []Frag, gap float64) []Frag {
	return unite(frags, func(a, b Frag) bool {
		h := math.Min(a.Height(), b.Height())
		flush := math.Abs(a.CenterY()-b.CenterY()) < maxMendShift*h && math.Max(a.Height(), b.Height()) < maxMendRatio*h
		return flush && b.X0-a.X1 > -maxMendShift*h && joins(a, b, gap)
	})
}

// Limits of what Mend unites, in heights of a line.
const (
	maxMendShift = 0.2
	maxMendRatio = 1.25
)

// unite joins every fragment to its left neighbour in its row where both go together.
func unite(frags []Frag, together func(a, b Frag) bool) []Frag {
	var out []Frag
	for _, row := range Rows(frags) {
		first := len(out)
		for _, f := range row {
			if len(out) > first && together(out[len(out)-1], f) {
				g := &out[len(out)-1]
				g.Glyphs = slices.Concat(g.Glyphs, f.Glyphs)
				g.X1, g.Y0, g.Y1 = math.Max(g.X1, f.X1), math.Min(g.Y0, f.Y0), math.Max(g.Y1, f.Y1)
				continue
			}
			out = append(out, f)
		}
	}
	return out
}

func joins(a, b Frag, gap float64) bool {
	h := math.Min(a.Height(), b.Height())
	white := b.X0 - a.X1
	return white < gap*h && white > -h && math.Max(a.Height(), b.Height()) <= maxJoinRatio*h
}

// Limits of a paragraph, in heights of a line.
const (
	shortLine = 2.5 // white at the end of the last line of a paragraph
	indent    = 1.2 // before its first
	maxIndent = 4.5 // a line that begins farther in is no line of a paragraph
	blank     = 0.8 // white within a line that parts two words
)

// NewParagraphs is NewText in which "\n" also stands where a line of the block
// does not flow into the next, and " " where there is white within a line.
func NewParagraphs(blocks [][]Frag) Text {
	var t builder
	for i, b := range blocks {
		if i > 0 {
			t.add('\n', nil)
		}
		left, right := math.Inf(1), math.Inf(-1)
		for _, f := range b {
			left, right = math.Min(left, f.X0), math.Max(right, f.X1)
		}
		row := 0 // where the row of the last fragment begins
		for j, f := range b {
			switch {
			case j == 0:
			case b[j-1].SameRow(f) || flows(b[row], b[j-1], f, left, right):
				t.part(b[j-1], f)
			default:
				t.add('\n', nil)
			}
			if j > 0 && !b[j-1].SameRow(f) {
				row = j
			}
			t.addWords(f)
		}
	}
	return t.text()
}

// flows tells whether the row from first to last goes on with next: it reaches
// the right of its block and begins at its left, as the next one does, which is
// no date by itself.
func flows(first, last, next Frag, left, right float64) bool {
	h := next.Height()
	return !next.IsDate() && right-last.X1 <= shortLine*h && next.X0-left <= indent*h && first.X0-left <= maxIndent*h
}

// addWords adds the glyphs of f, parted where white is.
func (b *builder) addWords(f Frag) {
	for k := range f.Glyphs {
		if k > 0 && f.Glyphs[k].X0-f.Glyphs[k-1].X1 > blank*f.Height() {
			b.add(' ', nil)
		}
		b.add(f.Glyphs[k].Rune, f.Glyphs[k:k+1])
	}
}
