package specimen

import (
	"image"
	"math"

	"hecha/document"
)

// surface colours a place of a desk; lengths are in pixels of the finished
// picture's thousandth: (0..1000 along the longer side).
type surface func(x, y float64) [3]float64

// tuneDesks and unseenDesks are what papers lie on. The splits share none.
var (
	tuneDesks   = []func(dice) surface{dice.wood, dice.plain, dice.cloth}
	unseenDesks = []func(dice) surface{dice.granite, dice.tiles, dice.checks, dice.cuttingMat, dice.leather}
)

// deskScale is how much coarser than the picture a desk is drawn: it lies
// slightly out of focus anyway.
const deskScale = 3

// desk is a w by h picture of a desk, two times in five with other things on
// it.
func (k dice) desk(w, h int) *image.RGBA {
	desks := tuneDesks
	if k.split == Unseen {
		desks = unseenDesks
	}
	paint := desks[k.IntN(len(desks))](k)
	img := image.NewRGBA(image.Rect(0, 0, max(w/deskScale, 1), max(h/deskScale, 1)))
	unit := 1000 / float64(max(img.Rect.Dx(), img.Rect.Dy()))
	sin, cos := math.Sincos(k.NormFloat64() * 0.15)
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			u, v := float64(x)*unit, float64(y)*unit
			c := paint(u*cos-v*sin+2000, u*sin+v*cos+2000)
			px := img.Pix[y*img.Stride+4*x:]
			px[0], px[1], px[2], px[3] = clamp8(c[0]), clamp8(c[1]), clamp8(c[2]), 255
		}
	}
	if k.chance(0.4) {
		k.clutter(img)
	}
	return resize(img, w, h)
}

// tinted scales a colour.
func tinted(c [3]float64, f float64) [3]float64 { return [3]float64{c[0] * f, c[1] * f, c[2] * f} }

// oneOf draws a colour and varies its brightness.
func (k dice) oneOf(colours ...[3]float64) [3]float64 {
	return tinted(colours[k.IntN(len(colours))], k.between(0.85, 1.12))
}

// wood is boards with grain.
func (k dice) wood() surface {
	base := k.oneOf([3]float64{181, 132, 84}, [3]float64{112, 70, 42}, [3]float64{214, 180, 138}, [3]float64{84, 52, 38})
	warpNoise, grainNoise := k.valueNoise(180), k.valueNoise(1)
	board, rings := k.between(120, 400), k.between(0.05, 0.16)
	return func(x, y float64) [3]float64 {
		n := math.Floor(y / board)
		bent := y + 22*warpNoise(x*0.35, y+n*977)
		f := 1 + 0.09*math.Sin(bent*rings*2+n*3) + 0.06*grainNoise(x*0.06, y*0.8) + 0.05*math.Sin(n*7.3)
		if edge := y - n*board; edge < 2 {
			f *= 0.55
		}
		return tinted(base, f)
	}
}

// plain is a white, gray or coloured table top.
func (k dice) plain() surface {
	base := k.oneOf([3]float64{222, 222, 220}, [3]float64{205, 208, 212}, [3]float64{150, 152, 156}, [3]float64{186, 196, 178})
	stain := k.valueNoise(260)
	return func(x, y float64) [3]float64 { return tinted(base, 1+0.03*stain(x, y)) }
}

// cloth is a dark weave.
func (k dice) cloth() surface {
	base := k.oneOf([3]float64{40, 42, 50}, [3]float64{60, 28, 32}, [3]float64{28, 48, 76}, [3]float64{70, 70, 66})
	folds, fuzz := k.valueNoise(220), k.valueNoise(2)
	thread := k.between(3, 7)
	return func(x, y float64) [3]float64 {
		weave := math.Sin(x*2*math.Pi/thread) * math.Sin(y*2*math.Pi/thread)
		return tinted(base, 1+0.16*weave+0.25*folds(x, y)+0.12*fuzz(x, y))
	}
}

// granite is speckled stone.
func (k dice) granite() surface {
	base := k.oneOf([3]float64{120, 118, 116}, [3]float64{70, 72, 76}, [3]float64{176, 166, 156})
	coarse, fine := k.valueNoise(9), k.valueNoise(3)
	return func(x, y float64) [3]float64 {
		return tinted(base, 1+0.3*math.Pow(coarse(x, y), 3)*2+0.25*fine(x, y))
	}
}

// tiles is a floor with joints.
func (k dice) tiles() surface {
	base := k.oneOf([3]float64{216, 206, 190}, [3]float64{160, 164, 168}, [3]float64{128, 92, 76})
	side, cloud := k.between(220, 480), k.valueNoise(90)
	return func(x, y float64) [3]float64 {
		f := 1 + 0.06*cloud(x, y)
		if math.Mod(x, side) < 5 || math.Mod(y, side) < 5 {
			f = 0.72
		}
		return tinted(base, f)
	}
}

