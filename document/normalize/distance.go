package normalize

import "math"

// lookAlikeCost is what it costs to take a character for one that looks like it.
const lookAlikeCost = 0.25

// Distance is the edit distance of two texts, blanks and the form of characters
// aside: the least number of characters that were added, lost or taken for
// another, where taking one for a look-alike counts a quarter.
func Distance(a, b string) float64 {
	return FoldedDistance(Comparable(a), Comparable(b), math.Inf(1))
}

// Comparable is a text as Distance compares it: folded, in upper case and
// without blanks.
func Comparable(s string) []rune { return []rune(compact(s)) }

// FoldedDistance is Distance for whoever compares one text with many: of texts
// that Comparable made, and where it exceeds limit only some number that does.
func FoldedDistance(a, b []rune, limit float64) float64 {
	row := make([]float64, len(b)+1)
	for j := range row {
		row[j] = float64(j)
	}
	for i := range a {
		diagonal, least := row[0], float64(i+1)
		row[0] = least
		for j := range b {
			replace := diagonal + substitution(a[i], b[j])
			diagonal = row[j+1]
			row[j+1] = min(replace, row[j]+1, row[j+1]+1)
			least = min(least, row[j+1])
		}
		if least > limit {
			return least
		}
	}
	return row[len(b)]
}

func substitution(a, b rune) float64 {
	switch {
	case a == b:
		return 0
	case LookAlike(a, b):
		return lookAlikeCost
	}
	return 1
}
