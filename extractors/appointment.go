package extractors

import (
	"regexp"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/extractors/internal/form"
	"hecha/extractors/internal/layout"
)

// appointmentLetter reads 聘书: an employer's appointment of somebody to a rank
// (title), a post, or both, as a letter or as a table.
type appointmentLetter struct{}

var _ clued = appointmentLetter{}

func (appointmentLetter) Name() string        { return "appointment_letter" }
func (appointmentLetter) Version() int        { return 14 }
func (appointmentLetter) Kind() document.Kind { return document.AppointmentLetter }

var appointmentClues = []clue{
	{pattern: regexp.MustCompile(`^.{0,24}(?:聘(?:任|用|请)?|任命)(?:证)?(?:明)?(?:书|证书|证|证明|表|合同书?|通知书?|决定|名单)$|^.{0,24}关于.{0,20}(?:聘任|聘用|任命|续聘|聘请).{2,40}(?:通知|决定|批复)$`), weight: 0.45, title: true},
	{pattern: regexp.MustCompile(`兹聘|现聘|特聘|(?:决定|研究|批准|同意),?聘|聘(?:任|请|用)(?:您|你|其|为|同志)|此聘|聘任您|聘任你|任命.{2,24}为`), weight: 0.35},
	{pattern: regexp.MustCompile(`聘期|聘任(?:期限|时间|单位|职务|岗位|起)|受聘|任期|任命|聘用(?:期限|单位)`), weight: 0.3},
	{pattern: regexp.MustCompile(`职务|岗位|任职`), weight: 0.05},
	{pattern: regexp.MustCompile(`^.{0,24}(?:劳动合同书?|荣誉证书|报名(?:登记|信息)?表|毕业证书|(?:职称|资格)证书|(?:工作|年限|收入|在职).{0,8}证明)$`), weight: -0.5, title: true},
	{pattern: regexp.MustCompile(`报考级别|准予毕业|评审委员会|招聘`), weight: -0.35},
	{pattern: regexp.MustCompile(`甲方|乙方`), weight: -0.2},
	{pattern: regexp.MustCompile(`劳动合同|劳动报酬|月工资`), weight: -0.3},
}

func (appointmentLetter) Match(s Sheet) float64 { return contentsOf(s).weigh(appointmentClues).score }

func (appointmentLetter) clues() []clue { return appointmentClues }

