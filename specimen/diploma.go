package specimen

import (
	"image/color"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"hecha/document"
)

// graduation is what one diploma is about.
type graduation struct {
	person    person
	school    string
	code      string // five digits of the school
	region    string // of the school, six digits
	major     string
	level     string
	form      string // 函授, 业余, …; empty where the paper does not say
	length    float64
	class     string // of a technician school, in the notice's words
	enrolled  time.Time
	graduated time.Time
	number    string
	president string

	classPrint string // the class as the paper has it
}

// Sheets place the parts of a diploma on the paper, in millimetres.
type sheet struct {
	w, h           float64
	title          at      // centre of the first row
	titlePt        float64 // of the last row; the ones above are half as large
	photo          at      // top left corner
	body           column
	bodyPt, bodyTo float64 // size wanted, and the last baseline allowed
	foot           at      // left end of the school's row
	footLead       float64
	date           at // centre
	number         at // left end, or centre when numberMid
	numberMid      bool
	seal           at // centre
	second         at // of a second seal, if the category has one
}

type at struct{ x, y float64 }

const photoWidth, photoHeight = 30.0, 40.0

// diplomaDesign is one layout: a sheet with the wordings of a category.
type diplomaDesign struct {
	name     string
	only     Split
	category *diplomaCategory
	sheet    sheet
}

func diplomaLayouts() []layout {
	var all []layout
	for _, d := range diplomaDesigns {
		all = append(all, layout{document.Diploma, d.name, d.only, func(_ string, s *set, rng *rand.Rand) []Page {
			return []Page{drawDiploma(d, pageDPIs(rng), s, rng)}
		}})
	}
	return all
}

// drawDiploma draws one diploma of a design.
func drawDiploma(d diplomaDesign, dpi float64, s *set, rng *rand.Rand) Page {
	g := d.category.make(s, rng)
	if s.story != nil {
		g = s.story.diploma
	}
	c := newCanvas(d.sheet.w, d.sheet.h, dpi, pick(rng, s.paper()), s, rng)
	c.begin(document.Diploma, d.name)
	inner := c.frame()
	c.securityPrint(inner)
	if chance(rng, 0.25) {
		c.tiled(pick(rng, []string{"毕业证书", g.school, "GRADUATION"}), pick(rng, s.song), 9, -25, 62, 34, faint(s.tint(c), 120))
	}
	w := d.category.wording(s, rng)
	c.diplomaTitle(d.sheet, w.title)
	c.portrait(d.sheet.photo.x, d.sheet.photo.y, photoWidth, photoHeight, g.person.sex == "女")
	if chance(rng, 0.7) {
		c.emboss(d.sheet.photo.x+photoWidth*0.9, d.sheet.photo.y+photoHeight*0.95, 19)
	}
	b := c.diplomaBlanks(g)
	text := style{font: pick(rng, pick(rng, [][]string{s.kai, s.kai, s.song})), ink: pick(rng, []color.NRGBA{black, black, rgb(0x2a2320)})}
	filled := text
	if chance(rng, 0.3) {
		filled.font = pick(rng, s.kai)
	}
	if strings.Contains(w.body, "_}") && chance(rng, 0.5) {
		filled = byHand(filled, s, rng)
	}
	c.diplomaBody(d.sheet, w.body, b, text, filled)
	c.diplomaFoot(d, w, g, b, text)
	c.diplomaSeals(d, g)
	c.mark()
	return c.finish()
}

// diplomaTitle stacks the rows of a title; the last one is the largest and
// stands lowest.
func (c *canvas) diplomaTitle(sh sheet, rows []string) {
	st := style{font: pick(c.rng, c.set.titles), ink: pick(c.rng, []color.NRGBA{red, red, gold, black, rgb(0x8c1c13)})}
	y := sh.title.y + st.sized(sh.titlePt).mm(0.35)*float64(len(rows)-1)
	for i := len(rows) - 1; i >= 0; i-- {
		st := st.sized(sh.titlePt * cond(i == len(rows)-1, 1, 0.55))
		n := len([]rune(rows[i]))
		if n <= 8 {
			st.spacing = between(c.rng, 0.05, cond(n <= 4, 0.6, 0.25))
		}
		c.centred(sh.title.x, y, rows[i], st)
		y -= st.mm(1.05) + 1.5
	}
}

// diplomaBlanks prints the facts in one manner for the whole paper: Arabic or
// Chinese dates, with one of the zeros.
func (c *canvas) diplomaBlanks(g graduation) blanks {
	day, mon := arabic, arabicMonth
	if chance(c.rng, cond(g.graduated.Year() < 2003, 0.75, 0.4)) {
		zero, old := pick(c.rng, zeros[:cond(c.set.unseen(), 3, 2)]), chance(c.rng, 0.05)
		day = func(t time.Time) string { return hanDate(t, zero, old) }
		mon = func(t time.Time) string { return hanMonth(t, zero) }
	}
	birth := day
	if chance(c.rng, 0.2) {
		birth = arabic
	}
	level := g.level
	if level == "专科" && chance(c.rng, 0.1) {
		level = pick(c.rng, []string{"专科（高职）", "高职（专科）"})
	}
	return blanks{
		"name":   {"name", g.person.name, g.person.name},
		"sex":    {"sex", g.person.sex, g.person.sex},
		"birth":  {"birth_date", iso(g.person.birth), birth(g.person.birth)},
		"enrol":  {"enrollment_date", month(g.enrolled), mon(g.enrolled)},
		"until":  plain(mon(g.graduated)),
		"date":   {"graduation_date", iso(g.graduated), day(g.graduated)},
		"school": {"school", g.school, g.school},
		"major":  {"major", g.major, g.major},
		"level":  {"level", g.level, level},
		"form":   {"study_form", g.form, g.form},
		"class":  {"technician_class", g.class, g.classPrint},
		"length": {"length_years", lengthValue(g.length), lengthHan(g.length)},
		"number": {"certificate_number", g.number, g.number},
		"native": plain(g.person.home.province + g.person.home.county),
		"age":    plain(hanNumber(ageOn(g.person.birth, g.graduated))),
		"id":     plain(g.person.id),
	}
}

