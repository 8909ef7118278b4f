package form

import (
	"regexp"
	"slices"

	"hecha/extractors/internal/layout"
)

// token is a fragment that is a label, or a value when label is negative.
type token struct {
	layout.Frag
	label int
	// prose tells that the token stands inside a sentence.
	prose bool
	// guessed tells that a character of the label was another.
	guessed bool
}

const (
	noLabel   = -1
	bullets   = "·•*#.-_|、①②③④⑤⑥⑦⑧⑨"
	leadNoise = ":;.-_|=·"
	tailNoise = ":;_|=-丨"
	// rules are what the ruling line between two cells is read as.
	rules = "|丨/\\()"
	// sentence are the marks that a value in a form does not hold.
	sentence = ",。;"
	// verbs go on with a sentence behind a word that is a label elsewhere: 专业为….
	verbs = "为是系"
	// joins go on with a label that asks for more: 工作单位及岗位.
	joins = "及与或"
)

// scan cuts f into labels and values, in their order.
func (v *Vocabulary) scan(f layout.Frag) []token {
	start := 0
	for start < len(f.Glyphs) && isIn(f.Glyphs[start].Rune, bullets) {
		start++
	}
	run := f.Glyphs
	if k := enumerator(run[start:]); k > 0 && v.begins(f.Cut(start+k, len(run))) {
		start += k
	}
	label, n, exact := v.match(run[start:])
	ok := exact
	if !exact {
		label, n, ok = v.matchFuzzy(run[start:])
	}
	if !ok || !v.opens(run, start, n, label, exact) {
		return v.scanProse(f)
	}
	var out []token
	for {
		end := start + n
		next, nextLabel, nextLen := v.nextLabel(run, end, label)
		out = append(out, token{Frag: f.Cut(start, end), label: label, guessed: !exact && len(out) == 0})
		if value, ok := trimValue(f, end, v.valueEnd(run, end, next, label)); ok {
			out = append(out, token{Frag: value, label: noLabel})
		}
		if next == len(run) {
			return out
		}
		start, label, n = next, nextLabel, nextLen
	}
}

// valueEnd is where the value of a label ends that stands from one glyph to before
// another: at its first mark of a sentence, for a short one.
func (v *Vocabulary) valueEnd(run layout.Run, from, to, label int) int {
	if !v.labels[label].Short {
		return to
	}
	for i := from; i < to; i++ {
		if isIn(run[i].Rune, sentence) && !isColon(run[i].Rune) {
			return i
		}
	}
	return to
}

// enumerator is the length of a number and its mark before a label: 3.性别.
func enumerator(run layout.Run) int {
	for i, g := range run[:min(len(run), 3)] {
		switch {
		case i > 0 && isIn(g.Rune, ".、)"):
			return i + 1
		case g.Rune < '0' || g.Rune > '9':
			return 0
		}
	}
	return 0
}

// opens tells whether a label at the start of a line is one: alone, or parted
// from its value by a colon or a gap, or else without marks of a sentence.
func (v *Vocabulary) opens(run layout.Run, start, n, label int, exact bool) bool {
	end := start + n
	if end == len(run) || isColon(run[end].Rune) {
		return true
	}
	if !exact {
		return false
	}
	if v.labels[label].Colon {
		return v.labels[label].Spaced && isSpacedWord(run[end:])
	}
	return run[end].Gap || !hasAny(run[end:], sentence) && !isIn(run[end].Rune, verbs+joins)
}

// maxSpacedWord is the length of a value that a gap alone parts from its label.
const maxSpacedWord = 16

// isSpacedWord tells whether run begins after a gap and goes on without another
// or any mark of a sentence.
func isSpacedWord(run layout.Run) bool {
	if !run[0].Gap || len(run) > maxSpacedWord || hasAny(run, sentence) {
		return false
	}
	for _, g := range run[1:] {
		if g.Gap {
			return false
		}
	}
	return true
}

// nextLabel is where the next label of a form line starts: len(run) when none.
func (v *Vocabulary) nextLabel(run layout.Run, from, current int) (at, label, n int) {
	for at = from; at < len(run); at++ {
		label, n, ok := v.match(run[at:])
		if ok && v.follows(run, from, at, at+n, current, label) {
			return at, label, n
		}
	}
	return len(run), noLabel, 0
}

// minWhole is the length from which on a label within a line is no part of a value.
const minWhole = 4

