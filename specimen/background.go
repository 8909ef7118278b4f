package specimen

import (
	"image/color"
	"math"

	"hecha/document"
)

// waves draws security-print curves: lines of equal form, gap millimetres apart,
// over the rectangle.
func (c *canvas) waves(x, y, w, h, gap float64, ink color.NRGBA) {
	a1, a2 := between(c.rng, 1.5, 5), between(c.rng, 0.4, 2)
	l1, l2 := between(c.rng, 25, 70), between(c.rng, 8, 20)
	phase := c.rng.Float64() * 2 * math.Pi
	x0, x1 := int(c.px(x)), min(int(c.px(x+w)), c.img.Rect.Max.X)
	top, bottom, step := c.px(y), math.Min(c.px(y+h), float64(c.img.Rect.Max.Y-2)), c.px(gap)
	for i := x0; i < x1; i++ {
		mm := float64(i) / c.dpi * mmPerInch
		bend := c.px(a1*math.Sin(2*math.Pi*mm/l1+phase) + a2*math.Sin(2*math.Pi*mm/l2))
		for v := top + math.Mod(bend+100*step, step); v < bottom; v += step {
			c.speck(float64(i), v, ink)
		}
	}
}

// speck colours one pixel in its column, shared between the two rows that y
// lies between.
func (c *canvas) speck(x, y float64, ink color.NRGBA) {
	row := math.Floor(y)
	share := uint32((y - row) * float64(ink.A))
	o := c.img.PixOffset(int(x), int(row))
	blendAt(c.img, o, ink, uint32(ink.A)-share)
	blendAt(c.img, o+c.img.Stride, ink, share)
}

// rosette draws the woven circle of banknotes and certificates.
func (c *canvas) rosette(x, y, r float64, ink color.NRGBA) {
	petals := float64(5 + c.rng.IntN(9))
	depth := between(c.rng, 0.2, 0.45)
	for turn := range 8 {
		shift := float64(turn) / 8 * 2 * math.Pi / petals
		steps := int(c.px(r) * 2 * math.Pi)
		for i := range steps {
			a := float64(i) / float64(steps) * 2 * math.Pi
			q := c.px(r) * (1 - depth + depth*math.Sin(petals*a+shift*petals))
			sin, cos := math.Sincos(a)
			px, py := c.px(x)+q*cos, c.px(y)+q*sin
			if px >= 1 && py >= 1 && px < float64(c.img.Rect.Max.X-1) && py < float64(c.img.Rect.Max.Y-2) {
				c.speck(px, py, ink)
			}
		}
	}
}

// tiled repeats a pale text all over the page, turned by angle degrees.
func (c *canvas) tiled(s string, font string, pt, angle, dx, dy float64, ink color.NRGBA) {
	for row, y := 0, -dy; y < c.h+dy; row, y = row+1, y+dy {
		for x := -dx + float64(row%2)*dx/2; x < c.w+dx; x += dx {
			c.slanted(x, y, s, font, pt, angle, ink)
		}
	}
}

// slanted draws decoration that is not part of the document's text: it leaves
// no Run and no field.
func (c *canvas) slanted(x, y float64, s string, font string, pt, angle float64, ink color.NRGBA) {
	size, at := c.em(pt), c.point(x, y)
	for _, r := range s {
		f := faceFor(font, r)
		m := turned(size, 1, angle, at)
		fillOutline(f.outline(r), float64(f.upem), m).blend(c.img, ink)
		at = m.apply(math.Max(0, f.advance(r)), 0)
	}
}

// Security tints of certificates.
var (
	tintsTune   = []color.NRGBA{rgb(0xe9d9b8), rgb(0xd7e6ee), rgb(0xf0dcdc), rgb(0xdfe9d6)}
	tintsUnseen = []color.NRGBA{rgb(0xe3d6ea), rgb(0xf3e3cb), rgb(0xcfe3dc), rgb(0xdddddd)}
	papersTune  = []color.NRGBA{rgb(0xffffff), rgb(0xfffdf6), rgb(0xfdf8ec), rgb(0xfbfbfb)}
	papersOther = []color.NRGBA{rgb(0xfff9f0), rgb(0xf6f8f4), rgb(0xfefefe), rgb(0xf7f3e6)}
)

func (s *set) tint(c *canvas) color.NRGBA {
	return pick(c.rng, cond(s.unseen(), tintsUnseen, tintsTune))
}

func (s *set) paper() []color.NRGBA { return cond(s.unseen(), papersOther, papersTune) }

// securityPrint covers the inside of a certificate with one of several pale
// patterns, or leaves it plain.
func (c *canvas) securityPrint(margin float64) {
	ink := c.set.tint(c)
	w, h := c.w-2*margin, c.h-2*margin
	switch c.rng.IntN(cond(c.set.unseen(), 5, 4)) {
	case 0:
		c.waves(margin, margin, w, h, between(c.rng, 1.4, 2.6), ink)
	case 1:
		c.rosette(c.w/2, c.h/2, math.Min(c.w, c.h)*between(c.rng, 0.25, 0.36), ink)
	case 2:
		c.waves(margin, margin, w, h, 3, ink)
		c.rosette(c.w/2, c.h/2, math.Min(c.w, c.h)*0.3, ink)
	case 4:
		for i := range 6 {
			c.rosette(margin+w*(0.2+0.3*float64(i%3)), margin+h*(0.3+0.4*float64(i/3)), h*0.16, ink)
		}
	}
}

