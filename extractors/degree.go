package extractors

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/extractors/internal/form"
	"hecha/extractors/internal/layout"
	"hecha/extractors/internal/sentence"
)

// degree reads 学位证书: the national forms of until 2015, the schools' own since,
// with or without an English counterpart.
type degree struct{}

var _ clued = degree{}

func (degree) Name() string        { return "degree_certificate" }
func (degree) Version() int        { return 13 }
func (degree) Kind() document.Kind { return document.DegreeCertificate }

var degreeClues = []clue{
	{pattern: regexp.MustCompile(`^.{0,18}学位证明?书?$`), weight: 0.4, title: true},
	{pattern: regexp.MustCompile(`(?:授[予子于]|获得?).{0,24}(?:学士|硕士|博士)`), weight: 0.35},
	{pattern: regexp.MustCompile(`学位条例`), weight: 0.15},
	{pattern: fuzzy("学位评定委员会"), weight: 0.15},
	{pattern: regexp.MustCompile(`(?:学位)?证书?编号|校\(?院\)?长|院长|校长`), weight: 0.05},
	{pattern: regexp.MustCompile(`论文答辩|本科学习计划|课程考试`), weight: 0.05},
	{pattern: regexp.MustCompile(`电子注册备案表|认证报告|在线验证报告|学历学位认证书`), weight: -0.8, title: true},
	{pattern: regexp.MustCompile(`^.{0,20}毕业证书?$`), weight: -0.4, title: true},
	{pattern: regexp.MustCompile(`教留服|留学服务中心|学籍状态`), weight: -0.5},
}

func (degree) Match(s Sheet) float64 { return contentsOf(s).weigh(degreeClues).score }

func (degree) clues() []clue { return degreeClues }

var degreeLabels = form.NewVocabulary(
	form.Label{Field: "name", Names: []string{"姓名", "学位获得者", "获得者", "学生姓名", "获学位者", "学位获得者姓名"}, Colon: true, Spaced: true},
	form.Label{Field: "sex", Names: []string{"性别"}, Closed: "男|女", Colon: true, Spaced: true},
	form.Label{Field: "birth_date", Names: []string{"出生日期", "出生年月", "出生年月日"}, Closed: dateClosed},
	form.Label{Names: []string{"学位授予单位", "授予单位", "校名", "学校名称", "院校名称", "学校", "院校", "培养单位"}, Colon: true},
	form.Label{Field: "major", Names: []string{"专业", "专业名称", "所学专业", "学科专业", "学科(专业)", "学科/专业"}, Colon: true, Spaced: true},
	form.Label{Field: "discipline", Names: []string{"学科门类", "门类"}, Colon: true, Spaced: true},
	form.Label{Field: "degree", Names: []string{"所授学位", "授予学位", "学位名称", "学位类别", "获得学位", "学位"}, Colon: true, Spaced: true},
	form.Label{Field: "president", Names: []string{"校(院)长", "院(校)长", "校长", "院长", "校长(院长)", "校(院)长签名", "校(院)长签章", "校长(签章)", "院长(签章)", "校长签章", "校长签名", "所长", "校(院所)长",
		"学位评定委员会主席", "学位评定委员会主席(签章)", "学位评定委员会主席签章", "学位委员会主席", "评定委员会主席", "主席"}},
	form.Label{Field: "president", Names: []string{"席"}, Colon: true}, // what engines leave of 主　　席
	form.Label{Field: "certificate_number", Names: []string{"证书编号", "学位证书编号", "学位证书号", "证书号", "证书号码", "编号", "No."}},
	form.Label{Field: "awarded_date", Names: []string{"学位授予日期", "授予日期", "授予学位日期", "获学位日期", "发证日期", "颁发日期", "签发日期"}, Closed: dateClosed},
	form.Label{Names: []string{"身份证号", "身份证号码", "查询网址", "网址", "学号", "照片", "学制", "学习形式", "层次", "学历层次"}},
)

