package specimen

import (
	"fmt"
	"image/color"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"hecha/document"
)

// career is what a work certificate vouches for.
type career struct {
	person   person
	employer employer
	job      string
	work     string
	exam     string
	periods  []period
	years    int // in the named work
	total    int
	study    graduation
	printed  string // the level in other words; empty for the canonical ones
	contact  string
	issued   time.Time
}

// period is one employment; end is zero for 至今.
type period struct {
	start, end          time.Time
	employer, work, job string
}

var exams = []string{"一级建造师", "二级建造师", "监理工程师", "一级造价工程师", "中级注册安全工程师", "一级注册消防工程师", "执业药师", "社会工作者", "经济专业技术资格", "一级计量师"}

// newCareer makes up a person's years with n employers, the last of which
// issues the certificate; ongoing means that they work there to this day.
func (s *set) newCareer(rng *rand.Rand, n int, ongoing bool) career {
	k := career{employer: s.newEmployer(rng), job: pick(rng, s.jobs), work: pick(rng, s.works), exam: pick(rng, exams)}
	k.study = s.graduation(rng, 1, pick(rng, []string{"本科", "专科", "本科"}))
	k.study.graduated = pickDate(rng, today.AddDate(-25, 0, 0), today.AddDate(-3-n, 0, 0))
	k.study.person.birth = k.study.graduated.AddDate(-22-rng.IntN(3), -rng.IntN(12), -rng.IntN(28))
	k.person = k.study.person
	k.person.id = idNumber(rng, k.person.home.code, k.person.birth, k.person.sex)
	if chance(rng, 0.4) {
		k.printed = cond(k.study.level == "专科", "大专", pick(rng, []string{"大学本科", "本科"}))
	}
	k.contact = s.name(rng, pick(rng, []string{"男", "女"}))
	k.issued = pickDate(rng, today.AddDate(0, -10, 0), today)
	start := k.study.graduated.AddDate(0, 1+rng.IntN(5), 0)
	span := int(k.issued.Sub(start).Hours() / 24 / 30)
	for i := range n {
		end := start.AddDate(0, max(3, span*(i+1)/n-span*i/n-rng.IntN(3)), 0)
		p := period{start: start, end: end, employer: s.newEmployer(rng).name, work: k.work, job: pick(rng, s.jobs)}
		if i == n-1 {
			p.employer, p.job, p.end = k.employer.name, k.job, time.Time{}
			if !ongoing && chance(rng, 0.3) {
				p.end = k.issued.AddDate(0, -1, 0)
			}
		}
		k.periods = append(k.periods, p)
		start = end.AddDate(0, 1, 0)
	}
	for _, p := range k.periods {
		k.total += monthsOf(p, k.issued)
	}
	k.total = max(1, k.total/12)
	k.years = max(1, k.total-rng.IntN(3))
	if n > 1 {
		k.years = k.total
	}
	return k
}

func monthsOf(p period, issued time.Time) int {
	end := p.end
	if end.IsZero() {
		end = issued
	}
	return (end.Year()-p.start.Year())*12 + int(end.Month()-p.start.Month())
}

func pickDate(rng *rand.Rand, from, to time.Time) time.Time {
	return from.AddDate(0, 0, rng.IntN(max(1, int(to.Sub(from).Hours()/24)))).Truncate(24 * time.Hour)
}

// workManner is how one certificate prints dates and numbers.
type workManner struct {
	month, day func(time.Time) string
	number     func(int) string
}

func newManner(rng *rand.Rand) workManner {
	m := workManner{month: arabicMonth, day: arabic, number: strconv.Itoa}
	switch rng.IntN(6) {
	case 0:
		m.month = func(t time.Time) string { return t.Format("2006年01月") }
	case 1:
		m.month = func(t time.Time) string { return t.Format("2006.01") }
	case 2:
		m.day = func(t time.Time) string { return hanDate(t, "〇", false) }
	case 3:
		m.day = padded
	}
	if chance(rng, 0.15) {
		m.number = hanNumber
	}
	return m
}

