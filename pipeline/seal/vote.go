package seal

import (
	"math"
	"slices"
	"strings"

	"hecha/document"
)

// ballot is one place of the text and what the readings say of it; the zero
// rune stands for nothing.
type ballot map[rune]float64

// choice is the character that won a place; 0 where most readings saw nothing.
type choice struct {
	char  rune
	share float64 // of the weight cast at this place, 0 to 1
	votes ballot  // all that was cast here
}

// elect merges several readings of the same text: each is aligned with what
// the earlier ones made of it, and each place goes to the character with the
// greatest sum of scores (ROVER, Fiscus 1997). An engine's runner-up and further
// candidates count with their own scores.
func elect(readings [][]document.Char) []choice {
	readings = slices.Clone(readings)
	slices.SortStableFunc(readings, func(a, b []document.Char) int {
		return int(math.Copysign(1, trust(b)-trust(a)))
	})
	var places []ballot
	for n, r := range readings {
		places = join(places, r, float64(n))
	}
	var out []choice
	for _, p := range places {
		best, total := choice{votes: p}, 0.0
		for char, weight := range p {
			total += weight
			if weight > best.share || weight == best.share && char < best.char {
				best.char, best.share = char, weight
			}
		}
		best.share /= total
		out = append(out, best)
	}
	return out
}

// written are the places at which there is a character.
func written(places []choice) []choice {
	return slices.DeleteFunc(slices.Clone(places), func(c choice) bool { return c.char == 0 })
}

// trust is a reading's mean score.
func trust(r []document.Char) float64 {
	sum := 0.0
	for _, c := range r {
		sum += c.Confidence
	}
	return sum / math.Max(1, float64(len(r)))
}

// nothingWeight is the say of a reading that has no character at a place. It
// is below a sure character's: engines lose characters more often than they
// invent them.
const nothingWeight = 0.55

// join aligns reading r with places, to which seen readings have contributed,
// by least edit cost.
func join(places []ballot, r []document.Char, seen float64) []ballot {
	moves := align(places, r)
	var out []ballot
	i, j := 0, 0
	for _, m := range moves {
		switch m {
		case 'm':
			places[i].add(r[j])
			out = append(out, places[i])
			i, j = i+1, j+1
		case 'd':
			places[i][0] += nothingWeight
			out = append(out, places[i])
			i++
		case 'i':
			b := ballot{0: nothingWeight * seen}
			b.add(r[j])
			out = append(out, b)
			j++
		}
	}
	return out
}

func (b ballot) add(c document.Char) {
	b[c.Rune] += c.Confidence
	if c.Second != 0 {
		b[c.Second] += c.SecondConfidence
	}
	for _, f := range c.Further {
		b[f.Rune] += f.Confidence
	}
}

// faintest is the least weight that a place's character has in one of looks, on an
// average: one may be sure of what the others hardly see.
func faintest(places []choice, looks int) float64 {
	least := 1.0
	for _, c := range written(places) {
		least = math.Min(least, c.votes[c.char]/float64(looks))
	}
	return least
}

func (b ballot) total() float64 {
	sum := 0.0
	for _, weight := range b {
		sum += weight
	}
	return sum
}

// align returns the moves (match or replace m, drop d, insert i) from places
// to r.
func align(places []ballot, r []document.Char) []byte {
	n, m := len(places), len(r)
	cost := make([][]float64, n+1)
	for i := range cost {
		cost[i] = make([]float64, m+1)
		for j := range cost[i] {
			switch {
			case i == 0:
				cost[i][j] = float64(j)
			case j == 0:
				cost[i][j] = float64(i)
			default:
				cost[i][j] = min(cost[i-1][j-1]+differ(places[i-1], r[j-1]), cost[i-1][j]+1, cost[i][j-1]+1)
			}
		}
	}
	var moves []byte
	for i, j := n, m; i > 0 || j > 0; {
		switch {
		case i > 0 && j > 0 && cost[i][j] == cost[i-1][j-1]+differ(places[i-1], r[j-1]):
			moves, i, j = append(moves, 'm'), i-1, j-1
		case i > 0 && cost[i][j] == cost[i-1][j]+1:
			moves, i = append(moves, 'd'), i-1
		default:
			moves, j = append(moves, 'i'), j-1
		}
	}
	slices.Reverse(moves)
	return moves
}

// differ is the cost of putting c at place b.
func differ(b ballot, c document.Char) float64 {
	if _, ok := b[c.Rune]; ok {
		return 0
	}
	return 1.2
}

// tidy drops what no seal begins or ends with and makes brackets full width,
// as they are cut.
func tidy(chars []document.Char) []document.Char {
	var out []document.Char
	for _, c := range chars {
		switch c.Rune {
		case ' ', '\u3000':
			continue
		case '(', '[', '〔', '【':
			c.Rune = '（'
		case ')', ']', '〕', '】':
			c.Rune = '）'
		}
		out = append(out, c)
	}
	for len(out) > 0 && (isNoEnd(out[0]) || out[0].Rune == '）' || standsApart(out, 0, 1)) {
		out = out[1:]
	}
	for n := len(out); n > 0; n = len(out) {
		if last := out[n-1]; !isNoEnd(last) && last.Rune != '（' && !standsApart(out, n-1, n-2) {
			break
		}
		out = out[:n-1]
	}
	return out
}

// isNoEnd tells what no name begins or ends with: punctuation, and digits, which
// are those of a date that is printed there.
func isNoEnd(c document.Char) bool { return isSpeck(c) || c.Rune >= '0' && c.Rune <= '9' }

// standsApart tells that the character at an end is unsure and further from
// its neighbour than characters are from each other: a remnant of other print.
func standsApart(chars []document.Char, end, neighbour int) bool {
	n := len(chars)
	if n < 4 || chars[end].Confidence > 0.75 {
		return false
	}
	middle := func(i int) float64 { return (chars[i].From + chars[i].To) / 2 }
	pitch := (middle(n-2) - middle(1)) / float64(n-3)
	return math.Abs(middle(end)-middle(neighbour)) > 1.45*pitch
}

// isSpeck tells whether c is punctuation, or a lone Latin letter or digit that
// is not sure: engines read specks as these.
func isSpeck(c document.Char) bool {
	if c.Rune < 128 && c.Confidence < 0.9 {
		return true
	}
	return strings.ContainsRune("。，、；：？！.,;:?!·•-—_~'\"`|/\\《》<>“”‘’#*^", c.Rune)
}

func spell(choices []choice) string {
	var b strings.Builder
	for _, c := range choices {
		b.WriteRune(c.char)
	}
	return b.String()
}

func textOf(chars []document.Char) string {
	var b strings.Builder
	for _, c := range chars {
		b.WriteRune(c.Rune)
	}
	return b.String()
}
