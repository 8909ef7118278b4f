package specimen

import (
	"image/color"
	"math/rand/v2"

	"hecha/document"
)

func cardLayouts() []layout {
	desks := []color.NRGBA{rgb(0x4a3b2e), rgb(0x2f3437), rgb(0x8a6f52), rgb(0x39507a)}
	scanner := []color.NRGBA{rgb(0xfcfcfc), rgb(0xf2f2f2), rgb(0xe4e6e8)}
	side := func(kind document.Kind, draw cardSide) []layout {
		return []layout{
			{kind, "tight", "", tightCard(draw)},
			{kind, "scanner", Tune, beddedCard(draw, scanner)},
			{kind, "a4", "", copiedCard(draw, 1, 1)},
			{kind, "enlarged", Tune, copiedCard(draw, 1.2, 1.8)},
			{kind, "desk", Unseen, beddedCard(draw, desks)},
			{kind, "a4-large", Unseen, copiedCard(draw, 1.8, 2.1)},
		}
	}
	return append(side(document.IDCardPortrait, cardPortrait), side(document.IDCardEmblem, cardEmblem)...)
}

// cardSide draws one side of a card as it comes out of a scanner that cuts to
// its edge.
type cardSide func(layout string, dpi float64, p person, s *set, rng *rand.Rand) Page

// tightCard is the card alone, with a little of its surroundings at most.
func tightCard(side cardSide) drawer {
	return func(name string, s *set, rng *rand.Rand) []Page {
		return []Page{side(name, cardDPI(rng), s.holder(rng), s, rng)}
	}
}

// beddedCard lies slightly turned on a scanner's bed or a desk.
func beddedCard(side cardSide, grounds []color.NRGBA) drawer {
	return func(name string, s *set, rng *rand.Rand) []Page {
		dpi := cardDPI(rng)
		w, h := cardWidth+between(rng, 8, 40), cardHeight+between(rng, 8, 50)
		c := newCanvas(w, h, dpi, pick(rng, grounds), s, rng)
		card := side(name, dpi, s.holder(rng), s, rng)
		c.paste(card, w/2+between(rng, -2, 2), h/2+between(rng, -2, 2), between(rng, -3, 3), cardRadius)
		return []Page{*c.page}
	}
}

// copiedCard is one side printed on a sheet of A4, enlarged by scale.
func copiedCard(side cardSide, low, high float64) drawer {
	return func(name string, s *set, rng *rand.Rand) []Page {
		dpi, scale := pageDPIs(rng), between(rng, low, high)
		c := newCanvas(a4Width, a4Height, dpi, pick(rng, s.paper()), s, rng)
		card := side(name, dpi*scale, s.holder(rng), s, rng)
		half := cardWidth / 2 * scale
		c.paste(card, between(rng, half+12, a4Width-half-12), between(rng, 50, 130), between(rng, -1.5, 1.5), cardRadius*scale)
		return []Page{*c.page}
	}
}

func cardDPI(rng *rand.Rand) float64 { return pick(rng, []float64{250, 300, 300, 350, 400}) }

// pageDPIs is the resolution of an A4 scan.
func pageDPIs(rng *rand.Rand) float64 { return pick(rng, []float64{150, 200, 200, 200, 240, 300}) }
