package form

import (
	"cmp"
	"math"
	"regexp"
	"slices"

	"hecha/extractors/internal/layout"
)

// Entry is one label found on a paper, with its value.
type Entry struct {
	Field string
	Label layout.Frag
	Value []layout.Frag // in reading order; none when the place is empty

	wraps, groups, prose, inline, guessed bool

	whole *regexp.Regexp // of a closed value; nil for an open one
}

// Run is the value's glyphs in reading order.
func (e Entry) Run() layout.Run {
	var out layout.Run
	for _, f := range e.Value {
		out = append(out, f.Glyphs...)
	}
	return out
}

// Limits of the geometry, in heights of a line.
const (
	labelReach = 25.0 // from a label to its value
	pieceReach = 1.2  // between two pieces of a value on one row
	groupReach = 4.0  // the same where signs are set in groups: numbers, dates
	maxRatio   = 1.6  // between the heights of two pieces of a value
	wrapReach  = 0.6  // white between two lines of a value
	belowReach = 3.0  // from a heading down to its value
	headReach  = 1.0  // the same where it must be the heading's and no neighbour's
	partReach  = 2.0  // the same where a row of headings tells where values part
)

// Read finds the labels of v among frags and their values. Entries are in
// reading order; a label that stands twice has two. rest is what belongs to no
// label.
func Read(frags []layout.Frag, v *Vocabulary) (entries []Entry, rest []layout.Frag) {
	var r reader
	frags = slices.DeleteFunc(slices.Clone(frags), v.isGloss)
	for _, row := range layout.Rows(v.JoinStacked(frags)) {
		r.addRow(v.joinSplit(row), v)
	}
	r.attachRows()
	r.partUnderHeads()
	r.attachCentred()
	r.returnLabels(func(e Entry) bool { return e.guessed })
	r.attachWraps() // before headings: what goes on with a value is no value of a label above
	r.attachBelow()
	r.attachWraps()
	r.returnLabels(func(Entry) bool { return true })
	return r.entries, r.free
}

// returnLabels gives a label that got no value to the one above whose value it goes
// on with: 学院 below 湖南化工职业技术.
func (r *reader) returnLabels(which func(Entry) bool) {
	for k := len(r.entries) - 1; k >= 0; k-- {
		if e := r.entries[k]; len(e.Value) > 0 || e.prose || !which(e) {
			continue
		}
		for i, e := range r.entries {
			if i == k || !e.wraps || len(e.Value) == 0 || e.prose {
				continue
			}
			if gap, ok := wrapGap(e, r.entries[k].Label); ok && gap >= 0 && r.entries[k].Label.Y0 > e.Value[0].Y0 {
				r.give(i, r.entries[k].Label)
				r.entries = slices.Delete(r.entries, k, k+1)
				break
			}
		}
	}
}

type reader struct {
	entries []Entry
	free    []layout.Frag // values without a label so far
}

func (r *reader) addRow(row []layout.Frag, v *Vocabulary) {
	for _, f := range v.parted(row) {
		last := -1
		for _, t := range v.scan(f) {
			switch {
			case t.label != noLabel:
				l := v.labels[t.label]
				r.entries = append(r.entries, Entry{Field: l.Field, Label: t.Frag, wraps: l.Wraps, groups: l.Closed != "", prose: t.prose, guessed: t.guessed, whole: v.whole[t.label]})
				last = len(r.entries) - 1
			case last >= 0:
				r.entries[last].Value = append(r.entries[last].Value, t.Frag)
				r.entries[last].inline = true
			default:
				r.free = append(r.free, t.Frag)
			}
		}
	}
}

// joinSplit joins neighbours of a row where an engine cut a label in two: 姓 and
// 名, set far apart to fill the column.
func (v *Vocabulary) joinSplit(row []layout.Frag) []layout.Frag {
	var out []layout.Frag
	for _, f := range row {
		if n := len(out); n > 0 && v.spellsLabel(out[n-1], f) {
			g := &out[n-1]
			g.Glyphs = append(slices.Clone(g.Glyphs), f.Glyphs...)
			g.X1, g.Y0, g.Y1 = f.X1, math.Min(g.Y0, f.Y0), math.Max(g.Y1, f.Y1)
			continue
		}
		out = append(out, f)
	}
	return out
}

