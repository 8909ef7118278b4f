package ocr

import (
	"unicode"

	"golang.org/x/text/width"
)

// Difference is where two readings of one line part: the byte ranges
// [AFrom,ATo) of the first and [BFrom,BTo) of the second stand in the same
// place. One of them may be empty: a character that only one reader saw.
type Difference struct {
	AFrom, ATo int
	BFrom, BTo int
}

// Agreement compares two readings.
type Agreement struct {
	// Differences in the order of the text; empty: the readings agree.
	Differences []Difference
	// Ratio is twice the number of characters in common over the number in
	// both, from 0 to 1; 1 for two empty readings.
	Ratio float64
}

// Agree compares the readings a and b after folding what readers write
// differently without meaning anything by it: width, spaces, punctuation of the
// same shape.
func Agree(a, b string) Agreement {
	x, y := folded(a), folded(b)
	pairs := commonSubsequence(x, y)
	result := Agreement{Ratio: 1}
	if n := len(x) + len(y); n > 0 {
		result.Ratio = 2 * float64(len(pairs)) / float64(n)
	}
	i, j := 0, 0
	for _, p := range append(pairs, [2]int{len(x), len(y)}) {
		if i < p[0] || j < p[1] {
			result.Differences = append(result.Differences, Difference{
				AFrom: start(x, i, a), ATo: end(x, p[0], i, a),
				BFrom: start(y, j, b), BTo: end(y, p[1], j, b),
			})
		}
		i, j = p[0]+1, p[1]+1
	}
	return result
}

// place is a folded character and where it stands in the text.
type place struct {
	r        rune
	from, to int
}

// start is where character i begins, end where the characters before to end
// when they begin with from.
func start(text []place, i int, s string) int {
	if i < len(text) {
		return text[i].from
	}
	return len(s)
}

func end(text []place, to, from int, s string) int {
	if to > from {
		return text[to-1].to
	}
	return start(text, from, s)
}

func folded(s string) []place {
	var text []place
	for i, r := range s {
		if unicode.IsSpace(r) {
			continue
		}
		text = append(text, place{r: foldRune(r), from: i, to: i + len(string(r))})
	}
	return text
}

// alike are marks that no reader tells apart reliably, in groups; the first of
// each stands for all. Characters that mean different things to a field, such
// as 一 and -, or 0 and O, are not folded: there a difference matters.
var alike = groups(".。．·•・‧∙", ",，、､", ":：∶︰", "-－—–―‐‑−─", "'‘’′`", "\"“”″〃", "〇○◯", "~～〜", "|丨｜")

func groups(groups ...string) map[rune]rune {
	m := map[rune]rune{}
	for _, g := range groups {
		var first rune
		for i, r := range g {
			if i == 0 {
				first = r
			}
			m[r] = first
		}
	}
	return m
}

func foldRune(r rune) rune {
	if k := width.LookupRune(r).Kind(); k == width.EastAsianFullwidth {
		r = width.LookupRune(r).Narrow()
	}
	if to, ok := alike[r]; ok {
		return to
	}
	return r
}

// commonSubsequence pairs the indexes of a longest common subsequence. Lines
// are short, so the quadratic table is the simplest that serves.
func commonSubsequence(x, y []place) [][2]int {
	length := make([][]int, len(x)+1)
	for i := range length {
		length[i] = make([]int, len(y)+1)
	}
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			length[i][j] = max(length[i+1][j], length[i][j+1])
			if x[i].r == y[j].r {
				length[i][j] = length[i+1][j+1] + 1
			}
		}
	}
	var pairs [][2]int
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i].r == y[j].r:
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}
