package specimen

import (
	"fmt"
	"math"
	"os"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// sealAffine maps (x, y) to (m0·x+m1·y+m2, m3·x+m4·y+m5).
type sealAffine [6]float64

func (m sealAffine) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[1]*y + m[2], m[3]*x + m[4]*y + m[5]
}

// mul is the mapping that applies n first and then m.
func (m sealAffine) mul(n sealAffine) sealAffine {
	return sealAffine{
		m[0]*n[0] + m[1]*n[3], m[0]*n[1] + m[1]*n[4], m[0]*n[2] + m[1]*n[5] + m[2],
		m[3]*n[0] + m[4]*n[3], m[3]*n[1] + m[4]*n[4], m[3]*n[2] + m[4]*n[5] + m[5],
	}
}

// sealRotation turns clockwise (y points down) by deg degrees.
func sealRotation(deg float64) sealAffine {
	sin, cos := math.Sincos(deg * math.Pi / 180)
	return sealAffine{cos, -sin, 0, sin, cos, 0}
}

// sealFace is a typeface in a file; index chooses within a collection.
type sealFace struct {
	path  string
	index int
}

const (
	sealNotoDir = "/usr/share/fonts/opentype/noto/"
	sealTrueDir = "/usr/share/fonts/truetype/"
)

// The two sets share no file, so that a reader tuned on one has never met the
// strokes of the other.
var (
	sealFacesTune = []sealFace{
		{sealNotoDir + "NotoSerifCJK-Bold.ttc", 2}, {sealNotoDir + "NotoSerifCJK-Medium.ttc", 2},
		{sealTrueDir + "arphic-gbsn00lp/gbsn00lp.ttf", 0}, {sealNotoDir + "NotoSansCJK-Regular.ttc", 2},
		{sealNotoDir + "NotoSerifCJK-SemiBold.ttc", 2},
	}
	sealFacesUnseen = []sealFace{
		{sealNotoDir + "NotoSerifCJK-Regular.ttc", 2}, {sealNotoDir + "NotoSerifCJK-Black.ttc", 2},
		{sealTrueDir + "droid/DroidSansFallbackFull.ttf", 0}, {sealTrueDir + "arphic-gkai00mp/gkai00mp.ttf", 0},
		{sealTrueDir + "lxgw-wenkai/LXGWWenKai-Bold.ttf", 0}, {sealNotoDir + "NotoSansCJK-Medium.ttc", 2},
	}
	sealFaceFallback = sealFace{sealNotoDir + "NotoSerifCJK-Bold.ttc", 2}
	sealFaceSymbols  = sealFace{sealTrueDir + "dejavu/DejaVuSans.ttf", 0}
	sealFacesDigits  = []sealFace{
		{sealTrueDir + "liberation/LiberationSans-Regular.ttf", 0},
		{sealTrueDir + "liberation/LiberationSans-Bold.ttf", 0},
		{sealTrueDir + "liberation/LiberationSerif-Regular.ttf", 0},
		{sealTrueDir + "dejavu/DejaVuSans.ttf", 0},
	}
)

var sealFonts sync.Map // sealFace → *sfnt.Font

// load parses the face once. A missing font is a fault of the installation that
// no caller can cure, hence the panic.
func (f sealFace) load() *sfnt.Font {
	if have, ok := sealFonts.Load(f); ok {
		return have.(*sfnt.Font)
	}
	data, err := os.ReadFile(f.path)
	if err != nil {
		panic(fmt.Sprintf("specimen: seal typeface: %v", err))
	}
	collection, err := sfnt.ParseCollection(data)
	if err != nil {
		panic(fmt.Sprintf("specimen: seal typeface %s: %v", f.path, err))
	}
	face, err := collection.Font(f.index)
	if err != nil {
		panic(fmt.Sprintf("specimen: seal typeface %s: %v", f.path, err))
	}
	sealFonts.Store(f, face)
	return face
}

