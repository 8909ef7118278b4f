package normalize

import (
	"regexp"
	"strconv"
	"strings"
)

// digitValues are the signs that stand for one digit, ordinary and capital.
var digitValues = map[rune]int{
	'0': 0, '1': 1, '2': 2, '3': 3, '4': 4, '5': 5, '6': 6, '7': 7, '8': 8, '9': 9,
	'零': 0, '〇': 0, '○': 0, '◯': 0,
	'一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
	'壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9,
	'貳': 2, '參': 3, '叄': 3, '陸': 6, '两': 2, '兩': 2,
}

var unitValues = map[rune]int{
	'十': 10, '拾': 10, '百': 100, '佰': 100, '千': 1000, '仟': 1000,
}

// tensSigns are one sign for a number of tens.
var tensSigns = map[rune]int{'廿': 20, '卄': 20, '卅': 30}

// ChineseNumber reads a whole number below 10,000 in Chinese or capital
// numerals: by units (三十二, 壹拾贰, 廿一, 二千零八) or digit by digit (一二,
// 二〇〇八). Arabic digits may stand among them.
func ChineseNumber(s string) (n int, ok bool) {
	rs := []rune(StripSpace(s))
	if len(rs) == 0 || len(rs) > 9 {
		return 0, false
	}
	for _, r := range rs {
		if unitValues[r] != 0 || tensSigns[r] != 0 {
			return byUnits(rs)
		}
	}
	return byDigits(rs)
}

func byDigits(rs []rune) (n int, ok bool) {
	if len(rs) > 4 {
		return 0, false
	}
	for _, r := range rs {
		d, isDigit := digitValues[r]
		if !isDigit {
			return 0, false
		}
		n = n*10 + d
	}
	return n, true
}

// byUnits demands falling units and one digit at most before each.
func byUnits(rs []rune) (n int, ok bool) {
	digit, last := -1, 10000
	for i, r := range rs {
		if d, isDigit := digitValues[r]; isDigit {
			if digit > 0 {
				return 0, false
			}
			digit = d
			continue
		}
		unit, factor := unitValues[r], max(digit, 0)
		if tens := tensSigns[r]; tens != 0 {
			if digit > 0 {
				return 0, false
			}
			unit, factor = 10, tens/10
		} else if unit == 10 && (i == 0 || digit <= 0 && n > 0) {
			factor = 1 // 十二, 一百零十: the one may be left out
		}
		if unit == 0 || unit >= last || factor == 0 {
			return 0, false
		}
		n, last, digit = n+factor*unit, unit, -1
	}
	if digit > 0 && last < 10 {
		return 0, false
	}
	return n + max(digit, 0), true
}

var decimal = regexp.MustCompile(`^\d{1,4}(\.\d{1,2})?$`)

// Number reads a count below 10,000: Arabic (2.5), Chinese (十二, 两), capital
// (壹拾贰), with a half (两半 and 2半 are 2.5) or with a decimal point (三点五).
// Units such as 年 are not numbers; see Years.
func Number(s string) (n float64, ok bool) {
	s = Fold(StripSpace(s))
	if decimal.MatchString(s) {
		n, err := strconv.ParseFloat(s, 64)
		return n, err == nil
	}
	if s == "半" {
		return 0.5, true
	}
	if whole, found := strings.CutSuffix(s, "半"); found {
		n, ok := Number(whole)
		return n + 0.5, ok && n == float64(int(n))
	}
	if whole, part, found := strings.Cut(s, "点"); found {
		return pointNumber(whole, part)
	}
	i, ok := ChineseNumber(s)
	return float64(i), ok
}

func pointNumber(whole, part string) (float64, bool) {
	w, ok := ChineseNumber(whole)
	if !ok || len([]rune(part)) != 1 {
		return 0, false
	}
	p, ok := byDigits([]rune(part))
	return float64(w) + float64(p)/10, ok
}

var (
	yearsMonths = regexp.MustCompile(`^(.+?)(?:个年头|周年|年)(?:(?:零|又)?(.+?)个?月|(半))?$`)
	twiceGiven  = regexp.MustCompile(`^([^()]+)\(([^()]+)\)(.*)$`)
	yearsFrame  = regexp.MustCompile(`^(?:工作)?(?:已经|已|共计|共|累计|合计|总计)?(?:满|达|有)?`)
)

// Years reads a length of time in years and writes it as a plain number: 8年,
// 满捌年, 两年半, 8年6个月, 12(壹拾贰)年. A number that is given twice must be
// the same twice. 十余年 is no number.
func Years(s string) (value string, ok bool) {
	s = Fold(StripSpace(s))
	s = strings.TrimRight(yearsFrame.ReplaceAllString(s, ""), ".,;整以上")
	if m := twiceGiven.FindStringSubmatch(s); m != nil {
		return yearsTwice(m[1], m[2], m[3])
	}
	n, ok := years(s)
	if !ok || n > longestWork {
		return "", false
	}
	return FormatNumber(n), true
}

// longestWork is more years than anybody works; what is more is a year's number.
const longestWork = 70

// yearsTwice reads 12(壹拾贰)年 and 捌年(8年).
func yearsTwice(a, b, tail string) (string, bool) {
	x, okX := years(a + tail)
	y, okY := years(b)
	if !okX || !okY || x != y {
		return "", false
	}
	return FormatNumber(x), true
}

func years(s string) (float64, bool) {
	if n, ok := Number(s); ok {
		return n, true
	}
	m := yearsMonths.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	n, ok := Number(m[1])
	if !ok {
		return 0, false
	}
	if m[3] != "" {
		return n + 0.5, true
	}
	if m[2] == "" {
		return n, true
	}
	months, ok := Number(m[2])
	return n + months/12, ok && months < 12
}

// FormatNumber writes n with two decimals at most and no trailing zeros.
func FormatNumber(n float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(n, 'f', 2, 64), "0"), ".")
}
