package preprocess_test

import (
	"image"
	"image/color"
	"testing"

	"hecha/document"
	"hecha/pipeline/preprocess"
)

func TestFaint(t *testing.T) {
	paper := color.RGBA{236, 238, 230, 255}
	img := filled(400, 300, paper)
	rect(img, image.Rect(40, 40, 100, 60), color.RGBA{214, 215, 208, 255}) // a gray label
	rect(img, image.Rect(40, 100, 100, 120), color.RGBA{30, 30, 30, 255})  // read already
	rect(img, image.Rect(40, 160, 100, 180), color.RGBA{20, 20, 20, 255})
	rect(img, image.Rect(40, 220, 100, 240), color.RGBA{234, 235, 227, 255}) // the paper's own grain
	out := preprocess.Faint(img, []document.Quad{document.Rect(35, 95, 105, 125)})
	for what, c := range map[string]struct {
		y         int
		low, high uint8
	}{"the label": {50, 0, 190}, "what was read": {110, 255, 255}, "black print": {170, 0, 0}, "grain": {230, 240, 255}, "paper": {280, 250, 255}} {
		if got := out.RGBAAt(70, c.y); got.G < c.low || got.G > c.high || got.R != got.G || got.A != 255 {
			t.Errorf("%s became %v, want a gray from %d to %d", what, got, c.low, c.high)
		}
	}
	if img.RGBAAt(70, 50).G != 215 {
		t.Error("the picture itself was changed")
	}
}
