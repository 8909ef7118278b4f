package preprocess_test

import (
	"image"
	"image/color"
	"math"
	"testing"

	"hecha/pipeline/preprocess"
)

// The moiré of a screen, whose channels are a third of its period apart, cancels
// out; a stroke stays as dark as it was.
func TestWithoutScreen(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 120, 40))
	stripe := func(x, channel int) uint8 {
		return uint8(200 + 40*math.Sin(2*math.Pi*(float64(x)/6+float64(channel)/3)))
	}
	for y := range 40 {
		for x := range 120 {
			c := color.RGBA{stripe(x, 0), stripe(x, 1), stripe(x, 2), 255}
			if y >= 20 && y < 24 {
				c = color.RGBA{30, 30, 30, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	out := preprocess.WithoutScreen(img)
	lo, hi := uint8(255), uint8(0)
	for x := range 120 {
		c := out.RGBAAt(x, 5)
		if c.R != c.G || c.G != c.B || c.A != 255 {
			t.Fatalf("%v at %d is not gray", c, x)
		}
		lo, hi = min(lo, c.R), max(hi, c.R)
	}
	if hi-lo > 8 {
		t.Errorf("paper goes from %d to %d, want nearly one gray", lo, hi)
	}
	if c := out.RGBAAt(60, 21); c.R != 30 {
		t.Errorf("a stroke is %d, want 30", c.R)
	}
}
