package specimen

import (
	"image/color"
	"math"
	"math/rand/v2"
	"time"

	"hecha/document"
)

// queryRecord is what a school authority's page says about one certificate.
type queryRecord struct {
	graduation
	class  string // of a technician school, canonical
	site   webSite
	masked bool // the identity number is shown in part
}

// queryKind is one sort of page: its records, its labels and the words around
// them.
type queryKind struct {
	kind  document.Kind
	make  func(s *set, rng *rand.Rand) queryRecord
	heads []string // above the result; the unseen ones are the second half
	notes []string // below it, likewise
	// labels are the wordings of a pair's label, those of the tune split and
	// those of the unseen one.
	labels map[string][2][]string
	order  [][]string // of the pairs, by key; one is picked
}

// queryLayout is one way in which such a page comes.
type queryLayout struct {
	name    string
	only    Split
	device  device
	arrange arrangement
}

var queryLooks = []queryLayout{
	{"table-desktop", Tune, desktop, ruledTable},
	{"grid-print", Tune, printer, ruledGrid},
	{"list-desktop", Tune, desktop, colonList},
	{"rows-phone", Tune, handset, edgeRows},
	{"stacked-phone", Tune, handset, stackedColumns(2)},
	{"heads-desktop", Tune, desktop, headedTable},
	{"grid-desktop", "", desktop, ruledGrid},
	{"table-chat", Unseen, chatView, ruledTable},
	{"cards-phone", Unseen, handset, cards(1)},
	{"cards-laptop", Unseen, laptop, cards(3)},
	{"definitions-laptop", Unseen, laptop, definitions(2)},
	{"definitions-print", Unseen, printer, definitions(1)},
	{"rows-chat", Unseen, chatView, edgeRows},
}

func queryLayouts() []layout {
	var all []layout
	for _, k := range queryKinds {
		for _, l := range queryLooks {
			all = append(all, layout{k.kind, l.name, l.only, func(_ string, s *set, rng *rand.Rand) []Page {
				return []Page{drawQuery(k, l, s, rng)}
			}})
		}
	}
	return all
}

// drawQuery draws one page of results.
func drawQuery(k *queryKind, l queryLayout, s *set, rng *rand.Rand) Page {
	r := k.make(s, rng)
	if s.story != nil {
		r = s.story.toldQuery(r)
	}
	c, top := newScreen(l.device, r.site, k.kind, l.name, s, rng)
	face := pick(rng, append([]string{"hei", "hei"}, s.hei...))
	text := style{font: face, pt: between(rng, l.device.pt[0], l.device.pt[1]), ink: rgb(0x222222)}
	y := c.queryHead(k, l.device, r, text, top)
	b := r.blanks(rng)
	p := filledIn(k.pairs(s, rng), b)
	if l.device.narrow && len(p) > 11 {
		p = p[:11]
	}
	foot := between(rng, 0.06, 0.12) * c.h
	y = l.arrange(c, p, b, c.queryLook(l.device, text, y, len(p), c.h-y-foot))
	c.queryNotes(k, text, y)
	c.mark()
	return c.finish()
}

// queryLook is how the pairs are set in what room is left of the page.
func (c *canvas) queryLook(d device, text style, y float64, n int, room float64) pairLook {
	margin := c.w * cond(d.narrow, 0.05, between(c.rng, 0.08, 0.2))
	label := text
	label.ink = pick(c.rng, []color.NRGBA{text.ink, rgb(0x666666), rgb(0x8a8a8a)})
	row := text.mm(between(c.rng, 2.3, 3))
	return pairLook{
		x: margin, y: y, width: c.w - 2*margin, row: math.Min(row, room/float64(n+1)),
		label: label, value: text, room: room,
		line: pick(c.rng, []color.NRGBA{rgb(0xcccccc), rgb(0xa9c4e4), rgb(0x999999), rgb(0xe3e3e3)}),
		tint: pick(c.rng, []color.NRGBA{white, rgb(0xf5f7fa), rgb(0xeaf2fb), rgb(0xf3f3f3)}),
	}
}

// queryHead sets the banner of the site and the heading of the result.
func (c *canvas) queryHead(k *queryKind, d device, r queryRecord, text style, top float64) float64 {
	ink, y := text.ink, top
	title := style{font: pick(c.rng, c.set.titles), pt: text.pt * cond(d.narrow, 1.15, between(c.rng, 1.4, 1.9)), ink: ink}
	if w := title.width(r.site.title); w > c.w*0.9 {
		title.pt *= c.w * 0.9 / w
	}
	if !d.prints && chance(c.rng, 0.6) {
		c.area(0, y, c.w, title.mm(2.2), pick(c.rng, []color.NRGBA{rgb(0x1f5fae), rgb(0xb5272d), rgb(0x2a7f8e)}))
		title.ink = white
	}
	c.centred(c.w/2, y+title.mm(1.45), r.site.title, title)
	y += title.mm(2.2)
	if chance(c.rng, 0.75) {
		head := text.sized(text.pt * between(c.rng, 1.05, 1.25)).in(pick(c.rng, c.set.titles))
		c.text(c.w*cond(d.narrow, 0.05, 0.1), y+head.mm(1.8), pick(c.rng, half(k.heads, c.set)), head)
		y += head.mm(2.4)
	}
	return y + text.mm(1)
}

