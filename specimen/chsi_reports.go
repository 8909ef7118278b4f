package specimen

import (
	"fmt"
	"image/color"
	"math/rand/v2"
	"strings"
	"time"

	"hecha/document"
)

// reportDesign is one layout of a report about a study: what it is called, how
// it is set and who gives it out.
type reportDesign struct {
	name string
	only Split
	set  func(c *canvas, r report, b blanks)
}

// report is what one such report says.
type report struct {
	chsiRecord
	number  string // of the report
	verdict string // of an authentication, as printed
	issuer  string
	issued  time.Time
	title   string
	study   enrolment // of a report about a study that goes on
}

func reportLayouts() []layout {
	var all []layout
	add := func(kind document.Kind, designs []reportDesign, make func(name string, s *set, rng *rand.Rand) report) {
		for _, d := range designs {
			all = append(all, layout{kind, d.name, d.only, func(name string, s *set, rng *rand.Rand) []Page {
				r := make(name, s, rng)
				c := newCanvas(a4Width, a4Height, pageDPIs(rng), pick(rng, append(s.paper(), white, white)), s, rng)
				c.begin(kind, name)
				d.set(c, r, c.reportBlanks(r))
				c.mark()
				return []Page{c.finish()}
			}})
		}
	}
	add(document.CHSIAuthentication, authenticationDesigns, newAuthentication)
	add(document.CHSIEnrolment, enrolmentDesigns, newEnrolment)
	return all
}

const (
	chsiCentre    = "全国高等学校学生信息咨询与就业指导中心"
	chsiCentreNew = "教育部学生服务与素质发展中心"
)

// authenticationDesigns are layouts of 学历认证报告.
var authenticationDesigns = []reportDesign{
	{"table", Tune, (*canvas).authenticationTable},
	{"rows", "", (*canvas).authenticationRows},
	{"sentence", "", (*canvas).authenticationSentence},
	{"list", Tune, (*canvas).authenticationList},
	{"province", "", (*canvas).authenticationProvince},
	{"table-wide", Unseen, (*canvas).authenticationWide},
	{"columns", Unseen, (*canvas).authenticationColumns},
}

// newAuthentication makes up a report about a diploma of before 2002, or a later
// one that was not registered.
func newAuthentication(name string, s *set, rng *rand.Rand) report {
	r := report{chsiRecord: newCHSIRecord("v2014", s, rng)}
	if chance(rng, 0.6) {
		g := oldGraduation(s, rng)
		r.graduation, r.category, r.form = g, "普通高等教育", pick(rng, []string{"普通全日制", "全日制"})
	}
	r.result = "毕业"
	r.title = pick(rng, []string{"中国高等教育学历认证报告", "中国高等教育学历认证报告", "高等教育学历认证报告"})
	r.verdict = pick(rng, cond(s.unseen(), verdictsUnseen, verdictsTune))
	r.issuer = cond(chance(rng, 0.7), chsiCentre, chsiCentreNew)
	if name == "province" {
		g := vocationalGraduation(s, rng)
		r.graduation, r.category, r.form = g, "", "全日制"
		r.issuer = "湖南省教育厅"
		r.title = pick(rng, []string{"学历认证报告", "中等职业学校学历认证报告", "湖南省中等专业学校学历认证报告"})
		if chance(rng, 0.25) {
			r.graduation, r.issuer, r.title = partyGraduation(s, rng), "中共湖南省委党校", "学历认证报告"
			r.form = r.graduation.form
		}
	}
	r.president = ""
	r.number = fmt.Sprintf("%0*d", 7+rng.IntN(2), 1000000+rng.IntN(8000000))
	r.issued = pickDate(rng, maxTime(r.graduated.AddDate(0, 3, 0), time.Date(2006, 1, 1, 0, 0, 0, 0, time.UTC)), today)
	r.vcode = verificationCode(cond(chance(rng, 0.5), "v2014", "v2022"), rng)
	if s.story != nil {
		return s.story.toldReport(r)
	}
	return r
}

