package register

import (
	"fmt"
	"strings"
	"sync"
)

var countries = sync.OnceValue(func() map[string]bool {
	text, err := data.ReadFile("data/countries.txt")
	if err != nil {
		panic(fmt.Sprintf("register: %v", err))
	}
	t := map[string]bool{}
	for _, name := range strings.Fields(string(text)) {
		t[name] = true
	}
	return t
})

// Country tells whether name is a country, or a region whose degrees are
// certified like those from abroad, in one of its Chinese wordings.
func Country(name string) bool { return countries()[name] }

// CountryAt is the longest name of a country that text begins with.
func CountryAt(text string) (name string, ok bool) {
	for end := range text + " " { // every boundary of a rune, the last one too
		if countries()[text[:end]] {
			name, ok = text[:end], true
		}
	}
	return name, ok
}
