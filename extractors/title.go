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

// titleCertificate reads 职称证书: the proof of a professional rank, as labels with
// values or as a sentence.
type titleCertificate struct{}

var _ clued = titleCertificate{}

func (titleCertificate) Name() string        { return "title_certificate" }
func (titleCertificate) Version() int        { return 14 }
func (titleCertificate) Kind() document.Kind { return document.TitleCertificate }

var titleClues = []clue{
	{pattern: regexp.MustCompile(`^.{0,24}(?:职称|任职资格|职务资格|技术资格|技术职务|水平能力)(?:资格)?(?:电子)?(?:确认|认定|评审|任职)?(?:证书?|通知书?|确认表|认定表)$|^.{0,20}资格(?:确认|认定|任职)(?:通知书?|确认表|认定表)$`), weight: 0.45, title: true},
	{pattern: regexp.MustCompile(`^关于(?:公布|确认|同意|认定|批准|核准|授予|.{2,16}(?:同志|人员|等)).{0,40}(?:任职资格|职务资格|技术资格|职称).{0,4}(?:通知|批复|决定|公告|函)$`), weight: 0.45, title: true},
	{pattern: regexp.MustCompile(`^(?:高级|助理)?(?:工程|经济|会计|统计|农艺|政工)师证书?$`), weight: 0.2, title: true},
	{pattern: regexp.MustCompile(`任职资格|专业技术职务|技术职称|职称名称|职称级别|职称等级`), weight: 0.2},
	{pattern: judged, weight: 0.25},
	{pattern: granted, weight: 0.15},
	{pattern: regexp.MustCompile(`资格名称|资格级别|取得资格|(?:取得|授予|获得|评审|认定|评定|资格)(?:时间|日期)`), weight: 0.1},
	{pattern: regexp.MustCompile(`专业技术资格`), weight: 0.15},
	{pattern: rankWord, weight: 0.1},
	{pattern: regexp.MustCompile(`批准文号|发证(?:单位|机关)|颁证单位|批准机关|职改|职称改革`), weight: 0.05},
	{pattern: regexp.MustCompile(`聘期|兹聘|聘任(?:期限|单位|为|时间)|此聘`), weight: -0.5},
	{pattern: regexp.MustCompile(`级别:?(?:初|中|高|副高|正高)级`), weight: 0.1},
	{pattern: regexp.MustCompile(`管理号`), weight: -0.05},
	{pattern: examined, unless: judged, weight: -0.5},
	{pattern: regexp.MustCompile(`^.{0,20}(?:申报|申请|推荐|考核)(?:登记|审批|情况|材料)?(?:一览)?表$|(?:名单|公示|公告)$`), weight: -0.5, title: true},
	{pattern: regexp.MustCompile(`^.{0,20}(?:(?:执业|职业|注册)资格证书|报名表|毕业证书|聘书|聘任书|证明)$`), weight: -0.5, title: true},
	{pattern: regexp.MustCompile(`报考级别|准予毕业|特此证明`), weight: -0.4},
}

func (titleCertificate) Match(s Sheet) float64 { return contentsOf(s).weigh(titleClues).score }

func (titleCertificate) clues() []clue { return titleClues }

