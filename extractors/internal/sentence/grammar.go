package sentence

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"hecha/document/normalize"
)

// Never is the cost of what is no value of its class.
var Never = math.Inf(1)

// The costs that are the same for every grammar. A word is nearly free, so that
// long words win over short ones and words over values; a character that nothing
// explains costs more than one of an unusual value.
const (
	costWord    = 0.1
	costUnknown = 1.0 // a character that nothing explains
	costMore    = 0.5 // each further one right behind it
	costBreak   = 0.6 // between two blocks of the page, inside a value
	costLook    = 0.5 // a character of a word read as a look-alike, or as the runner-up
	costMisread = 1.3 // a character of a word read as any other
)

// minMisread is the length from which on a word may have one character that is
// neither right nor a look-alike.
const minMisread = 4

// Word is a list of words that do the same in a sentence.
type Word struct {
	Sign  string
	Words string // separated by blanks, folded as layout.Fold does
}

// Value is an open class of text.
type Value struct {
	Sign     string
	Min, Max int // in characters; Max 0: Min
	// Form is the cost of a text as a value of this class by itself; Never when it
	// can be none. Breaks are not part of the text.
	Form func(text string) float64
	// Break is what a line or block that ends within the value costs, and a blank a
	// quarter of that; 0: as usual.
	Break float64
	// After and Before are the signs that it may stand after and before, each with
	// what that costs or, by a sign that hardly stands elsewhere, spares:
	// "student name+0.5 sex_label-0.8". Marks do not part it from a sign;
	// beside signs there are "mark" (within a sentence), "start" and "end" (of the
	// text, a sentence or a block), "unknown" and "any".
	After, Before string
}

// Grammar is words and values, ready for parsing. It is safe for concurrent use.
type Grammar struct {
	signs  []string
	words  []word
	byHead map[rune][]int // words by their first rune
	values []value
}

type word struct {
	sign  int
	runes []rune
}

type value struct {
	Value
	sign          int
	after, before prices
}

// prices are what neighbours cost, by sign.
type prices []float64

// Signs that every grammar has.
const (
	signStart = iota // before the first piece
	signUnknown
	signMark // of prices only
	signHard // of prices only: "start" or "end"
	signAny  // of prices only
	reserved
)

// New prepares a grammar; it panics when a value names a sign that there is not.
func New(words []Word, values []Value) *Grammar {
	g := &Grammar{signs: make([]string, reserved), byHead: map[rune][]int{}}
	index := map[string]int{"unknown": signUnknown, "mark": signMark, "start": signHard, "end": signHard, "any": signAny}
	sign := func(name string) int {
		if _, ok := index[name]; !ok {
			index[name] = len(g.signs)
			g.signs = append(g.signs, name)
		}
		return index[name]
	}
	for _, w := range words {
		for _, s := range strings.Fields(w.Words) {
			rs := []rune(s)
			g.byHead[rs[0]] = append(g.byHead[rs[0]], len(g.words))
			g.words = append(g.words, word{sign(w.Sign), rs})
		}
	}
	for _, v := range values {
		v.Max = max(v.Max, v.Min)
		if v.Break == 0 {
			v.Break = costBreak
		}
		g.values = append(g.values, value{Value: v, sign: sign(v.Sign)})
	}
	for i := range g.values {
		v := &g.values[i]
		v.after, v.before = pricesOf(v.After, index, len(g.signs)), pricesOf(v.Before, index, len(g.signs))
	}
	return g
}

func pricesOf(list string, index map[string]int, n int) prices {
	p := make(prices, n)
	for i := range p {
		p[i] = Never
	}
	for _, item := range strings.Fields(list) {
		name, price := item, ""
		if i := strings.IndexAny(item, "+-"); i >= 0 {
			name, price = item[:i], item[i:]
		}
		at, ok := index[name]
		if !ok {
			panic(fmt.Sprintf("sentence: no sign %q", name))
		}
		p[at] = 0
		if price != "" {
			cost, err := strconv.ParseFloat(price, 64)
			if err != nil {
				panic(fmt.Sprintf("sentence: price of %q: %v", item, err))
			}
			p[at] = cost
		}
	}
	return p
}

// of is the price of the neighbour sign, from which mark parts the value.
func (p prices) of(sign int, m mark) float64 {
	cost := math.Min(p[sign], p[signAny])
	switch {
	case m == softMark:
		cost = math.Min(cost, p[signMark])
	case m == hardMark || sign == signStart:
		cost = math.Min(cost, p[signHard])
	}
	return cost
}

// mark is what stands between two pieces.
type mark int

const (
	noMark mark = iota
	softMark
	hardMark
)

// Marks of a text: blocks are parted by "\n", fragments of a row by " ".
const (
	softMarks = ",、:()\"-·. |丨*_/"
	hardMarks = "。;!\n"
)

func markOf(r rune) mark {
	switch {
	case strings.ContainsRune(hardMarks, r):
		return hardMark
	case strings.ContainsRune(softMarks, r):
		return softMark
	}
	return noMark
}

// matchWord is the cost of w at position i of text, and where it ends.
func (w word) match(text []Rune, i int) (cost float64, end int) {
	cost = costWord
	look, misread := 0, 0
	at := i
	for k, r := range w.runes {
		for k > 0 && at < len(text) && (text[at].R == '\n' || text[at].R == ' ') {
			at++
		}
		if at >= len(text) {
			return Never, i
		}
		switch t := text[at]; {
		case t.R == r:
		case t.Second == r || normalize.LookAlike(t.R, r):
			look++
			cost += costLook
		default:
			misread++
			cost += costMisread
		}
		if misread > 1 || misread > 0 && (len(w.runes) < minMisread || look > 0) || 2*look > len(w.runes)+1 {
			return Never, i
		}
		at++
	}
	return cost, at
}

// heads are the words that may begin with r.
func (g *Grammar) heads(r Rune) []int {
	heads := g.byHead[r.R]
	if more := g.byHead[r.Second]; r.Second != 0 && len(more) > 0 {
		heads = append(append([]int(nil), heads...), more...)
	}
	for _, l := range normalize.LookAlikes(r.R) {
		if more := g.byHead[l]; len(more) > 0 && l != r.Second {
			heads = append(append([]int(nil), heads...), more...)
		}
	}
	return heads
}

// Rune is one character of a text, with the engine's runner-up, 0 for none.
type Rune struct{ R, Second rune }

// Runes are those of s without runners-up.
func Runes(s string) []Rune {
	out := make([]Rune, 0, utf8.RuneCountInString(s))
	for _, r := range s {
		out = append(out, Rune{R: r})
	}
	return out
}
