package extractors

import (
	"regexp"
	"slices"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/extractors/internal/form"
	"hecha/extractors/internal/layout"
)

// diploma reads 毕业证书 of every sort: ordinary, adult, network, self-study and
// secondary schools'. The body is a sentence in some wording, the foot a few
// labels.
type diploma struct{}

var _ clued = diploma{}

func (diploma) Name() string        { return "diploma" }
func (diploma) Version() int        { return 19 }
func (diploma) Kind() document.Kind { return document.Diploma }

var diplomaClues = []clue{
	{pattern: regexp.MustCompile(`^.{0,20}毕业(?:证书?|证明书)$`), weight: 0.4, title: true},
	{pattern: regexp.MustCompile(`准予毕业|准子毕业|准许毕业`), weight: 0.35},
	{pattern: regexp.MustCompile(`准予(?:结业|肄业)`), weight: -0.5},
	{pattern: regexp.MustCompile(`^.{0,20}(?:结业|肄业)证书?$`), weight: -0.6, title: true},
	{pattern: regexp.MustCompile(`毕业证书?.{0,8}(?:待发|办理|未发|尚未|暂未)`), weight: -0.5},
	{pattern: regexp.MustCompile(`修完|修业期满|修满|全部课程|规定课程|成绩(?:合格|及格)`), weight: 0.15},
	{pattern: regexp.MustCompile(`专业.{0,16}学习|自学考试`), weight: 0.1},
	{pattern: regexp.MustCompile(`证书编号|校\(?院\)?长|学校编号|院长|校长|主考`), weight: 0.1},
	{pattern: regexp.MustCompile(`学生.{1,12}性别|(?:学生|学员|研究生|考生).{1,20}(?:生|岁),`), weight: 0.1},
	{pattern: fuzzy("电子注册备案表", "学历认证报告", "在线验证报告", "工作年限证明", "查询结果"), weight: -0.7, title: true},
	{pattern: regexp.MustCompile(`学士学位|硕士学位证书|博士学位证书|授予.{2,6}学位`), weight: -0.2},
	{pattern: regexp.MustCompile(`^.{0,14}学位证书?$`), weight: -0.4, title: true},
}

func (diploma) Match(s Sheet) float64 { return contentsOf(s).weigh(diplomaClues).score }

func (diploma) clues() []clue { return diplomaClues }

var diplomaLabels = form.NewVocabulary(
	form.Label{Field: "name", Names: []string{"姓名", "学生姓名", "学员姓名", "毕业生姓名"}, Colon: true},
	form.Label{Field: "enrollment_date", Names: pairs("入学 入校", "时间 日期 年月"), Closed: dateClosed, Colon: true},
	form.Label{Field: "sex", Names: []string{"性别"}, Closed: "男|女", Colon: true},
	form.Label{Field: "birth_date", Names: []string{"出生日期", "出生年月"}, Closed: dateClosed},
	form.Label{Names: []string{"校名", "学校名称", "院校名称", "学校", "院校", "主考学校", "主考院校", "培养单位", "毕业学校"}, Colon: true},
	form.Label{Field: "president", Names: []string{"校(院)长", "院(校)长", "校长", "院长", "校(院)长签名", "校(院)长签章", "校(院)长签字", "校(院)长姓名", "校长签章", "校长签名", "院长签章", "所长", "校(院所)长", "校(院、所)长", "主任", "主任委员", "校长(签章)", "院长(签章)"}},
	form.Label{Field: "major", Names: []string{"专业", "专业名称", "所学专业"}, Colon: true},
	form.Label{Field: "level", Names: []string{"层次", "学历层次", "培养层次", "培养目标", "班级类别"}, Colon: true},
	form.Label{Field: "length_years", Names: []string{"学制"}, Colon: true},
	form.Label{Field: "study_form", Names: []string{"学习形式", "办学形式"}, Colon: true},
	form.Label{Names: []string{"证书编号", "毕业证书编号", "证书号", "证书号码", "学校编号", "注册号", "电子注册号", "编号"}},
	form.Label{Field: "graduation_date", Names: []string{"发证日期", "签发日期", "颁发日期", "发证时间", "毕业日期", "毕业时间"}, Closed: dateClosed},
	form.Label{Names: []string{"批准文号", "查询网址", "网址", "身份证号", "身份证号码", "准考证号", "验印", "省自考委", "监制", "照片", "学号"}},
)

