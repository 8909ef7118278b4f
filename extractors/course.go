package extractors

import (
	"regexp"
	"strings"

	"hecha/extractors/internal/layout"
)

// majorBefore ends, and so bounds, what stands before the name of a major.
var majorBefore = []string{"专科", "本科", "大专", "高职", "网络教育", "成人教育", "继续教育", "远程教育", "开放教育", "开放教育试点", "(院)", "(系)", "研究生", "本校", "我校", "本院", "我院", "本系", "学校", "学院", "大学", "分校", "大学学", "攻读", "主修", "修读", "所学", "学习", "就读", "自学考试", "函授", "业余", "脱产", "全日制", "在职", "学完", "修完", "参加", "取得", "完成", "级", "届", "工班", "技工", "技师", "技师班", "毕业的", "入学的", "春季", "秋季"}

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
	majorWords = regexp.MustCompile(`^(?:中等|高等|职业|本|该|相关|何种|普通|博士|硕士|研究生|本科|专科|所学|所修|主修)+$|毕业`)
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
