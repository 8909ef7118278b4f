package codes_test

import (
	"image"
	"image/color"
	"image/draw"
	"math/rand/v2"
	"testing"

	"github.com/disintegration/imaging"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"hecha/pipeline/codes"
	"hecha/pipeline/pyramid"
)

const link = "https://www.chsi.com.cn/xlcx/bg.do?vcode=A1B2C3D4E5F6G7H8&srcid=bgcx"

// page is an A4 page of text-like strokes, with a code of the given side in
// pixels at (x, y); side 0 draws none.
func page(t *testing.T, w, h, x, y, side int) *image.Gray {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = 250
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for row := h / 12; row < h/2; row += h / 40 {
		for col := w / 10; col < w*9/10; col += h / 60 {
			for range 6 {
				a, b := col+rng.IntN(h/80), row+rng.IntN(h/80)
				for k := range h / 90 {
					img.SetGray(a+k, b, color.Gray{30})
					img.SetGray(a, b+k, color.Gray{30})
				}
			}
		}
	}
	if side == 0 {
		return img
	}
	code, err := qrcode.NewQRCodeWriter().Encode(link, gozxing.BarcodeFormat_QR_CODE, side, side, nil)
	if err != nil {
		t.Fatal(err)
	}
	for j := range side {
		for i := range side {
			if code.Get(i, j) {
				img.SetGray(x+i, y+j, color.Gray{20})
			} else {
				img.SetGray(x+i, y+j, color.Gray{252})
			}
		}
	}
	return img
}

func rgba(img image.Image) *image.RGBA {
	out := image.NewRGBA(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	return out
}

func TestFind(t *testing.T) {
	for _, tc := range []struct {
		name string
		page image.Image
		want int
	}{
		{"none", page(t, 1654, 2339, 0, 0, 0), 0},
		{"a4 at 200 dpi", page(t, 1654, 2339, 1100, 1800, 220), 1},
		{"a4 at 300 dpi", page(t, 2480, 3508, 300, 2600, 330), 1},
		{"a4 at 120 dpi", page(t, 992, 1403, 600, 1000, 130), 1},
		{"blurred and turned", imaging.Blur(imaging.Rotate(page(t, 1654, 2339, 1000, 1600, 260), 7, color.White), 1.2), 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := codes.Find(pyramid.Of(rgba(tc.page)))
			if len(got) != tc.want {
				t.Fatalf("found %d codes, want %d", len(got), tc.want)
			}
			for _, c := range got {
				if c.Text != link || c.Format != "QR_CODE" {
					t.Errorf("got %+v, want text %q", c, link)
				}
			}
		})
	}
}

// A short text makes a code of few, wide modules: one of them is a third of what
// the search looks at in one piece.
func TestFindWideModules(t *testing.T) {
	const text = "A1B2C3D4E5F6G7H8"
	img := page(t, 1654, 2339, 0, 0, 0)
	code, err := qrcode.NewQRCodeWriter().Encode(text, gozxing.BarcodeFormat_QR_CODE, 260, 260, nil)
	if err != nil {
		t.Fatal(err)
	}
	for y := range 260 {
		for x := range 260 {
			if code.Get(x, y) {
				img.Set(300+x, 1700+y, color.Gray{20})
			}
		}
	}
	got := codes.Find(pyramid.Of(rgba(img)))
	if len(got) != 1 || got[0].Text != text {
		t.Errorf("found %v, want one with %q", got, text)
	}
}

func BenchmarkFind(b *testing.B) {
	img := image.NewRGBA(image.Rect(0, 0, 2480, 3508))
	for b.Loop() {
		codes.Find(pyramid.Of(img))
	}
}
