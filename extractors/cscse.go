package extractors

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/document/register"
	"hecha/extractors/internal/form"
	"hecha/extractors/internal/layout"
)

// cscse reads 国（境）外学历学位认证书 in sentences and in forms, numbered in the old
// way and in the new.
type cscse struct{}

var _ clued = cscse{}

func (cscse) Name() string        { return "cscse_certificate" }
func (cscse) Version() int        { return 14 }
func (cscse) Kind() document.Kind { return document.CSCSECertificate }

var cscseClues = []clue{
	{pattern: regexp.MustCompile(`^.{0,16}学历学位认证书?$`), weight: 0.5, title: true},
	{pattern: regexp.MustCompile(`(?:香港|澳门|台湾)[、和及](?:香港|澳门|台湾)\p{Han}{0,8}学历学位认证书`), weight: 0.5},
	{pattern: regexp.MustCompile(`教留服`), weight: 0.25},
	{pattern: fuzzy("留学服务中心"), weight: 0.25},
	{pattern: regexp.MustCompile(`国\(境\)外|国\(?境?\)?外学历`), weight: 0.1},
	{pattern: regexp.MustCompile(`国籍|正规高等`), weight: 0.1},
	{pattern: regexp.MustCompile(`(?:获得?|授予|取得).{0,30}学位|所获学位|学位名称`), weight: 0.1},
	{pattern: regexp.MustCompile(`电子注册备案表|认证报告|在线验证报告`), weight: -0.8, title: true},
}

func (cscse) Match(s Sheet) float64 { return contentsOf(s).weigh(cscseClues).score }

func (cscse) clues() []clue { return cscseClues }

var cscseLabels = form.NewVocabulary(
	form.Label{Field: "name", Names: []string{"姓名"}, Colon: true, Spaced: true},
	form.Label{Field: "sex", Names: []string{"性别"}, Closed: "男|女", Colon: true, Spaced: true},
	form.Label{Field: "nationality", Names: []string{"国籍", "国籍(地区)"}, Colon: true, Spaced: true},
	form.Label{Field: "birth_date", Names: []string{"出生日期", "出生年月", "出生年月日"}, Closed: dateClosed},
	form.Label{Field: "enrollment_date", Names: []string{"入学日期", "入学时间", "入学年月"}, Closed: dateClosed},
	form.Label{Field: "country", Names: []string{"国家(地区)", "国家/地区", "学校所在国家(地区)", "颁证国家(地区)", "留学国家(地区)", "留学国家", "学习国家(地区)", "学习国家", "就读国家(地区)", "就读国家", "学校所在国家", "学校所在国", "所在国家(地区)", "颁证国家"}},
	form.Label{Field: "school", Names: []string{"毕业院校", "学校名称", "院校名称", "颁证院校", "毕业学校", "学校", "院校", "颁证机构", "学位授予单位", "学位授予机构", "就读院校"}, Wraps: true},
	form.Label{Field: "major", Names: []string{"专业", "专业名称", "所学专业", "学习专业"}, Colon: true, Spaced: true},
	form.Label{Field: "degree", Names: []string{"所获学位", "所授学位", "学位名称", "获得学位", "学位", "证书名称", "所获学历学位", "学历学位"}, Colon: true, Spaced: true},
	form.Label{Field: "awarded_date", Names: []string{"获得日期", "获得学位日期", "颁发日期", "颁证日期", "学位授予日期", "授予日期", "毕业日期", "获得学位时间", "获得时间", "颁证时间", "学位颁发时间", "学位颁发日期", "学位授予时间", "颁发时间"}, Closed: dateClosed},
	form.Label{Field: "certificate_number", Names: []string{"认证书编号", "证书编号", "认证编号", "编号", "认证书号", "No."}},
	form.Label{Field: "issued_date", Names: []string{"认证日期", "发证日期", "出具日期", "认证时间"}, Closed: dateClosed},
	form.Label{Field: "study_span", Names: []string{"学习起止时间", "学习起止年月", "起止时间", "学习时间", "学习期限", "留学时间"}},
	form.Label{Names: []string{"学制", "照片", "备注", "经办人", "护照号码", "身份证号", "身份证号码", "认证结论", "认证意见", "查询网址"}},
)

var cscseParsers = map[string]parser{
	"name":               strict(normalize.Name),
	"sex":                oneOf(normalize.Sex, "男", "女"),
	"nationality":        strict(countryName),
	"birth_date":         date,
	"enrollment_date":    monthDate,
	"study_span":         strict(plain),
	"country":            strict(countryName),
	"school":             strict(foreignSchool),
	"major":              strict(major),
	"degree":             strict(normalize.DegreeName),
	"awarded_date":       date,
	"certificate_number": strict(cscseNumber),
	"issued_date":        date,
}

