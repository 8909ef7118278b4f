package register

import "hecha/document/normalize"

// lookAlikeCost is what it costs to take a character for one that looks like it.
const lookAlikeCost = 0.25

// distance is the edit distance of a and b in which look-alikes are cheap.
func distance(a, b []rune) float64 {
	row := make([]float64, len(b)+1)
	for j := range row {
		row[j] = float64(j)
	}
	for i := range a {
		diagonal := row[0]
		row[0] = float64(i + 1)
		for j := range b {
			replace := diagonal + substitution(a[i], b[j])
			diagonal = row[j+1]
			row[j+1] = min(replace, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

func substitution(a, b rune) float64 {
	switch {
	case a == b:
		return 0
	case normalize.LookAlike(a, b):
		return lookAlikeCost
	}
	return 1
}