// holderLabels are what every certificate about a person asks for.
var holderLabels = []form.Label{
	{Field: "name", Names: []string{"姓名", "持证人", "持证人姓名", "持证者", "持有人", "证书持有人", "申报人姓名", "专业技术人员姓名"}},
	{Field: "sex", Names: []string{"性别"}, Closed: "男|女"},
	{Field: "birth_date", Names: []string{"出生年月", "出生日期", "出生年月日", "出生时间", "出生"}, Closed: queryClosed},
	{Field: "id_number", Names: []string{"身份证号", "身份证号码", "证件号码", "公民身份号码", "居民身份证号码", "身份证件号码", "证件编号", "证件号"}, Closed: `\d{17}[\dXx]`},
	{Field: "employer", Names: []string{"工作单位", "所在单位", "单位名称", "现工作单位", "申报单位"}, Wraps: true},
	{Field: "employer", Names: []string{"单位"}, Wraps: true, Colon: true, Spaced: true},
	{Names: []string{"民族", "学历", "证件类型", "照片", "持证人签名", "签名", "备注", "查询网址", "防伪码", "验证码", "国籍", "籍贯", "参加工作时间"}},
	{Names: []string{"FullName", "Sex", "DateofBirth", "ProfessionalType", "ApprovalDate", "Issuedby", "Issuedon", "FileNo", "FileNo.", "No.", "IDNo", "IDNo.", "Level", "Qualification", "SignatureoftheBearer", "Specialty"}},
}

func holderVocabulary(own ...form.Label) *form.Vocabulary {
	return form.NewVocabulary(append(own, holderLabels...)...)
}

var titleLabels = holderVocabulary(
	form.Label{Field: "title", Names: []string{
		"资格名称", "职称名称", "任职资格", "专业技术职称", "取得资格名称", "专业技术职务", "任职资格名称", "专业技术资格", "资格(职称)名称", "取得职称", "职务名称", "职称", "评审职称", "专业技术职务任职资格", "取得资格",
		"专业技术资格名称", "专业技术职务名称", "专业技术职务任职资格名称", "职称(资格)名称", "取得任职资格", "取得职称名称", "评审资格", "评定职称", "认定资格", "技术职称", "技术职务", "具备资格", "现有职称", "职务(职称)", "确认职称", "确认资格", "评定资格", "认定职称", "专业职务", "专业职务名称",
	}, Wraps: true},
	form.Label{Field: "title", Names: []string{"资格"}, Colon: true},
	form.Label{Field: "specialty", Names: []string{"专业名称", "申报专业", "评审专业", "从事专业", "专业类别", "资格专业", "现从事专业", "系列(专业)", "专业(系列)", "职称专业", "系列专业", "学科专业", "学科(专业)", "专业(学科)", "职称系列(专业)", "取得专业", "专业方向", "所属专业", "专业技术资格专业"}, Wraps: true},
	form.Label{Field: "specialty", Names: []string{"专业"}, Wraps: true, Colon: true, Spaced: true},
	form.Label{Field: "level", Names: append(pairs("资格 职称 职务 专业技术资格", "级别 等级 层级 层次"), "级别", "等级", "层级", "层次", "级别名称")},
	form.Label{Field: "awarded_date", Names: pairs("取得 资格取得 取得资格 职称取得 取得职称 任职资格取得 取得任职资格 评审 评审通过 通过 授予 资格授予 获得 资格获得 获得资格 认定 确认 评定 审定 任职资格 资格 任职 生效 考试通过", "时间 日期 年月"), Closed: queryClosed},
	form.Label{Field: approvedDate, Names: []string{"时间", "日期"}, Closed: queryClosed, Colon: true, Spaced: true},
	form.Label{Field: approvedDate, Names: pairs("批准 审批 核准 资格批准", "时间 日期 年月"), Closed: queryClosed},
	form.Label{Field: "issuing_authority", Names: pairs("发证 颁证 颁发 签发 核发 制发 授予", "单位 机关 机构 部门"), Wraps: true},
	form.Label{Field: approver, Names: pairs("批准 审批 审核 审定 认定 核准 主管 确认", "单位 机关 机构 部门"), Wraps: true},
	form.Label{Field: "certificate_number", Names: []string{"证书编号", "编号", "证书号", "证书管理号", "证书号码", "管理编号", "证号", "电子证书编号", "证书编码", "资格证书编号", "职称证书编号", "资格证书号", "证书序号"}},
	form.Label{Field: "management_number", Names: []string{"管理号", "管理号码", "证书管理号码"}},
	form.Label{Field: "issued_date", Names: pairs("发证 颁发 颁证 签发 制证 核发 填发 发放 公布", "日期 时间 年月"), Closed: queryClosed},
	form.Label{Names: []string{"评审委员会", "评审组织", "评委会名称", "评审机构", "评委会", "批准文号", "发文文号", "评审方式", "系列", "职称系列", "评审委员会名称", "文号", "取得方式", "资格系列", "系列名称", "专业系列", "评审单位", "评审(考试)组织", "批准发文", "类别", "考试年度", "原职称", "原资格", "现职称"}, Wraps: true},
)

