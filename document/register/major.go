package register

import (
	"strings"
	"sync"

	"hecha/document/normalize"
)

// MajorEntry is a major of a national list, an undergraduate one of 2012 unless
// CollegeMajor says otherwise.
type MajorEntry struct {
	Discipline string // 学科门类; of a college major its 大类
	Class      string // 专业类
	Name       string
}

var (
	majors        = sync.OnceValue(func() map[string]MajorEntry { return majorTable("majors.tsv.gz") })
	collegeMajors = sync.OnceValue(func() map[string]MajorEntry { return majorTable("college_majors.tsv.gz") })
)

func majorTable(file string) map[string]MajorEntry {
	t := map[string]MajorEntry{}
	for _, row := range rows(file, 3) {
		// Some names carry a note about the degree: 护理学（注：授予理学学士学位）.
		name, _, _ := strings.Cut(strings.ReplaceAll(row[2], "(注", "（注"), "（注")
		t[normalize.Fold(name)] = MajorEntry{row[0], row[1], name}
	}
	return t
}

// Major returns the entry of a major, blanks and what follows in brackets aside:
// 土木工程（网络教育） is 土木工程. The list knows neither colleges' majors nor those
// of other years, so most unknown names are right all the same.
func Major(name string) (m MajorEntry, ok bool) { return lookUp(majors(), name) }

// CollegeMajor is Major for the majors of colleges (专科): their catalogues of
// 2004 and 2015, whose categories (大类) stand as Discipline. It has gaps too.
func CollegeMajor(name string) (m MajorEntry, ok bool) { return lookUp(collegeMajors(), name) }

func lookUp(table map[string]MajorEntry, name string) (m MajorEntry, ok bool) {
	key := normalize.Fold(normalize.StripSpace(name))
	if m, ok = table[key]; ok {
		return m, true
	}
	key, _, _ = strings.Cut(key, "(")
	m, ok = table[strings.TrimSuffix(key, "专业")]
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
