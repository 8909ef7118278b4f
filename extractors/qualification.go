package extractors

import (
	"regexp"
	"slices"
	"strings"

	"hecha/document"
	"hecha/extractors/internal/form"
)

// qualificationCertificate reads 资格证书: the proof of a profession that a
// national exam gives, in the booklets of before and the sheets of today.
type qualificationCertificate struct{}

var _ clued = qualificationCertificate{}

func (qualificationCertificate) Name() string        { return "qualification_certificate" }
func (qualificationCertificate) Version() int        { return 14 }
func (qualificationCertificate) Kind() document.Kind { return document.QualificationCertificate }

var qualificationClues = []clue{
	{pattern: qualificationTitle, weight: 0.4, title: true},
	{pattern: regexp.MustCompile(`^.{0,20}(?:考试|成绩|考试成绩)合格证书?$`), weight: 0.2, title: true},
	{pattern: regexp.MustCompile(`岗位(?:名称|类别)?:?\p{Han}{0,6}(?:员|工|师)|(?:上岗|岗位)资格`), weight: 0.3},
	{pattern: regexp.MustCompile(`^.{0,24}(?:职业|岗位)?(?:培训|考核)+合格证书?$`), weight: 0.25, title: true},
	{pattern: otherCertificate, weight: -0.7, title: true},
	{pattern: regexp.MustCompile(`^.{0,24}(?:任职资格|职务资格)证书?$`), weight: -1, title: true},
	{pattern: regexp.MustCompile(`^.{0,24}专业技术资格证书?$`), unless: examined, weight: -1, title: true},
	{pattern: regexp.MustCompile(`^.{0,24}专业(?:技术)?资格(?:\((?:和)?水平\))?证书?$`), unless: judged, weight: 0.2, title: true},
	{pattern: regexp.MustCompile(`(?:技能|职业技能)(?:等级|鉴定)|国家职业资格|职业(?:\(工种\)|名称|方向)|工种|评价机构|鉴定(?:中心|机构)|初级工|中级工|高级工`), weight: 0.25},
	{pattern: regexp.MustCompile(`(?:取得|具备|授予|通过|获得)[^。]{0,30}(?:执业|职业|从业|注册)资格|(?:资格|执业|从业|注册)证书?(?:编号|编码|号)|(?:聘用|执业|注册)(?:企业|单位|机构)|执业(?:地[点区]|范围|类别)|资格种类|任教学科|(?:注册|登记|监理)专业|认定机构`), weight: 0.25},
	{pattern: regexp.MustCompile(`^(?:.{0,15}[^职称任务])?资格证书?$`), weight: 0.25, title: true},
	{pattern: regexp.MustCompile(`管理号|FileNo`), weight: 0.3},
	{pattern: examined, unless: judged, weight: 0.35},
	{pattern: judged, weight: -0.4},
	{pattern: regexp.MustCompile(`批准(?:日期|时间)|ApprovalDate`), weight: 0.15},
	{pattern: regexp.MustCompile(`签发(?:单位|日期)|Issuedon|持证人`), weight: 0.15},
	{pattern: regexp.MustCompile(`专业类别|ProfessionalType|资格名称`), weight: 0.1},
	{pattern: regexp.MustCompile(`(?:建造|监理|造价|安全|消防|执业药|估价|规划|计量|建筑|结构|社会工作|经济|统计|审计|测绘|出版)(?:工程)?师`), weight: 0.1},
	{pattern: regexp.MustCompile(`任职资格|职称`), weight: -0.4},
	{pattern: regexp.MustCompile(`聘期|兹聘|此聘|报考级别|准予毕业|特此证明`), weight: -0.5},
	{pattern: regexp.MustCompile(`^.{0,24}(?:报名(?:登记|信息)?表|毕业证书|聘书|职称证书|证明|申请表|名单|公示)$`), weight: -0.5, title: true},
}

// qualificationTitle is a line that names a certificate of qualification.
var qualificationTitle = regexp.MustCompile(strings.Join([]string{
	`^.{0,24}(?:执业|职业|注册|从业)资格证书?$`,
	`^.{0,20}(?:师|员|士)(?:执业|职业|注册)?(?:资格|级)?证书?$`,
	`^.{0,20}(?:师|员|士|经纪人|代理人)(?:\(\p{Han}{1,6}\))?(?:注册|执业|注册执业|登记)证书?$`,
	`^.{0,20}职业水平(?:评价)?(?:考试)?证书?$`,
	`^.{0,20}(?:职业)?(?:技能|技术)(?:等级|鉴定|水平)(?:合格)?证书?$`,
	`^.{0,24}(?:执业|注册|注册执业)证书?$`,
	`^.{0,24}(?:岗位|上岗)(?:资格|培训|考核|合格)*证书?$`,
}, "|"))

// otherCertificate is the title of a certificate that is none of the kinds: of a
// language, of the use of computers, of a course, of honour.
var otherCertificate = regexp.MustCompile(`^.*(?:外语(?:等级|水平)|英语(?:等级|水平|[四六]级)|普通话|计算机(?:应用|等级)|继续教育|培训班|准考|获奖|荣誉|结业|大赛|竞赛).*(?:证书?|证明)$`)

func (qualificationCertificate) Match(s Sheet) float64 {
	return contentsOf(s).weigh(qualificationClues).score
}

