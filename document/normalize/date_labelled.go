package normalize

import "strings"

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
	}
	if d := arabicRun(ts, next); (len(d) == 1 || len(d) == 2) && endsDate(ts, next+len(d)) {
		v.day = atoi(d)
		return v, next + len(d), true
	}
	return v, next, true
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
func monthOf(run []rune, chinese bool) (int, bool) {
	if s := string(run); s == "元" || s == "正" {
		return 1, true
	}
	return smallNumber(run, chinese)
}

// dayOf reads the day before 日.
func dayOf(run []rune, chinese bool) (int, bool) { return smallNumber(run, chinese) }

// smallNumber reads a month or a day: one or two Arabic digits, or Chinese
// numerals, in which engines read the one as a dash and the ten as a plus.
func smallNumber(run []rune, chinese bool) (int, bool) {
	ts := make([]token, len(run))
	for i, r := range run {
		ts[i] = token{r: r}
	}
	if d := arabicRun(ts, 0); d != "" && len(d) == len(run) {
		return atoi(d), len(d) <= 2
	}
	s := strings.ReplaceAll(string(run), "O", "〇")
	if chinese {
		s = strings.NewReplacer("-", "一", "+", "十").Replace(s)
	}
	n, ok := ChineseNumber(s)
	return n, ok && n > 0 && n < 32
}
