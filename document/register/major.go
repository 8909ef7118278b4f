package register

import (
	"strings"
	"sync"

	"hecha/document/normalize"
)

// MajorEntry is an undergraduate major of the national list of 2012.
type MajorEntry struct {
	Discipline string // 学科门类
	Class      string // 专业类
	Name       string
}

var majors = sync.OnceValue(func() map[string]MajorEntry {
	t := map[string]MajorEntry{}
	for _, row := range rows("majors.tsv.gz", 3) {
		t[normalize.Fold(row[2])] = MajorEntry{row[0], row[1], row[2]}
	}
	return t
})

// Major returns the entry of a major, blanks and what follows in brackets aside:
// 土木工程（网络教育） is 土木工程. The list knows neither colleges' majors nor those
// of other years, so most unknown names are right all the same.
func Major(name string) (m MajorEntry, ok bool) {
	key := normalize.Fold(normalize.StripSpace(name))
	if m, ok = majors()[key]; ok {
		return m, true
	}
	key, _, _ = strings.Cut(key, "(")
	m, ok = majors()[strings.TrimSuffix(key, "专业")]
	return m, ok
}

// nearMajor is how far a listed major may be for a misreading of it: two
// look-alikes. One other character often makes another real major.
const nearMajor = 0.5

// NearMajor tells whether a listed major differs from name in look-alikes only.
func NearMajor(name string) bool {
	read := normalize.Comparable(name)
	for listed := range majors() {
		if d := normalize.FoldedDistance(read, []rune(listed), nearMajor); d > 0 && d <= nearMajor {
			return true
		}
	}
	return false
}
