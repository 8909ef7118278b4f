package check

import (
	"strings"
	"unicode/utf8"

	"hecha/document"
	"hecha/document/normalize"
)

// fact is one value of an application and where it stands.
type fact struct {
	value      string
	field      string // of the place
	place      document.Place
	kind       document.Kind
	confidence float64 // 1 for what was declared
	doubts     []document.Doubt
	doubted    bool // the reading asks for a person
	derived    bool // follows from another field: a birth date from an identity number
}

// verdict is what comparing two values comes to.
type verdict int

const (
	agrees verdict = iota
	unclear
	nearlyAgrees // but for one sign, which two people may differ in, and two readings
	contradicts
)

// sureTogether is the probability that both values are right from which on their
// difference is a contradiction and no question of reading.
const sureTogether = 0.9

// surelyTogether is that for values that differ in one sign only: rare signs are
// misread as signs that no list of look-alikes has beside them.
const surelyTogether = 0.97

// tolerate turns a contradiction of values that were not surely read into an
// unclear one: a person looks at the pictures and not at a verdict.
func tolerate(v verdict, a, b fact) verdict {
	limit := sureTogether
	switch v {
	case agrees, unclear:
		return v
	case nearlyAgrees:
		limit = surelyTogether
	}
	if a.doubted || b.doubted || a.confidence*b.confidence < limit {
		return unclear
	}
	return contradicts
}

// comparison compares two values of one sort.
type comparison func(a, b string) verdict

// dots are the signs between the parts of a name, which people write, change and leave
// out at will (民委发〔2016〕33号 asks for ·).
var dots = strings.NewReplacer("·", "", "•", "", "・", "", "‧", "", "∙", "", ".", "", "．", "", "。", "")

// sameName compares names of persons: exactly, but for dots and for what readers
// confuse or lose.
func sameName(a, b string) verdict {
	a, b = dots.Replace(plain(a)), dots.Replace(plain(b))
	switch {
	case a == b:
		return agrees
	case normalize.SameButLookAlike(a, b), oneLost(a, b):
		return unclear
	case oneOther(a, b):
		return nearlyAgrees
	}
	return contradicts
}

// oneOther tells whether two names of three signs or more differ in one of them.
func oneOther(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) || len(x) < 3 {
		return false
	}
	n := 0
	for i := range x {
		if x[i] != y[i] {
			n++
		}
	}
	return n == 1
}

// sameNumber compares numbers without a check of their own.
func sameNumber(a, b string) verdict {
	switch {
	case a == b:
		return agrees
	case normalize.SameButLookAlike(a, b), oneLost(a, b):
		return unclear
	}
	return contradicts
}

// sameID lets a number that proves itself stand against another that does, too:
// no misreading gives that. The old number of a person is no other one, and a number of
// another sort of document contradicts none.
func sameID(a, b string) verdict {
	for _, pair := range [][2]string{{a, b}, {b, a}} {
		if long, ok := normalize.IDFrom15(pair[0]); ok && long == pair[1] {
			return agrees
		}
	}
	v := sameNumber(a, b)
	switch {
	case a != b && normalize.IDCheck(a) && normalize.IDCheck(b):
		return contradicts
	case v == contradicts && (!ofIDCard(a) || !ofIDCard(b)):
		return unclear
	}
	return v
}

// ofIDCard tells whether a number is that of an identity card. Those of passports and
// permits, which papers bear in its place, have letters before fewer digits.
func ofIDCard(number string) bool {
	_, ok := normalize.IDNumber(number)
	return ok
}

func exactly(a, b string) verdict {
	if a == b {
		return agrees
	}
	return contradicts
}

// sameDate compares to the precision that both have. Another day of the same
// month is unclear: papers about one graduation are dated by several offices.
func sameDate(a, b string) verdict {
	n := min(len(a), len(b))
	switch {
	case a[:n] == b[:n]:
		return agrees
	case n > len("2006-01") && a[:len("2006-01")] == b[:len("2006-01")]:
		return unclear
	}
	return contradicts
}

// sameDay is sameDate for a day that is written the same everywhere.
func sameDay(a, b string) verdict {
	n := min(len(a), len(b))
	return exactly(a[:n], b[:n])
}

// sameWords compares names of schools and employers, which people write out and
// shorten and readers read nearly right.
func sameWords(a, b string) verdict {
	a, b = plain(a), plain(b)
	switch {
	case a == b:
		return agrees
	case strings.Contains(a, b), strings.Contains(b, a), oneLost(a, b):
		return unclear
	case normalize.Distance(a, b) <= nearShare*float64(min(utf8.RuneCountInString(a), utf8.RuneCountInString(b))):
		return unclear
	}
	return contradicts
}

// sameMajor leaves out what stands in brackets, a direction or a form of study.
func sameMajor(a, b string) verdict {
	bare := func(s string) string {
		s, _, _ = strings.Cut(plain(s), "(")
		return strings.TrimSuffix(s, "专业")
	}
	if bare(a) == bare(b) {
		return agrees
	}
	return sameWords(bare(a), bare(b))
}

// sameForm compares forms of study by whether they take the whole day: the words
// for the others are used for one another.
func sameForm(a, b string) verdict {
	switch {
	case a == b, fullTime(a) && fullTime(b):
		return agrees
	case fullTime(a) != fullTime(b):
		return contradicts
	}
	return unclear
}

// fullTime tells whether a form of study takes the whole day.
func fullTime(form string) bool {
	return strings.HasSuffix(form, "全日制") && !strings.HasPrefix(form, "非") || form == "脱产"
}

// oneLost tells whether one of two is the other without one character, as
// readers lose one.
func oneLost(a, b string) bool {
	long, short := []rune(a), []rune(b)
	if len(long) < len(short) {
		long, short = short, long
	}
	if len(long) != len(short)+1 {
		return false
	}
	i := 0
	for i < len(short) && long[i] == short[i] {
		i++
	}
	return string(long[i+1:]) == string(short[i:])
}
