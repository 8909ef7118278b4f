package seal

import (
	"slices"
	"strings"
	"unicode"

	"hecha/document/register"
)

// widestTrim is how many characters at an end of the ring may be none of the text:
// remnants of what is printed there.
const widestTrim = 3

// finals are the characters in which names of organisations and of what belongs to
// them end.
const finals = "司院校学厅局部会处科室所站心厂店社队组办园馆府团行场台库矿段章号委厦坊中区村镇乡县市省州旗）"

// trimmed is text without what stands before a name's beginning and behind its end.
func trimmed(text []choice) []choice {
	text = text[:len(text)-behindName(text)]
	return text[beforeName(text):]
}

// behindName is how many characters follow the last thing that names end in, none of
// which ends one itself.
func behindName(text []choice) int {
	for n := 0; n <= min(widestTrim, len(text)-1); n++ {
		if n > 0 && strings.ContainsRune(finals, text[len(text)-n].char) {
			return 0
		}
		rest := spell(text[:len(text)-n])
		if slices.ContainsFunc(endings, func(phrase []rune) bool { return strings.HasSuffix(rest, string(phrase)) }) {
			return n
		}
	}
	return 0
}

// beforeName is how many characters stand before the region with which a name begins,
// or before a school's name: one or weak ones, and whatever comes before a sign that
// no name has.
func beforeName(text []choice) int {
	if beginsName(text) {
		return 0
	}
	foreign, weak := false, true
	for n := 1; n <= min(widestTrim, len(text)-1); n++ {
		c := text[n-1]
		foreign = foreign || !unicode.Is(unicode.Han, c.char) && c.char != '（'
		weak = weak && (c.share < clearShare || c.votes.total() < settledWeight)
		if beginsName(text[n:]) {
			if n == 1 || foreign || weak {
				return n
			}
			return 0
		}
	}
	return 0
}

// beginsName tells that text begins with a region's whole name or with the short one of
// a province or a city, or is a school's name.
func beginsName(text []choice) bool {
	if _, ok := register.SchoolByName(spell(text)); ok {
		return true
	}
	for n := min(longestRegion, len(text)-1); n >= 2; n-- {
		if isRegion(spell(text[:n])) {
			return true
		}
	}
	return false
}

// strokes as which a faint 一 is read stand within no name.
func withoutStrokes(text []choice) []choice {
	out := slices.Clone(text)
	for i := 1; i < len(out)-1; i++ {
		if strings.ContainsRune(strokes, out[i].char) {
			out[i].char = '一'
		}
	}
	return out
}

// beheaded tells that text begins with what only ends the name of a region: its
// beginning was not seen.
func beheaded(text []choice) bool {
	return len(text) > 0 && strings.ContainsRune("省市县州区旗镇", text[0].char) && !beginsName(text)
}
