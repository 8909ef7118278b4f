package ppocr

import (
	"encoding/binary"
	"image"
	"math"

	"hecha/document"
	"hecha/pipeline/ocr"
)

// normalization turns a channel's byte v into v*scale+shift; the channels are
// blue, green, red.
type normalization struct{ scale, shift [3]float32 }

// tensor is a network's input: three planes of rows, blue, green and red.
type tensor struct {
	data          []float32
	width, height int
	norm          normalization
}

func (t tensor) set(i int, r, g, b float32) {
	plane := t.width * t.height
	t.data[i] = b*t.norm.scale[0] + t.norm.shift[0]
	t.data[plane+i] = g*t.norm.scale[1] + t.norm.shift[1]
	t.data[2*plane+i] = r*t.norm.scale[2] + t.norm.shift[2]
}

// crop straightens the quad q of img into the left part, width columns, of t;
// the rest becomes 0, the gray that the networks were trained to ignore. It
// returns the contrast of what it saw, of 255.
func (t tensor) crop(width int, img *image.RGBA, q document.Quad) (contrast float32) {
	if width < t.width {
		clear(t.data)
	}
	lo, hi := float32(255), float32(0)
	ocr.Straighten(img, q, width, t.height, func(x, y int, r, g, b float32) {
		t.set(y*t.width+x, r, g, b)
		lo, hi = min(lo, g), max(hi, g)
	})
	return hi - lo
}

// resize reduces img, from the point origin on, by scale to t. Every pixel is
// the mean of a grid of samples: enough that no stroke falls between them, fewer
// than there are pixels, since a scan at 300 dpi has sixteen for each. Beyond its
// borders img goes on as at the border.
func (t tensor) resize(img *image.RGBA, origin image.Point, scale float64) {
	xs := samplePositions(origin.X, t.width, scale, img.Rect.Dx())
	ys := samplePositions(origin.Y, t.height, scale, img.Rect.Dy())
	n := len(xs) / t.width
	for i := range xs {
		xs[i] *= 4
	}
	sums := make([]sampleSum, t.width)
	for y := range t.height {
		clear(sums)
		for _, sy := range ys[y*n : (y+1)*n] {
			addSamples(sums, img.Pix[sy*img.Stride:], xs, n)
		}
		t.setRow(y, sums, 1/float32(n*n))
	}
}

// sampleSum adds up samples of one pixel. Red and blue share a word, and green
// stays where it lies in a pixel: nine bytes need twelve bits.
type sampleSum struct{ redBlue, green uint32 }

// addSamples adds the n samples of every pixel that lie in row, at the bytes xs.
func addSamples(sums []sampleSum, row []uint8, xs []int, n int) {
	const redBlue, green = 0xff00ff, 0xff00
	for i := range sums {
		at := xs[:n]
		xs = xs[n:]
		if len(at) == maxSamples {
			p, q, r := binary.LittleEndian.Uint32(row[at[0]:]), binary.LittleEndian.Uint32(row[at[1]:]), binary.LittleEndian.Uint32(row[at[2]:])
			sums[i].redBlue += p&redBlue + q&redBlue + r&redBlue
			sums[i].green += p&green + q&green + r&green
			continue
		}
		for _, x := range at {
			p := binary.LittleEndian.Uint32(row[x:])
			sums[i].redBlue += p & redBlue
			sums[i].green += p & green
		}
	}
}

// setRow writes row y from sums, the mean of each by multiplication.
func (t tensor) setRow(y int, sums []sampleSum, mean float32) {
	plane := t.width * t.height
	at := y * t.width
	blue, green, red := t.data[at:][:len(sums)], t.data[plane+at:][:len(sums)], t.data[2*plane+at:][:len(sums)]
	scale, shift := t.norm.scale, t.norm.shift
	for x, s := range sums {
		blue[x] = float32(s.redBlue>>16)*mean*scale[0] + shift[0]
		green[x] = float32(s.green>>8)*mean*scale[1] + shift[1]
		red[x] = float32(s.redBlue&0xffff)*mean*scale[2] + shift[2]
	}
}

// maxSamples is the most samples that are taken along one side of a pixel.
const maxSamples = 3

// samplePositions are the same number of positions, at most maxSamples, for each of
// n pixels, kept within [0, size).
func samplePositions(origin, n int, scale float64, size int) []int {
	per := min(int(math.Ceil(.75/scale)), maxSamples)
	pos := make([]int, n*per)
	step := 1 / scale / float64(per)
	for i := range pos {
		pos[i] = min(origin+int((float64(i)+.5)*step), size-1)
	}
	return pos
}
