package raster_test

import (
	"bytes"
	"image"
	"testing"

	"hecha/pipeline/raster"
)

// stripes is a picture in which every row differs from its neighbours, so that
// a shifted or invented row is noticed.
func stripes(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			i := img.PixOffset(x, y)
			img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = uint8(x*y/7), uint8(y*3), uint8(x*2+y), 255
		}
	}
	return img
}

func TestTruncatedJPEG(t *testing.T) {
	const w, h = 320, 400
	whole := encodeJPEG(stripes(w, h), 90)
	want := onePage(t, whole).Image.(*image.YCbCr)
	tests := []struct {
		name     string
		data     []byte
		min, max float64 // Lost
	}{
		{"no end marker", whole[:len(whole)-2], 0, 0},
		{"last byte missing", whole[:len(whole)-3], 0, 0.05},
		{"a quarter missing", whole[:len(whole)*3/4], 0.15, 0.35},
		{"an end marker too early", append(bytes.Clone(whole[:len(whole)*3/4]), 0xff, 0xd9), 0.15, 0.35},
		{"cut inside a marker", append(bytes.Clone(whole[:len(whole)*3/4]), 0xff), 0.15, 0.35},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page := onePage(t, test.data)
			if page.Lost < test.min || page.Lost > test.max {
				t.Errorf("lost %.3f, want %.2f to %.2f", page.Lost, test.min, test.max)
			}
			got := page.Image.(*image.YCbCr)
			kept := int(float64(h)*(1-page.Lost) + 0.5)
			for y := range h {
				for x := range w {
					wantY := want.Y[want.YOffset(x, y)]
					if y >= kept {
						wantY = 255
					}
					if v := got.Y[got.YOffset(x, y)]; v != wantY {
						t.Fatalf("luma at (%d,%d) is %d, want %d; %d rows kept", x, y, v, wantY, kept)
					}
				}
			}
		})
	}
}

func TestTruncatedTooEarly(t *testing.T) {
	whole := encodeJPEG(stripes(320, 400), 90)
	for _, n := range []int{len(whole) / 3, 700, 100, 20, 4} {
		if got := problems(t, reader, whole[:n])[0]; got != raster.CodeBroken {
			t.Errorf("%d of %d bytes: %q, want broken", n, len(whole), got)
		}
	}
}

// A progressive JPEG without its last refinement is the whole picture with less
// detail; before all frequencies have come once there is nothing to read.
func TestTruncatedProgressive(t *testing.T) {
	whole := fixture(t, "progressive.jpg")
	refused := 0
	for n := len(whole) - 1; n > 100; n -= 7 {
		codes := problems(t, reader, whole[:n])
		if codes[0] == raster.CodeBroken {
			refused++
			continue
		}
		if refused > 0 {
			t.Fatalf("%d bytes are read although more are refused", n)
		}
		if corners(onePage(t, whole[:n]).Image)[3].G > 40 {
			t.Errorf("%d bytes: the black quarter is not black", n)
		}
	}
	if refused == 0 || refused*7 > len(whole)*9/10 {
		t.Errorf("%d truncations refused", refused)
	}
}

func TestJunkAfterTheEnd(t *testing.T) {
	want := onePage(t, fixture(t, "baseline.jpg"))
	junk := append(fixture(t, "baseline.jpg"), bytes.Repeat([]byte("junk\xff\xd8\xff\xe0"), 1000)...)
	got := onePage(t, junk)
	if !bytes.Equal(want.Image.(*image.YCbCr).Y, got.Image.(*image.YCbCr).Y) || got.Lost != 0 {
		t.Error("trailing bytes change the picture")
	}
}