// frame draws a certificate's border and returns how far inside it text may
// begin.
func (c *canvas) frame() float64 {
	ink := pick(c.rng, cond(c.set.unseen(), []color.NRGBA{rgb(0x7d5a2b), rgb(0x2f5d50), rgb(0x6b2e52)}, []color.NRGBA{gold, red, rgb(0x3a6ea5), rgb(0x9c7a3c)}))
	m := between(c.rng, 5, 9)
	switch c.rng.IntN(cond(c.set.unseen(), 5, 4)) {
	case 0:
		return m
	case 1:
		c.box(m, m, c.w-2*m, c.h-2*m, 1.2, ink)
		c.box(m+2, m+2, c.w-2*m-4, c.h-2*m-4, 0.3, ink)
	case 2:
		c.band(m, 5, ink, func(x, y float64) { c.shape(ink, x, y-1.6, x+1.6, y, x, y+1.6, x-1.6, y) })
	case 3:
		c.band(m, 6, ink, func(x, y float64) { c.disc(x, y, 1.3, 1.3, ink); c.disc(x, y, 0.7, 0.7, white) })
	case 4:
		c.box(m, m, c.w-2*m, c.h-2*m, 0.4, ink)
		c.corners(m+2, 12, ink)
	}
	return m + 7
}

// band repeats a motif between two lines around the page.
func (c *canvas) band(m, width float64, ink color.NRGBA, motif func(x, y float64)) {
	c.box(m, m, c.w-2*m, c.h-2*m, 0.5, ink)
	c.box(m+width, m+width, c.w-2*m-2*width, c.h-2*m-2*width, 0.3, ink)
	mid := m + width/2
	nx, ny := math.Floor((c.w-2*mid)/4), math.Floor((c.h-2*mid)/4)
	for i := 0.0; i <= nx; i++ {
		x := mid + (c.w-2*mid)*i/nx
		motif(x, mid)
		motif(x, c.h-mid)
	}
	for i := 1.0; i < ny; i++ {
		y := mid + (c.h-2*mid)*i/ny
		motif(mid, y)
		motif(c.w-mid, y)
	}
}

// corners draws an angular scroll in each corner.
func (c *canvas) corners(m, size float64, ink color.NRGBA) {
	for i := range 4 {
		x, dx := m, 1.0
		if i%2 == 1 {
			x, dx = c.w-m, -1
		}
		y, dy := m, 1.0
		if i/2 == 1 {
			y, dy = c.h-m, -1
		}
		for k := 0.0; k < 3; k++ {
			s := size - 3*k
			c.rule(x+dx*k*1.5, y+dy*k*1.5, x+dx*(k*1.5+s), y+dy*k*1.5, 0.5, ink)
			c.rule(x+dx*k*1.5, y+dy*k*1.5, x+dx*k*1.5, y+dy*(k*1.5+s), 0.5, ink)
		}
	}
}

// mark writes 样本 on the finished page where it touches no field: small in a
// margin, or large and pale across the page.
func (c *canvas) mark() {
	st := style{font: pick(c.rng, c.set.hei), pt: between(c.rng, 6, 9), ink: rgb(0x9a9a9a)}
	word := pick(c.rng, []string{"样本", "样 本", "样本 SPECIMEN", "（样本）"})
	for try := range 60 {
		x, y := between(c.rng, 2, c.w-22), between(c.rng, 5, c.h-3)
		if try < 20 { // margins first
			y = cond(try%2 == 0, c.h-between(c.rng, 2, 5), between(c.rng, 4, 6))
		}
		e := st.mm(1)
		q := document.Rect(c.px(x-1), c.px(y-e-0.5), c.px(x+st.width(word)+1), c.px(y+e*0.4))
		if c.clear(q) {
			c.slanted(x, y, word, st.font, st.pt, 0, st.ink)
			break
		}
	}
	if chance(c.rng, 0.4) {
		c.paleMark()
	}
}

// paleMark lays a large pale 样本 between the texts of the page if there is room.
func (c *canvas) paleMark() {
	pt := math.Min(c.w, c.h) * between(c.rng, 0.35, 0.6)
	size := c.em(pt)
	for range 25 {
		x, y, angle := between(c.rng, 0.05, 0.7)*c.w, between(c.rng, 0.25, 0.95)*c.h, -between(c.rng, 15, 40)
		m := turned(size, 1, angle, c.point(x, y))
		q := document.Quad{m.apply(0, -1), m.apply(2, -1), m.apply(2, 0.2), m.apply(0, 0.2)}
		if x0, y0, x1, y1 := q.Bounds(); c.clear(document.Rect(x0, y0, x1, y1)) {
			c.slanted(x, y, "样本", pick(c.rng, c.set.hei), pt, angle, color.NRGBA{150, 150, 150, 50})
			return
		}
	}
}

// clear tells whether no text of the page lies in the upright rectangle q.
func (c *canvas) clear(q document.Quad) bool {
	ax0, ay0, ax1, ay1 := q.Bounds()
	hit := func(o document.Quad) bool {
		x0, y0, x1, y1 := o.Bounds()
		return x0 < ax1 && ax0 < x1 && y0 < ay1 && ay0 < y1
	}
	for _, r := range c.page.Runs {
		st := style{font: r.Font, pt: r.Size / c.dpi * ptPerInch}
		w := c.px(st.width(r.Text))
		if hit(document.Rect(r.Baseline.X, r.Baseline.Y-r.Size, r.Baseline.X+w, r.Baseline.Y+r.Size*0.2)) {
			return false
		}
	}
	for _, f := range c.pictures {
		if hit(f) {
			return false
		}
	}
	for _, f := range c.truth.Quads {
		if hit(f) {
			return false
		}
	}
	return true
}