func maxTime(a, b time.Time) time.Time { return cond(a.After(b), a, b) }

// What an authentication finds.
var (
	verdictsTune   = []string{"属实", "真实有效", "该学历证书所载信息属实", "该学历真实", "属实", "该学历证书不属实"}
	verdictsUnseen = []string{"真实", "上述学历证书内容属实", "信息属实，予以认证", "内容不实"}
)

// reportBlanks are the values of a report as all layouts print them.
func (c *canvas) reportBlanks(r report) blanks {
	b := r.chsiRecord.blanks(c.rng, false)
	day := pick(c.rng, []func(time.Time) string{padded, padded, arabic, func(t time.Time) string { return t.Format("2006-01-02") }})
	for gap, t := range map[string]time.Time{"birth": r.person.birth, "enrol": r.enrolled, "graduated": r.graduated} {
		v := b[gap]
		v.print = day(t)
		b[gap] = v
	}
	b["number"] = blank{"certificate_number", r.graduation.number, r.graduation.number}
	b["report"] = blank{"report_number", r.number, r.number}
	b["verdict"] = blank{"verification_result", verdictValue(r.verdict), r.verdict}
	b["issuer"] = blank{"issuer", r.issuer, r.issuer}
	b["issued"] = blank{"issued_date", iso(r.issued), day(r.issued)}
	b["ethnicity"] = blank{"ethnicity", r.person.ethnicity, r.person.ethnicity + cond(chance(c.rng, 0.7), "族", "")}
	b["id"] = blank{"id_number", r.person.id, r.person.id}
	b["department"] = blank{"department", r.study.department, r.study.department}
	b["class"] = blank{"class", r.study.class, r.study.class}
	b["student"] = blank{"student_number", r.study.number, r.study.number}
	b["status"] = blank{"student_status", r.study.status, r.study.status}
	b["expected"] = blank{"expected_graduation_date", iso(r.study.expected), day(r.study.expected)}
	if r.length == 0 {
		delete(b, "length")
	}
	return b
}

// verdictValue is what an authentication found: 属实 or 不属实.
func verdictValue(s string) string {
	return cond(strings.Contains(s, "不") || strings.Contains(s, "未"), "不属实", "属实")
}

// reportTitle sets the title and, on the right, the number of the report.
func (c *canvas) reportTitle(y float64, r report, b blanks) {
	c.centred(a4Width/2, y, r.title, style{font: pick(c.rng, c.set.titles), pt: between(c.rng, 18, 24), ink: pick(c.rng, []color.NRGBA{black, black, red})})
	num := style{font: pick(c.rng, append(c.set.song, "serif")), pt: 10.5, ink: cond(chance(c.rng, 0.5), red, black)}
	wording := pick(c.rng, cond(c.set.unseen(), []string{"报告编号 {report}", "编号：{report}", "No. {report}"}, []string{"报告编号：{report}", "报告编号:{report}", "报告编号　{report}"}))
	c.fill(a4Width-28-wordingWidth(wording, b, num, num), y-between(c.rng, 12, 16), wording, b, num, num)
}

// reportGrid is a ruled table across the sheet.
func (c *canvas) reportGrid(y float64, widths ...float64) grid {
	font := pick(c.rng, append(append([]string{}, c.set.song...), c.set.hei...))
	st := style{font: font, pt: between(c.rng, 10, 11.5), ink: black}
	total := 0.0
	for _, w := range widths {
		total += w
	}
	return grid{x: (a4Width - total) / 2, y: y, row: between(c.rng, 9.5, 12), widths: widths, line: rgb(pick(c.rng, []uint32{0x333333, 0x777777, 0xaaaaaa})), label: st, value: st}
}

