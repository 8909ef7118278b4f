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

// idClosed is an identity number as a closed value: it ends by its form.
const idClosed = `\d{17}[\dXx]`

// studyLabels are what reports and registers about a course of study ask for.
// Kinds add their own; a label of theirs goes before one of these.
var studyLabels = []form.Label{
	{Field: "name", Names: []string{"姓名", "学生姓名", "申请人", "学员姓名", "毕业生姓名", "申请人姓名", "被证明人"}},
	{Field: "name", Names: []string{"姓", "名"}, Colon: true}, // what engines leave of 姓　　名
	{Field: "sex", Names: []string{"性别"}, Closed: "男|女"},
	{Field: "birth_date", Names: []string{"出生日期", "出生年月", "出生年月日", "生日", "出生时间"}, Closed: dateClosed},
	{Field: "id_number", Names: []string{"身份证号", "身份证号码", "公民身份号码", "公民身份证号码", "证件号码", "身份证件号码", "证件号"}, Closed: idClosed},
	{Field: "enrollment_date", Names: pairs("入学 入校 就读", "日期 时间 年月"), Closed: dateClosed},
	{Field: "graduation_date", Names: []string{"毕(结)业日期", "毕(结)业时间", "毕业日期", "毕业时间", "毕业年月", "毕(结)业年月"}, Closed: dateClosed},
	{Field: "study_span", Names: []string{"学习起止时间", "学习起止年月", "起止时间", "起止年月", "学习时间", "学习期限", "就读起止时间", "就读期限"}},
	{Field: "school", Names: []string{"学校名称", "毕业院校", "毕业学校", "院校名称", "毕(结)业院校", "毕(结)业学校", "院校/学校名称", "就读学校", "就读院校", "毕业院校名称", "毕业学校名称", "所在学校", "所在院校", "就读学校名称", "学籍所在学校"}, Wraps: true},
	{Field: "school", Names: []string{"院校", "学校"}, Wraps: true, Colon: true, Spaced: true},
	{Field: "major", Names: []string{"专业", "专业名称", "所学专业", "就读专业", "毕业专业", "学习专业", "所读专业", "专业(工种)", "专业(方向)"}, Wraps: true},
	{Field: "level", Names: []string{"层次", "学历层次", "培养层次"}},
	{Field: "length_years", Names: []string{"学制", "学制(年)", "学习年限", "修业年限"}},
	{Field: "category", Names: []string{"学历类别", "学历类型", "教育类别", "类别", "类型"}, Closed: strings.Join(chsiCategories, "|")},
	{Field: "study_form", Names: []string{"学习形式", "形式"}, Closed: strings.Join(chsiStudyForms, "|")},
	{Field: "conclusion", Names: []string{"毕(结)业", "毕(结)业结论", "毕业结论", "学业结论"}, Closed: "毕业|结业|肄业"},
	{Field: "certificate_number", Names: []string{"证书编号", "毕业证书编号", "毕业证编号", "毕业证书号", "毕业证号", "毕业证书号码", "证书号", "证书号码", "学历证书编号", "电子注册号"}, Closed: `[0-9A-Za-z]{16,18}`},
	{Field: "president", Names: []string{"校(院)长姓名", "校(院)长", "院(校)长姓名"}},
	{Field: "verification_code", Names: []string{"在线验证码", "验证码"}},
	{Field: "updated_date", Names: pairs("更新 制表 打印 报告更新 报告生成 生成 报告", "日期 时间"), Closed: dateClosed},
	{Names: []string{"院校所在地", "学校所在地"}},
	{Names: []string{"验证期至", "验证有效期"}},
	{Names: []string{"二维验证码", "二维码", "在线验证"}},
	{Names: []string{"备注", "注意事项", "照片", "经办人", "联系电话", "联系人", "查验单位", "查验人"}},
}

