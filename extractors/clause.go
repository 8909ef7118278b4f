package extractors

import (
	"regexp"
	"strings"

	"hecha/document"
	"hecha/extractors/internal/layout"
)

// clause finds one thing that a sentence says by the words around it, not by the
// sentence as a whole: wordings and their order differ from school to school and
// from office to office.
type clause struct {
	field   string
	pattern *regexp.Regexp // with a group of the name "v"
	// unlike refuses a match of that form; nil refuses none.
	unlike *regexp.Regexp
}

// sentencePattern compiles a pattern in which D is a date.
func sentencePattern(s string) *regexp.Regexp {
	return regexp.MustCompile(strings.ReplaceAll(s, "D", string(dateSign)))
}

// readClauses sets every field that is missing, or out of form, from the first
// clause for it that matches in form. A clause is looked for line by line first
// and then in the running text, before any less sure clause gets its turn: where
// a sentence breaks must not decide what it says.
func (p *paper) readClauses(t layout.Text, clauses []clause, parsers map[string]parser) {
	running := t.Without("\n")
	for _, c := range clauses {
		p.readClause(t, c, parsers[c.field])
		p.readClause(running, c, parsers[c.field])
	}
}

func (p *paper) readClause(t layout.Text, c clause, parse parser) {
	if f, ok := p.fields[c.field]; ok && !outOfForm(f) {
		return
	}
	for _, m := range t.FindAll(c.pattern) {
		run := m["v"]
		if c.unlike != nil && c.unlike.MatchString(run.String()) {
			continue
		}
		p.set(c.field, run, parse)
		if f, ok := p.fields[c.field]; ok && !outOfForm(f) {
			return
		}
	}
}

// notName are words that stand where a name may stand but are none.
var notName = regexp.MustCompile(`证书|证明|专业|学校|大学|学院|工作|公司|单位|考试|课程|毕业|报名|以上|情况`)

