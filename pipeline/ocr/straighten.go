package ocr

import (
	"encoding/binary"
	"image"
	"math"

	"hecha/document"
)

// MinContrast is the difference between the brightest and the darkest pixel, of
// 255, below which a line is blank. Engines make up text when they are shown
// nothing.
const MinContrast = 24

// Straighten samples the quad q of img as a raster of width x height pixels and
// calls set with the colour, 0 to 255, of each, row by row. Every pixel is the
// mean of as many samples as see all of q's own pixels (at most 16). Outside
// img the border's colour goes on.
//
// The quad's sides are followed linearly: over the height of a line that
// differs from the true perspective by less than a pixel.
func Straighten(img *image.RGBA, q document.Quad, width, height int, set func(x, y int, r, g, b float32)) {
	n := samplesPerPixel(q, width, height)
	mean := 1 / (float32(n*n) * 65536)
	sums := make([]colourSum, width)
	for y := range height {
		clear(sums)
		for j := range n {
			v := (float64(y) + (float64(j)+.5)/float64(n)) / float64(height)
			addRow(sums, n, img, q[0].Lerp(q[3], v), q[1].Lerp(q[2], v))
		}
		for x, s := range sums {
			set(x, y, float32(uint32(s.redBlue))*mean, float32(s.green)*mean, float32(s.redBlue>>32)*mean)
		}
	}
}

// colourSum adds up samples of one pixel; red and blue are the halves of a word.
type colourSum struct {
	redBlue uint64
	green   uint32
}

// addRow adds n samples for each pixel along the line from left to right.
// Positions are in 1/256 pixel, with 16 more bits so that steps add up.
func addRow(sums []colourSum, n int, img *image.RGBA, left, right document.Point) {
	samples := len(sums) * n
	stepX, stepY := fixed((right.X-left.X)/float64(samples)), fixed((right.Y-left.Y)/float64(samples))
	// Pixel centres have half coordinates.
	x, y := fixed(left.X-.5)+stepX/2, fixed(left.Y-.5)+stepY/2
	for i := range sums {
		for range n {
			sums[i].add(img, int(x>>16), int(y>>16))
			x, y = x+stepX, y+stepY
		}
	}
}

func fixed(v float64) int64 { return int64(v * (1 << 24)) }

// add adds the interpolated colour at (x, y), in 1/256 pixel, times 65536.
func (s *colourSum) add(img *image.RGBA, x, y int) {
	w, h := img.Rect.Dx()-1, img.Rect.Dy()-1
	x, y = min(max(x, 0), w<<8), min(max(y, 0), h<<8)
	fx, fy := uint32(x&255), uint32(y&255)
	x, y = x>>8, y>>8
	right, below := 4, img.Stride
	if x == w {
		right = 0
	}
	if y == h {
		below = 0
	}
	above := img.Pix[y*img.Stride+4*x:]
	under := above[below:]
	a, b := binary.LittleEndian.Uint32(above), binary.LittleEndian.Uint32(above[right:])
	c, d := binary.LittleEndian.Uint32(under), binary.LittleEndian.Uint32(under[right:])
	w11 := fx * fy
	w01, w10 := fy<<8-w11, fx<<8-w11
	w00 := 65536 - w01 - w10 - w11
	s.redBlue += redBlue(a)*uint64(w00) + redBlue(b)*uint64(w10) + redBlue(c)*uint64(w01) + redBlue(d)*uint64(w11)
	s.green += a>>8&255*w00 + b>>8&255*w10 + c>>8&255*w01 + d>>8&255*w11
}

// redBlue is a pixel's red in the lower and its blue in the upper half of a word.
func redBlue(p uint32) uint64 { return uint64(p&0xff) | uint64(p&0xff0000)<<16 }

// samplesPerPixel is how many samples, along each axis, one pixel averages. Up
// to 1.25 source pixels each, one interpolated sample misses nothing.
func samplesPerPixel(q document.Quad, width, height int) int {
	s := math.Max(q.Width()/float64(width), q.Height()/float64(height))
	return min(max(int(math.Ceil(s-.25)), 1), 4)
}
