package specimen

import (
	"fmt"
	"image/color"
	"math/rand/v2"
	"strings"

	"hecha/document"
)

// appointmentDesign is one layout of a letter of appointment.
type appointmentDesign struct {
	name   string
	only   Split
	w, h   float64
	titles []string
	number string   // a line at the right above the text; empty for none
	greet  []string // to whom; empty for none
	bodies []string // paragraphs parted by newlines
	rows   pairs    // instead of a body: a ruled table
	foots  []string
}

var appointmentDesigns = []appointmentDesign{
	{
		name: "certificate", w: 265, h: 190, titles: []string{"聘　书", "聘书"}, greet: []string{"{name}　同志：", ""},
		bodies: []string{
			"兹聘请您担任我单位{title}职务，聘期自{from}起至{until}止。",
			"经研究决定，聘任{name}同志为{title}，聘期自{from}至{until}。\n　　特发此证。",
			"根据工作需要，兹聘任{name}同志为{title}专业技术职务，任期从{from}至{until}，共{term}年。",
			"兹聘{name}同志担任我公司{post}，聘用期限：{from}—{until}。",
		},
		foots: []string{"{employer}\n{issued}", "聘任单位（盖章）：{employer}\n{issued}"},
	},
	{
		name: "letter", only: Tune, w: a4Width, h: a4Height, titles: []string{"聘书", "聘任书"}, number: "聘字第{no}号", greet: []string{"{name}同志："},
		bodies: []string{
			"根据公司生产经营需要，经公司研究决定，聘任你为{title}，任{post}职务，聘期{term}年（{from}至{until}）。\n请认真履行岗位职责。此聘。",
			"因工作需要，经单位研究，聘任{name}同志担任{post}，聘任专业技术职务为{title}，聘期从{from}起到{until}止。\n特此聘任。",
		},
		foots: []string{"{employer}（公章）\n{issued}", "{employer}\n{issued}"},
	},
	{
		name: "table", only: Tune, w: a4Width, h: 148, titles: []string{"专业技术职务聘任证书", "专业技术职务聘书"},
		rows:  pairs{{"姓名", "{name}"}, {"性别", "{sex}"}, {"聘任单位", "{employer}"}, {"聘任职务", "{title}"}, {"聘任岗位", "{post}"}, {"聘任期限", "{from}至{until}"}, {"发证日期", "{issued}"}},
		foots: []string{"聘任单位（盖章）", "单位（盖章）"},
	},
	{
		name: "notice", only: Tune, w: a4Width, h: a4Height, titles: []string{"聘任证明书", "专业技术职务聘任书"}, greet: []string{""},
		bodies: []string{
			"兹聘任{name}（性别：{sex}，身份证号：{id}）为本单位{title}，聘任时间：{from}至{until}。",
			"经考核，{name}同志符合任职条件，本单位决定聘其为{title}，聘任起止时间为{from}至{until}。",
		},
		foots: []string{"聘任单位：{employer}\n聘任日期：{issued}", "单位名称（盖章）：{employer}\n{issued}"},
	},
	{
		name: "hereby", only: Unseen, w: 285, h: 200, titles: []string{"聘　书", "聘 任 书"}, greet: []string{"{name}先生：", "{name}女士："},
		bodies: []string{
			"现聘请您为本单位{title}，自{from}起聘，至{until}期满。\n此聘",
		},
		foots: []string{"{employer}\n{issued}"},
	},
	{
		name: "form", only: Unseen, w: a4Width, h: a4Height, titles: []string{"专业技术人员聘任书", "职务聘任书"},
		rows:  pairs{{"姓　　名", "{name}"}, {"身份证号码", "{id}"}, {"受聘职务", "{title}"}, {"岗位名称", "{post}"}, {"聘任起始时间", "{from}"}, {"聘任截止时间", "{until}"}, {"聘用单位", "{employer}"}},
		foots: []string{"聘用单位（公章）\n{issued}"},
	},
	{
		name: "resolved", only: Unseen, w: a4Width, h: a4Height, titles: []string{"聘　书", "聘用证书"}, number: "（{year}）聘字{no}号", greet: []string{""},
		bodies: []string{
			"{name}同志：\n经本院职称聘任工作小组研究，报院务会批准，聘任您为{title}（岗位：{post}），聘期为{term}年，即{from}—{until}。\n特发此聘书。",
		},
		foots: []string{"{employer}\n{issued}"},
	},
}

func appointmentLayouts() []layout {
	var all []layout
	for _, d := range appointmentDesigns {
		all = append(all, layout{document.AppointmentLetter, d.name, d.only, func(_ string, s *set, rng *rand.Rand) []Page {
			return []Page{drawAppointment(d, s, rng)}
		}})
	}
	return all
}

// isRank are the jobs that are ranks too: on a letter nobody can tell which.
var isRank = map[string]bool{"工程师": true, "助理工程师": true, "药师": true, "会计": true, "护师": true, "经济师": true, "统计员": true, "社工": true}

