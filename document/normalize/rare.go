package normalize

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// rare.txt has on each line a character that readers know and the rare ones,
// of GB 2312's level 2 or of names, whose shapes are nearest to it. It is made
// by internal/rare.
//
//go:embed rare.txt
var rareText string

var rareLookAlikes = sync.OnceValue(func() map[rune][]rune {
	m := map[rune][]rune{}
	for line := range strings.Lines(rareText) {
		runes := []rune(strings.TrimSpace(line))
		m[runes[0]] = runes[1:]
	}
	return m
})

// RareLookAlikes are the rare characters that a reader which does not know them
// may take for r.
func RareLookAlikes(r rune) []rune { return slices.Clone(rareLookAlikes()[r]) }

// Everyday tells whether r is one of the 3,755 characters of GB 2312's level 1.
func Everyday(r rune) bool {
	b, err := simplifiedchinese.GBK.NewEncoder().String(string(r))
	return err == nil && len(b) == 2 && b[0] >= 0xB0 && b[0] < 0xD8 && b[1] >= 0xA1
}
