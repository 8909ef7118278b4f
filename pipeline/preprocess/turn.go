package preprocess

import (
	"encoding/binary"
	"image"

	"hecha/document"
)

// Turn is s after quarterTurns clockwise quarter turns; negative ones run the
// other way. ToPage follows, and Region starts at the new top left corner. The
// pixels are copied unless nothing turns; s is not changed.
func Turn(s Sheet, quarterTurns int) Sheet {
	n := quarterTurns & 3
	if n == 0 {
		return s
	}
	w, h := float64(s.Image.Rect.Dx()), float64(s.Image.Rect.Dy())
	s.Image = turned(s.Image, n)
	s.ToPage = s.ToPage.Mul(turnBack(n, w, h))
	region := s.Region
	for i := range region {
		s.Region[i] = region[(i-n+4)&3]
	}
	return s
}

// TurnLines maps lines of a sheet of w by h pixels to the sheet after
// quarterTurns clockwise quarter turns, without touching a pixel. A line's
// quad still starts where reading starts. lines is not changed.
func TurnLines(lines []document.Line, w, h float64, quarterTurns int) []document.Line {
	forth, _ := turnBack(quarterTurns&3, w, h).Inverse()
	out := make([]document.Line, len(lines))
	for i, l := range lines {
		l.Quad = forth.MapQuad(l.Quad)
		out[i] = l
	}
	return out
}

// turnBack maps the pixels of a picture of w by h after n clockwise quarter
// turns to where they were.
func turnBack(n int, w, h float64) document.Homography {
	switch n {
	case 1:
		return document.Homography{0, 1, 0, -1, 0, h, 0, 0, 1}
	case 2:
		return document.Homography{-1, 0, w, 0, -1, h, 0, 0, 1}
	case 3:
		return document.Homography{0, -1, w, 1, 0, 0, 0, 0, 1}
	}
	return document.Identity
}

// turnBlock is the side of the squares in which pixels are moved, so that rows
// and columns both stay in the cache.
const turnBlock = 32

func turned(src *image.RGBA, n int) *image.RGBA {
	w, h := src.Rect.Dx(), src.Rect.Dy()
	dst := borrowRGBA(h, w)
	if n == 2 {
		dst = borrowRGBA(w, h)
	}
	// The place of (0,0) in dst and how it moves with x and y in src, in bytes.
	start, dx, dy := 4*(h-1), dst.Stride, -4
	switch n {
	case 2:
		start, dx, dy = (h-1)*dst.Stride+4*(w-1), -4, -dst.Stride
	case 3:
		start, dx, dy = (w-1)*dst.Stride, -dst.Stride, 4
	}
	for by := 0; by < h; by += turnBlock {
		for bx := 0; bx < w; bx += turnBlock {
			for y := by; y < min(by+turnBlock, h); y++ {
				row := src.Pix[y*src.Stride:]
				for x := bx; x < min(bx+turnBlock, w); x++ {
					binary.LittleEndian.PutUint32(dst.Pix[start+x*dx+y*dy:], binary.LittleEndian.Uint32(row[4*x:]))
				}
			}
		}
	}
	return dst
}
