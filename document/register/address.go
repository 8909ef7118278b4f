package register

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/document/normalize"
)

// RegionsOfAddress returns the codes of the lowest regions that an address
// begins with, whatever the year: 湖南省长沙市岳麓区麓山南路1号 gives 430104. Upper
// regions may be left out or shortened (长沙市岳麓区…, 湖南长沙…); what is left is
// then ambiguous more often. None when the address begins with no region.
func RegionsOfAddress(address string) []string {
	var best []string
	depth := 0
	for _, code := range slices.Sorted(maps.Keys(startsOf(address))) {
		switch d := matched(address, code); {
		case d == 0 || d < depth:
		case d > depth:
			best, depth = []string{code}, d
		default:
			best = append(best, code)
		}
	}
	return best
}

// startsOf are the codes of the regions of which a name stands in address.
func startsOf(address string) map[string]bool {
	codes := map[string]bool{}
	rs := []rune(address)
	for i := range min(len(rs), 24) {
		for j := i + 2; j <= min(len(rs), i+15); j++ {
			for _, r := range RegionsNamed(string(rs[i:j])) {
				codes[r.Code] = true
			}
		}
	}
	return codes
}

// matched is how many runes at the head of address the names of code and of the
// regions above it take, each in any year; 0 when code's own name does not
// follow there.
func matched(address, code string) int {
	rest, taken := address, 0
	levels := chain(code)
	for i, c := range levels {
		n := longestName(rest, c, i < len(levels)-1)
		if n == 0 && i == len(levels)-1 {
			return 0
		}
		rest, taken = rest[n:], taken+n
	}
	return taken
}

// longestName is the length in bytes of the longest name of code that s begins
// with; short lets 省, 市 and the like be missing.
func longestName(s, code string, short bool) int {
	longest := 0
	for _, r := range Region(code) {
		for _, name := range []string{r.Name, trimKind(r.Name)} {
			if (short || name == r.Name) && strings.HasPrefix(s, name) {
				longest = max(longest, len(name))
			}
		}
	}
	return longest
}

// regionKinds end the names of regions.
var regionKinds = []string{"特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市", "地区"}

// trimKind is a name without the word for its kind: 湖南 from 湖南省.
func trimKind(name string) string {
	for _, k := range regionKinds {
		if short, found := strings.CutSuffix(name, k); found && len(short) >= len("湖南") {
			return short
		}
	}
	return name
}

// RegionsOfAuthority returns the codes of the regions whose police an issuing
// authority of identity cards is: 长沙市公安局岳麓分局 gives 430104, 龙山县公安局
// 433130. Several when the name exists in several provinces; none when it is
// not known, as those of development zones are not.
func RegionsOfAuthority(authority string) []string {
	head, tail, found := strings.Cut(authority, "公安局")
	if !found {
		return nil
	}
	if branch, isBranch := strings.CutSuffix(tail, "分局"); isBranch && branch != "" {
		return branchRegions(head, branch)
	}
	return RegionsOfAddress(head)
}

// branchRegions finds the district that a branch of a city's police is named
// after.
func branchRegions(city, branch string) []string {
	var codes []string
	for _, parent := range RegionsOfAddress(city) {
		prefix := strings.TrimSuffix(strings.TrimSuffix(parent, "00"), "00")
		for _, kind := range []string{"", "区", "县", "市"} {
			for _, r := range RegionsNamed(branch + kind) {
				if strings.HasPrefix(r.Code, prefix) {
					codes = append(codes, r.Code)
				}
			}
		}
	}
	return codes
}

// NearAuthority tells whether a region's name differs by one character from the
// one that an issuing authority is named after: then the name may have been
// misread. The branches of a city's police are compared with its districts.
func NearAuthority(authority string) bool {
	head, tail, _ := strings.Cut(authority, "公安局")
	cities := RegionsOfAddress(head)
	branch, isBranch := strings.CutSuffix(tail, "分局")
	if !isBranch || len(cities) == 0 {
		return nearRegion(head)
	}
	for _, city := range cities {
		if nearDistrict(city, branch) {
			return true
		}
	}
	return false
}

// nearRegion tells whether the register has a region like name.
func nearRegion(name string) bool { return len(RegionsLike(name)) > 0 }

// RegionsLike returns the names of the register that differ from name in one
// character, sorted; what has fewer than three characters is like too much.
func RegionsLike(name string) []string {
	if utf8.RuneCountInString(name) < 3 {
		return nil
	}
	var out []string
	for known := range regions().byName {
		if differsByOne(name, known) {
			out = append(out, known)
		}
	}
	slices.Sort(out)
	return out
}

// nearDistrict compares name, without 区, with the districts of a city.
func nearDistrict(city, name string) bool {
	prefix := strings.TrimSuffix(strings.TrimSuffix(city, "00"), "00")
	name = strings.TrimSuffix(name, "区")
	for known, entries := range regions().byName {
		if !differsByOne(name, strings.TrimSuffix(known, "区")) {
			continue
		}
		for _, r := range entries {
			if strings.HasPrefix(r.Code, prefix) {
				return true
			}
		}
	}
	return false
}

func differsByOne(a, b string) bool {
	return len(a) == len(b) && len(a) > len("区") && normalize.Distance(a, b) <= 1
}