func (qualificationCertificate) clues() []clue { return qualificationClues }

var qualificationLabels = holderVocabulary(
	form.Label{Field: "qualification", Names: []string{"资格名称", "职业资格", "资格证书名称", "证书名称", "职业资格名称", "执业资格", "执业资格名称", "考试名称", "职业名称", "取得资格", "资格种类", "职业(工种)", "职业(工种)名称", "职业(工种)及等级", "职业工种", "鉴定工种", "工种", "执业资格类别", "注册类别", "资格类别", "从业资格类别", "资格类型", "岗位名称", "岗位类别", "工种名称"}, Wraps: true},
	form.Label{Field: "qualification", Names: []string{"职业", "资格", "岗位"}, Colon: true, Spaced: true},
	form.Label{Field: "level", Names: []string{"级别", "资格级别", "资格等级", "等级", "级别名称", "职业等级", "职业技能等级", "技能等级", "职业资格等级", "鉴定等级"}},
	form.Label{Field: "specialty", Names: []string{"专业类别", "专业名称", "资格专业", "考试专业", "报考专业", "专业(类别)", "注册专业", "任教学科", "执业类别", "执业范围", "监理专业", "登记专业"}, Wraps: true},
	form.Label{Field: category, Names: []string{"类别"}, Wraps: true},
	form.Label{Field: "specialty", Names: []string{"专业"}, Wraps: true, Colon: true, Spaced: true},
	form.Label{Field: "approval_date", Names: pairs("批准 取得 通过 授予 资格取得 取得资格", "日期 时间 年月"), Closed: queryClosed},
	form.Label{Field: "issued_date", Names: pairs("签发 发证 颁发 制发 颁证 核发 制证 填发", "日期 时间 年月"), Closed: queryClosed},
	form.Label{Field: "issuing_authority", Names: append(pairs("签发 发证 颁发 颁证 核发 制发 认定 评价 鉴定 注册", "单位 机关 机构 部门"), "签发单位盖章"), Wraps: true},
	form.Label{Field: approver, Names: pairs("批准 审批 主管", "单位 机关 机构 部门"), Wraps: true},
	form.Label{Field: "certificate_number", Names: []string{"证书编号", "编号", "证书号码", "证书号", "证号", "证书编码", "注册编号", "资格证书编号", "资格证书号", "执业证书编号", "注册证书编号", "护士执业证书编号", "注册证编号", "注册证书号", "执业证号", "注册证号", "登记证书编号", "资格证号", "登记编号"}},
	form.Label{Field: "management_number", Names: []string{"管理号", "管理号码", "证书管理号", "资格证书管理号"}},
	form.Label{Names: []string{"档案号", "注册号", "查询码", "聘用单位", "聘用企业", "执业单位", "执业地点", "有效期至", "有效期限", "签发人", "文化程度", "理论知识考试成绩", "操作技能考核成绩", "评定成绩", "工种/职业方向", "职业方向", "毕业学校", "所学专业"}},
)

// category is a field that stands for the specialty where the paper names no other.
const category = "category"

// qualificationClauses say in a sentence what was gained.
var qualificationClauses = slices.Concat(clausesFor(titleClauses, "name", "sex", "birth_date", "id_number"), []clause{
	{"qualification", sentencePattern(`(?:参加|通过|经)(?P<v>[\p{Han}()]{2,20}?)(?:\([一二三四五初中高]级工?\))?(?:工种)?(?:职业)?技能(?:等级|鉴定|水平|考核)`), notProfession},
	{"qualification", sentencePattern(`(?:达到|具备|取得)(?P<v>[\p{Han}()]{2,16}?(?:工|员|师))(?:职业)?(?:初级|中级|高级|[一二三四五]级|技师|高级技师|\()`), notProfession},
	{"qualification", sentencePattern(`(?:取得|具备|具有|获得)(?:了)?(?P<v>[\p{Han}()]{2,20}?)(?:的)?(?:注册)?(?:执业|职业|专业技术|岗位)?资格`), notProfession},
	{"qualification", sentencePattern(`(?:取得|具备|具有|获得)(?:了)?(?:担任)?(?P<v>[\p{Han}()]{2,20}?(?:师|员))(?:专业技术职务)?(?:的)?(?:职业)?水平`), notProfession},
})

// notProfession are words that stand where a profession may and name none.
var notProfession = regexp.MustCompile(`^(?:相应|专业技术|该|本|以上|相关|上岗)|^(?:职业|执业)(?:资格|技能|水平|证书|$)`)

func (qualificationCertificate) Extract(s Sheet) Extraction {
	p := newPaper(s)
	p.wholeLines()
	all := p.frags
	titles := p.hideTitles()
	p.readForm(qualificationLabels, titleParsers)
	p.dateNotOffice("issued_date")
	p.readProfession(all, titles)
	labelled := p.known("qualification")
	text := p.text()
	p.readClauses(text, qualificationClauses, titleParsers)
	if !labelled {
		p.readSeries(titles)
	}
	p.dropBlank("level", "specialty", "certificate_number")
	p.completeHolder(text.Without("\n"))
	p.repairID()
	p.settleApproval()
	p.standIn(category, "specialty")
	p.readAuthority()
	p.readOwnDate("issued_date", text)
	p.doubtUnended("issuing_authority")
	return Extraction{Fields: p.fields}
}
