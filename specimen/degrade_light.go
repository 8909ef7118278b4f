package specimen

import (
	"image"
	"math"

	"hecha/document"
)

// lightCell is the side in pixels of one cell of a field of light, which is
// smooth enough to be linear between its corners.
const lightCell = 16

// lightField is a factor for every place of a w by h picture.
type lightField struct {
	cols, rows int
	v          []float32
}

// newLightField samples f, which takes pixels, at the corners of the cells.
func newLightField(w, h int, f func(x, y float64) float64) lightField {
	l := lightField{cols: w/lightCell + 2, rows: h/lightCell + 2}
	l.v = make([]float32, l.cols*l.rows)
	for j := range l.rows {
		for i := range l.cols {
			l.v[j*l.cols+i] = float32(max(0, f(float64(i*lightCell), float64(j*lightCell))))
		}
	}
	return l
}

// row fills out with the factors of row y.
func (l lightField) row(y int, out []float32) {
	j, t := y/lightCell, float32(y%lightCell)/lightCell
	a, b := l.v[j*l.cols:(j+1)*l.cols], l.v[(j+1)*l.cols:]
	for x := range out {
		i, s := x/lightCell, float32(x%lightCell)/lightCell
		left, right := a[i]+(b[i]-a[i])*t, a[i+1]+(b[i+1]-a[i+1])*t
		out[x] = left + (right-left)*s
	}
}

// shine multiplies img by l, in place.
func (l lightField) shine(img *image.RGBA) {
	l.each(img, func(px []uint8, f float32) {
		for c := range 3 {
			px[c] = uint8(min(float32(px[c])*f, 255))
		}
	})
}

// veil moves img towards white by the fraction l, in place: glare.
func (l lightField) veil(img *image.RGBA) {
	l.each(img, func(px []uint8, f float32) {
		for c := range 3 {
			px[c] += uint8(float32(255-px[c]) * min(f, 1))
		}
	})
}

func (l lightField) each(img *image.RGBA, f func(px []uint8, factor float32)) {
	row := make([]float32, img.Rect.Dx())
	for y := range img.Rect.Dy() {
		l.row(y, row)
		pix := img.Pix[y*img.Stride:]
		for x, v := range row {
			f(pix[4*x:4*x+3:4*x+3], v)
		}
	}
}

// roomLight is light from one side with a bright spot and, at times, the shadow
// of a hand or phone.
func (k dice) roomLight(w, h int) lightField {
	fw, fh := float64(w), float64(h)
	side := k.Float64() * 2 * math.Pi
	sin, cos := math.Sincos(side)
	fall := k.between(0.03, 0.30)
	spot := document.Point{X: fw * k.between(0, 1), Y: fh * k.between(0, 1)}
	reach, gain := math.Max(fw, fh)*k.between(0.3, 0.8), k.between(0, 0.2)
	shade := k.shadow(fw, fh)
	base := k.between(0.82, 1.05)
	return newLightField(w, h, func(x, y float64) float64 {
		across := ((x-fw/2)*cos + (y-fh/2)*sin) / math.Hypot(fw, fh) * 2
		d := document.Point{X: x, Y: y}.Dist(spot) / reach
		return base * (1 + fall*across + gain*math.Exp(-d*d)) * shade(x, y)
	})
}

// shadow is the factor of a soft shadow that falls in from one edge: fingers,
// a head, the phone itself. Two times in five there is none.
func (k dice) shadow(w, h float64) func(x, y float64) float64 {
	if k.chance(0.4) {
		return func(float64, float64) float64 { return 1 }
	}
	type blob struct{ x, y, rx, ry float64 }
	side, at := k.IntN(4), k.between(0.1, 0.9)
	depth, soft := k.between(0.12, 0.42), k.between(0.15, 0.6)
	var blobs []blob
	for range 1 + k.IntN(3) {
		b := blob{rx: w * k.between(0.12, 0.35), ry: h * k.between(0.12, 0.35)}
		along := at + k.between(0, 0.24) - 0.12
		switch side {
		case 0:
			b.x, b.y = w*along, 0
		case 1:
			b.x, b.y = w, h*along
		case 2:
			b.x, b.y = w*along, h
		default:
			b.x, b.y = 0, h*along
		}
		blobs = append(blobs, b)
	}
	return func(x, y float64) float64 {
		dark := 0.0
		for _, b := range blobs {
			d := math.Hypot((x-b.x)/b.rx, (y-b.y)/b.ry)
			dark = max(dark, smoothStep((1+soft-d)/(2*soft)))
		}
		return 1 - depth*dark
	}
}

// glare is a veil of white from a lamp's reflection. Over any place of keep it
// stays weak enough to read through.
func (k dice) glare(w, h int, keep []document.Point) lightField {
	fw, fh := float64(w), float64(h)
	c := document.Point{X: fw * k.between(0.1, 0.9), Y: fh * k.between(0.1, 0.9)}
	rx, ry := fw*k.between(0.04, 0.2), fh*k.between(0.04, 0.2)
	at := func(p document.Point) float64 {
		return math.Exp(-((p.X-c.X)*(p.X-c.X)/(rx*rx) + (p.Y-c.Y)*(p.Y-c.Y)/(ry*ry)))
	}
	peak, over := k.between(0.25, 1), 0.0
	for _, p := range keep {
		over = max(over, at(p))
	}
	const readable = 0.45
	if peak*over > readable {
		peak = readable / over
	}
	return newLightField(w, h, func(x, y float64) float64 { return peak * at(document.Point{X: x, Y: y}) })
}

// fieldPlaces are the corners and centres of everything that a person has to
// read on the page.
func fieldPlaces(p Page) []document.Point {
	var ps []document.Point
	for _, t := range p.Documents {
		for _, q := range t.Quads {
			ps = append(ps, q[0], q[1], q[2], q[3], q.Center())
		}
	}
	return ps
}

func smoothStep(t float64) float64 {
	t = min(max(t, 0), 1)
	return t * t * (3 - 2*t)
}
