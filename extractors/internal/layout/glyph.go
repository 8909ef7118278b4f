package layout

import (
	"strings"

	"hecha/document"
)

// Glyph is one character that is not blank, and where it stands.
type Glyph struct {
	Rune     rune    // folded, see Fold
	Line     int     // index of the line that it was read in
	From, To int     // bytes of that line's text
	X0, X1   float64 // along the row, upright
	Gap      bool    // a blank or a clearly wider space stands before it
}

// Run is a sequence of glyphs in reading order: the text of a value, possibly
// over several lines.
type Run []Glyph

// String is the folded text.
func (r Run) String() string {
	var b strings.Builder
	for _, g := range r {
		b.WriteRune(g.Rune)
	}
	return b.String()
}

// Trim cuts glyphs off both ends for as long as they are in cutset.
func (r Run) Trim(cutset string) Run { return r.TrimLeft(cutset).TrimRight(cutset) }

// TrimLeft does so at the beginning only.
func (r Run) TrimLeft(cutset string) Run {
	for len(r) > 0 && strings.ContainsRune(cutset, r[0].Rune) {
		r = r[1:]
	}
	return r
}

// TrimRight does so at the end only.
func (r Run) TrimRight(cutset string) Run {
	for len(r) > 0 && strings.ContainsRune(cutset, r[len(r)-1].Rune) {
		r = r[:len(r)-1]
	}
	return r
}

// Without is r less the glyphs of cutset.
func (r Run) Without(cutset string) Run {
	var out Run
	for _, g := range r {
		if !strings.ContainsRune(cutset, g.Rune) {
			out = append(out, g)
		}
	}
	return out
}

// Sources are the parts of lines that r stands on, in reading order. Glyphs that
// r passes over are in none; blanks are.
func (r Run) Sources(lines []document.Line) []document.Line {
	var out []document.Line
	for i := 0; i < len(r); {
		j := i + 1
		text := lines[r[i].Line].Text
		for j < len(r) && r[j].Line == r[i].Line && r[j].From >= r[j-1].To && FoldString(text[r[j-1].To:r[j].From]) == "" {
			j++
		}
		out = append(out, lines[r[i].Line].Span(r[i].From, r[j-1].To))
		i = j
	}
	return out
}

// Fold is the form in which runes are compared: full-width forms become ASCII,
// all brackets round, all dashes "-", all commas "," and so the quotation marks
// that engines see in their place. Blanks, and the rules that blanks are filled
// in on, become 0.
func Fold(r rune) rune {
	if r >= '！' && r <= '～' {
		r -= 0xFEE0
	}
	if strings.ContainsRune(" \t\r\n\u3000\u00a0\u200b\ufeff_", r) {
		return 0
	}
	switch r {
	case '[', '{', '〔', '【', '〈', '《', '「', '『':
		return '('
	case ']', '}', '〕', '】', '〉', '》', '」', '』':
		return ')'
	case '—', '–', '―', '~', '‐', '‑', '−', '〜', '─':
		return '-'
	case '︰', '∶', '﹕':
		return ':'
	case '﹐', '’', '‘', '\'', '`', '′':
		return ','
	case '｡':
		return '。'
	}
	return r
}

// FoldString folds every rune of s and drops the blanks.
func FoldString(s string) string {
	return strings.Map(func(r rune) rune {
		if r = Fold(r); r == 0 {
			return -1
		}
		return r
	}, s)
}