// checks is a table-cloth with crossing stripes.
func (k dice) checks() surface {
	base := k.oneOf([3]float64{190, 50, 54}, [3]float64{52, 88, 150}, [3]float64{70, 120, 80})
	side, folds := k.between(30, 90), k.valueNoise(240)
	return func(x, y float64) [3]float64 {
		c := [3]float64{232, 230, 226}
		n := int(x/side)&1 + int(y/side)&1
		for i := range c {
			c[i] += (base[i] - c[i]) * float64(n) / 2
		}
		return tinted(c, 1+0.12*folds(x, y))
	}
}

// cuttingMat is a green or gray mat with a light grid.
func (k dice) cuttingMat() surface {
	base := k.oneOf([3]float64{38, 92, 72}, [3]float64{70, 78, 88})
	side, worn := k.between(24, 60), k.valueNoise(130)
	return func(x, y float64) [3]float64 {
		f := 1 + 0.1*worn(x, y)
		if math.Mod(x, side) < 1.5 || math.Mod(y, side) < 1.5 {
			f = 1.7
		}
		return tinted(base, f)
	}
}

// leather is a pebbled sofa or desk pad.
func (k dice) leather() surface {
	base := k.oneOf([3]float64{62, 40, 30}, [3]float64{34, 34, 36}, [3]float64{132, 100, 70}, [3]float64{198, 188, 172})
	pebble, dent := k.valueNoise(7), k.valueNoise(300)
	return func(x, y float64) [3]float64 {
		return tinted(base, 1+0.22*math.Abs(pebble(x, y))+0.2*dent(x, y))
	}
}

// clutter lays other papers, books and pens on the desk.
func (k dice) clutter(img *image.RGBA) {
	w, h := float64(img.Rect.Dx()), float64(img.Rect.Dy())
	long := math.Max(w, h)
	for range 1 + k.IntN(3) {
		at := k.edgePlace(w, h)
		k.slab(img, at, long*k.between(0.15, 0.3), long*k.between(0.2, 0.4), k.chance(0.7))
	}
	for range k.IntN(3) {
		at := k.edgePlace(w, h)
		ink := k.oneOf([3]float64{24, 24, 28}, [3]float64{30, 60, 140}, [3]float64{180, 40, 40}, [3]float64{200, 160, 60})
		k.quadrangle(img, at, long*0.011, long*k.between(0.1, 0.2), k.Float64()*math.Pi, func(u, _ float64) [3]float64 {
			return tinted(ink, 0.6+0.9*math.Sin(u*math.Pi))
		})
	}
}

// edgePlace is a random place near the border of the picture, where the paper
// itself does not hide everything.
func (k dice) edgePlace(w, h float64) document.Point {
	p := document.Point{X: w * k.Float64(), Y: h * k.Float64()}
	switch k.IntN(4) {
	case 0:
		p.X = w * k.between(0, 0.1)
	case 1:
		p.X = w * k.between(0.9, 1)
	case 2:
		p.Y = h * k.between(0, 0.1)
	default:
		p.Y = h * k.between(0.9, 1)
	}
	return p
}

// slab is another paper, with the gray of its lines, or a book's cover.
func (k dice) slab(img *image.RGBA, at document.Point, w, h float64, paper bool) {
	colour := k.oneOf([3]float64{40, 70, 120}, [3]float64{150, 40, 40}, [3]float64{60, 110, 80}, [3]float64{230, 200, 90})
	if paper {
		colour = k.oneOf([3]float64{235, 234, 230}, [3]float64{228, 222, 206}, [3]float64{222, 228, 236})
	}
	words := k.valueNoise(0.012)
	lines := k.between(18, 40)
	k.quadrangle(img, at, w, h, k.NormFloat64()*0.5, func(u, v float64) [3]float64 {
		inLine := math.Mod(v*lines, 1) < 0.45 && u > 0.1 && u < 0.9 && v > 0.08 && v < 0.85
		if paper && inLine && words(u, math.Floor(v*lines)) > -0.3 {
			return tinted(colour, 0.62+0.15*words(u+7, v))
		}
		return colour
	})
}

// quadrangle paints a turned rectangle; f takes 0..1 across and down.
func (k dice) quadrangle(img *image.RGBA, at document.Point, w, h, angle float64, f func(u, v float64) [3]float64) {
	sin, cos := math.Sincos(angle)
	r := math.Hypot(w, h) / 2
	for y := max(int(at.Y-r), 0); y < min(int(at.Y+r), img.Rect.Dy()); y++ {
		for x := max(int(at.X-r), 0); x < min(int(at.X+r), img.Rect.Dx()); x++ {
			dx, dy := float64(x)-at.X, float64(y)-at.Y
			u, v := (dx*cos+dy*sin)/w+0.5, (-dx*sin+dy*cos)/h+0.5
			if u < 0 || u >= 1 || v < 0 || v >= 1 {
				continue
			}
			c := f(u, v)
			px := img.Pix[y*img.Stride+4*x:]
			px[0], px[1], px[2] = clamp8(c[0]), clamp8(c[1]), clamp8(c[2])
		}
	}
}
