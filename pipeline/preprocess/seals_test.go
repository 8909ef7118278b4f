package preprocess_test

import (
	"image"
	"image/color"
	"testing"

	"hecha/document"
	"hecha/pipeline/preprocess"
)

// stamped is paper in some light with black bars across, and a ring of ink of
// the given transmission over them, multiplied as ink on paper is. It returns
// the picture and a predicate for what is bar and what is ink.
func stamped(light [3]float64, ink [3]float64) (img *image.RGBA, bar, ring func(x, y int) bool) {
	bar = func(x, y int) bool { return y%24 < 4 && x > 30 && x < 270 }
	ring = func(x, y int) bool {
		dx, dy := x-150, y-150
		d := dx*dx + dy*dy
		return d > 90*90 && d < 110*110 || d < 30*30
	}
	img = image.NewRGBA(image.Rect(0, 0, 300, 300))
	for y := range 300 {
		for x := range 300 {
			var c [3]uint8
			for i := range c {
				v := 245 * light[i] * (1 - 0.3*float64(x)/300) // falling light
				if bar(x, y) {
					v *= 0.18
				}
				if ring(x, y) {
					v *= ink[i]
				}
				c[i] = uint8(v)
			}
			img.SetRGBA(x, y, color.RGBA{c[0], c[1], c[2], 255})
		}
	}
	return img, bar, ring
}

func TestSuppressSeals(t *testing.T) {
	tests := map[string]struct{ light, ink [3]float64 }{
		"pure red":      {[3]float64{1, 1, 1}, [3]float64{1, 0.2, 0.2}},
		"dull red":      {[3]float64{1, 1, 1}, [3]float64{0.8, 0.3, 0.32}},
		"red, warm":     {[3]float64{1, 0.9, 0.78}, [3]float64{0.85, 0.25, 0.25}},
		"blue":          {[3]float64{1, 1, 1}, [3]float64{0.2, 0.35, 0.85}},
		"pale red, dim": {[3]float64{0.7, 0.7, 0.7}, [3]float64{0.93, 0.5, 0.5}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			img, bar, ring := stamped(tt.light, tt.ink)
			before := string(img.Pix)
			got := preprocess.SuppressSeals(img, []document.Quad{document.Rect(20, 20, 280, 280)})
			if string(img.Pix) != before {
				t.Error("the input changed")
			}
			for y := 45; y < 255; y++ {
				for x := 45; x < 255; x++ {
					paper := 245 * (0.3*tt.light[0] + 0.59*tt.light[1] + 0.11*tt.light[2]) * (1 - 0.3*float64(x)/300)
					share := float64(color.GrayModel.Convert(got.RGBAAt(x, y)).(color.Gray).Y) / paper
					switch {
					case ring(x, y) && !bar(x, y) && share < 0.85:
						t.Fatalf("ink at (%d,%d) is left at %.2f of the paper", x, y, share)
					case bar(x, y) && share > 0.35:
						t.Fatalf("print at (%d,%d) has faded to %.2f of the paper", x, y, share)
					case !ring(x, y) && got.RGBAAt(x, y) != img.RGBAAt(x, y):
						t.Fatalf("(%d,%d), which no ink covers, changed", x, y)
					}
				}
			}
		})
	}
}

func TestSuppressSealsLeavesTheRestAlone(t *testing.T) {
	img, _, _ := stamped([3]float64{1, 1, 1}, [3]float64{1, 0.2, 0.2})
	if got := preprocess.SuppressSeals(img, nil); got != img {
		t.Error("without regions a new picture is made")
	}
	beside := []document.Quad{document.Rect(-50, -50, 20, 20), document.Rect(400, 400, 500, 500), {}}
	if got := preprocess.SuppressSeals(img, beside); got != img {
		t.Error("without ink in the regions a new picture is made")
	}
	half := preprocess.SuppressSeals(img, []document.Quad{document.Rect(0, 0, 300, 150)})
	for y := 150; y < 300; y++ {
		for x := range 300 {
			if half.RGBAAt(x, y) != img.RGBAAt(x, y) {
				t.Fatalf("(%d,%d) outside of the region changed", x, y)
			}
		}
	}
}

func TestInk(t *testing.T) {
	tests := map[string]struct {
		c         color.RGBA
		red, blue bool // sure of it
	}{
		"paper":         {color.RGBA{240, 238, 232, 255}, false, false},
		"yellow light":  {color.RGBA{230, 205, 160, 255}, false, false},
		"black":         {color.RGBA{40, 36, 34, 255}, false, false},
		"seal":          {color.RGBA{210, 60, 60, 255}, true, false},
		"pale seal":     {color.RGBA{235, 150, 150, 255}, true, false},
		"blue seal":     {color.RGBA{60, 80, 190, 255}, false, true},
		"dark on red":   {color.RGBA{60, 35, 38, 255}, false, false},
		"skin":          {color.RGBA{225, 185, 165, 255}, false, false},
		"label on card": {color.RGBA{70, 130, 200, 255}, false, true},
	}
	for name, tt := range tests {
		red := preprocess.InkRed(tt.c.R, tt.c.G, tt.c.B) >= preprocess.SureInk
		blue := preprocess.InkBlue(tt.c.R, tt.c.G, tt.c.B) >= preprocess.SureInk
		if red != tt.red || blue != tt.blue {
			t.Errorf("%s %v: red %v, blue %v; want %v, %v", name, tt.c, red, blue, tt.red, tt.blue)
		}
	}
}

func TestSuppressGray(t *testing.T) {
	region := document.Rect(20, 20, 280, 280)
	const seal = 0.55 // of the paper
	img, bar, ring := stamped([3]float64{1, 1, 1}, [3]float64{seal, seal, seal})
	hair := func(x, y int) bool { return x == 150 && y%24 > 12 && y > 60 && y < 110 } // print as light as the seal
	for y := range 300 {
		if hair(150, y) {
			img.SetRGBA(150, y, color.RGBA{110, 110, 110, 255})
		}
	}
	const level = 114 // in the middle
	got, ok := preprocess.SuppressGray(img, region, level)
	if !ok {
		t.Fatal("a light seal is not told from dark print")
	}
	beside := func(x, y int) bool { return bar(x, y-2) || bar(x, y+2) || bar(x-2, y) || bar(x+2, y) }
	for y := 45; y < 255; y++ {
		for x := 45; x < 255; x++ {
			share := float64(got.RGBAAt(x, y).G) / (245 * (1 - 0.3*float64(x)/300))
			switch {
			case bar(x, y):
				if share > 0.35 {
					t.Fatalf("print at (%d,%d) has faded to %.2f of the paper", x, y, share)
				}
			case hair(x, y):
				if share > 0.85 {
					t.Fatalf("a thin stroke at (%d,%d) is lost: %.2f of the paper", x, y, share)
				}
			case ring(x, y) && !beside(x, y):
				if share < 0.7 {
					t.Fatalf("the seal at (%d,%d) is left at %.2f of the paper", x, y, share)
				}
			}
		}
	}
	dark, _, _ := stamped([3]float64{1, 1, 1}, [3]float64{0.1, 0.1, 0.1})
	if same, ok := preprocess.SuppressGray(dark, region, 21); ok || same != dark {
		t.Error("a seal as dark as the print is said to be separable")
	}
	bare := image.NewRGBA(image.Rect(0, 0, 300, 300))
	for i := range bare.Pix {
		bare.Pix[i] = 255
	}
	if _, ok := preprocess.SuppressGray(bare, region, 120); ok {
		t.Error("paper without print is said to have some")
	}
}
