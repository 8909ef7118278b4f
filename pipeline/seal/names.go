package seal

import (
	"slices"
	"unicode/utf8"

	"hecha/document/normalize"
	"hecha/document/register"
)

// knownRegionAtStart changes one weak character where that makes the beginning a region.
// strange tells that the text begins nearly like a region, but a clear character
// stands against it: it is new, or the character was misread.
func knownRegionAtStart(text []choice) (fixed []choice, strange bool) {
	if beginsName(text) {
		return text, false
	}
	for n := min(longestRegion, len(text)-1); n >= 3; n-- {
		if fixed, changed, near := knownRegion(text, n); changed {
			return fixed, false
		} else if near {
			strange = true
		}
	}
	return text, strange
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

// knownSchool puts the school of the register that is nearest on the places, if
// what it explains is worth more than it costs. near tells that another school
// is but a clear character away.
func knownSchool(places []choice) (fixed []choice, near bool) {
	text := written(places)
	v := vocabulary{worth: nameWorth}
	for _, s := range register.NearestSchools(spell(text), 8) {
		name := []rune(asCut(s.Name))
		v.words = append(v.words, name)
		if len(name) == len(text) {
			near = near || costOf(text, name) <= clearCost
		}
	}
	slices.SortStableFunc(v.words, func(a, b []rune) int { return len(b) - len(a) })
	best := standing{}
	for _, s := range v.at(places, 0) {
		if s.worth > best.worth && len(written(places[s.to:])) == 0 {
			best = s
		}
	}
	return best.places, near
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
		if c.char != name[i] && c.share >= weakShare && !normalize.LookAlike(c.char, name[i]) {
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
