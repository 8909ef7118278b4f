package specimen

import (
	"image"
	"image/color"
	"math/rand/v2"
	"strconv"
	"time"

	"hecha/document"
)

// GA 448-2013: the card in millimetres.
const cardWidth, cardHeight, cardRadius = 85.6, 54.0, 3.18

// cardPrint is what differs between the printers of identity cards.
type cardPrint struct {
	font       string
	labelInk   color.NRGBA
	label      float64 // pt
	name       float64
	value      float64
	number     float64
	dx, dy     float64 // how far the personal data stray from the form
	lead       float64 // between the rows of the address
	addressRow int     // characters in a row
}

func newCardPrint(s *set, rng *rand.Rand) cardPrint {
	return cardPrint{
		font:     pick(rng, s.hei),
		labelInk: pick(rng, []color.NRGBA{rgb(0x3f7fb5), rgb(0x2f6f9f), rgb(0x5a8fbf)}),
		label:    between(rng, 7, 7.8), name: between(rng, 10, 11), value: between(rng, 8.6, 9.4),
		number: between(rng, 9.8, 11.2),
		dx:     between(rng, -0.5, 0.6), dy: between(rng, -0.4, 0.4),
		lead: between(rng, 4.1, 4.7), addressRow: 11,
	}
}

// cardCanvas is a blank card with its pale print.
func cardCanvas(dpi float64, s *set, rng *rand.Rand) *canvas {
	c := newCanvas(cardWidth, cardHeight, dpi, rgb(0xf4f8fa), s, rng)
	top, foot := rgb(0xe6f1f7), rgb(0xf7ecef)
	if s.unseen() {
		top, foot = rgb(0xeaf0ee), rgb(0xf1e7f2)
	}
	for y, h := 0, c.img.Rect.Dy(); y < h; y++ {
		t := float64(y) / float64(h)
		mid := func(a, b uint8) uint8 { return uint8(float64(a)*(1-t) + float64(b)*t) }
		fillRect(c.img, image.Rect(0, y, c.img.Rect.Dx(), y+1), color.NRGBA{mid(top.R, foot.R), mid(top.G, foot.G), mid(top.B, foot.B), 255})
	}
	c.waves(0, 0, cardWidth, cardHeight, 1.1, rgb(0xdbe7ee))
	c.waves(0, 0, cardWidth, cardHeight, 1.7, rgb(0xf0dfe3))
	c.rosette(26, 30, 17, rgb(0xdfe9f0))
	return c
}

// cardPortrait draws 人像面.
func cardPortrait(layout string, dpi float64, p person, s *set, rng *rand.Rand) Page {
	c := cardCanvas(dpi, s, rng)
	c.begin(document.IDCardPortrait, layout)
	pr := newCardPrint(s, rng)
	label := style{font: pr.font, pt: pr.label, ink: pr.labelInk}
	value := style{font: pr.font, pt: pr.value, ink: rgb(0x151515)}
	c.portrait(55.2, 7.2, 25, 31, p.sex == "女")

	const left, right, row = 6.6, 15.6, 7.4
	y := 11.2
	put := func(x, y float64, field, v string, st style) {
		c.register(field, v, c.text(x+pr.dx, y+pr.dy, v, st))
	}
	c.text(left, y, "姓", label)
	c.text(left+4.6, y, "名", label)
	put(right, y, "name", p.name, c.nameStyle(value.sized(pr.name), p.name))
	y += row
	c.text(left, y, "性", label)
	c.text(left+4.6, y, "别", label)
	put(right, y, "sex", p.sex, value)
	c.text(right+10, y, "民", label)
	c.text(right+13.4, y, "族", label)
	put(right+19, y, "ethnicity", p.ethnicity, value)
	y += row
	c.text(left, y, "出", label)
	c.text(left+4.6, y, "生", label)
	c.cardBirth(right, y, p.birth, pr, label, value)
	y += row
	c.text(left, y, "住", label)
	c.text(left+4.6, y, "址", label)
	c.cardAddress(right+pr.dx, y+pr.dy, p.address, pr, value)
	c.text(left, 48.6, "公民身份号码", label)
	number := style{font: pick(rng, cond(s.unseen(), []string{"ocrb", "ocrb", "droid"}, []string{"ocrb", "ocrb", "hei-bold"})), pt: pr.number, ink: value.ink}
	number.spacing = (2.5 - number.mm(number.advance('0'))) / number.mm(1)
	put(left+22.5, 48.8, "id_number", p.id, number)
	c.mark()
	return c.finish()
}

// nameStyle widens a short name, as the printers of cards and forms do.
func (c *canvas) nameStyle(st style, name string) style {
	if len([]rune(name)) <= 3 && chance(c.rng, 0.2) {
		st.spacing = between(c.rng, 0.1, 0.4)
	}
	if w := st.width(name); w > 37 {
		st.stretch = 37 / w
	}
	return st
}