// capitalNumber writes years in capitals, ten with or without its one.
func capitalNumber(rng *rand.Rand) func(int) string {
	long := rng.IntN(2) == 0
	return func(n int) string {
		if n >= 10 && n < 20 && long {
			return "壹" + capitals(n)
		}
		return capitals(n)
	}
}

func (k career) blanks(m workManner) blanks {
	p := k.periods[len(k.periods)-1]
	first := k.periods[0].start
	education := k.study.level
	if k.printed != "" {
		education = k.printed
	}
	return blanks{
		"name":      {"name", k.person.name, k.person.name},
		"sex":       {"sex", k.person.sex, k.person.sex},
		"id":        {"id_number", k.person.id, k.person.id},
		"employer":  {"employer", k.employer.name, k.employer.name},
		"unit":      plain(k.employer.name),
		"uscc":      plain(k.employer.code),
		"job":       {"post", k.job, k.job},
		"work":      {"job", k.work, k.work},
		"exam":      plain(k.exam),
		"start":     {"work_start", month(first), m.month(first)},
		"end":       {"work_end", endValue(p), endPrint(p, m)},
		"endbare":   {"work_end", endValue(p), cond(p.end.IsZero(), "今", endPrint(p, m))},
		"years":     {"years", strconv.Itoa(k.years), m.number(k.years)},
		"total":     {"total_years", strconv.Itoa(k.total), m.number(k.total)},
		"education": {"education", k.study.level, education},
		"school":    {"school", k.study.school, k.study.school},
		"graduated": {"graduation_date", month(k.study.graduated), m.month(k.study.graduated)},
		"major":     plain(k.study.major),
		"contact":   {"contact", k.contact, k.contact},
		"phone":     {"phone", k.employer.phone, k.employer.phone},
		"issued":    {"issued_date", iso(k.issued), m.day(k.issued)},
		"birth":     plain(m.month(k.person.birth)),
		"year":      plain(fmt.Sprint(k.issued.Year())),
		"address":   plain(k.employer.address),
	}
}

func endValue(p period) string { return cond(p.end.IsZero(), "至今", month(p.end)) }

func endPrint(p period, m workManner) string {
	if p.end.IsZero() {
		return "至今"
	}
	return m.month(p.end)
}

// workDesign is one layout of a work certificate.
type workDesign struct {
	name      string
	only      Split
	titles    []string
	addressee []string // above the text; empty for none
	bodies    []string // paragraphs separated by newlines
	rows      [][][2]string
	table     bool // a table of employments
	tall      bool // with rows so high that it seldom fits one page
	employers [2]int
	head      bool // letterhead
	ongoing   bool // the text knows no end of the work
	numbers   func(*rand.Rand) func(int) string
	foot      []string // wordings right of the middle, under each other
	left      []string // wordings at the left margin beside the foot
}

func workLayouts() []layout {
	var all []layout
	for _, d := range workDesigns {
		all = append(all, layout{document.WorkCertificate, d.name, d.only, func(_ string, s *set, rng *rand.Rand) []Page {
			return drawWork(d, s, rng)
		}})
	}
	return all
}

// workPage is a certificate while it is set.
type workPage struct {
	*canvas
	design workDesign
	career career
	manner workManner
	blanks blanks
	text   style
	filled style
	left   float64
	width  float64
	pages  []Page
}

