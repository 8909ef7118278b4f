package extractors

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/extractors/internal/form"
	"hecha/extractors/internal/layout"
)

// workCertificate reads an employer's certificate of years of work. There is no
// fixed form: a sentence in any wording, a table of periods, or both, and a
// signature block.
type workCertificate struct{}

var _ clued = workCertificate{}

func (workCertificate) Name() string        { return "work_certificate" }
func (workCertificate) Version() int        { return 20 }
func (workCertificate) Kind() document.Kind { return document.WorkCertificate }

var workClues = []clue{
	{pattern: regexp.MustCompile(`^.{0,30}(?:工作|业务|从业|任职|年限|经历|履历|在职|在岗|工龄|教龄|用工|雇[佣用]|劳动关系|人事|单位).{0,6}证明(?:书|表|材料|信)?(?:\(.{0,12}\))?(?:/?[A-Za-z ]+)?$`), weight: 0.45, title: true},
	{pattern: regexp.MustCompile(`^[^附:(]{0,24}(?:工作|从业|专业|服务|任职)年限.{0,3}证明(?:书|信|表)?$`), weight: 0.5, title: true},
	{pattern: regexp.MustCompile(`^证明(?:书|信|函|材料)?$`), weight: 0.15, title: true},
	{pattern: regexp.MustCompile(`^.{0,30}(?:工作|业务|从业|任职|年限|经历|在职|在岗|工龄|教龄|履历).{0,8}(?:说明|核[验查实]|确认|鉴定|审核|情况|登记|介绍|简历|复?函$|报告|推荐|意见).{0,4}(?:书|表|单|信|函|材料)?(?:\(.{0,12}\))?$|^.{0,12}介绍信(?:\(.{0,12}\))?$`), weight: 0.3, title: true},
	{pattern: regexp.MustCompile(`特此说明|特予(?:证明|说明)|请予?(?:核查|接洽|审核|核实)|兹介绍`), weight: 0.15},
	{pattern: regexp.MustCompile(`兹证明|[兹今现]有|[兹现]证|[我本](?:单位|公司|局|院|校|厂|所|司|店|药店|中心|社区|处|站|队|部|集团|企业|行|馆|园|办|委|社|县|乡|镇|街道)`), weight: 0.15},
	{pattern: regexp.MustCompile(`(?:工龄|教龄|从业年限|工作年限).{0,6}\d{1,2}年|[累合共]计.{0,2}\d{1,2}年`), weight: 0.15},
	{pattern: regexp.MustCompile(`(?:内容|情况|材料).{0,3}(?:如有不实|属实|真实)|愿(?:意)?承担.{0,8}责任`), weight: 0.15},
	{pattern: regexp.MustCompile(`[特此予]此?证明[。.]?$|特此证明|情况属实|真实性负责|真实有效`), weight: 0.15},
	{pattern: regexp.MustCompile(`\d{1,2}月(?:\d{1,2}日)?起?(?:参加工作|入职|到岗|进厂|调入)`), weight: 0.15},
	{pattern: regexp.MustCompile(`从事.{0,40}工作|主要负责.{2,30}工作|受雇于|到[我本].{1,6}(?:上班|工作)|工作(?:已|累计)?满|(?:工作|从业)年限`), weight: 0.2},
	{pattern: regexp.MustCompile(`(?:累计|共计?|满|已有?).{0,12}年`), weight: 0.1},
	{pattern: regexp.MustCompile(`起(?:止|讫)(?:年月|时间|日期)`), weight: 0.15},
	{pattern: regexp.MustCompile(`(?:工作|任职)单位|单位(?:名称)?及岗位|专业年限`), weight: 0.1},
	{pattern: regexp.MustCompile(`(?:核验|初审|经办)(?:人|电话)`), weight: 0.1},
	{pattern: regexp.MustCompile(`担任|职务|岗位`), weight: 0.05},
	{pattern: otherProof, weight: -0.8, title: true},
	{pattern: regexp.MustCompile(`准予毕业|电子注册|报名序号|报考级别|聘书|兹聘`), weight: -0.4},
	{pattern: regexp.MustCompile(`居住|社区居民委员会|村民委员会|户籍|婚姻状况|幼儿园.{0,10}证明`), weight: -0.3},
}

