package seal

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/document/normalize"
	"hecha/document/register"
)

// endings are the legal forms and kinds of organisation in which names end
// (公司法 art. 7; the registers of schools and authorities). They are a closed
// set, so that a single weak character in one of them can be told.
var endings = phrases(`有限责任公司 股份有限公司 集团有限公司 （集团）有限公司 有限公司 分公司 集团公司
	职业技术学院 职业学院 师范学院 师范大学 科技大学 医学院 大学 学院 中学 高级技工学校 技师学院
	人力资源和社会保障部 人力资源和社会保障厅 人力资源和社会保障局 住房和城乡建设部 住房和城乡建设厅 住房和城乡建设局
	（普通合伙） （特殊普通合伙） （有限合伙） 人民政府 人民医院 委员会 教育部 教育厅 教育局 事务所 研究院 设计院
	管理局 管理厅 管理部 管理处 管理所 管理站 管理中心`)

// straight are the purposes that stand straight in the middle of a seal.
var straight = phrases(`财务专用章 合同专用章 人事专用章 发票专用章 业务专用章 学历专用章 学籍专用章
	毕业证书专用章 学位专用章 教务专用章 招生专用章 成绩专用章 人力资源专用章 劳动合同专用章 工程专用章
	技术专用章 投标专用章 档案专用章 证明专用章 项目专用章 资料专用章 报名专用章 考试专用章 审核专用章`)

func phrases(s string) [][]rune {
	var out [][]rune
	for _, f := range strings.Fields(s) {
		out = append(out, []rune(f))
	}
	slices.SortStableFunc(out, func(a, b []rune) int { return len(b) - len(a) })
	return out
}

// weakShare is the share of votes below which a character may be replaced by
// what a phrase demands.
const weakShare = 0.8

// knownEnding replaces one character where the text would otherwise end in a
// known phrase, the longest first: a weak one in phrases of four, any in longer
// ones. A bracket that is open near the end is closed.
func knownEnding(text []choice) (fixed []choice, changed bool) {
	if open := strings.LastIndex(spell(text), "（"); open >= 0 {
		rest := []rune(spell(text)[open:])
		if !slices.Contains(rest, '）') && len(rest) >= 3 && len(rest) <= 7 {
			closed := append(slices.Clone(text), choice{char: '）'})
			fixed, _ := knownEnding(closed)
			return fixed, true
		}
	}
	for n := len(endings[0]); n >= 3; n-- {
		if n > len(text) {
			continue
		}
		at, by, known := nearestEnding(text[len(text)-n:])
		if known {
			return text, false
		}
		if by != 0 {
			fixed = slices.Clone(text)
			fixed[len(text)-n+at].char = by
			return fixed, true
		}
	}
	return text, false
}

// nearestEnding compares tail with the endings of its length. known tells that
// it is one. Otherwise by is what to put at place at to make it one, 0 where no
// way or several ways lead there: 局, 厅 and 部 end the same names.
func nearestEnding(tail []choice) (at int, by rune, known bool) {
	ways := 0
	for _, phrase := range endings {
		if len(phrase) != len(tail) {
			continue
		}
		wrong := 0
		for wrong < len(phrase) && phrase[wrong] == tail[wrong].char {
			wrong++
		}
		if wrong == len(phrase) {
			return 0, 0, true
		}
		if spell(tail[wrong+1:]) != string(phrase[wrong+1:]) {
			continue
		}
		if len(phrase) >= 5 || len(phrase) == 4 && tail[wrong].share < weakShare {
			at, by, ways = wrong, phrase[wrong], ways+1
		}
	}
	if ways != 1 {
		by = 0
	}
	return at, by, false
}

// knownName replaces one weak character at the beginning where that, and
// nothing else, makes a region of the register, or anywhere where it makes a
// school of the register. Only characters that a reader voted for, or that look
// like the one that won, are tried.
func knownName(text []choice) (fixed []choice, changed bool) {
	school := func(s string) bool {
		_, ok := register.SchoolByName(s)
		return ok
	}
	if fixed, changed = repaired(text, len(text), school); changed {
		return fixed, true
	}
	region := func(s string) bool {
		if utf8.RuneCountInString(s) == 2 { // 合肥 for 合肥市, 湖南 for 湖南省
			return len(register.RegionsNamed(s+"市")) > 0 || len(register.RegionsNamed(s+"省")) > 0
		}
		return len(register.RegionsNamed(s)) > 0
	}
	for n := longestRegion; n >= 2; n-- {
		if n < len(text) && region(spell(text[:n])) {
			return text, false
		}
	}
	for n := longestRegion; n >= 2; n-- {
		if n < len(text) {
			if fixed, changed = repaired(text, n, region); changed {
				return fixed, true
			}
		}
	}
	return text, false
}

// longestRegion is the length of the longest name of a region: 黔西南布依族苗族自治州
// and a few of eleven characters.
const longestRegion = 11

// repaired replaces one weak character of the first n so that known holds of
// them. Two ways to do that are none.
func repaired(text []choice, n int, known func(string) bool) ([]choice, bool) {
	head := []rune(spell(text[:n]))
	if known(string(head)) {
		return text, false
	}
	at, by, ways := 0, rune(0), 0
	for i, c := range text[:n] {
		if c.share >= weakShare {
			continue
		}
		for _, r := range c.alternatives() {
			head[i] = r
			if known(string(head)) {
				at, by, ways = i, r, ways+1
			}
		}
		head[i] = c.char
	}
	if ways != 1 {
		return text, false
	}
	fixed := slices.Clone(text)
	fixed[at].char = by
	return fixed, true
}

// alternatives are the characters that may have been meant instead.
func (c choice) alternatives() []rune {
	out := slices.Clone(normalize.LookAlikes(c.char))
	for r := range c.votes {
		if r != 0 && r != c.char && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	slices.Sort(out)
	return out
}

// knownPurpose corrects each line of s that differs in one character, or in two
// of six and more, from exactly one known purpose.
func knownPurpose(s string) (fixed string, changed bool) {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if better, ok := nearestPurpose([]rune(line)); ok {
			lines[i], changed = better, true
		}
	}
	return strings.Join(lines, "\n"), changed
}

func nearestPurpose(line []rune) (string, bool) {
	found := ""
	for _, phrase := range straight {
		if len(phrase) != len(line) {
			continue
		}
		wrong := 0
		for i := range phrase {
			if phrase[i] != line[i] {
				wrong++
			}
		}
		if wrong == 0 {
			return "", false
		}
		if wrong == 1 || wrong == 2 && len(phrase) > 5 {
			if found != "" {
				return "", false
			}
			found = string(phrase)
		}
	}
	return found, found != ""
}
