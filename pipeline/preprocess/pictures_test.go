package preprocess_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"testing"

	"hecha/document"
	"hecha/pipeline/preprocess"
)

// paper is a white sheet with lines of strokes that look like writing, about
// 40 characters to a line, inside a margin of an eighth.
func paper(w, h int, seed uint64) *image.RGBA {
	img := filled(w, h, color.RGBA{246, 245, 242, 255})
	rng := rand.New(rand.NewPCG(seed, 1))
	char := w / 52
	for y := h / 8; y < h-h/8; y += 2 * char {
		end := w - w/8 - rng.IntN(w/3)
		for x := w / 8; x < end; x += char * 11 / 10 {
			glyph(img, x, y, char, rng)
		}
	}
	return img
}

// glyph draws strokes across and down in a square, as dense as a character.
func glyph(img *image.RGBA, x, y, size int, rng *rand.Rand) {
	black := color.RGBA{40, 38, 40, 255}
	t := max(1, size/11)
	for range 3 {
		at := y + rng.IntN(size-t)
		rect(img, image.Rect(x+rng.IntN(size/3), at, x+size-rng.IntN(size/3+1), at+t), black)
		at = x + rng.IntN(size-t)
		rect(img, image.Rect(at, y+rng.IntN(size/3), at+t, y+size-rng.IntN(size/3+1)), black)
	}
}

// card is an ID-1 card with a tint, a portrait and a few lines, its corners
// rounded over the background that shows through.
func card(w int, seed uint64) *image.RGBA {
	h := int(float64(w)*54.00/85.60 + 0.5)
	img := filled(w, h, color.RGBA{214, 228, 236, 255})
	rng := rand.New(rand.NewPCG(seed, 2))
	rect(img, image.Rect(w*64/100, h*15/100, w*94/100, h*70/100), color.RGBA{120, 110, 105, 255})
	for i, y := 0, h/8; i < 5; i, y = i+1, y+h/7 {
		for x := w / 16; x < w*55/100; x += w / 22 {
			glyph(img, x, y, w/26, rng)
		}
	}
	r := float64(w) * 3.18 / 85.60
	for y := range h {
		for x := range w {
			dx := math.Max(0, math.Max(r-float64(x)-0.5, float64(x)+0.5-float64(w)+r))
			dy := math.Max(0, math.Max(r-float64(y)-0.5, float64(y)+0.5-float64(h)+r))
			if math.Hypot(dx, dy) > r {
				img.SetRGBA(x, y, color.RGBA{})
			}
		}
	}
	return img
}

func filled(w, h int, c color.RGBA) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	rect(img, img.Rect, c)
	return img
}

func rect(img *image.RGBA, r image.Rectangle, c color.RGBA) {
	draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src)
}

// desk is a background of w by h pixels.
func desk(name string, w, h int, seed uint64) *image.RGBA {
	rng := rand.New(rand.NewPCG(seed, 3))
	switch name {
	case "dark":
		return textured(filled(w, h, color.RGBA{38, 36, 40, 255}), rng, 10, 3)
	case "blue":
		return textured(filled(w, h, color.RGBA{70, 96, 140, 255}), rng, 10, 10)
	case "gray":
		return textured(filled(w, h, color.RGBA{150, 150, 152, 255}), rng, 8, 8)
	case "wood":
		return textured(filled(w, h, color.RGBA{172, 128, 86, 255}), rng, 26, 90)
	case "white":
		return textured(filled(w, h, color.RGBA{236, 235, 233, 255}), rng, 3, 20)
	case "cluttered":
		img := textured(filled(w, h, color.RGBA{120, 100, 90, 255}), rng, 20, 20)
		for range 25 {
			x, y := rng.IntN(w), rng.IntN(h)
			rect(img, image.Rect(x, y, x+w/20+rng.IntN(w/5), y+h/30+rng.IntN(h/6)),
				color.RGBA{uint8(rng.IntN(200)), uint8(rng.IntN(200)), uint8(rng.IntN(200)), 255})
		}
		return img
	}
	panic("no such desk: " + name)
}

