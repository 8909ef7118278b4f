package extractors

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"hecha/document/normalize"
)

// rankNames are the professional ranks of the series (职称系列基本目录, 中办发〔2016〕77号
// and the ministry's guidelines after it), without their grades.
const rankNames = `工程师|经济师|会计师|统计师|审计师|农艺师|畜牧师|兽医师|农业经济师|政工师|技师|药师|中药师|医师|护师|技士|药士|护士|医士|馆员|图书馆员|档案馆员|文博馆员|群众文化馆员|讲师|教授|研究员|副研究员|助理研究员|教师|实验师|实验员|编辑|编审|记者|翻译|播音员|工艺美术师|律师|公证员|美术师|演员|演奏员|教练|船长|飞行员|技术员|会计员|经济员|统计员|助教|教练员|设计师|建筑师|规划师|社会工作师`

// Ranks as papers print them: alone, and anywhere in a text.
var (
	rankWhole = regexp.MustCompile(`^(?:正高级|高级|副高级|中级|初级|助理|主管|主任|副主任|主治|一级|二级|三级|副|教授级|研究员级|正|特级)*(?:` + rankNames + `)$`)
	rankWord  = regexp.MustCompile(`(?:正高级|高级|助理|主管|主任|主治)(?:` + rankNames + `)|工程师|经济师|统计师|审计师|农艺师`)
)

// rank is the name of a professional rank as printed, without what says that it
// is one.
func rank(raw string) (string, bool) {
	v, ok := plain(raw)
	v = strings.NewReplacer("(", "（", ")", "）").Replace(v)
	for _, tail := range []string{"任职资格", "专业技术资格", "职称", "职务", "资格"} {
		v = strings.TrimSuffix(v, tail)
	}
	return v, ok && utf8.RuneCountInString(v) > 1
}

// grade is the level of a title or a qualification: 中级, 一级. What is left of one
// that lost a sign is no level.
func grade(raw string) (string, bool) {
	v := withGrade(normalize.StripSpace(raw))
	return v, gradeForm.MatchString(v)
}

var gradeForm = regexp.MustCompile(`^(?:正高级?|高级|副高级?|中级|初级|助理级|员级|师级|特级|不分级别|[一二三四五甲乙丙]级|[一二三四五]级/\p{Han}{2,4})$`)

// withGrade puts the 一 back that was read as a dash: -级建造师.
func withGrade(s string) string {
	if rest, ok := strings.CutPrefix(normalize.Fold(s), "-级"); ok {
		return "一级" + rest
	}
	return s
}

// qualificationTail is what follows the name of a profession.
var qualificationTail = regexp.MustCompile(`(?:注册)?(?:执业|职业|专业技术)?资格(?:证书?)?$`)

// qualification is the name of a profession as printed: 一级建造师.
func qualification(raw string) (string, bool) {
	v, ok := plain(strings.TrimPrefix(normalize.StripSpace(raw), "中华人民共和国"))
	v = withGrade(qualificationTail.ReplaceAllString(v, ""))
	return strings.NewReplacer("(", "（", ")", "）").Replace(v), ok && len([]rune(v)) >= 2 && !strings.HasPrefix(v, "级") // 级建造师 lost its grade
}
