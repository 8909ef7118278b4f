package pyramid_test

import (
	"fmt"
	"image"
	"math/rand/v2"
	"testing"

	"hecha/pipeline/pyramid"
)

func noise(w, h int) *image.RGBA {
	rng := rand.New(rand.NewPCG(1, 2))
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = uint8(rng.UintN(256))
	}
	return img
}

// mean is the definition of a reduced pixel.
func mean(img *image.RGBA, x, y, k, channel int) uint8 {
	sum := 0
	for dy := range k {
		for dx := range k {
			sum += int(img.Pix[img.PixOffset(x*k+dx, y*k+dy)+channel])
		}
	}
	return uint8((sum + k*k/2) / (k * k))
}

func TestReduceIsTheMean(t *testing.T) {
	img := noise(101, 67)
	for i := range 4 * 20 { // the largest sums that there are
		for y := range 20 {
			img.Pix[y*img.Stride+i] = 255
		}
	}
	for k := 1; k <= pyramid.MaxFactor; k++ {
		got := pyramid.Reduce(img, k)
		if want := image.Rect(0, 0, 101/k, 67/k); got.Rect != want {
			t.Fatalf("by %d: bounds %v, want %v", k, got.Rect, want)
		}
		for y := range got.Rect.Dy() {
			for x := range got.Rect.Dx() {
				for c := range 3 {
					if got, want := got.Pix[got.PixOffset(x, y)+c], mean(img, x, y, k, c); got != want {
						t.Fatalf("by %d: channel %d at (%d,%d) is %d, want %d", k, c, x, y, got, want)
					}
				}
				if got.Pix[got.PixOffset(x, y)+3] != 255 {
					t.Fatalf("by %d: (%d,%d) is not opaque", k, x, y)
				}
			}
		}
	}
}

func TestPictureReducesOnce(t *testing.T) {
	img := noise(40, 30)
	p := pyramid.Of(img)
	if p.Full() != img || p.By(1) != img {
		t.Error("the picture itself is a copy")
	}
	if first := p.By(3); p.By(3) != first {
		t.Error("reduced by 3 twice")
	}
}

func TestWorkFactor(t *testing.T) {
	for side, want := range map[int]int{300: 1, 1400: 1, 1401: 2, 2339: 2, 3508: 3, 4800: 4} {
		p := pyramid.Of(image.NewRGBA(image.Rect(0, 0, 40, side)))
		if got := p.WorkFactor(); got != want {
			t.Errorf("a side of %d: factor %d, want %d", side, got, want)
		}
	}
}

func BenchmarkReduce(b *testing.B) {
	img := noise(2480, 3508)
	for _, k := range []int{2, 3, 4, 6} {
		b.Run(fmt.Sprint(k), func(b *testing.B) {
			for b.Loop() {
				pyramid.Reduce(img, k)
			}
		})
	}
}
