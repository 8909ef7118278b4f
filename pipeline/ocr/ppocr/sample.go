package ppocr

import (
	"encoding/binary"
	"image"
	"math"
	"sync"

	"hecha/document"
	"hecha/pipeline/ocr"
)

// floats recycles the networks' inputs: a page needs tens of megabytes of them.
var floats = sync.Pool{New: func() any { return new([]float32) }}

// getFloats returns n floats with any contents.
func getFloats(n int) []float32 {
	p := floats.Get().(*[]float32)
	if cap(*p) < n {
		*p = make([]float32, n)
	}
	return (*p)[:n]
}

func putFloats(f []float32) { floats.Put(&f) }

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
	mean := 1 / float32(n*n)
	for y := range t.height {
		rows := ys[y*n : (y+1)*n]
		for x := range t.width {
			// Red and blue add up in the two halves of one word: nine bytes
			// need twelve bits.
			var redBlue, green uint32
			for _, sy := range rows {
				row := img.Pix[sy*img.Stride:]
				for _, sx := range xs[x*n : (x+1)*n] {
					p := binary.LittleEndian.Uint32(row[sx:])
					redBlue, green = redBlue+p&0xff00ff, green+p>>8&0xff
				}
			}
			t.set(y*t.width+x, float32(redBlue&0xffff)*mean, float32(green)*mean, float32(redBlue>>16)*mean)
		}
	}
}

// samplePositions are the same number of positions, at most three, for each of
// n pixels, kept within [0, size).
func samplePositions(origin, n int, scale float64, size int) []int {
	per := min(int(math.Ceil(.75/scale)), 3)
	pos := make([]int, n*per)
	step := 1 / scale / float64(per)
	for i := range pos {
		pos[i] = min(origin+int((float64(i)+.5)*step), size-1)
	}
	return pos
}
