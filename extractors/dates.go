package extractors

import (
	"regexp"
	"strings"

	"hecha/document/normalize"
)

// date reads a whole date, monthDate one of which only year and month count.
// Chinese years lose their zeros to engines; where the calendar leaves one place
// to put them back, they are put back, in doubt.
var (
	date      = parser{parse: wholeDate, repair: likelyDates}
	monthDate = parser{parse: month, repair: likelyDates}
)

// likelyDates are the dates that raw can have been.
func likelyDates(raw string) []string {
	if dates := withSigns(raw); len(dates) > 0 {
		return dates
	}
	return withZeros(raw)
}

// strokes is how engines write the numeral 一 where it stands in a Chinese date
// beside a rule or a seal.
var strokes = strings.NewReplacer("→", "一", "—", "一", "–", "一", "-", "一", "~", "一", "_", "一", "←", "一")

// withSigns are the dates that raw, a Chinese date with a year of four signs, can
// have been before its strokes were read as lines, or the second sign of its
// year, which only the century decides, as another.
func withSigns(raw string) []string {
	year, rest, ok := strings.Cut(strokes.Replace(normalize.StripSpace(raw)), "年")
	signs := []rune(year)
	if !ok || len(signs) != 4 || !strings.ContainsAny(year, "一二三四五六七八九") {
		return nil
	}
	years := []string{year}
	switch signs[0] {
	case '一':
		years = append(years, "一九"+string(signs[2:]))
	case '二':
		years = append(years, "二〇"+string(signs[2:]))
	case '七', '三', '工', '亠':
		if strings.ContainsRune("〇○零0oO", signs[1]) { // no year but one of 二〇…
			years = append(years, "二〇"+string(signs[2:]))
		}
	}
	return datesIn(years, rest)
}

// wholeDate is normalize.Date with the round signs of a Chinese year read as the
// zeros that they are.
func wholeDate(raw string) (string, bool) { return normalize.Date(roundZeros(raw)) }

// roundYear is a Chinese year whose zeros may have been read as letters. A digit
// of its own proves that it is one.
var roundYear = regexp.MustCompile(`(?:[一二][一二三四五六七八九〇○零OoQ0口CcDGe]{3}|[〇○零OoQ0口CcDGe]{2}[一二三四五六七八九])年`)

// roundZeros writes those signs as 〇, one rune for one rune.
func roundZeros(s string) string {
	return roundYear.ReplaceAllStringFunc(s, func(year string) string {
		return strings.NewReplacer("O", "〇", "o", "〇", "Q", "〇", "0", "〇", "口", "〇", "C", "〇", "c", "〇", "D", "〇", "G", "〇", "e", "〇").Replace(year)
	})
}

// month is a date of which only year and month count.
func month(raw string) (string, bool) {
	value, ok := wholeDate(raw)
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
// can have been before its zeros, or its first sign, were lost.
func withZeros(raw string) []string {
	year, rest, ok := strings.Cut(normalize.StripSpace(raw), "年")
	signs := []rune(year)
	if ok && len(signs) > 4 { // what stands before the date was read with it
		return datesIn([]string{string(signs[len(signs)-4:])}, rest)
	}
	if !ok || len(signs) < 2 || len(signs) > 3 {
		return nil
	}
	years := []string{string(signs)}
	if len(signs) == 3 {
		years = append(zeroInserted(years), "一"+years[0], "二"+years[0])
		return datesIn(years, rest)
	}
	for range 4 - len(signs) {
		years = zeroInserted(years)
	}
	return datesIn(years, rest)
}

// datesIn are the dates of the years that the calendar and the limits allow.
func datesIn(years []string, rest string) []string {
	var out []string
	for _, y := range years {
		d := y + "年" + rest
		if v, ok := wholeDate(d); ok && v >= earliest && v <= latest {
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
