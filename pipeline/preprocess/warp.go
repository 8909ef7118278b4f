package preprocess

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"

	"hecha/document"
	"hecha/pipeline/pyramid"
)

// Warp is the picture of w by h pixels whose pixel at p is img's at
// toSource.Map(p), bilinear; what lies outside of img is white. Where the
// mapping shrinks img it is first averaged down, so that no stroke is lost
// between samples. Coordinates are continuous: pixel (0,0) covers [0,1)x[0,1).
func Warp(img *image.RGBA, toSource document.Homography, w, h int) *image.RGBA {
	return warp(img, toSource, w, h, color.RGBA{255, 255, 255, 255})
}

func warp(img *image.RGBA, toSource document.Homography, w, h int, outside color.RGBA) *image.RGBA {
	if k := min(shrinkage(toSource, w, h), pyramid.MaxFactor); k >= 2 {
		small := borrowRGBA(img.Rect.Dx()/k, img.Rect.Dy()/k)
		defer Recycle(small)
		pyramid.ReduceTo(small, img, k)
		img = small
		s := 1 / float64(k)
		toSource = document.Homography{s, 0, 0, 0, s, 0, 0, 0, 1}.Mul(toSource)
	}
	dst := borrowRGBA(w, h)
	if from, ok := shifted(toSource); ok && dst.Rect.Add(from).In(img.Rect) {
		copyPart(dst, img, from)
		return dst
	}
	fill := uint32(outside.R) | uint32(outside.G)<<8 | uint32(outside.B)<<16 | 0xff<<24
	for y := range h {
		warpRow(dst.Pix[y*dst.Stride:][:4*w], img, toSource, float64(y)+0.5, fill)
	}
	return dst
}

// shifted tells whether h only moves by whole pixels, and where it moves (0,0).
func shifted(h document.Homography) (to image.Point, ok bool) {
	to = image.Pt(int(h[2]), int(h[5]))
	return to, h == document.Homography{1, 0, float64(to.X), 0, 1, float64(to.Y), 0, 0, 1}
}