func cscseNumber(raw string) (string, bool) {
	v, _, ok := normalize.CSCSENumber(raw)
	return v, ok
}

// countryName is the name of a country or region that the register knows.
func countryName(raw string) (string, bool) {
	s := strings.Trim(normalize.StripSpace(raw), "，,。（）()：:")
	return s, register.Country(s)
}

// original is the name of a school in its own language behind the Chinese one.
var original = regexp.MustCompile(`[(（]?[A-Za-zÀ-ÿ].*$`)

// foreignSchool is the Chinese name of a school abroad; its name in its own
// language, which follows in brackets, is left out.
func foreignSchool(raw string) (string, bool) {
	return normalize.Organisation(original.ReplaceAllString(raw, ""))
}

// cscseClauses are what the sentences of such a certificate say, surest first.
var cscseClauses = slices.Concat([]clause{
	{"nationality", regexp.MustCompile(`[,、。(:](?P<v>\p{Han}{2,8}?)(?:国籍|籍)`), nil},
	{"nationality", regexp.MustCompile(`(?P<v>中国)公民`), nil},
	{"nationality", regexp.MustCompile(`国籍[为:]?(?P<v>\p{Han}{2,8}?)[,。]`), nil},
	{"name", regexp.MustCompile(`公民(?P<v>[\p{Han}·•]{2,24}?)[,(]`), notName},
	{"name", sentencePattern(`(?:^|\n|\d号?|兹有|公民)(?P<v>[\p{Han}·•]{2,24}?)(?:\([^()]{0,30}\))?[,。.;:]?(?:性别)?[男女][,。.;:]?(?:\p{Han}{2,8}?(?:国籍|公民)|D)`), notName},
	{"sex", sentencePattern(`[\p{Han},。.;:](?P<v>[男女])[,。.;:]?(?:\p{Han}{2,8}?(?:国籍|公民)|D)`), nil},
	{"nationality", regexp.MustCompile(`[男女](?P<v>\p{Han}{2,8}?)国籍`), nil},
	{"birth_date", sentencePattern(`(?:出生于|[^该学考]生于|出生日期)[:,]?(?P<v>D)(?:[^至到]|$)`), nil},
	{"awarded_date", sentencePattern(`(?P<v>D),?(?:在[^。D]{0,50}?)?(?:获得?|被授予|取得|授予|毕业)`), nil},
	{"awarded_date", sentencePattern(`于(?P<v>D),?在[^。D]{0,80}?(?:获得?|完成|取得)`), nil},
	{"degree", regexp.MustCompile(`(?:获得?|取得|授予)(?:该校|\p{Han}{2,14}?(?:大学|学院))?(?:颁发|授予)?的?(?P<v>\p{Han}{0,14}?(?:学士|硕士|博士)(?:\(荣誉\))?)(?:学位)`), notDegree},
	{"degree", regexp.MustCompile(`(?:颁发|授予)的?(?P<v>\p{Han}{2,14}?)(?:专业)?学位`), notDegree},
	{"degree", regexp.MustCompile(`攻读(?P<v>\p{Han}{0,14}?(?:学士|硕士|博士))(?:学位)`), nil},
	{"major", sentencePattern(`(?:所学|攻读|学习|主修)专业[为是系:]*(?P<v>\p{Han}[\p{Han}()、]{1,24}?)(?:[,。;\nD]|$)`), majorWords},
	{"major", regexp.MustCompile(`(?:学习|攻读|修读|完成)(?P<v>\p{Han}[\p{Han}()]{1,24}?)专业`), majorWords},
	{"major", regexp.MustCompile(`(?:专业|学科|方向)(?:名称)?[为是系:]+(?P<v>\p{Han}[\p{Han}()、]{1,24}?)(?:[,。;\n]|专业|$)`), majorWords},
	{"major", regexp.MustCompile(`[A-Za-z]\)(?P<v>\p{Han}{2,24}?)专业`), nil}, // behind the school's own name
	{"certificate_number", regexp.MustCompile(`(?P<v>教留服认?\p{Han}{1,4}\(?(?:19|20)\d{2}\)?第?\d{4,6}号?)`), nil},
}, clausesFor(studyClauses, "name", "sex", "birth_date", "enrollment_date"))

// notDegree are words that stand where the name of a degree may and name none.
var notDegree = regexp.MustCompile(`^(?:上述|该|其|此|相应|所持|国外|境外|的)|学历|证书|专业|颁发|授予`)