// otherProof are the titles of an employer's papers that prove something else.
var otherProof = regexp.MustCompile(`^[^附:(]{0,16}(?:收入|薪资|工资|离职|辞职|解除|终止|退工|业绩|实习|居住|亲属|社保|保险|参保|缴费|犯罪|过失|违法|违纪|在读|在籍|在校|就读|学籍|学历|应届|聘[任用])[^:]{0,14}证明(?:书|信|表)?$`)

func (workCertificate) Match(s Sheet) float64 { return contentsOf(s).weigh(workClues).score }

func (workCertificate) clues() []clue { return workClues }

var workLabels = form.NewVocabulary(
	form.Label{Field: "name", Names: []string{"姓名", "员工姓名", "职工姓名", "被证明人", "被证明人姓名"}},
	form.Label{Field: "sex", Names: []string{"性别"}, Closed: "男|女"},
	form.Label{Field: "id_number", Names: []string{"身份证号", "身份证号码", "公民身份号码", "身份证", "证件号码"}, Closed: `\d{17}[\dXx]`},
	form.Label{Field: "education", Names: []string{"学历", "文化程度", "最高学历", "最高学历及学位"}, Colon: true, Spaced: true, Short: true},
	form.Label{Field: "school", Names: []string{"毕业学校", "毕业院校", "学校名称", "毕业学校名称"}, Wraps: true},
	studyLabel,
	form.Label{Field: "graduation_date", Names: []string{"毕业时间", "毕业日期", "毕业年月", "毕业年月日"}, Closed: dateClosed},
	form.Label{Field: "job", Names: []string{"从事工作", "从事专业", "从事专业工作", "从事何种专业工作", "从事何种工作", "主要从事工作", "现从事工作", "现从事专业", "现从事专业工作", "所从事工作", "所从事专业", "从事专业技术工作", "从事岗位"}, Wraps: true, Colon: true, Spaced: true, Short: true},
	form.Label{Field: "post", Names: []string{"现任职务", "职务", "岗位", "工作岗位", "所在岗位", "现任岗位", "任职岗位", "担任岗位", "任职部门及岗位", "部门及岗位", "岗位/职务", "职务/岗位", "担任职务", "现从事岗位", "所任职务", "任职职务", "岗位名称", "职位"}, Colon: true, Spaced: true, Short: true},
	form.Label{Field: "work_start", Names: []string{"参加工作时间", "入职时间", "参加工作年月", "入职日期", "入职年月", "到岗时间", "到岗日期", "进入本单位时间", "来本单位时间", "参加工作日期"}, Closed: dateClosed},
	form.Label{Field: "total_years", Names: []string{"累计工作年限", "工作年限", "总工作年限", "工作总年限", "全部工作年限", "工龄", "连续工龄", "总工龄"}, Colon: true, Spaced: true, Short: true},
	form.Label{Field: "years", Names: []string{"专业年限", "专业工作年限", "从事专业工作年限", "其中专业工作年限", "从事本专业工作年限", "本专业工作年限", "从事专业年限", "从事本专业年限", "从事相关专业年限", "从事相关专业工作年限"}, Colon: true, Spaced: true, Short: true},
	form.Label{Field: "contact", Names: []string{"经办人", "经办人(签名)", "经办人签名", "经办人(签字)", "联系人", "单位联系人", "初审人", "单位初审人", "核验人", "经手人", "填表人", "填报人", "制表人", "单位经办人", "单位核验人", "HR Manager", "Contact"}},
	contactLabel,
	form.Label{Field: spanAsked, Names: []string{"工作起止时间", "工作起止年月", "工作起止日期", "任职起止时间", "起止时间", "从事专业工作起止时间", "从业起止时间", "在本单位工作时间", "本单位工作时间"}, Wraps: true},
	form.Label{Field: "phone", Names: []string{"联系电话", "电话", "联系方式", "单位电话", "办公电话", "经办人电话", "核验电话", "核实电话", "咨询电话", "单位联系电话", "经办人联系电话", "Tel", "Telephone"}},
	form.Label{Field: "issued_date", Names: []string{"开具日期", "日期", "出具日期"}, Closed: dateClosed, Colon: true},
	form.Label{Field: "current_employer", Names: []string{"现工作单位", "工作单位", "所在单位", "单位名称", "工作单位名称", "工作单位全称", "单位全称", "现单位"}, Wraps: true},
	form.Label{Names: []string{"所学专业", "专业", "报考考试", "报考专业", "报考级别", "报考名称"}, Wraps: true},
	form.Label{Names: []string{"民族", "出生日期", "出生年月", "籍贯", "政治面貌", "学位", "职称", "专业技术职务", "家庭住址", "毕业证书编号"}},
	form.Label{Names: []string{"统一社会信用代码", "单位地址", "地址", "邮编", "传真", "负责人", "单位负责人", "单位负责人签字", "负责人签字",
		"单位负责人(签字)", "负责人(签字)", "单位负责人或人事部门负责人签字", "人事部门负责人", "法定代表人", "证明人", "备注", "审核人", "复核人", "签发", "签发人", "主要负责人", "部门主管", "承诺人"}},
)