// studyVocabulary is studyLabels with the labels of one kind before them; a
// field that own has is asked for by its names only.
func studyVocabulary(own ...form.Label) *form.Vocabulary {
	return form.NewVocabulary(studyLabelsWith(own...)...)
}

func studyLabelsWith(own ...form.Label) []form.Label {
	all := slices.Clone(own)
	for _, l := range studyLabels {
		if l.Field == "" || !slices.ContainsFunc(own, func(o form.Label) bool { return o.Field == l.Field }) {
			all = append(all, l)
		}
	}
	return all
}

var studyParsers = map[string]parser{
	"name":                strict(normalize.Name),
	"sex":                 oneOf(normalize.Sex, "男", "女"),
	"ethnicity":           oneOf(normalize.Ethnicity, normalize.Ethnicities()...),
	"birth_date":          date,
	"id_number":           strict(normalize.IDNumber),
	"enrollment_date":     date,
	"graduation_date":     date,
	"study_span":          strict(plain),
	"school":              strict(normalize.Organisation),
	"major":               strict(major),
	"level":               oneOf(normalize.Level, levelWords...),
	"technician_class":    strict(normalize.TechnicianClass),
	"length_years":        strict(normalize.LengthYears),
	"category":            oneOf(memberOf(chsiCategories), chsiCategories...),
	"study_form":          oneOf(normalize.StudyForm, chsiStudyForms...),
	"conclusion":          oneOf(normalize.Conclusion, "毕业", "结业", "肄业"),
	"certificate_number":  strict(normalize.CertificateNumber),
	"president":           strict(normalize.Name),
	"verification_code":   strict(normalize.VerificationCode),
	"verification_result": strict(normalize.VerificationResult),
	"report_number":       strict(reportNumber),
	"issuer":              strict(normalize.Organisation),
	"issued_date":         date,
	"updated_date":        date,
}

var reportDigits = regexp.MustCompile(`^[A-Z0-9-]{5,20}$`)

// reportNumber is the number of a report: digits, on some with letters.
func reportNumber(raw string) (string, bool) {
	v, ok := normalize.CertificateNumber(raw)
	return v, ok && reportDigits.MatchString(v)
}

// numberSaid is the number of a diploma in a sentence.
var numberSaid = sentencePattern(`(?:毕业证书?|学历证书?|证书|文凭)(?:的)?(?:编号|号码|号)[为是:]*(?P<v>[0-9A-Za-z][0-9A-Za-z-]{4,19}|[^,。:;\n]{2,24}?号)(?:[,。;)\n]|$)`)

// notGraduate are words that stand where the holder's name may stand in a report.
var notGraduate = regexp.MustCompile(notName.String() + `|^关于|要求|请求|^申请|学籍|咨询|中心|认证|日期|学制|年制`)