// drawWork draws a certificate; a long table goes on over the page.
func drawWork(d workDesign, s *set, rng *rand.Rand) []Page {
	n := max(1, d.employers[0])
	if d.employers[1] > n {
		n += rng.IntN(d.employers[1] - n + 1)
	}
	if s.story != nil {
		n = max(n, s.story.rows)
	}
	k, m := s.newCareer(rng, n, d.ongoing), newManner(rng)
	if s.story != nil {
		k = s.story.toldCareer(k)
	}
	if d.numbers != nil {
		m.number = d.numbers(rng)
	}
	w := &workPage{design: d, career: k, manner: m, blanks: k.blanks(m)}
	w.canvas = newCanvas(a4Width, a4Height, pageDPIs(rng), pick(rng, append([]color.NRGBA{white, white}, s.paper()...)), s, rng)
	w.begin(document.WorkCertificate, d.name)
	fonts := append([]string{s.song[0], s.kai[0], s.hei[0]}, s.song...)
	w.text = style{font: pick(rng, fonts), pt: between(rng, 12, 16), ink: black}
	w.filled = w.text
	if chance(rng, 0.25) {
		w.filled.font = pick(rng, append(s.kai, s.hei...))
	}
	if strings.Contains(d.bodies[len(d.bodies)-1], "_}") && chance(rng, 0.4) {
		w.filled = byHand(w.filled, s, rng)
	}
	w.left = between(rng, 24, 32)
	w.width = a4Width - 2*w.left
	y := w.heading()
	y = w.body(y)
	w.foot(y)
	w.mark()
	return append(w.pages, w.finish())
}

// heading sets letterhead, title and addressee and returns the next baseline.
func (w *workPage) heading() float64 {
	y := between(w.rng, 34, 52)
	if w.design.head {
		w.letterhead()
		y = between(w.rng, 58, 70)
	}
	title := style{font: pick(w.rng, w.set.titles), pt: between(w.rng, 20, 26), ink: black}
	words := pick(w.rng, w.design.titles)
	if len([]rune(words)) <= 6 {
		title.spacing = between(w.rng, 0, 0.8)
	}
	words = fillPlain(words, w.blanks)
	if tw := title.width(words); tw > w.width {
		title.pt *= w.width / tw
	}
	w.centred(a4Width/2, y, words, title)
	y += between(w.rng, 18, 26)
	if len(w.design.addressee) > 0 {
		to := pick(w.rng, w.design.addressee)
		w.canvas.text(w.left, y, to, w.text)
		y += w.text.mm(1.9)
	}
	return y
}

// fillPlain puts the printed values into a wording that holds no field.
func fillPlain(wording string, b blanks) string {
	out := ""
	for _, sp := range b.spans(wording, style{}, style{}) {
		out += sp.print
	}
	return out
}

// letterhead prints the employer's name above a coloured line.
func (w *workPage) letterhead() {
	ink := pick(w.rng, []color.NRGBA{red, rgb(0x1d4f91), black})
	st := style{font: pick(w.rng, w.set.titles), pt: between(w.rng, 16, 22), ink: ink}
	name := w.career.employer.name
	if tw := st.width(name); tw > w.width {
		st.pt *= w.width / tw
	}
	w.centred(a4Width/2, 28, name, st)
	w.rule(w.left-4, 33, a4Width-w.left+4, 33, 0.7, ink)
	if chance(w.rng, 0.5) {
		w.rule(w.left-4, 34.2, a4Width-w.left+4, 34.2, 0.25, ink)
	}
	small := style{font: w.text.font, pt: 9, ink: rgb(0x444444)}
	w.canvas.text(w.left, 39, "地址："+w.career.employer.address, small)
	if chance(w.rng, 0.5) {
		w.canvas.text(w.left, 44.5, "统一社会信用代码："+w.career.employer.code, small)
	}
}

// body sets the paragraphs, and rows or the table after the first.
func (w *workPage) body(y float64) float64 {
	leading := w.text.mm(between(w.rng, 1.6, 2.1))
	parts := strings.Split(pick(w.rng, w.design.bodies), "\n")
	for i, p := range parts {
		if p != "" {
			y = w.paragraph(column{x: w.left, y: y, width: w.width, leading: leading, indent: 2}, w.blanks.spans(p, w.text, w.filled))
		}
		if i == 0 && w.design.rows != nil {
			y = w.formRows(y - leading*0.4)
		}
		if i == 0 && w.design.table {
			y = w.periodTable(y - leading*0.4)
		}
	}
	return y
}
