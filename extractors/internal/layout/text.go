package layout

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Text is text to look for patterns in. Every rune of it leads back to the
// glyphs that it stands for: one for a plain rune, several for a masked span,
// none for a break.
type Text struct {
	s     string
	items []Run // by rune of s
	index []int // by byte of s: the rune that starts there
}

// NewText joins blocks: the lines of a block follow each other without any
// break, since a sentence runs on. The fragments of one row are parted by " ",
// blocks, and lines of clearly different size, by "\n".
func NewText(blocks [][]Frag) Text {
	var t builder
	for i, b := range blocks {
		if i > 0 {
			t.add('\n', nil)
		}
		for j, f := range b {
			if j > 0 {
				t.part(b[j-1], f)
			}
			for k := range f.Glyphs {
				t.add(f.Glyphs[k].Rune, f.Glyphs[k:k+1])
			}
		}
	}
	return t.text()
}

// part adds what stands between two fragments of a block.
func (b *builder) part(f, g Frag) {
	const ratio = 1.35 // between the heights of a title and a sentence
	switch low, high := min(f.Height(), g.Height()), max(f.Height(), g.Height()); {
	case f.SameRow(g):
		b.add(' ', nil)
	case high > ratio*low:
		b.add('\n', nil)
	case dateHead.MatchString(g.Text()):
		b.add(' ', nil) // a number at the end of f is no part of the date
	}
}

// dateHead is the year that a line begins with, and what tells it from the rest of
// a number that the line above ends with.
var dateHead = regexp.MustCompile(`^(?:(?:19|20)\d\d(?:年|[-./]\d{1,2}[-./]\d)|[一二][〇○零九][〇○零一二三四五六七八九]{2}年)`)

// TextOf is the text of one run.
func TextOf(r Run) Text {
	var b builder
	for i, g := range r {
		b.add(g.Rune, r[i:i+1])
	}
	return b.text()
}

// Without is t less every rune of cutset: less " " for sentences that are printed
// in pieces, less "\n" for those whose lines were taken for several blocks.
func (t Text) Without(cutset string) Text {
	var b builder
	for i, r := range []rune(t.s) {
		if !strings.ContainsRune(cutset, r) {
			b.add(r, t.items[i])
		}
	}
	return b.text()
}

// String is the folded text.
func (t Text) String() string { return t.s }

// Run is what stands between two bytes of String.
func (t Text) Run(from, to int) Run {
	var out Run
	for at := from; at < to; {
		out = append(out, t.items[t.index[at]]...)
		_, size := utf8.DecodeRuneInString(t.s[at:])
		at += size
	}
	return out
}

// Between is the text between two runes of String.
func (t Text) Between(from, to int) string {
	if from >= to {
		return ""
	}
	return string([]rune(t.s)[from:to])
}

// Slice is what stands between two runes of String.
func (t Text) Slice(from, to int) Run {
	if to == from+1 {
		return t.items[from]
	}
	return slices.Concat(t.items[from:to]...)
}

// Mask replaces spans of bytes, in order and apart from each other, each by the
// rune r that stands for all of its glyphs. A pattern can then treat a date as
// one letter.
func (t Text) Mask(spans [][2]int, r rune) Text {
	var b builder
	at := 0
	copyTo := func(to int) {
		for at < to {
			c, size := utf8.DecodeRuneInString(t.s[at:])
			b.add(c, t.items[t.index[at]])
			at += size
		}
	}
	for _, s := range spans {
		if s[0] < at || s[1] <= s[0] {
			continue
		}
		copyTo(s[0])
		b.add(r, t.Run(s[0], s[1]))
		at = s[1]
	}
	copyTo(len(t.s))
	return b.text()
}

// Find is the leftmost match of re: the run of every group, by its name. ok is
// false when there is none.
func (t Text) Find(re *regexp.Regexp) (groups map[string]Run, ok bool) {
	m := re.FindStringSubmatchIndex(t.s)
	if m == nil {
		return nil, false
	}
	return t.groups(re, m), true
}

// FindAll is every match of re.
func (t Text) FindAll(re *regexp.Regexp) []map[string]Run {
	var out []map[string]Run
	for _, m := range re.FindAllStringSubmatchIndex(t.s, -1) {
		out = append(out, t.groups(re, m))
	}
	return out
}

func (t Text) groups(re *regexp.Regexp, m []int) map[string]Run {
	out := map[string]Run{}
	for i, name := range re.SubexpNames() {
		if name != "" && m[2*i] >= 0 && len(out[name]) == 0 {
			out[name] = t.Run(m[2*i], m[2*i+1])
		}
	}
	return out
}

// builder puts a Text together.
type builder struct {
	s     strings.Builder
	items []Run
}

func (b *builder) add(r rune, glyphs Run) {
	b.s.WriteRune(r)
	b.items = append(b.items, glyphs)
}

func (b *builder) text() Text {
	t := Text{s: b.s.String(), items: b.items}
	t.index = make([]int, len(t.s))
	i := 0
	for at := range t.s {
		t.index[at] = i
		i++
	}
	return t
}
