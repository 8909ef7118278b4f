package extractors

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"hecha/document/normalize"
	"hecha/extractors/internal/layout"
)

// rankNames are the professional ranks of the series (职称系列基本目录, 中办发〔2016〕77号
// and the ministry's guidelines after it), without their grades.
const rankNames = `工程师|经济师|会计师|统计师|审计师|农艺师|畜牧师|兽医师|农业经济师|政工师|技师|药师|中药师|医师|护师|技士|药士|护士|医士|馆员|图书馆员|档案馆员|文博馆员|群众文化馆员|讲师|教授|研究员|副研究员|助理研究员|教师|实验师|实验员|编辑|编审|记者|翻译|播音员|工艺美术师|律师|公证员|美术师|演员|演奏员|教练|船长|飞行员|技术员|会计员|经济员|统计员|助教|教练员|设计师|建筑师|规划师|社会工作师|实习指导教师|指导教师|园艺师|林业师|药剂师|检验师|校对|舞台技师|摄影师|研究馆员|副研究馆员|副教授|副编审|副研究馆员|信息系统项目管理师`

// rankGrades are what stands before the name of a rank, and where: 中学一级教师.
const rankGrades = `(?:中学|小学|幼儿园|中小学|农民|高校|高等学校)?(?:正高级|高级|副高级|中级|初级|助理|主管|主任|副主任|主治|一级|二级|三级|四级|副|教授级|研究员级|研究|正|特级|实习)*`

// Ranks as papers print them: alone, and anywhere in a text.
var (
	rankWhole = regexp.MustCompile(`^` + rankGrades + `(?:` + rankNames + `)$`)
	rankWord  = regexp.MustCompile(`(?:正高级|高级|助理|主管|主任|主治)(?:` + rankNames + `)|工程师|经济师|统计师|审计师|农艺师`)
)

// rankOfField is the rank of an engineer with the field that older papers name with
// it, which can be a post as well.
var rankOfField = regexp.MustCompile(`^(?:机械|电气|土建|建筑|土木|化工|电子|水利|道路|结构|地质|测绘|给排水|暖通|冶金|采矿|机电|安装|纺织|轻工|农机)工程师$`)

// departmentRank ends with a rank behind the department in which it is held.
var departmentRank = regexp.MustCompile(`^\p{Han}{1,10}(?:科|部|室|系|院|所|中心|处|学院)(` + rankGrades + `(?:` + rankNames + `))$`)

// rankIn is where the rank begins that run is, or that it ends with behind a
// department: 心血管内科副主任医师.
func rankIn(run layout.Run) (at int, ok bool) {
	v, _ := rank(run.String())
	if rankWhole.MatchString(v) || rankOfField.MatchString(v) {
		return 0, true
	}
	m := departmentRank.FindStringSubmatchIndex(run.String())
	if m == nil {
		return 0, false
	}
	return len([]rune(run.String()[:m[2]])), true
}

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

// levelTail is the level in brackets behind an occupation: 维修电工(四级).
var levelTail = regexp.MustCompile(`[(（][一二三四五]级[^()（）]{0,8}[)）]$|[(（](?:初级|中级|高级)(?:工)?[)）]$`)

// qualification is the name of a profession as printed: 一级建造师.
func qualification(raw string) (string, bool) {
	v, ok := plain(strings.TrimPrefix(normalize.StripSpace(raw), "中华人民共和国"))
	v = withGrade(levelTail.ReplaceAllString(qualificationTail.ReplaceAllString(v, ""), ""))
	return strings.NewReplacer("(", "（", ")", "）").Replace(v), ok && len([]rune(v)) >= 2 && !strings.HasPrefix(v, "级") // 级建造师 lost its grade
}

// granted is how sentences say that somebody has a rank.
var granted = regexp.MustCompile(`(?:具备|具有|取得|获得|授予|评定|认定|确认|确定)[^,。;:]{0,30}?(?:` + rankNames + `)[^,。;:]{0,12}?(?:资格|职称)`)

// Where a sentence grants a rank: the words between the verb and what says that it
// is a rank. The verb may come twice: 确定马晓东同志具备….
var grants = []*regexp.Regexp{
	sentencePattern(`(?:具备|具有|取得|获得|授予|评为|评定为?|认定为|确认为?|确定为?|认定|批准)(?P<v>[^,。;:D]{2,40}?)(?:专业技术|技术)*(?:职务|职称)?(?:任职|评审)?(?:资格|职称|的?水平)`),
	sentencePattern(`(?:担任|聘任为)(?P<v>[^,。;:D]{2,20}?)专业技术职务`),
	sentencePattern(`(?:评为|评定为|认定为|确认为|晋升为?|同志为)(?P<v>[^,。;:D]{2,20}?)(?:[,。;]|特发|$)`),
}

// grantForm takes such words apart: a speciality, the rank, and in brackets a level
// or a speciality; or the rank itself in brackets.
var grantForm = []*regexp.Regexp{
	regexp.MustCompile(`^(?:.*(?:同志|具备|具有|取得|获得|授予|认定为?|确认为?|确定为?|其|您|你|系列|[^作因]为|了))?(?:(?P<specialty>[\p{Han}()、]{2,20}?)(?:专业|系列))?(?P<title>` + rankGrades + `(?:` + rankNames + `))(?:\((?P<inside>[^()]{2,16})\))?$`),
	regexp.MustCompile(`^(?:.*(?:同志|具备|取得|其|您|你))?(?P<specialty>[\p{Han}()、]{2,20}?)专业\((?P<title>` + rankGrades + `(?:` + rankNames + `))\)$`),
}

// readGrant takes rank, speciality and level from the sentence that grants a rank,
// where no label led to them.
func (p *paper) readGrant(t layout.Text) {
	for _, re := range grants {
		for _, m := range t.FindAll(re) {
			for _, form := range grantForm {
				if parts, ok := layout.TextOf(m["v"]).Find(form); ok && p.agrees("title", parts["title"]) {
					p.takeGrant(parts)
					break
				}
			}
		}
	}
}

// agrees tells whether a field has the value that run gives, or none yet.
func (p *paper) agrees(field string, run layout.Run) bool {
	f, ok := p.field(run, titleParsers[field])
	return ok && (!p.known(field) || p.fields[field].Value == f.Value)
}

func (p *paper) takeGrant(parts map[string]layout.Run) {
	if inside := parts["inside"].String(); inside != "" {
		if _, ok := grade(inside); ok {
			parts["level"] = parts["inside"]
		} else if len(parts["specialty"]) == 0 && !notSpecialty.MatchString(inside) {
			parts["specialty"] = parts["inside"]
		}
	}
	for _, name := range []string{"title", "specialty", "level"} {
		if len(parts[name]) > 0 && !p.known(name) {
			p.set(name, parts[name], titleParsers[name])
		}
	}
}

// notSpecialty are words in brackets behind a rank that tell where it counts.
var notSpecialty = regexp.MustCompile(`^(?:中专|技校|高校|中学|小学|企业|试用|以考代评|全国|省内|农民)$`)
