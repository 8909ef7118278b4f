package seal

import (
	"slices"
	"strings"

	"hecha/document"
)

// Reading is a seal and how its ring text came about, for Reconcile.
type Reading struct {
	Seal   document.Seal
	places []choice // of Seal.Text, and those at which only some looks saw a character
}

// agreedConfidence is that of a text which is, letter for letter, a name
// printed elsewhere on the paper: a misreading would have to hit on it.
const agreedConfidence = 0.99

// fewestRead is the least number of characters on a ring that a name is compared with.
const fewestRead = 3

// Reconcile compares the ring with lists of names that may stand on it, the
// likeliest first, such as the employer's in the signature block and what is printed
// beside the seal. A text that is one of them becomes surer. Otherwise the name that
// fits best fills what was not read clearly: the result is in doubt
// (DoubtCorrected) and keeps what was read in Raw. A seal that clearly differs stays
// as it was read. A gray one is in doubt unless a name agrees with it: many of them
// are misread, some of these surely.
func (r Reading) Reconcile(lists ...[]string) document.Seal {
	s := r.Seal
	s.Doubt = slices.Clone(s.Doubt)
	if s.Color == Gray && !slices.Contains(s.Doubt, document.DoubtLowConfidence) {
		s.Doubt = append(s.Doubt, document.DoubtLowConfidence)
	}
	if len(written(r.places)) < fewestRead {
		return s
	}
	for _, names := range lists {
		if slices.ContainsFunc(names, func(name string) bool { return asCut(name) == s.Text }) {
			return r.confirmed(s)
		}
	}
	if name, ok := r.fitting(lists); ok {
		return corrected(s, name)
	}
	return s
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

// confirmed is s after a printed name agreed with it. What was corrected before stays
// in doubt where no look saw it.
func (r Reading) confirmed(s document.Seal) document.Seal {
	if slices.ContainsFunc(r.places, choice.madeUp) {
		return s
	}
	s.Confidence = max(s.Confidence, agreedConfidence)
	s.Doubt = slices.DeleteFunc(s.Doubt, func(d document.Doubt) bool {
		return d == document.DoubtLowConfidence || d == document.DoubtCorrected
	})
	return s
}

// madeUp tells that hardly a look saw the place's character.
func (c choice) madeUp() bool {
	return c.char != 0 && c.votes[c.char] < seenShare*c.votes.total()
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
