package normalize

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// MiddleDot is the dot between the parts of a name, GB 18030 A1A4.
const MiddleDot = '·'

// Fold makes two readings of the same text equal where only the form of their
// characters differs: full-width letters, digits and punctuation become ASCII,
// compatibility ideographs and radicals their ordinary ideograph, every blank a
// space, every dash '-', every middle dot U+00B7. One rune stays one rune. The
// result is for comparing, not for showing.
func Fold(s string) string { return strings.Map(foldRune, s) }

// StripSpace drops every blank, also the ideographic and the invisible ones.
func StripSpace(s string) string {
	return strings.Map(func(r rune) rune {
		if isBlank(r) {
			return -1
		}
		return r
	}, s)
}

// compact is Fold without blanks and in upper case: the form in which numbers
// and codes are parsed.
func compact(s string) string { return strings.ToUpper(Fold(StripSpace(s))) }

func isBlank(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || r == 'ㅤ'
}

const (
	dashes     = "-‐‑‒–—―−﹘﹣－─━ー⁃﹉¯ˉ"
	middleDots = "·・•‧∙⋅･●᛫⸱"
	fullStops  = ".．。｡﹒"
)

func foldRune(r rune) rune {
	switch {
	case r < 0x80:
		return r
	case strings.ContainsRune(dashes, r):
		return '-'
	case strings.ContainsRune(middleDots, r):
		return MiddleDot
	case strings.ContainsRune(fullStops, r):
		return '.'
	case isBlank(r):
		return ' '
	}
	if f, ok := punctuation[r]; ok {
		return f
	}
	if r >= 0xFF01 && r <= 0xFF5E {
		return r - 0xFEE0
	}
	if isCompatibility(r) {
		return compatible(r)
	}
	return r
}

var punctuation = map[rune]rune{
	'〔': '[', '〕': ']', '【': '[', '】': ']', '［': '[', '］': ']', '﹝': '(', '﹞': ')',
	'“': '"', '”': '"', '‘': '\'', '’': '\'', '〜': '~', '∼': '~', '∕': '/', '⁄': '/',
	'×': 'X', 'Ⅹ': 'X', '︰': ':', '∶': ':', '﹕': ':', '﹐': ',',
}

// isCompatibility tells whether r lies in a block of Kangxi radicals or
// compatibility ideographs.
func isCompatibility(r rune) bool {
	return r >= 0x2E80 && r <= 0x2FDF || r >= 0xF900 && r <= 0xFAFF || r >= 0x2F800 && r <= 0x2FA1F
}

func compatible(r rune) rune {
	out := []rune(norm.NFKC.String(string(r)))
	if len(out) != 1 {
		return r
	}
	return out[0]
}
