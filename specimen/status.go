package specimen

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"hecha/document"
)

// statusDesign is one layout of 学籍认证查验结果, by which a city's office for
// vocational training answers for the diploma of a technician school.
type statusDesign struct {
	name   string
	only   Split
	titles []string
	bodies []string // of a letter; nil for a table
	table  [][][2]string
	widths []float64
}

var statusDesigns = []statusDesign{
	{name: "letter", titles: []string{"技工院校学籍认证查验结果", "学籍认证证明", "技工学校毕业生学籍认证查验结果"}, bodies: []string{
		"经查验，{name}，性别{sex}，身份证号码{id}，于{enrol}至{graduated}在{school}{major}专业（{class}）学习，毕业证书编号：{number}，学籍信息{verdict}。",
		"{name}（{sex}，{birth}出生，身份证号：{id}）系{school}{major}专业{class}学生，{enrol}入学，{graduated}毕业，毕业证书编号为{number}，经核查学籍档案，情况{verdict}。特此证明。",
	}},
	{name: "table", titles: []string{"技工院校毕业生学籍认证查验表", "学籍认证查验结果"}, widths: []float64{34, 46, 34, 46}, table: [][][2]string{
		{{"姓名", "{name}"}, {"性别", "{sex}"}}, {{"出生日期", "{birth}"}, {"身份证号", "{id}"}}, {{"毕业学校", "{school}"}}, {{"所学专业", "{major}"}, {"培养层次", "{class}"}},
		{{"入学时间", "{enrol}"}, {"毕业时间", "{graduated}"}}, {{"学制", "{length}"}, {"毕业证书编号", "{number}"}}, {{"查验结果", "{verdict}"}},
	}},
	{name: "rows", only: Tune, titles: []string{"学籍认证查验结果", "技工院校学籍查验结果"}, widths: []float64{46, 110}, table: [][][2]string{
		{{"姓　　名", "{name}"}}, {{"身份证号码", "{id}"}}, {{"学校名称", "{school}"}}, {{"专　　业", "{major}"}}, {{"班级类别", "{class}"}},
		{{"毕业时间", "{graduated}"}}, {{"毕业证编号", "{number}"}}, {{"学籍认证结果", "{verdict}"}},
	}},
	{name: "form", only: Tune, titles: []string{"关于学籍认证的查验结果", "技工院校毕业证书学籍认证查验结果"}, bodies: []string{
		"姓名：{name}　性别：{sex}\n身份证号：{id}\n毕业学校：{school}\n专业：{major}　培养层次：{class}\n学习时间：{enrol}至{graduated}\n毕业证书编号：{number}\n查验结果：{verdict}",
	}},
	{name: "letter-plain", only: Unseen, titles: []string{"学籍认证查验结果", "学籍查验证明"}, bodies: []string{
		"兹有{name}，{sex}，身份证号{id}，{enrol}入{school}{major}专业{class}学习，{graduated}毕业（毕业证号：{number}）。经我科核对新生录取名册和毕业生名册，{verdict}。",
		"根据{name}（身份证号码：{id}）的申请，经查验，该生于{enrol}至{graduated}就读于{school}，专业：{major}，层次：{class}，证书编号：{number}，学籍{verdict}。",
	}},
	{name: "wide-table", only: Unseen, titles: []string{"技工学校学籍认证查验结果"}, widths: []float64{28, 50, 28, 54}, table: [][][2]string{
		{{"姓 名", "{name}"}, {"性 别", "{sex}"}}, {{"公民身份号码", "{id}"}}, {{"毕业院校", "{school}"}}, {{"专业名称", "{major}"}, {"学历层次", "{class}"}},
		{{"入学年月", "{enrol}"}, {"毕业年月", "{graduated}"}}, {{"证书编号", "{number}"}, {"认证结果", "{verdict}"}},
	}},
}

// What the office finds.
var (
	statusVerdictsTune   = []string{"属实", "真实", "属实", "与档案记载一致，属实", "查无此人，不属实"}
	statusVerdictsUnseen = []string{"真实有效", "核对属实", "不属实"}
)

func statusLayouts() []layout {
	var all []layout
	for _, d := range statusDesigns {
		all = append(all, layout{document.SchoolStatusProof, d.name, d.only, func(_ string, s *set, rng *rand.Rand) []Page {
			return []Page{drawStatus(d, s, rng)}
		}})
	}
	return all
}

// drawStatus draws one proof of a design. Dates of study are months.
func drawStatus(d statusDesign, s *set, rng *rand.Rand) Page {
	r := report{chsiRecord: chsiRecord{graduation: technicianGraduation(s, rng)}}
	r.verdict = pick(rng, cond(s.unseen(), statusVerdictsUnseen, statusVerdictsTune))
	city := s.place(rng)
	bureau := cond(city.city == "", city.province, city.city) + "人力资源和社会保障局"
	r.issuer = bureau + pick(rng, []string{"职业能力建设科", "职业能力建设科", "职业能力建设处", ""})
	r.issued = pickDate(rng, maxTime(r.graduated.AddDate(0, 2, 0), time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC)), today)
	if s.story != nil {
		r = s.story.toldReport(r)
	}
	c := newCanvas(a4Width, a4Height, pageDPIs(rng), white, s, rng)
	c.begin(document.SchoolStatusProof, d.name)
	b := c.reportBlanks(r)
	for gap, t := range map[string]time.Time{"enrol": r.enrolled, "graduated": r.graduated} {
		v := b[gap]
		v.value, v.print = month(t), arabicMonth(t)
		b[gap] = v
	}
	b["class"] = blank{"technician_class", r.class, r.classPrint}
	b["length"] = blank{"length_years", lengthValue(r.length), lengthHan(r.length)}
	c.centred(a4Width/2, 50, pick(rng, d.titles), c.heavy(between(rng, 19, 24)))
	y := c.statusBody(d, b)
	st := style{font: pick(rng, s.song), pt: 13.5, ink: black}
	y += between(rng, 22, 34)
	c.spaced(at{138, y}, "{issuer}", b, st)
	c.spaced(at{146, y + 11}, "{issued}", b, st)
	if chance(rng, 0.5) {
		c.fill(30, y, "经办人："+s.name(rng, "女"), nil, st, st)
	}
	seal := pick(rng, []string{bureau, r.issuer})
	c.seal(138+between(rng, -8, 8), y+4, SealSpec{Text: seal, Centre: "star", Type: cond(seal == bureau, document.SealOfficial, document.SealDepartment), DiameterMM: 42})
	if chance(rng, 0.3) {
		c.fill(30, 34, fmt.Sprintf("编号：%d%04d", r.issued.Year(), rng.IntN(10000)), nil, st.sized(10), st)
	}
	c.mark()
	return c.finish()
}

func (c *canvas) statusBody(d statusDesign, b blanks) float64 {
	if d.table != nil {
		g := c.reportGrid(64, d.widths...)
		return c.rows(g, b, d.table)
	}
	st := style{font: pick(c.rng, append(append([]string{}, c.set.song...), c.set.kai...)), pt: between(c.rng, 13.5, 15.5), ink: black}
	y := 74.0
	parts := strings.Split(pick(c.rng, d.bodies), "\n")
	for _, p := range parts {
		y = c.paragraph(column{x: 28, y: y, width: 154, leading: st.mm(2), indent: cond(len(parts) == 1, 2.0, 0.0), ragged: len(parts) > 1}, b.spans(p, st, st))
	}
	return y
}
