package preprocess_test

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"hecha/document"
	"hecha/pipeline/preprocess"
)

// TestWarpIsBilinear compares every channel with the formula. Two roundings and
// fractions of 1/256 pixel may cost three levels between black and white.
func TestWarpIsBilinear(t *testing.T) {
	src := image.NewRGBA(image.Rect(0, 0, 90, 70))
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range src.Pix {
		src.Pix[i] = uint8(rng.UintN(256))
	}
	for name, h := range map[string]document.Homography{
		"rotation":    {0.9998, 0.02, -3.2, -0.02, 0.9998, 4, 0, 0, 1},
		"perspective": {0.95, 0.05, 4, -0.03, 0.97, 2, 1e-4, 5e-5, 1},
		"upside down": {-1, 0, 89.7, 0, -1, 70.4, 0, 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			got := preprocess.Warp(src, h, 88, 69)
			for y := range 69 {
				for x := range 88 {
					at := h.Map(document.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5})
					for c := range 3 {
						if d := float64(got.Pix[got.PixOffset(x, y)+c]) - bilinear(src, at, c); math.Abs(d) > 3 {
							t.Fatalf("channel %d of (%d,%d) is off by %.1f", c, x, y, d)
						}
					}
				}
			}
		})
	}
}

// bilinear is channel c of src at p; white outside.
func bilinear(src *image.RGBA, p document.Point, c int) float64 {
	if !(image.Pt(int(math.Floor(p.X)), int(math.Floor(p.Y)))).In(src.Rect) {
		return 255
	}
	x, y := p.X-0.5, p.Y-0.5
	fx, fy := x-math.Floor(x), y-math.Floor(y)
	pixel := func(dx, dy int) float64 {
		px := min(max(int(math.Floor(x))+dx, 0), src.Rect.Dx()-1)
		py := min(max(int(math.Floor(y))+dy, 0), src.Rect.Dy()-1)
		return float64(src.Pix[src.PixOffset(px, py)+c])
	}
	return (pixel(0, 0)*(1-fx)+pixel(1, 0)*fx)*(1-fy) + (pixel(0, 1)*(1-fx)+pixel(1, 1)*fx)*fy
}
