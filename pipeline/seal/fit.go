package seal

import (
	"slices"

	"hecha/document"
	"hecha/document/normalize"
)

// The say of a printed name in a place of the ring.
const (
	// settledWeight of votes, most of them for one character, is one that was clearly
	// read.
	settledWeight = 1.5
	// glimpsedShare of the votes is a character that some look may have seen.
	glimpsedShare = 0.05
	// seenShare of the votes is a character that the looks really saw.
	seenShare = 0.15
	// blurredShare is a vote so weak that the name counts though none saw it.
	blurredShare = 0.55
	// hazyConfidence is that of a ring below which characters may be lost, and
	// blurConfidence that below which even what seems clear may be misread.
	hazyConfidence = 0.5
	blurConfidence = 0.3
)

// What it costs to read a name on a ring, of which a third of the name's length may
// be spent.
const (
	meantCost   = 1 // a character that may be meant
	speckCost   = 1 // one on the ring that some looks did not see, or weak beside the name
	unseenCost  = 2 // one of the name that no look saw
	besideCost  = 2 // a clear one beside the name
	againstCost = 3 // one against a character that seems clear
	lostCost    = 3 // one of the name that has no place
	never       = 1000
)

// fitting is the name that fits the ring best, as it is cut: of those that cost as
// little, one of the likeliest list. ok is false where none fits, or where two of a list
// fit alike.
func (r Reading) fitting(lists [][]string) (name string, ok bool) {
	least := never
	for _, names := range lists {
		if best, cost, unique := r.nearest(names); unique && cost < least {
			name, least, ok = best, cost, true
		}
	}
	return name, ok
}

// nearest is the one of names that fits the ring at the least cost; it is not unique
// where another one fits as well.
func (r Reading) nearest(names []string) (name string, least int, unique bool) {
	least = never
	for _, n := range names {
		n = asCut(n)
		switch cost, fits := r.costOfName([]rune(n)); {
		case !fits || n == name:
		case cost < least:
			name, least, unique = n, cost, true
		case cost == least:
			unique = false
		}
	}
	return name, least, unique
}

// costOfName is what it costs to read name on the ring; it fits where that is a third
// of its characters at most.
func (r Reading) costOfName(name []rune) (cost int, fits bool) {
	if len(name) < fewestRead {
		return never, false
	}
	// least[j]: the places so far read as the first j characters.
	least := make([]int, len(name)+1)
	for j := 1; j < len(least); j++ {
		least[j] = least[j-1] + r.costOfLosing(name[j-1])
	}
	for _, p := range r.places {
		next := make([]int, len(name)+1)
		for j := range next {
			next[j] = least[j] + r.costOfLeavingOut(p, j == 0 || j == len(name))
			if j > 0 {
				next[j] = min(next[j], least[j-1]+r.costOfReading(p, name[j-1]), next[j-1]+r.costOfLosing(name[j-1]))
			}
		}
		least = next
	}
	cost = least[len(name)]
	return cost, 3*cost <= len(name)
}

// costOfReading is what it costs to read place p as char.
func (r Reading) costOfReading(p choice, char rune) int {
	total := p.votes.total()
	switch {
	case p.char == char:
		return 0
	case p.share < blurredShare || p.votes[char] >= seenShare*total || p.char == 0 && p.votes[0] < total:
		return meantCost
	case p.share < weakShare || p.votes[char] >= glimpsedShare*total || total < settledWeight || normalize.LookAlike(p.char, char):
		return unseenCost
	case r.Seal.Confidence < blurConfidence:
		return againstCost
	}
	return never
}

// costOfLeavingOut is what it costs to take place p for none, beside the name or
// within.
func (r Reading) costOfLeavingOut(p choice, beside bool) int {
	switch {
	case p.char == 0:
		return 0
	case p.votes[0] >= seenShare*p.votes.total() || beside && p.share < weakShare:
		return speckCost
	case beside && slices.Contains(r.Seal.Doubt, document.DoubtLowConfidence):
		return besideCost
	}
	return never
}

// costOfLosing is what it costs that char of a name has no place.
func (r Reading) costOfLosing(char rune) int {
	switch {
	case r.Seal.Confidence >= hazyConfidence:
		return never
	case char == '（' || char == '）':
		return speckCost
	}
	return lostCost
}
