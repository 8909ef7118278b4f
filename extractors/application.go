package extractors

import (
	"regexp"
	"slices"
	"strings"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/extractors/internal/form"
	"hecha/extractors/internal/layout"
)

// applicationForm reads 资格考试报名表, the form that an exam's platform prints: a
// table or a list of labels.
type applicationForm struct{}

var _ clued = applicationForm{}

func (applicationForm) Name() string        { return "application_form" }
func (applicationForm) Version() int        { return 18 }
func (applicationForm) Kind() document.Kind { return document.ApplicationForm }

var applicationClues = []clue{
	{pattern: regexp.MustCompile(`^.{0,40}(?:报名|报考人?员?)(?:登记|信息|申请|资格审[核查]|审[核查]|确认)?表(?:\(.{0,16}\))?$`), weight: 0.5, title: true},
	{pattern: regexp.MustCompile(`报考(?:级别|专业|科目|名称|类别|地市|省市|考试|信息)|考试级别`), weight: 0.2},
	{pattern: regexp.MustCompile(`考试(?:名称|年度|科目|专业)|报名(?:序号|点|地市)`), weight: 0.15},
	{pattern: regexp.MustCompile(`核查点|审核点|资格审(?:核|查)(?:部门|意见)?|考区|档案号`), weight: 0.1},
	{pattern: regexp.MustCompile(`(?:工作|专业)年限|参加工作`), weight: 0.05},
	{pattern: regexp.MustCompile(`单位(?:审核|初审)?意见|承诺`), weight: 0.1},
	{pattern: regexp.MustCompile(`^.{0,20}(?:准考证|成绩单|成绩通知单|资格证书|毕业证书|聘书|.{0,8}证明)$`), weight: -0.6, title: true},
	{pattern: regexp.MustCompile(`准考证号.{0,60}考场|准予毕业|特此证明|电子注册备案表`), weight: -0.4},
}

func (applicationForm) Match(s Sheet) float64 { return contentsOf(s).weigh(applicationClues).score }

func (applicationForm) clues() []clue { return applicationClues }