// cardBirth prints the date into the form's 年 月 日, without leading zeros.
func (c *canvas) cardBirth(x, y float64, t time.Time, pr cardPrint, label, value style) {
	var quads []document.Quad
	number := func(x float64, n int) {
		s := strconv.Itoa(n)
		quads = append(quads, c.centred(x+pr.dx, y+pr.dy, s, value))
	}
	number(x+3.4, t.Year())
	quads = append(quads, c.text(x+8, y, "年", label))
	number(x+14, int(t.Month()))
	quads = append(quads, c.text(x+17, y, "月", label))
	number(x+22.6, t.Day())
	quads = append(quads, c.text(x+25.4, y, "日", label))
	c.register("birth_date", iso(t), document.Union(quads...))
}

// cardAddress wraps after a fixed number of characters, narrow ones counting
// half.
func (c *canvas) cardAddress(x, y float64, address string, pr cardPrint, st style) {
	limit := st.mm(float64(pr.addressRow)) + 0.3
	var rows []string
	row, width := "", 0.0
	for _, r := range address {
		w := st.mm(st.advance(r))
		if width+w > limit {
			rows, row, width = append(rows, row), "", 0
		}
		row, width = row+string(r), width+w
	}
	var quads []document.Quad
	for i, r := range append(rows, row) {
		quads = append(quads, c.text(x, y+float64(i)*pr.lead, r, st))
	}
	c.register("address", address, document.Union(quads...))
}

// cardEmblem draws 国徽面.
func cardEmblem(layout string, dpi float64, p person, s *set, rng *rand.Rand) Page {
	c := cardCanvas(dpi, s, rng)
	c.begin(document.IDCardEmblem, layout)
	pr := newCardPrint(s, rng)
	c.emblem(14.5, 15.5, 15, rgb(0xc0392b))
	big := style{font: pick(rng, []string{"song-bold", "song-medium", "song-black"}), ink: rgb(0x1c1c1c)}
	if s.unseen() {
		big.font = "song"
	}
	c.spread(29, 76, 13.4, "中华人民共和国", big.sized(14))
	c.spread(27, 78, 25.6, "居民身份证", big.sized(23))
	label := style{font: pr.font, pt: pr.label + 0.3, ink: rgb(0x1c1c1c)}
	if chance(rng, 0.6) {
		label.font = "hei-bold"
	}
	value := style{font: pr.font, pt: pr.value, ink: rgb(0x151515)}
	from, until := cardValidity(p, rng)
	if s.story != nil {
		from, until = s.story.cardFrom, s.story.cardTo
	}
	authority := cardAuthority(p.home, rng)
	c.text(18.5, 41.6, "签发机关", label)
	c.register("issuing_authority", authority, c.text(34.5+pr.dx, 41.6+pr.dy, authority, value))
	c.text(18.5, 48.6, "有效期限", label)
	x, y := 34.5+pr.dx, 48.6+pr.dy
	dates := value
	dates.spacing = between(rng, 0, 0.06)
	q := c.text(x, y, from.Format("2006.01.02"), dates)
	c.register("valid_from", iso(from), q)
	x += dates.width("2006.01.02") + dates.mm(0.04)
	c.text(x, y, "-", dates)
	x += dates.width("-") + dates.mm(0.04)
	if until.IsZero() {
		c.register("valid_until", "长期", c.text(x, y, "长期", dates))
	} else {
		c.register("valid_until", iso(until), c.text(x, y, until.Format("2006.01.02"), dates))
	}
	c.mark()
	return c.finish()
}

// cardValidity is a span by the law of identity cards, article 5; until is zero
// for 长期.
func cardValidity(p person, rng *rand.Rand) (from, until time.Time) {
	for {
		from = today.AddDate(-rng.IntN(15), 0, -rng.IntN(365))
		if from.Year() < 2004 || from.Before(p.birth.AddDate(12, 0, 0)) {
			continue
		}
		age := ageOn(p.birth, from)
		years := 0
		switch {
		case age < 16:
			years = 5
		case age <= 25:
			years = 10
		case age <= 45:
			years = 20
		default:
			return from, time.Time{}
		}
		until = from.AddDate(years, 0, 0)
		if until.After(today) || chance(rng, 0.1) {
			return from, until
		}
	}
}

func ageOn(birth, day time.Time) int {
	age := day.Year() - birth.Year()
	if day.YearDay() < birth.YearDay() {
		age--
	}
	return age
}

// cardAuthority is the police office that issues cards there.
func cardAuthority(p place, rng *rand.Rand) string {
	district := len(p.county) > 0 && []rune(p.county)[len([]rune(p.county))-1] == '区'
	switch {
	case !district:
		return p.county + "公安局"
	case p.city == "":
		return p.province + "公安局" + p.county[:len(p.county)-len("区")] + "分局"
	case rng.IntN(3) == 0:
		return p.city + "公安局" + p.county + "分局"
	}
	return p.city + "公安局" + p.county[:len(p.county)-len("区")] + "分局"
}
