package register

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"hecha/document/normalize"
)

// formerName is a name that a school had before it was renamed or merged.
type formerName struct {
	until int    // the year in which the name ended
	now   string // what the school became or went into
}

type schoolNameTable struct {
	former map[string]formerName
	since  map[string]int // the year in which a name began
}

var schoolNames = sync.OnceValue(func() schoolNameTable {
	text, err := data.ReadFile("data/school_names.txt")
	if err != nil {
		panic("register: " + err.Error())
	}
	t := schoolNameTable{map[string]formerName{}, map[string]int{}}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		year, err := strconv.Atoi(row[1])
		if err != nil || len(row) != 4 {
			panic(fmt.Sprintf("register: school_names.txt: row %q", line))
		}
		t.former[schoolKey(row[0])] = formerName{year, row[2]}
		if row[3] == "new" {
			t.since[schoolKey(row[2])] = year
		}
	}
	return t
})

func schoolKey(name string) string { return string(normalize.Comparable(name)) }

// SchoolNow returns the name of the school that one of a former name became or went
// into, and the year in which that name ended. ok is false for names of today and for
// the many former ones that nobody wrote down.
func SchoolNow(name string) (now string, until int, ok bool) {
	f, ok := schoolNames().former[schoolKey(name)]
	return f.now, f.until, ok
}

// SchoolNamedSince returns the year in which a school got this name; ok is false where
// it always had it or nobody wrote it down.
func SchoolNamedSince(name string) (year int, ok bool) {
	year, ok = schoolNames().since[schoolKey(name)]
	return year, ok
}
