package seal

import (
	"slices"
	"strings"

	"hecha/document"
	"hecha/document/normalize"
)

// Reading is a seal and how its ring text came about, for Reconcile.
type Reading struct {
	Seal   document.Seal
	places []choice // of Seal.Text, and those at which only some looks saw a character
}

// The say of a printed name in a place of the ring.
const (
	// settledWeight of votes, most of them for one character, is one that was clearly
	// read: no name overrides it.
	settledWeight = 1.5
	// glimpsedShare of the votes is a character that some look may have seen.
	glimpsedShare = 0.05
	// seenShare of the votes is a character that the looks really saw.
	seenShare = 0.15
	// blurredShare is a vote so weak that the name counts though none saw it.
	blurredShare = 0.55
	// agreedConfidence is that of a text which is, letter for letter, a name
	// printed elsewhere on the paper: a misreading would have to hit on it.
	agreedConfidence = 0.99
)

// Reconcile compares the ring with lists of names that may stand on it, the
// likeliest first, such as the employer's in the signature block and what is printed
// beside the seal. A text that is one of them becomes surer. Otherwise, where exactly
// one name of a list fits every place that was read clearly, its characters fill the
// other ones: the result is in doubt (DoubtCorrected) and keeps what was read in
// Raw. A seal that clearly differs stays as it was read. A gray one is in doubt unless
// a name agrees with it: many of them are misread, some of these surely.
func (r Reading) Reconcile(lists ...[]string) document.Seal {
	s := r.Seal
	s.Doubt = slices.Clone(s.Doubt)
	if s.Color == Gray && !slices.Contains(s.Doubt, document.DoubtLowConfidence) {
		s.Doubt = append(s.Doubt, document.DoubtLowConfidence)
	}
	if len(written(r.places)) < 4 {
		return s
	}
	for _, names := range lists {
		if slices.ContainsFunc(names, func(name string) bool { return asCut(name) == s.Text }) {
			return confirmed(s)
		}
	}
	for _, names := range lists {
		if fits := r.fitting(names); len(fits) == 1 {
			return corrected(s, fits[0])
		}
	}
	return s
}

// fitting are the different names that fit the ring, as they are cut.
func (r Reading) fitting(names []string) []string {
	var fits []string
	for _, name := range names {
		if name = asCut(name); r.fits([]rune(name)) && !slices.Contains(fits, name) {
			fits = append(fits, name)
		}
	}
	return fits
}

// corrected is s after a printed name filled what was not read clearly.
func corrected(s document.Seal, name string) document.Seal {
	s.Raw, s.Text = s.Text, name
	s.Type = TypeOf(s.Shape, s.Text, s.Inner)
	if !slices.Contains(s.Doubt, document.DoubtCorrected) {
		s.Doubt = append(s.Doubt, document.DoubtCorrected)
	}
	return s
}

// confirmed is s after a printed name agreed with it. What was corrected
// before stays in doubt: the name may have been the reason.
func confirmed(s document.Seal) document.Seal {
	if slices.Contains(s.Doubt, document.DoubtCorrected) {
		return s
	}
	s.Confidence = max(s.Confidence, agreedConfidence)
	s.Doubt = slices.DeleteFunc(s.Doubt, func(d document.Doubt) bool { return d == document.DoubtLowConfidence })
	return s
}

// asCut is a name as seals have it: without blanks, with wide brackets.
func asCut(name string) string {
	return strings.NewReplacer(" ", "", "\u3000", "", "(", "（", ")", "）").Replace(name)
}

// withText is places with the characters of text, which came from them. A text
// that has become longer or shorter stands for itself.
func withText(places, text []choice) []choice {
	if len(written(places)) != len(text) {
		return text
	}
	out := slices.Clone(places)
	i := 0
	for k := range out {
		if out[k].char != 0 {
			out[k], i = text[i], i+1
		}
	}
	return out
}

// fits tells that name differs from the ring in a third of its characters at
// most, and only where the ring was not read clearly. Characters that no look saw
// count twice where the ring is no mere blur.
func (r Reading) fits(name []rune) bool {
	// least[j]: differences of the places so far from the first j characters.
	least := make([]int, len(name)+1)
	for j := range least {
		least[j] = j * never
	}
	for _, p := range r.places {
		next := make([]int, len(name)+1)
		for j := range next {
			next[j] = least[j] + p.costOfLeavingOut()
			if j > 0 {
				next[j] = min(next[j], least[j-1]+p.costOfReading(name[j-1]))
			}
		}
		least = next
	}
	return 3*least[len(name)] <= len(name)
}

// never is more differences than any name may have.
const never = 1000

// costOfReading is 0 for the character that was read, 1 for one that may be
// meant, 2 for one that no look saw, and never where another one was read clearly.
func (c choice) costOfReading(char rune) int {
	total := c.votes.total()
	switch {
	case c.char == char:
		return 0
	case c.share < blurredShare || c.votes[char] >= seenShare*total:
		return 1
	case c.share < weakShare || c.votes[char] >= glimpsedShare*total || total < settledWeight || normalize.LookAlike(c.char, char):
		return 2
	}
	return never
}

// costOfLeavingOut is 0 where most looks saw nothing, 1 where some did.
func (c choice) costOfLeavingOut() int {
	switch {
	case c.char == 0:
		return 0
	case c.votes[0] >= seenShare*c.votes.total():
		return 1
	}
	return never
}

func (b ballot) total() float64 {
	sum := 0.0
	for _, weight := range b {
		sum += weight
	}
	return sum
}
