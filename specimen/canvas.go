package specimen

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"math/rand/v2"

	"hecha/document"
)

// Sizes of paper in millimetres.
const (
	a4Width, a4Height = 210.0, 297.0
	mmPerInch         = 25.4
	ptPerInch         = 72.0
)

// canvas is a page while it is drawn. Lengths are in millimetres from the top
// left corner, text sizes in points.
type canvas struct {
	img   *image.RGBA
	dpi   float64
	w, h  float64 // of the page
	rng   *rand.Rand
	set   *set // what the split may use
	truth *Truth
	page  *Page
	// pictures are places where no mark may lie although no text stands there.
	pictures []document.Quad
}

// newCanvas starts a page of w x h millimetres for one document.
func newCanvas(w, h, dpi float64, paper color.NRGBA, s *set, rng *rand.Rand) *canvas {
	if s.coarse {
		dpi = coarseDPI
	}
	img := image.NewRGBA(image.Rect(0, 0, int(math.Round(w*dpi/mmPerInch)), int(math.Round(h*dpi/mmPerInch))))
	fillRect(img, img.Bounds(), paper)
	c := &canvas{img: img, dpi: dpi, w: w, h: h, rng: rng, set: s, page: &Page{Image: img, DPI: dpi}}
	return c
}

// coarseDPI is the resolution of pages that nobody looks at.
const coarseDPI = 20

// begin starts the truth of a document that covers the page.
func (c *canvas) begin(kind document.Kind, layout string) {
	c.truth = &Truth{
		Kind: kind, Layout: layout,
		Region: document.Rect(0, 0, float64(c.img.Bounds().Dx()), float64(c.img.Bounds().Dy())),
		Fields: map[string]string{}, Quads: map[string]document.Quad{},
	}
}

// finish is the drawn page with its document's truth.
func (c *canvas) finish() Page {
	c.page.Documents = append(c.page.Documents, *c.truth)
	return *c.page
}

// px converts millimetres to pixels.
func (c *canvas) px(mm float64) float64 { return mm * c.dpi / mmPerInch }

// em is the size in pixels of a text of pt points.
func (c *canvas) em(pt float64) float64 { return pt * c.dpi / ptPerInch }

func (c *canvas) point(x, y float64) document.Point { return document.Point{X: c.px(x), Y: c.px(y)} }

// The part of the em above and below the baseline that a Han character fills.
const ascent, descent = 0.88, 0.12

// text draws s from x on the baseline y and returns its quad in pixels.
func (c *canvas) text(x, y float64, s string, st style) document.Quad {
	return c.run(c.point(x, y), s, st)
}

// run draws s from a pen position in pixels and records it.
func (c *canvas) run(pen document.Point, s string, st style) document.Quad {
	size := c.em(st.pt)
	start := pen
	for _, r := range s {
		f := faceFor(st.font, r)
		dy := 0.0
		if st.wobble > 0 {
			dy = c.rng.NormFloat64() * st.wobble * size
		}
		if r != ' ' && r != '\u3000' {
			f.upright(r, size, st.scale(), pen.X, pen.Y+dy).blend(c.img, st.ink)
		}
		pen.X += st.advance(r) * size
	}
	c.page.Runs = append(c.page.Runs, Run{
		Text: s, Font: st.font, Size: size, Width: pen.X - st.spacing*size - start.X, Baseline: start, Color: [3]uint8{st.ink.R, st.ink.G, st.ink.B},
	})
	return document.Rect(start.X, start.Y-ascent*size, pen.X-st.spacing*size, start.Y+descent*size)
}

// centred draws s around x.
func (c *canvas) centred(x, y float64, s string, st style) document.Quad {
	return c.text(x-st.width(s)/2, y, s, st)
}

// right draws s so that it ends at x.
func (c *canvas) right(x, y float64, s string, st style) document.Quad {
	return c.text(x-st.width(s), y, s, st)
}

// spread draws s so that its characters fill the width from x to x2.
func (c *canvas) spread(x, x2, y float64, s string, st style) document.Quad {
	if n := len([]rune(s)) - 1; n > 0 {
		free := (x2 - x - st.spaced(0).width(s)) / st.mm(1)
		st.spacing = math.Max(0, free/float64(n))
	}
	return c.text(x, y, s, st)
}

// register notes that the value of a field stands in q; the first place counts.
func (c *canvas) register(field, value string, q document.Quad) {
	if _, ok := c.truth.Fields[field]; field == "" || ok {
		return
	}
	c.truth.Fields[field] = value
	c.truth.Quads[field] = q
}

// rule draws a straight line of the given thickness between two points.
func (c *canvas) rule(x0, y0, x1, y1, thick float64, ink color.NRGBA) {
	a, b := c.point(x0, y0), c.point(x1, y1)
	c.stroke(a, b, math.Max(c.px(thick), 0.8), ink)
}

// stroke draws a line of the given thickness between two points in pixels.
func (c *canvas) stroke(a, b document.Point, thick float64, ink color.NRGBA) {
	d := a.Dist(b)
	if d == 0 {
		return
	}
	nx, ny := (b.Y-a.Y)/d*thick/2, (a.X-b.X)/d*thick/2
	p := newPath()
	p.polygon([]document.Point{{X: a.X + nx, Y: a.Y + ny}, {X: b.X + nx, Y: b.Y + ny}, {X: b.X - nx, Y: b.Y - ny}, {X: a.X - nx, Y: a.Y - ny}})
	p.fill().blend(c.img, ink)
}

// box draws the outline of a rectangle.
func (c *canvas) box(x, y, w, h, thick float64, ink color.NRGBA) {
	c.rule(x-thick/2, y, x+w+thick/2, y, thick, ink)
	c.rule(x-thick/2, y+h, x+w+thick/2, y+h, thick, ink)
	c.rule(x, y, x, y+h, thick, ink)
	c.rule(x+w, y, x+w, y+h, thick, ink)
}

// area fills a rectangle.
func (c *canvas) area(x, y, w, h float64, ink color.NRGBA) {
	r := image.Rect(int(math.Round(c.px(x))), int(math.Round(c.px(y))), int(math.Round(c.px(x+w))), int(math.Round(c.px(y+h))))
	fillRect(c.img, r, ink)
}

// shape fills a polygon given in millimetres.
func (c *canvas) shape(ink color.NRGBA, xy ...float64) {
	pts := make([]document.Point, 0, len(xy)/2)
	for i := 0; i+1 < len(xy); i += 2 {
		pts = append(pts, c.point(xy[i], xy[i+1]))
	}
	p := newPath()
	p.polygon(pts)
	p.fill().blend(c.img, ink)
}

// disc fills an ellipse of radii rx and ry.
func (c *canvas) disc(x, y, rx, ry float64, ink color.NRGBA) {
	pts := make([]document.Point, 48)
	for i := range pts {
		sin, cos := math.Sincos(float64(i) / 48 * 2 * math.Pi)
		pts[i] = c.point(x+rx*cos, y+ry*sin)
	}
	p := newPath()
	p.polygon(pts)
	p.fill().blend(c.img, ink)
}

// fillRect fills r with an opaque colour.
func fillRect(img *image.RGBA, r image.Rectangle, c color.NRGBA) {
	draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src)
}

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}
}

func faint(c color.NRGBA, opacity uint8) color.NRGBA { c.A = opacity; return c }

// Inks and papers used by many layouts.
var (
	black = rgb(0x1a1a1a)
	white = rgb(0xffffff)
	gray  = rgb(0x808080)
	red   = rgb(0xb81c22)
	gold  = rgb(0xb08d3c)
)
