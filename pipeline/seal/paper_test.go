package seal

import (
	"image"
	"testing"
)

// shadedSheet is paper under a lamp that is lighter on the right, with a bar of print.
func shadedSheet(side int) []uint8 {
	rgb := make([]uint8, 3*side*side)
	for y := range side {
		for x := range side {
			v := 140 + 100*x/side
			if y/10%4 == 2 {
				v /= 5
			}
			p := rgb[3*(y*side+x):]
			p[0], p[1], p[2] = uint8(v), uint8(v*9/10), uint8(v*8/10)
		}
	}
	return rgb
}

func TestEvenMakesPaperWhite(t *testing.T) {
	const side = 200
	rgb := shadedSheet(side)
	even(rgb, side, image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			isPrint := y/10%4 == 2
			for c, v := range rgb[3*(y*side+x):][:3] {
				if isPrint && v > 70 || !isPrint && v < 225 {
					t.Fatalf("channel %d at %d,%d is %d, print %v", c, x, y, v, isPrint)
				}
			}
		}
	}
}

// Red ink over black bars: its tint tells where it is, also on a bar.
func TestUnmixSeesInkOnPrint(t *testing.T) {
	const radius = 60
	imp := Impression{Shape: Circle, Color: Red, A: radius, B: radius}
	imp.Center.X, imp.Center.Y = 80, 80
	imp.Quad = imp.quadAt(0)
	img := image.NewRGBA(image.Rect(0, 0, 160, 160))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for y := range 160 {
		for x := range 160 {
			p := img.Pix[img.PixOffset(x, y):]
			depth := imp.Depth(imp.outline((float64(x)-80)/radius, (float64(y)-80)/radius))
			if depth > 0.9 && depth < 1 || x >= 70 && x < 90 {
				p[1], p[2] = 70, 80
			}
			if y >= 70 && y < 90 {
				p[0], p[1], p[2] = p[0]/4, p[1]/4, p[2]/4
			}
		}
	}
	c := cut(img, imp)
	at := func(x, y int) uint8 { return c.ink.pix[(y+c.page.Min.Y)*c.ink.w+x+c.page.Min.X] }
	if ink, paper, bar, both := at(80, 50), at(50, 50), at(50, 80), at(80, 80); ink < 180 || both < 120 || paper > 20 || bar > 40 {
		t.Errorf("ink %d, paper %d, bar %d, ink on the bar %d; want the first and the last to be full", ink, paper, bar, both)
	}
}