var appointmentLabels = form.NewVocabulary(
	form.Label{Field: "name", Names: []string{"姓名", "受聘人", "受聘人姓名", "被聘人", "聘任人员", "被聘任人", "受聘人员", "受聘者", "乙方"}},
	form.Label{Field: "sex", Names: []string{"性别"}, Closed: "男|女"},
	form.Label{Field: "birth_date", Names: []string{"出生年月", "出生日期"}, Closed: queryClosed},
	form.Label{Field: "id_number", Names: []string{"身份证号", "身份证号码", "证件号码", "公民身份号码"}, Closed: `\d{17}[\dXx]`},
	form.Label{Field: "title", Names: []string{
		"聘任职务", "受聘职务", "聘任专业技术职务", "专业技术职务", "聘任职称", "聘任专业技术职务名称", "专业技术职务名称", "聘任资格", "技术职务", "职称", "聘用职务", "拟聘职务", "拟聘专业技术职务", "聘任职务(职称)", "聘任专业技术资格", "聘任级别", "任职资格", "聘任职务名称",
	}, Wraps: true},
	form.Label{Field: "post", Names: []string{"聘任岗位", "岗位名称", "受聘岗位", "岗位", "工作岗位", "聘用岗位", "行政职务", "职务", "聘任岗位名称", "担任职务"}, Wraps: true, Colon: true, Spaced: true},
	form.Label{Field: "appointed_from", Names: append(pairs("聘期 聘任 聘用 受聘 任期 聘任期 聘用期", "开始 开始日期 开始时间 起始 起始日期 起始时间"), "聘期起", "聘期自", "受聘日期", "起聘时间", "起聘日期", "受聘时间", "聘任日期起", "任职时间", "起始日期", "开始日期"), Closed: queryClosed},
	form.Label{Field: "appointed_until", Names: append(pairs("聘期 聘任 聘用 受聘 任期 聘任期 聘用期", "截止 截止日期 截止时间 终止 终止日期 终止时间 结束 结束日期 结束时间 到期时间 到期日期"), "聘期届满", "聘期至", "聘期止", "截止日期", "终止日期", "结束日期"), Closed: queryClosed},
	form.Label{Field: "span", Names: []string{"聘任期限", "聘期", "聘任时间", "聘任起止时间", "聘任起止年月", "聘用期限", "聘任起止日期", "任期", "聘任年限", "受聘期限", "聘用时间", "聘期起止", "聘用起止时间", "起止时间"}, Wraps: true},
	form.Label{Field: "employer", Names: []string{"聘任单位", "聘用单位", "聘任单位名称", "单位名称", "工作单位", "所在单位", "用人单位", "甲方"}, Wraps: true},
	form.Label{Field: "issued_date", Names: append(pairs("发证 签发 发文 填发 颁发 签订 审批", "日期 时间"), "聘书日期", "合同签订日期"), Closed: queryClosed},
	form.Label{Field: appointedOn, Names: []string{"聘任日期"}, Closed: queryClosed},
	form.Label{Names: []string{"现任职务", "现聘职务", "原任职务", "现职务", "原职务"}, Wraps: true},
	form.Label{Names: []string{"民族", "学历", "毕业院校", "所学专业", "编号", "证书编号", "岗位等级", "岗位级别", "岗位类别", "聘用意见", "聘任意见", "批准人", "聘任部门", "单位负责人", "法定代表人", "负责人", "签字", "备注", "照片", "专业", "从事专业", "聘任文号", "资格证书编号", "任职资格取得时间", "取得资格时间"}, Colon: true},
)

// appointedOn is the day of an appointment: that on which it begins where no other
// word tells, else that of the paper.
const appointedOn = "appointed_on"

// settleDay puts that day in its place.
func (p *paper) settleDay() {
	f, ok := p.fields[appointedOn]
	delete(p.fields, appointedOn)
	for _, name := range []string{"appointed_from", "issued_date"} {
		if ok && !p.known(name) {
			p.fields[name] = f
			return
		}
	}
}

var appointmentParsers = map[string]parser{
	"name":            strict(normalize.Name),
	"sex":             oneOf(normalize.Sex, "男", "女"),
	"birth_date":      date,
	"id_number":       strict(normalize.IDNumber),
	"title":           strict(rank),
	"post":            strict(plain),
	"appointed_from":  date,
	"appointed_until": strict(dateOrLongTerm),
	"span":            strict(plain),
	"employer":        strict(normalize.Organisation),
	"issued_date":     date,
	appointedOn:       date,
}

// dateOrLongTerm is the end of an appointment.
func dateOrLongTerm(raw string) (string, bool) {
	if s := normalize.StripSpace(raw); s == normalize.LongTerm || s == "长期有效" {
		return normalize.LongTerm, true
	}
	return wholeDate(raw)
}

