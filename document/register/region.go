package register

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// RegionEntry is what a region was called in some years.
type RegionEntry struct {
	Code     string // GB/T 2260, six digits
	Name     string // without the names of the regions above it
	From, To int    // first and last year; the table covers 1980 to 2020
}

type regionTable struct {
	byCode map[string][]RegionEntry
	byName map[string][]RegionEntry
}

var regions = sync.OnceValue(func() regionTable {
	t := regionTable{map[string][]RegionEntry{}, map[string][]RegionEntry{}}
	for _, row := range rows("regions.tsv.gz", 4) {
		from, _ := strconv.Atoi(row[1])
		to, _ := strconv.Atoi(row[2])
		r := RegionEntry{Code: row[0], Name: row[3], From: from, To: to}
		t.byCode[r.Code] = append(t.byCode[r.Code], r)
		t.byName[r.Name] = append(t.byName[r.Name], r)
	}
	return t
})

// Region returns the names that a code of six digits had, oldest first; none
// when it is in no year's table. The caller must not change them.
func Region(code string) []RegionEntry { return regions().byCode[code] }

// RegionKnown tells whether a code of six digits was a region's in some year.
func RegionKnown(code string) bool { return len(Region(code)) > 0 }

// RegionsNamed returns every region that had exactly this name in some year,
// such as 岳麓区. The caller must not change them.
func RegionsNamed(name string) []RegionEntry { return regions().byName[name] }

// RegionNames are the names of all regions in all years, the longest first, as
// characters: 岳麓区, and 岳麓 for those of more than two characters that end in 省 or 市.
var RegionNames = sync.OnceValue(func() [][]rune {
	seen := map[string]bool{}
	for name := range regions().byName {
		seen[name] = true
		short := strings.TrimSuffix(strings.TrimSuffix(name, "省"), "市")
		if utf8.RuneCountInString(short) > 1 {
			seen[short] = true
		}
	}
	var out [][]rune
	for _, name := range slices.Sorted(maps.Keys(seen)) {
		out = append(out, []rune(name))
	}
	slices.SortStableFunc(out, func(a, b []rune) int { return len(b) - len(a) })
	return out
})

// RegionName is the full name of a region in a year, from the province down:
// 湖南省长沙市芙蓉区. Outside the years of the table the nearest known name
// counts; empty when the code is unknown.
func RegionName(code string, year int) string {
	if !RegionKnown(code) {
		return ""
	}
	var b strings.Builder
	for _, c := range chain(code) {
		b.WriteString(nameIn(c, year))
	}
	return b.String()
}

// chain is a code with those of the regions above it, province first.
func chain(code string) []string {
	levels := []string{code[:2] + "0000"}
	if c := code[:4] + "00"; c != levels[0] {
		levels = append(levels, c)
	}
	if code != levels[len(levels)-1] {
		levels = append(levels, code)
	}
	return levels
}

// nameIn is the name of a code in the nearest known year.
func nameIn(code string, year int) string {
	best, distance := "", 1<<30
	for _, r := range Region(code) {
		if d := max(r.From-year, year-r.To, 0); d < distance {
			best, distance = r.Name, d
		}
	}
	return best
}