var degreeParsers = map[string]parser{
	"name":               strict(normalize.Name),
	"sex":                oneOf(normalize.Sex, "男", "女"),
	"birth_date":         date,
	"school":             strict(normalize.Organisation),
	"major":              strict(major),
	"discipline":         strict(discipline),
	"degree":             strict(normalize.DegreeName),
	"enrollment_date":    monthDate,
	"awarded_date":       date,
	"certificate_number": strict(normalize.CertificateNumber),
	"president":          strict(normalize.Name),
}

// disciplines are the 学科门类 of the catalogue, with those professions that a
// degree is named after (专业学位), longest first where one begins another.
const disciplines = `哲学|经济学|法学|教育学|文学|历史学|理学|工学|农学|医学|军事学|管理学|艺术学|交叉学科|` +
	`高级管理人员工商管理|工商管理|公共管理|工程管理|旅游管理|图书情报|会计|金融|应用统计|税务|国际商务|保险|资产评估|审计|法律|社会工作|警务|` +
	`汉语国际教育|国际中文教育|应用心理|教育|体育|翻译|新闻与传播|出版|文物与博物馆|建筑学|城市规划|风景园林|农业推广|农业|兽医|兽医学|林业|` +
	`临床医学|口腔医学|公共卫生|护理|药学|中药学|中医|军事|艺术|电子信息|机械|材料与化工|资源与环境|能源动力|土木水利|生物与医药|交通运输|工程`

// degreeGrammar is the language of the sentence that awards a degree: that of
// studies, and what leads to the award.
var degreeGrammar = sentence.New(slices.Concat(studyWords, []sentence.Word{
	{Sign: "award", Words: "授予 被授予 授 授予其"},
	{Sign: "lead", Words: "特授予 兹授予"}, // the name, or the degree
	{Sign: "course", Words: "学科(专业) 学科、专业 学科丶专业 学科,专业 学科/专业 领域 专业领域"},
	{Sign: "finish", Words: "本科学习计划 学习计划 本科人才培养方案 课程考试 论文答辩 学位论文答辩 学位论文 各门课程 硕士学位的课程考试 博士学位的课程考试 学士学位"},
	{Sign: "join", Words: "已通过 通过 通过了 符合 经审核 经审核符合 根据 按照 依据"},
	{Sign: "rest", Words: "业已毕业 中华人民共和国学位条例 学位条例 学位授予工作细则 暂行实施办法 学位评定委员会 经本校 经我校 经校 审定 审核 批准 专业学位 硕士专业学位 博士专业学位 成绩优良 学位"},
	{Sign: "head_label", Words: "学位评定委员会主席 评定委员会主席 学位委员会主席 主席"},
	{Sign: "school_label", Words: "学位授予单位 授予单位"},
	{Sign: "number_label", Words: "学位证书编号 学位证书号"},
	{Sign: "title", Words: "学位证书 学士学位证书 硕士学位证书 博士学位证书 成人高等教育学士学位证书 普通高等教育 高等学历继续教育"},
}), studyValues)

// degreeClauses find the degree in the sentence that awards it: one of a known
// discipline first, for a name may stand between 授予 and the degree.
var degreeClauses = []clause{
	{"certificate_number", regexp.MustCompile(`证书编?号[:为是]*(?P<v>[CZTQ]?\d{10}[0-9A-Z]\d{5})`), nil},
	{"degree", regexp.MustCompile(`(?:授予|授|获得?)[^。\n]{0,20}?(?P<v>(?:` + disciplines + `)(?:学士|硕士|博士))`), nil},
	{"degree", regexp.MustCompile(`(?P<v>(?:` + disciplines + `)(?:学士|硕士|博士))(?:专业)?学位(?:[^证]|$)`), nil},
	{"degree", regexp.MustCompile(`(?:授予|授)(?:其|该生)?(?P<v>[\p{Han}]{0,10}?(?:学士|硕士|博士))(?:专业)?(?:学位|[,。\n]|$)`), nil},
}

