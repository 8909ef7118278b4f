package seal_test

import (
	"image"
	"image/color"
	"math"
	"testing"

	"hecha/document"
	"hecha/pipeline/seal"
)

// A ring whose colour grows with the angle from its bottom becomes a strip whose
// colour grows from left to right, wherever its top is.
func TestRing(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 200, 200))
	for _, turned := range []float64{0, 90, 215} {
		for y := range 200 {
			for x := range 200 {
				angle := math.Atan2(float64(y)+0.5-100, float64(x)+0.5-100)*180/math.Pi - 90 - turned
				img.SetRGBA(x, y, color.RGBA{uint8(math.Mod(angle+1080, 360) / 360 * 255), 0, 0, 255})
			}
		}
		var q document.Quad
		for i, corner := range []float64{225, 315, 45, 135} {
			sin, cos := math.Sincos((corner + turned) * math.Pi / 180)
			q[i] = document.Point{X: 100 + 80*math.Sqrt2*cos, Y: 100 + 80*math.Sqrt2*sin}
		}
		strip := seal.Ring(img, q)
		w, h := strip.Rect.Dx(), strip.Rect.Dy()
		for _, x := range []int{w / 8, w / 2, 7 * w / 8} {
			if got, want := int(strip.RGBAAt(x, h/2).R), 255*x/w; got < want-6 || got > want+6 {
				t.Errorf("turned by %g: colour %d at %d of %d, want %d", turned, got, x, w, want)
			}
		}
	}
	outside := seal.Ring(img, document.Rect(500, 500, 600, 600))
	if c := outside.RGBAAt(5, 5); c != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("outside the picture: %v, want white", c)
	}
}
