package specimen

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// enrolment is a study that goes on, or that the register still holds.
type enrolment struct {
	department, class, number, status string
	expected                          time.Time
}

// enrolmentDesigns are layouts of 教育部学籍在线验证报告.
var enrolmentDesigns = []reportDesign{
	{"table", "", (*canvas).enrolmentTable},
	{"list", "", (*canvas).enrolmentList},
	{"print", Tune, (*canvas).enrolmentPrint},
	{"plain-rows", Tune, (*canvas).enrolmentRows},
	{"narrow", Unseen, (*canvas).enrolmentNarrow},
	{"pairs", Unseen, (*canvas).enrolmentPairs},
}

var (
	departmentsTune   = []string{"土木工程学院", "经济与管理学院", "信息科学与工程学院", "外国语学院", "机械工程系", "医学部"}
	departmentsUnseen = []string{"建筑与规划学院", "法学院", "数学与统计学院", "护理系", "材料科学学院"}
	statuses          = []string{"在籍（注册学籍）", "在籍（注册学籍）", "在籍（注册学籍）", "不在籍（毕业）", "休学", "保留学籍", "在籍（未注册）"}
)

// newEnrolment makes up a study that began in the last years.
func newEnrolment(_ string, s *set, rng *rand.Rand) report {
	r := report{chsiRecord: newCHSIRecord("v2022", s, rng), title: cond(chance(rng, 0.8), "教育部学籍在线验证报告", "学籍在线验证报告")}
	year := 2016 + rng.IntN(6)
	r.enrolled = time.Date(year, 9, 1, 0, 0, 0, 0, time.UTC)
	r.length = cond(r.length == 0, 3, r.length)
	r.person.birth = time.Date(year-18-rng.IntN(3), time.Month(1+rng.IntN(12)), 1+rng.IntN(28), 0, 0, 0, 0, time.UTC)
	r.person.id = idNumber(rng, r.person.home.code, r.person.birth, r.person.sex)
	r.updated = pickDate(rng, r.enrolled.AddDate(0, 2, 0), today.AddDate(0, 6, 0))
	r.study = enrolment{
		department: pick(rng, cond(s.unseen(), departmentsUnseen, departmentsTune)),
		class:      fmt.Sprintf("%s%02d%02d", pick(rng, []string{"土木", "会计", "软件", "英语", "护理"}), year%100, 1+rng.IntN(9)),
		number:     fmt.Sprintf("%d%06d", year, s.serial(rng)),
		status:     pick(rng, statuses),
		expected:   r.enrolled.AddDate(int(r.length), -2, 0),
	}
	if s.story != nil {
		r.chsiRecord = s.story.toldRecord(r.chsiRecord)
		r.study.expected = r.graduated
	}
	return r
}

func (c *canvas) enrolmentHead(y float64, r report, b blanks, font string) {
	c.centred(a4Width/2, y, r.title, style{font: pick(c.rng, []string{"hei-bold", "hei-medium", c.set.hei[0]}), pt: between(c.rng, 16, 20), ink: black})
	c.spaced(at{a4Width / 2, y + 9}, "更新日期：{updated}", b, style{font: font, pt: 9, ink: rgb(0x555555)})
}

// enrolmentFoot sets the code's box and the notes.
func (c *canvas) enrolmentFoot(y float64, r report, b blanks, st style) {
	c.qr(32, y, 26, r.payload)
	c.fill(66, y+9, "在线验证码", nil, st, st)
	c.fill(66, y+18, "{vcode}", b, st, st.sized(13).in("hei-bold"))
	c.notes(26, y+36, 158, 8, st.font, []string{
		"1、《教育部学籍在线验证报告》是教育部学籍电子注册备案的查询结果。",
		"2、报告内容如有修改，请以最新在线验证的内容为准。",
		"3、未经学籍信息权属人同意，不得将报告用于违背权属人意愿之用途。",
	})
}

