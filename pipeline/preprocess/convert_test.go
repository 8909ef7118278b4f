package preprocess_test

import (
	"image"
	"image/color"
	"image/draw"
	"math/rand/v2"
	"testing"

	"hecha/document"
	"hecha/pipeline/preprocess"
)

var ratios = []image.YCbCrSubsampleRatio{
	image.YCbCrSubsampleRatio444, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420,
	image.YCbCrSubsampleRatio440, image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410,
}

func noise(ratio image.YCbCrSubsampleRatio, w, h int) *image.YCbCr {
	img := image.NewYCbCr(image.Rect(0, 0, w, h), ratio)
	rng := rand.New(rand.NewPCG(3, 4))
	for _, p := range [][]uint8{img.Y, img.Cb, img.Cr} {
		for i := range p {
			p[i] = uint8(rng.IntN(256))
		}
	}
	return img
}

func TestRGBAConvertsAsTheStandardLibrary(t *testing.T) {
	for _, ratio := range ratios {
		whole := noise(ratio, 37, 22)
		for _, r := range []image.Rectangle{whole.Rect, image.Rect(3, 5, 30, 21), image.Rect(0, 0, 1, 1)} {
			src := whole.SubImage(r)
			want := image.NewRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
			draw.Draw(want, want.Rect, src, r.Min, draw.Src)
			got := preprocess.RGBA(src)
			for i := range want.Pix {
				if d := int(want.Pix[i]) - int(got.Pix[i]); d < -1 || d > 1 {
					t.Fatalf("%v %v: byte %d is %d, want %d", ratio, r, i, got.Pix[i], want.Pix[i])
				}
			}
		}
	}
}

func TestRGBALaysTransparencyOnWhite(t *testing.T) {
	src := image.NewNRGBA(image.Rect(2, 3, 4, 5))
	src.SetNRGBA(2, 3, color.NRGBA{0, 0, 0, 128})
	got := preprocess.RGBA(src)
	if c := got.RGBAAt(0, 0); c.R < 126 || c.R > 128 || c.A != 255 {
		t.Errorf("half black on white is %v", c)
	}
	if c := got.RGBAAt(1, 1); c != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("clear is %v, want white", c)
	}
}

func TestWarpIdentityCopies(t *testing.T) {
	img := preprocess.RGBA(noise(image.YCbCrSubsampleRatio444, 31, 17))
	got := preprocess.Warp(img, document.Identity, 31, 17)
	if string(got.Pix) != string(img.Pix) {
		t.Error("the identity changes pixels")
	}
	shifted := preprocess.Warp(img, document.Homography{1, 0, 5, 0, 1, 2, 0, 0, 1}, 40, 10)
	if got, want := shifted.RGBAAt(3, 4), img.RGBAAt(8, 6); got != want {
		t.Errorf("shifted pixel is %v, want %v", got, want)
	}
	if got := shifted.RGBAAt(35, 4); got != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("outside is %v, want white", got)
	}
}

func TestWarpAveragesWhatItShrinks(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 400, 400))
	for y := range 400 { // one black row in four: a quarter of the light is gone
		v := uint8(255)
		if y%4 == 0 {
			v = 0
		}
		rect(img, image.Rect(0, y, 400, y+1), color.RGBA{v, v, v, 255})
	}
	got := preprocess.Warp(img, document.Homography{4, 0, 0, 0, 4, 0, 0, 0, 1}, 100, 100)
	for _, p := range []image.Point{{5, 5}, {50, 60}, {98, 98}} {
		if v := got.RGBAAt(p.X, p.Y).R; v < 185 || v > 197 {
			t.Errorf("%v is %d, want about 191", p, v)
		}
	}
}
