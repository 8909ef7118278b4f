package layout

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"unicode"
	"unicode/utf8"

	"hecha/document"
)

// Frag is a line or a part of one, in upright coordinates.
type Frag struct {
	Glyphs         Run
	X0, Y0, X1, Y1 float64
}

// Text is the folded text of f.
func (f Frag) Text() string { return f.Glyphs.String() }

// Height is the height of f's line.
func (f Frag) Height() float64 { return f.Y1 - f.Y0 }

// CenterX is the middle of f along the row.
func (f Frag) CenterX() float64 { return (f.X0 + f.X1) / 2 }

// CenterY is the middle of f across the row.
func (f Frag) CenterY() float64 { return (f.Y0 + f.Y1) / 2 }

// Cut is the part of f between two glyphs.
func (f Frag) Cut(from, to int) Frag {
	if from >= to {
		return Frag{X0: f.X1, X1: f.X1, Y0: f.Y0, Y1: f.Y1}
	}
	f.Glyphs = f.Glyphs[from:to]
	f.X0, f.X1 = f.Glyphs[0].X0, f.Glyphs[len(f.Glyphs)-1].X1
	return f
}

// SameRow tells whether f and g stand side by side: whether they share at least
// half of the height of the lower one.
func (f Frag) SameRow(g Frag) bool {
	shared := math.Min(f.Y1, g.Y1) - math.Max(f.Y0, g.Y0)
	return shared >= math.Min(f.Height(), g.Height())/2
}

// OverlapX is the length that f and g share along the row; negative is the gap.
func (f Frag) OverlapX(g Frag) float64 { return math.Min(f.X1, g.X1) - math.Max(f.X0, g.X0) }

// maxTilt is how far, in radians, a line may lean against the others. What
// leans more is a watermark or a stroke of a pattern.
const maxTilt = 15 * math.Pi / 180

// Frags turns lines upright by their common reading direction, one fragment for
// each. Lines that are empty or lean against the others are left out.
func Frags(lines []document.Line) []Frag {
	angle := direction(lines)
	sin, cos := math.Sincos(-angle)
	var out []Frag
	for i, l := range lines {
		if !(math.Abs(turn(lean(l.Quad), angle)) <= maxTilt) {
			continue
		}
		var q document.Quad
		for k, p := range l.Quad {
			q[k] = document.Point{X: p.X*cos - p.Y*sin, Y: p.X*sin + p.Y*cos}
		}
		if f, ok := newFrag(i, l, q); ok {
			out = append(out, f)
		}
	}
	return out
}

// direction is the reading direction of lines in radians, clockwise from the x
// axis: the weighted mean, once over all and once without outliers.
func direction(lines []document.Line) float64 {
	leans, weights := make([]float64, len(lines)), make([]float64, len(lines))
	for i, l := range lines {
		leans[i], weights[i] = lean(l.Quad), weight(l)
	}
	mean := func(near float64, tilt float64) float64 {
		var x, y float64
		for i, a := range leans {
			if math.Abs(turn(a, near)) <= tilt {
				sin, cos := math.Sincos(a)
				x, y = x+weights[i]*cos, y+weights[i]*sin
			}
		}
		return math.Atan2(y, x)
	}
	return mean(mean(0, 2*math.Pi), maxTilt)
}

// weight is how much a line says about the direction: ornaments, which are read
// as the same letter over and over, and doubtful readings say little.
func weight(l document.Line) float64 {
	distinct := map[rune]bool{}
	for _, r := range l.Text {
		distinct[r] = true
	}
	return float64(len(distinct)) * l.Confidence
}

func lean(q document.Quad) float64 {
	return math.Atan2(q[1].Y-q[0].Y+q[2].Y-q[3].Y, q[1].X-q[0].X+q[2].X-q[3].X)
}

// turn is the angle from b to a, between -π and π.
func turn(a, b float64) float64 { return math.Remainder(a-b, 2*math.Pi) }

