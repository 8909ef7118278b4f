package seal

import (
	"slices"

	"hecha/document/normalize"
)

// alignment is what it costs to put the first characters of a word on the first of
// the places: costs[j][i] for j characters on i places.
type alignment struct {
	vocabulary
	word   []rune
	places []choice
	costs  [][]float64
}

func (v vocabulary) align(places []choice, word []rune) alignment {
	a := alignment{v, word, places, make([][]float64, len(word)+1)}
	for j := range a.costs {
		a.costs[j] = make([]float64, len(places)+1)
		for i := range a.costs[j] {
			switch {
			case j == 0 && i == 0:
			case j == 0:
				a.costs[j][i] = never // a word begins on the first place
			case i == 0:
				a.costs[j][i] = a.missing(j, i)
			default:
				a.costs[j][i] = min(a.replacing(j, i), a.missing(j, i), a.leavingOut(j, i))
			}
		}
	}
	return a
}

// replacing is the cost of character j on place i, both counted from 1, after what
// comes before.
func (a alignment) replacing(j, i int) float64 {
	return a.costs[j-1][i-1] + a.costOf(a.places[i-1], a.word[j-1])
}

// missing is the cost of character j on no place.
func (a alignment) missing(j, i int) float64 {
	if char := a.word[j-1]; char == '（' || char == '）' {
		return a.costs[j-1][i] + bracketCost
	}
	return a.costs[j-1][i] + missingCost
}

// leavingOut is the cost of nothing on place i.
func (a alignment) leavingOut(j, i int) float64 {
	return a.costs[j][i-1] + a.places[i-1].costAsNothing()
}

// putOn puts word on as many of the first places as cost least. ok is false where
// less than half of the word was read there, or where something clear speaks
// against it.
func (v vocabulary) putOn(places []choice, word []rune) (s standing, ok bool) {
	a := v.align(places, word)
	n := len(word)
	for i, cost := range a.costs[n] {
		if cost < a.costs[n][s.to] {
			s.to = i
		}
	}
	s.worth = -a.costs[n][s.to]
	same := 0
	for i, j := s.to, n; j > 0; {
		switch {
		case i > 0 && a.costs[j][i] == a.replacing(j, i):
			c := places[i-1]
			if c.char == word[j-1] {
				same++
			}
			c.char = word[j-1]
			s.places = append(s.places, c)
			i, j = i-1, j-1
		case i > 0 && a.costs[j][i] == a.leavingOut(j, i):
			i--
		default:
			s.places = append(s.places, choice{char: word[j-1]})
			j--
		}
	}
	slices.Reverse(s.places)
	return s, 2*same >= n && s.worth > -never
}

// costOf is what it costs to put char of the word on a place.
func (a alignment) costOf(c choice, char rune) float64 {
	cost := c.costOf(char)
	switch {
	case cost < clearCost:
		return cost
	case a.closed || a.longClosed && len(a.word) >= longPhrase:
		return closedCost
	case normalize.LookAlike(c.char, char):
		return weakCost
	}
	return never
}

// costAsNothing is what it costs to take a place for a speck.
func (c choice) costAsNothing() float64 {
	switch {
	case c.char == 0:
		return 0
	case c.share < weakShare:
		return extraCost
	}
	return never
}