var diplomaParsers = map[string]parser{
	"name":               strict(normalize.Name),
	"sex":                oneOf(normalize.Sex, "男", "女"),
	"birth_date":         date,
	"school":             strict(normalize.Organisation),
	"major":              strict(major),
	"level":              oneOf(normalize.Level, levelWords...),
	"study_form":         oneOf(normalize.StudyForm, chsiStudyForms...),
	"length_years":       strict(normalize.LengthYears),
	"enrollment_date":    monthDate,
	"graduation_date":    date,
	"certificate_number": strict(normalize.CertificateNumber),
	"president":          strict(normalize.Name),
	"technician_class":   strict(normalize.TechnicianClass),
}

func (diploma) Extract(s Sheet) Extraction {
	p := newPaper(s)
	p.frags = slices.DeleteFunc(p.frags, func(f layout.Frag) bool { return lookUp.MatchString(f.Text()) })
	p.frags = layout.Join(layout.Split(withoutGloss(p.frags), columnWhite), pieceWhite)
	said := p.speak(diplomaGrammar)
	said.readStudy()
	said.readSchool()
	said.readNumber()
	p.complete("certificate_number", said.text.Without("\n "), numberSaid, diplomaParsers)
	p.readForm(diplomaLabels, diplomaParsers)
	said.readTechnicianClass()
	if p.isStatement() {
		said.take("graduation_date", date, "graduated")
		if !said.known("graduation_date") {
			said.take("graduation_date", date, "until")
		}
	} else {
		said.readFootDate("graduation_date")
		said.doubtOtherYear("graduation_date")
	}
	p.fromSeal("school", schoolName)
	p.proveSchool()
	return Extraction{Fields: p.fields}
}

// lookUp is a line that only says where the diploma can be looked up.
var lookUp = regexp.MustCompile(`^[(（]?[^\d:,。]{0,12}(?:信息网|学信网)[^\d:,。]{0,8}[)）]?$`)

// statement is the title of what a school gives out in the place of a diploma or a
// degree certificate that was lost.
var statement = regexp.MustCompile(`^.{0,14}(?:毕业|学历|学位)证明书?$`)

// isStatement tells whether the paper is such a one: the day at its foot is not that
// of the graduation.
func (p *paper) isStatement() bool {
	return slices.ContainsFunc(p.frags, func(f layout.Frag) bool { return statement.MatchString(f.Text()) })
}

// technicianSchool tells the papers on which 高级工 is a class and not a skill.
var technicianSchool = regexp.MustCompile(`技工|技师`)

// readTechnicianClass finds the class of a technician school, which such a
// diploma gives in the place of a level.
func (s spoken) readTechnicianClass() {
	if !technicianSchool.MatchString(s.text.String()) {
		return
	}
	if f, ok := s.fields["level"]; ok {
		if class, ok := normalize.TechnicianClass(f.Text); ok {
			delete(s.fields, "level")
			f.Value, f.Doubt = class, []document.Doubt{}
			s.fields["technician_class"] = f
		}
	}
	s.readWord("technician_class", "class")
}

// White between the fragments of a row, in heights of a line: from columnWhite on
// they are two things, below pieceWhite one.
const (
	columnWhite = 2.5
	pieceWhite  = 0.7
)

// readStudy takes what the sentence says of the person and the course.
func (s spoken) readStudy() {
	for _, f := range []struct {
		field string
		signs []string
	}{
		{"name", []string{"name"}},
		{"sex", []string{"sex"}},
		{"birth_date", []string{"birth_named", "birth"}},
		{"enrollment_date", []string{"enrolled", "enrolled_named"}},
		{"major", []string{"major", "major_named"}},
		{"length_years", []string{"length"}},
		{"president", []string{"president"}},
	} {
		s.take(f.field, diplomaParsers[f.field], f.signs...)
	}
	s.readWord("study_form", "form")
	s.readLevel()
}

// schoolName is a whole line that names a school.
var (
	schoolName  = regexp.MustCompile(`^\p{Han}[\p{Han}()]{1,24}(?:大学|学院|学校|分校|党校|研究院|研究所|师范|函校|电大|中专|职大)(?:\([\p{Han}]{1,8}\))?$`)
	schoolTitle = regexp.MustCompile(`(?P<school>\p{Han}[\p{Han}()]{1,20}?(?:大学|学院|学校))(?:(?:普通|成人|网络|现代|远程|高等|中等|专业|职业|教育|学校|自学|考试|本科|专科|博士|硕士|研究生)*)毕业证书?`)
)
