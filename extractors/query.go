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

// query reads what an authority's website answers about a certificate: a page
// of labels with values in any arrangement, as a screenshot, a photograph of a
// screen or a print. The kinds differ in the site and in what a level is.
type query struct {
	kind   document.Kind
	marks  []clue
	labels *form.Vocabulary
}

func (q query) Version() int          { return 14 }
func (q query) Kind() document.Kind   { return q.kind }
func (q query) Match(s Sheet) float64 { return contentsOf(s).weigh(q.marks).score }
func (q query) clues() []clue         { return q.marks }

// The sites that the notice names, and those of party schools.
type (
	vocationalQuery  struct{ query } // 湖南省中等职业学校毕业证查询
	technicianQuery  struct{ query } // 技工院校毕业证书查询
	partySchoolQuery struct{ query } // 党校毕业证书查询
)

var _, _, _ clued = vocationalQuery{}, technicianQuery{}, partySchoolQuery{}

func (vocationalQuery) Name() string  { return "vocational_query" }
func (technicianQuery) Name() string  { return "technician_query" }
func (partySchoolQuery) Name() string { return "party_school_query" }

var (
	vocationalPages = query{document.VocationalQuery, vocationalMarks, queryVocabulary("level")}
	technicianPages = query{document.TechnicianQuery, technicianMarks, queryVocabulary("technician_class")}
	partyPages      = query{document.PartySchoolQuery, partyMarks, queryVocabulary("level")}
)

// queryMarks are signs of any page of results, and of papers that are none.
var queryMarks = []clue{
	{pattern: regexp.MustCompile(`查询结果|查询系统|证书?信息查询|毕业证书?查询|学历查询|证书查询|信息查询`), weight: 0.15},
	{pattern: regexp.MustCompile(`毕业证书?(?:编)?号|证书编号|证书号`), weight: 0.1},
	{pattern: regexp.MustCompile(`毕业(?:时间|日期|年月)`), weight: 0.05},
	{pattern: regexp.MustCompile(`毕业(?:学校|院校)|学校名称|院校名称|办学单位`), weight: 0.05},
	{pattern: regexp.MustCompile(`身份证|证件号`), weight: 0.05},
	{pattern: regexp.MustCompile(`准予毕业|特发此证|兹证明|兹有|特此证明`), weight: -0.5},
	{pattern: fuzzy("电子注册备案表", "学籍在线验证报告", "学历认证报告", "学位认证报告"), weight: -0.8, title: true},
	{pattern: regexp.MustCompile(`^.{0,24}(?:报名(?:登记|信息)?表|职称证书|资格证书|聘书)$`), weight: -0.5, title: true},
	// A school's own diploma is titled after its sort of school; 院校 is an office's word.
	{pattern: regexp.MustCompile(`^(?:.{0,22}[^校]|.{0,22}[^院]校)?毕业证书$`), weight: -0.5, title: true},
	{pattern: statusBar, weight: 0.1},
}

// statusBar is the top of a phone's screen: the time, then the network or the
// charge.
var statusBar = regexp.MustCompile(`(?:^|\D)[0-2]?\d:[0-5]\d\D{0,12}?(?:[345]G|\d{0,8}%)`)

var (
	vocationalMarks = slices.Concat(queryMarks, []clue{
		{pattern: regexp.MustCompile(`(?:中等职业|中职)(?:学校|教育)?(?:学历)?毕业证书?(?:信息)?查询|(?:zcc|cc)\.?hnedu|zzfind`), weight: 0.4},
		{pattern: regexp.MustCompile(`hnedu\.`), weight: 0.1},
		{pattern: regexp.MustCompile(`中等职业|中职|职业中专|中等专业|职业高中|普通中专|成人中专`), weight: 0.15},
		{pattern: regexp.MustCompile(`技工院校|技工学校毕业|党校`), weight: -0.3},
	})
	technicianMarks = slices.Concat(queryMarks, []clue{
		{pattern: regexp.MustCompile(`技工院校.{0,6}(?:毕业|学历)证书?.{0,6}查询|[e8]91job|jxzs|技工教育.{0,8}查询`), weight: 0.4},
		{pattern: regexp.MustCompile(`mohrss\.|公共服务网`), weight: 0.1},
		{pattern: regexp.MustCompile(`^(?:湖南省|全国)?技工院校(?:毕业证书?|毕业生|学历)(?:信息)?$`), weight: 0.2, title: true},
		{pattern: regexp.MustCompile(`技工院校|技工学校|技师学院|高级技工`), weight: 0.15},
		{pattern: regexp.MustCompile(`中级工|高级工|预备技师|技师班`), weight: 0.1},
		{pattern: regexp.MustCompile(`学籍.{0,4}(?:认证|查验|核查)|职业能力建设`), weight: -0.4},
	})
	partyMarks = slices.Concat(queryMarks, []clue{
		{pattern: regexp.MustCompile(`(?:院校|学校|单位)(?:名称)?:?(?:中央|(?:中共)?\p{Han}{2,10}委)党校`), weight: 0.15},
		{pattern: regexp.MustCompile(`党校.{0,12}(?:学历|毕业证|证书|学员).{0,10}查询|swdx\.|ccps\.`), weight: 0.4},
		{pattern: regexp.MustCompile(`党校`), weight: 0.2},
		{pattern: regexp.MustCompile(`学员`), weight: 0.05},
		{pattern: regexp.MustCompile(`中等职业|技工院校`), weight: -0.3},
	})
)

