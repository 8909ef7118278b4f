package seal

import (
	"slices"
	"strings"

	"hecha/document"
)

// endings are the legal forms and kinds of organisation in which names end, the
// longest first: a closed set, so that a weak character in one of them can be
// told. Sources: 公司法 art. 7, 合伙企业法 art. 15; the register of schools; the
// authorities as the reform of 2018 named them.
var endings = longestFirst(slices.Concat(
	strings.Fields(`有限责任公司 股份有限公司 集团有限公司 （集团）有限公司 有限公司 分公司 集团公司
		职业技术学院 职业学院 师范学院 师范大学 科技大学 医学院 大学 学院 中学 高级技工学校 技师学院
		（普通合伙） （特殊普通合伙） （有限合伙） 人民政府 人民医院 委员会 事务所 研究院 设计院
		发展和改革委员会 卫生健康委员会 市场监督管理局 疾病预防控制中心 公共资源交易中心
		职称改革工作领导小组办公室 城市管理和综合执法局 管理处 管理所 管理站 管理中心`),
	authorities(),
))

// authorities are the names of the authorities for each of their fields: 部 in the
// state, 厅 in a province, 局 below, and sometimes in either.
func authorities() []string {
	const fields = `人力资源和社会保障 住房和城乡建设 自然资源和规划 自然资源 生态环境 交通运输 农业农村 应急管理
		退役军人事务 文化和旅游 工业和信息化 商务 水利 教育 民政 公安 司法 财政 审计 管理`
	var out []string
	for _, f := range strings.Fields(fields) {
		out = append(out, f+"部", f+"厅", f+"局")
	}
	return out
}

func longestFirst(phrases []string) [][]rune {
	var out [][]rune
	for _, p := range phrases {
		out = append(out, []rune(p))
	}
	slices.SortStableFunc(out, func(a, b []rune) int { return len(b) - len(a) })
	return out
}

// Shares of the votes: below weakShare a character may be replaced by what a phrase
// demands, below clearShare where more of the phrase stands there.
const (
	weakShare  = 0.8
	clearShare = 0.93
)

// What a change of the text costs where a phrase asks for it, and how much a
// phrase may cost: less than a clear character where it is short, two
// characters where it has ten.
const (
	votedCost   = 0.3 // a place that is not clear, for which a reading had the character
	weakCost    = 0.6 // a weak place
	unclearCost = 0.8 // a place that is neither weak nor clear
	clearCost   = 1.0 // a place that was read clearly, one too few or too many
	shortBudget = 0.7
	longBudget  = 0.2 // a character
	longPhrase  = 8   // characters
)

// knownEnding changes the end of the text into the longest known phrase that it
// nearly is. Where several are as near, such as 局, 厅 and 部 after the same
// words, nothing is changed, nor where a shorter one stands there already and no look
// saw the longer one. A bracket that is open near the end is closed.
func knownEnding(text []choice) []choice {
	if open := strings.LastIndex(spell(text), "（"); open >= 0 {
		rest := []rune(spell(text)[open:])
		if !slices.Contains(rest, '）') && len(rest) >= 3 && len(rest) <= 7 {
			return knownEnding(append(slices.Clone(text), choice{char: '）'}))
		}
	}
	ended := slices.ContainsFunc(endings, func(phrase []rune) bool { return strings.HasSuffix(spell(text), string(phrase)) })
	for phrases := range sameLength(endings) {
		best, unique := nearestSuffix(text, phrases)
		allowed := budget(len(phrases[0]))
		if ended {
			allowed = votedCost
		}
		switch {
		case best.cost == 0 || best.cost <= allowed && !unique:
			return text
		case best.cost <= allowed:
			return append(slices.Clone(text[:best.from]), best.places...)
		}
	}
	return text
}

// nearestSuffix is the one of phrases, all of a length, to which the end of text is
// nearest; it is not unique where another is as near.
func nearestSuffix(text []choice, phrases [][]rune) (best suffix, unique bool) {
	for i, phrase := range phrases {
		s := fitSuffix(text, phrase)
		switch {
		case i == 0 || s.cost < best.cost:
			best, unique = s, true
		case s.cost == best.cost:
			unique = false
		}
	}
	return best, unique
}

func budget(length int) float64 {
	if length < longPhrase {
		return shortBudget
	}
	return longBudget * float64(length)
}

// suffix is the end of a text, from place from on, and what it becomes when a
// phrase is put there.
type suffix struct {
	from   int
	cost   float64
	places []choice
}

// fitSuffix aligns phrase with the end of text by least cost; the beginning of
// the text is free.
func fitSuffix(text []choice, phrase []rune) suffix {
	tail := text[max(0, len(text)-len(phrase)-2):]
	skipped := len(text) - len(tail)
	// cost[i][j]: the last i characters of the phrase on the last j places.
	n, m := len(phrase), len(tail)
	cost := make([][]float64, n+1)
	for i := range cost {
		cost[i] = make([]float64, m+1)
		for j := range cost[i] {
			switch {
			case i == 0:
				cost[i][j] = clearCost * float64(j)
			case j == 0:
				cost[i][j] = clearCost * float64(i)
			default:
				cost[i][j] = min(cost[i-1][j-1]+tail[m-j].costOf(phrase[n-i]), cost[i-1][j]+clearCost, cost[i][j-1]+clearCost)
			}
		}
	}
	used := 0
	for j := range cost[n] {
		if cost[n][j] < cost[n][used] {
			used = j
		}
	}
	s := suffix{from: skipped + m - used, cost: cost[n][used]}
	for i, j := n, used; i > 0 || j > 0; {
		switch {
		case i > 0 && j > 0 && cost[i][j] == cost[i-1][j-1]+tail[m-j].costOf(phrase[n-i]):
			c := tail[m-j]
			c.char = phrase[n-i]
			s.places = append(s.places, c)
			i, j = i-1, j-1
		case i > 0 && cost[i][j] == cost[i-1][j]+clearCost:
			s.places = append(s.places, choice{char: phrase[n-i]})
			i--
		default:
			j--
		}
	}
	return s
}

// strokes are what a faint 一 is read as.
const strokes = "-—_·•"

// costOf is the cost of char at the place.
func (c choice) costOf(char rune) float64 {
	switch {
	case c.char == char:
		return 0
	case char == '一' && strings.ContainsRune(strokes, c.char):
		return votedCost
	case c.char != 0 && c.char < 128 || isSpeck(document.Char{Rune: c.char, Confidence: 1}):
		return weakCost
	case c.share >= clearShare:
		return clearCost
	case c.votes[char] > 0:
		return votedCost
	case c.share >= weakShare:
		return unclearCost
	}
	return weakCost
}
