package extractors

import (
	"strings"

	"hecha/document/normalize"
)

// date reads a whole date, monthDate one of which only year and month count.
// Chinese years lose their zeros to engines; where the calendar leaves one place
// to put them back, they are put back, in doubt.
var (
	date      = parser{parse: normalize.Date, repair: withZeros}
	monthDate = parser{parse: month, repair: withZeros}
)

// month is a date of which only year and month count.
func month(raw string) (string, bool) {
	value, ok := normalize.Date(raw)
	if len(value) > len("2006-01") {
		value = value[:len("2006-01")]
	}
	return value, ok
}

// The dates between which everything on these papers lies. They only narrow a
// repair that stays in doubt; a date beyond them that was read whole is kept.
const (
	earliest = "1940"
	latest   = "2035"
)

// withZeros are the dates that raw, a Chinese date with a year of too few signs,
// can have been before its zeros were lost.
func withZeros(raw string) []string {
	year, rest, ok := strings.Cut(normalize.StripSpace(raw), "年")
	signs := []rune(year)
	if !ok || len(signs) < 2 || len(signs) > 3 {
		return nil
	}
	years := []string{string(signs)}
	for range 4 - len(signs) {
		years = zeroInserted(years)
	}
	var out []string
	for _, y := range years {
		d := y + "年" + rest
		if v, ok := normalize.Date(d); ok && v >= earliest && v <= latest {
			out = append(out, d)
		}
	}
	return out
}

// zeroInserted are all ways to put one zero after the first sign of each year.
func zeroInserted(years []string) []string {
	var out []string
	for _, y := range years {
		rs := []rune(y)
		for i := 1; i <= len(rs); i++ {
			out = append(out, string(rs[:i])+"〇"+string(rs[i:]))
		}
	}
	return out
}
