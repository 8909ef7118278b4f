package specimen

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"hecha/document"
)

// award is what one degree certificate is about. Its graduation's date is the
// day of the award, its number that of the degree.
type award struct {
	graduation
	degree     string // 工学学士
	discipline string // 工学; 工商管理 of a professional degree
	rank       string // 学士, 硕士, 博士
}

// degreeSort is a sort of degree with its own wordings and numbers.
type degreeSort struct {
	titles, titlesUnseen [][]string
	bodies, bodiesUnseen []string
	remarks              []string // below the photo; nil for none
	make                 func(s *set, rng *rand.Rand) award
}

// degreeDesign is one layout: a sheet with the wordings of a sort. English adds
// the counterpart that many schools print.
type degreeDesign struct {
	name    string
	only    Split
	sort    *degreeSort
	sheet   sheet
	english at // of its first line; zero for none
}

func degreeLayouts() []layout {
	var all []layout
	for _, d := range degreeDesigns {
		all = append(all, layout{document.DegreeCertificate, d.name, d.only, func(_ string, s *set, rng *rand.Rand) []Page {
			return []Page{drawDegree(d, pageDPIs(rng), s, rng)}
		}})
	}
	return all
}

// degreeSpread holds the Chinese text on its left half and the English one on
// its right.
var degreeSpread = sheet{
	w: 300, h: 210, title: at{80, 44}, titlePt: 28, photo: at{24, 56},
	body: column{x: 60, y: 68, width: 82}, bodyPt: 14, bodyTo: 136,
	foot: at{62, 152}, footLead: 11, date: at{112, 188}, number: at{20, 194}, seal: at{112, 168},
}

// degreeStacked holds the English text below the Chinese one.
var degreeStacked = sheet{
	w: 210, h: 297, title: at{105, 46}, titlePt: 32, photo: at{24, 60},
	body: column{x: 62, y: 74, width: 124}, bodyPt: 14, bodyTo: 128,
	foot: at{100, 142}, footLead: 11, date: at{150, 172}, number: at{24, 276}, seal: at{150, 154},
}

var degreeDesigns = []degreeDesign{
	{"national-landscape", "", bachelorNational, landscapeLeft, at{}},
	{"national-portrait", Tune, bachelorNational, portraitTop, at{}},
	{"own-spread", Tune, bachelorOwn, degreeSpread, at{166, 70}},
	{"own-wide", "", bachelorOwn, landscapeWide, at{}},
	{"adult-landscape", Tune, bachelorAdult, landscapeLeft, at{}},
	{"master-landscape", "", masterDegree, landscapeLeft, at{}},
	{"master-stacked", Tune, masterDegree, degreeStacked, at{30, 196}},
	{"professional-wide", Tune, professionalDegree, landscapeWide, at{}},
	{"doctor-portrait", Tune, doctorDegree, portraitSide, at{}},

	{"national-spread", Unseen, bachelorNational, spreadSheet, at{}},
	{"own-stacked", Unseen, bachelorOwn, degreeStacked, at{30, 196}},
	{"adult-top-number", Unseen, bachelorAdult, landscapeTopNumber, at{}},
	{"professional-portrait", Unseen, professionalDegree, portraitTopNumber, at{}},
	{"doctor-spread", Unseen, doctorDegree, degreeSpread, at{166, 70}},
}

