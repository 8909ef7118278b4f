package specimen

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"

	"golang.org/x/image/draw"

	"hecha/document"
)

// portrait paints a face-like picture: gradients, no features of anybody.
func (c *canvas) portrait(x, y, w, h float64, female bool) {
	ground := pick(c.rng, []color.NRGBA{rgb(0xf4f6f8), rgb(0x4a86c6), rgb(0xc8d8e8), rgb(0xb3323a)})
	if c.truth.Kind == document.IDCardPortrait {
		ground = rgb(0xf2f5f8)
	}
	c.pictures = append(c.pictures, document.Rect(c.px(x), c.px(y), c.px(x+w), c.px(y+h)))
	p := newFace(c, ground, female)
	// The face has no detail finer than this grid, which is far cheaper to paint
	// than every pixel of a scan.
	grid := image.NewRGBA(image.Rect(0, 0, 104, 130))
	for j := range grid.Rect.Dy() {
		for i := range grid.Rect.Dx() {
			col := p.at(float64(i)/52-1, float64(j)/65-1)
			grid.SetRGBA(i, j, color.RGBA{uint8(col[0]), uint8(col[1]), uint8(col[2]), 255})
		}
	}
	at := image.Rect(int(c.px(x)), int(c.px(y)), int(c.px(x+w)), int(c.px(y+h)))
	draw.ApproxBiLinear.Scale(c.img, at, grid, grid.Rect, draw.Src, nil)
}

type pigment [3]float64

// likeness holds the colours and proportions of one made-up face.
type likeness struct {
	ground, skin, hair, cloth, lips pigment
	jaw, brow, eyes, gap            float64
	long                            bool

	// What tells one head from another beside its colours: where it is in the
	// picture and how large, its parting, its glasses and collar.
	x, y, size, part, collar float64
	glasses                  bool
}

func newFace(c *canvas, ground color.NRGBA, female bool) likeness {
	tone := between(c.rng, 0.82, 1)
	l := likeness{
		ground: pigment{float64(ground.R), float64(ground.G), float64(ground.B)},
		skin:   pigment{238 * tone, 200 * tone, 172 * tone},
		hair:   pigment{between(c.rng, 20, 50), between(c.rng, 18, 40), between(c.rng, 18, 36)},
		cloth:  pick(c.rng, []pigment{{40, 44, 60}, {90, 30, 40}, {60, 80, 60}, {225, 225, 228}, {30, 30, 30}}),
		lips:   pigment{196, 110, 105},
		jaw:    between(c.rng, 0.34, 0.42), brow: between(c.rng, -0.36, -0.3),
		eyes: between(c.rng, -0.22, -0.17), gap: between(c.rng, 0.14, 0.18),
		long: female && c.rng.IntN(3) > 0,
	}
	// Drawn apart, so that the rest of a page does not change with it.
	rng := rand.New(rand.NewPCG(math.Float64bits(l.jaw), math.Float64bits(l.eyes)))
	l.x, l.y, l.size = between(rng, -0.07, 0.07), between(rng, -0.08, 0.08), between(rng, 0.86, 1.12)
	l.part, l.collar, l.glasses = between(rng, -0.3, 0.3), between(rng, 0.05, 0.3), chance(rng, 0.35)
	return l
}

// within is how far inside an ellipse a point lies, 0 to 1 over its edge.
func within(u, v, cu, cv, ru, rv, edge float64) float64 {
	d := math.Hypot((u-cu)/ru, (v-cv)/rv)
	return max(0, min(1, (1-d)/edge))
}

func (s pigment) toward(t pigment, a float64) pigment {
	for i := range s {
		s[i] += (t[i] - s[i]) * a
	}
	return s
}

// at is the colour at (u, v), both from -1 to 1.
func (l likeness) at(u, v float64) pigment {
	light := 1 - 0.12*u - 0.1*v
	col := l.ground.toward(pigment{255, 255, 255}, 0.08*(1-v))
	u, v = (u-l.x)/l.size, (v-l.y)/l.size
	if l.long {
		col = col.toward(l.hair, within(u, v, 0, 0.1, 0.52, 0.75, 0.06))
	}
	col = col.toward(l.cloth, within(u, v, 0, 1.25, 0.95, 0.75, 0.05))
	col = col.toward(pigment{235, 235, 238}, within(u, v, 0, 0.5, l.collar, 0.4, 0.08))
	col = col.toward(l.skin.toward(pigment{}, 0.15), within(u, v, 0, 0.42, 0.2, 0.36, 0.1))
	col = col.toward(l.hair, within(u, v, 0, -0.3, l.jaw+0.07, 0.46, 0.05))
	face := within(u, v, 0, -0.08, l.jaw, 0.5, 0.07)
	if v < -0.32+0.25*(u-l.part)*(u-l.part) {
		face *= 0.05
	}
	col = col.toward(pigment{l.skin[0] * light, l.skin[1] * light, l.skin[2] * light}, face)
	for _, side := range []float64{-1, 1} {
		col = col.toward(l.hair, 0.8*within(u, v, side*l.gap, l.brow+0.06, 0.09, 0.018, 0.5))
		col = col.toward(pigment{250, 250, 250}, 0.7*within(u, v, side*l.gap, l.eyes, 0.075, 0.03, 0.4))
		col = col.toward(pigment{30, 22, 20}, within(u, v, side*l.gap, l.eyes, 0.032, 0.032, 0.4))
		col = col.toward(l.skin.toward(pigment{}, 0.3), 0.5*within(u, v, side*0.035, 0.06, 0.02, 0.015, 0.6))
	}
	col = col.toward(l.skin.toward(pigment{}, 0.25), 0.25*within(u, v, 0.03, -0.04, 0.02, 0.11, 0.9))
	if l.glasses {
		for _, side := range []float64{-1, 1} {
			rim := within(u, v, side*l.gap, l.eyes, 0.13, 0.1, 0.2) - within(u, v, side*l.gap, l.eyes, 0.11, 0.08, 0.2)
			col = col.toward(pigment{30, 30, 34}, max(0, rim))
		}
	}
	col = col.toward(l.lips, 0.8*within(u, v, 0, 0.2, 0.1, 0.03, 0.5))
	for i := range col {
		col[i] = max(0, min(255, col[i]))
	}
	return col
}
