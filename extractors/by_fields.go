package extractors

import (
	"cmp"
	"slices"

	"hecha/document"
)

// Papers of no known kind give a few fields at most, whichever extractor reads them;
// a paper in wordings that are new gives most of what its kind has. What that counts
// beside the words that tell a kind:
const (
	fieldWorth = 0.06 // a field, against the weights of words
	minClaim   = 0.3  // of the words, below which fields count nothing
	minFields  = 6
	minWorth   = 0.72 // of words and fields together
)

// unsureKind is the confidence below which a kind is told by the fields that a paper
// gives, and not by what it says about itself.
const unsureKind = minMatch

// maxClaims is how many kinds are read, those whose words claim the paper most.
const maxClaims = 3

// byFields is the kind of a paper whose words alone tell none: the one that it gives
// most fields of. sure is below unsureKind.
func byFields(s Sheet) (kind document.Kind, x Extraction, sure float64, ok bool) {
	most := 0.0
	for _, c := range claims(s) {
		got := c.extractor.Extract(s)
		worth := c.words + fieldWorth*float64(len(got.Fields))
		if len(got.Fields) >= minFields && worth >= minWorth && worth > most {
			kind, x, most, ok = c.extractor.Kind(), got, worth, true
			sure = min(c.words, unsureKind-0.01)
		}
	}
	return kind, x, sure, ok
}

// claim is how much the words of a paper speak for a kind.
type claim struct {
	extractor Extractor
	words     float64
}

func claims(s Sheet) []claim {
	in := contentsOf(s)
	var all []claim
	for _, e := range All() {
		c, ok := e.(clued)
		if !ok {
			continue
		}
		if words := in.weigh(c.clues()).score; words >= minClaim {
			all = append(all, claim{e, words})
		}
	}
	slices.SortStableFunc(all, func(a, b claim) int { return cmp.Compare(b.words, a.words) })
	return all[:min(len(all), maxClaims)]
}