// parted cuts the label off a value where an engine read both as one: with the
// label's own value, 增报专业报考专业机电工程, or before it, 建筑施工学制 and 三年.
func (v *Vocabulary) parted(row []layout.Frag) []layout.Frag {
	var out []layout.Frag
	for i, f := range row {
		at := 0
		if i > 0 && v.isLabel(row[i-1]) && !v.begins(f) {
			if at = v.innerLabel(f.Glyphs, row[i-1]); at == 0 && i+1 < len(row) && !v.begins(row[i+1]) {
				at = v.tailLabel(f.Glyphs)
			}
		}
		if value, ok := trimValue(f, 0, at); ok {
			out = append(out, value)
		}
		out = append(out, f.Cut(at, len(f.Glyphs)))
	}
	return out
}

// isLabel tells whether f is a label and nothing else.
func (v *Vocabulary) isLabel(f layout.Frag) bool {
	run := f.Glyphs.TrimRight(":;")
	_, n, ok := v.match(run)
	return ok && n == len(run)
}

// begins tells whether f begins with a label.
func (v *Vocabulary) begins(f layout.Frag) bool {
	_, _, ok := v.match(f.Glyphs)
	return ok
}

// goesOn are signs behind a label by which it is part of a longer value:
// 经济专业技术资格(中级), 专业技术资格考试, 专业技术资格证书.
const goesOn = "(考证"

// innerLabel is where a label begins in run, the value of owner, that its own value
// follows; 0 for none. A short label is one only behind a whole closed value.
func (v *Vocabulary) innerLabel(run layout.Run, owner layout.Frag) int {
	current, _, _ := v.match(owner.Glyphs)
	for at := 1; at < len(run)-1; at++ {
		label, n, ok := v.match(run[at:])
		if !ok || at+n >= len(run) || label == current || hasAny(run[:at], sentence) || isIn(run[at+n].Rune, goesOn) {
			continue
		}
		closed := v.whole[current] != nil && v.whole[current].MatchString(run[:at].Trim(tailNoise).String())
		if closed || v.whole[current] == nil && n >= minWhole && v.labels[label].Field != v.labels[current].Field {
			return at
		}
	}
	return 0
}

// tailLabel is where the label begins that run ends with; 0 for none. What is
// left must be a value of at least two glyphs.
func (v *Vocabulary) tailLabel(run layout.Run) int {
	for at := 2; at < len(run)-1; at++ {
		if _, n, ok := v.match(run[at:]); ok && at+n == len(run) {
			return at
		}
	}
	return 0
}

// JoinStacked joins what stands in two lines of one cell where it spells a label
// only together: 毕(结)业 above 日期.
func (v *Vocabulary) JoinStacked(frags []layout.Frag) []layout.Frag {
	out := slices.Clone(frags)
	for i := 0; i < len(out); i++ {
		for k := range out {
			if k != i && v.stacked(out[i], out[k]) {
				a, b := out[i], out[k]
				out[i].Glyphs = slices.Concat(a.Glyphs, b.Glyphs)
				out[i].X0, out[i].X1 = math.Min(a.X0, b.X0), math.Max(a.X1, b.X1)
				out[i].Y0, out[i].Y1 = math.Min(a.Y0, b.Y0), math.Max(a.Y1, b.Y1)
				out = slices.Delete(out, k, k+1)
				break
			}
		}
	}
	return out
}

// stacked tells whether b is right below a, centred like it, and both together
// are a label and nothing else.
func (v *Vocabulary) stacked(a, b layout.Frag) bool {
	if gap := b.Y0 - a.Y1; gap < -a.Height()/2 || gap > a.Height()/2 || a.OverlapX(b) <= 0 || !alike(a, b) {
		return false
	}
	if math.Abs(a.CenterX()-b.CenterX()) > a.Height() && math.Abs(a.X0-b.X0) > a.Height()/2 {
		return false
	}
	_, n, ok := v.match(slices.Concat(a.Glyphs, b.Glyphs))
	return ok && n == len(a.Glyphs)+len(b.Glyphs)
}

