package specimen

import (
	"image/color"
	"math/rand/v2"
)

// IDCardCopy draws both sides of one card on a sheet of A4, the commonest upload
// of all: at varied places and scales, with or without the card's edge, often
// with a note by hand and the employer's seal. The page holds two documents.
func IDCardCopy(split Split, seed uint64) Page {
	s, rng := setOf(split), generator(split, "id-card-copy", seed)
	c := newCanvas(a4Width, a4Height, pageDPIs(rng), pick(rng, s.paper()), s, rng)
	scale := pick(rng, []float64{1, 1, 1, between(rng, 1.05, 1.35), between(rng, 0.9, 1)})
	p := s.newPerson(rng)
	portrait := cardPortrait("copy", c.dpi*scale, p, s, rng)
	emblem := cardEmblem("copy", c.dpi*scale, p, s, rng)
	first, second := portrait, emblem
	if chance(rng, 0.3) {
		first, second = second, first
	}
	a, b := cardPlaces(c, scale)
	c.pasteCard(first, a, scale)
	c.pasteCard(second, b, scale)
	c.attest(a4Height)
	return *c.page
}

// cardPlaces are the centres of two cards, usually one below the other.
func cardPlaces(c *canvas, scale float64) (a, b at) {
	w, h := cardWidth*scale, cardHeight*scale
	if w*2+16 < a4Width && chance(c.rng, 0.15) {
		y := between(c.rng, h/2+20, 140)
		return at{a4Width/2 - w/2 - 3, y}, at{a4Width/2 + w/2 + 3, y + between(c.rng, -6, 6)}
	}
	x, y := a4Width/2+between(c.rng, -20, 20), between(c.rng, 30, 70)+h/2
	return at{x, y}, at{x + between(c.rng, -8, 8), y + h + between(c.rng, 6, 45)}
}

// pasteCard lays a card down; a third of the copies show no edge but a line.
func (c *canvas) pasteCard(card Page, p at, scale float64) {
	angle := c.rng.NormFloat64() * 1.2
	c.paste(card, p.x, p.y, angle, cardRadius*scale)
	if chance(c.rng, 0.3) {
		region := c.page.Documents[len(c.page.Documents)-1].Region
		for i := range region {
			c.stroke(region[i], region[(i+1)%4], c.px(0.25), rgb(0x777777))
		}
	}
}

// Mixed draws a sheet of A4 with two different papers on it, reduced as on a
// copier: a diploma or a form with one side of an identity card or another
// paper.
func Mixed(split Split, seed uint64) Page {
	s, rng := setOf(split), generator(split, "mixed", seed)
	c := newCanvas(a4Width, a4Height, pick(rng, []float64{200, 240, 300}), pick(rng, []color.NRGBA{white, rgb(0xfafafa)}), s, rng)
	upper := mixedDiploma(c, s, rng)
	lower := mixedCard(c, s, rng)
	x := a4Width/2 + between(rng, -5, 5)
	_, h := mmOf(upper, c.dpi)
	c.paste(upper, x, 12+h/2, between(rng, -0.8, 0.8), 0)
	_, ch := mmOf(lower, c.dpi)
	c.paste(lower, a4Width/2+between(rng, -30, 30), 12+h+between(rng, 8, 30)+ch/2, between(rng, -1, 1), c.px(0))
	c.attest(a4Height)
	return *c.page
}

// mixedDiploma is a landscape diploma that fits the width of A4.
func mixedDiploma(c *canvas, s *set, rng *rand.Rand) Page {
	var fit []diplomaDesign
	for _, d := range diplomaDesigns {
		if d.sheet.w > d.sheet.h && (d.only == "" || d.only == s.split) {
			fit = append(fit, d)
		}
	}
	d := pick(rng, fit)
	return drawDiploma(d, c.dpi*between(rng, 0.82, 0.9)*a4Width/d.sheet.w, s, rng)
}

func mixedCard(c *canvas, s *set, rng *rand.Rand) Page {
	side := cond(rng.IntN(2) == 0, cardSide(cardPortrait), cardSide(cardEmblem))
	return side("mixed", c.dpi, s.newPerson(rng), s, rng)
}

// mmOf is how large a page becomes when its pixels are laid down at dpi.
func mmOf(p Page, dpi float64) (w, h float64) {
	return float64(p.Image.Rect.Dx()) / dpi * mmPerInch, float64(p.Image.Rect.Dy()) / dpi * mmPerInch
}
