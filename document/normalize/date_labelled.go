package normalize

import (
	"slices"
	"strings"
)

// scanLabelled reads 2008年7月1日 and 二〇〇八年七月. The signs that engines give
// for 年 and 日 count where the other labels stand in their places.
func scanLabelled(ts []token, i int) (v ymd, next int, ok bool) {
	run, next := until(ts, i, "年午牛", 7)
	year, chinese, ok := yearOf(run)
	if !ok {
		return v, i, false
	}
	run, next = until(ts, next, "月", 4)
	month, ok := monthOf(run, chinese)
	if !ok {
		return v, i, false
	}
	v = ymd{year: year, month: month}
	if run, after := until(ts, next, "日号曰目", 4); after > next {
		if day, ok := dayOf(run, chinese); ok {
			v.day = day
			return v, after, true
		}
		if unreadDay(run) {
			return v, i, false
		}
	}
	if d := arabicRun(ts, next); (len(d) == 1 || len(d) == 2) && endsDate(ts, next+len(d)) {
		v.day = atoi(d)
		return v, next + len(d), true
	}
	return v, next, true
}

// unreadDay tells whether run, before 日, stands where a day should but is none:
// then the date has a day that was misread, and is no month.
func unreadDay(run []rune) bool {
	if strings.ContainsRune("-~,;.至到起今在于从赴入获", run[0]) {
		return false
	}
	return len(run) == 1 || slices.ContainsFunc(run, func(r rune) bool {
		_, digit := digitValues[r]
		return digit
	})
}

// until returns the runes from ts[i] up to the first of labels, at least one and
// at most most of them, and the index after the label; i when there is none.
func until(ts []token, i int, labels string, most int) (run []rune, next int) {
	for j := i; j < len(ts) && j-i <= most; j++ {
		if strings.ContainsRune(labels, ts[j].r) {
			if j == i {
				return nil, i
			}
			return run, j + 1
		}
		run = append(run, ts[j].r)
	}
	return nil, i
}

// endsDate tells whether a day without its label may end before ts[i]: at the
// end, before punctuation, or before a word that follows dates.
func endsDate(ts []token, i int) bool {
	return i >= len(ts) || strings.ContainsRune("-~,;)至到起止生出", ts[i].r) ||
		ts[i].r == '.' && len(arabicRun(ts, i+1)) == 0
}

// yearZeros are the signs that engines read for the zeros of a year.
const yearZeros = "零〇○◯O0Q口囗ロ□D"

// yearOf reads four digits, each Arabic, Chinese or capital, or a number by
// units (二千零八). Two of the four must be certain signs. chinese tells that no
// Arabic digit is among them.
func yearOf(run []rune) (year int, chinese, ok bool) {
	chinese = !strings.ContainsAny(string(run), "123456789")
	if len(run) != 4 || strings.ContainsRune(string(run), '千') {
		n, ok := ChineseNumber(string(run))
		return n, chinese, ok && n >= firstYear && n <= lastYear && chinese
	}
	certain := 0
	for _, r := range run {
		d, sure := yearDigit(r, chinese)
		if d < 0 {
			return 0, chinese, false
		}
		if sure {
			certain++
		}
		year = year*10 + d
	}
	return year, chinese, certain >= 2
}

// yearDigit is the digit that r stands for in a year, -1 for none; sure is false
// where it is only the look of one: letters, and the dash of a Chinese one.
func yearDigit(r rune, chinese bool) (d int, sure bool) {
	if d, ok := digitValues[r]; ok {
		return d, r != '两' && r != '兩'
	}
	switch {
	case strings.ContainsRune(yearZeros, r):
		return 0, false
	case strings.ContainsRune("LI|", r), r == '-' && chinese:
		return 1, false
	}
	return -1, false
}

// monthOf reads the month before 月.
func monthOf(run []rune, chinese bool) (month int, ok bool) {
	if s := string(run); s == "元" || s == "正" {
		return 1, true
	}
	return smallNumber(run, chinese)
}

// dayOf reads the day before 日. A zero becomes a day that no month has: it is
// written, so the date must not pass for one without a day.
func dayOf(run []rune, chinese bool) (day int, ok bool) {
	day, ok = smallNumber(run, chinese)
	if ok && day == 0 {
		return -1, true
	}
	return day, ok
}

// smallSigns are the letters and signs that engines read between the labels of
// months and days; the dash for one and the plus for ten only among Chinese
// numerals, because a dash is also how an empty form is filled in.
var (
	smallSigns        = strings.NewReplacer("O", "0", "L", "1", "I", "1", "|", "1")
	smallSignsChinese = strings.NewReplacer("O", "〇", "-", "一", "+", "十")
)

// smallNumber reads the number of a month or a day; the calendar says later
// whether there is such a one.
func smallNumber(run []rune, chinese bool) (n int, ok bool) {
	if s := smallSigns.Replace(string(run)); allDigits(s) {
		return atoi(s), len(s) <= 2
	}
	s := string(run)
	if chinese {
		s = smallSignsChinese.Replace(s)
	}
	return ChineseNumber(s)
}
