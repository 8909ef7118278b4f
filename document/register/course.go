package register

import (
	"strings"
	"sync"

	"hecha/document/normalize"
)

// courses are the names that majors lacks: of other years, of colleges, of
// secondary schools and of graduate study.
var courses = sync.OnceValue(func() map[string]bool {
	text, err := data.ReadFile("data/courses.txt")
	if err != nil {
		panic("register: " + err.Error())
	}
	t := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, name := range strings.Fields(line) {
			t[normalize.Fold(name)] = true
		}
	}
	return t
})

// Course tells whether name is a course of study of any list: an undergraduate
// major, or one of colleges, secondary schools, graduate study or former years.
// What follows in brackets, a direction or a remark, is not compared. Most names
// of the last thirty years are listed; one that is not may be right all the same.
func Course(name string) bool {
	key := normalize.Fold(normalize.StripSpace(name))
	if courses()[key] {
		return true
	}
	if _, listed := Major(name); listed {
		return true
	}
	key, _, bracket := strings.Cut(key, "(")
	return bracket && courses()[key]
}
