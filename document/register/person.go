package register

import (
	"fmt"
	"strings"
	"sync"

	"hecha/document/normalize"
)

// Ethnicity returns the two digits that GB/T 3304 gives to one of the 56
// peoples, named with or without 族.
func Ethnicity(name string) (code string, ok bool) {
	value, ok := normalize.Ethnicity(name)
	if !ok {
		return "", false
	}
	for i, e := range normalize.Ethnicities() {
		if e == value {
			return fmt.Sprintf("%02d", i+1), true
		}
	}
	return "", false
}

var surnames = sync.OnceValue(func() map[string]bool {
	text, err := data.ReadFile("data/surnames.txt")
	if err != nil {
		panic(fmt.Sprintf("register: %v", err))
	}
	t := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			continue
		}
		if strings.Contains(line, " ") {
			for _, s := range strings.Fields(line) {
				t[s] = true
			}
			continue
		}
		for _, r := range line {
			t[string(r)] = true
		}
	}
	return t
})

// Surname returns the surname that a Chinese name begins with, a compound one
// before a single one; ok is false when it begins with none of the list, as the
// names of many peoples do.
func Surname(name string) (surname string, ok bool) {
	rs := []rune(name)
	for _, n := range []int{2, 1} {
		if len(rs) > n && surnames()[string(rs[:n])] {
			return string(rs[:n]), true
		}
	}
	return "", false
}
