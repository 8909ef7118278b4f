package seal

import (
	"slices"
	"unicode/utf8"

	"hecha/document/normalize"
	"hecha/document/register"
)

// knownName changes weak characters where that, and nothing else that costs as
// little, makes the whole a school of the register, or one weak character where
// it makes the beginning a region. strange tells that the text is near to a
// school or a region, but a clear character stands against it: one of them is
// new, or the character was misread.
func knownName(text []choice) (fixed []choice, changed, strange bool) {
	if fixed, changed, strange = knownSchool(text); changed || strange {
		return fixed, changed, strange
	}
	for n := min(longestRegion, len(text)-1); n >= 2; n-- {
		if isRegion(spell(text[:n])) {
			return text, false, false
		}
	}
	for n := min(longestRegion, len(text)-1); n >= 3; n-- {
		if fixed, changed, near := knownRegion(text, n); changed {
			return fixed, true, false
		} else if near {
			strange = true
		}
	}
	return text, false, strange
}

// longestRegion is the length of the longest name of a region: 黔西南布依族苗族自治州
// and a few of eleven characters.
const longestRegion = 11

// isRegion knows 合肥 for 合肥市 and 湖南 for 湖南省, too.
func isRegion(s string) bool {
	if utf8.RuneCountInString(s) == 2 {
		return len(register.RegionsNamed(s+"市")) > 0 || len(register.RegionsNamed(s+"省")) > 0
	}
	return len(register.RegionsNamed(s)) > 0
}

// knownSchool compares the text with the schools of the same length.
func knownSchool(text []choice) (fixed []choice, changed, strange bool) {
	var best []rune
	least, ties := 0.0, 0
	for _, s := range register.NearestSchools(spell(text), 8) {
		name := []rune(asCut(s.Name))
		if len(name) != len(text) {
			continue
		}
		switch cost := costOf(text, name); {
		case cost == 0:
			return text, false, false
		case ties == 0 || cost < least:
			best, least, ties = name, cost, 1
		case cost == least:
			ties++
		}
	}
	switch {
	case ties == 0:
		return text, false, false
	case ties == 1 && least < budget(len(text)) && weakly(text, best):
		return replaced(text, best), true, false
	}
	return text, false, least <= clearCost
}

// knownRegion compares the first n characters with the regions of the register.
func knownRegion(text []choice, n int) (fixed []choice, changed, near bool) {
	var best []rune
	least, ties := 0.0, 0
	for _, name := range register.RegionsLike(spell(text[:n])) {
		region := []rune(name)
		if len(region) != n {
			continue
		}
		near = true
		switch cost := costOf(text[:n], region); {
		case ties == 0 || cost < least:
			best, least, ties = region, cost, 1
		case cost == least:
			ties++
		}
	}
	if ties == 1 && weakly(text[:n], best) {
		return replaced(text, best), true, true
	}
	return text, false, near
}

// costOf is what it costs to put name on the places.
func costOf(places []choice, name []rune) float64 {
	sum := 0.0
	for i, c := range places {
		sum += c.costOf(name[i])
	}
	return sum
}

// weakly tells that name differs from the places only where they are weak.
func weakly(places []choice, name []rune) bool {
	for i, c := range places {
		if c.char != name[i] && c.share >= weakShare && !slices.Contains(normalize.LookAlikes(c.char), name[i]) {
			return false
		}
	}
	return true
}

// replaced is text beginning with name.
func replaced(text []choice, name []rune) []choice {
	fixed := slices.Clone(text)
	for i, r := range name {
		fixed[i].char = r
	}
	return fixed
}