// Fields that a certificate has when it lacks the one that they stand for: who
// approved the rank where nobody else gave the paper out, and when.
const (
	approver     = "approver"
	approvedDate = "approved_date"
)

// settleApproval puts who approved, and when, in the places of who gave out the
// paper and of the day of the award where nothing else was found for those.
func (p *paper) settleApproval() {
	p.standIn(approver, "issuing_authority")
	p.standIn(approvedDate, "awarded_date")
}

// standIn puts the value of one field in the place of another that the paper lacks,
// and drops it.
func (p *paper) standIn(from, to string) {
	if f, ok := p.fields[from]; ok && !p.known(to) && !outOfForm(f) {
		p.fields[to] = f
	}
	delete(p.fields, from)
}

var titleParsers = map[string]parser{
	"name":               strict(normalize.Name),
	"sex":                oneOf(normalize.Sex, "男", "女"),
	"birth_date":         date,
	"id_number":          strict(normalize.IDNumber),
	"employer":           strict(normalize.Organisation),
	"title":              strict(rank),
	"qualification":      strict(qualification),
	"specialty":          strict(major),
	category:             strict(major),
	"level":              strict(grade),
	"awarded_date":       date,
	"approval_date":      date,
	approvedDate:         date,
	approver:             strict(offices),
	"issued_date":        date,
	"issuing_authority":  strict(offices),
	"certificate_number": strict(normalize.CertificateNumber),
	"management_number":  strict(normalize.CertificateNumber),
}

// offices are the names of one office, or of several, joined by 、.
func offices(raw string) (string, bool) {
	return normalize.Organisation(strings.ReplaceAll(raw, "丶", "、"))
}

// idSaid is an identity number in a sentence.
var idSaid = sentencePattern(`(?:身份证(?:件)?|证件)(?:号码|号)?[^0-9D。]{0,4}(?P<v>[1-8]\d{16}[\dXx])`)

// employerNamed is the employer that a sentence names.
var employerNamed = sentencePattern(`(?:工作单位|所在单位|现工作于)[为是:]?(?P<v>\p{Han}[\p{Han}()]{3,38}?)(?:[,。;)]|$)`)

// completeHolder gives number and employer of the holder their ends where the
// sentence breaks within them.
func (p *paper) completeHolder(running layout.Text) {
	p.complete("id_number", running, idSaid, titleParsers)
	p.complete("employer", running, employerNamed, titleParsers)
}