var applicationLabels = form.NewVocabulary(
	form.Label{Field: "exam", Names: []string{"考试名称", "报考考试", "报考名称", "报考考试名称", "报名考试", "考试项目", "报考项目", "参加考试名称"}, Wraps: true},
	form.Label{Field: "exam_year", Names: []string{"考试年度", "报考年度", "考试年份", "年度"}},
	form.Label{Field: "level", Names: []string{"报考级别", "考试级别", "报名级别", "级别", "级别名称"}},
	form.Label{Field: "specialty", Names: []string{"报考专业", "考试专业", "报名专业", "报考专业类别", "专业类别"}, Wraps: true},
	form.Label{Field: examClass, Names: []string{"报考类别", "考试类别", "报名类别"}, Wraps: true},
	form.Label{Field: "subjects", Names: []string{"报考科目", "考试科目", "报名科目", "科目", "参考科目", "所报科目"}, Wraps: true},
	form.Label{Field: "name", Names: []string{"姓名", "考生姓名", "报考人姓名", "报考人员姓名", "申请人姓名"}},
	form.Label{Field: "sex", Names: []string{"性别"}, Closed: "男|女"},
	form.Label{Field: "birth_date", Names: []string{"出生日期", "出生年月", "出生年月日", "出生时间"}, Closed: queryClosed},
	form.Label{Field: "id_number", Names: []string{"证件号码", "身份证号", "身份证号码", "公民身份号码", "居民身份证号码", "有效证件号码", "身份证件号码", "证件号", "证件编号"}, Closed: `\d{17}[\dXx]`},
	form.Label{Field: "education", Names: []string{"最高学历", "报考学历", "学历", "文化程度", "学历层次", "符合报考条件学历", "现学历"}},
	form.Label{Field: "school", Names: []string{"毕业学校", "毕业院校", "学校名称", "院校名称", "毕业学校名称"}, Wraps: true},
	form.Label{Field: "major", Names: []string{"所学专业", "毕业专业", "所学专业名称", "学历专业", "毕业所学专业"}, Wraps: true},
	studyLabel,
	form.Label{Field: bareMajor, Names: []string{"专业", "专业名称"}, Wraps: true, Colon: true, Spaced: true},
	form.Label{Field: "graduation_date", Names: []string{"毕业时间", "毕业日期", "毕业年月", "毕业年月日"}, Closed: queryClosed},
	form.Label{Field: "certificate_number", Names: []string{"学历证书编号", "毕业证书编号", "毕业证编号", "学历证书号", "毕业证书号", "毕业证书号码", "毕业证号", "学历证书号码", "学历编号", "证书编号", "证书号", "证书号码"}},
	form.Label{Field: "employer", Names: []string{"工作单位", "单位名称", "现工作单位", "所在单位", "工作单位名称", "单位全称"}, Wraps: true},
	form.Label{Field: "work_start", Names: pairs("参加工作 开始工作 工作开始 工作起始 入职 首次参加工作 从事专业工作起始 专业工作开始 开始从事专业工作 开始从事本专业工作 从事专业工作开始 从事本专业工作起始 从事本专业工作开始", "时间 日期 年月"), Closed: queryClosed},
	form.Label{Field: "years", Names: []string{
		"从事专业工作年限", "专业工作年限", "专业年限", "从事本专业工作年限", "从事相关专业工作年限", "从事专业年限", "相关工作年限", "本专业工作年限", "从事专业工作时间", "工作年限", "专业工作年数", "从事本专业年限", "从事相关专业年限", "本专业年限", "从事本专业工作时间",
		"从事专业工作年", // 限 stands in the next line
	}},
	form.Label{Field: "title", Names: []string{"专业技术职务", "现任专业技术职务", "职称", "技术职称", "专业技术职称", "专业技术资格", "现有职称", "专业技术职务任职资格", "职称名称"}},
	form.Label{Field: "city", Names: []string{"报考地市", "报名地市", "考区", "报考城市", "报考市州", "报名市州", "报考地区", "报考省市", "报考省份城市", "报考省(市)", "报名地区", "考试地市", "报名地", "报考地", "地市", "市州"}},
	form.Label{Field: examPlace, Names: []string{"考点"}},
	form.Label{Field: "review_office", Names: append(pairs("核查 审核 审查 资格核查 资格审核 资格审查 人工核查 考后核查 报名审核 现场审核", "点 部门 单位 机构 机关"), "报名点"), Wraps: true},
	form.Label{Field: "phone", Names: []string{"联系电话", "手机号码", "联系方式", "移动电话", "手机", "手机号", "电话"}},
	form.Label{Names: []string{"报名序号", "档案号", "报名编号", "证件类型", "民族", "政治面貌", "学位", "学位证书编号", "学位编号", "国籍", "准考证号", "报考省市", "报考省份", "学制", "毕业类别", "学历类别", "报考条件", "职务", "行政职务"}},
	form.Label{Names: []string{"单位性质", "单位所在地", "单位地址", "通讯地址", "通信地址", "邮编", "邮政编码", "电子邮箱", "邮箱", "电子邮件", "户籍所在地", "告知承诺方式", "承诺方式", "是否承诺", "职称级别", "职称专业", "取得时间", "工作简历", "学习简历", "照片", "备注"}, Wraps: true},
	form.Label{Names: []string{
		"单位意见", "单位审核意见", "单位初审意见", "所在单位意见", "核查部门意见", "审核意见", "资格审查意见", "资格审核意见", "报考人员签名", "考生签名", "本人签名", "本人承诺", "打印时间", "打印日期", "填表日期", "报名时间", "审核人", "经办人", "签名",
	}},
)

var applicationParsers = map[string]parser{
	"exam":               strict(examName),
	"exam_year":          strict(examYear),
	"level":              strict(plain),
	"specialty":          strict(major),
	"subjects":           strict(subjects),
	"name":               strict(normalize.Name),
	"sex":                oneOf(normalize.Sex, "男", "女"),
	"birth_date":         date,
	"id_number":          strict(normalize.IDNumber),
	"education":          oneOf(normalize.Level, levelWords...),
	"school":             strict(normalize.Organisation),
	"major":              strict(major),
	bareMajor:            strict(major),
	studyAsked:           strict(plain),
	examClass:            strict(major),
	examPlace:            strict(plain),
	"graduation_date":    date,
	"certificate_number": strict(normalize.CertificateNumber),
	"employer":           strict(normalize.Organisation),
	"work_start":         monthDate,
	"years":              strict(years),
	"title":              strict(plain),
	"city":               strict(plain),
	"review_office":      strict(normalize.Organisation),
	"phone":              strict(normalize.Phone),
}

