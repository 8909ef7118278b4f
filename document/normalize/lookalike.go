package normalize

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed lookalikes.txt
var lookAlikeGroups string

// digitLooks are the signs that a digit of a number is read as.
var digitLooks = map[rune]string{
	'0': "OoQD〇口○86", '1': "lIi|丨7", '2': "Zz7", '3': "8B5", '4': "A", '5': "Ss63", '6': "bG850",
	'7': "1T2", '8': "B3609", '9': "gq08", 'X': "x×*K",
}

var lookAlikes = sync.OnceValue(func() map[rune][]rune {
	table := map[rune][]rune{}
	add := func(a, b rune) {
		if a != b && !slices.Contains(table[a], b) {
			table[a] = append(table[a], b)
		}
	}
	for line := range strings.Lines(lookAlikeGroups) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, a := range line {
			for _, b := range line {
				add(a, b)
			}
		}
	}
	for digit, looks := range digitLooks {
		for _, r := range looks {
			add(digit, r)
			add(r, digit)
		}
	}
	for _, l := range table {
		slices.Sort(l)
	}
	return table
})

// LookAlikes are the characters that readers take for r, in the order of their
// code points; nil for most. The caller must not change them.
func LookAlikes(r rune) []rune { return lookAlikes()[r] }

// LookAlike tells whether readers take a for b.
func LookAlike(a, b rune) bool { return slices.Contains(lookAlikes()[a], b) }

// SameButLookAlike tells whether a and b differ, but only in characters that
// look alike, blanks and the form of characters aside. Such a pair may be one
// name read twice; it never proves that it is.
func SameButLookAlike(a, b string) bool {
	x, y := []rune(compact(a)), []rune(compact(b))
	if len(x) != len(y) {
		return false
	}
	differ := false
	for i := range x {
		if x[i] == y[i] {
			continue
		}
		if !LookAlike(x[i], y[i]) {
			return false
		}
		differ = true
	}
	return differ
}