var workParsers = map[string]parser{
	"name":            strict(normalize.Name),
	"sex":             oneOf(normalize.Sex, "男", "女"),
	"id_number":       strict(normalize.IDNumber),
	"education":       oneOf(normalize.Level, levelWords...),
	"school":          strict(schoolFilledIn),
	"graduation_date": date,
	"job":             strict(plain),
	"post":            strict(plain),
	"work_start":      date,
	"work_end":        strict(dateOrPresent),
	"years":           strict(years),
	"total_years":     strict(years),
	"contact":         strict(normalize.Name),
	"phone":           strict(normalize.Phone),
	"issued_date":     date,
	"employer":        strict(normalize.Organisation),

	"current_employer": strict(normalize.Organisation),

	studyAsked:   strict(plain),
	contactAsked: strict(plain),
	spanAsked:    strict(plain),
}

// years reads a count of years in which the form itself asks for capitals:
// 捌（大写）年.
func years(raw string) (string, bool) {
	return normalize.Years(blanks.Replace(capitalsHint.ReplaceAllString(raw, "")))
}

// asksSchool are the words that a form prints behind a blank for a school.
var asksSchool = regexp.MustCompile(`[(（](?:学校|院校)[)）]?$`)

// schoolFilledIn is a school in such a blank.
func schoolFilledIn(raw string) (string, bool) {
	return normalize.Organisation(asksSchool.ReplaceAllString(normalize.StripSpace(raw), ""))
}

// blanks are the marks of what was filled in: 共【6】年.
var blanks = strings.NewReplacer("_", "", "(", "", ")", "", "（", "", "）", "", "【", "", "】", "", "[", "", "]", "")

var capitalsHint = regexp.MustCompile(`[(（]大写[)）]`)

// dateOrPresent is the end of a span of work.
func dateOrPresent(raw string) (string, bool) {
	if present.MatchString(raw) {
		return normalize.Present, true
	}
	return wholeDate(raw)
}

var present = regexp.MustCompile(`今|目前|现在`)