// drawDegree draws one degree certificate of a design.
func drawDegree(d degreeDesign, dpi float64, s *set, rng *rand.Rand) Page {
	a := d.sort.make(s, rng)
	if s.story != nil {
		a = s.story.degree
	}
	c := newCanvas(d.sheet.w, d.sheet.h, dpi, pick(rng, s.paper()), s, rng)
	c.begin(document.DegreeCertificate, d.name)
	inner := c.frame()
	c.securityPrint(inner)
	if chance(rng, 0.2) {
		c.tiled(pick(rng, []string{"学位证书", a.school, "DEGREE"}), pick(rng, s.song), 9, -25, 62, 34, faint(s.tint(c), 120))
	}
	c.diplomaTitle(d.sheet, pick(rng, cond(s.unseen(), d.sort.titlesUnseen, d.sort.titles)))
	c.portrait(d.sheet.photo.x, d.sheet.photo.y, photoWidth, photoHeight, a.person.sex == "女")
	if chance(rng, 0.7) {
		c.emboss(d.sheet.photo.x+photoWidth*0.9, d.sheet.photo.y+photoHeight*0.95, 19)
	}
	text := style{font: pick(rng, pick(rng, [][]string{s.kai, s.kai, s.song})), ink: black}
	filled := text
	if chance(rng, 0.3) {
		filled.font = pick(rng, s.kai)
	}
	if d.sort.remarks != nil {
		small := text.sized(7.5)
		c.centred(d.sheet.photo.x+photoWidth/2, d.sheet.photo.y+photoHeight+6, pick(rng, d.sort.remarks), small)
	}
	body := pick(rng, cond(s.unseen(), d.sort.bodiesUnseen, d.sort.bodies))
	body = strings.NewReplacer("{rule}", "《中华人民共和国学位条例》", "{own}", "《"+a.school+a.rank+"学位授予工作细则》").Replace(body)
	if strings.Contains(body, "_}") && chance(rng, 0.5) {
		filled = byHand(filled, s, rng)
	}
	b := c.degreeBlanks(a)
	c.diplomaBody(d.sheet, body, b, text, filled)
	if _, ok := c.truth.Fields["discipline"]; !ok {
		c.register("discipline", a.discipline, c.truth.Quads["degree"])
	}
	c.degreeFoot(d.sheet, a, b, text)
	if d.english != (at{}) {
		c.degreeEnglish(d.english, a)
	}
	c.diplomaSeals(diplomaDesign{sheet: d.sheet, category: &diplomaCategory{}}, a.graduation)
	c.mark()
	return c.finish()
}

// degreeBlanks are the facts as a degree certificate prints them.
func (c *canvas) degreeBlanks(a award) blanks {
	b := c.diplomaBlanks(a.graduation)
	b["date"] = blank{"awarded_date", b["date"].value, b["date"].print}
	b["degree"] = blank{"degree", a.degree, a.degree}
	b["discipline"] = blank{"discipline", a.discipline, a.discipline}
	b["length"] = plain(b["length"].print)
	return b
}

// Wordings of the foot by split.
var (
	degreeHeadsTune   = [][]string{{"校长（院长）：", "学位评定委员会主席："}, {"校长", "学位评定委员会主席"}, {"学位评定委员会主席："}, {"校　长：", "学位评定委员会主席："}, {"校长："}}
	degreeHeadsUnseen = [][]string{{"校（院）长：", "学位评定委员会主席："}, {"主　席："}, {"学位评定委员会主席（签章）："}, {"院　长：", "学位评定委员会主席："}}
	degreeNumsTune    = []string{"证书编号：{number}", "学位证书编号：{number}", "编号：{number}", "证书编号　{number}"}
	degreeNumsUnseen  = []string{"证书编号:{number}", "证书号：{number}", "No. {number}", "学位证书编号 {number}"}
	degreeUnitsTune   = []string{"", "", "学位授予单位：", "授予单位：", "校　名："}
	degreeUnitsUnseen = []string{"", "学校名称：", "学位授予单位："}
)

// degreeFoot sets school, heads, number and date.
func (c *canvas) degreeFoot(sh sheet, a award, b blanks, text style) {
	st := text.sized(sh.bodyPt * between(c.rng, 0.72, 0.86))
	y := sh.foot.y
	unit := pick(c.rng, cond(c.set.unseen(), degreeUnitsUnseen, degreeUnitsTune))
	if _, printed := c.truth.Fields["school"]; !printed || unit != "" || chance(c.rng, 0.5) {
		name := cond(unit == "" && chance(c.rng, 0.5), st.in(pick(c.rng, c.set.titles)).sized(st.pt*1.2), st)
		c.fill(sh.foot.x, y, unit+"{school}", b, st, name)
		y += sh.footLead
	}
	for _, label := range pick(c.rng, cond(c.set.unseen(), degreeHeadsUnseen, degreeHeadsTune)) {
		c.president(c.fill(sh.foot.x, y, label, nil, st, st)+1, y, a.president, st)
		y += sh.footLead * 0.9
	}
	c.spaced(at{sh.date.x, max(sh.date.y, y+2)}, "{date}", b, st)
	num := st.sized(st.pt * between(c.rng, 0.75, 0.95)).in(pick(c.rng, c.set.song))
	wording := pick(c.rng, cond(c.set.unseen(), degreeNumsUnseen, degreeNumsTune))
	x := sh.number.x
	if sh.numberMid {
		x -= wordingWidth(wording, b, num, num) / 2
	}
	c.fill(x, sh.number.y, wording, b, num, num)
}

