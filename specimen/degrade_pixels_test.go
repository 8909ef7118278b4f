package specimen

import (
	"image"
	"image/color"
	"testing"
)

// TestResamplingKeepsColours takes one colour, with four different channels,
// through everything that packs pixels into words.
func TestResamplingKeepsColours(t *testing.T) {
	want := color.RGBA{214, 180, 8, 255}
	img := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for y := range 30 {
		for x := range 40 {
			img.SetRGBA(x, y, want)
		}
	}
	warped := image.NewRGBA(img.Rect)
	store(warped.Pix[warped.PixOffset(7, 5):], sample(img, 3.4, 2.7))
	for name, got := range map[string]*image.RGBA{
		"smaller": resize(img, 17, 13), "larger": resize(img, 90, 61), "blurred": blur(img, 0.8, 2), "sampled": warped,
	} {
		if c := got.RGBAAt(7, 5); c != want {
			t.Errorf("%s: %v, want %v", name, c, want)
		}
	}
}

// TestResizeAverages shrinks a fine chequerboard, which only averaging over
// areas turns into an even gray.
func TestResizeAverages(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 120, 120))
	for i := range 120 * 120 {
		if (i/120+i)%2 == 0 {
			img.SetRGBA(i%120, i/120, color.RGBA{255, 255, 255, 255})
		}
	}
	small := resize(img, 30, 30)
	for i := 0; i < len(small.Pix); i += 4 {
		if v := small.Pix[i]; v < 124 || v > 131 {
			t.Fatalf("pixel %d is %d, want the mean of black and white", i/4, v)
		}
	}
}
