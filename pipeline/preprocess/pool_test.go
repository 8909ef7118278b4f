package preprocess_test

import (
	"image"
	"image/color"
	"testing"

	"hecha/document"
	"hecha/pipeline/preprocess"
)

// TestRecycledMemoryIsWrittenOver cuts a sheet into the memory of another one.
func TestRecycledMemoryIsWrittenOver(t *testing.T) {
	half := document.Homography{0.5, 0, 0, 0, 0.5, 0, 0, 0, 1}
	white, red := filled(1400, 1400, color.RGBA{255, 255, 255, 255}), filled(1300, 1300, color.RGBA{200, 0, 0, 255})
	used := preprocess.Warp(red, half, 2600, 2600)
	preprocess.Recycle(used)
	got := preprocess.Warp(white, half, 2500, 2500)
	if &got.Pix[0] != &used.Pix[0] {
		t.Fatal("the memory was not used again")
	}
	for _, p := range []image.Point{{0, 0}, {1250, 1250}, {2499, 2499}, {2499, 0}} {
		if c := got.RGBAAt(p.X, p.Y); c != (color.RGBA{255, 255, 255, 255}) {
			t.Errorf("%v at %v, want white", c, p)
		}
	}
	other := preprocess.Warp(white, half, 2500, 2500)
	if &other.Pix[0] == &got.Pix[0] {
		t.Error("two pictures have the same memory")
	}
}