// titleClauses are the clauses of a certificate's sentence, surest first.
var titleClauses = []clause{
	{"name", sentencePattern(`(?:[你贵我本](?:单位|公司|局|院|校|厂|所)|确定|同意|认定|批准|授予|关于)(?P<v>[\p{Han}·•]{2,4}?)同志`), notRankName},
	{"name", sentencePattern(`(?:^|\n|[,。:.\d号]|兹证明|证明|经[^,。\n]{2,40}评审,?)(?:同意)?(?:确认|认定|批准|授予)?(?P<v>[\p{Han}·•]{2,24}?)(?:同志|先生|女士)?[,:(]*(?:同志)?(?:[于自从]D|(?:性.?|.别)?[男女][,)]|[男女](?:,|现年)|D|具备|经|\(|身份证|取得|已|通过|参加)`), notRankName},
	{"name", sentencePattern(`(?:^|\n)(?P<v>[\p{Han}·•]{2,24}?)(?:同志|先生|女士)`), notRankName},
	{"name", sentencePattern(`(?:确认|认定|批准|授予)(?P<v>[\p{Han}·•]{2,24}?)(?:同志|先生|女士)`), notRankName},
	{"sex", sentencePattern(`[,、(](?:性别)?:?(?P<v>[男女])[,、):;.]`), nil},
	{"sex", sentencePattern(`(?P<v>[男女]),?(?:现年|D)`), nil},
	{"birth_date", sentencePattern(`(?P<v>D),?(?:出)?生`), nil},
	{"id_number", idSaid, nil},
	{"awarded_date", sentencePattern(`[自从](?P<v>D)起?,?(?:具备|具有|取得)`), nil},
	{"awarded_date", sentencePattern(`(?:于|,|会|员)(?P<v>D)[^D。\n生毕]{0,50}?(?:评审|通过|批准|认定|考核|考试|取得|获得|授予|确认)`), nil},
	{"awarded_date", sentencePattern(`(?:评审|通过|批准|认定|评定|取得)[^D。\n]{0,30}?(?:于|时间[为是:]?)(?P<v>D)`), nil},
	{"awarded_date", sentencePattern(`资格(?:取得)?(?:时间|日期)?(?:从|自|为|:|,)*(?:时间)?(?:从|自|为|:)?(?P<v>D)`), nil},
	{"specialty", sentencePattern(`[(,。](?P<v>[\p{Han}、]{2,16}?)专业\)`), notRankName},
	{"specialty", sentencePattern(`系列(?P<v>[\p{Han}、]{2,16}?)专业(?:[^技]|$)`), notRankName},
	{"specialty", sentencePattern(`专业[:为是]+(?P<v>\p{Han}[\p{Han}()、]{1,20}?)(?:[,。;\n]|$)`), notRankName},
	{"employer", employerNamed, nil},
	{"title", sentencePattern(`(?:具备|取得|具有|获得|授予|评为|认定为|确认)(?:了|其|为|你|[\p{Han}·•]{2,4}同志)?(?:[\p{Han}()]{2,16}?专业)?(?P<v>[\p{Han}]{2,14}?)(?:\(\p{Han}{2,4}\))?(?:专业技术)?(?:职务|职称)?(?:任职)?(?:资格|职称)`), notRank},
}

// notRankName are words that are no name and no specialty where one may stand.
var notRankName = regexp.MustCompile(`^(?:通过|取得|成绩|合格)|^(?:正|副)?[高中初]级|^(?:同意|确认|认定)|时间|计算|证书|评审|资格|委员|本人|持证|专业|职务|考试|人力|湖南|中华|编号|批准|单位|同志|工程师`)

// notRank are words that stand where a rank may and name none.
var notRank = regexp.MustCompile(`^(?:任职|相应|(?:专业)?技术|本专业|以上|相关|该|职业|执业|法律|申报|上述)|持证|级别`)

// noRank is what stands behind a rank's label and is none: the name of an office, or
// the rest of a sentence that holds the label's words.
var noRank = regexp.MustCompile(`评审|委员|通过|具备|考试|(?:局|厅|委|委员会|公司|办公室|中心|小组|办|处|院|部)$`)

func (titleCertificate) Extract(s Sheet) Extraction {
	p := newPaper(s)
	p.wholeLines()
	p.hideTitles()
	p.readForm(titleLabels, titleParsers)
	p.dateNotOffice("issued_date")
	if noRank.MatchString(p.fields["title"].Value) {
		delete(p.fields, "title") // what stands below words of a sentence that are a label elsewhere
	}
	text := p.text()
	p.readGrant(text.Without("\n"))
	labelled := p.known("title")
	p.readClauses(text, titleClauses, titleParsers)
	if f := p.fields["title"]; !labelled && p.known("title") && !rankWhole.MatchString(f.Value) {
		p.doubt("title", document.DoubtExtent) // words of a sentence that name no rank of the directory
	}
	p.dropBlank("level", "specialty", "employer")
	p.completeHolder(text.Without("\n"))
	p.repairID()
	p.settleApproval()
	p.standIn("management_number", "certificate_number")
	p.readAuthority()
	p.readOwnDate("issued_date", text)
	p.doubtUnended("issuing_authority", "employer")
	return Extraction{Fields: p.fields}
}

