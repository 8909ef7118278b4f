package normalize

import "strings"

// Present is the canonical end of a period that has not ended.
const Present = "至今"

// PeriodSpan is a span of time in a text.
type PeriodSpan struct {
	From, To   int // byte offsets of the whole
	Start, End DateSpan
}

// FindPeriods returns every span of two dates, or of a date up to the present,
// in order: 2004年9月至2008年7月, 2010.03-2015.06, 2010年3月—至今, 2010年3月起至今.
// The End of the last two has the value 至今 and precision 0.
func FindPeriods(s string) []PeriodSpan {
	dates := FindDates(s)
	var found []PeriodSpan
	for i := 0; i < len(dates); i++ {
		rest := s[dates[i].To:]
		if end, ok := presentAfter(rest); ok {
			end.From, end.To = end.From+dates[i].To, end.To+dates[i].To
			found = append(found, PeriodSpan{dates[i].From, end.To, dates[i], end})
			continue
		}
		if i+1 < len(dates) && (dates[i].To == dates[i+1].From || isTo(s[dates[i].To:dates[i+1].From])) {
			found = append(found, PeriodSpan{dates[i].From, dates[i+1].To, dates[i], dates[i+1]})
			i++
		}
	}
	return found
}

// isTo tells whether s, between two dates, means "up to".
func isTo(s string) bool {
	switch strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(compact(s), "开始"), "起"), ",") {
	case "至", "到", "-", "--", "~", "-至", "至-", "一", "止":
		return true
	}
	return false
}

// presentWords follow the start of a period that lasts, longest first.
var presentWords = []string{"至今", "到今", "至现在", "到现在", "至目前", "到目前", "现在", "今"}

// presentAfter finds such a word at the head of s, after the signs that may
// stand before it.
func presentAfter(s string) (DateSpan, bool) {
	start := len(s) - len(strings.TrimLeft(s, " \u3000,，起始开"+dashes+"~～"))
	for _, w := range presentWords {
		short := w == "现在" || w == "今"
		if strings.HasPrefix(s[start:], w) && (!short || start > 0) {
			return DateSpan{From: start, To: start + len(w), Value: Present}, true
		}
	}
	return DateSpan{}, false
}

// LongTerm is the canonical end of a card that does not expire.
const LongTerm = "长期"

// Validity reads the validity of a card: 2015.03.02-2035.03.02 or
// 2015.03.02-长期, of which one sign is enough because nothing but a date may
// stand there else. The sign between may be lost or misread. Both ends are days;
// whether the span is one that the law knows is a check's business.
func Validity(s string) (from, until string, ok bool) {
	dates := FindDates(s)
	if len(dates) > 0 && dates[0].Precision == PrecisionDay {
		if strings.ContainsAny(s[dates[0].To:], "长長期") {
			return dates[0].Value, LongTerm, true
		}
		if len(dates) == 2 && dates[1].Precision == PrecisionDay {
			return dates[0].Value, dates[1].Value, true
		}
	}
	return validityDigits(s)
}

// validityDigits reads two dates of eight digits each when every other sign may
// be wrong.
func validityDigits(s string) (from, until string, ok bool) {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, Fold(s))
	if len(digits) == 8 && strings.HasSuffix(StripSpace(s), LongTerm) {
		from, ok = Date(digits)
		return from, LongTerm, ok
	}
	if len(digits) != 16 {
		return "", "", false
	}
	from, okFrom := Date(digits[:8])
	until, okUntil := Date(digits[8:])
	return from, until, okFrom && okUntil
}
