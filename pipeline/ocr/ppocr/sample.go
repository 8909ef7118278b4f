package ppocr

import (
	"image"
	"math"
	"sync"

	"hecha/document"
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

// resizeInto reduces region of img to size and writes it to dst, normalised, as
// three planes: blue, green, red. Every pixel is the mean of a grid of samples
// that is dense enough to miss no source pixel by more than one.
func resizeInto(dst []float32, size image.Point, img *image.RGBA, region image.Rectangle, norm normalization) {
	xs := samplePositions(region.Min.X, region.Dx(), size.X)
	ys := samplePositions(region.Min.Y, region.Dy(), size.Y)
	nx, ny := len(xs)/size.X, len(ys)/size.Y
	for i := range xs {
		xs[i] *= 4
	}
	plane := size.X * size.Y
	mean := 1 / float32(nx*ny)
	for y := range size.Y {
		rows := ys[y*ny : (y+1)*ny]
		blue, green, red := dst[y*size.X:(y+1)*size.X], dst[plane+y*size.X:], dst[2*plane+y*size.X:]
		for x := range blue {
			var r, g, b int
			for _, sy := range rows {
				row := img.Pix[sy*img.Stride:]
				for _, sx := range xs[x*nx : (x+1)*nx] {
					p := row[sx : sx+3 : sx+3]
					r, g, b = r+int(p[0]), g+int(p[1]), b+int(p[2])
				}
			}
			blue[x] = float32(b)*mean*norm.scale[0] + norm.shift[0]
			green[x] = float32(g)*mean*norm.scale[1] + norm.shift[1]
			red[x] = float32(r)*mean*norm.scale[2] + norm.shift[2]
		}
	}
}

// samplePositions spreads the same number of samples, one for each source
// pixel or slightly more, over each of n equal parts of [from, from+length).
func samplePositions(from, length, n int) []int {
	per := min(max((length+n-1)/n, 1), 4)
	pos := make([]int, n*per)
	step := float64(length) / float64(len(pos))
	for i := range pos {
		pos[i] = from + min(int((float64(i)+.5)*step), length-1)
	}
	return pos
}

// tensor is one image's place in a batch: three planes of height rows.
type tensor struct {
	data          []float32
	width, height int
}

// cropInto straightens the quad q of img into the left part, width columns, of
// t; the rest becomes 0, which is the gray that the recognizers were trained to
// ignore. The quad's sides are followed linearly: over the height of a line
// that differs from the true perspective by less than a pixel.
func cropInto(t tensor, width int, img *image.RGBA, q document.Quad, norm normalization) {
	n := samplesPerPixel(q, width, t.height)
	plane := t.width * t.height
	mean := 1 / (float32(n*n) * 65536)
	for y := range t.height {
		blue, green, red := t.data[y*t.width:(y+1)*t.width], t.data[plane+y*t.width:], t.data[2*plane+y*t.width:]
		for x := range width {
			var r, g, b uint32
			for j := range n {
				v := (float64(y) + (float64(j)+.5)/float64(n)) / float64(t.height)
				left, right := q[0].Lerp(q[3], v), q[1].Lerp(q[2], v)
				for i := range n {
					u := (float64(x) + (float64(i)+.5)/float64(n)) / float64(width)
					dr, dg, db := bilinear(img, left.Lerp(right, u))
					r, g, b = r+dr, g+dg, b+db
				}
			}
			blue[x] = float32(b)*mean*norm.scale[0] + norm.shift[0]
			green[x] = float32(g)*mean*norm.scale[1] + norm.shift[1]
			red[x] = float32(r)*mean*norm.scale[2] + norm.shift[2]
		}
		for x := width; x < t.width; x++ {
			blue[x], green[x], red[x] = 0, 0, 0
		}
	}
}

// samplesPerPixel is how many samples, along each axis, one pixel of the crop
// averages: enough to see every source pixel.
func samplesPerPixel(q document.Quad, width, height int) int {
	s := math.Max(q.Width()/float64(width), q.Height()/float64(height))
	return min(max(int(math.Ceil(s-.25)), 1), 4)
}

// bilinear is the colour at p, where pixel centres have half coordinates, times
// 65536; the border's colour outside.
func bilinear(img *image.RGBA, p document.Point) (r, g, b uint32) {
	x := int(clamp(p.X-.5, float64(img.Rect.Dx()-1)) * 256)
	y := int(clamp(p.Y-.5, float64(img.Rect.Dy()-1)) * 256)
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
