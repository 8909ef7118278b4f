package specimen

import (
	"image"
	"math"

	"hecha/document"
)

// bend is paper that does not lie flat: how far, in pixels of the page, each
// place has moved, and how the light falls on it.
type bend struct {
	cols, rows int
	dx, dy     []float64
	light      lightField
	creases    []crease
}

// crease is a fold's line: the points p with n·p = at.
type crease struct {
	nx, ny, at float64
	strength   float64 // of the worn line, 0 to 1
}

// offset is the displacement at p, linear between the corners of cells.
func (b *bend) offset(p document.Point) (dx, dy float64) {
	x := min(max(p.X/lightCell, 0), float64(b.cols)-1.001)
	y := min(max(p.Y/lightCell, 0), float64(b.rows)-1.001)
	i, j := int(x), int(y)
	s, t := x-float64(i), y-float64(j)
	k := j*b.cols + i
	blend := func(v []float64) float64 {
		top, low := v[k]+(v[k+1]-v[k])*s, v[k+b.cols]+(v[k+b.cols+1]-v[k+b.cols])*s
		return top + (low-top)*t
	}
	return blend(b.dx), blend(b.dy)
}

// apply takes a place of the bent paper to that of the flat one.
func (b *bend) apply(p document.Point) document.Point {
	dx, dy := b.offset(p)
	return document.Point{X: p.X + dx, Y: p.Y + dy}
}

// undo is the inverse of apply, by fixed-point iteration: neighbouring places
// never move by more than a fraction of their distance, so that each step
// shrinks the error by that fraction.
func (b *bend) undo(p document.Point) document.Point {
	q := p
	for range 60 {
		dx, dy := b.offset(q)
		next := document.Point{X: p.X - dx, Y: p.Y - dy}
		if next.Dist(q) < 1e-4 {
			return next
		}
		q = next
	}
	return q
}

// crumpled folds or crumples the paper before it is scanned or photographed.
func (k dice) crumpled(p Page) shot {
	b := k.newBend(p)
	if k.chance(0.5) {
		return k.scan(p, 0, b)
	}
	return k.photo(p, 0, b)
}

// newBend makes one to three folds, wrinkles, or both. Displacement and light
// both follow from the slope of one relief.
func (k dice) newBend(p Page) *bend {
	w, h := p.Image.Rect.Dx(), p.Image.Rect.Dy()
	b := &bend{creases: k.creases(float64(w), float64(h))}
	relief := k.relief(b.creases, math.Max(float64(w), float64(h)))
	sway := k.between(0.1, 0.35) * legible(p) // the largest displacement
	lamp := k.Float64() * 2 * math.Pi
	lx, ly := math.Cos(lamp), math.Sin(lamp)
	depth := k.between(0.08, 0.22)
	const step = lightCell / 2
	slope := func(x, y float64) (float64, float64) {
		sx := relief(x+step, y) - relief(x-step, y)
		sy := relief(x, y+step) - relief(x, y-step)
		return sx / (2 * step), sy / (2 * step)
	}
	b.cols, b.rows = w/lightCell+2, h/lightCell+2
	b.dx, b.dy = make([]float64, b.cols*b.rows), make([]float64, b.cols*b.rows)
	for i := range b.dx {
		sx, sy := slope(float64(i%b.cols*lightCell), float64(i/b.cols*lightCell))
		b.dx[i], b.dy[i] = sway*bounded(sx), sway*bounded(sy)
	}
	b.light = newLightField(w, h, func(x, y float64) float64 {
		sx, sy := slope(x, y)
		return 1 - depth/2 + depth*bounded(sx*lx+sy*ly)
	})
	return b
}

// bounded keeps v within -1 and 1.
func bounded(v float64) float64 { return math.Tanh(v) }

// creases are folds into halves or thirds, each slightly off.
func (k dice) creases(w, h float64) []crease {
	var cs []crease
	for i := range 1 + k.IntN(3) {
		tilt := k.NormFloat64() * 0.02
		c := crease{nx: math.Sin(tilt), ny: math.Cos(tilt), strength: k.between(0.1, 0.55)}
		at := []float64{1. / 2, 1. / 3, 2. / 3}[i] + k.NormFloat64()*0.02
		if k.chance(0.35) {
			c.nx, c.ny = c.ny, c.nx
		}
		c.at = at * (math.Abs(c.nx)*w + math.Abs(c.ny)*h)
		cs = append(cs, c)
	}
	return cs
}

// relief is the height of the paper in pixels, with slopes of about one at
// its steepest: a ridge along every crease over a ground of wrinkles.
func (k dice) relief(cs []crease, size float64) func(x, y float64) float64 {
	reach := size * k.between(0.02, 0.06)
	wrinkle := k.between(0, 1)
	coarse, fine := size*k.between(0.12, 0.25), size*k.between(0.05, 0.09)
	a, b := k.valueNoise(coarse), k.valueNoise(fine)
	return func(x, y float64) float64 {
		z := wrinkle * (0.30*coarse*(1-math.Abs(a(x, y))) + 0.18*fine*b(x, y))
		for _, c := range cs {
			d := math.Abs(c.nx*x + c.ny*y - c.at)
			z += 0.7 * reach * math.Exp(-d/reach)
		}
		return z
	}
}

// creased is the page's picture with the light of the bend on it and the
// coating worn off along its creases; the picture itself for flat paper.
func creased(img *image.RGBA, b *bend) *image.RGBA {
	if b == nil {
		return img
	}
	out := image.NewRGBA(image.Rect(0, 0, img.Rect.Dx(), img.Rect.Dy()))
	copy(out.Pix, img.Pix)
	b.light.shine(out)
	for _, c := range b.creases {
		c.wear(out)
	}
	return out
}

// wear whitens the crease's line, about two pixels wide.
func (c crease) wear(img *image.RGBA) {
	for y := range img.Rect.Dy() {
		for x := 0; x < img.Rect.Dx(); x++ {
			d := math.Abs(c.nx*(float64(x)+0.5) + c.ny*(float64(y)+0.5) - c.at)
			if d > 2 {
				x += max(int(d/math.Max(math.Abs(c.nx), 0.001))-4, 0) // nothing before the line
				continue
			}
			t := c.strength * (1 - d/2)
			px := img.Pix[y*img.Stride+4*x:]
			for i := range 3 {
				px[i] += uint8(t * float64(230-min(px[i], 230)))
			}
		}
	}
}