// follows tells whether what stands at run[at:end] is a label after the value
// run[from:at] of another one.
func (v *Vocabulary) follows(run layout.Run, from, at, end, current, label int) bool {
	if end == len(run) || isColon(run[end].Rune) {
		return at == from || end < len(run) || run[at].Gap || isSeparator(run[at-1].Rune)
	}
	if v.labels[label].Colon {
		return false
	}
	if run[at].Gap && (run[end].Gap || v.prefix[label] == nil) {
		return true
	}
	if at > from && end-at >= minWhole && label != current && !hasAny(run[from:at], sentence) {
		return true
	}
	value := run[from:at].Trim(leadNoise).String()
	if re := v.whole[current]; re != nil && re.MatchString(value) {
		return true
	}
	re := v.prefix[label]
	return re != nil && re.MatchString(run[end:].Trim(leadNoise).String())
}

// scanProse finds labels in a line that begins with none: in a sentence, after a
// mark or a gap, with a colon behind, where their values end at the next mark; and
// at the end of a value's line, where the next cell's label was read with it.
func (v *Vocabulary) scanProse(f layout.Frag) []token {
	if joined := v.scanJoined(f); joined != nil {
		return joined
	}
	run := f.Glyphs
	var out []token
	for at := 1; at < len(run); at++ {
		label, n, ok := v.match(run[at:])
		end := at + n
		if ok && end == len(run) && !isIn(run[at-1].Rune, sentence) && (run[at].Gap || isIn(run[at-1].Rune, rules)) {
			if value, some := trimValue(f, 0, at); some && len(out) == 0 {
				out = append(out, token{Frag: value, label: noLabel})
			}
			return append(out, token{Frag: f.Cut(at, end), label: label})
		}
		if !ok || end >= len(run) || !isColon(run[end].Rune) {
			continue
		}
		if !run[at].Gap && !isSeparator(run[at-1].Rune) {
			continue
		}
		stop := valueEnd(run, end+1)
		out = append(out, token{Frag: f.Cut(at, end), label: label, prose: true})
		if value, ok := trimValue(f, end, stop); ok {
			out = append(out, token{Frag: value, label: noLabel, prose: true})
		}
		at = stop - 1
	}
	if len(out) == 0 {
		out = append(out, token{Frag: f, label: noLabel})
	}
	return out
}

// valueEnd is where a value in a sentence ends: at the next mark, but not at words
// in brackets that the value itself ends with, 心理学(师范).
func valueEnd(run layout.Run, from int) int {
	stop := from
	for stop < len(run) && !isIn(run[stop].Rune, ",。;()、") {
		stop++
	}
	words := inBrackets.FindString(run[stop:].String())
	end := stop + len([]rune(words))
	if stop == from || words == "" || end < len(run) && !isIn(run[end].Rune, ",。;、") {
		return stop
	}
	return end
}

var inBrackets = regexp.MustCompile(`^\(\p{Han}{2,10}\)`)

// scanJoined finds a label between two closed values that an engine read as one:
// 女民族汉.
func (v *Vocabulary) scanJoined(f layout.Frag) []token {
	run := f.Glyphs
	for at := 1; at < len(run); at++ {
		label, n, ok := v.match(run[at:])
		if !ok || v.whole[label] == nil || !v.whole[label].MatchString(run[at+n:].String()) {
			continue
		}
		before := run[:at].String()
		if run[at].Gap || slices.ContainsFunc(v.whole, func(re *regexp.Regexp) bool { return re != nil && re.MatchString(before) }) {
			return []token{{Frag: f.Cut(0, at), label: noLabel}, {Frag: f.Cut(at, at+n), label: label}, {Frag: f.Cut(at+n, len(run)), label: noLabel}}
		}
	}
	return nil
}

// trimValue is f between two glyphs without the marks around a value; ok is
// false when nothing is left.
func trimValue(f layout.Frag, from, to int) (layout.Frag, bool) {
	for from < to && isIn(f.Glyphs[from].Rune, leadNoise) {
		from++
	}
	for to > from && isIn(f.Glyphs[to-1].Rune, tailNoise) {
		to--
	}
	return f.Cut(from, to), from < to
}

func hasAny(run layout.Run, set string) bool {
	for _, g := range run {
		if isIn(g.Rune, set) {
			return true
		}
	}
	return false
}

func isIn(r rune, set string) bool {
	for _, s := range set {
		if r == s {
			return true
		}
	}
	return false
}
