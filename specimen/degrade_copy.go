package specimen

import (
	"image"
	"math"

	"hecha/document"
)

// copier is a black-and-white copy of p: gray or nearly two-toned, with the
// marks of the machine.
func (k dice) copier(p Page) shot {
	out := k.flatbed(p, k.scanScale(p, 150, 300, 17), k.between(-1.5, 1.5), nil)
	img := blur(out.Image, k.between(0.3, 0.7), k.between(0.3, 0.7))
	toGray(img)
	k.tonerCurve(img)
	k.tonerCoat(img)
	k.streaks(img)
	keep := fieldQuads(out)
	k.specks(img, int(k.between(0, 160)), 0.4, 1.8, 20, keep)
	if k.chance(0.3) {
		k.punchHoles(img, keep)
	}
	k.sensorNoise(img, k.between(1, 3), k.between(0.8, 2.5), 0)
	out.Image = img
	grayTruth(&out)
	return shot{out, k.jpegQuality(70, 92)}
}

// tonerCurve is the copier's contrast. However steep it is, it leaves the red
// of a seal lighter than the ink below it, as the copies that offices accept do.
func (k dice) tonerCurve(img *image.RGBA) {
	centre, soft := k.between(0.38, 0.52), k.between(0.08, 0.22)
	black, white := k.between(0.02, 0.2), k.between(0.93, 1)
	at := func(v float64) float64 { return 1 / (1 + math.Exp(-(v-centre)/soft)) }
	lo, hi := at(0), at(1)
	c := toneCurve(func(v float64) float64 { return black + (white-black)*(at(v)-lo)/(hi-lo) })
	tone(img, &[3][256]uint8{c, c, c})
}

// tonerCoat is the uneven coat of toner: blotches and darker edges.
func (k dice) tonerCoat(img *image.RGBA) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	coarse, fine := k.valueNoise(float64(w)*k.between(0.08, 0.3)), k.valueNoise(24)
	depth, edge := k.between(0.01, 0.08), k.between(0, 0.3)
	newLightField(w, h, func(x, y float64) float64 {
		d := math.Max(math.Abs(2*x/float64(w)-1), math.Abs(2*y/float64(h)-1))
		return 1 - edge*math.Pow(d, 14) - depth*(0.5+0.35*coarse(x, y)+0.15*fine(x, y))
	}).shine(img)
}

// streaks are the light and dark lines along the drum's way, down the page.
func (k dice) streaks(img *image.RGBA) {
	for range k.IntN(4) {
		x, width := k.IntN(img.Rect.Dx()), 1+k.IntN(3)
		level, strength := 0.0, k.between(0.06, 0.3)
		if k.chance(0.5) {
			level = 255
		}
		for y := range img.Rect.Dy() {
			for i := x; i < min(x+width, img.Rect.Dx()); i++ {
				px := img.Pix[y*img.Stride+4*i:]
				v := clamp8(float64(px[0])*(1-strength) + level*strength)
				px[0], px[1], px[2] = v, v, v
			}
		}
	}
}

// punchHoles are the two shadows of a filing punch at the left edge, where no
// field stands.
func (k dice) punchHoles(img *image.RGBA, keep []document.Quad) {
	w, h := float64(img.Rect.Dx()), float64(img.Rect.Dy())
	r := 0.012 * w
	for _, y := range []float64{0.43, 0.57} {
		p := document.Point{X: w * k.between(0.03, 0.05), Y: h * y}
		if !touches(keep, p, 1.5*r) {
			dab(img, p, r, uint8(k.between(10, 60)), 1)
		}
	}
}
