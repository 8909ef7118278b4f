package specimen

import (
	"image"
	"math"
	"math/rand"
	"strings"
	"unicode/utf8"

	"golang.org/x/image/vector"
)

// span is a range to draw a proportion from.
type span struct{ from, to float64 }

func (s span) pick(rng *rand.Rand) float64 { return s.from + (s.to-s.from)*rng.Float64() }

// sealRanges are the proportions that makers vary. Lengths in millimetres,
// shares of the shorter semi-axis, angles in degrees.
type sealRanges struct {
	rim, gap       span // width of the rim, and from the rim to the text
	height         span // of ring characters, as a share of the semi-axis
	aspect         span // width over height of a character
	pitch          span // advance over width
	arc, arcCoded  span // the longest arc of text, without and with a code below
	star           span // tip radius as a share of the semi-axis
	code           span // height of the code's digits
	doubleRim      float64
	innerHeight    span // of straight text, as a share of the semi-axis
	flattening     span // shorter over longer axis of an ellipse
	faces          []sealFace
	inverse, upto2 float64 // shares of square seals: cut white out of red, lines of two columns
}

var sealTune = sealRanges{
	rim: span{0.8, 1.3}, gap: span{0.7, 1.6}, height: span{0.24, 0.34}, aspect: span{0.6, 0.9},
	pitch: span{1.05, 1.35}, arc: span{240, 300}, arcCoded: span{230, 265}, star: span{0.28, 0.36},
	code: span{1.3, 1.7}, doubleRim: 0.05, innerHeight: span{0.18, 0.24}, flattening: span{0.66, 0.76},
	faces: sealFacesTune, inverse: 0.3, upto2: 0.7,
}

var sealUnseen = sealRanges{
	rim: span{0.5, 1.7}, gap: span{0.4, 2.2}, height: span{0.21, 0.38}, aspect: span{0.52, 1.0},
	pitch: span{1.0, 1.55}, arc: span{225, 312}, arcCoded: span{215, 280}, star: span{0.22, 0.4},
	code: span{1.2, 2.0}, doubleRim: 0.1, innerHeight: span{0.16, 0.27}, flattening: span{0.6, 0.8},
	faces: sealFacesUnseen, inverse: 0.4, upto2: 0.5,
}

// sealShape is one seal as its maker cut it: all lengths in millimetres, the
// origin in its centre.
type sealShape struct {
	spec   SealSpec
	ranges sealRanges
	a, b   float64 // semi-axes of the outline, or half the sides of a square
	rim    float64
	face   sealFace
}

func newSealShape(spec SealSpec, rng *rand.Rand) sealShape {
	s := sealShape{spec: spec, ranges: sealTune, a: spec.DiameterMM / 2, b: spec.DiameterMM / 2}
	if spec.Unseen {
		s.ranges = sealUnseen
	}
	if spec.Shape == "ellipse" {
		s.b *= s.ranges.flattening.pick(rng)
	}
	s.rim = s.ranges.rim.pick(rng)
	s.face = s.ranges.faces[rng.Intn(len(s.ranges.faces))]
	return s
}

// rasterize draws the seal's relief: 255 where it touches the paper.
func (s sealShape) rasterize(side int, m sealAffine, rng *rand.Rand) *image.Alpha {
	mask := image.NewAlpha(image.Rect(0, 0, side, side))
	// Each part gets its own rasterizer: outlines of opposite direction would
	// cancel where they touch.
	part := func(paint func(p *sealPen)) {
		p := &sealPen{r: vector.NewRasterizer(side, side)}
		paint(p)
		p.r.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
	}
	if s.spec.Shape == "square" {
		s.drawSquare(mask, part, m, rng)
		return mask
	}
	part(func(p *sealPen) { p.band(m, s.a, s.b, s.rim) })
	edge := s.rim
	if rng.Float64() < s.ranges.doubleRim {
		part(func(p *sealPen) { p.band(m, s.a-s.rim-0.5, s.b-s.rim-0.5, 0.35) })
		edge += 0.85
	}
	inside := s.drawRing(part, m, edge, rng)
	s.drawMiddle(part, m, inside, rng)
	return mask
}

