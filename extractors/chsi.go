package extractors

import (
	"regexp"
	"strings"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/extractors/internal/form"
	"hecha/extractors/internal/layout"
)

// chsi reads 教育部学历证书电子注册备案表 in its layouts of 2014, 2019 and 2022. They
// differ in the labels' wording and places, not in what they say.
type chsi struct{}

var _ clued = chsi{}

func (chsi) Name() string        { return "chsi_registration" }
func (chsi) Version() int        { return 2 }
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

var chsiLabels = form.NewVocabulary(
	form.Label{Field: "name", Names: []string{"姓名"}},
	form.Label{Field: "sex", Names: []string{"性别"}, Closed: "男|女"},
	form.Label{Field: "birth_date", Names: []string{"出生日期", "出生年月"}, Closed: dateClosed},
	form.Label{Field: "enrollment_date", Names: []string{"入学日期", "入学时间"}, Closed: dateClosed},
	form.Label{Field: "graduation_date", Names: []string{"毕(结)业日期", "毕(结)业时间", "毕业日期", "毕业时间"}, Closed: dateClosed},
	form.Label{Field: "school", Names: []string{"学校名称", "毕业院校", "毕业学校", "院校名称", "毕(结)业院校"}, Wraps: true},
	form.Label{Field: "major", Names: []string{"专业", "专业名称", "所学专业"}, Wraps: true},
	form.Label{Field: "level", Names: []string{"层次", "学历层次", "培养层次"}},
	form.Label{Field: "length_years", Names: []string{"学制", "学制(年)"}},
	form.Label{Field: "category", Names: []string{"学历类别", "学历类型", "教育类别"}},
	form.Label{Field: "study_form", Names: []string{"学习形式"}},
	form.Label{Field: "conclusion", Names: []string{"毕(结)业", "毕(结)业结论", "毕业结论"}, Closed: "毕业|结业|肄业"},
	form.Label{Field: "certificate_number", Names: []string{"证书编号", "毕业证书编号", "电子注册号"}, Closed: `[0-9A-Za-z]{16,18}`},
	form.Label{Field: "president", Names: []string{"校(院)长姓名", "校(院)长", "院(校)长姓名"}},
	form.Label{Field: "verification_code", Names: []string{"在线验证码", "验证码"}},
	form.Label{Field: "updated_date", Names: []string{"更新日期", "制表日期", "打印日期"}, Closed: dateClosed},
	form.Label{Names: []string{"院校所在地", "学校所在地"}},
	form.Label{Names: []string{"验证期至", "验证有效期"}},
	form.Label{Names: []string{"二维验证码", "二维码"}},
	form.Label{Names: []string{"在线验证"}},
	form.Label{Names: []string{"备注", "注意事项", "照片"}},
)

// chsiCategories are what 学历类别 says.
var chsiCategories = []string{"普通高等教育", "普通", "成人高等教育", "成人", "网络教育", "开放教育", "研究生", "研究生教育",
	"高等教育自学考试", "自学考试"}

var chsiStudyForms = []string{"普通全日制", "全日制", "非全日制", "脱产", "业余", "函授", "网络教育", "开放教育", "自学考试"}

var chsiParsers = map[string]parser{
	"name":               strict(normalize.Name),
	"sex":                oneOf(normalize.Sex, "男", "女"),
	"birth_date":         date,
	"enrollment_date":    date,
	"graduation_date":    date,
	"school":             strict(normalize.Organisation),
	"major":              strict(major),
	"level":              oneOf(normalize.Level, levelWords...),
	"length_years":       strict(normalize.LengthYears),
	"category":           oneOf(memberOf(chsiCategories), chsiCategories...),
	"study_form":         oneOf(normalize.StudyForm, chsiStudyForms...),
	"conclusion":         oneOf(normalize.Conclusion, "毕业", "结业", "肄业"),
	"certificate_number": strict(normalize.CertificateNumber),
	"president":          strict(normalize.Name),
	"verification_code":  strict(normalize.VerificationCode),
	"updated_date":       date,
}

var (
	updatedOn = regexp.MustCompile(`(?:更新|制表|打印)日期:?(?P<date>` + string(dateSign) + `)`)
	codeAlone = regexp.MustCompile(`^(?:[AX][0-9A-Z]{15}|\d{12})$`)
)

func (chsi) Extract(s Sheet) Extraction {
	p := newPaper(s)
	p.readForm(chsiLabels, chsiParsers)
	if !p.has("updated_date") {
		if m, ok := p.text().Find(updatedOn); ok {
			p.set("updated_date", m["date"], date)
		}
	}
	p.findVerificationCode()
	p.proveVerificationCode(s.Codes)
	p.dropUnknown()
	return Extraction{Fields: p.fields}
}

// findVerificationCode looks for the code by its form where no label led to one:
// the layout of 2022 prints it in the box of the QR code, below its label.
func (p *paper) findVerificationCode() {
	if f, ok := p.fields["verification_code"]; ok && !outOfForm(f) {
		return
	}
	for _, f := range p.frags {
		if v, ok := normalize.VerificationCode(f.Text()); ok && codeAlone.MatchString(v) {
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