// Clauses of a letter, surest first. Who was appointed and to what stands in all
// of them around 聘.
var appointmentClauses = []clause{
	{"name", sentencePattern(`(?:^|\n)(?:尊敬的)?(?P<v>[\p{Han}·•]{2,24}?)(?:同志|先生|女士|老师)[:,]`), notAppointed},
	{"name", sentencePattern(`(?:聘(?:任|请|用)?|任命)(?P<v>[\p{Han}·•]{2,24}?)(?:教授|副教授|研究员|博士|专家|律师|高级工程师|工程师)?(?:同志|先生|女士|老师|\(|,(?:男|女|性别|身份证)|为|担任|任)`), notAppointed},
	{"name", sentencePattern(`(?:^|\n|[,。:])(?P<v>[\p{Han}·•]{2,24}?)(?:同志|先生|女士)`), notAppointed},
	{"sex", sentencePattern(`[,、(](?:性别)?:?(?P<v>[男女])[,、)]`), nil},
	{"id_number", idSaid, nil},
	{"appointed_until", sentencePattern(`D(?:起|开始|始|起聘|聘)?,?(?:至|到|-|一|~|止于|截至|至至)+(?P<v>D|长期)`), nil},
	{"appointed_until", sentencePattern(`(?:聘期|任期|期限)[^D。\n]{0,4}D(?P<v>D)`), nil},
	{"appointed_until", sentencePattern(`(?:至|到|截至|止于)(?P<v>D|长期)(?:止|期满|届满|终止|,|。|为止)`), nil},
	{"appointed_from", sentencePattern(`(?P<v>D)(?:起|开始|始|起聘|聘)?,?(?:至|到|-|一|~|止于|截至)+(?:D|长期)`), nil},
	{"appointed_from", sentencePattern(`(?:自|从|由|于)(?P<v>D)(?:起|开始|始|起聘)`), nil},
	{"appointed_from", sentencePattern(`(?:聘期|任期|聘任时间|聘用期限|期限)[^D。\n截止至]{0,8}?(?P<v>D)`), nil},
}

// appointedTo is what somebody was appointed to; a paper may name a rank and a
// post, in either order.
var appointedTo = []*regexp.Regexp{
	sentencePattern(`(?:岗位|职位)(?:为|是|:)(?P<v>[\p{Han}()/]{2,20}?)(?:[,。;)\n]|$)`),
	sentencePattern(`专业技术职务(?:为|是|:)(?P<v>[\p{Han}()/]{2,20}?)(?:[,。;)\n]|$)`),
	sentencePattern(`(?:(?:聘(?:任|请|用)?|任命)[^,。;\nD(]{0,30}?(?:\([^)\n]{0,60}\))?,?(?:担任|为|[^聘主]任)|[^,。;\n责]?担任|现任)(?:我|本|该)?(?:单位|公司|院|校|局|厂|所|中心|集团|医院|学校)?(?:的)?(?P<firm>\p{Han}{2,16}(?:\(\p{Han}{2,8}\))?\p{Han}{0,16}(?:公司|集团|大学|学院|医院|研究院|设计院))?(?P<v>[\p{Han}()/]{2,24}?)(?:专业技术)?(?:岗位|职务|一职|之职|工作|职位)?(?:[,。;(\n]|聘[任用]?期|任期|聘任时间|[自从]D|特此|$)`),
	sentencePattern(`[,。;]任(?P<v>[\p{Han}()/]{2,20}?)(?:岗位|职务|一职|之职|职位)`),
}

// notAppointed are words that stand where a name may and are none.
var notAppointed = regexp.MustCompile(`^(?:各|全体|有关|所属|机关)|^(?:同志|先生|女士|老师)$|.等\d*$|起止|时间|期限|^(?:您|你|其|任|请|用|期|书|字|为|本|我|该|单位|公司)|研究|决定|需要|单位|公司|工作|职务|根据|聘`)

// notPosition are words that only refer to a post.
var notPosition = regexp.MustCompile(`^期|^(?:下列|以下|相应|该|其|本|何|以上|专业技术)$|期限|聘期`)