// queryClosed ends a date by its form, as databases and people write it.
const queryClosed = `(?:19|20)\d{2}(?:年\d{1,2}月(?:\d{1,2}日)?|[-/.]\d{1,2}(?:[-/.]\d{1,2})?)`

// queryVocabulary is the labels of such pages; a level goes into the field
// named.
func queryVocabulary(level string) *form.Vocabulary {
	return form.NewVocabulary(
		form.Label{Field: "name", Names: []string{"姓名", "学生姓名", "学员姓名", "毕业生姓名", "持证人姓名", "持证人"}},
		form.Label{Field: "name", Names: []string{"毕业生", "学生", "学员"}, Colon: true},
		form.Label{Field: "sex", Names: []string{"性别", "学生性别"}, Closed: "男|女"},
		form.Label{Field: "birth_date", Names: []string{"出生日期", "出生年月", "出生年月日", "出生时间"}, Closed: queryClosed},
		form.Label{Field: "id_number", Names: []string{
			"身份证号", "身份证号码", "居民身份证号", "居民身份证号码", "公民身份号码", "公民身份证号码", "身份证件号", "身份证件号码", "证件号码", "证件号", "证件编号", "身份证",
		}, Closed: `[\dXx*]{15,18}`},
		form.Label{Field: "school", Names: []string{
			"毕业学校", "毕业院校", "学校名称", "院校名称", "毕业学校名称", "毕业院校名称", "办学单位", "就读学校", "就读院校", "所在学校", "培养单位", "发证学校", "发证院校", "办学机构",
		}, Wraps: true},
		form.Label{Field: "school", Names: []string{"学校", "院校", "毕业单位"}, Wraps: true, Colon: true, Spaced: true},
		form.Label{Field: "major", Names: []string{"专业名称", "所学专业", "就读专业", "毕业专业", "专业(工种)", "专业(工种)名称", "学习专业", "所读专业", "所学工种", "工种名称", "专业工种", "工种"}, Wraps: true},
		form.Label{Field: "major", Names: []string{"专业"}, Wraps: true, Colon: true, Spaced: true},
		form.Label{Field: level, Names: []string{
			"层次", "学历层次", "培养层次", "毕业层次", "办学层次", "办学类型", "学历类型", "学历类别", "培养目标", "培养等级", "技能等级", "班级类别", "班别", "班级类型", "办班类型", "毕业类别", "毕业证书类别", "证书类别", "学生类别", "教育层次",
		}},
		form.Label{Field: level, Names: []string{"学历"}, Colon: true, Spaced: true},
		form.Label{Field: "study_form", Names: []string{"学习形式", "学习方式", "办学形式", "培养方式", "就读方式"}},
		form.Label{Field: "length_years", Names: []string{"学制", "学制(年)", "修业年限", "学习年限", "学制年限"}},
		form.Label{Field: "enrollment_date", Names: []string{"入学时间", "入学日期", "入学年月", "入校时间", "入校日期", "入校年月"}, Closed: queryClosed},
		form.Label{Field: "graduation_date", Names: []string{"毕业时间", "毕业日期", "毕业年月", "毕(结)业时间", "毕(结)业日期", "毕(结)业年月"}, Closed: queryClosed},
		form.Label{Field: "study_span", Names: []string{"学习起止时间", "学习起止年月", "起止时间", "起止年月", "学习时间", "就读时间"}},
		form.Label{Field: "certificate_number", Names: []string{
			"毕业证书编号", "证书编号", "毕业证编号", "毕业证书号", "毕业证书号码", "毕业证号", "毕业证号码", "证书号", "证书号码", "证书编码", "毕业证书编码", "学历证书编号", "电子注册号", "注册号",
		}},
		form.Label{Field: "president", Names: []string{"校(院)长", "校(院)长姓名", "校长", "院长", "校长姓名"}},
		form.Label{Names: []string{"民族", "籍贯", "政治面貌", "生源地", "户籍", "毕业状态", "学业状态", "学籍状态", "毕(结)业", "毕业结论", "毕业情况", "毕业类型", "状态", "结论"}},
		form.Label{Names: []string{"查询时间", "查询日期", "查询人", "打印时间", "打印日期", "验证码", "发证日期", "发证时间", "发证单位", "发证机关", "验印单位", "所属地区", "所在地", "备注", "照片", "班级", "学号", "序号", "操作"}},
		form.Label{Names: []string{"说明", "注", "提示", "注意", "温馨提示"}, Colon: true},
	)
}

