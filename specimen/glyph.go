package specimen

import (
	"image"
	"image/color"
	"math"
	"sync"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"hecha/document"
)

// affine maps em units of a glyph, or millimetres of a drawing, to pixels:
// x' = A x + C y + E, y' = B x + D y + F.
type affine struct{ A, B, C, D, E, F float64 }

func (m affine) apply(x, y float64) document.Point {
	return document.Point{X: m.A*x + m.C*y + m.E, Y: m.B*x + m.D*y + m.F}
}

// turned is a scaling by size after a clockwise turn, moved to at.
func turned(size, stretch, angle float64, at document.Point) affine {
	sin, cos := math.Sincos(angle * math.Pi / 180)
	return affine{size * stretch * cos, size * stretch * sin, -size * sin, size * cos, at.X, at.Y}
}

// mask is the coverage of a shape; x and y place it on the page.
type mask struct {
	x, y, w, h int
	pix        []uint8
}

// glyphKey names a glyph that was rasterised upright. Size is in 1/16 pixels
// and the fraction of the pen's position in quarters of a pixel.
type glyphKey struct {
	face          *face
	r             rune
	size, stretch int32
	fracX, fracY  uint8
}

// maxGlyphs bounds the cache: 20,000 glyphs of 30x30 pixels are 18 MB.
const maxGlyphs = 20000

var (
	glyphsMu sync.Mutex
	glyphs   = map[glyphKey]mask{}
)

// upright is the mask of r for a pen at (x, y) in pixels.
func (f *face) upright(r rune, size, stretch, x, y float64) mask {
	ix, iy := math.Floor(x), math.Floor(y)
	key := glyphKey{f, r, int32(math.Round(size * 16)), int32(math.Round(stretch * 256)), uint8((x - ix) * 4), uint8((y - iy) * 4)}
	glyphsMu.Lock()
	m, ok := glyphs[key]
	glyphsMu.Unlock()
	if !ok {
		at := document.Point{X: float64(key.fracX) / 4, Y: float64(key.fracY) / 4}
		m = fillOutline(f.outline(r), float64(f.upem), turned(float64(key.size)/16, float64(key.stretch)/256, 0, at))
		glyphsMu.Lock()
		if len(glyphs) >= maxGlyphs {
			clear(glyphs)
		}
		glyphs[key] = m
		glyphsMu.Unlock()
	}
	m.x += int(ix)
	m.y += int(iy)
	return m
}

// fillOutline rasterises a glyph's outline; upem is one em in its units.
func fillOutline(segs []sfnt.Segment, upem float64, m affine) mask {
	p := newPath()
	pt := func(q fixed.Point26_6) document.Point { return m.apply(float64(q.X)/upem, float64(q.Y)/upem) }
	for _, s := range segs {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			p.moveTo(pt(s.Args[0]))
		case sfnt.SegmentOpLineTo:
			p.lineTo(pt(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			p.quadTo(pt(s.Args[0]), pt(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			p.cubeTo(pt(s.Args[0]), pt(s.Args[1]), pt(s.Args[2]))
		}
	}
	return p.fill()
}

// path collects a shape in pixels until its bounds are known.
type path struct {
	ops            []pathOp
	x0, y0, x1, y1 float64
}

type pathOp struct {
	n    int // points used; 0 moves
	args [3]document.Point
}

func newPath() *path {
	return &path{x0: math.Inf(1), y0: math.Inf(1), x1: math.Inf(-1), y1: math.Inf(-1)}
}

func (p *path) add(n int, pts ...document.Point) {
	op := pathOp{n: n}
	for i, q := range pts {
		op.args[i] = q
		p.x0, p.y0 = math.Min(p.x0, q.X), math.Min(p.y0, q.Y)
		p.x1, p.y1 = math.Max(p.x1, q.X), math.Max(p.y1, q.Y)
	}
	p.ops = append(p.ops, op)
}

func (p *path) moveTo(a document.Point)       { p.add(0, a) }
func (p *path) lineTo(a document.Point)       { p.add(1, a) }
func (p *path) quadTo(a, b document.Point)    { p.add(2, a, b) }
func (p *path) cubeTo(a, b, c document.Point) { p.add(3, a, b, c) }

// polygon adds a closed ring of points.
func (p *path) polygon(pts []document.Point) {
	for i, q := range pts {
		if i == 0 {
			p.moveTo(q)
		} else {
			p.lineTo(q)
		}
	}
}

// fill rasterises the shape by the non-zero rule.
func (p *path) fill() mask {
	if len(p.ops) == 0 || p.x1 <= p.x0 || p.y1 <= p.y0 {
		return mask{}
	}
	x, y := math.Floor(p.x0), math.Floor(p.y0)
	w, h := int(math.Ceil(p.x1)-x)+1, int(math.Ceil(p.y1)-y)+1
	z := vector.NewRasterizer(w, h)
	at := func(q document.Point) (float32, float32) { return float32(q.X - x), float32(q.Y - y) }
	open := false
	for _, op := range p.ops {
		ax, ay := at(op.args[0])
		switch op.n {
		case 0:
			if open {
				z.ClosePath()
			}
			z.MoveTo(ax, ay)
			open = true
		case 1:
			z.LineTo(ax, ay)
		case 2:
			bx, by := at(op.args[1])
			z.QuadTo(ax, ay, bx, by)
		case 3:
			bx, by := at(op.args[1])
			cx, cy := at(op.args[2])
			z.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	z.ClosePath()
	dst := image.NewAlpha(image.Rect(0, 0, w, h))
	z.Draw(dst, dst.Bounds(), image.Opaque, image.Point{})
	return mask{x: int(x), y: int(y), w: w, h: h, pix: dst.Pix}
}

// blend lays ink of colour c over dst where m covers it; c.A is the ink's
// opacity.
func (m mask) blend(dst *image.RGBA, c color.NRGBA) {
	b := dst.Bounds()
	for j := max(0, b.Min.Y-m.y); j < m.h && m.y+j < b.Max.Y; j++ {
		for i := max(0, b.Min.X-m.x); i < m.w && m.x+i < b.Max.X; i++ {
			if a := m.pix[j*m.w+i]; a != 0 {
				blendAt(dst, dst.PixOffset(m.x+i, m.y+j), c, uint32(a)*uint32(c.A)/255)
			}
		}
	}
}

// blendAt mixes c into the pixel at offset o; a is 0 to 255.
func blendAt(dst *image.RGBA, o int, c color.NRGBA, a uint32) {
	p := dst.Pix[o : o+3 : o+3]
	p[0] = uint8((uint32(p[0])*(255-a) + uint32(c.R)*a + 127) / 255)
	p[1] = uint8((uint32(p[1])*(255-a) + uint32(c.G)*a + 127) / 255)
	p[2] = uint8((uint32(p[2])*(255-a) + uint32(c.B)*a + 127) / 255)
}