// discipline is the name of a discipline or profession.
func discipline(raw string) (string, bool) {
	s := strings.Trim(normalize.StripSpace(raw), "，,：:")
	n := utf8.RuneCountInString(s)
	return s, n >= 2 && n <= 12 && !strings.ContainsAny(s, "0123456789。")
}

// remark is a line in brackets: it stands below the photograph, beside the
// sentence and not in it.
var remark = regexp.MustCompile(`^\([^()]{4,24}\)$`)

func (degree) Extract(s Sheet) Extraction {
	p := newPaper(s)
	p.frags = slices.DeleteFunc(p.frags, func(f layout.Frag) bool { return remark.MatchString(f.Text()) })
	p.frags = layout.Join(layout.Split(withoutGloss(p.frags), columnWhite), pieceWhite)
	said := p.speak(degreeGrammar)
	said.readStudy()
	said.readSchool()
	if !p.isStatement() {
		said.readFootDate("graduation_date")
		said.doubtOtherYear("graduation_date")
	}
	p.rename("graduation_date", "awarded_date")
	said.dropDegreeAsCourse()
	for _, ofDiploma := range []string{"level", "study_form", "length_years"} {
		delete(p.fields, ofDiploma)
	}
	p.readForm(degreeLabels, degreeParsers)
	p.readClauses(p.text(), degreeClauses, degreeParsers)
	p.fromSeal("school", schoolName)
	p.proveSchool()
	p.findDegreeNumber()
	p.readDiscipline()
	return Extraction{Fields: p.fields}
}

// courseOfDegree follows the name of a course, and not that of a degree.
var courseOfDegree = regexp.MustCompile(`^[、丶,(/]*(?:学科|专业|领域|方向)`)

// dropDegreeAsCourse drops a course that only stands there as the name of a
// profession: 通过公共管理硕士专业学位的课程考试.
func (s spoken) dropDegreeAsCourse() {
	course := layout.FoldString(s.fields["major"].Text)
	if course == "" {
		return
	}
	text, named := s.text.Without("\n ").String(), false
	for at := strings.Index(text, course); at >= 0; {
		rest := text[at+len(course):]
		if courseOfDegree.MatchString(rest) {
			return
		}
		named = named || rankNext.MatchString(rest)
		next := strings.Index(rest, course)
		if next < 0 {
			break
		}
		at += len(course) + next
	}
	if named {
		delete(s.fields, "major")
	}
}

var rankNext = regexp.MustCompile(`^(?:学士|硕士|博士)`)

// rename gives a field the name that it has on this kind of paper.
func (p *paper) rename(from, to string) {
	if f, ok := p.fields[from]; ok {
		p.fields[to] = f
		delete(p.fields, from)
	}
}

// readDiscipline takes the discipline from the name of the degree where the paper
// does not say it apart: 工学 of 工学学士.
func (p *paper) readDiscipline() {
	f, ok := p.fields["degree"]
	if !ok || p.has("discipline") || outOfForm(f) {
		return
	}
	rank, _ := normalize.DegreeRank(f.Value)
	name, found := strings.CutSuffix(f.Value, rank)
	if !found || name == "" {
		return
	}
	f.Value, f.Doubt = name, slices.Clone(f.Doubt)
	p.fields["discipline"] = f
}

// degreeAlone is a line that is nothing but a number by the rule of 2005.
var degreeAlone = regexp.MustCompile(`^(?:N[o0]\.?|№)?:?([CZTQ]?\d{10}[0-9A-Z]\d{5})$`)

// findDegreeNumber takes such a line where no label led to the number.
func (p *paper) findDegreeNumber() {
	if f, ok := p.fields["certificate_number"]; ok && !outOfForm(f) {
		return
	}
	for _, f := range p.frags {
		if m := degreeAlone.FindStringSubmatch(f.Text()); m != nil {
			p.set("certificate_number", f.Glyphs[len(f.Glyphs)-len(m[1]):], degreeParsers["certificate_number"])
			return
		}
	}
}
