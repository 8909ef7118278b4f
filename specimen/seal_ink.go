package specimen

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"
	"math/rand"
)

// sealInk is how one impression takes to the paper.
type sealInk struct {
	color   [3]float64 // what full ink lets through of each channel, 0 to 1
	perMM   float64    // pixels per millimetre
	bleed   float64    // millimetres that ink creeps
	weight  float64    // threshold on the relief: less makes strokes fatter
	faint   span       // density from the weakest to the strongest pressure
	speckle float64    // share of the relief that stays white, in fine grains
	lost    int        // places where the paper did not touch
}

func newSealInk(spec SealSpec, dpi float64, rng *rand.Rand) sealInk {
	ink := sealInk{
		perMM: dpi / 25.4, bleed: 0.03 + 0.06*rng.Float64(), weight: 0.35 + 0.3*rng.Float64(),
		faint: span{0.45 + 0.35*rng.Float64(), 0.85 + 0.15*rng.Float64()}, speckle: 0.12 * rng.Float64(),
		lost: rng.Intn(4),
	}
	switch spec.Color {
	case "blue":
		ink.color = sealHSV(215+25*rng.Float64(), 0.7+0.25*rng.Float64(), 0.55+0.35*rng.Float64())
	case "gray":
		v := 0.15 + 0.3*rng.Float64()
		ink.color = [3]float64{v, v, v}
	default:
		ink.color = sealHSV(math.Mod(345+25*rng.Float64(), 360), 0.65+0.3*rng.Float64(), 0.68+0.27*rng.Float64())
	}
	return ink
}

// sealHSV converts a hue in degrees, saturation and value to red, green, blue.
func sealHSV(h, s, v float64) [3]float64 {
	var out [3]float64
	for i, offset := range []float64{5, 3, 1} {
		k := math.Mod(offset+h/60, 6)
		out[i] = v - v*s*math.Max(0, math.Min(math.Min(k, 4-k), 1))
	}
	return out
}

// press turns the relief into the density of ink at each pixel, 0 to 1.
func (ink sealInk) press(mask *image.Alpha, rng *rand.Rand) []float32 {
	side := mask.Rect.Dx()
	relief := make([]float32, len(mask.Pix))
	for i, v := range mask.Pix {
		relief[i] = float32(v) / 255
	}
	sealBlur(relief, side, ink.bleed*ink.perMM)
	edge := newSealNoise(side, 0.15*ink.perMM, rng)
	slow := newSealNoise(side, 9*ink.perMM, rng)
	grain := newSealNoise(side, math.Max(1, 0.12*ink.perMM), rng)
	patch := newSealNoise(side, 2.2*ink.perMM, rng)
	tilt := rng.Float64() * 2 * math.Pi
	holes := ink.holes(side, rng)
	for y := range side {
		for x := range side {
			i := y*side + x
			if relief[i] < 0.02 {
				relief[i] = 0
				continue
			}
			ramp := (float64(x)*math.Cos(tilt)+float64(y)*math.Sin(tilt))/float64(side) - 0.5
			pressure := sealUnit(slow.at(x, y) + 0.4*ramp)
			soft := sealUnit((float64(relief[i])-ink.weight+0.25*(edge.at(x, y)-0.5))*2.2 + 0.5)
			density := soft * (ink.faint.from + (ink.faint.to-ink.faint.from)*pressure)
			if grain.at(x, y) < ink.speckle+0.25*ink.speckle*patch.at(x, y) {
				density *= 0.25
			}
			density *= 0.8 + 0.2*patch.at(x, y)
			relief[i] = float32(density * holes(x, y))
		}
	}
	return relief
}

// holes are the places that did not print: a factor 0 to 1 at each pixel.
func (ink sealInk) holes(side int, rng *rand.Rand) func(x, y int) float64 {
	type hole struct{ x, y, r, keep float64 }
	all := make([]hole, ink.lost)
	for i := range all {
		all[i] = hole{
			x: rng.Float64() * float64(side), y: rng.Float64() * float64(side),
			r: (0.4 + 2.2*rng.Float64()) * ink.perMM, keep: 0.25 + 0.5*rng.Float64(),
		}
	}
	return func(x, y int) float64 {
		f := 1.0
		for _, h := range all {
			d := math.Hypot(float64(x)-h.x, float64(y)-h.y) / h.r
			if d < 1 {
				f *= h.keep + (1-h.keep)*d*d
			}
		}
		return f
	}
}

