package extractors

import (
	"regexp"
	"strings"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/extractors/internal/layout"
)

// chsi reads 教育部学历证书电子注册备案表 in its layouts of 2014, 2019 and 2022. They
// differ in the labels' wording and places, not in what they say.
type chsi struct{}

var _ clued = chsi{}

func (chsi) Name() string        { return "chsi_registration" }
func (chsi) Version() int        { return 12 }
func (chsi) Kind() document.Kind { return document.CHSIRegistration }

var chsiClues = []clue{
	{pattern: fuzzy("学历证书电子注册备案表", "电子注册备案表"), weight: 0.55, title: true},
	{pattern: fuzzy("毕(结)业日期", "毕结业日期", "毕结业结论"), weight: 0.15},
	{pattern: regexp.MustCompile(`入学(?:日期|时间)`), weight: 0.05},
	{pattern: regexp.MustCompile(`学历(?:类别|类型|层次)`), weight: 0.1},
	{pattern: regexp.MustCompile(`学习形式`), weight: 0.05},
	{pattern: regexp.MustCompile(`证书编号`), weight: 0.05},
	{pattern: regexp.MustCompile(`校\(?院\)?长姓名`), weight: 0.1},
	{pattern: regexp.MustCompile(`在线验证码`), weight: 0.1},
	{pattern: regexp.MustCompile(`学信网|chsi\.com`), weight: 0.05},
	{pattern: fuzzy("学籍在线验证报告", "学位在线验证报告", "学历认证报告", "学位认证报告"), weight: -0.8, title: true},
	{pattern: regexp.MustCompile(`学籍状态|预计毕业`), weight: -0.5},
}

func (chsi) Match(s Sheet) float64 { return contentsOf(s).weigh(chsiClues).score }

func (chsi) clues() []clue { return chsiClues }

const dateClosed = `\d{4}年\d{1,2}月(?:\d{1,2}日)?`

var chsiLabels = studyVocabulary()

// chsiCategories are what 学历类别 says.
var chsiCategories = []string{"普通高等教育", "普通", "成人高等教育", "成人", "网络教育", "开放教育", "研究生", "研究生教育",
	"高等教育自学考试", "自学考试"}

var chsiStudyForms = []string{"普通全日制", "全日制", "非全日制", "脱产", "业余", "函授", "网络教育", "开放教育", "自学考试"}

var (
	updatedOn = regexp.MustCompile(`(?:更新|制表|打印)日期:?(?P<date>` + string(dateSign) + `)`)
	codeAlone = regexp.MustCompile(`^(?:[AX][0-9A-Z]{15}|\d{12})$`)
)

func (chsi) Extract(s Sheet) Extraction {
	p := newPaper(s)
	p.readForm(chsiLabels, studyParsers)
	p.readUpdated()
	p.findVerificationCode()
	p.proveVerificationCode(s.Codes)
	p.dropUnknown()
	return Extraction{Fields: p.fields}
}

// readUpdated finds the day of the record in the line above the form.
func (p *paper) readUpdated() {
	if p.has("updated_date") {
		return
	}
	if m, ok := p.text().Find(updatedOn); ok {
		p.set("updated_date", m["date"], date)
	}
}

// findVerificationCode looks for the code by its form where no label led to one:
// the layout of 2022 prints it in the box of the QR code, below its label.
func (p *paper) findVerificationCode() {
	if f, ok := p.fields["verification_code"]; ok && !outOfForm(f) {
		return
	}
	for _, f := range p.frags {
		if v, ok := normalize.VerificationCode(f.Text()); ok && codeAlone.MatchString(v) && !p.holds(f.Glyphs) {
			p.set("verification_code", f.Glyphs, strict(normalize.VerificationCode))
			return
		}
	}
}

var codeInside = regexp.MustCompile(`[AX][0-9A-Z]{15}|\d{12}`)

// sameGlyph folds the signs of a code that no eye tells apart in every typeface.
var sameGlyph = strings.NewReplacer("O", "0", "Q", "0", "D", "0", "I", "1", "L", "1", "Z", "2", "S", "5", "B", "8")

// proveVerificationCode takes the printed code from the QR code where the two
// differ only in signs that look alike, O and 0 above all: the machine-readable
// one has a checksum of its own. Any other difference stays, for the checks to
// tell. The raw text keeps what was read.
func (p *paper) proveVerificationCode(codes []document.Code) {
	f, ok := p.fields["verification_code"]
	if !ok {
		return
	}
	for _, c := range codes {
		for _, exact := range codeInside.FindAllString(strings.ToUpper(c.Text), -1) {
			if sameGlyph.Replace(exact) == sameGlyph.Replace(f.Value) {
				f.Value = exact
				p.fields["verification_code"] = f
				return
			}
		}
	}
	if strings.ContainsAny(f.Value, "O0") && strings.ContainsAny(f.Value, "AX") {
		f.AddDoubt(document.DoubtLookAlike) // a letter and a digit that nothing here settles
		p.fields["verification_code"] = f
	}
}

// dropUnknown removes fields of which the paper says by ＊ that they are unknown
// (note 5 of the layout of 2014).
func (p *paper) dropUnknown() {
	for name, f := range p.fields {
		if len(layout.FoldString(f.Text)) > 0 && layout.FoldString(f.Text)[0] == '*' {
			delete(p.fields, name)
		}
	}
}