// lengthHan is 四年, 二年 or 两年半.
func lengthHan(years float64) string {
	if years != math.Trunc(years) {
		return map[int]string{2: "两", 3: "三"}[int(years)] + "年半"
	}
	return hanNumber(int(years)) + "年"
}

func lengthValue(years float64) string {
	if years != math.Trunc(years) {
		return string(rune('0'+int(years))) + ".5"
	}
	return string(rune('0' + int(years)))
}

// diplomaBody sets the text as large as its room allows: one sentence, or lines
// with labels.
func (c *canvas) diplomaBody(sh sheet, body string, b blanks, text, filled style) {
	col, pt := sh.body, sh.bodyPt*between(c.rng, 0.9, 1.08)
	parts := strings.Split(body, "\n")
	for ; ; pt -= 0.5 {
		text, filled = text.sized(pt), filled.sized(pt)
		col.leading = text.mm(between(c.rng, 1.7, 2))
		col.indent = cond(len(parts) == 1, 2.0, 0.0)
		rows := 0
		for _, p := range parts {
			rows += len(breakLines(col, cells(b.spans(p, text, filled))))
		}
		if pt < 9 || col.y+float64(rows-1)*col.leading <= sh.bodyTo {
			break
		}
	}
	for _, p := range parts {
		col.y = c.paragraph(col, b.spans(p, text, filled))
	}
}

// diplomaFoot sets school, president, number and date.
func (c *canvas) diplomaFoot(d diplomaDesign, w diplomaWording, g graduation, b blanks, text style) {
	sh := d.sheet
	st := text.sized(sh.bodyPt * between(c.rng, 0.75, 0.9))
	name := st
	if chance(c.rng, 0.4) { // the school's name in its own hand
		name = st.in(pick(c.rng, append([]string{"wenkai-bold", "song-bold"}, c.set.titles...))).sized(st.pt * 1.25)
	}
	y := sh.foot.y
	c.fill(sh.foot.x, y, w.school+"{school}", b, st, name)
	y += sh.footLead
	if w.president != "" {
		c.president(c.fill(sh.foot.x, y, w.president, nil, st, st), y, g.president, st)
	}
	c.spaced(sh.date, w.date, b, st)
	num := st.sized(st.pt * between(c.rng, 0.7, 0.9)).in(pick(c.rng, c.set.song))
	x := sh.number.x
	if sh.numberMid {
		x -= wordingWidth(w.number, b, num, num) / 2
	}
	c.fill(x, sh.number.y, w.number, b, num, num)
}

// spaced sets a wording around a point.
func (c *canvas) spaced(p at, wording string, b blanks, st style) {
	c.fill(p.x-wordingWidth(wording, b, st, st)/2, p.y, wording, b, st, st)
}

// president prints or signs a name after its label.
func (c *canvas) president(x, y float64, name string, st style) {
	if chance(c.rng, 0.55) {
		q := c.signature(x+1, y, name, pick(c.rng, c.set.hand), st.pt*1.3, pick(c.rng, pens))
		c.register("president", name, q)
		return
	}
	st.font = pick(c.rng, c.set.kai)
	st.spacing = cond(len([]rune(name)) == 2 && chance(c.rng, 0.4), 0.8, between(c.rng, 0, 0.2))
	c.register("president", name, c.text(x+1, y, name, st))
}

// diplomaSeals presses the school's seal, and the examiners' for self-study.
func (c *canvas) diplomaSeals(d diplomaDesign, g graduation) {
	off := func(p at) (x, y float64) {
		return p.x + between(c.rng, -5, 5), p.y + between(c.rng, -4, 4)
	}
	x, y := off(d.sheet.seal)
	c.seal(x, y, SealSpec{Text: g.school, Centre: "star", Type: document.SealOfficial, DiameterMM: between(c.rng, 40, 45)})
	if d.category.examiners {
		x, y := off(d.sheet.second)
		board := provinceNames[g.region[:2]] + "高等教育自学考试委员会"
		c.seal(x, y, SealSpec{Text: board, Centre: "star", Type: document.SealOfficial, DiameterMM: 45})
	}
	if d.category.verifier != nil && chance(c.rng, 0.6) {
		x, y := off(d.sheet.second)
		c.seal(x, y, SealSpec{Text: d.category.verifier(g), Inner: "验印专用章", Centre: "star", Type: document.SealUnknown, DiameterMM: 42})
	}
}
