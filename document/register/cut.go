package register

import (
	"strings"
	"sync"

	"hecha/document/normalize"
)

// regionTails are what is left of the names of provinces and cities that lost
// their first characters, where no region is called so.
var regionTails = sync.OnceValue(func() map[string]bool {
	tails := map[string]bool{}
	for code, entries := range regions().byCode {
		if !strings.HasSuffix(code, "00") {
			continue
		}
		for _, e := range entries {
			name := []rune(e.Name)
			for i := 1; i+1 < len(name); i++ {
				tails[string(name[i:])] = true
			}
		}
	}
	for name := range regions().byName {
		for i := range name {
			delete(tails, name[:i]) // 沙市区 begins like the end of 长沙市
		}
		delete(tails, name)
	}
	return tails
})

// RegionCut tells whether text, an address or the name of an office or a firm,
// begins with what is left of a region's name: 西省赣州市 was 江西省 or 山西省.
func RegionCut(text string) bool {
	const longest = 12 // of a region's name, in characters
	head := []rune(text)
	for n := 2; n <= min(longest, len(head)); n++ {
		if regionTails()[string(head[:n])] {
			return true
		}
	}
	return false
}

// RegionFirst tells whether text begins with a province or a city, be it without the
// word for its kind, as the names of firms and offices do: 浙江样本有限公司.
func RegionFirst(text string) bool {
	for code := range regions().byCode {
		if strings.HasSuffix(code, "00") && longestName(text, code, true) > 0 {
			return true
		}
	}
	return false
}

// majorsCut are the listed majors without their first or their last character,
// where no major is called so. What is left of three is too often a word.
var majorsCut = sync.OnceValue(func() map[string]bool {
	const shortest = 4
	cut := map[string]bool{}
	for _, table := range []map[string]MajorEntry{majors(), collegeMajors()} {
		for name := range table {
			if rs := []rune(name); len(rs) >= shortest {
				cut[string(rs[1:])], cut[string(rs[:len(rs)-1])] = true, true
			}
		}
	}
	return cut
})

// MajorCut tells whether name is a listed major without its first or its last
// character.
func MajorCut(name string) bool {
	if _, ok := Major(name); ok {
		return false
	}
	if _, ok := CollegeMajor(name); ok {
		return false
	}
	return majorsCut()[normalize.Fold(normalize.StripSpace(name))]
}