// diplomaClauses are the clauses of a diploma's body, surest first.
var diplomaClauses = []clause{
	{"name", sentencePattern(`(?:学生|学员|研究生|考生|兹有|兹证明)[:,]?(?P<v>[\p{Han}·•]{2,24}?)(?:同学|同志)?[,、:;()。.]*(?:性.|男|女|系|D|现年|身份证|于|,)`), notName},
	{"name", sentencePattern(`(?:^|\n|[,。])(?P<v>[\p{Han}·•]{2,24}?)[,、:]?性.[,:]?[男女]`), notName},
	{"name", sentencePattern(`(?:^|\n|[,。:])(?P<v>[\p{Han}·•]{2,24}?)(?:同学|同志)?[,、。.][男女][,、。.]`), notName},
	{"sex", sentencePattern(`性.[:,]?(?P<v>[男女])`), nil},
	{"sex", sentencePattern(`[,、(。.](?P<v>[男女])[性生]?[,、)。.]`), nil},
	{"sex", sentencePattern(`[,、(]?(?P<v>[男女])[性生]?[,、)]?D`), nil},
	{"birth_date", sentencePattern(`(?P<v>D),?(?:出)?生`), nil},
	{"birth_date", sentencePattern(`(?:出?生于|出生日期|出生年月|出生)[:,]?(?P<v>D)`), nil},
	{"enrollment_date", sentencePattern(`(?P<v>D)(?:起|入学|开始|始)?,?(?:至|到|-|一|~)+D`), nil},
	{"enrollment_date", sentencePattern(`[于自从](?P<v>D)起?(?:至|到)`), nil},
	{"enrollment_date", sentencePattern(`(?P<v>D)[^D。生]{0,20}?(?:入学|考入|入校|入本校|入我校)`), nil},
	{"enrollment_date", sentencePattern(`(?:入学|考入|入校)[^D。]{0,12}?(?P<v>D)`), nil},
	{"certificate_number", sentencePattern(`(?:毕|证|学|业).{0,3}字.{0,8}?第?(?P<v>[0-9A-Za-z-]{3,18})号`), nil},
	// What is no date any more is given as it was read.
	{"birth_date", sentencePattern(`(?P<v>[^,。\n年月D男女]{2,7}年[^,。\n年月D]{1,3}月[^,。\n年月D]{1,4}[日曰目]),?(?:出)?生`), nil},
	{"enrollment_date", sentencePattern(`[于自从](?P<v>[^,。\n年月D]{2,7}年[^,。\n年月D]{1,3}月)起?(?:至|到|-|D)`), nil},
	{"major", sentencePattern(`(?:专业|学科)(?:名称)?(?:为|是)(?P<v>[\p{Han}()]{2,30}?)(?:专业|[,。;]|学制|学习)`), nil},
	{"length_years", sentencePattern(`(?:学制|修业(?:年限)?)[为:是]?(?P<v>[^,。\n学制]{1,4}?年半?)`), nil},
	{"length_years", sentencePattern(`(?P<v>[一二三四五六七八两壹贰叁肆伍陆\d][.点]?[五5]?年半?)制`), nil},
	{"length_years", sentencePattern(`学习(?:时间|期限|年限|期满|满)?(?P<v>[一二三四五六七八两壹贰叁肆伍陆\d](?:[.点][五5])?年半?)`), nil},
	{"study_form", sentencePattern(`专业[^。\n]{0,24}?(?P<v>普通全日制|非全日制|全日制|半脱产|脱产|业余|函授|夜大学?|网络教育|远程教育|开放教育|自学考试)`), nil},
	{"study_form", sentencePattern(`(?P<v>普通全日制|非全日制|全日制|脱产|业余|函授|夜大学?|网络教育|远程教育|开放教育|自学考试)`), nil},
	{"level", sentencePattern(`专业(?:\([^)\n]{0,12}\))?[^,。\n]{0,16}?(?P<v>专科起点(?:升)?本科|专升本|博士研究生|硕士研究生|第二学士学位|本科|大专|专科|高职|中专)`), nil},
	{"level", sentencePattern(`(?P<v>(?:博士|硕士)(?:学位)?研究生|第二学士学位)`), nil},
	{"level", sentencePattern(`(?P<v>专科起点(?:升)?本科|专升本|本科|大专|专科|高职)`), nil},
	{"level", sentencePattern(`(?P<v>中等专业|中等职业|职业中专|中专)`), nil},
}

// majorBefore ends, and so bounds, what stands before the name of a major.
var majorBefore = []string{"专科", "本科", "大专", "高职", "网络教育", "成人教育", "继续教育", "远程教育", "开放教育", "开放教育试点", "(院)", "(系)", "研究生", "本校", "我校", "本院", "我院", "本系", "学校", "学院", "大学", "分校", "大学学", "攻读", "主修", "修读", "所学", "学习", "就读", "自学考试", "函授", "业余", "脱产", "全日制", "在职", "学完", "修完", "参加", "取得", "完成"}

// readMajor takes what stands between 专业 and the nearest word, mark or date
// before it that cannot belong to a major's name.
func (p *paper) readMajor(t layout.Text, parsers map[string]parser) {
	s := t.String()
	for at := 0; !p.has("major"); {
		i := strings.Index(s[at:], "专业")
		if i < 0 {
			return
		}
		end := at + i
		at = end + len("专业")
		if notMajor.MatchString(s[at:]) {
			continue
		}
		end = len(strings.TrimRight(s[:end], "(:,"))
		start := majorStart(s[:end])
		if f, ok := p.field(t.Run(start, end), parsers["major"]); ok && !outOfForm(f) && !majorWords.MatchString(f.Value) {
			p.fields["major"] = f
		}
	}
}

var (
	// notMajor follows 专业 where it does not end a major's name.
	notMajor = regexp.MustCompile(`^(?:[为是:]|技术(?:人员|职|资格)|知识|学校|课程|教学|基础|能力|证书|学位|工作|考试)`)
	// majorWords are no majors though they stand before 专业.
	majorWords = regexp.MustCompile(`^(?:中等|高等|职业|本|该|相关|何种|普通|博士|硕士|研究生|本科|专科)+$|毕业`)
)