// studyClauses are what sentences of reports say, surest first.
var studyClauses = []clause{
	{"name", sentencePattern(`(?:申请人|兹证明|兹有|经查验|经查|现对|关于|根据|学生|学员|研究生|对)[:,]?(?P<v>[\p{Han}·•]{2,24}?)(?:同学|同志|的)?[,、:;()。]*(?:性.|男|女|系|D|身份证|公民身份|于|的?学历|的?申请|,)`), notGraduate},
	{"name", sentencePattern(`(?:的|[我该本](?:校|院|园)|学校|学院)(?P<v>[\p{Han}·•]{2,4}?)(?:同志|同学)`), notGraduate},
	{"name", sentencePattern(`(?:^|\n|[,。])(?P<v>[\p{Han}·•]{2,24}?)(?:同学|同志)?[,、:]?性.[,:]?[男女]`), notGraduate},
	{"name", sentencePattern(`(?:^|\n|[,。:])(?P<v>[\p{Han}·•]{2,24}?)(?:同学|同志)?[,、。.(](?:性别)?[男女][,、。.)]`), notGraduate},
	{"name", sentencePattern(`(?:^|\n|[,。:])(?P<v>[\p{Han}·•]{2,24}?)(?:同学|同志)?[,、(]?(?:身份证|公民身份)`), notGraduate},
	{"sex", sentencePattern(`性.[:,]?(?P<v>[男女])`), nil},
	{"sex", sentencePattern(`[,、(。.](?P<v>[男女])[性生]?[,、)。.]`), nil},
	{"birth_date", sentencePattern(`(?P<v>D),?(?:出)?生`), nil},
	{"birth_date", sentencePattern(`(?:出生于|[^该学考]生于|出生日期|出生年月|出生)[:,]?(?P<v>D)(?:[^至到]|$)`), nil},
	{"id_number", idSaid, nil},
	{"enrollment_date", sentencePattern(`(?P<v>D)(?:起|入学|开始|始)?,?(?:至|到|-|一|~)+D`), nil},
	{"enrollment_date", sentencePattern(`[于自从](?P<v>D)起?(?:至|到)`), nil},
	{"enrollment_date", sentencePattern(`[自从](?P<v>D)起`), nil},
	{"enrollment_date", sentencePattern(`(?P<v>D)[^D。生]{0,3}?(?:入学|[考进升转]?[入人])`), nil},
	{"graduation_date", sentencePattern(`D(?:起|入学|开始|始)?,?(?:至|到|-|一|~)+(?P<v>D)`), nil},
	{"graduation_date", sentencePattern(`(?:^|[^计将拟应]于?)(?P<v>D)(?:于|从|在|自)?[^,。D\n生预拟应将]{0,24}?毕业`), nil},
	{"certificate_number", numberSaid, nil},
	{"study_form", sentencePattern(`(?P<v>普通全日制|非全日制|全日制|脱产|业余|函授|夜大学?|网络教育|远程教育|开放教育|自学考试)`), nil},
	{"level", sentencePattern(`(?:层次|学历)[:为是]?(?P<v>博士研究生|硕士研究生|第二学士学位|本科|大专|专科|高职|中专)`), nil},
	{"level", sentencePattern(`专业(?:\([^)\n]{0,12}\))?[^,。\n]{0,4}?(?P<v>博士研究生|硕士研究生|第二学士学位|本科|大专|专科|高职|中专)`), nil},
	{"major", sentencePattern(`专业[:为是]+(?P<v>\p{Han}[\p{Han}()]{1,20}?)(?:[,。;、\n]|学制|层次|学号|现[为系]|$)`), majorWords},
	{"level", sentencePattern(`(?:普通|成人|函授|业余|自考|网络)(?P<v>本科|大专|专科)`), nil},
	{"length_years", sentencePattern(`学制(?:为|是)?(?P<v>[一二两三四五六七八\d](?:\.5)?年(?:半|制)?)`), nil},
	{"length_years", sentencePattern(`(?P<v>[一二两三四五六七八\d](?:\.5)?年)制|(?:学习年限|修业年限)[为是:]*(?P<v>[一二两三四五六七八\d](?:\.5)?年)`), nil},
	{"verification_result", sentencePattern(`(?P<v>查无此人|不属实|不真实|内容不实|虚假|伪造)`), nil},
	{"verification_result", sentencePattern(`(?:[,。:)\n]|信息|情况|内容|学籍|学历|证书)(?P<v>[^,。:;\n]{0,8}?(?:属实|真实有效|真实|无误))`), unsettled},
}

// completeNumber gives the number of the diploma, and that of the person, its end
// where the sentence breaks within it and its label led to the first line only.
func (p *paper) completeNumber(running layout.Text) {
	p.complete("certificate_number", running, numberSaid, studyParsers)
	p.complete("id_number", running, idSaid, studyParsers)
}

// complete puts the match of pattern in the place of a value that is its beginning.
func (p *paper) complete(field string, running layout.Text, pattern *regexp.Regexp, parsers map[string]parser) {
	f, ok := p.fields[field]
	if !ok {
		return
	}
	for _, m := range running.FindAll(pattern) {
		whole, ok := p.field(m["v"], parsers[field])
		if ok && len(whole.Value) > len(f.Value) && strings.HasPrefix(whole.Value, f.Value) {
			p.fields[field] = whole
			return
		}
	}
}