// spellsLabel tells whether a is the beginning, and b the rest, of a label.
func (v *Vocabulary) spellsLabel(a, b layout.Frag) bool {
	const longest = 3 // pieces of more characters are not torn apart
	if len(a.Glyphs) > longest || b.X0-a.X1 > groupReach*a.Height() {
		return false
	}
	if _, n, ok := v.match(a.Glyphs); ok && n == len(a.Glyphs) {
		return false
	}
	_, n, ok := v.match(slices.Concat(a.Glyphs, b.Glyphs))
	return ok && n > len(a.Glyphs)
}

// attachRows gives each free value to the nearest label on its left in its row.
func (r *reader) attachRows() {
	r.attach(func(f layout.Frag) int {
		best, right := -1, math.Inf(-1)
		for i, e := range r.entries {
			if e.prose || !e.Label.SameRow(f) || e.Label.X0 >= f.X0 || e.Label.X1 > f.X0+f.Height() {
				continue
			}
			if e.Label.X1 > right {
				best, right = i, e.Label.X1
			}
		}
		if best < 0 || !r.reaches(r.entries[best], f) {
			return -1
		}
		return best
	})
}

// reaches tells whether f is near enough to be a piece of e's value.
func (r *reader) reaches(e Entry, f layout.Frag) bool {
	if len(e.Value) == 0 {
		return f.X0-e.Label.X1 <= labelReach*f.Height()
	}
	end, reach := math.Inf(-1), pieceReach
	for _, v := range e.Value {
		end = math.Max(end, v.X1)
	}
	if e.groups {
		reach = groupReach
	}
	return alike(e.Value[0], f) && f.X0-end <= reach*math.Min(f.Height(), e.Value[0].Height())
}

// alike tells whether two fragments are of one size, as the pieces of a value
// are: what a seal says beside it is not.
func alike(a, b layout.Frag) bool {
	return a.Height() <= maxRatio*b.Height() && b.Height() <= maxRatio*a.Height()
}

// partUnderHeads cuts free text that an engine read across the columns of a row
// of headings, where its next glyph begins right under the next heading.
func (r *reader) partUnderHeads() {
	var free []layout.Frag
	for _, f := range r.free {
		for _, x := range r.headsOver(f) {
			at := 0
			for i, g := range f.Glyphs {
				if i > 0 && math.Abs(g.X0-x) < f.Height()/2 {
					at = i
					break
				}
			}
			if at > 0 {
				free = append(free, f.Cut(0, at))
				f = f.Cut(at, len(f.Glyphs))
			}
		}
		free = append(free, f)
	}
	r.free = free
}

// headsOver are the left ends of the headings without values in the row above f,
// from left to right without the first.
func (r *reader) headsOver(f layout.Frag) []float64 {
	var heads []layout.Frag
	nearest := math.Inf(-1)
	for _, e := range r.entries {
		l := e.Label
		if down := f.Y0 - l.Y1; len(e.Value) == 0 && !e.prose && l.OverlapX(f) > 0 && down > -f.Height()/3 && down < partReach*f.Height() {
			heads, nearest = append(heads, l), math.Max(nearest, l.Y1)
		}
	}
	heads = slices.DeleteFunc(heads, func(l layout.Frag) bool { return nearest-l.Y1 > l.Height()/2 })
	slices.SortFunc(heads, func(a, b layout.Frag) int { return cmp.Compare(a.X0, b.X0) })
	var out []float64
	for i, l := range heads {
		if i > 0 && heads[i-1].SameRow(l) {
			out = append(out, l.X0)
		}
	}
	return out
}

