package ocr

import (
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
	for y := range height {
		for x := range width {
			var r, g, b uint32
			for j := range n {
				v := (float64(y) + (float64(j)+.5)/float64(n)) / float64(height)
				left, right := q[0].Lerp(q[3], v), q[1].Lerp(q[2], v)
				for i := range n {
					u := (float64(x) + (float64(i)+.5)/float64(n)) / float64(width)
					dr, dg, db := bilinear(img, left.Lerp(right, u))
					r, g, b = r+dr, g+dg, b+db
				}
			}
			set(x, y, float32(r)*mean, float32(g)*mean, float32(b)*mean)
		}
	}
}

// samplesPerPixel is how many samples, along each axis, one pixel averages. Up
// to 1.25 source pixels each, one interpolated sample misses nothing.
func samplesPerPixel(q document.Quad, width, height int) int {
	s := math.Max(q.Width()/float64(width), q.Height()/float64(height))
	return min(max(int(math.Ceil(s-.25)), 1), 4)
}

// bilinear is the colour at p, where pixel centres have half coordinates, times
// 65536.
func bilinear(img *image.RGBA, p document.Point) (r, g, b uint32) {
	x := fixed(p.X-.5, img.Rect.Dx()-1)
	y := fixed(p.Y-.5, img.Rect.Dy()-1)
	fx, fy := uint32(x&255), uint32(y&255)
	x, y = x>>8, y>>8
	right, below := 4, img.Stride
	if x+1 >= img.Rect.Dx() {
		right = 0
	}
	if y+1 >= img.Rect.Dy() {
		below = 0
	}
	a := img.Pix[y*img.Stride+4*x:]
	c := a[below:]
	w00, w10, w01, w11 := (256-fx)*(256-fy), fx*(256-fy), (256-fx)*fy, fx*fy
	r = uint32(a[0])*w00 + uint32(a[right])*w10 + uint32(c[0])*w01 + uint32(c[right])*w11
	g = uint32(a[1])*w00 + uint32(a[right+1])*w10 + uint32(c[1])*w01 + uint32(c[right+1])*w11
	b = uint32(a[2])*w00 + uint32(a[right+2])*w10 + uint32(c[2])*w01 + uint32(c[right+2])*w11
	return r, g, b
}

// fixed is v, kept within [0, top], in 1/256ths.
func fixed(v float64, top int) int {
	return int(math.Max(0, math.Min(v, float64(top))) * 256)
}