// drawRing draws text and code along the rim and returns how far from the
// centre, along the shorter axis, the text reaches inwards.
func (s sealShape) drawRing(part func(func(*sealPen)), m sealAffine, edge float64, rng *rand.Rand) float64 {
	h := s.ranges.height.pick(rng) * s.b
	gap := s.ranges.gap.pick(rng)
	w := h * s.ranges.aspect.pick(rng)
	n := utf8.RuneCountInString(s.spec.Text)
	middle := newSealArc(s.a-edge-gap-h/2, s.b-edge-gap-h/2)
	arc := s.ranges.arc
	if s.spec.Code != "" {
		arc = s.ranges.arcCoded
	}
	longest := middle.length * arc.pick(rng) / 360
	pitch := w * s.ranges.pitch.pick(rng)
	if pitch*float64(n) > longest {
		pitch = longest / float64(n)
		w = math.Min(w, pitch*0.97)
	}
	if wide := longest * 0.62; pitch*float64(n) < wide && n > 2 {
		pitch = math.Min(wide/float64(n), w*2.2)
	}
	part(func(p *sealPen) {
		start := -pitch * float64(n-1) / 2
		for i, r := range []rune(s.spec.Text) {
			x, y, turn := middle.at(start + pitch*float64(i))
			p.glyph(s.face, r, m.mul(sealBox(x, y, w, h, turn)))
		}
	})
	if s.spec.Code != "" {
		s.drawCode(part, m, edge, rng)
	}
	return s.b - edge - gap - h
}

// drawCode draws the digits along the bottom, read from left to right with
// their feet to the rim.
func (s sealShape) drawCode(part func(func(*sealPen)), m sealAffine, edge float64, rng *rand.Rand) {
	h := s.ranges.code.pick(rng)
	face := sealFacesDigits[rng.Intn(len(sealFacesDigits))]
	gap := 0.35 + 0.6*rng.Float64()
	arc := newSealArc(s.a-edge-gap-h/2, s.b-edge-gap-h/2)
	part(func(p *sealPen) {
		pitch := h * p.advance(face, '0') * (1.35 + 0.5*rng.Float64())
		start := arc.length/2 + pitch*float64(len(s.spec.Code)-1)/2
		for i, r := range s.spec.Code {
			x, y, turn := arc.at(start - pitch*float64(i))
			// Digits reach from the baseline to 0.72 em: an em of h/0.72 makes
			// them h tall, and the box is moved so that they stand on the arc.
			em := h / 0.72
			box := sealAffine{1, 0, x, 0, 1, y}.mul(sealRotation(turn + 180)).
				mul(sealAffine{em, 0, -em * p.advance(face, r) / 2, 0, em, -em*0.88 + h/2})
			p.glyph(face, r, m.mul(box))
		}
	})
}

// sealBox maps the unit square to a box w×h around (x, y) turned clockwise by
// turn degrees.
func sealBox(x, y, w, h, turn float64) sealAffine {
	return sealAffine{1, 0, x, 0, 1, y}.mul(sealRotation(turn)).mul(sealAffine{w, 0, -w / 2, 0, h, -h / 2})
}

// drawMiddle draws the centre mark and the straight lines.
func (s sealShape) drawMiddle(part func(func(*sealPen)), m sealAffine, inside float64, rng *rand.Rand) {
	lines := strings.FieldsFunc(s.spec.Inner, func(r rune) bool { return r == '\n' })
	r := math.Min(s.ranges.star.pick(rng)*s.b, inside*0.8)
	cy := 0.0
	if len(lines) > 0 {
		r, cy = r*0.85, -r*0.15
	}
	switch s.spec.Centre {
	case "star":
		part(func(p *sealPen) { p.polygon(m, sealStar(0, cy, r)) })
	case "emblem":
		part(func(p *sealPen) { drawEmblem(p, m.mul(sealAffine{r, 0, 0, 0, r, cy})) })
	case "party":
		part(func(p *sealPen) { p.glyph(sealFaceSymbols, '☭', m.mul(sealBox(0, cy, 2.2*r, 2.2*r, 0))) })
	}
	h := s.ranges.innerHeight.pick(rng) * s.b
	y := cy + r + h*0.75
	if s.spec.Centre == "blank" {
		y = (rng.Float64()*0.35 - 0.05) * s.b
	}
	part(func(p *sealPen) { s.drawLines(p, m, lines, y, h, inside, rng) })
}

// drawLines draws straight lines from y downwards, each shrunk to fit the ring.
func (s sealShape) drawLines(p *sealPen, m sealAffine, lines []string, y, h, inside float64, rng *rand.Rand) {
	tight := 0.65 + 0.3*rng.Float64()
	for _, line := range lines {
		width := 0.0
		for _, r := range line {
			width += p.advance(s.face, r)
		}
		free := 2 * (s.a/s.b*inside + 0.1*s.b) * math.Sqrt(math.Max(0.2, 1-math.Pow(y/(s.b-s.rim-1), 2)))
		em := math.Min(h*tight, free*0.95/width)
		x := -em * width / 2
		for _, r := range line {
			w := em * p.advance(s.face, r)
			p.glyph(s.face, r, m.mul(sealAffine{em, 0, x, 0, h, y - h/2}))
			x += w
		}
		y += h * 1.2
		h *= 0.9
	}
}

