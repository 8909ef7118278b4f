package preprocess

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"

	"hecha/document"
)

// Warp is the picture of w by h pixels whose pixel at p is img's at
// toSource.Map(p), bilinear; what lies outside of img is white. Where the
// mapping shrinks img it is first averaged down, so that no stroke is lost
// between samples. Coordinates are continuous: pixel (0,0) covers [0,1)x[0,1).
func Warp(img *image.RGBA, toSource document.Homography, w, h int) *image.RGBA {
	return warp(img, toSource, w, h, color.RGBA{255, 255, 255, 255})
}

func warp(img *image.RGBA, toSource document.Homography, w, h int, outside color.RGBA) *image.RGBA {
	if k := shrinkage(toSource, w, h); k >= 2 {
		img = Reduce(img, k)
		s := 1 / float64(k)
		toSource = document.Homography{s, 0, 0, 0, s, 0, 0, 0, 1}.Mul(toSource)
	}
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	fill := uint32(outside.R) | uint32(outside.G)<<8 | uint32(outside.B)<<16 | 0xff<<24
	for y := range h {
		warpRow(dst.Pix[y*dst.Stride:][:4*w], img, toSource, float64(y)+0.5, fill)
	}
	return dst
}

// shrinkage is how many source pixels fall on one pixel at the centre of the
// result, along the direction that shrinks less.
func shrinkage(h document.Homography, w, height int) int {
	c := document.Point{X: float64(w) / 2, Y: float64(height) / 2}
	p := h.Map(c)
	dx := p.Dist(h.Map(document.Point{X: c.X + 1, Y: c.Y}))
	dy := p.Dist(h.Map(document.Point{X: c.X, Y: c.Y + 1}))
	return int(min(dx, dy) + 0.3)
}

// warpRow fills one row of the result, whose pixel centres lie at height y.
func warpRow(out []uint8, src *image.RGBA, h document.Homography, y float64, fill uint32) {
	u, v, q := h[0]*0.5+h[1]*y+h[2], h[3]*0.5+h[4]*y+h[5], h[6]*0.5+h[7]*y+h[8]
	w, height := float64(src.Rect.Dx()), float64(src.Rect.Dy())
	for i := 0; i+4 <= len(out); i += 4 {
		inv := 1 / q
		sx, sy := u*inv, v*inv
		px := fill
		if sx >= 0 && sy >= 0 && sx < w && sy < height && q > 0 {
			px = bilinear(src, sx, sy)
		}
		binary.LittleEndian.PutUint32(out[i:], px)
		u, v, q = u+h[0], v+h[3], q+h[6]
	}
}

// bilinear is src at (x, y) inside it, as little-endian RGBA. Two channels are
// weighed at once in one word, with 8 bits of fraction.
func bilinear(src *image.RGBA, x, y float64) uint32 {
	const half = 128
	fx, fy := int(x*256)-half, int(y*256)-half
	x0, y0 := fx>>8, fy>>8
	wx, wy := uint64(fx&255), uint64(fy&255)
	x1, y1 := min(x0+1, src.Rect.Max.X-1), min(y0+1, src.Rect.Max.Y-1)
	x0, y0 = max(x0, 0), max(y0, 0)
	top, bottom := y0*src.Stride, y1*src.Stride
	a, b := spread(src.Pix[top+4*x0:]), spread(src.Pix[top+4*x1:])
	c, d := spread(src.Pix[bottom+4*x0:]), spread(src.Pix[bottom+4*x1:])
	const lanes, round = 0x00ff00ff00ff00ff, 0x0080008000800080
	t := ((a*(256-wx) + b*wx + round) >> 8) & lanes
	s := ((c*(256-wx) + d*wx + round) >> 8) & lanes
	r := ((t*(256-wy) + s*wy + round) >> 8) & lanes
	return uint32(r)&0xff | uint32(r>>8)&0xff00 | uint32(r>>16)&0xff0000 | 0xff<<24
}

// spread puts the three bytes of a pixel into 16-bit lanes of one word.
func spread(p []uint8) uint64 {
	v := uint64(binary.LittleEndian.Uint32(p))
	return v&0xff | v&0xff00<<8 | v&0xff0000<<16
}

// Reduce is img made smaller by a whole factor, the mean of k by k pixels; a
// remainder on the right and at the bottom is dropped.
func Reduce(img *image.RGBA, k int) *image.RGBA {
	w, h := img.Rect.Dx()/k, img.Rect.Dy()/k
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	sums := make([][3]uint32, w)
	n := uint32(k * k)
	for y := range h {
		clear(sums)
		for r := range k {
			addRowRGBA(sums, img.Pix[(y*k+r)*img.Stride:], k)
		}
		out := dst.Pix[y*dst.Stride:]
		for x, s := range sums {
			binary.LittleEndian.PutUint32(out[4*x:], (s[0]+n/2)/n|(s[1]+n/2)/n<<8|(s[2]+n/2)/n<<16|0xff<<24)
		}
	}
	return dst
}

// rotationAbout turns by deg clockwise as seen on the screen, about p.
func rotationAbout(p document.Point, deg float64) document.Homography {
	s, c := math.Sincos(deg * math.Pi / 180)
	return document.Homography{c, -s, p.X - c*p.X + s*p.Y, s, c, p.Y - s*p.X - c*p.Y, 0, 0, 1}
}
