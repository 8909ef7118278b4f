package extractors

import (
	"regexp"

	"hecha/document"
	"hecha/extractors/internal/form"
	"hecha/extractors/internal/layout"
)

// authentication reads 学历认证报告: those of the site of higher education, as a
// form or in a sentence, and those that an education office or a party school
// writes for its own diplomas.
type authentication struct{}

var _ clued = authentication{}

func (authentication) Name() string        { return "chsi_authentication" }
func (authentication) Version() int        { return 14 }
func (authentication) Kind() document.Kind { return document.CHSIAuthentication }

var authenticationClues = []clue{
	{pattern: regexp.MustCompile(`^[^,:]{0,16}学历(?:认证|查询|核查)(?:报告|证明|书)书?$`), weight: 0.55, title: true},
	{pattern: regexp.MustCompile(`认证(?:结论|结果|意见)`), weight: 0.15},
	{pattern: regexp.MustCompile(`报告编号`), weight: 0.15},
	{pattern: fuzzy("学生信息咨询与就业指导中心", "学生服务与素质发展中心"), weight: 0.15},
	{pattern: regexp.MustCompile(`(?:毕业|学历)?证书编?号|毕业证号`), weight: 0.1},
	{pattern: regexp.MustCompile(`属实|真实`), weight: 0.1},
	{pattern: regexp.MustCompile(`教育厅|教育局|党校|毕业`), weight: 0.05},
	{pattern: regexp.MustCompile(`电子注册备案表|在线验证报告|学位认证报告|学籍.{0,4}(?:认证|查验)`), weight: -0.8, title: true},
	{pattern: regexp.MustCompile(`学籍状态|预计毕业|教留服`), weight: -0.5},
	{pattern: regexp.MustCompile(`^.{0,14}(?:毕业|学位)证书?$`), weight: -0.5, title: true},
}

func (authentication) Match(s Sheet) float64 { return contentsOf(s).weigh(authenticationClues).score }

func (authentication) clues() []clue { return authenticationClues }

var authenticationLabels = studyVocabulary(
	form.Label{Field: "report_number", Names: []string{"报告编号", "编号", "No.", "No"}},
	form.Label{Field: "verification_result", Names: []string{"认证结论", "认证结果", "认证意见", "核查结果", "查验结果"}, Wraps: true},
	form.Label{Field: "issued_date", Names: []string{"认证日期", "认证时间", "出具日期", "报告日期"}, Closed: dateClosed},
)

func (authentication) Extract(s Sheet) Extraction {
	p := newPaper(s)
	p.readForm(authenticationLabels, studyParsers)
	p.splitStudySpan()
	text := p.text()
	p.readStudySentence(text)
	p.readOwnDate("issued_date", text)
	p.readIssuer()
	p.findReportNumber()
	p.findVerificationCode()
	p.proveVerificationCode(s.Codes)
	p.dropUnknown()
	return Extraction{Fields: p.fields}
}

// readStudySentence reads what a sentence says where no label did.
func (p *paper) readStudySentence(t layout.Text) {
	p.readClauses(t, studyClauses, studyParsers)
	p.completeNumber(t.Without("\n"))
	p.readPerson()
	p.readMajor(t, studyParsers)
	p.readStudySchool(t.Without("\n"))
	p.proveSchool()
	p.repairID()
}

var reportAlone = regexp.MustCompile(`^(?:N[o0]\.?|№)?:?(\d{7,8})$`)

// findReportNumber takes a line of seven or eight digits above everything else
// that was read, where no label led to one: red, at the top on the right.
func (p *paper) findReportNumber() {
	if p.has("report_number") {
		return
	}
	for _, f := range p.frags {
		if m := reportAlone.FindStringSubmatch(f.Text()); m != nil && f.CenterY() < p.sheet.Height/4 {
			p.set("report_number", f.Glyphs[len(f.Glyphs)-len(m[1]):], studyParsers["report_number"])
			return
		}
	}
}