// multiply lets the ink take its share of the light that dst reflects.
func (ink sealInk) multiply(dst *image.RGBA, density []float32, at image.Point) {
	side := int(math.Sqrt(float64(len(density))))
	area := image.Rect(at.X, at.Y, at.X+side, at.Y+side).Intersect(dst.Rect)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			d := float64(density[(y-at.Y)*side+x-at.X])
			if d == 0 {
				continue
			}
			p := dst.Pix[dst.PixOffset(x, y):]
			for c := range 3 {
				p[c] = uint8(float64(p[c])*(1-d+d*ink.color[c]) + 0.5)
			}
		}
	}
}

// paste puts the impression on a white box of its own noise and JPEG blocks
// over dst, hiding what lies beneath.
func (ink sealInk) paste(dst *image.RGBA, density []float32, at image.Point, rng *rand.Rand) {
	side := int(math.Sqrt(float64(len(density))))
	box := image.NewRGBA(image.Rect(0, 0, side, side))
	base := 236 + rng.Float64()*16
	for i := 0; i < len(box.Pix); i += 4 {
		v := uint8(math.Min(255, base+rng.NormFloat64()*3))
		box.Pix[i], box.Pix[i+1], box.Pix[i+2], box.Pix[i+3] = v, v, v, 255
	}
	ink.multiply(box, density, image.Point{})
	var coded bytes.Buffer
	if err := jpeg.Encode(&coded, box, &jpeg.Options{Quality: 45 + rng.Intn(25)}); err != nil {
		return
	}
	back, err := jpeg.Decode(&coded)
	if err != nil {
		return
	}
	// The impression keeps a margin of half its corner distance; a paster
	// crops closer than that.
	crop := side / 7
	inner := image.Rect(crop, crop, side-crop, side-crop)
	draw.Draw(dst, inner.Add(at), back, inner.Min, draw.Src)
}

func sealFlatColor(name string, rng *rand.Rand) color.RGBA {
	switch name {
	case "blue":
		return color.RGBA{0, 0, 255, 255}
	case "gray":
		return color.RGBA{90, 90, 90, 255}
	}
	if rng.Intn(2) == 0 {
		return color.RGBA{255, 0, 0, 255}
	}
	return color.RGBA{uint8(200 + rng.Intn(40)), uint8(rng.Intn(40)), uint8(rng.Intn(40)), 255}
}

// sealPaint covers dst with one colour through the mask.
func sealPaint(dst *image.RGBA, mask *image.Alpha, at image.Point, c color.RGBA) {
	draw.DrawMask(dst, mask.Rect.Add(at), image.NewUniform(c), image.Point{}, mask, image.Point{}, draw.Over)
}

func sealUnit(v float64) float64 { return math.Max(0, math.Min(1, v)) }

// sealNoise is smooth value noise: random numbers on a lattice, 0 to 1 between.
type sealNoise struct {
	cell    float64
	columns int
	lattice []float64
}

func newSealNoise(side int, cell float64, rng *rand.Rand) sealNoise {
	cell = math.Max(cell, 1)
	n := sealNoise{cell: cell, columns: int(float64(side)/cell) + 3}
	n.lattice = make([]float64, n.columns*n.columns)
	for i := range n.lattice {
		n.lattice[i] = rng.Float64()
	}
	return n
}

func (n sealNoise) at(x, y int) float64 {
	fx, fy := float64(x)/n.cell, float64(y)/n.cell
	ix, iy := int(fx), int(fy)
	fx, fy = fx-float64(ix), fy-float64(iy)
	fx, fy = fx*fx*(3-2*fx), fy*fy*(3-2*fy)
	row := n.lattice[iy*n.columns+ix:]
	next := n.lattice[(iy+1)*n.columns+ix:]
	return (row[0]*(1-fx)+row[1]*fx)*(1-fy) + (next[0]*(1-fx)+next[1]*fx)*fy
}

// sealBlur smooths a square picture in place by a Gaussian of sigma pixels.
func sealBlur(pix []float32, side int, sigma float64) {
	r := int(math.Ceil(2.5 * sigma))
	if r == 0 {
		return
	}
	kernel := make([]float32, 2*r+1)
	var sum float32
	for i := range kernel {
		kernel[i] = float32(math.Exp(-float64((i-r)*(i-r)) / (2 * sigma * sigma)))
		sum += kernel[i]
	}
	line := make([]float32, side)
	pass := func(start, step int) {
		for i := range side {
			var v float32
			for k, w := range kernel {
				if j := i + k - r; j >= 0 && j < side {
					v += w * pix[start+j*step]
				}
			}
			line[i] = v / sum
		}
		for i, v := range line {
			pix[start+i*step] = v
		}
	}
	for i := range side {
		pass(i*side, 1)
	}
	for i := range side {
		pass(i, side)
	}
}
