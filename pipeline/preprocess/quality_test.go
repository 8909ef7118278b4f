package preprocess_test

import (
	"image"
	"image/color"
	"math"
	"testing"

	"hecha/document"
	"hecha/pipeline/preprocess"
)

// blurred is img after n box filters of 2r+1 pixels each way.
func blurred(img *image.RGBA, r, n int) *image.RGBA {
	for range n {
		for _, step := range [2]int{4, img.Stride} {
			src := append([]uint8(nil), img.Pix...)
			for i := range img.Pix {
				sum, k := 0, 0
				for d := -r; d <= r; d++ {
					if at := i + d*step; at >= 0 && at < len(src) {
						sum, k = sum+int(src[at]), k+1
					}
				}
				img.Pix[i] = uint8(sum / k)
			}
		}
	}
	return img
}

func TestSharpnessFallsWithBlur(t *testing.T) {
	sharp := func(img *image.RGBA) float64 { return preprocess.Measure(img, 0).Sharpness }
	crisp := sharp(paper(1050, 1485, 1))
	slight := sharp(blurred(paper(1050, 1485, 1), 1, 1))
	strong := sharp(blurred(paper(1050, 1485, 1), 2, 2))
	lost := sharp(blurred(paper(1050, 1485, 1), 4, 3))
	if crisp < 0.9 || lost > 0.1 || !(crisp > slight && slight > strong && strong >= lost) {
		t.Errorf("crisp %.2f, slightly blurred %.2f, strongly %.2f, unreadable %.2f", crisp, slight, strong, lost)
	}
	few := filled(1050, 1485, color.RGBA{246, 245, 242, 255})
	lay(few, paper(1050, 1485, 1).SubImage(image.Rect(0, 0, 1050, 400)).(*image.RGBA), document.Rect(0, 0, 1050, 400))
	if d := math.Abs(sharp(few) - crisp); d > 0.1 {
		t.Errorf("with a fifth of the writing sharpness differs by %.2f", d)
	}
}

func TestGlare(t *testing.T) {
	img := filled(1000, 1400, color.RGBA{200, 198, 190, 255})
	rect(img, image.Rect(100, 100, 500, 450), color.RGBA{255, 255, 255, 255})
	if got := preprocess.Measure(img, 0).Glare; math.Abs(got-0.1) > 0.01 {
		t.Errorf("glare %.3f, want 0.1", got)
	}
	if got := preprocess.Measure(filled(1000, 1400, color.RGBA{255, 255, 255, 255}), 0).Glare; got != 0 {
		t.Errorf("glare %.3f on a white scan, want 0", got)
	}
}

func TestUnderexposed(t *testing.T) {
	img := paper(1000, 1400, 1)
	rect(img, image.Rect(0, 0, 1000, 700), color.RGBA{25, 25, 25, 255})
	if got := preprocess.Measure(img, 0).Underexposed; math.Abs(got-0.5) > 0.05 {
		t.Errorf("underexposed %.2f, want 0.5", got)
	}
	if got := preprocess.Measure(paper(1000, 1400, 1), 0).Underexposed; got != 0 {
		t.Errorf("underexposed %.2f on a scan, want 0", got)
	}
}

func TestGrayscale(t *testing.T) {
	toned := func(r, g, b float64) *image.RGBA {
		img := paper(1000, 1400, 1)
		for i := 0; i < len(img.Pix); i += 4 {
			v := float64(img.Pix[i+1])
			img.Pix[i], img.Pix[i+1], img.Pix[i+2] = uint8(v*r), uint8(v*g), uint8(v*b)
		}
		return img
	}
	sealed := paper(1000, 1400, 1)
	for a := range 3600 {
		sin, cos := math.Sincos(float64(a) / 3600 * 2 * math.Pi)
		for r := 88.0; r < 94; r += 0.5 {
			sealed.SetRGBA(700+int(r*cos), 1100+int(r*sin), color.RGBA{215, 70, 70, 255})
		}
	}
	tests := map[string]struct {
		img  *image.RGBA
		want bool
	}{
		"gray": {toned(1, 1, 1), true}, "sepia": {toned(1, 0.88, 0.7), true},
		"with a seal": {sealed, false}, "card": {cardOnWhite(), false},
	}
	for name, tt := range tests {
		if got := preprocess.Measure(preprocess.RGBA(throughJPEG(t, tt.img, 75)), 0).Grayscale; got != tt.want {
			t.Errorf("%s: grayscale is %v", name, got)
		}
	}
}

func cardOnWhite() *image.RGBA {
	img := filled(1000, 630, color.RGBA{250, 250, 250, 255})
	lay(img, card(800, 1), document.Rect(100, 60, 900, 565))
	return img
}

func TestScreenPhoto(t *testing.T) {
	screen := paper(1000, 1400, 1)
	for i := 0; i < len(screen.Pix); i += 4 {
		x, y := float64(i/4%1000), float64(i/4/1000)
		for c := range 3 {
			v := 1 - 0.06*math.Cos(2*math.Pi*(x/7.3+y/31+float64(c)/3)) - 0.05*math.Cos(2*math.Pi*(y/8.9-x/40))
			screen.Pix[i+c] = uint8(float64(screen.Pix[i+c]) * v)
		}
	}
	// A guilloche: fine waves over the whole of a card.
	guilloche := card(1000, 1)
	for y := range guilloche.Rect.Dy() {
		for x := range 1000 {
			if px := guilloche.Pix[guilloche.PixOffset(x, y):]; math.Mod(float64(y)+18*math.Sin(float64(x)/28)+1000, 9) < 2 {
				px[0], px[1] = px[0]/4*3, px[1]/8*7
			}
		}
	}
	onWhite := filled(1000, 631, color.RGBA{250, 250, 250, 255})
	lay(onWhite, guilloche, document.Rect(0, 0, 1000, 631))
	tests := map[string]struct {
		img  *image.RGBA
		want bool
	}{"screen": {screen, true}, "scan": {paper(1000, 1400, 1), false}, "guilloche": {onWhite, false}, "wood": {desk("wood", 1000, 1000, 1), false}}
	for name, tt := range tests {
		if got := preprocess.Measure(preprocess.RGBA(throughJPEG(t, tt.img, 85)), 0).ScreenPhoto; got != tt.want {
			t.Errorf("%s: screen photo is %v", name, got)
		}
	}
}

func TestLowResolution(t *testing.T) {
	if preprocess.Measure(paper(1050, 1485, 1), 127).LowResolution {
		t.Error("characters of 20 pixels are said to be too small")
	}
	if !preprocess.Measure(paper(540, 764, 1), 0).LowResolution {
		t.Error("characters of 10 pixels are said to be large enough")
	}
}

func TestCutOff(t *testing.T) {
	page := paper(1050, 1485, 1)
	cut := preprocess.RGBA(page.SubImage(image.Rect(0, 0, 700, 1485)))
	if q := preprocess.Sheets(cut, 0)[0].Quality; !q.CutOff {
		t.Error("lines that run out of the picture are not noticed")
	}
	if q := preprocess.Sheets(page, 0)[0].Quality; q.CutOff {
		t.Error("a whole page is said to be cut off")
	}
}
