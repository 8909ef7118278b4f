package normalize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// DateSpan is one date in a text.
type DateSpan struct {
	From, To  int    // byte offsets
	Value     string // YYYY-MM-DD or YYYY-MM
	Precision Precision
}

// Date reads s as one date and nothing else: 2008年7月1日, 2008-07-01, 2008.7.1,
// 20080701, 二〇〇八年七月一日 with any of the zeros that engines give, 贰零零捌年,
// 2008年7月 and 200807 (a month), 1985年3月5日生, 1985 3 5; blanks anywhere. The
// value is YYYY-MM-DD or YYYY-MM; ok is false when the calendar has no such day.
func Date(s string) (value string, ok bool) {
	ts := tokens(s)
	if d, next, ok := scanDate(ts, 0); ok && onlyDateTail(ts[next:]) {
		return d.Value, true
	}
	return looseDate(ts)
}

// onlyDateTail accepts what may follow a date in its own field.
func onlyDateTail(ts []token) bool {
	rest := strings.Trim(text(ts), ".,;")
	return rest == "" || rest == "生" || rest == "出生" || rest == "止" || rest == "起"
}

// looseDate reads what is a date only because nothing else is there: digits in
// groups without any sign between them, and six digits for a month.
func looseDate(ts []token) (value string, ok bool) {
	var groups []string
	for i := 0; i < len(ts); {
		run := arabicRun(ts, i)
		if len(run) == 0 {
			return "", false
		}
		groups = append(groups, run)
		i += len(run)
	}
	switch {
	case len(groups) == 3 && len(groups[0]) == 4 && len(groups[1]) <= 2 && len(groups[2]) <= 2:
		return FormatDate(atoi(groups[0]), atoi(groups[1]), atoi(groups[2]))
	case len(strings.Join(groups, "")) == 8:
		all := strings.Join(groups, "")
		return FormatDate(atoi(all[:4]), atoi(all[4:6]), atoi(all[6:]))
	case len(groups) == 1 && len(groups[0]) == 6:
		return FormatDate(atoi(groups[0][:4]), atoi(groups[0][4:]), 0)
	}
	return "", false
}

// FindDates returns every date of a running text in order, without overlaps.
// Years alone, six digits and groups of digits without signs are no dates here.
func FindDates(s string) []DateSpan {
	ts := tokens(s)
	var found []DateSpan
	end := -1 // of the last date
	for i := 0; i < len(ts); {
		if startsInsideNumber(ts, i) && i != end && !behindDash(ts, i, end) && !behindID(ts, i) {
			i++
			continue
		}
		d, next, ok := scanDate(ts, i)
		if !ok {
			i++
			continue
		}
		found = append(found, d)
		i, end = next, next
	}
	return found
}

// behindDash tells whether all that stands between the date that ended at end and
// i is 一: the dash between two dates, which engines read as the numeral.
func behindDash(ts []token, i, end int) bool { return i-1 == end && ts[i-1].r == '一' }

// behindID tells whether a whole identity number ends before i: the mark between it
// and a date was lost.
func behindID(ts []token, i int) bool {
	const length = 18
	return i >= length && (i == length || !startsInsideNumber(ts, i-length)) && IDCheck(text(ts[i-length:i]))
}

// startsInsideNumber tells whether the sign before i belongs to the same number,
// so that no date is cut out of a longer one.
func startsInsideNumber(ts []token, i int) bool {
	if i == 0 || ts[i].gap {
		return false
	}
	_, before := digitValues[ts[i-1].r]
	_, here := digitValues[ts[i].r]
	return before && here
}

// scanDate reads the date that starts at ts[i].
func scanDate(ts []token, i int) (d DateSpan, next int, ok bool) {
	for _, scan := range []func([]token, int) (ymd, int, bool){scanLabelled, scanSeparated, scanCompact} {
		v, next, ok := scan(ts, i)
		if !ok {
			continue
		}
		value, real := FormatDate(v.year, v.month, v.day)
		if !real {
			continue
		}
		p := PrecisionDay
		if v.day == 0 {
			p = PrecisionMonth
		}
		return DateSpan{From: ts[i].from, To: ts[next-1].to, Value: value, Precision: p}, next, true
	}
	return DateSpan{}, i, false
}