// readPerson takes the person from a sentence that no clause knew.
func (p *paper) readPerson() {
	if p.has("name") {
		return
	}
	said := p.speak(diplomaGrammar)
	said.take("name", studyParsers["name"], "name")
	said.take("sex", studyParsers["sex"], "sex")
	if !p.has("birth_date") {
		said.take("birth_date", studyParsers["birth_date"], "birth_named", "birth")
		p.doubt("birth_date", document.DoubtExtent) // no clause knew it for one
	}
}

// unsettled are words that speak of truth and find none.
var unsettled = regexp.MustCompile(`负责|真实性|保证|承诺|如[不有]`)

// studySchool begins with the name of the school that somebody went to.
var studySchool = []*regexp.Regexp{
	sentencePattern(`(?:毕业于|就读于|考入)(?P<v>\p{Han}[\p{Han}()]{3,40})`),
	sentencePattern(`(?:提交的|所持)(?P<v>\p{Han}[\p{Han}()]{3,40}?)(?:毕业|学历)`),
	sentencePattern(`(?:D起?[在于]?|[系在入]|[^关]于)(?:入读?|人读|[进考升转][入人]|就读于|就读|到|在)?(?P<v>\p{Han}[\p{Han}()]{3,40})`),
}

// readStudySchool finds the school that a sentence names.
func (p *paper) readStudySchool(t layout.Text) {
	for _, re := range studySchool {
		for _, m := range t.FindAll(re) {
			if p.has("school") {
				return
			}
			if name := schoolHead(m["v"]); !ownSchool.MatchString(name.String()) && !restOfStatus.MatchString(name.String()) {
				p.set("school", name, studyParsers["school"])
			}
		}
	}
}

// restOfStatus begins what follows 在 where a cell says 在读 or 在校.
var restOfStatus = regexp.MustCompile(`^[读校籍学册]`)

// ownSchool is how a paper calls the school that gives it out.
var ownSchool = regexp.MustCompile(`^(?:本|我|该|贵|各)`)

// office is a line that is nothing but the name of an office that gives out
// proofs, with or without its department.
var office = regexp.MustCompile(`^(?:(?:认证|查验|出具|开具|证明|发证|核查)(?:单位|机构|部门)(?:\([^()]{0,8}\))?:?|(?P<sealed>学校|院校|单位)(?:名称)?\(?(?:盖章|公章|签章)\)?:?)?(?P<v>\p{Han}[\p{Han}()]{2,40}(?:中心|厅|局|委员会|党校|学院|大学|学校|科|处|办公室|研究生[院部]|本科生院|教务部|学生部|学工部|档案[室馆])(?:\((?:处|科)\))?)(?:\((?:盖章|公章|章|印章)\))?$`)

// notOffice are lines that end like an office and are none.
var notOffice = regexp.MustCompile(`认证报告|查验结果|专业(?:[^学]|$)|学籍在线|毕业证|登录|网站|查询`)

// readIssuer takes the lowest line that is an office, else what the seal says.
func (p *paper) readIssuer() {
	for _, f := range reversed(p.frags) {
		m, ok := layout.TextOf(f.Glyphs).Find(office)
		if !ok || notOffice.MatchString(m["v"].String()) || len(m["sealed"]) == 0 && p.holdsBut("school", m["v"]) {
			continue
		}
		p.set("issuer", m["v"], studyParsers["issuer"])
		return
	}
	p.fromSeal("issuer", office)
}

// clausesFor are those of clauses that are about one of fields.
func clausesFor(clauses []clause, fields ...string) []clause {
	var out []clause
	for _, c := range clauses {
		if slices.Contains(fields, c.field) {
			out = append(out, c)
		}
	}
	return out
}