// sealPen draws outlines through an affine mapping.
type sealPen struct {
	r   *vector.Rasterizer
	buf sfnt.Buffer
}

// emUnits is the em size at which outlines are loaded; large, because sfnt
// rounds to 1/64 of a unit.
const emUnits = 256

// glyph draws r with its em box (the ideographic one, from 0.12 em below the
// baseline to 0.88 above) mapped from [0,1]×[0,1], y downwards, by m.
func (p *sealPen) glyph(f sealFace, r rune, m sealAffine) {
	face := f.load()
	index, err := face.GlyphIndex(&p.buf, r)
	if err != nil || index == 0 {
		face = sealFaceFallback.load()
		index, _ = face.GlyphIndex(&p.buf, r)
	}
	segments, err := face.LoadGlyph(&p.buf, index, fixed.I(emUnits), nil)
	if err != nil {
		return
	}
	m = m.mul(sealAffine{1.0 / (64 * emUnits), 0, 0, 0, 1.0 / (64 * emUnits), 0.88})
	at := func(q fixed.Point26_6) (float32, float32) {
		x, y := m.apply(float64(q.X), float64(q.Y))
		return float32(x), float32(y)
	}
	for _, s := range segments {
		x0, y0 := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			p.r.ClosePath()
			p.r.MoveTo(x0, y0)
		case sfnt.SegmentOpLineTo:
			p.r.LineTo(x0, y0)
		case sfnt.SegmentOpQuadTo:
			x1, y1 := at(s.Args[1])
			p.r.QuadTo(x0, y0, x1, y1)
		case sfnt.SegmentOpCubeTo:
			x1, y1 := at(s.Args[1])
			x2, y2 := at(s.Args[2])
			p.r.CubeTo(x0, y0, x1, y1, x2, y2)
		}
	}
	p.r.ClosePath()
}

// advance is the width of r in ems.
func (p *sealPen) advance(f sealFace, r rune) float64 {
	face := f.load()
	index, err := face.GlyphIndex(&p.buf, r)
	if err != nil || index == 0 {
		return 1
	}
	a, err := face.GlyphAdvance(&p.buf, index, fixed.I(emUnits), font.HintingNone)
	if err != nil {
		return 1
	}
	return float64(a) / (64 * emUnits)
}

// polygon draws a closed outline.
func (p *sealPen) polygon(m sealAffine, points [][2]float64) {
	for i, q := range points {
		x, y := m.apply(q[0], q[1])
		if i == 0 {
			p.r.MoveTo(float32(x), float32(y))
			continue
		}
		p.r.LineTo(float32(x), float32(y))
	}
	p.r.ClosePath()
}

// band draws an elliptic ring between the semi-axes (a, b) and those less width.
func (p *sealPen) band(m sealAffine, a, b, width float64) {
	p.polygon(m, sealEllipse(a, b, 1))
	if a > width && b > width {
		p.polygon(m, sealEllipse(a-width, b-width, -1))
	}
}

// sealEllipse is an ellipse as a polygon, clockwise for turn 1 and
// counter-clockwise for -1.
func sealEllipse(a, b, turn float64) [][2]float64 {
	const n = 240
	points := make([][2]float64, n)
	for i := range points {
		sin, cos := math.Sincos(turn * 2 * math.Pi * float64(i) / n)
		points[i] = [2]float64{a * cos, b * sin}
	}
	return points
}

// sealStar is a five-pointed star with tips at distance r, one of them up.
func sealStar(cx, cy, r float64) [][2]float64 {
	inner := r * math.Sin(math.Pi/10) / math.Sin(7*math.Pi/10)
	points := make([][2]float64, 10)
	for i := range points {
		d := r
		if i%2 == 1 {
			d = inner
		}
		sin, cos := math.Sincos(float64(i) * math.Pi / 5)
		points[i] = [2]float64{cx + d*sin, cy - d*cos}
	}
	return points
}