func (applicationForm) Extract(s Sheet) Extraction {
	p := newPaper(s)
	entries := p.readForm(applicationLabels, applicationParsers)
	p.readYearCells()
	p.readExamYear(entries)
	p.partStudy(entries, applicationParsers)
	p.readExamOver()
	p.readExamTitle()
	p.settleMajor(entries)
	p.settleClass()
	p.settlePlace()
	p.dropBlank("title", "certificate_number", "level", "specialty")
	p.repairID()
	p.proveSchool()
	p.doubtUnended("employer", "school")
	return Extraction{Fields: p.fields}
}

// examClass is the class of an exam: its name where no other label asks for it, else
// its specialty. examPlace is where it is held, a city or a school in one.
const (
	examClass = "exam_class"
	examPlace = "exam_place"
)

var (
	examLike  = regexp.MustCompile(`(?:师|员|考试|资格)$`)
	wholeCity = regexp.MustCompile(`^\p{Han}{2,10}[市州]$`)
)

// settleClass puts a class where it belongs.
func (p *paper) settleClass() {
	f, ok := p.fields[examClass]
	delete(p.fields, examClass)
	switch {
	case !ok:
	case !p.has("exam") && examLike.MatchString(f.Value):
		p.fields["exam"] = f
	case !p.has("specialty"):
		p.fields["specialty"] = f
	}
}

// settlePlace takes a city where the form has no other place for it.
func (p *paper) settlePlace() {
	f, ok := p.fields[examPlace]
	delete(p.fields, examPlace)
	if ok && !p.has("city") && wholeCity.MatchString(f.Value) {
		p.fields["city"] = f
	}
}

// bareMajor is what stands beside 专业 alone: on one form the specialty of the
// exam, on another the major of the study.
const bareMajor = "bare_major"

// settleMajor takes what stands beside 专业 for the one of the two that has no
// label of its own; where both have one, or neither, for what its neighbours are
// about. On a form where they tell nothing, nobody can.
func (p *paper) settleMajor(entries []form.Entry) {
	delete(p.fields, bareMajor)
	for i, e := range entries {
		if e.Field != bareMajor {
			continue
		}
		field := ""
		switch {
		case p.has("major") && !p.has("specialty"):
			field = "specialty"
		case p.has("specialty") && !p.has("major"):
			field = "major"
		default:
			field = majorBeside(entries, i)
		}
		if field != "" && !p.has(field) {
			p.set(field, e.Run(), applicationParsers[bareMajor])
		}
	}
}

// What a form asks about the exam, and about the study.
var (
	askedOfExam  = []string{"exam", "exam_year", "level", "subjects", "city", "review_office"}
	askedOfStudy = []string{"education", "school", "graduation_date", "certificate_number"}
)

// majorBeside is what 专业, the label of entry i, asks for by the labels before and
// after it; empty if they do not tell. One on the same row says more.
func majorBeside(entries []form.Entry, i int) string {
	lean := 0
	for _, k := range []int{i - 1, i + 1} {
		if k < 0 || k >= len(entries) {
			continue
		}
		weight := 1
		if entries[k].Label.SameRow(entries[i].Label) {
			weight = 2
		}
		switch field := entries[k].Field; {
		case slices.Contains(askedOfExam, field):
			lean += weight
		case slices.Contains(askedOfStudy, field):
			lean -= weight
		}
	}
	switch {
	case lean > 0:
		return "specialty"
	case lean < 0:
		return "major"
	}
	return ""
}

// examTitle is the title of a form, which names exam and year; examAlone is a line
// under it that names both, yearAlone one that names the year; examOfNothing are
// titles of forms for any exam.
var (
	examTitle     = regexp.MustCompile(`^(?:\p{Han}{2,8}(?:省|市|自治区)|全国)?(?P<year>(?:19|20)\d\d)?年?度?(?P<exam>\p{Han}[\p{Han}()]{1,30}?(?:考试|鉴定))?(?:考试)?(?:报名|报考)(?:登记|信息|申请|审核|确认)?表(?:\((?P<later>(?:19|20)\d\d)年?度?\))?$`)
	examAlone     = regexp.MustCompile(`^\(?(?P<year>(?:19|20)\d\d)年?度?(?P<exam>\p{Han}[\p{Han}()]{1,30}?(?:考试|鉴定))\)?$`)
	yearAlone     = regexp.MustCompile(`^\(?(?P<year>(?:19|20)\d\d)年?度\)?$`)
	examOfNothing = regexp.MustCompile(`^(?:全国)?(?:专业技术人员)?(?:职业|执业)?(?:资格)?考试$`)
)

