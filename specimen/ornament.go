package specimen

import (
	"image/color"
	"math"
	"math/rand"
	rand2 "math/rand/v2"
	"strings"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"hecha/document"
)

// qr draws a QR code of side w and notes its payload.
func (c *canvas) qr(x, y, w float64, payload string) {
	hints := map[gozxing.EncodeHintType]any{gozxing.EncodeHintType_MARGIN: 0}
	m, err := qrcode.NewQRCodeWriter().Encode(payload, gozxing.BarcodeFormat_QR_CODE, 0, 0, hints)
	if err != nil {
		panic("specimen: QR code: " + err.Error()) // only for payloads beyond a QR code's capacity
	}
	n := m.GetWidth()
	side := c.px(w) / float64(n)
	for j := range n {
		for i := range n {
			if m.Get(i, j) {
				x0, y0 := c.px(x)+float64(i)*side, c.px(y)+float64(j)*side
				c.area(x0/c.dpi*mmPerInch, y0/c.dpi*mmPerInch, (side)/c.dpi*mmPerInch, side/c.dpi*mmPerInch, rgb(0))
			}
		}
	}
	q := document.Rect(c.px(x), c.px(y), c.px(x+w), c.px(y+w))
	c.pictures = append(c.pictures, q)
	c.truth.Codes = append(c.truth.Codes, document.Code{Format: "QR_CODE", Text: payload, Page: 1, Quad: q})
}

// signature writes a name as by hand: slanted, drifting, uneven characters.
func (c *canvas) signature(x, y float64, name, font string, pt float64, ink color.NRGBA) document.Quad {
	slope := between(c.rng, -4, 2)
	slant := between(c.rng, 0, 0.25)
	at := c.point(x, y)
	var quads []document.Quad
	for _, r := range name {
		size := c.em(pt * between(c.rng, 0.92, 1.12))
		f := faceFor(font, r)
		m := turned(size, between(c.rng, 0.88, 1.05), slope+between(c.rng, -4, 4), document.Point{X: at.X, Y: at.Y + size*between(c.rng, -0.05, 0.05)})
		m.C -= slant * size // leaning to the right
		fillOutline(f.outline(r), float64(f.upem), m).blend(c.img, ink)
		quads = append(quads, document.Union(document.Quad{m.apply(0, -ascent), m.apply(1, -ascent), m.apply(1, descent), m.apply(0, descent)}))
		at = turned(size, 1, slope, at).apply(math.Max(0, f.advance(r))*between(c.rng, 0.82, 0.98), 0)
	}
	c.page.Runs = append(c.page.Runs, Run{
		Text: name, Font: font, Size: c.em(pt), Baseline: c.point(x, y), Angle: slope, Color: [3]uint8{ink.R, ink.G, ink.B},
	})
	return document.Union(quads...)
}

// byHand is the style of a form's gaps that were filled in with a pen.
func byHand(st style, s *set, rng *rand2.Rand) style {
	st.font, st.ink, st.wobble = pick(rng, s.hand), pick(rng, pens), 0.025
	return st
}

// Inks of pens.
var pens = []color.NRGBA{rgb(0x1b1b22), rgb(0x16233f), rgb(0x1f3f8f), rgb(0x222222)}

// seal presses a seal centred at (x, y).
func (c *canvas) seal(x, y float64, spec SealSpec) {
	spec.Unseen = c.set.unseen()
	if spec.Angle == 0 {
		spec.Angle = c.rng.NormFloat64() * 8
	}
	src := rand.New(rand.NewSource(int64(c.rng.Uint64() >> 1)))
	c.truth.Seals = append(c.truth.Seals, DrawSeal(c.img, spec, c.point(x, y), c.dpi, src))
}

// officialSeal is the seal of an organisation of that name.
func (c *canvas) officialSeal(name, region string) SealSpec {
	spec := SealSpec{Text: name, Centre: "star", Type: document.SealOfficial}
	public := strings.HasSuffix(name, "局") || strings.HasSuffix(name, "厅") || strings.HasSuffix(name, "委员会")
	if public && c.rng.IntN(3) == 0 {
		spec.Centre = "emblem"
	}
	if !public && region != "" && c.rng.IntN(3) > 0 {
		spec.Code = region + digits(c, 7)
	}
	return spec
}

// digits are n random digits.
func digits(c *canvas, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + c.rng.IntN(10))
	}
	return string(b)
}

// emboss presses a colourless seal over the edge of a photograph.
func (c *canvas) emboss(x, y, r float64) {
	for _, ring := range []float64{r, r * 0.93, r * 0.35} {
		for i := range 240 {
			sin, cos := math.Sincos(float64(i) / 240 * 2 * math.Pi)
			ink := color.NRGBA{255, 255, 255, 70}
			if sin+cos > 0 {
				ink = color.NRGBA{90, 90, 90, 60}
			}
			c.disc(x+ring*cos, y+ring*sin, 0.25, 0.25, ink)
		}
	}
}

// emblem draws the shape of the national emblem in one ink.
func (c *canvas) emblem(x, y, d float64, ink color.NRGBA) {
	r := d / 2
	for i := range 40 { // ears of grain, open at the foot
		a := (125 + 290*float64(i)/39) * math.Pi / 180
		sin, cos := math.Sincos(a)
		c.disc(x+r*0.93*cos, y+r*0.93*sin, r*0.085, r*0.085, ink)
	}
	pale := faint(ink, 215)
	c.disc(x, y, r*0.8, r*0.8, pale)
	light := rgb(0xf6e7c8)
	c.star(x, y-r*0.42, r*0.2, light)
	for _, dx := range []float64{-0.42, -0.2, 0.2, 0.42} {
		c.star(x+r*dx, y-r*(0.22-0.15*math.Abs(dx)), r*0.08, light)
	}
	c.area(x-r*0.45, y+r*0.12, r*0.9, r*0.08, light)
	c.area(x-r*0.36, y+r*0.24, r*0.72, r*0.07, light)
	c.area(x-r*0.5, y+r*0.36, r, r*0.14, light)
	for i := -2.0; i <= 2; i++ {
		c.area(x+r*(0.2*i-0.03), y+r*0.39, r*0.06, r*0.11, pale)
	}
	c.disc(x, y+r*0.85, r*0.22, r*0.14, ink)
}

func (c *canvas) star(x, y, r float64, ink color.NRGBA) {
	var xy []float64
	for i := range 10 {
		q := cond(i%2 == 0, r, r*0.382)
		sin, cos := math.Sincos(float64(i)*math.Pi/5 - math.Pi/2)
		xy = append(xy, x+q*cos, y+q*sin)
	}
	c.shape(ink, xy...)
}
