package specimen

import (
	"image"
	"math"

	"hecha/document"
)

// grain is a table of Gaussian noise in 1/64 of a standard deviation, walked
// from a new random place for every row.
type grain [1 << 14]int16

func (k dice) newGrain() *grain {
	g := new(grain)
	for i := range g {
		g[i] = int16(64 * k.NormFloat64())
	}
	return g
}

// sensorNoise adds noise in place: read is its deviation in the dark and full
// that in white, both in levels of 255. The part of it that colours have of
// their own is chroma, from 0 to 1.
func (k dice) sensorNoise(img *image.RGBA, read, full, chroma float64) {
	g := k.newGrain()
	var luma, colour [256]int32
	for v := range luma {
		s := math.Sqrt(read*read + (full*full-read*read)*float64(v)/255)
		luma[v], colour[v] = int32(s*256), int32(s*chroma*256)
	}
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride : y*img.Stride+4*img.Rect.Dx()]
		a, b := k.IntN(len(g)), k.IntN(len(g))
		for x := 0; x+3 < len(row); x += 4 {
			a, b = (a+1)&(len(g)-1), (b+3)&(len(g)-1)
			px := row[x : x+3 : x+3]
			level := px[1]
			n := int32(g[a]) * luma[level]
			red, blue := int32(g[b])*colour[level], int32(g[(b+2)&(len(g)-1)])*colour[level]
			px[0] = addClamped(px[0], (n+red)>>14)
			px[1] = addClamped(px[1], n>>14)
			px[2] = addClamped(px[2], (n+blue)>>14)
		}
	}
}

func addClamped(v uint8, d int32) uint8 { return uint8(min(max(int32(v)+d, 0), 255)) }

// valueNoise is smooth noise of -1..1 over the plane; period is the side of a
// cell in the caller's units.
func (k dice) valueNoise(period float64) func(x, y float64) float64 {
	const side = 64
	var v [side * side]float64
	for i := range v {
		v[i] = 2*k.Float64() - 1
	}
	at := func(i, j int) float64 { return v[(j&(side-1))*side+(i&(side-1))] }
	return func(x, y float64) float64 {
		x, y = x/period, y/period
		fx, fy := math.Floor(x), math.Floor(y)
		i, j := int(fx), int(fy)
		s, t := smoothStep(x-fx), smoothStep(y-fy)
		top := at(i, j) + (at(i+1, j)-at(i, j))*s
		low := at(i, j+1) + (at(i+1, j+1)-at(i, j+1))*s
		return top + (low-top)*t
	}
}

// specks strews n grains of dust or toner with radii of lo to hi pixels, and
// every tenth time a hair. Nothing falls on a place of keep.
func (k dice) specks(img *image.RGBA, n int, lo, hi float64, level uint8, keep []document.Quad) {
	w, h := float64(img.Rect.Dx()), float64(img.Rect.Dy())
	for range n {
		p := document.Point{X: k.Float64() * w, Y: k.Float64() * h}
		r := lo + (hi-lo)*k.Float64()*k.Float64()
		if touches(keep, p, 6*r) {
			continue
		}
		if k.chance(0.1) {
			k.hair(img, p, 12*r, level)
			continue
		}
		dab(img, p, r, level, 0.4+0.6*k.Float64())
	}
}

// hair draws a thin curl of about the given length in pixels.
func (k dice) hair(img *image.RGBA, p document.Point, length float64, level uint8) {
	angle, bend := k.Float64()*2*math.Pi, k.NormFloat64()*0.1
	for range int(length) {
		dab(img, p, 0.7, level, 0.35)
		p.X, p.Y = p.X+math.Cos(angle), p.Y+math.Sin(angle)
		angle += bend
	}
}

// dab paints a soft disc.
func dab(img *image.RGBA, p document.Point, r float64, level uint8, strength float64) {
	for y := int(p.Y - r - 1); y <= int(p.Y+r+1); y++ {
		for x := int(p.X - r - 1); x <= int(p.X+r+1); x++ {
			if !(image.Point{X: x, Y: y}.In(img.Rect)) {
				continue
			}
			d := document.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5}.Dist(p)
			cover := min(max(r+0.5-d, 0), 1) * strength
			px := img.Pix[y*img.Stride+4*x:]
			for c := range 3 {
				px[c] = clamp8(float64(px[c])*(1-cover) + float64(level)*cover)
			}
		}
	}
}

// touches tells whether p is within d of one of the quads.
func touches(qs []document.Quad, p document.Point, d float64) bool {
	for _, q := range qs {
		x0, y0, x1, y1 := q.Bounds()
		if p.X > x0-d && p.X < x1+d && p.Y > y0-d && p.Y < y1+d {
			return true
		}
	}
	return false
}

// fieldQuads are the places of all fields on the page.
func fieldQuads(p Page) []document.Quad {
	var qs []document.Quad
	for _, t := range p.Documents {
		for _, q := range t.Quads {
			qs = append(qs, q)
		}
	}
	return qs
}