func (cscse) Extract(s Sheet) Extraction {
	p := newPaper(s)
	p.readForm(cscseLabels, cscseParsers)
	p.splitStudySpan()
	delete(p.fields, "graduation_date") // the end of the stay; the degree has a day of its own
	text := p.text()
	p.readClauses(text, cscseClauses, cscseParsers)
	running := text.Without("\n")
	p.readAbroad(running)
	p.readMajor(running, cscseParsers)
	p.readOwnDate("issued_date", text)
	p.findCSCSENumber()
	return Extraction{Fields: p.fields}
}

var (
	// hanRun is a stretch of a sentence in which a country and a school can follow
	// each other.
	hanRun = regexp.MustCompile(`(?P<v>\p{Han}[\p{Han}·]{3,80})`)
	// looked begins with the school about which something was found.
	looked = regexp.MustCompile(`(?:经核查|经查|经认证|核查)[,:]?(?P<v>\p{Han}[\p{Han}·]{3,40})`)
	// ofCountry begins with the country that the school is found to be of.
	ofCountry = regexp.MustCompile(`大学[^,。]{0,80}?[系是为](?P<v>\p{Han}{2,12}?)(?:政府|教育|认可|正规|高等|的|合法)`)
	// noSchool begins what may follow a country and is no name.
	noSchool = regexp.MustCompile(`^(?:正规|高等|的|合法|政府|教育|认可|国籍|籍)`)
)

// readAbroad finds a country with a school behind it; else each by itself, in
// what was found about the school.
func (p *paper) readAbroad(t layout.Text) {
	for _, m := range t.FindAll(hanRun) {
		country, school := countryAndSchool(m["v"])
		p.setAbroad("country", country)
		p.setAbroad("school", school)
	}
	for _, m := range t.FindAll(looked) {
		p.setAbroad("school", foreignHead(m["v"]))
	}
	for _, m := range t.FindAll(ofCountry) {
		p.setAbroad("country", m["v"])
	}
}

// setAbroad sets a field of such a certificate that no value was found for.
func (p *paper) setAbroad(name string, run layout.Run) {
	if !p.has(name) {
		p.set(name, run, cscseParsers[name])
	}
}

// countryAndSchool are the first country in run that a school's name follows,
// and that name; nil for none.
func countryAndSchool(run layout.Run) (country, school layout.Run) {
	for i := range run {
		name, ok := register.CountryAt(run[i:].String())
		if !ok {
			continue
		}
		n := i + utf8.RuneCountInString(name)
		school := foreignHead(run[n:])
		if len(school) == 0 {
			continue
		}
		region := ownName.FindString(name)
		switch {
		case region != "" && !strings.HasPrefix(school.String(), region):
			return run[i:n], run[n-utf8.RuneCountInString(region) : n+len(school)]
		case region == "" && commonName.MatchString(school.String()):
			return run[i:n], run[i : n+len(school)]
		}
		return run[i:n], school
	}
	return nil, nil
}

// ownName are the regions that the names of their schools begin with: 香港理工大学.
// commonName is what is no name without the country before it: 新加坡国立大学.
var (
	ownName    = regexp.MustCompile(`香港|澳门|台湾`)
	commonName = regexp.MustCompile(`^(?:国立|国家|皇家|公立|州立|联邦|中央|首都|理工|科技|科学|技术|工业|农业|管理|外国语|中文|城市|教育|公开|开放|经济|政法|医科|医学|音乐|艺术|美术|师范|体育|高等|第一|大学|学院)`)
)

// foreignEnd ends the name of a school abroad: with its campus, or the school
// within it that is its own.
var foreignEnd = regexp.MustCompile(`^[\p{Han}·]{2,20}?(?:学院大学|大学学院|大学(?:\p{Han}{1,6}分校)|大学|学院|学校)`)

// foreignHead is the name of a school that run begins with; nil for none.
func foreignHead(run layout.Run) layout.Run {
	name := foreignEnd.FindString(run.String())
	if noSchool.MatchString(name) {
		return nil
	}
	return run[:utf8.RuneCountInString(name)]
}

// findCSCSENumber looks for the number by its form where no label led to one that
// has it.
func (p *paper) findCSCSENumber() {
	if f, ok := p.fields["certificate_number"]; ok && !outOfForm(f) {
		return
	}
	for _, f := range p.frags {
		m, ok := layout.TextOf(f.Glyphs).Find(cscseInside)
		if !ok {
			continue
		}
		if _, _, ok := normalize.CSCSENumber(m["v"].String()); ok {
			p.set("certificate_number", m["v"], cscseParsers["certificate_number"])
			return
		}
	}
}

var cscseInside = regexp.MustCompile(`(?P<v>\d{12}|教留服认?\p{Han}{1,4}\(?\d{4}\)?\d{4,6}号?)$`)