// reportFoot sets issuer, seal and date.
func (c *canvas) reportFoot(y float64, r report, b blanks, st style) {
	c.spaced(at{140, y}, "{issuer}", b, st)
	c.spaced(at{148, y + 10}, pick(c.rng, []string{"{issued}", "{issued}", "认证日期：{issued}"}), b, st)
	c.seal(140+between(c.rng, -8, 8), y+between(c.rng, -4, 6), SealSpec{Text: r.issuer, Centre: "star", Type: document.SealOfficial, DiameterMM: 42})
}

func (c *canvas) authenticationTable(r report, b blanks) {
	c.reportTitle(46, r, b)
	c.portrait(158, 58, 26, 35, r.person.sex == "女")
	g := c.reportGrid(58, 30, 34, 26, 36)
	g.x = 26
	g.y = c.rows(g, b, [][][2]string{
		{{"姓　　名", "{name}"}, {"性　别", "{sex}"}}, {{"出生日期", "{birth}"}, {"学　制", cond(r.length > 0, "{length}", "＊")}},
		{{"入学时间", "{enrol}"}, {"毕业时间", "{graduated}"}},
	})
	g.widths = []float64{30, 50, 30, 48}
	y := c.rows(g, b, [][][2]string{
		{{"毕业院校", "{school}"}}, {{"专业名称", "{major}"}}, {{"学历类型", "{category}"}, {"学历层次", "{level}"}},
		{{"学习形式", "{form}"}, {"毕(结)业", "{result}"}}, {{"证书编号", "{number}"}}, {{"认证结论", "{verdict}"}},
	})
	c.reportFoot(y+24, r, b, g.value.sized(12))
	c.notes(26, y+60, 158, 8, g.label.font, []string{"本报告仅对所附学历证书的真实性负责。", "网上查询：www.chsi.com.cn，输入报告编号和证书编号。"})
}

func (c *canvas) authenticationRows(r report, b blanks) {
	c.reportTitle(44, r, b)
	g := c.reportGrid(60, 42, 112)
	y := c.rows(g, b, [][][2]string{
		{{"姓名", "{name}"}}, {{"性别", "{sex}"}}, {{"出生日期", "{birth}"}}, {{"学校名称", "{school}"}}, {{"专业", "{major}"}}, {{"层次", "{level}"}},
		{{"学习形式", "{form}"}}, {{"入学日期", "{enrol}"}}, {{"毕业日期", "{graduated}"}}, {{"证书编号", "{number}"}}, {{"认证结果", "{verdict}"}},
	})
	c.reportFoot(y+26, r, b, g.value.sized(12))
}

// authenticationSentence says everything in running text.
func (c *canvas) authenticationSentence(r report, b blanks) {
	c.reportTitle(48, r, b)
	st := style{font: pick(c.rng, append(append([]string{}, c.set.song...), c.set.kai...)), pt: between(c.rng, 13, 15), ink: black}
	body := pick(c.rng, cond(c.set.unseen(), []string{
		"{name}同志（{sex}，{birth}生）提交的{school}毕业证书，证书编号为{number}，载明其于{enrol}至{graduated}在该校{major}专业{level}（{form}）学习并毕业。{verdict}。",
	}, []string{
		"申请人{name}，性别{sex}，{birth}生，于{enrol}至{graduated}在{school}{major}专业{level}（{form}）学习，修业期满，准予毕业，证书编号：{number}。经我中心核查，{verdict}。",
		"{name}，{sex}，{birth}出生，{enrol}入学，{graduated}毕业于{school}，专业：{major}，层次：{level}，学习形式：{form}，毕业证书编号：{number}。{verdict}。特此证明。",
	}))
	y := c.paragraph(column{x: 28, y: 72, width: 154, leading: st.mm(2), indent: 2}, b.spans(body, st, st))
	c.portrait(30, y+6, 26, 35, r.person.sex == "女")
	c.reportFoot(y+40, r, b, st.sized(13))
}