func (appointmentLetter) Extract(s Sheet) Extraction {
	p := newPaper(s)
	p.wholeLines()
	p.hideTitles()
	p.readForm(appointmentLabels, appointmentParsers)
	p.splitAppointment()
	p.readGreeting()
	text := p.text()
	running := text.Without("\n")
	p.readClauses(text, appointmentClauses, appointmentParsers)
	p.settleDay()
	p.readPosition(running)
	p.cutClause("post", "title")
	p.sortPosition()
	p.dropBlank("post", "title")
	p.complete("id_number", running, idSaid, titleParsers)
	p.repairID()
	p.readSigned()
	p.readFirm(running)
	if !p.has("employer") {
		p.readClause(text, clause{"employer", sentencePattern(`(?:^|[\n。:])(?P<v>\p{Han}[\p{Han}()]{3,30}(?:公司|集团|院|局|校|学|所|厂))(?:兹|现|特|决定|拟)+聘`), nil}, appointmentParsers["employer"])
	}
	p.fromSeal("employer", organisation)
	p.readOwnDate("issued_date", text)
	p.doubtUnended("employer")
	return Extraction{Fields: p.fields}
}

// readSigned takes the lowest line that is nothing but an organisation's name.
func (p *paper) readSigned() {
	for _, f := range reversed(p.frags) {
		if run, _, ok := employerIn(f); ok {
			p.set("employer", run, workParsers["employer"])
			return
		}
	}
}

// greeting is a line that only addresses somebody.
var greeting = regexp.MustCompile(`^(?:尊敬的)?(?P<v>[\p{Han}·•]{2,24}?)(?:同志|先生|女士|老师)?[:,]$|^(?:尊敬的)?(?P<v>[\p{Han}·•]{2,24}?)(?:同志|先生|女士|老师)$`)

// readGreeting finds the name of the person whom a letter addresses; 同志 may
// stand apart.
func (p *paper) readGreeting() {
	for _, row := range layout.Rows(p.frags) {
		var run layout.Run
		for _, f := range row {
			run = append(run, f.Glyphs...)
		}
		m, ok := layout.TextOf(run).Find(greeting)
		if ok && !p.has("name") && !notAppointed.MatchString(m["v"].String()) {
			p.set("name", m["v"], appointmentParsers["name"])
		}
	}
}

// splitAppointment takes both ends of an appointment from the label of its span.
func (p *paper) splitAppointment() {
	f, ok := p.fields["span"]
	if !ok {
		return
	}
	delete(p.fields, "span")
	p.setSpan(f, "appointed_from", "appointed_until", false)
}

// readPosition finds rank and post in a letter.
func (p *paper) readPosition(t layout.Text) {
	for _, re := range appointedTo {
		for _, m := range t.FindAll(re) {
			run := m["v"]
			if notPosition.MatchString(run.String()) {
				continue
			}
			name := "post"
			if at, ok := rankIn(run); ok && !p.has("title") {
				name, run = "title", run[at:]
			} else {
				run = run[len([]rune(employerBefore.FindString(run.String()))):]
			}
			if f, ok := p.field(run, appointmentParsers[name]); ok && !p.has(name) && f.Value != p.fields["title"].Value {
				p.fields[name] = f
			}
		}
	}
}

// readFirm takes the employer whose post or rank it is where no signature names one.
func (p *paper) readFirm(t layout.Text) {
	for _, re := range appointedTo {
		for _, m := range t.FindAll(re) {
			if !p.has("employer") && organisation.MatchString(m["firm"].String()) {
				p.set("employer", m["firm"], appointmentParsers["employer"])
			}
		}
	}
}

// employerBefore is the employer in front of a post: 某某公司总工程师.
var employerBefore = regexp.MustCompile(`^\p{Han}{4,}(?:公司|集团|大学|学院|医院|研究院|设计院)`)

// sortPosition puts what a form's labels mixed up where it belongs: a rank under
// 职务 is a title, and what is no rank under the label of one is a post.
func (p *paper) sortPosition() {
	title, hasTitle := p.fields["title"]
	post, hasPost := p.fields["post"]
	switch {
	case hasPost && !hasTitle && rankWhole.MatchString(post.Value) && !rankOfField.MatchString(post.Value):
		p.fields["title"] = post
		delete(p.fields, "post")
	case hasTitle && !hasPost && !rankWord.MatchString(title.Value) && !rankWhole.MatchString(title.Value):
		p.fields["post"] = title
		delete(p.fields, "title")
	}
}
