package seal

import (
	"slices"
	"strings"
	"sync"

	"hecha/document/register"
)

// vocabulary is a set of words of which names of organisations are made.
type vocabulary struct {
	words [][]rune // the longest first
	worth float64  // of each character after the first that a word explains
	// closed words are the only ones of their kind: they stand also where a
	// character was clearly read as another.
	closed bool
	// longClosed tells the same of its words from longPhrase characters on: hardly
	// anything else is as near to one.
	longClosed bool
}

// What words are worth and what it costs to put them on the ring, beside the
// costs of single characters. A long word that nearly stands there is hardly
// there by chance.
const (
	wordWorth    = 0.35 // a character after the first
	nameWorth    = 0.3  // the same, of regions and schools: there are thousands
	officeWorth  = 0.7  // of a region before an office's name: there always is one
	closedCost   = 0.9  // a character that was clearly read as another, of a closed word
	missingCost  = 1.3  // a character that no look saw,
	bracketCost  = 0.5  // and a bracket, which is thin
	extraCost    = 0.9  // a character that is none
	leastGain    = 0.05 // of one word over another
	widestWindow = 2    // places that a word may be wider than it is long
)

// standing is a word on places up to another one.
type standing struct {
	to     int
	worth  float64 // less what it costs
	places []choice
}

// knownWords puts words that names of organisations are made of on places that were
// read weakly: those that together are worth most. Where two words of a
// length would fit alike, neither does. places may have room for characters that
// only some looks saw.
func knownWords(places []choice) (fixed []choice) {
	// best[i] is the way to explain the first i places that is worth most: the
	// last step comes from another place, by a word or as it was read.
	type step struct {
		worth float64
		from  int
		word  []choice
	}
	best := make([]step, len(places)+1)
	for i := range places {
		if i == 0 || best[i].worth >= best[i+1].worth {
			best[i+1] = step{best[i].worth, i, written(places[i : i+1])}
		}
		for _, s := range wordsAt(places, i) {
			if worth := best[i].worth + s.worth; worth > best[s.to].worth {
				best[s.to] = step{worth, i, s.places}
			}
		}
	}
	var steps []step
	for i := len(places); i > 0; i = best[i].from {
		steps = append(steps, best[i])
	}
	for _, s := range slices.Backward(steps) {
		fixed = append(fixed, s.word...)
	}
	return fixed
}

// wordsAt are the words that stand from place i on, at most one of a length from
// each vocabulary.
func wordsAt(places []choice, i int) []standing {
	out := forms.at(places, i)
	out = append(out, trades.at(places, i)...)
	out = append(out, officesAfter(places[:i]).at(places, i)...)
	if !regionMayBegin(places[:i]) {
		return out
	}
	for _, s := range regions().at(places, i) {
		if s.to < len(places) && len(officesAfter(s.places).at(places, s.to)) > 0 {
			s.worth += officeWorth
		}
		out = append(out, s)
	}
	return out
}

// regionMayBegin tells that a region's name may follow: names begin with one, a
// county follows a city, and brackets hold one.
func regionMayBegin(before []choice) bool {
	before = written(before)
	n := len(before)
	return n == 0 || before[n-1].char == '（' || n > 1 && slices.Contains([]rune("省市州区"), before[n-1].char)
}

// at are the words that stand from place i on: of each length the one that is
// clearly worth more than the others, and more than it costs.
func (v vocabulary) at(places []choice, i int) []standing {
	var out []standing
	for words := range sameLength(v.words) {
		window := places[i:min(len(places), i+len(words[0])+widestWindow)]
		if s, ok := v.likeliest(window, words); ok {
			s.to += i
			out = append(out, s)
		}
	}
	return out
}

// likeliest is the one of words, all of a length, that is worth most on the first
// of the places; ok is false where another one is worth about as much.
func (v vocabulary) likeliest(places []choice, words [][]rune) (best standing, ok bool) {
	n := len(words[0])
	second := 0.0
	for _, word := range words {
		if 2*shared(places, word) < n {
			continue
		}
		s, ok := v.putOn(places, word)
		if s.worth += v.worth * float64(n-1); !ok || s.worth <= second {
			continue
		}
		if s.worth > best.worth {
			best, s = s, best
		}
		second = max(second, s.worth)
	}
	return best, best.worth > second+leastGain
}

// sameLength yields runs of words of one length.
func sameLength(words [][]rune) func(func([][]rune) bool) {
	return func(yield func([][]rune) bool) {
		for len(words) > 0 {
			n := slices.IndexFunc(words, func(w []rune) bool { return len(w) != len(words[0]) })
			if n < 0 {
				n = len(words)
			}
			if !yield(words[:n]) {
				return
			}
			words = words[n:]
		}
	}
}

// shared is how many characters of word were read in the window.
func shared(window []choice, word []rune) int {
	n := 0
	for _, char := range word {
		if slices.ContainsFunc(window, func(c choice) bool { return c.char == char }) {
			n++
		}
	}
	return n
}

// officesAfter are those that a region has: a province has 厅, what is below it 局,
// and the state 部.
func officesAfter(before []choice) vocabulary {
	switch name := spell(written(before)); {
	case strings.HasSuffix(name, "省") || strings.HasSuffix(name, "自治区"):
		return provincial()
	case strings.HasSuffix(name, "市") || strings.HasSuffix(name, "县") || strings.HasSuffix(name, "区") ||
		strings.HasSuffix(name, "州") || strings.HasSuffix(name, "旗"):
		return local()
	}
	return offices
}

var (
	provincial = sync.OnceValue(func() vocabulary { return offices.without("局部") })
	local      = sync.OnceValue(func() vocabulary { return offices.without("厅部") })
)

// without leaves out the words that end in one of last.
func (v vocabulary) without(last string) vocabulary {
	v.words = slices.DeleteFunc(slices.Clone(v.words), func(w []rune) bool { return strings.ContainsRune(last, w[len(w)-1]) })
	return v
}

func regions() vocabulary { return vocabulary{words: register.RegionNames(), worth: nameWorth} }