func (workCertificate) Extract(s Sheet) Extraction {
	p := newPaper(s)
	p.frags = layout.Split(p.frags, columnWhite)
	periods, table := p.readPeriods()
	p.frags = layout.Join(workLabels.JoinStacked(without(p.frags, table)), pieceWhite)
	p.dropNumbering()
	p.readWorkLabels()
	said := p.speak(workGrammar)
	said.readHolder()
	said.readWorkDates()
	said.readPost()
	said.readJob()
	if len(periods) == 0 {
		periods = said.readStretches()
	}
	said.readAllYears()
	p.readWholeID(p.text().Without("\n"))
	said.readFootDate("issued_date")
	said.settleEmployer(periods)
	p.spanOf(periods)
	said.settleJob(periods)
	if f, ok := p.fields["id_number"]; ok && !normalize.IDCheck(f.Value) {
		p.proveID("id_number", normalize.IDProof{Sex: p.sure("sex")})
	}
	return Extraction{Fields: p.fields, Periods: periods}
}

// readWorkLabels reads what stands beside labels.
func (p *paper) readWorkLabels() {
	entries := p.readForm(workLabels, workParsers)
	p.partStudy(entries, workParsers)
	p.partContact(entries, workParsers)
	p.partSpan()
	p.cutClause("post", "job")
}

// settleJob takes the work of all periods, or else the post, where nothing else tells
// of the work.
func (s spoken) settleJob(periods []document.Period) {
	if job, ok := commonJob(periods); ok && !s.has("job") {
		s.fields["job"] = job
	}
	if post, ok := s.fields["post"]; ok && !s.has("job") {
		s.fields["job"] = post // all that the paper says of the work
		if s.unreadWork() {
			s.doubt("job", document.DoubtExtent)
		}
	}
}

// nextClause begins a clause behind a value whose mark was lost: 主管会计从事….
var nextClause = regexp.MustCompile(`.[,.。]?(?:现?(?:主要)?从事|担任|全面负责|主持|工作年限|专业年限|至今|聘期|任期|累计|特此)`)

// cutClause cuts such clauses off values.
func (p *paper) cutClause(names ...string) {
	for _, name := range names {
		f := p.fields[name]
		if at := nextClause.FindStringIndex(f.Value); at != nil {
			_, first := utf8.DecodeRuneInString(f.Value[at[0]:])
			f.Value = f.Value[:at[0]+first]
			f.AddDoubt(document.DoubtExtent)
			p.fields[name] = f
		}
	}
}

// numbering begins the lines of a list, 一、 二、 or 1. 2., and no date: 12.05.
var numbering = regexp.MustCompile(`^(?:(?P<number>[①-⑳]|[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十\d]{1,2}\))|(?P<bare>[一二三四五六七八九十\d]\)|\d{1,2}[.、])\D)`)

// dropNumbering takes the numbers off the lines of a list, which are no part of
// the value above nor of the label behind them.
func (p *paper) dropNumbering() {
	const least = 2 // lines of a list
	var at []int
	for i, f := range p.frags {
		if numbering.MatchString(f.Text()) {
			at = append(at, i)
		}
	}
	if len(at) < least {
		return
	}
	for _, i := range at {
		f := p.frags[i]
		m := numbering.FindStringSubmatch(f.Text())
		number := m[1] + m[2]
		p.frags[i] = f.Cut(len([]rune(number)), len(f.Glyphs))
	}
}

// spanOf takes the first day and the last of all periods where the paper says
// neither beside its table.
func (p *paper) spanOf(periods []document.Period) {
	if p.has("work_start") || p.has("work_end") || len(periods) == 0 {
		return
	}
	first, last := periods[0].Start, periods[0].End
	for _, row := range periods {
		if outOfForm(row.Start) || outOfForm(row.End) || row.Start.Value == "" || row.End.Value == "" {
			return
		}
		if row.Start.Value < first.Value {
			first = row.Start
		}
		if row.End.Value == normalize.Present || last.Value != normalize.Present && row.End.Value > last.Value {
			last = row.End
		}
	}
	p.fields["work_start"], p.fields["work_end"] = first, last
}

// commonJob is the work of all periods, when it is one.
func commonJob(periods []document.Period) (job document.Field, ok bool) {
	for _, row := range periods {
		if job = row.Job; job.Value == "" || job.Value != periods[0].Job.Value {
			return job, false
		}
	}
	return job, len(periods) > 0
}
