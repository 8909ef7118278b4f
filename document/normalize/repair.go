package normalize

import (
	"slices"
	"strings"
	"unicode"
)

// Glyph is one character of a number as read, with what else the engine may
// have seen there.
type Glyph struct {
	Rune   rune
	Others []rune // the engine's runners-up with a real share
}

// Glyphs are the characters of s without blanks and with no runners-up.
func Glyphs(s string) []Glyph {
	var gs []Glyph
	for _, r := range StripSpace(s) {
		gs = append(gs, Glyph{Rune: r})
	}
	return gs
}

// Repair is a number that proves itself and differs little from what was read.
type Repair struct {
	Value   string
	Changes int // characters that are not as read, beside letters in a digit's place
	Cost    int // see the costs below
}

// The costs of taking a character for another. A letter where only a digit can
// be is no choice, so it costs least; what is only known to look alike costs
// most.
const (
	costMisplaced = 1
	costRunnerUp  = 2
	costLookAlike = 3
	costFact      = 2 // a birth date that the same paper prints says so
	costLimit     = 6
	costRival     = 1 // a solution this much dearer than the best still rivals it
)

// IDProof is what must hold of a repaired identity number beside its check digit
// and a real birth date.
type IDProof struct {
	// Known tells whether the six digits are the code of a region; nil asks
	// nothing.
	Known     func(region string) bool
	BirthDate string // as the same paper prints it, canonical; empty: unknown
	Sex       string // likewise
}

// RepairID returns the identity numbers of 18 characters that prove themselves
// and are nearest to what was read, cheapest first; none when there is none. A
// number that proves itself as read is the only solution.
//
// The check digit catches every single error but does not tell where it is: one
// in eleven wrong repairs passes it. So a repair may be used only where exactly
// one solution is returned; several solutions say that nothing is proven.
func RepairID(read []Glyph, proof IDProof) []Repair {
	if len(read) != 18 {
		return nil
	}
	options := make([][]option, len(read))
	for i, g := range read {
		signs := "0123456789"
		if i == 17 {
			signs += "X"
		}
		options[i] = optionsFor(g, signs)
	}
	if t, p, ok := ParseDate(proof.BirthDate); ok && p == PrecisionDay {
		for i, r := range t.Format("20060102") {
			options[6+i] = factOption(read[6+i], r)
		}
	}
	return repairs(options, func(v string) bool { return proof.holds(v) })
}

func (p IDProof) holds(number string) bool {
	facts, ok := IDParts(number)
	return ok && IDCheck(number) &&
		(p.Known == nil || p.Known(facts.Region)) &&
		(p.BirthDate == "" || p.BirthDate == facts.BirthDate) &&
		(p.Sex == "" || p.Sex == facts.Sex)
}

// RepairUSCC does the same for a unified social credit code, whose two check
// signs leave one wrong repair in some 300.
func RepairUSCC(read []Glyph, known func(region string) bool) []Repair {
	if len(read) != 18 {
		return nil
	}
	options := make([][]option, len(read))
	for i, g := range read {
		signs := usccSigns
		if i >= 2 && i < 8 {
			signs = "0123456789"
		}
		options[i] = optionsFor(g, signs)
	}
	return repairs(options, func(v string) bool {
		return USCCCheck(v) && (known == nil || known(v[2:8]))
	})
}

// option is one character for a place and its cost.
type option struct {
	sign   byte
	cost   int
	change bool
}

// noChoice are the letters that no number holds because they are its zero and
// its one.
var noChoice = map[rune]rune{'O': '0', '〇': '0', '○': '0', 'I': '1', 'L': '1', '|': '1'}

// optionsFor are the signs that g may stand for: itself where it is one of
// signs, the engine's runners-up and what looks like it.
func optionsFor(g Glyph, signs string) []option {
	var opts []option
	add := func(r rune, cost int, change bool) {
		if r > unicode.MaxASCII || strings.IndexByte(signs, byte(r)) < 0 {
			return
		}
		if !slices.ContainsFunc(opts, func(o option) bool { return o.sign == byte(r) }) {
			opts = append(opts, option{byte(r), cost, change})
		}
	}
	folded := unicode.ToUpper(foldRune(g.Rune))
	add(folded, 0, false)
	misplaced := len(opts) == 0
	if misplaced {
		add(noChoice[folded], 0, false)
	}
	for _, r := range g.Others {
		add(unicode.ToUpper(foldRune(r)), costRunnerUp, true)
	}
	cost := costLookAlike
	if misplaced {
		cost = costMisplaced
	}
	for _, from := range []rune{g.Rune, folded} {
		for _, r := range LookAlikes(from) {
			add(r, cost, !misplaced)
		}
	}
	return opts
}

// factOption is the only sign of a place that another field of the paper fixes.
func factOption(g Glyph, r rune) []option {
	if foldRune(g.Rune) == r {
		return []option{{byte(r), 0, false}}
	}
	return []option{{byte(r), costFact, true}}
}

// repairs searches the combinations of options up to the limit of cost and keeps
// those that hold and rival the cheapest.
func repairs(options [][]option, holds func(string) bool) []Repair {
	var found []Repair
	value := make([]byte, len(options))
	limit := costLimit
	var search func(i, cost, changes int)
	search = func(i, cost, changes int) {
		if cost > limit {
			return
		}
		if i == len(options) {
			if v := string(value); holds(v) {
				found = append(found, Repair{v, changes, cost})
				limit = min(limit, cost+costRival)
			}
			return
		}
		for _, o := range options[i] {
			value[i] = o.sign
			n := changes
			if o.change {
				n++
			}
			search(i+1, cost+o.cost, n)
		}
	}
	search(0, 0, 0)
	return rivals(found)
}

// rivals keeps the cheapest solutions and those that come near them; a number
// that holds as read has no rival.
func rivals(found []Repair) []Repair {
	slices.SortStableFunc(found, func(a, b Repair) int { return a.Cost - b.Cost })
	for i, r := range found {
		if r.Cost > found[0].Cost+costRival || i > 0 && found[0].Cost == 0 {
			return found[:i]
		}
	}
	return found
}
