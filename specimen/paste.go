package specimen

import (
	"image/color"
	"math"

	"hecha/document"
)

// paste lays a drawn page onto c, centred at (x, y) and turned by angle degrees,
// its corners rounded; it keeps the page's own resolution in pixels. What is
// true of the page becomes true of c.
func (c *canvas) paste(p Page, x, y, angle, radius float64) {
	w, h := float64(p.Image.Rect.Dx()), float64(p.Image.Rect.Dy())
	m := turned(1, 1, angle, c.point(x, y))
	place := func(q document.Point) document.Point { return m.apply(q.X-w/2, q.Y-h/2) }
	c.resample(p, angle, c.point(x, y), c.px(radius))
	for _, t := range p.Documents {
		t.move(place)
		c.page.Documents = append(c.page.Documents, t)
	}
	for _, r := range p.Runs {
		r.Baseline = place(r.Baseline)
		r.Angle += angle
		c.page.Runs = append(c.page.Runs, r)
	}
}

// move maps every place in t; its maps are replaced, not changed.
func (t *Truth) move(place func(document.Point) document.Point) {
	quad := func(q document.Quad) document.Quad {
		for i := range q {
			q[i] = place(q[i])
		}
		return q
	}
	t.Region = quad(t.Region)
	quads := make(map[string]document.Quad, len(t.Quads))
	for k, q := range t.Quads {
		quads[k] = quad(q)
	}
	t.Quads = quads
	t.Copy = t.Copy.placed(quad)
	t.Seals = append([]SealTruth(nil), t.Seals...)
	for i := range t.Seals {
		t.Seals[i].Quad = quad(t.Seals[i].Quad)
	}
	t.Codes = append([]document.Code(nil), t.Codes...)
	for i := range t.Codes {
		t.Codes[i].Quad = quad(t.Codes[i].Quad)
	}
}

// resample draws p turned about at, bilinearly, clear outside its rounded edge.
func (c *canvas) resample(p Page, angle float64, at document.Point, radius float64) {
	w, h := float64(p.Image.Rect.Dx()), float64(p.Image.Rect.Dy())
	sin, cos := math.Sincos(angle * math.Pi / 180)
	reach := (math.Abs(w*cos)+math.Abs(h*sin))/2 + 1
	drop := (math.Abs(w*sin)+math.Abs(h*cos))/2 + 1
	b := c.img.Rect
	for j := max(b.Min.Y, int(at.Y-drop)); j < min(b.Max.Y, int(at.Y+drop)+1); j++ {
		for i := max(b.Min.X, int(at.X-reach)); i < min(b.Max.X, int(at.X+reach)+1); i++ {
			dx, dy := float64(i)-at.X, float64(j)-at.Y
			u, v := dx*cos+dy*sin+w/2, -dx*sin+dy*cos+h/2
			cover := roundCover(u, v, w, h, radius)
			if cover <= 0 {
				continue
			}
			px := bilinear(p, u, v)
			px.A = uint8(cover * 255)
			blendAt(c.img, c.img.PixOffset(i, j), px, uint32(px.A))
		}
	}
}

// roundCover is how much of the pixel at (u, v) lies in a rounded rectangle.
func roundCover(u, v, w, h, r float64) float64 {
	dx, dy := max(r-u, u-(w-1-r), 0), max(r-v, v-(h-1-r), 0)
	if dx == 0 && dy == 0 {
		return 1
	}
	return math.Max(0, math.Min(1, r-math.Hypot(dx, dy)+0.5))
}

// bilinear is the colour between four pixels, in steps of 1/256 pixel.
func bilinear(p Page, u, v float64) color.NRGBA {
	w, h := p.Image.Rect.Dx(), p.Image.Rect.Dy()
	x, y := min(max(int(u*256), 0), (w-1)*256-1), min(max(int(v*256), 0), (h-1)*256-1)
	fx, fy := uint32(x&255), uint32(y&255)
	o := p.Image.PixOffset(x>>8, y>>8)
	a, b := p.Image.Pix[o:o+8:o+8], p.Image.Pix[o+p.Image.Stride:o+p.Image.Stride+8]
	mixed := func(k int) uint8 {
		top := uint32(a[k])*(256-fx) + uint32(a[k+4])*fx
		low := uint32(b[k])*(256-fx) + uint32(b[k+4])*fx
		return uint8((top*(256-fy) + low*fy + 1<<15) >> 16)
	}
	return color.NRGBA{mixed(0), mixed(1), mixed(2), 255}
}
