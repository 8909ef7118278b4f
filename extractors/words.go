package extractors

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hecha/document/normalize"
)

// levelWords are the wordings of levels of education on papers.
var levelWords = []string{"博士研究生", "硕士研究生", "第二学士学位", "本科", "专科", "大专", "中专", "高职(专科)", "专科起点本科", "专升本"}

// pairs are all words that one of heads and one of tails make: 发证日期, 发证时间.
func pairs(heads, tails string) []string {
	var out []string
	for _, head := range strings.Fields(heads) {
		for _, tail := range strings.Fields(tails) {
			out = append(out, head+tail)
		}
	}
	return out
}

// memberOf accepts the words of a list, compared without blanks and in folded
// form.
func memberOf(words []string) func(string) (string, bool) {
	return func(raw string) (string, bool) {
		s := normalize.StripSpace(raw)
		return s, slices.Contains(words, normalize.Fold(s))
	}
}

// levelRemark is a remark behind a course of study that tells its level, length or
// form, （四年制本科） or （网络教育）, and is no part of its name.
var levelRemark = regexp.MustCompile(`（[^（）]*年制?(?:本科|专科|大专)?）$|（(?:本科|专科|大专|高起专|高起本|专升本|专科起点本科|全日制|函授|业余|脱产|半脱产|夜大学?|自学考试|(?:网络|远程|现代远程|成人|继续|开放)(?:高等)?教育)）$`)

// englishTail is English words behind Chinese ones: the gloss of a label, which an
// engine read on to the value.
var englishTail = regexp.MustCompile(`(\p{Han})[A-Za-z][A-Za-z.,:]{5,}$`)

// longNumber is what no name of a course holds: the number of the next cell.
var longNumber = regexp.MustCompile(`\d{6}`)

// ofOwnSchool is how a paper says before a course whose it is.
var ofOwnSchool = regexp.MustCompile(`^[该本我贵]校`)

// major is the name of a course of study: without blanks, brackets full-width,
// and without what is said there of the course's level and form.
func major(raw string) (string, bool) {
	s := strings.Map(func(r rune) rune {
		switch r {
		case '(', '[', '〔', '【':
			return '（'
		case ')', ']', '〕', '】':
			return '）'
		}
		return r
	}, normalize.StripSpace(raw))
	s = englishTail.ReplaceAllString(ofOwnSchool.ReplaceAllString(s, ""), "$1")
	s = strings.TrimSuffix(strings.Trim(levelRemark.ReplaceAllString(s, ""), "、，,_：:"), "专业")
	n := utf8.RuneCountInString(s)
	return s, n >= 2 && n <= 30 && !longNumber.MatchString(s) && strings.IndexFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) >= 0
}

// plain is a text without blanks that holds at least one ideograph.
func plain(raw string) (string, bool) {
	s := normalize.StripSpace(raw)
	return s, strings.IndexFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) >= 0
}
