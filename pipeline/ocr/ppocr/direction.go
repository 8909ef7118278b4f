package ppocr

import (
	"encoding/binary"
	"image"

	"hecha/document"
)

// direction counts the quarter turns, clockwise, by which a page lies: its
// lines run 0 to the right, 1 down, 2 to the left (on its head), 3 up.
type direction int

// start is the upright quad q beginning at the corner where reading in
// direction d begins.
func (d direction) start(q document.Quad) document.Quad {
	k := int(d) & 3
	return document.Quad{q[k], q[(k+1)&3], q[(k+2)&3], q[(k+3)&3]}
}

// turnBack is img turned so that a page in direction d stands upright.
func turnBack(img *image.RGBA, d direction) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	if d&1 == 1 {
		w, h = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	// A step to the right in out moves by dx bytes in img.
	var origin, dx, dy int
	last := img.PixOffset(img.Rect.Dx()-1, img.Rect.Dy()-1)
	switch d & 3 {
	case 0:
		origin, dx, dy = 0, 4, img.Stride
	case 1:
		origin, dx, dy = img.PixOffset(img.Rect.Dx()-1, 0), img.Stride, -4
	case 2:
		origin, dx, dy = last, -4, -img.Stride
	case 3:
		origin, dx, dy = img.PixOffset(0, img.Rect.Dy()-1), -img.Stride, 4
	}
	// In squares, so that rows and columns both stay in the cache.
	for top := 0; top < h; top += turnBlock {
		for left := 0; left < w; left += turnBlock {
			for y := top; y < min(top+turnBlock, h); y++ {
				row, at := out.Pix[y*out.Stride:], origin+y*dy+left*dx
				for x := left; x < min(left+turnBlock, w); x++ {
					binary.LittleEndian.PutUint32(row[4*x:], binary.LittleEndian.Uint32(img.Pix[at:]))
					at += dx
				}
			}
		}
	}
	return out
}

// turnBlock is the side of a square in pixels.
const turnBlock = 32

// place maps a quad of the page turned upright, whose bounds are r, to the page
// as it lies in direction d.
func (d direction) place(q document.Quad, r image.Rectangle) document.Quad {
	w, h := float64(r.Dx()), float64(r.Dy())
	for i, p := range q {
		switch d & 3 {
		case 1:
			q[i] = document.Point{X: h - p.Y, Y: p.X}
		case 2:
			q[i] = document.Point{X: w - p.X, Y: h - p.Y}
		case 3:
			q[i] = document.Point{X: p.Y, Y: w - p.X}
		}
	}
	return q
}