// attachCentred serves cells in which the label stands at half height beside a
// value of an even number of lines, none of which is on the label's row.
func (r *reader) attachCentred() {
	empty := r.emptyEntries(func(e Entry) bool { return e.wraps })
	r.attach(func(f layout.Frag) int {
		for _, i := range empty {
			if r.beside(r.entries[i].Label, f) && !r.headed(i, f) {
				return i
			}
		}
		return -1
	})
	for _, i := range r.emptyEntries(func(e Entry) bool { return e.whole != nil }) {
		r.attachHalves(i)
	}
}

// attachHalves gives an entry of a closed value the two lines beside its label
// that are one such value together.
func (r *reader) attachHalves(i int) {
	e := r.entries[i]
	for k, f := range r.free {
		if !r.beside(e.Label, f) {
			continue
		}
		for n, g := range r.free {
			if f.Y0 < g.Y0 && r.beside(e.Label, g) && e.whole.MatchString(f.Text()+g.Text()) {
				r.give(i, f)
				r.give(i, g)
				r.free = slices.Delete(r.free, max(k, n), max(k, n)+1)
				r.free = slices.Delete(r.free, min(k, n), min(k, n)+1)
				return
			}
		}
	}
}

// beside tells whether f is within a line of the height of label l, on its right.
func (r *reader) beside(l, f layout.Frag) bool {
	near := math.Abs(f.CenterY()-l.CenterY()) <= 1.3*l.Height()
	return near && f.X0 >= l.X1-l.Height()/2 && f.X0-l.X1 <= labelReach/2*l.Height() && !r.labelBetween(l, f)
}

// headed tells whether f stands right under another label than that of entry i,
// which has no value yet: then it is the value of that one.
func (r *reader) headed(i int, f layout.Frag) bool {
	for k, e := range r.entries {
		if down := f.Y0 - e.Label.Y1; k != i && len(e.Value) == 0 && !e.prose && e.Label.OverlapX(f) > 0 && down > -f.Height()/3 && down < headReach*f.Height() {
			return true
		}
	}
	return false
}

func (r *reader) emptyEntries(which func(Entry) bool) []int {
	var out []int
	for i, e := range r.entries {
		if len(e.Value) == 0 && !e.prose && which(e) {
			out = append(out, i)
		}
	}
	return out
}

// labelBetween tells whether another label stands between l and f.
func (r *reader) labelBetween(l, f layout.Frag) bool {
	for _, e := range r.entries {
		if e.Label.X0 > l.X0 && e.Label.X1 <= f.X0 && math.Abs(e.Label.CenterY()-f.CenterY()) < l.Height() {
			return true
		}
	}
	return false
}

// attachBelow gives a heading without a value the nearest free text under it.
func (r *reader) attachBelow() {
	for _, i := range r.emptyEntries(func(Entry) bool { return true }) {
		l := r.entries[i].Label
		best, top := -1, math.Inf(1)
		for k, f := range r.free {
			down := f.Y0 - l.Y1
			if f.OverlapX(l) > 0 && down > -l.Height()/3 && down < belowReach*l.Height() && f.Y0 < top && !r.labelUnder(l, f) {
				best, top = k, f.Y0
			}
		}
		if best >= 0 {
			r.give(i, r.free[best])
			r.free = slices.Delete(r.free, best, best+1)
		}
	}
}

// labelUnder tells whether another label stands under l before f, or beside f on
// its left: then f belongs to that one.
func (r *reader) labelUnder(l, f layout.Frag) bool {
	for _, e := range r.entries {
		g := e.Label
		if g.Y0 <= l.Y0 || len(e.Value) > 0 && e.inline {
			continue
		}
		if g.OverlapX(l) > 0 && g.Y0 < f.Y0 || g.SameRow(f) && g.X1 <= f.X0 {
			return true
		}
	}
	return false
}

// attachWraps adds the further lines of values that may wrap, nearest first,
// until nothing changes.
func (r *reader) attachWraps() {
	for changed := true; changed; {
		before := len(r.free)
		r.attach(func(f layout.Frag) int {
			best, gap := -1, math.Inf(1)
			for i, e := range r.entries {
				if e.prose || len(e.Value) == 0 || !e.wraps && !e.completedBy(f) || e.whole == nil && isWhole(f) {
					continue
				}
				if g, ok := wrapGap(e, f); ok && g < gap && !r.labelled(e, f) {
					best, gap = i, g
				}
			}
			return best
		})
		changed = len(r.free) < before
	}
}