// appointmentFacts is who was appointed to what, and by whom.
func appointmentFacts(s *set, rng *rand.Rand) (blanks, employer) {
	p, e := s.newPerson(rng), s.newEmployer(rng)
	rank := pick(rng, cond(s.unseen(), titleRanksUnseen, titleRanksTune))
	post := pick(rng, s.jobs)
	for isRank[post] {
		post = pick(rng, s.jobs)
	}
	from := pickDate(rng, today.AddDate(-9, 0, 0), today.AddDate(-1, 0, 0))
	if chance(rng, 0.6) {
		from = from.AddDate(0, 0, 1-from.Day())
	}
	if s.story != nil {
		p, e, rank, from = s.story.holder, s.story.work.employer, s.story.rank, s.story.ranked
	}
	term := 1 + rng.IntN(5)
	until := from.AddDate(term, 0, -1)
	issued := from.AddDate(0, 0, -rng.IntN(25))
	day, _ := certDate(rng)
	return blanks{
		"name": {"name", p.name, p.name}, "sex": {"sex", p.sex, p.sex}, "id": {"id_number", p.id, p.id},
		"title": {"title", rank.title, rank.title}, "post": {"post", post, post}, "employer": {"employer", e.name, e.name},
		"from": {"appointed_from", iso(from), day(from)}, "until": {"appointed_until", iso(until), day(until)},
		"issued": {"issued_date", iso(issued), day(issued)}, "term": plain(pick(rng, []string{fmt.Sprint(term), hanNumber(term)})),
		"no": plain(fmt.Sprintf("%d%03d", issued.Year(), rng.IntN(1000))), "year": plain(fmt.Sprint(issued.Year())),
	}, e
}

func drawAppointment(d appointmentDesign, s *set, rng *rand.Rand) Page {
	b, e := appointmentFacts(s, rng)
	c := newCanvas(d.w, d.h, pageDPIs(rng), pick(rng, s.paper()), s, rng)
	c.begin(document.AppointmentLetter, d.name)
	margin := 16.0
	if d.h < 220 && d.rows == nil || chance(rng, 0.3) {
		margin = max(margin, c.frame())
		c.securityPrint(margin)
	}
	ink := pick(rng, []color.NRGBA{red, black, red, gold})
	title := style{font: pick(rng, s.titles), pt: cond(d.h < 220 && d.rows == nil, 40.0, 26.0), ink: ink}
	words := pick(rng, ofSplit(d.titles, d.only, s))
	y := d.h*between(rng, 0.13, 0.17) + title.mm(0.6)
	c.centred(d.w/2, y, words, title)
	text := style{font: pick(rng, pick(rng, [][]string{s.kai, s.song, s.kai})), pt: cond(d.w > 230, between(rng, 17, 20), between(rng, 13, 16)), ink: black}
	left := margin + d.w*0.09
	y += text.mm(3)
	if d.number != "" {
		c.fill(d.w-left-wordingWidth(d.number, b, text, text), y, d.number, b, text.sized(text.pt*0.8), text.sized(text.pt*0.8))
		y += text.mm(2.2)
	}
	y = c.appointmentText(d, b, text, left, y)
	c.appointmentFoot(d, b, e, text, left, y)
	c.mark()
	return c.finish()
}

// appointmentText sets the letter's body, or its table.
func (c *canvas) appointmentText(d appointmentDesign, b blanks, text style, left, y float64) float64 {
	if d.rows != nil {
		st := text.sized(min(text.pt, 13))
		arrange := pick(c.rng, []arrangement{ruledTable, ruledGrid})
		return arrange(c, d.rows, b, pairLook{
			x: left - 6, y: y, width: d.w - 2*left + 12, row: cond(d.h < 200, 11.0, 14.0), label: st, value: st, line: black, tint: white,
		}) + 10
	}
	if greet := pick(c.rng, d.greet); greet != "" {
		c.fill(left, y, greet, b, text, text)
		y += text.mm(2)
	}
	for _, p := range strings.Split(pick(c.rng, ofSplit(d.bodies, d.only, c.set)), "\n") {
		y = c.paragraph(column{x: left, y: y, width: d.w - 2*left, leading: text.mm(1.8), indent: 2}, b.spans(p, text, text))
	}
	return y
}

// appointmentFoot signs for the employer.
func (c *canvas) appointmentFoot(d appointmentDesign, b blanks, e employer, text style, left, y float64) {
	lines := strings.Split(pick(c.rng, ofSplit(d.foots, d.only, c.set)), "\n")
	lead := text.mm(1.9)
	y = max(y+text.mm(1), min(d.h*0.7, d.h-28-lead*float64(len(lines))))
	widest := 0.0
	for _, l := range lines {
		widest = max(widest, wordingWidth(l, b, text, text))
	}
	x := d.w - left - widest/2
	for i, l := range lines {
		c.spaced(at{x, y + float64(i)*lead}, l, b, text)
	}
	c.seal(min(x+between(c.rng, -4, 12), d.w-left-12), y+lead*0.4+between(c.rng, -4, 4), c.officialSeal(e.name, e.home.code))
}
