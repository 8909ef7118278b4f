package specimen

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"hecha/document"
)

// screen is a phone's picture of a screen that shows p: the grid of the
// screen's pixels beats against that of the sensor.
func (k dice) screen(p Page) shot {
	shown := min(k.between(15, 26)/legible(p), 1) // screen pixels for one of the page
	onScreen, place := k.showOnScreen(p, shown)
	pitch := math.Max(k.between(0.95, 2.1), 18/(legible(p)*shown)) // of the screen in the picture
	v := k.aim(onScreen.Rect, 0, pitch, k.between(0.9, 1))
	whole := newMapping(v.h.Mul(place), nil)
	img := image.NewRGBA(image.Rect(0, 0, v.w, v.h2))
	room := color.RGBA{uint8(k.between(8, 40)), uint8(k.between(8, 40)), uint8(k.between(8, 40)), 255}
	draw.Draw(img, img.Rect, image.NewUniform(room), image.Point{}, draw.Src)
	warp(img, onScreen, newMapping(v.h, nil))
	k.subpixels(img, newMapping(v.h, nil))
	out := mapPage(p, whole, nil, 0)
	k.backlight(img)
	if k.chance(0.5) {
		k.glare(v.w, v.h2, fieldPlaces(out)).veil(img)
	}
	text := legible(Page{Documents: out.Documents, DPI: 150})
	blurred := text * k.between(0.008, 0.035)
	img = blur(img, blurred, blurred)
	k.sensorNoise(img, k.between(0.8, 2.5), k.between(1.5, 4), 0.8)
	out.Image = img
	return shot{out, k.jpegQuality(65, 92)}
}

// screenshot is what a device stores of its own screen: a web page pixel by
// pixel, anything else as a viewer shows it; without loss or as a good JPEG.
func (k dice) screenshot(p Page) shot {
	quality := 0
	if k.chance(0.5) {
		quality = k.jpegQuality(78, 95)
	}
	if p.Screen {
		return shot{p, quality}
	}
	shown := min(k.between(18, 30)/legible(p), 1)
	img, place := k.showOnScreen(p, shown)
	return shot{mapPage(p, newMapping(place, nil), img, 0), quality}
}

// printed is a screen's picture on a sheet of A4, in the direction that suits it.
func (k dice) printed(p Page) Page {
	w, h := a4Width, a4Height
	if p.Image.Rect.Dx() > p.Image.Rect.Dy() && k.chance(0.3) {
		w, h = h, w
	}
	// The sheet's resolution is what makes the picture as wide as it is printed.
	room := k.between(0.8, 0.93)
	dpi := max(float64(p.Image.Rect.Dx())/(w*room), float64(p.Image.Rect.Dy())/(h*room)) * mmPerInch
	c := newCanvas(w, h, dpi, white, setOf(k.split), k.Rand)
	top := float64(p.Image.Rect.Dy()) / dpi * mmPerInch / 2
	c.paste(p, w/2, min(top+k.between(8, 30), h/2), 0, 0)
	return *c.page
}

// showOnScreen is the page in a viewer's window, in screen pixels, and where
// the page's own pixels lie on it.
func (k dice) showOnScreen(p Page, shown float64) (*image.RGBA, document.Homography) {
	w, h := int(float64(p.Image.Rect.Dx())*shown), int(float64(p.Image.Rect.Dy())*shown)
	small := resize(p.Image, w, h)
	side, bar := int(k.between(0.01, 0.12)*float64(w)), int(k.between(10, 60))
	out := image.NewRGBA(image.Rect(0, 0, w+2*side, h+bar+side))
	window := uint8(k.between(60, 220))
	draw.Draw(out, out.Rect, image.NewUniform(color.RGBA{window, window, window, 255}), image.Point{}, draw.Src)
	head := image.Rect(0, 0, out.Rect.Dx(), bar-6)
	draw.Draw(out, head, image.NewUniform(color.RGBA{window / 2, window / 2, window/2 + 10, 255}), image.Point{}, draw.Src)
	draw.Draw(out, small.Rect.Add(image.Pt(side, bar)), small, image.Point{}, draw.Src)
	sx, sy := float64(w)/float64(p.Image.Rect.Dx()), float64(h)/float64(p.Image.Rect.Dy())
	return out, document.Homography{sx, 0, float64(side), 0, sy, float64(bar), 0, 0, 1}
}

// subpixels multiplies every channel by the screen's own pattern at the place
// that a sensor's pixel sees. Sampling it there without a filter is what makes
// the moiré, as the sensor's own colour grid does.
func (k dice) subpixels(img *image.RGBA, m mapping) {
	across, down := k.between(0.08, 0.28), k.between(0.03, 0.14)
	var wave [1024]float64
	for i := range wave {
		wave[i] = 0.5 - 0.5*math.Cos(2*math.Pi*float64(i)/1024)
	}
	at := func(turns float64) float64 { return wave[int(turns*1024)&1023] }
	eachRow(img.Rect.Dx(), img.Rect.Dy(), m, func(y int, xs, ys []float64) {
		row := img.Pix[y*img.Stride:]
		for x := range xs {
			u, gap := xs[x]+4096, 1-down*at(ys[x]+4096) // kept positive
			px := row[4*x : 4*x+3 : 4*x+3]
			px[0] = uint8(float64(px[0]) * gap * (1 - across*at(u)))
			px[1] = uint8(float64(px[1]) * gap * (1 - across*at(u+1.0/3)))
			px[2] = uint8(float64(px[2]) * gap * (1 - across*at(u+2.0/3)))
		}
	})
}

// backlight gives the screen its blue tint, raised black and rolling bands.
func (k dice) backlight(img *image.RGBA) {
	h := float64(img.Rect.Dy())
	depth, bands, phase := k.between(0, 0.08), k.between(1, 7), k.Float64()
	base := k.between(0.95, 1.2)
	newLightField(img.Rect.Dx(), img.Rect.Dy(), func(_, y float64) float64 {
		return base * (1 + depth*math.Sin(2*math.Pi*(y/h*bands+phase)))
	}).shine(img)
	glow, blue := k.between(0.02, 0.12), k.between(0, 0.1)
	var curves [3][256]uint8
	for c := range curves {
		gain := 1 - blue*float64(2-c)/2
		curves[c] = toneCurve(func(v float64) float64 { return glow + (gain-glow)*v })
	}
	tone(img, &curves)
}
