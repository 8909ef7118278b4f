package specimen

import (
	"image"
	"math"

	"hecha/document"
)

// photo is a phone's picture of p on a desk, turned by so many quarters
// clockwise.
func (k dice) photo(p Page, turn int, b *bend) shot {
	text := math.Exp(k.between(math.Log(18), math.Log(38)))
	v := k.aim(p.Image.Rect, turn, min(text/legible(p), 1.6), k.fill(p))
	m := newMapping(v.h, b)
	img := k.desk(v.w, v.h2)
	k.castShadow(img, m.quad(pageQuad(p)))
	warp(img, creased(p.Image, b), m)
	out := mapPage(p, m, nil, 0)
	out.Image = k.camera(img, out)
	return shot{out, k.jpegQuality(60, 92)}
}

// fill is how much of the frame the paper takes: a card often little.
func (k dice) fill(p Page) float64 {
	if float64(p.Image.Rect.Dx())/pageDPI(p)*25.4 < 120 {
		return k.between(0.45, 0.9)
	}
	return k.between(0.72, 0.97)
}

// view is where a camera stands: its frame in pixels and the homography from
// the page's plane.
type view struct {
	w, h2 int
	h     document.Homography
}

// maxFrame is the longer side of the largest picture.
const maxFrame = 4000

// aim places a pinhole camera over a page of the given pixels such that one of
// them becomes scale pixels at the page's centre, and cuts a frame of the
// usual proportions around it.
func (k dice) aim(page image.Rectangle, turn int, scale, fill float64) view {
	w, h := float64(page.Dx()), float64(page.Dy())
	roll := float64(turn)*math.Pi/2 + k.NormFloat64()*k.between(0.01, 0.06)
	tilt, about := k.between(0, 0.26), k.Float64()*2*math.Pi
	focal := math.Max(w, h) * scale / fill * k.between(0.85, 1.4)
	hm := pinhole(roll, tilt, about, focal, focal/scale)
	hm = hm.Mul(document.Homography{1, 0, -w / 2, 0, 1, -h / 2, 0, 0, 1})
	x0, y0, x1, y1 := hm.MapQuad(document.Rect(0, 0, w, h)).Bounds()
	fw, fh := k.frame((x1-x0)/fill, (y1-y0)/fill)
	dx := (fw-(x1-x0))*k.between(0.25, 0.75) - x0
	dy := (fh-(y1-y0))*k.between(0.25, 0.75) - y0
	shrink := min(1, maxFrame/math.Max(fw, fh))
	return view{
		int(fw * shrink), int(fh * shrink),
		document.Homography{shrink, 0, dx * shrink, 0, shrink, dy * shrink, 0, 0, 1}.Mul(hm),
	}
}

// pinhole projects the plane z = 0, rolled about the axis of sight and tilted
// about an axis at angle about in the plane, from the given distance. Lengths
// are pixels of the page and of the picture.
func pinhole(roll, tilt, about, focal, distance float64) document.Homography {
	sr, cr := math.Sincos(roll)
	st, ct := math.Sincos(tilt)
	sa, ca := math.Sincos(about)
	// Rodrigues' rotation about (ca, sa, 0), its first two columns.
	tilted := [3][2]float64{
		{ct + ca*ca*(1-ct), ca * sa * (1 - ct)},
		{ca * sa * (1 - ct), ct + sa*sa*(1-ct)},
		{-sa * st, ca * st},
	}
	var h document.Homography
	for i, row := range tilted {
		f := focal
		if i == 2 {
			f = 1
		}
		h[3*i] = f * (row[0]*cr + row[1]*sr)
		h[3*i+1] = f * (-row[0]*sr + row[1]*cr)
	}
	h[8] = distance
	return h
}

// frame is the smallest picture of 4:3 or 16:9, upright or not, around w by h.
func (k dice) frame(w, h float64) (fw, fh float64) {
	ratio := 4.0 / 3
	if k.chance(0.25) {
		ratio = 16.0 / 9
	}
	if upright := h > w; upright != k.chance(0.15) {
		ratio = 1 / ratio
	}
	fw = math.Max(w, h*ratio)
	return fw, fw / ratio
}

func pageQuad(p Page) document.Quad {
	return document.Rect(0, 0, float64(p.Image.Rect.Dx()), float64(p.Image.Rect.Dy()))
}

// castShadow darkens the desk around a paper.
func (k dice) castShadow(img *image.RGBA, q document.Quad) {
	depth, reach := k.between(0.1, 0.5), k.between(4, 30)
	dx, dy := k.between(-10, 10), k.between(-10, 10)
	newLightField(img.Rect.Dx(), img.Rect.Dy(), func(x, y float64) float64 {
		d := outside(q, document.Point{X: x - dx, Y: y - dy})
		return 1 - depth*math.Exp(-math.Max(d, 0)/reach)
	}).shine(img)
}

// outside is how far p lies beyond the farthest edge of the clockwise convex
// quad q; negative inside.
func outside(q document.Quad, p document.Point) float64 {
	far := math.Inf(-1)
	for i := range q {
		a, b := q[i], q[(i+1)%4]
		if l := a.Dist(b); l > 0 {
			far = max(far, ((b.Y-a.Y)*(p.X-a.X)-(b.X-a.X)*(p.Y-a.Y))/l)
		}
	}
	return far
}

// camera is what light, lens and sensor make of a scene. Blur and noise are
// measured against the text that has to stay readable.
func (k dice) camera(img *image.RGBA, truth Page) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	k.roomLight(w, h).shine(img)
	if k.chance(0.4) {
		k.glare(w, h, fieldPlaces(truth)).veil(img)
	}
	text := legible(Page{Documents: truth.Documents, DPI: 150})
	defocus := text * k.between(0.008, 0.042)
	sx, sy := defocus, defocus
	if k.chance(0.25) { // the hand moved
		shake := math.Hypot(defocus, text*k.between(0.01, 0.045))
		if k.chance(0.5) {
			sx = shake
		} else {
			sy = shake
		}
	}
	img = blur(img, sx, sy)
	k.develop(img)
	k.sensorNoise(img, k.between(0.8, 3), k.between(1.5, 5), 0.8)
	return img
}

// develop is the phone's white balance and contrast.
func (k dice) develop(img *image.RGBA) {
	warm, gamma := k.between(-0.07, 0.07), k.between(0.85, 1.2)
	black := k.between(0, 0.05)
	var curves [3][256]uint8
	for c := range curves {
		gain := 1 + warm*float64(1-c) + 0.01*k.NormFloat64()
		curves[c] = toneCurve(func(v float64) float64 {
			return black + (1-black)*math.Pow(math.Min(v*gain, 1), gamma)
		})
	}
	tone(img, &curves)
}