// majorStart is the byte of s after the last bound.
func majorStart(s string) int {
	start := 0
	if i := lastBound(s); i > start {
		start = i
	}
	for _, w := range majorBefore {
		if i := strings.LastIndex(s, w); i >= 0 && i+len(w) > start && i+len(w) < len(s) {
			start = i + len(w)
		}
	}
	return start
}

// lastBound is the byte after the last mark, date or word of place in s.
// Brackets that close again belong to the name.
func lastBound(s string) int {
	rs := []rune(s)
	depth := 0
	at := len(s)
	for i := len(rs) - 1; i >= 0; i-- {
		r := rs[i]
		switch {
		case r == ')':
			depth++
		case r == '(' && depth > 0:
			depth--
		case depth == 0 && (strings.ContainsRune(",。;:、(\n", r) || r == dateSign || r == '在' || r == '系' && isDepartment(rs, i)):
			return at
		}
		at -= len(string(r))
	}
	return 0
}

// isDepartment tells whether the 系 at i ends a department's name, rather than
// begins 系统 or stands in 关系.
func isDepartment(rs []rune, i int) bool {
	return i+1 < len(rs) && rs[i+1] != '统' && rs[i+1] != '列' && (i == 0 || rs[i-1] != '关' && rs[i-1] != '体')
}

// readFootDate sets a field from the lowest date that stands by itself: the day
// on which the paper was made out. Where none has a line of its own, the lowest
// that no sentence uses counts.
func (p *paper) readFootDate(name string, t layout.Text) {
	if f, ok := p.fields[name]; ok && !outOfForm(f) {
		return
	}
	for _, alone := range []bool{true, false} {
		lowest := -1.0
		var best layout.Run
		for _, m := range t.FindAll(footDate) {
			if y := p.centerY(m["v"]); y > lowest && (!alone || p.standsAlone(m["v"])) {
				lowest, best = y, m["v"]
			}
		}
		if best != nil {
			p.set(name, best, date)
			p.doubtWithoutDay(name)
			return
		}
	}
	for _, f := range reversed(p.frags) {
		if m := brokenDate.FindStringIndex(f.Text()); m != nil {
			p.set(name, f.Glyphs, date)
			return
		}
	}
}

// doubtWithoutDay doubts a date at the foot that ends with its month: some papers
// have no day, but on most it was lost under the seal.
func (p *paper) doubtWithoutDay(name string) {
	if f := p.fields[name]; len(f.Value) == len("2006-01") {
		p.doubt(name, document.DoubtPartial)
	}
}

// brokenDate is a line that was a date before it was misread.
var brokenDate = regexp.MustCompile(`^(?:日期:)?[^,。:;()年月]{1,6}年[^,。年月]{1,3}月[^,。年月]{1,4}[日曰目]?$`)

// footDate is a date that is no part of a span, a birth or a graduation.
var footDate = sentencePattern(`(?:^|[^于自从至到-])(?P<v>D)(?:[^生出至到起入毕参始-]|$)`)

// standsAlone tells whether the lines of run hold little else: a date at the
// foot, not one in a sentence.
func (p *paper) standsAlone(run layout.Run) bool {
	lines := map[int]bool{}
	for _, g := range run {
		lines[g.Line] = true
	}
	total := 0
	for _, f := range p.frags {
		if lines[f.Glyphs[0].Line] {
			total += len(f.Glyphs)
		}
	}
	return total <= len(run)+maxBesideDate
}

// maxBesideDate is how many characters may stand in the line of the date at the
// foot: the label 日期:, the end of a school's name, noise of a seal.
const maxBesideDate = 6

// centerY is the mean height of run on the sheet, upright.
func (p *paper) centerY(run layout.Run) float64 {
	sum, n := 0.0, 0.0
	for _, g := range run {
		for _, f := range p.frags {
			if f.Glyphs[0].Line == g.Line {
				sum, n = sum+f.CenterY(), n+1
			}
		}
	}
	if n == 0 {
		return 0
	}
	return sum / n
}