// wholeValue is what no name, address or sentence goes on with: a line with nothing
// else is the value of another label, be that lost, covered or not known.
var wholeValue = regexp.MustCompile(`^(?:男|女|博士(?:研究生)?|硕士(?:研究生)?|研究生|(?:大学)?本科|(?:大学)?专科|大专|高职|中专|高中` +
	`|普通全日制|非?全日制|半?脱产|业余|函授|夜大学?|网络教育|开放教育|自学考试|普通|成人|毕业|结业|肄业|初级|中级|(?:副|正)?高级|[两一二三四五六七八\d.]+年(?:制|半)?|\p{Han}{1,4}族)$`)

// isWhole tells whether f is a value by itself.
func isWhole(f layout.Frag) bool { return f.IsDate() || wholeValue.MatchString(f.Text()) }

// completedBy tells whether a closed value and f are one: a date whose last sign
// stands on a line of its own.
func (e Entry) completedBy(f layout.Frag) bool {
	if e.whole == nil {
		return false
	}
	e.Value = slices.Concat(layout.Rows(append(slices.Clone(e.Value), f))...)
	return e.whole.MatchString(e.Run().String())
}

// labelled tells whether something that is no known label stands where f's label
// would, in the column of e's: then f is the value of that.
func (r *reader) labelled(e Entry, f layout.Frag) bool {
	for _, g := range r.free {
		left := e.Label.X0 - 2*e.Label.Height()
		if g.SameRow(f) && g.X1 <= f.X0 && g.X0 > left && g.X0 < e.Label.X1 && !e.underLabel() {
			return true
		}
	}
	return false
}

// wrapGap is the white between f and the value of e when f can be its next or
// previous line: in its column, of its size, close to it.
func wrapGap(e Entry, f layout.Frag) (float64, bool) {
	box := e.Value[0]
	for _, v := range e.Value[1:] {
		box.X0, box.X1 = math.Min(box.X0, v.X0), math.Max(box.X1, v.X1)
		box.Y0, box.Y1 = math.Min(box.Y0, v.Y0), math.Max(box.Y1, v.Y1)
	}
	h := e.Value[0].Height()
	if !alike(e.Value[0], f) {
		return 0, false
	}
	aligned := math.Abs(f.X0-box.X0) < 1.5*h || math.Abs(f.CenterX()-box.CenterX()) < 1.5*h
	if !e.runsOn(box, f) && (!aligned || f.X0 < e.Label.X1-h/2 && !e.underLabel()) {
		return 0, false
	}
	gap := math.Max(f.Y0-box.Y1, box.Y0-f.Y1)
	return gap, gap > -h/2 && gap < wrapReach*h
}

// runsOn tells whether f goes on below the label with a value that stands in one
// line with it, as running text does: box is the value so far, and f is shorter
// than that line.
func (e Entry) runsOn(box, f layout.Frag) bool {
	return e.inline && f.Y0 > e.Label.CenterY() && math.Abs(f.X0-e.Label.X0) < f.Height()/2 && f.X1 < box.X1 && !f.IsDate()
}

// underLabel tells whether the value stands below its label, not beside it.
func (e Entry) underLabel() bool {
	return e.Value[0].OverlapX(e.Label) > 0 && e.Value[0].Y0 > e.Label.CenterY()
}

// attach moves every free value for which choose gives an entry to that entry.
func (r *reader) attach(choose func(layout.Frag) int) {
	var free []layout.Frag
	for _, f := range r.free {
		if i := choose(f); i >= 0 {
			r.give(i, f)
			continue
		}
		free = append(free, f)
	}
	r.free = free
}

// give adds f to the value of an entry and keeps the value in reading order.
func (r *reader) give(i int, f layout.Frag) {
	e := &r.entries[i]
	e.Value = slices.Concat(layout.Rows(append(e.Value, f))...)
}
