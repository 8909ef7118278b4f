package specimen

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"hecha/document"
)

// scan is a flatbed's picture of p, turned by so many quarters clockwise.
func (k dice) scan(p Page, turn int, b *bend) shot {
	scale := k.scanScale(p, 150, 300, 15)
	skew := k.between(-1.5, 1.5)
	out := k.flatbed(p, scale, 90*float64(turn)+skew, b)
	img := out.Image
	img = blur(img, k.between(0.25, 0.6), k.between(0.25, 0.6))
	k.paperTone(img)
	k.specks(img, k.IntN(14), 0.5, 2.2, uint8(k.between(40, 245)), fieldQuads(out))
	k.sensorNoise(img, k.between(0.6, 2), k.between(1.2, 3.5), 0.6)
	out.Image = img
	if k.chance(0.08) {
		toGray(img)
		grayTruth(&out)
	}
	return shot{out, k.jpegQuality(75, 92)}
}

// scanScale draws a resolution between lo and hi dpi and is what it makes of
// the page's own; the smallest field stays at least text pixels tall.
func (k dice) scanScale(p Page, lo, hi, text float64) float64 {
	scale := k.between(lo, hi) / pageDPI(p)
	return min(max(scale, text/legible(p)), 1.5)
}

// flatbed lays p on the glass, turned by degrees clockwise, and scans it with
// a little of the lid around it.
func (k dice) flatbed(p Page, scale, degrees float64, b *bend) Page {
	w, h := float64(p.Image.Rect.Dx())*scale, float64(p.Image.Rect.Dy())*scale
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	turned := document.Homography{scale * cos, -scale * sin, 0, scale * sin, scale * cos, 0, 0, 0, 1}
	x0, y0, x1, y1 := turned.MapQuad(document.Rect(0, 0, w/scale, h/scale)).Bounds()
	margin := k.between(0, 0.02) * math.Min(w, h)
	turned[2], turned[5] = margin-x0, margin-y0
	img := image.NewRGBA(image.Rect(0, 0, int(x1-x0+2*margin+0.5), int(y1-y0+2*margin+0.5)))
	lid := uint8(k.between(225, 254))
	if k.chance(0.15) {
		lid = uint8(k.between(20, 90))
	}
	draw.Draw(img, img.Rect, image.NewUniform(color.RGBA{lid, lid, lid, 255}), image.Point{}, draw.Src)
	m := newMapping(turned, b)
	warp(img, creased(p.Image, b), m)
	return mapPage(p, m, img, pageDPI(p)*scale)
}

// paperTone gives the white of the paper a tint, the scanner a contrast curve
// and its lamp a slight fall to one side.
func (k dice) paperTone(img *image.RGBA) {
	gamma, black := k.between(0.85, 1.2), k.between(0, 0.06)
	var curves [3][256]uint8
	for c := range curves {
		white := k.between(0.95, 1)
		if c == 2 {
			white -= k.between(0, 0.05)
		}
		curves[c] = toneCurve(func(v float64) float64 { return black + (white-black)*math.Pow(v, gamma) })
	}
	tone(img, &curves)
}

// lowRes is a small scan: text just large enough for a person.
func (k dice) lowRes(p Page) shot {
	scale := k.scanScale(p, 90, 120, 11.5)
	if w := float64(p.Image.Rect.Dx()) / pageDPI(p) * 25.4; w < 120 { // a card
		scale = min(max(k.between(500, 700)/float64(p.Image.Rect.Dx()), 11.5/legible(p)), 1.5)
	}
	out := k.flatbed(p, scale, k.between(-0.6, 0.6), nil)
	k.paperTone(out.Image)
	k.sensorNoise(out.Image, 0.5, k.between(0.6, 1.6), 0.4)
	return shot{out, k.jpegQuality(65, 88)}
}

// chat sends the page through a chat program twice: reduced, then compressed
// with a grid that lies elsewhere the second time.
func (k dice) chat(p Page) shot {
	long := float64(max(p.Image.Rect.Dx(), p.Image.Rect.Dy()))
	scale := min(max(k.between(1300, 2200)/long, 17/legible(p)), 1.2)
	out := k.flatbed(p, scale, k.between(-0.8, 0.8), nil)
	k.paperTone(out.Image)
	first := throughJPEG(out.Image, k.jpegQuality(25, 45))
	dx, dy := 1+k.IntN(7), 1+k.IntN(7)
	cut := image.NewRGBA(image.Rect(0, 0, first.Rect.Dx()-dx, first.Rect.Dy()-dy))
	draw.Draw(cut, cut.Rect, first, image.Pt(dx, dy), draw.Src)
	shift := newMapping(document.Homography{1, 0, -float64(dx), 0, 1, -float64(dy), 0, 0, 1}, nil)
	return shot{mapPage(out, shift, cut, out.DPI), k.jpegQuality(20, 35)}
}
