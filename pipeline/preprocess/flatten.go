package preprocess

import "image"

// Light is uneven when the paper's darker parts have less than this share of
// the brightness of its lighter ones.
const evenLight = 0.8

// maxGain bounds how much a shadow is lifted: below a third of the light there
// is more noise than writing.
const maxGain = 3.0

// Flatten evens out shadows and falling light: every pixel is divided by the
// brightness of the paper around it, its colour kept. done is false, and img
// itself returned, when the light is even already.
func Flatten(img *image.RGBA) (flat *image.RGBA, done bool) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	step := max(max(w, h)/24, 8)
	g := newGround(img, img.Rect, step)
	light := make([]uint8, g.cols*g.rows)
	var levels histogram
	for i := range light {
		light[i] = luma(g.cells[0][i], g.cells[1][i], g.cells[2][i])
	}
	bridged := bridge(plane{g.cols, g.rows, light}).blurred(1)
	for _, v := range bridged.pix {
		levels[v]++
	}
	bright := levels.percentile(0.95)
	if float64(levels.percentile(0.05)) >= evenLight*float64(bright) {
		return img, false
	}
	g.cells[0] = bridged.pix
	return g.divide(img, bright), true
}

// bridge closes the holes in the light that a portrait or a dark field leaves:
// where closing lifts a cell by more than light falls off over its width.
func bridge(light plane) plane {
	closed := light.closed(2)
	for i, v := range light.pix {
		if 10*int(closed.pix[i]) < 13*int(v) {
			closed.pix[i] = v
		}
	}
	return closed
}

// divide multiplies each pixel by bright over the ground's first channel.
func (g *ground) divide(img *image.RGBA, bright uint8) *image.RGBA {
	dst := image.NewRGBA(img.Rect)
	light := make([]uint8, img.Rect.Dx())
	var gains [256]int // 8 bits of fraction
	for v := range gains {
		gains[v] = int(256 * min(maxGain, max(1, float64(bright)/float64(max(v, 1)))))
	}
	for y := range img.Rect.Dy() {
		g.row(0, y, light)
		in, out := img.Pix[y*img.Stride:], dst.Pix[y*dst.Stride:]
		for x, v := range light {
			k := gains[v]
			for c := range 3 {
				out[4*x+c] = uint8(min(255, int(in[4*x+c])*k>>8))
			}
			out[4*x+3] = 0xff
		}
	}
	return dst
}
