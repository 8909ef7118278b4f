package ocr_test

import (
	"image"
	"image/color"
	"math"
	"testing"

	"hecha/document"
	"hecha/pipeline/ocr"
)

// gradient has its own coordinates as colours.
func gradient(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, color.RGBA{R: uint8(x), G: uint8(y), B: 7, A: 255})
		}
	}
	return img
}

func TestStraighten(t *testing.T) {
	img := gradient(100, 60)
	tests := []struct {
		name string
		quad document.Quad
		w, h int
		// where is the place in img whose colour pixel (x, y) must have.
		where func(x, y float64) document.Point
	}{
		{"identity", document.Rect(0, 0, 100, 60), 100, 60, func(x, y float64) document.Point { return document.Point{X: x, Y: y} }},
		{"part, enlarged", document.Rect(10, 20, 30, 40), 40, 40, func(x, y float64) document.Point { return document.Point{X: 10 + x/2 - .25, Y: 20 + y/2 - .25} }},
		{"reduced", document.Rect(0, 0, 100, 60), 25, 15, func(x, y float64) document.Point { return document.Point{X: 4*x + 1.5, Y: 4*y + 1.5} }},
		{"on its head", document.Quad{{X: 100, Y: 60}, {X: 0, Y: 60}, {X: 0, Y: 0}, {X: 100, Y: 0}}, 100, 60, func(x, y float64) document.Point { return document.Point{X: 99 - x, Y: 59 - y} }},
		{"reading down", document.Quad{{X: 100, Y: 0}, {X: 100, Y: 60}, {X: 0, Y: 60}, {X: 0, Y: 0}}, 60, 100, func(x, y float64) document.Point { return document.Point{X: 99 - y, Y: x} }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n := 0
			ocr.Straighten(img, tt.quad, tt.w, tt.h, func(x, y int, r, g, b float32) {
				n++
				p := tt.where(float64(x), float64(y))
				p.X, p.Y = math.Max(p.X, 0), math.Max(p.Y, 0)
				if math.Abs(float64(r)-p.X) > .51 || math.Abs(float64(g)-p.Y) > .51 || math.Abs(float64(b)-7) > .01 {
					t.Fatalf("pixel (%d,%d): got (%v,%v,%v), want about (%v,%v,7)", x, y, r, g, b, p.X, p.Y)
				}
			})
			if n != tt.w*tt.h {
				t.Errorf("%d pixels, want %d", n, tt.w*tt.h)
			}
		})
	}
}

func TestStraightenOutside(t *testing.T) {
	img := gradient(20, 20)
	ocr.Straighten(img, document.Rect(-50, -50, 90, 90), 14, 14, func(x, y int, r, g, b float32) {
		if r > 19 || g > 19 || math.Abs(float64(b)-7) > .01 {
			t.Errorf("pixel (%d,%d): colour (%v,%v,%v) is not the border's", x, y, r, g, b)
		}
	})
}