// syllables make up romanised names.
var syllables = strings.Fields("Zhang Wei Li Na Wang Fang Chen Hao Liu Jun Yang Min Zhao Qiang Huang Lei Zhou Yan Xu Gang")

// degreeEnglish sets the English counterpart under each other.
func (c *canvas) degreeEnglish(p at, a award) {
	st := style{font: pick(c.rng, []string{"serif", "sans"}), pt: 10.5, ink: black}
	word := map[string]string{"学士": "Bachelor", "硕士": "Master", "博士": "Doctor"}[a.rank]
	name := pick(c.rng, syllables) + " " + pick(c.rng, syllables) + strings.ToLower(pick(c.rng, syllables))
	field := pick(c.rng, []string{"Engineering", "Management", "Science", "Arts", "Economics"})
	c.text(p.x, p.y-12, word+"'s Degree Certificate", st.sized(16))
	c.lines(p.x, p.y, 7.5, st,
		"This is to certify that "+name+",",
		cond(a.person.sex == "男", "male", "female")+", born on "+a.person.birth.Format("January 2, 2006")+",",
		"has fulfilled the requirements of the programme",
		"and, in accordance with the Regulations of the",
		"People's Republic of China on Academic Degrees,",
		"is awarded the Degree of "+word+" of "+field+".",
		"President: "+pick(c.rng, syllables)+" "+pick(c.rng, syllables),
		"Certificate No. "+a.number,
		"Date: "+a.graduated.Format("January 2, 2006"))
}

// numberedDegreesSince is when degrees got numbers by the common rule (notice of
// the academic degrees committee, 2005-08-25).
const numberedDegreesSince = 2006

// degreeNumber builds a degree's number: prefix, unit 5, level, year 4, serial 6,
// whose first sign may be a letter. Before the common rule it is one of the
// schools' own.
func degreeNumber(rng *rand.Rand, s *set, prefix, mark string, a award) string {
	rank := map[string]int{"博士": 2, "硕士": 3, "学士": 4}[a.rank]
	year, serial := a.graduated.Year(), s.serial(rng)
	if year < numberedDegreesSince {
		switch rng.IntN(3) {
		case 0:
			return fmt.Sprintf("%s%d%02d%05d", a.code, rank, year%100, serial%100000)
		case 1:
			return fmt.Sprintf("(%02d)学%s第%05d号", year%100, string([]rune(a.rank)[:1]), serial%100000)
		}
		return fmt.Sprintf("%s%d%04d", a.code, year, serial%10000)
	}
	if mark == "" {
		return fmt.Sprintf("%s%s%d%d%06d", prefix, a.code, rank, year, serial%1000000)
	}
	return fmt.Sprintf("%s%s%d%d%s%05d", prefix, a.code, rank, year, mark, serial%100000)
}

// newAward makes up a degree of a rank in a discipline.
func (s *set) newAward(rng *rand.Rand, level, rank string, first int) award {
	a := award{graduation: s.graduation(rng, 1, level), rank: rank}
	a.years(rng, cond(rank == "学士", 19, 23), first)
	a.graduated = time.Date(a.graduated.Year(), pick(rng, []time.Month{6, 6, 7, 12}), 1+rng.IntN(30), 0, 0, 0, 0, time.UTC)
	if a.graduated.After(today) {
		a.graduated = a.graduated.AddDate(-1, 0, 0)
	}
	a.discipline = disciplineOf(a.major)
	a.degree = a.discipline + rank
	return a
}