// examOver is a line that is nothing but the name of an exam, above examUnder, the
// line that says what the paper is.
var (
	examOver  = regexp.MustCompile(`^(?:\p{Han}{2,8}(?:省|市|自治区)|全国)?(?P<year>(?:19|20)\d\d)?年?度?(?P<exam>\p{Han}[\p{Han}()]{1,30}?(?:考试|鉴定))$`)
	examUnder = regexp.MustCompile(`^(?:考试)?(?:报名|报考)(?:登记|信息|申请|审核|确认)?表(?:\((?P<later>(?:19|20)\d\d)年?度?\))?$`)
)

// readExamOver takes the exam from the first of two such lines, the year from either.
func (p *paper) readExamOver() {
	rows := slices.Concat(layout.Rows(p.frags)...)
	for i := range len(rows) - 1 {
		over, isExam := layout.TextOf(rows[i].Glyphs).Find(examOver)
		form, isForm := layout.TextOf(rows[i+1].Glyphs).Find(examUnder)
		if isExam && isForm {
			p.takeExam(over)
			p.takeExam(form)
			return
		}
	}
}

// yearOfExam is the year before an exam's name: 2021年度一级造价工程师.
var yearOfExam = regexp.MustCompile(`^(?P<year>(?:19|20)\d\d)年度?\p{Han}`)

// readExamYear takes the year from the exam's name where it has no place of its own.
func (p *paper) readExamYear(entries []form.Entry) {
	for _, e := range entries {
		if e.Field != "exam" || p.has("exam_year") {
			continue
		}
		if m, ok := layout.TextOf(e.Run()).Find(yearOfExam); ok {
			p.set("exam_year", m["year"], applicationParsers["exam_year"])
		}
	}
}

// readExamTitle takes from the title, or the line under it, what no label says.
func (p *paper) readExamTitle() {
	for _, pattern := range []*regexp.Regexp{examTitle, examAlone, yearAlone} {
		for _, f := range p.frags {
			if m, ok := layout.TextOf(f.Glyphs).Find(pattern); ok {
				p.takeExam(m)
				break
			}
		}
	}
}

func (p *paper) takeExam(m map[string]layout.Run) {
	for _, group := range []string{"year", "later"} {
		if !p.has("exam_year") && len(m[group]) > 0 {
			p.set("exam_year", m[group], applicationParsers["exam_year"])
		}
	}
	if !p.has("exam") && len(m["exam"]) > 0 && !examOfNothing.MatchString(m["exam"].String()) {
		p.set("exam", m["exam"], applicationParsers["exam"])
	}
}

// blankValue is what stands in a place that does not apply.
var blankValue = regexp.MustCompile(`^(?:无|/|-+|—+|空|暂无|没有|无职称)$`)

// dropBlank drops fields of which the paper says that there is nothing.
func (p *paper) dropBlank(names ...string) {
	for _, name := range names {
		if f, ok := p.fields[name]; ok && blankValue.MatchString(layout.FoldString(f.Text)) {
			delete(p.fields, name)
		}
	}
}

// yearBefore is the year in front of the name of an exam.
var yearBefore = regexp.MustCompile(`^(?:19|20)\d\d年?度?`)

// examName is the name of an exam without its year and the words for an exam, brackets
// full-width.
func examName(raw string) (string, bool) {
	v, ok := major(withGrade(yearBefore.ReplaceAllString(normalize.StripSpace(raw), "")))
	return normalize.Exam(v), ok && !strings.HasPrefix(v, "级") // lost its grade
}

var sittingYear = regexp.MustCompile(`^((?:19|20)\d\d)年?度?$`)

// examYear is the year of a sitting.
func examYear(raw string) (string, bool) {
	m := sittingYear.FindStringSubmatch(normalize.Fold(normalize.StripSpace(raw)))
	if m == nil {
		return "", false
	}
	return m[1], true
}

// subjectMark parts two subjects; subjectNumber stands before one.
var (
	subjectMark   = regexp.MustCompile(`[、,;，；/|]+`)
	subjectNumber = regexp.MustCompile(`^(?:\d{1,2}[.．、)）]|[①②③④⑤⑥]|[(（]\d{1,2}[)）])`)
)

// subjects are the subjects of an exam, joined by 、.
func subjects(raw string) (string, bool) {
	s, ok := plain(raw)
	var out []string
	for _, part := range subjectMark.Split(s, -1) {
		part = strings.Trim(subjectNumber.ReplaceAllString(part, ""), ".。·:：")
		if part != "" {
			out = append(out, strings.NewReplacer("(", "（", ")", "）", "《", "", "》", "").Replace(part))
		}
	}
	return strings.Join(out, "、"), ok && len(out) > 0
}