var queryParsers = map[string]parser{
	"name":               strict(normalize.Name),
	"sex":                oneOf(normalize.Sex, "男", "女"),
	"birth_date":         date,
	"id_number":          strict(normalize.IDNumber),
	"school":             strict(normalize.Organisation),
	"major":              strict(major),
	"level":              oneOf(normalize.Level, levelWords...),
	"technician_class":   strict(normalize.TechnicianClass),
	"study_form":         oneOf(normalize.StudyForm, chsiStudyForms...),
	"length_years":       strict(normalize.LengthYears),
	"enrollment_date":    date,
	"graduation_date":    date,
	"certificate_number": strict(normalize.CertificateNumber),
	"president":          strict(normalize.Name),
	"study_span":         strict(plain),
}

func (q query) Extract(s Sheet) Extraction {
	p := newPaper(s)
	p.readForm(q.labels, queryParsers)
	p.readHolder()
	p.splitStudySpan()
	p.dropMasked("id_number")
	p.levelNotClass()
	p.repairID()
	p.readPartySchool(q.kind)
	p.proveSchool()
	p.readSite()
	return Extraction{Fields: p.fields}
}

// addressed is how a page speaks to whom its answer is about.
var addressed = regexp.MustCompile(`^(?P<v>[\p{Han}·]{2,20}?)(?:同学|先生|女士|同志|学员)[,:]?(?:您好)?[,:!]?$`)

// readHolder finds the holder on a page that has no label for the name: spoken to, or
// as its heading, with the sex beside it.
func (p *paper) readHolder() {
	if p.has("name") {
		return
	}
	for _, row := range layout.Rows(p.frags) {
		for i, f := range row {
			if m, ok := layout.TextOf(f.Glyphs).Find(addressed); ok && personForm(m["v"].String()) <= sureName {
				p.set("name", m["v"], queryParsers["name"])
				return
			}
			if i+1 < len(row) && personForm(f.Text()) <= sureName && sexForm(row[i+1].Text()) == 0 {
				p.set("name", f.Glyphs, queryParsers["name"])
				p.set("sex", row[i+1].Glyphs, queryParsers["sex"])
				return
			}
		}
	}
}

// partySchool is a line that names a party school and, at most, what the page is.
var partySchool = regexp.MustCompile(`^(?P<v>(?:中共|中国共产党)\p{Han}{2,14}?党校)(?:\(?\p{Han}{2,8}行政学院\)?)?(?:(?:毕业|学历|学员|证书)\p{Han}{0,8}查询\p{Han}{0,4})?$`)

// readPartySchool takes the school from the head of a party school's own page,
// which has no label for it.
func (p *paper) readPartySchool(kind document.Kind) {
	if kind != document.PartySchoolQuery || p.has("school") {
		return
	}
	for _, f := range p.frags {
		if m, ok := layout.TextOf(f.Glyphs).Find(partySchool); ok {
			p.set("school", m["v"], queryParsers["school"])
			return
		}
	}
}

// splitStudySpan takes enrolment and graduation from a value that holds both.
func (p *paper) splitStudySpan() {
	f, ok := p.fields["study_span"]
	if !ok {
		return
	}
	delete(p.fields, "study_span")
	p.setSpan(f, "enrollment_date", "graduation_date", false)
}