// authenticationList is the form without rules that the site itself prints.
func (c *canvas) authenticationList(r report, b blanks) {
	st := style{font: pick(c.rng, c.set.hei), pt: 10.5, ink: rgb(0x222222)}
	c.reportTitle(38, r, b)
	c.portrait(158, 56, 24, 32, r.person.sex == "女")
	y := 60.0
	for _, p := range [][2]string{
		{"姓名", "{name}"}, {"性别", "{sex}"}, {"出生日期", "{birth}"}, {"入学日期", "{enrol}"}, {"毕（结）业日期", "{graduated}"}, {"学校名称", "{school}"},
		{"专业", "{major}"}, {"层次", "{level}"}, {"学习形式", "{form}"}, {"毕（结）业", "{result}"}, {"证书编号", "{number}"}, {"认证结论", "{verdict}"}, {"在线验证码", "{vcode}"},
	} {
		c.text(32, y, p[0], st.coloured(rgb(0x707070)))
		c.fitted(72, y, 84, p[1], b, st)
		y += 10
	}
	c.qr(32, y, 26, "https://www.chsi.com.cn/xlcx/bg.do?vcode="+r.vcode)
	c.reportFoot(y+14, r, b, st.sized(12))
}

// authenticationProvince is what an education office, or a party school, writes.
func (c *canvas) authenticationProvince(r report, b blanks) {
	c.reportTitle(50, r, b)
	st := style{font: pick(c.rng, c.set.song), pt: between(c.rng, 13, 15), ink: black}
	body := pick(c.rng, cond(c.set.unseen(), []string{
		"根据申请，现对{name}（{sex}，身份证号{id}）的学历认证如下：该同志{enrol}至{graduated}就读于{school}{major}专业，毕业证书编号{number}，{verdict}。",
	}, []string{
		"经查，{name}，{sex}，{birth}生，身份证号码：{id}，于{enrol}至{graduated}在{school}{major}专业学习，学历层次：{level}，毕业证书编号：{number}，{verdict}。",
		"兹证明{name}，性别{sex}，身份证号{id}，于{enrol}考入{school}{major}专业学习，{graduated}毕业，证书编号：{number}。经核查学籍档案，{verdict}。",
	}))
	y := c.paragraph(column{x: 28, y: 76, width: 154, leading: st.mm(2.1), indent: 2}, b.spans(body, st, st))
	c.reportFoot(y+34, r, b, st.sized(13))
}

func (c *canvas) authenticationWide(r report, b blanks) {
	c.reportTitle(52, r, b)
	g := c.reportGrid(66, 34, 50, 34, 50)
	y := c.rows(g, b, [][][2]string{
		{{"姓名", "{name}"}, {"性别", "{sex}"}}, {{"出生年月", "{birth}"}, {"学习形式", "{form}"}}, {{"毕业学校", "{school}"}}, {{"所学专业", "{major}"}},
		{{"入学年月", "{enrol}"}, {"毕业年月", "{graduated}"}}, {{"培养层次", "{level}"}, {"学业结论", "{result}"}}, {{"毕业证书编号", "{number}"}}, {{"认证意见", "{verdict}"}},
	})
	c.reportFoot(y+30, r, b, g.value.sized(12.5))
}

func (c *canvas) authenticationColumns(r report, b blanks) {
	c.reportTitle(46, r, b)
	st := style{font: pick(c.rng, c.set.kai), pt: 13, ink: black}
	y := 72.0
	for _, w := range []string{"姓名：{name}　　性别：{sex}", "出生日期：{birth}", "毕业院校：{school}", "专业名称：{major}", "学历层次：{level}　　学习形式：{form}",
		"入学时间：{enrol}", "毕业时间：{graduated}", "毕业证书编号：{number}", "认证结论：{verdict}"} {
		c.fitted(34, y, 150, w, b, st)
		y += 11
	}
	c.reportFoot(y+24, r, b, st)
}