// queryNotes sets remarks and who runs the site below the result.
func (c *canvas) queryNotes(k *queryKind, text style, y float64) {
	small := text.sized(text.pt * 0.8)
	small.ink = rgb(0x808080)
	lead := small.mm(1.5)
	y += small.mm(2.2)
	if y+3*lead < c.h-12 && chance(c.rng, 0.7) {
		note := pick(c.rng, half(k.notes, c.set))
		y = c.paragraph(column{x: c.w * 0.08, y: y, width: c.w * 0.84, leading: lead, ragged: true}, blanks{}.spans(note, small, small))
	}
	if y+lead < c.h-12 && chance(c.rng, 0.5) {
		c.centred(c.w/2, c.h-12, pick(c.rng, []string{"版权所有　技术支持：信息中心", "Copyright © 2021 All Rights Reserved", "返回　打印　关闭"}), small)
	}
}

// half is the part of a list that a split may use: the first for tuning.
func half[T any](all []T, s *set) []T {
	n := (len(all) + 1) / 2
	return cond(s.unseen(), all[n:], all[:n])
}

// ofSplit is what a split may use of the words of a layout: all where the layout
// is its own, else its half.
func ofSplit[T any](all []T, only Split, s *set) []T {
	if only != "" || len(all) < 2 {
		return all
	}
	return half(all, s)
}

// pairs are the labels of one page, in its order.
func (k *queryKind) pairs(s *set, rng *rand.Rand) pairs {
	var out pairs
	for _, key := range pick(rng, k.order) {
		words := k.labels[key]
		out = append(out, [2]string{pick(rng, words[cond(s.unseen(), 1, 0)]), "{" + key + "}"})
	}
	return out
}

func (r queryRecord) blanks(rng *rand.Rand) blanks {
	day, mon := webDate(rng)
	id := blank{"id_number", r.person.id, r.person.id}
	if r.masked {
		id = plain(r.person.id[:6] + "********" + r.person.id[14:])
	}
	graduated := blank{"graduation_date", iso(r.graduated), day(r.graduated)}
	if chance(rng, 0.3) {
		graduated = blank{"graduation_date", month(r.graduated), mon(r.graduated)}
	}
	return blanks{
		"name":      {"name", r.person.name, r.person.name},
		"sex":       {"sex", r.person.sex, r.person.sex},
		"birth":     {"birth_date", iso(r.person.birth), day(r.person.birth)},
		"id":        id,
		"people":    plain(r.person.ethnicity + "族"),
		"school":    {"school", r.school, r.school},
		"major":     {"major", r.major, r.major},
		"level":     {"level", r.level, pick(rng, levelPrints[r.level])},
		"class":     {"technician_class", r.class, pick(rng, classPrints(r.class))},
		"form":      {"study_form", r.form, r.form},
		"length":    {"length_years", lengthValue(r.length), pick(rng, []string{lengthValue(r.length), lengthValue(r.length) + "年", lengthHan(r.length)})},
		"enrolled":  {"enrollment_date", month(r.enrolled), mon(r.enrolled)},
		"graduated": graduated,
		"number":    {"certificate_number", r.number, r.number},
		"president": {"president", r.president, r.president},
		"status":    plain("毕业"),
		"area":      plain(r.person.home.city),
	}
}

// webDate prints dates as databases and pages do.
func webDate(rng *rand.Rand) (day, mon func(time.Time) string) {
	layout := func(s string) func(time.Time) string { return func(t time.Time) string { return t.Format(s) } }
	switch rng.IntN(5) {
	case 0:
		return arabic, arabicMonth
	case 1:
		return layout("2006-01-02"), layout("2006-01")
	case 2:
		return layout("2006/01/02"), layout("2006/01")
	case 3:
		return layout("20060102"), layout("200601")
	}
	return padded, layout("2006年01月")
}

var levelPrints = map[string][]string{
	"中专": {"中专", "中等专业", "普通中专", "职业高中", "成人中专"}, "专科": {"大专", "专科", "大学专科"},
	"本科": {"本科", "大学本科", "大学"}, "硕士研究生": {"研究生", "在职研究生"}, "": {""},
}

func classPrints(class string) []string {
	switch class {
	case "中级工班":
		return []string{"中级工", "中级技工", "中级工班"}
	case "高级工班":
		return []string{"高级工", "高级技工", "高级工班"}
	case "预备技师（技师）班":
		return []string{"预备技师", "技师", "预备技师班", "预备技师（技师）"}
	}
	return []string{""}
}
