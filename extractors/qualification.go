package extractors

import (
	"regexp"
	"slices"

	"hecha/document"
	"hecha/extractors/internal/form"
	"hecha/extractors/internal/layout"
)

// qualificationCertificate reads 资格证书: the proof of a profession that a
// national exam gives, in the booklets of before and the sheets of today.
type qualificationCertificate struct{}

var _ clued = qualificationCertificate{}

func (qualificationCertificate) Name() string        { return "qualification_certificate" }
func (qualificationCertificate) Version() int        { return 6 }
func (qualificationCertificate) Kind() document.Kind { return document.QualificationCertificate }

var qualificationClues = []clue{
	{pattern: regexp.MustCompile(`^.{0,24}(?:执业|职业|注册|从业)资格证书?$|^.{0,20}(?:师|员)(?:执业|职业)?(?:资格)?证书?$|^.{0,20}职业水平(?:评价)?(?:考试)?证书?$`), weight: 0.4, title: true},
	{pattern: regexp.MustCompile(`^(?:.{0,15}[^职称任务])?资格证书?$`), weight: 0.25, title: true},
	{pattern: regexp.MustCompile(`管理号|FileNo`), weight: 0.3},
	{pattern: regexp.MustCompile(`国家统一(?:组织的)?考试|统一考试|组织的考试`), weight: 0.3},
	{pattern: regexp.MustCompile(`批准(?:日期|时间)|ApprovalDate`), weight: 0.15},
	{pattern: regexp.MustCompile(`签发(?:单位|日期)|Issuedon|持证人`), weight: 0.15},
	{pattern: regexp.MustCompile(`专业类别|ProfessionalType|资格名称`), weight: 0.1},
	{pattern: regexp.MustCompile(`(?:建造|监理|造价|安全|消防|执业药|估价|规划|计量|建筑|结构|社会工作|经济|统计|审计|测绘|出版)(?:工程)?师`), weight: 0.1},
	{pattern: regexp.MustCompile(`评审(?:委员会|通过|时间)|任职资格|职称`), weight: -0.4},
	{pattern: regexp.MustCompile(`聘期|兹聘|此聘|报考级别|准予毕业|特此证明`), weight: -0.5},
	{pattern: regexp.MustCompile(`^.{0,24}(?:报名(?:登记|信息)?表|毕业证书|聘书|职称证书|证明)$`), weight: -0.5, title: true},
}

func (qualificationCertificate) Match(s Sheet) float64 {
	return contentsOf(s).weigh(qualificationClues).score
}

func (qualificationCertificate) clues() []clue { return qualificationClues }

var qualificationLabels = holderVocabulary(
	form.Label{Field: "qualification", Names: []string{"资格名称", "职业资格", "资格证书名称", "证书名称", "职业资格名称", "执业资格", "执业资格名称", "考试名称", "职业名称", "取得资格"}, Wraps: true},
	form.Label{Field: "level", Names: []string{"级别", "资格级别", "资格等级", "等级", "级别名称", "职业等级"}},
	form.Label{Field: "specialty", Names: []string{"专业类别", "专业名称", "资格专业", "考试专业", "报考专业", "类别", "专业(类别)", "注册专业"}, Wraps: true},
	form.Label{Field: "specialty", Names: []string{"专业"}, Wraps: true, Colon: true, Spaced: true},
	form.Label{Field: "approval_date", Names: []string{"批准日期", "批准时间", "取得日期", "取得时间", "通过日期", "授予日期"}, Closed: queryClosed},
	form.Label{Field: "issued_date", Names: []string{"签发日期", "发证日期", "发证时间", "签发时间", "颁发日期", "制发日期"}, Closed: queryClosed},
	form.Label{Field: "issuing_authority", Names: []string{"签发单位", "发证机关", "发证单位", "颁发机构", "发证机构", "颁发单位", "颁发机关", "批准机关", "签发机构", "签发单位盖章"}, Wraps: true},
	form.Label{Field: "certificate_number", Names: []string{"证书编号", "编号", "证书号码", "证书号", "证号"}},
	form.Label{Field: "management_number", Names: []string{"管理号", "管理号码", "证书管理号", "资格证书管理号"}},
	form.Label{Names: []string{"档案号", "注册号", "查询码", "聘用单位", "执业单位", "有效期至"}},
)

// qualificationClauses say in a sentence what was gained.
var qualificationClauses = []clause{
	{"qualification", sentencePattern(`(?:取得|具备|具有|获得)(?:了)?(?P<v>[\p{Han}()]{2,20}?)(?:的)?(?:注册)?(?:执业|职业|专业技术)?资格`), notProfession},
	{"qualification", sentencePattern(`(?:取得|具备|具有|获得)(?:了)?(?P<v>[\p{Han}()]{2,20}?(?:师|员))(?:的)?职业水平`), notProfession},
}

// notProfession are words that stand where a profession may and name none.
var notProfession = regexp.MustCompile(`^(?:相应|专业技术|该|本|以上|职业|执业|相关)`)

// profession is a title, or a line of one, that names a profession; its tail may
// stand on the next line.
var (
	professionTitle = regexp.MustCompile(`^(?:中华人民共和国)?(?P<v>\p{Han}[\p{Han}()]{1,14}(?:师|员|人|翻译))(?:注册)?(?:执业|职业|专业技术)?(?:资格)?(?:证书?)?$`)
	professionLine  = regexp.MustCompile(`^(?:注册)?(?:执业|职业|专业技术)?资格证书?$`)
	professionWhole = regexp.MustCompile(`资格证书?$`)
	noProfession    = regexp.MustCompile(`专业技术人员|持证人|负责人|审核人|管理员|人社`)
)

func (qualificationCertificate) Extract(s Sheet) Extraction {
	p := newPaper(s)
	all := p.frags
	p.hideTitles()
	p.readForm(qualificationLabels, titleParsers)
	p.dateNotOffice("issued_date")
	p.readProfession(all)
	text := p.text()
	p.readClauses(text, qualificationClauses, titleParsers)
	p.dropBlank("level", "specialty", "certificate_number")
	p.repairID()
	p.readAuthority()
	p.readOwnDate("issued_date", text)
	return Extraction{Fields: p.fields}
}

// readProfession takes the profession from the title, which is among all, where
// no label names it: in one line with 资格证书, or alone in the line above that.
func (p *paper) readProfession(all []layout.Frag) {
	if f, ok := p.fields["qualification"]; ok && !outOfForm(f) {
		return
	}
	rows := slices.Concat(layout.Rows(all)...)
	for i, f := range rows {
		m, ok := layout.TextOf(f.Glyphs).Find(professionTitle)
		if !ok || noProfession.MatchString(m["v"].String()) {
			continue
		}
		if professionWhole.MatchString(f.Text()) || i+1 < len(rows) && professionBelow(f, rows[i+1:]) {
			p.set("qualification", m["v"], titleParsers["qualification"])
			return
		}
	}
}

// professionBelow tells whether the line under f says what f is.
func professionBelow(f layout.Frag, below []layout.Frag) bool {
	for _, g := range below {
		if g.Y0-f.Y1 > 2.5*f.Height() {
			return false
		}
		if g.OverlapX(f) > 0 && professionLine.MatchString(g.Text()) {
			return true
		}
	}
	return false
}