// drawEmblem draws stars over a gate in a wreath, in a circle of radius 1: the
// national emblem as coarse as rubber shows it.
func drawEmblem(p *sealPen, m sealAffine) {
	p.band(m, 1, 1, 0.16)
	p.polygon(m, sealStar(0, -0.38, 0.24))
	for _, c := range [][2]float64{{-0.45, -0.15}, {-0.17, 0}, {0.17, 0}, {0.45, -0.15}} {
		p.polygon(m, sealStar(c[0], c[1], 0.11))
	}
	p.polygon(m, [][2]float64{{-0.5, 0.28}, {0, 0.14}, {0.5, 0.28}, {0.5, 0.36}, {-0.5, 0.36}})
	for _, x := range []float64{-0.4, -0.13, 0.14, 0.41} {
		p.polygon(m, [][2]float64{{x - 0.06, 0.42}, {x + 0.06, 0.42}, {x + 0.06, 0.66}, {x - 0.06, 0.66}})
	}
}

// drawSquare draws a name seal: two columns read from the right, or two rows.
func (s sealShape) drawSquare(mask *image.Alpha, part func(func(*sealPen)), m sealAffine, rng *rand.Rand) {
	frame := func(half float64) [][2]float64 {
		return [][2]float64{{-half, -half}, {half, -half}, {half, half}, {-half, half}}
	}
	inverse := rng.Float64() < s.ranges.inverse
	rim := s.rim * 0.6
	if !inverse {
		part(func(p *sealPen) {
			p.polygon(m, frame(s.a))
			inner := frame(s.a - rim)
			p.polygon(m, [][2]float64{inner[0], inner[3], inner[2], inner[1]})
		})
		part(func(p *sealPen) { s.drawName(p, m, s.a-rim-0.4, rng) })
		return
	}
	part(func(p *sealPen) { p.polygon(m, frame(s.a)) })
	cut := image.NewAlpha(mask.Bounds())
	p := &sealPen{r: vector.NewRasterizer(mask.Rect.Dx(), mask.Rect.Dy())}
	s.drawName(p, m, s.a-rim-0.4, rng)
	p.r.Draw(cut, cut.Bounds(), image.Opaque, image.Point{})
	for i, v := range cut.Pix {
		mask.Pix[i] = uint8(int(mask.Pix[i]) * (255 - int(v)) / 255)
	}
}

func (s sealShape) drawName(p *sealPen, m sealAffine, half float64, rng *rand.Rand) {
	name := []rune(s.spec.Text)
	first := len(name) / 2 // characters in the first column: 张|三丰, 张三|之印
	if len(name) < 3 {
		first = len(name)
	}
	columns := rng.Float64() < s.ranges.upto2
	for i, r := range name {
		group, k, n := 0, i, first
		if i >= first {
			group, k, n = 1, i-first, len(name)-first
		}
		x0, x1 := -half, half
		if len(name) > first {
			x0, x1 = []float64{0, -half}[group], []float64{half, 0}[group]
		}
		y0 := -half + 2*half*float64(k)/float64(n)
		y1 := y0 + 2*half/float64(n)
		if !columns { // rows from the top, each from left to right
			x0, x1, y0, y1 = y0, y1, -x1, -x0
		}
		p.glyph(s.face, r, m.mul(sealAffine{x1 - x0, 0, x0, 0, y1 - y0, y0}))
	}
}

// sealArc walks an ellipse by length of arc, from its top clockwise.
type sealArc struct {
	a, b   float64
	length float64
	at360  []float64 // length of arc up to each degree
}

func newSealArc(a, b float64) sealArc {
	arc := sealArc{a: math.Max(a, 0.1), b: math.Max(b, 0.1), at360: make([]float64, 361)}
	for i := 1; i <= 360; i++ {
		x0, y0 := arc.point(float64(i-1) * math.Pi / 180)
		x1, y1 := arc.point(float64(i) * math.Pi / 180)
		arc.at360[i] = arc.at360[i-1] + math.Hypot(x1-x0, y1-y0)
	}
	arc.length = arc.at360[360]
	return arc
}

func (arc sealArc) point(t float64) (x, y float64) {
	return arc.a * math.Sin(t), -arc.b * math.Cos(t)
}

// at is the place at length l from the top and the direction of the outward
// normal there, in degrees clockwise from upwards.
func (arc sealArc) at(l float64) (x, y, turn float64) {
	l = math.Mod(l+2*arc.length, arc.length)
	i := 1
	for i < 360 && arc.at360[i] < l {
		i++
	}
	f := (l - arc.at360[i-1]) / (arc.at360[i] - arc.at360[i-1])
	t := (float64(i-1) + f) * math.Pi / 180
	x, y = arc.point(t)
	nx, ny := x/(arc.a*arc.a), y/(arc.b*arc.b)
	return x, y, math.Atan2(nx, -ny) * 180 / math.Pi
}