// copyPart fills dst with the part of src that begins at from.
func copyPart(dst, src *image.RGBA, from image.Point) {
	for y := range dst.Rect.Dy() {
		copy(dst.Pix[y*dst.Stride:][:dst.Stride], src.Pix[src.PixOffset(from.X, from.Y+y):])
	}
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

// warpSpan is how many pixels of a row are taken to lie evenly spaced on a line
// of the source. A perspective that narrows by a tenth over a thousand pixels
// bends that line by less than 1/100 pixel.
const warpSpan = 16

// warpRow fills one row of the result, whose pixel centres lie at height y.
func warpRow(out []uint8, src *image.RGBA, h document.Homography, y float64, fill uint32) {
	inner := image.Rect(0, 0, src.Rect.Dx()-1, src.Rect.Dy()-1)
	for x := 0; 4*x < len(out); x += warpSpan {
		n := min(warpSpan, len(out)/4-x)
		left := document.Point{X: float64(x) + 0.5, Y: y}
		right := document.Point{X: float64(x+n-1) + 0.5, Y: y}
		if h[6]*left.X+h[7]*y+h[8] > 0 && h[6]*right.X+h[7]*y+h[8] > 0 {
			a, b := placeAt(h.Map(left)), placeAt(h.Map(right))
			if a.pixel().In(inner) && b.pixel().In(inner) {
				warpInner(out[4*x:4*(x+n)], src, a, b)
				continue
			}
		}
		warpBorder(out[4*x:4*(x+n)], src, h, left, fill)
	}
}

// place is a point between pixel centres, in 1/65536 pixel from the centre of
// pixel (0, 0).
type place struct{ x, y int }

const placeUnit = 1 << 16

func placeAt(p document.Point) place {
	return place{int(math.Floor((p.X - 0.5) * placeUnit)), int(math.Floor((p.Y - 0.5) * placeUnit))}
}

// pixel is the one whose centre lies to the left of s and above.
func (s place) pixel() image.Point { return image.Pt(s.x>>16, s.y>>16) }

// warpInner fills out with what lies evenly between a and b, both of which have
// four neighbours. Two pixels side by side are one word; first the two rows are
// weighed, then the two pixels, with 8 bits of fraction: multiplied by both
// weights, crosswise, their sum comes out in the upper half.
func warpInner(out []uint8, src *image.RGBA, a, b place) {
	const lanes, round = 0x00ff00ff00ff00ff, 0x0080008000800080
	steps := max(len(out)/4-1, 1)
	dx, dy := (b.x-a.x)/steps, (b.y-a.y)/steps
	x, y, pix, stride := a.x, a.y, src.Pix, src.Stride
	for ; len(out) >= 4; out = out[4:] {
		above := pix[(y>>16)*stride+(x>>16)*4:]
		top, bottom := binary.LittleEndian.Uint64(above), binary.LittleEndian.Uint64(above[stride:])
		wx, wy := uint64(x>>8&255), uint64(y>>8&255)
		topEven, topOdd := top&lanes, top>>8&lanes
		even := (topEven<<8 + (bottom&lanes-topEven)*wy + round) >> 8 & lanes
		odd := (topOdd<<8 + (bottom>>8&lanes-topOdd)*wy + round) >> 8 & lanes
		across := (256-wx)<<32 | wx
		even = even*across>>32 + round&0xffffffff
		odd = odd*across>>32 + round&0xffffffff
		binary.LittleEndian.PutUint32(out, uint32(even>>8&lanes|odd&^lanes)|0xff<<24)
		x, y = x+dx, y+dy
	}
}

// warpBorder fills out, which begins at left, where some of it may lie on the
// border of src or outside.
func warpBorder(out []uint8, src *image.RGBA, h document.Homography, left document.Point, fill uint32) {
	u, v, q := h[0]*left.X+h[1]*left.Y+h[2], h[3]*left.X+h[4]*left.Y+h[5], h[6]*left.X+h[7]*left.Y+h[8]
	w, height := float64(src.Rect.Dx()), float64(src.Rect.Dy())
	for i := 0; i+4 <= len(out); i += 4 {
		inv := 1 / q
		x, y := u*inv, v*inv
		px := fill
		if x >= 0 && y >= 0 && x < w && y < height && q > 0 {
			px = bilinear(src, x, y)
		}
		binary.LittleEndian.PutUint32(out[i:], px)
		u, v, q = u+h[0], v+h[3], q+h[6]
	}
}

// bilinear is src at (x, y) inside it, as little-endian RGBA, also where pixels
// have no neighbour.
func bilinear(src *image.RGBA, x, y float64) uint32 {
	s := placeAt(document.Point{X: x, Y: y})
	p := s.pixel()
	x0, y0 := max(p.X, 0), max(p.Y, 0)
	x1, y1 := min(p.X+1, src.Rect.Max.X-1), min(p.Y+1, src.Rect.Max.Y-1)
	wx, wy := s.x>>8&255, s.y>>8&255
	px := uint32(0xff)
	for c := 2; c >= 0; c-- {
		left := int(src.Pix[y0*src.Stride+4*x0+c])*(256-wy) + int(src.Pix[y1*src.Stride+4*x0+c])*wy
		right := int(src.Pix[y0*src.Stride+4*x1+c])*(256-wy) + int(src.Pix[y1*src.Stride+4*x1+c])*wy
		px = px<<8 | uint32(((left+128)>>8*(256-wx)+(right+128)>>8*wx+128)>>8)
	}
	return px
}

// rotationAbout turns by deg clockwise as seen on the screen, about p.
func rotationAbout(p document.Point, deg float64) document.Homography {
	s, c := math.Sincos(deg * math.Pi / 180)
	return document.Homography{c, -s, p.X - c*p.X + s*p.Y, s, c, p.Y - s*p.X - c*p.Y, 0, 0, 1}
}