// ymd is a date as written; day 0 is none. It need not be real.
type ymd struct{ year, month, day int }

// scanSeparated reads 2008-07-01, 2008.7.1, 2008/07 and the like. The second
// sign must be of the sort of the first, so that 2010.03-2015.06 is two months.
func scanSeparated(ts []token, i int) (v ymd, next int, ok bool) {
	y := arabicRun(ts, i)
	if len(y) != 4 || i+4 >= len(ts) {
		return v, i, false
	}
	sep := separatorOf(ts[i+4].r)
	m := arabicRun(ts, i+5)
	if sep == 0 || len(m) < 1 || len(m) > 2 {
		return v, i, false
	}
	v, next = ymd{atoi(y), atoi(m), 0}, i+5+len(m)
	if next >= len(ts) || separatorOf(ts[next].r) != sep {
		return v, next, true
	}
	switch d := arabicRun(ts, next+1); len(d) {
	case 1, 2:
		v.day = atoi(d)
		return v, next + 1 + len(d), true
	case 0, 4: // 2010-03-2015-06: the next date
		return v, next, true
	case 6: // 2017.08.262020.08.26: the next date behind a dash that was lost
		v.day = atoi(d[:2])
		far := next + 1 + len(d)
		return v, next + 3, far < len(ts) && separatorOf(ts[far].r) == sep
	}
	return v, i, false
}

// scanCompact reads 20080701 where no other digit stands beside it.
func scanCompact(ts []token, i int) (v ymd, next int, ok bool) {
	run := arabicRun(ts, i)
	if len(run) != 8 {
		return v, i, false
	}
	return ymd{atoi(run[:4]), atoi(run[4:6]), atoi(run[6:])}, i + 8, true
}

func separatorOf(r rune) rune {
	switch r {
	case '-', '/':
		return r
	case '.', MiddleDot, ',':
		return '.'
	}
	return 0
}

// token is one rune that is not blank, folded and in upper case.
type token struct {
	r        rune
	from, to int  // byte offsets in the text
	gap      bool // a blank stands before it
}

func tokens(s string) []token {
	ts := make([]token, 0, len(s)/2)
	gap := false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if isBlank(r) {
			gap = true
			i += size
			continue
		}
		ts = append(ts, token{r: unicode.ToUpper(foldRune(r)), from: i, to: i + size, gap: gap})
		gap = false
		i += size
	}
	return ts
}

func text(ts []token) string {
	var b strings.Builder
	for _, t := range ts {
		b.WriteRune(t.r)
	}
	return b.String()
}

// arabicLetters are letters that engines read for digits. They count only in a
// run that holds real digits.
var arabicLetters = map[rune]byte{'O': '0', '〇': '0', '○': '0', '◯': '0', 'L': '1', 'I': '1', '|': '1'}

// arabicRun is the run of Arabic digits from ts[i] up to a blank or another
// sign, letters that stand for digits replaced; one byte for each token.
func arabicRun(ts []token, i int) string {
	var run []byte
	digits := 0
	for j := i; j < len(ts) && (j == i || !ts[j].gap); j++ {
		r := ts[j].r
		letter, isLetter := arabicLetters[r]
		switch {
		case r >= '0' && r <= '9':
			run = append(run, byte(r))
			digits++
		case isLetter:
			run = append(run, letter)
		default:
			j = len(ts)
		}
	}
	if digits*2 < len(run) || digits == 0 {
		return ""
	}
	return string(run)
}

// atoi reads a run of at most eight digits.
func atoi(s string) (n int) {
	for _, c := range []byte(s) {
		n = n*10 + int(c-'0')
	}
	return n
}