// setSpan sets two fields, as far as the paper has them not, from one value that
// holds two dates; lasting allows 至今 for the second.
func (p *paper) setSpan(f document.Field, from, until string, lasting bool) {
	spans := normalize.FindPeriods(f.Text)
	if len(spans) != 1 {
		return
	}
	for name, d := range map[string]normalize.DateSpan{from: spans[0].Start, until: spans[0].End} {
		if p.has(name) || d.Value == normalize.Present && !lasting {
			continue
		}
		part := f
		part.Doubt = []document.Doubt{}
		part.Value, part.Text = d.Value, strings.TrimSpace(f.Text[d.From:d.To])
		p.fields[name] = part
	}
}

// masked is a number that the page shows in part only.
var masked = regexp.MustCompile(`[*＊×·•]{2,}|[Xx]{3,}`)

// shortestID is the length of the identity numbers of before October 1999.
const shortestID = 15

// dropMasked drops a number of which the page hides digits: it is no number. What
// hides them may not have been read.
func (p *paper) dropMasked(name string) {
	if f, ok := p.fields[name]; ok && (masked.MatchString(f.Text) || len(f.Value) < shortestID) {
		delete(p.fields, name)
	}
}

// levelNotClass moves what stands where a technician school's class would, and
// is a level of education, to the field of that.
func (p *paper) levelNotClass() {
	f, ok := p.fields["technician_class"]
	if !ok || !outOfForm(f) {
		return
	}
	delete(p.fields, "technician_class")
	if level, ok := normalize.Level(f.Text); ok {
		f.Value, f.Doubt = level, []document.Doubt{}
		p.fields["level"] = f
	}
}

// hostName is a host, with or without the scheme, at the start of what a browser
// shows of an address.
var hostName = regexp.MustCompile(`^(?:.{0,4}不安全\|?|安全\|?|[^\w]{0,3})?(?:[hn]t{1,3}p?s?[:;.]?/{0,3})?(?P<v>(?:[A-Za-z0-9-]+\.)+(?:cn|com|net|org|gov|edu|top|vip|xyz|info|cc|site|io|me|club|ltd|shop|online|wang|link|biz|asia))(?::\d+)?(?:[/?#].*)?(?:[^\w./]{0,4})$`)

// knownHosts are the hosts that the notice names, with the www that some have.
var knownHosts = []string{"zcc.hnedu.cn", "e91job.com", "www.e91job.com", "jxzs.mohrss.gov.cn", "www.jxzs.mohrss.gov.cn"}

// readSite reads the host of the address that the browser shows, or prints: a
// line that is nothing else, above all labels or below all values. What a page
// says in its own text of other addresses is no evidence of where it came from.
func (p *paper) readSite() {
	rows := layout.Rows(p.frags)
	top, bottom := p.formRows()
	for _, row := range rows {
		for _, f := range row {
			if f.CenterY() > top && f.CenterY() < bottom {
				continue
			}
			if m, ok := layout.TextOf(f.Glyphs).Find(hostName); ok {
				p.set("site", m["v"], strict(host))
				p.proveHost()
				return
			}
		}
	}
}

// host is the name of a host in lower case.
func host(raw string) (string, bool) {
	v := strings.ToLower(normalize.StripSpace(normalize.Fold(raw)))
	if rest, ok := strings.CutPrefix(v, "ww."); ok {
		v = "www." + rest
	}
	return v, strings.Contains(v, ".")
}

// proveHost takes a host for one of the notice where only look-alikes or the
// engine's runners-up part them.
func (p *paper) proveHost() {
	f := p.fields["site"]
	if slices.Contains(knownHosts, f.Value) {
		return
	}
	if known, ok := nearestWord(glyphsOf(f), knownHosts); ok {
		p.correct("site", known)
		return
	}
	for _, known := range knownHosts {
		if squeezed(known) == squeezed(f.Value) {
			p.correct("site", known)
		}
	}
}

// squeezed is s with one sign for every run of the same: engines read zcc as zc
// and www as ww.
func squeezed(s string) string {
	return string(slices.Compact([]rune(s)))
}

// formRows are the heights between which the fields stand.
func (p *paper) formRows() (top, bottom float64) {
	first := true
	for _, f := range p.fields {
		for _, s := range f.Sources {
			y := p.uprightY(s)
			if first || y < top {
				top = y
			}
			if first || y > bottom {
				bottom = y
			}
			first = false
		}
	}
	return top, bottom
}

// uprightY is the height at which a line stands among the paper's fragments.
func (p *paper) uprightY(l document.Line) float64 {
	at := l.Quad.Center()
	best, far := 0.0, -1.0
	for _, f := range p.frags {
		d := p.sheet.Lines[f.Glyphs[0].Line].Quad.Center().Dist(at)
		if far < 0 || d < far {
			best, far = f.CenterY(), d
		}
	}
	return best
}