func (c *canvas) enrolmentTable(r report, b blanks) {
	g := c.reportGrid(54, 30, 40, 28, 36)
	g.x = 22
	c.enrolmentHead(36, r, b, g.label.font)
	c.portrait(160, 56, 26, 35, r.person.sex == "女")
	g.y = c.rows(g, b, [][][2]string{{{"姓名", "{name}"}, {"性别", "{sex}"}}, {{"出生日期", "{birth}"}, {"民族", "{ethnicity}"}}, {{"证件号码", "{id}"}, {"学制", "{length}"}}})
	g.widths = []float64{30, 53, 30, 53}
	y := c.rows(g, b, [][][2]string{
		{{"学校名称", "{school}"}}, {{"层次", "{level}"}, {"专业", "{major}"}}, {{"学历类别", "{category}"}, {"学习形式", "{form}"}},
		{{"院系", "{department}"}, {"班级", "{class}"}}, {{"学号", "{student}"}, {"入学日期", "{enrol}"}}, {{"学籍状态", "{status}"}, {"预计毕业日期", "{expected}"}},
	})
	c.enrolmentFoot(y+10, r, b, g.label)
}

var enrolmentPairsAll = [][2]string{
	{"姓名", "{name}"}, {"性别", "{sex}"}, {"出生日期", "{birth}"}, {"民族", "{ethnicity}"}, {"证件号码", "{id}"}, {"学校名称", "{school}"}, {"层次", "{level}"},
	{"院系", "{department}"}, {"班级", "{class}"}, {"专业", "{major}"}, {"学号", "{student}"}, {"学制", "{length}"}, {"学历类别", "{category}"},
	{"学习形式", "{form}"}, {"入学日期", "{enrol}"}, {"学籍状态", "{status}"}, {"预计毕业日期", "{expected}"},
}

func (c *canvas) enrolmentList(r report, b blanks) {
	st := style{font: pick(c.rng, c.set.hei), pt: 10.5, ink: rgb(0x222222)}
	c.enrolmentHead(30, r, b, st.font)
	c.portrait(158, 44, 24, 32, r.person.sex == "女")
	y := 52.0
	for _, p := range enrolmentPairsAll {
		c.text(30, y, p[0], st.coloured(rgb(0x707070)))
		c.fitted(70, y, 84, p[1], b, st)
		y += 9.4
	}
	c.enrolmentFoot(y, r, b, st)
}

func (c *canvas) enrolmentPrint(r report, b blanks) {
	c.enrolmentList(r, b)
	c.browserLines(r.updated)
}

func (c *canvas) enrolmentRows(r report, b blanks) {
	g := c.reportGrid(52, 40, 100)
	g.row = 8.8
	c.enrolmentHead(34, r, b, g.label.font)
	var rows [][][2]string
	for _, p := range enrolmentPairsAll {
		rows = append(rows, [][2]string{p})
	}
	c.enrolmentFoot(c.rows(g, b, rows)+6, r, b, g.label)
}

func (c *canvas) enrolmentNarrow(r report, b blanks) {
	st := style{font: pick(c.rng, c.set.hei), pt: 11.5, ink: rgb(0x222222)}
	c.enrolmentHead(36, r, b, st.font)
	y := 60.0
	for _, p := range enrolmentPairsAll {
		c.right(84, y, p[0]+"：", st.coloured(rgb(0x666666)))
		c.fitted(88, y, 92, p[1], b, st)
		y += 8.8
	}
	c.enrolmentFoot(y, r, b, st.sized(10))
}

// enrolmentPairs sets two pairs beside each other without rules.
func (c *canvas) enrolmentPairs(r report, b blanks) {
	st := style{font: pick(c.rng, append(append([]string{}, c.set.song...), c.set.hei...)), pt: 10.5, ink: black}
	c.enrolmentHead(38, r, b, st.font)
	y := 62.0
	for i, p := range enrolmentPairsAll {
		x := 26 + float64(i%2)*84
		c.text(x, y, p[0], st.coloured(rgb(0x666666)))
		c.fitted(x+26, y, 54, p[1], b, st)
		y += float64(i%2) * 10.5
	}
	c.enrolmentFoot(y+16, r, b, st)
}
