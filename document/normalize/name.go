package normalize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is the length that systems must hold, 民委发〔2016〕33号.
const maxName = 25

// Name is a person's name without blanks, its parts joined by U+00B7. ok is
// false for anything but 2 to 25 ideographs; a name of a single ideograph
// exists but is rare enough for a person to look at.
func Name(s string) (value string, ok bool) {
	value = strings.TrimPrefix(joinDots(StripSpace(s)), "姓名") // a label that no white parts from the name
	n := utf8.RuneCountInString(value)
	if n < 2 || n > maxName || strings.HasPrefix(value, "·") || strings.HasSuffix(value, "·") {
		return value, false
	}
	for _, r := range value {
		if r != MiddleDot && !isNameRune(r) {
			return value, false
		}
	}
	return value, true
}

// joinDots makes every dot, also the full stops that engines read instead, a
// single middle dot.
func joinDots(s string) string {
	var b strings.Builder
	last := rune(0)
	for _, r := range s {
		if r = foldRune(r); r == '.' {
			r = MiddleDot
		}
		if r != MiddleDot || last != MiddleDot {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// isNameRune accepts ideographs; private-use characters too, because old
// registers hold rare names there.
func isNameRune(r rune) bool {
	return unicode.Is(unicode.Han, r) || unicode.Is(unicode.Co, r)
}

// Organisation is the name of an employer, school or office without blanks, its
// brackets full-width as such names are registered, other full-width letters
// and digits half-width. ok is false when it has fewer than 4 or more than 60
// characters or no ideograph.
func Organisation(s string) (value string, ok bool) {
	value = strings.Map(organisationRune, StripSpace(s))
	n := utf8.RuneCountInString(value)
	return value, n >= 4 && n <= 60 && strings.IndexFunc(value, isNameRune) >= 0
}

func organisationRune(r rune) rune {
	switch f := foldRune(r); {
	case f == '(':
		return '（'
	case f == ')':
		return '）'
	case f == '.' || f == ',' || f == ':':
		return r
	default:
		return f
	}
}