// paperTitle is a line that names a paper, and by words that are labels on it.
var paperTitle = regexp.MustCompile(`^[^:,。]{0,24}(?:证书|聘书|聘任书|证明书|聘任证|聘用书|任命书|聘任表|审批表|呈报表|聘任证明|资格证明|(?:在读|在校|在籍|学籍|学历|就读|应届毕业)[^:,。]{0,6}证明|登记表|通知书?|资格证|职称证|确认表|认定表)$`)

// hideTitles takes the titles out of the writing, so that no label is found in
// them, and returns them.
func (p *paper) hideTitles() (titles []layout.Frag) {
	p.frags = slices.DeleteFunc(slices.Clone(p.frags), func(f layout.Frag) bool {
		is := paperTitle.MatchString(copyRemark.ReplaceAllString(f.Text(), ""))
		if is {
			titles = append(titles, f)
		}
		return is
	})
	return titles
}

// dateNotOffice moves a date that stands under the label of the office, whose
// name is on the seal only, to the field of the day named.
func (p *paper) dateNotOffice(day string) {
	f, ok := p.fields["issuing_authority"]
	if !ok {
		return
	}
	v, isDate := wholeDate(f.Text)
	if isDate || outOfForm(f) {
		delete(p.fields, "issuing_authority")
	}
	if isDate && !p.has(day) {
		f.Value, f.Doubt = v, []document.Doubt{}
		p.fields[day] = f
	}
}

// issuingOffice is a line that is nothing but the name of an office that gives out
// certificates.
var issuingOffice = regexp.MustCompile(`^(?:(?:发证|颁证|颁发|批准|审批|签发|核发|评审|认定)(?:单位|机关|机构|部门)(?:\(?(?:盖章|章|公章|签章)\)?)?:?)?(?P<v>\p{Han}[\p{Han}()、]{3,34}(?:部|厅|局|院|中心|委员会|办公室|公司|集团|大学|学校|学会|协会|领导小组|职改办|改革办|职称办|人社办|厂|指导站|处|站))(?:\((?:盖章|公章|章|印章|签章|监制|印制)\))?:?$`)

// notIssuingOffice are lines of that form that name something else.
var notIssuingOffice = regexp.MustCompile(`证书|批准颁发|表明|评审委员会|评委会|专业技术资格`)

// grantedBy is the office that a certificate's sentence names.
var grantedBy = regexp.MustCompile(`由(?P<v>\p{Han}[\p{Han}()、]{3,50}?(?:部|厅|局|院|中心|委员会|办公室|学会|协会|领导小组))(?:联合|共同)?(?:批准|授权|统一)?(?:颁发|核发|签发|发放)`)

// readAuthority finds the office in the foot of a certificate, the lowest line
// that is one, where no label led to it; else the one that the sentence names.
func (p *paper) readAuthority() {
	if f, ok := p.fields["issuing_authority"]; ok && !outOfForm(f) {
		return
	}
	for _, f := range reversed(p.frags) {
		m, ok := layout.TextOf(f.Glyphs).Find(issuingOffice)
		if ok && !notIssuingOffice.MatchString(m["v"].String()) && !p.holds(m["v"]) {
			p.set("issuing_authority", m["v"], titleParsers["issuing_authority"])
			return
		}
	}
	if m, ok := p.text().Without("\n").Find(grantedBy); ok {
		p.set("issuing_authority", m["v"], titleParsers["issuing_authority"])
	}
}