func newFrag(index int, l document.Line, q document.Quad) (Frag, bool) {
	var f Frag
	f.X0, f.X1 = (q[0].X+q[3].X)/2, (q[1].X+q[2].X)/2
	f.Y0, f.Y1 = (q[0].Y+q[1].Y)/2, (q[2].Y+q[3].Y)/2
	f.Glyphs = glyphs(index, l, f.X0, f.X1)
	return f, len(f.Glyphs) > 0 && f.Height() > 0
}

// glyphs places the runes of l between x0 and x1.
func glyphs(index int, l document.Line, x0, x1 float64) Run {
	n := utf8.RuneCountInString(l.Text)
	placed := len(l.Chars) == n
	out := make(Run, 0, n)
	at, k, blank := 0, 0, false
	for at < len(l.Text) {
		r, size := utf8.DecodeRuneInString(l.Text[at:])
		a, b := float64(k)/float64(n), float64(k+1)/float64(n)
		if placed {
			a, b = l.Chars[k].From, l.Chars[k].To
		}
		if r = Fold(r); r == 0 {
			blank = true
		} else {
			out = append(out, Glyph{Rune: r, Line: index, From: at, To: at + size,
				X0: x0 + a*(x1-x0), X1: x0 + b*(x1-x0), Gap: blank})
			blank = false
		}
		at, k = at+size, k+1
	}
	markGaps(out)
	return out
}

// markGaps finds blanks that were not read: places where the pitch between two
// glyphs is far wider than the line's usual.
func markGaps(run Run) {
	if len(run) < 3 {
		return
	}
	pitch := make([]float64, len(run)-1)
	for i := range pitch {
		pitch[i] = (run[i+1].X0 + run[i+1].X1 - run[i].X0 - run[i].X1) / (advance(run[i].Rune) + advance(run[i+1].Rune))
	}
	usual := slices.Clone(pitch)
	slices.Sort(usual)
	limit := 1.8 * usual[len(usual)/2]
	for i, p := range pitch {
		run[i+1].Gap = run[i+1].Gap || p > limit
	}
}

// advance is the width of a glyph in that of an ideograph: in a line of mostly
// digits, ideographs do not stand apart.
func advance(r rune) float64 {
	if r < 0x80 && (unicode.IsDigit(r) || unicode.IsLetter(r)) {
		return 0.56
	}
	return 1
}

// MedianHeight is the usual height of frags; 0 for none.
func MedianHeight(frags []Frag) float64 {
	if len(frags) == 0 {
		return 0
	}
	h := make([]float64, len(frags))
	for i, f := range frags {
		h[i] = f.Height()
	}
	slices.Sort(h)
	return h[len(h)/2]
}

// Rows groups frags that stand side by side, from top to bottom, each row from
// left to right.
func Rows(frags []Frag) [][]Frag {
	sorted := slices.Clone(frags)
	slices.SortStableFunc(sorted, func(a, b Frag) int { return cmp.Compare(a.CenterY(), b.CenterY()) })
	var rows [][]Frag
	for _, f := range sorted {
		if n := len(rows); n > 0 && rows[n-1][0].SameRow(f) && rows[n-1][len(rows[n-1])-1].SameRow(f) {
			rows[n-1] = append(rows[n-1], f)
			continue
		}
		rows = append(rows, []Frag{f})
	}
	for _, row := range rows {
		slices.SortStableFunc(row, func(a, b Frag) int { return cmp.Compare(a.X0, b.X0) })
	}
	return rows
}

// wholeDate is a day, or a month in Arabic numerals, or a span of two days.
var wholeDate = regexp.MustCompile(`^(?:19|20)\d{2}(?:年\d{1,2}月(?:\d{1,2}日)?|[-/.]\d{1,2}[-/.]\d{1,2})(?:-(?:长期|(?:19|20)\d{2}[-/.年].{4,7}))?$|^[一二][〇○零O一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日$`)

// IsDate tells whether f is a date and nothing else: no further line of a name or
// of a sentence, but the day in a signature block.
func (f Frag) IsDate() bool { return wholeDate.MatchString(f.Text()) }
