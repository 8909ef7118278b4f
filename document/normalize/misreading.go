package normalize

import (
	"iter"
	"slices"
	"strings"
)

const digits = "0123456789"

// longNumber is the length from which on a number may have lost one of its digits
// unnoticed.
const longNumber = 8

// Misreadings yields what a value may be that was read as read, if one of its
// characters was taken for one that looks like it, or if a long number lost one of
// its digits. A digit is taken for another digit only: what makes a number none is
// no other number.
func Misreadings(read string) iter.Seq[string] {
	return func(yield func(string) bool) {
		signs := []rune(read)
		for i, r := range signs {
			for _, like := range looksOf(r) {
				if !yield(string(signs[:i]) + string(like) + string(signs[i+1:])) {
					return
				}
			}
		}
		if len(read) < longNumber || strings.Trim(read, digits+"X") != "" {
			return
		}
		for i := range len(read) + 1 {
			for _, d := range digits {
				if !yield(read[:i] + string(d) + read[i:]) {
					return
				}
			}
		}
	}
}

// looksOf are the look-alikes of r, for a digit those that are digits.
func looksOf(r rune) []rune {
	all := LookAlikes(r)
	if !strings.ContainsRune(digits, r) {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(r rune) bool { return !strings.ContainsRune(digits, r) && r != 'X' })
}
