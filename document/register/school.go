package register

import (
	"cmp"
	"slices"
	"sync"

	"hecha/document/normalize"
)

// SchoolEntry is an ordinary higher school (普通高等学校).
type SchoolEntry struct {
	Code     string // the five digits that begin its certificate numbers
	Province string // the first two digits of GB/T 2260
	Level    string // 本科 or 专科: the highest that it teaches
	Name     string
}

type schoolTable struct {
	all    []SchoolEntry
	folded [][]rune // the names of all, for comparing
	byCode map[string]int
	byName map[string]int
}

var schools = sync.OnceValue(func() schoolTable {
	t := schoolTable{byCode: map[string]int{}, byName: map[string]int{}}
	for i, row := range rows("schools.tsv.gz", 4) {
		t.all = append(t.all, SchoolEntry{row[0], row[1], row[2], row[3]})
		t.byCode[row[0]] = i
		t.folded = append(t.folded, normalize.Comparable(row[3]))
		t.byName[string(t.folded[i])] = i
	}
	return t
})

// School returns the school whose certificate numbers begin with code.
func School(code string) (s SchoolEntry, ok bool) {
	t := schools()
	i, ok := t.byCode[code]
	if !ok {
		return SchoolEntry{}, false
	}
	return t.all[i], true
}

// SchoolByName returns the school of exactly this name, blanks and the form of
// brackets aside.
func SchoolByName(name string) (s SchoolEntry, ok bool) {
	t := schools()
	i, ok := t.byName[string(normalize.Comparable(name))]
	if !ok {
		return SchoolEntry{}, false
	}
	return t.all[i], true
}

// Suggestion is a school that a name as read may mean.
type Suggestion struct {
	SchoolEntry
	Distance float64
}

// NearestSchools returns at most n schools whose names are near to name, nearest
// first, for a person to choose from. The distance is normalize.Distance; what
// is farther than a third of the name is not near.
func NearestSchools(name string, n int) []Suggestion {
	read := normalize.Comparable(name)
	limit := float64(len(read)) / 3
	t := schools()
	var near []Suggestion
	for i, folded := range t.folded {
		if abs(len(folded)-len(read)) > int(limit) {
			continue
		}
		if d := normalize.FoldedDistance(read, folded, limit); d <= limit {
			near = append(near, Suggestion{t.all[i], d})
		}
	}
	slices.SortStableFunc(near, func(a, b Suggestion) int { return cmp.Compare(a.Distance, b.Distance) })
	return near[:min(n, len(near))]
}

func abs(n int) int { return max(n, -n) }