// textured adds grain that runs length times longer across than down.
func textured(img *image.RGBA, rng *rand.Rand, depth, length int) *image.RGBA {
	w := img.Rect.Dx()
	for y := range img.Rect.Dy() {
		d := 0
		for x := range w {
			if x%length == 0 {
				d = rng.IntN(2*depth+1) - depth
			}
			px := img.Pix[y*img.Stride+4*x:]
			for c := range 3 {
				px[c] = uint8(min(255, max(0, int(px[c])+d+rng.IntN(5)-2)))
			}
		}
	}
	return img
}

// lay draws the picture top on img so that its corners come to lie on quad;
// transparent pixels show what is beneath.
func lay(img, top *image.RGBA, quad document.Quad) {
	h, _ := document.HomographyBetween(quad, document.Rect(0, 0, float64(top.Rect.Dx()), float64(top.Rect.Dy())))
	x0, y0, x1, y1 := quad.Bounds()
	for y := max(0, int(y0)); y < min(img.Rect.Dy(), int(y1)+1); y++ {
		for x := max(0, int(x0)); x < min(img.Rect.Dx(), int(x1)+1); x++ {
			p := h.Map(document.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5})
			q := image.Pt(int(math.Floor(p.X)), int(math.Floor(p.Y)))
			if !q.In(top.Rect) {
				continue
			}
			if px := top.Pix[top.PixOffset(q.X, q.Y):][:4]; px[3] != 0 {
				copy(img.Pix[img.PixOffset(x, y):], px)
			}
		}
	}
}

// camera is the quad of a flat w by h rectangle seen by a camera of pw by ph
// pixels, its focal length 0.75 of the longer side, that is tilted by the given
// degrees, turned by roll, and far enough for the rectangle to fill share of
// the picture's width.
func camera(w, h float64, pw, ph int, pitch, yaw, roll, share float64) document.Quad {
	f := 0.75 * float64(max(pw, ph))
	rad := math.Pi / 180
	sp, cp := math.Sincos(pitch * rad)
	sy, cy := math.Sincos(yaw * rad)
	sr, cr := math.Sincos(roll * rad)
	distance := f * w / (share * float64(pw))
	var q document.Quad
	for i, p := range document.Rect(-w/2, -h/2, w/2, h/2) {
		x, y := cr*p.X-sr*p.Y, sr*p.X+cr*p.Y
		y, z := cp*y, sp*y
		x, z = cy*x+sy*z, cy*z-sy*x
		q[i] = document.Point{X: float64(pw)/2 + f*x/(distance+z), Y: float64(ph)/2 + f*y/(distance+z)}
	}
	return q
}

// throughJPEG is img as a camera stores it: 4:2:0 chroma.
func throughJPEG(t testing.TB, img image.Image, quality int) image.Image {
	t.Helper()
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, img, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	back, err := jpeg.Decode(&buf)
	if err != nil {
		t.Fatal(err)
	}
	return back
}

// iou is the area that two quads share by the area that either covers.
func iou(a, b document.Quad) float64 {
	in, any := 0, 0
	x0, y0, x1, y1 := document.Union(a, b).Bounds()
	for i := range 200 {
		for j := range 200 {
			p := document.Point{X: x0 + (x1-x0)*(float64(i)+0.5)/200, Y: y0 + (y1-y0)*(float64(j)+0.5)/200}
			m, n := a.Contains(p), b.Contains(p)
			if m || n {
				any++
			}
			if m && n {
				in++
			}
		}
	}
	return float64(in) / float64(any)
}

// shows tells whether the sheet shows the page's point p, to within a pixel.
func shows(s preprocess.Sheet, p document.Point) bool {
	back, ok := s.ToPage.Inverse()
	q := back.Map(p)
	return ok && q.X >= -1 && q.Y >= -1 && q.X <= float64(s.Image.Rect.Dx()+1) && q.Y <= float64(s.Image.Rect.Dy()+1)
}
