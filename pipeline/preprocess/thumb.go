package preprocess

import (
	"encoding/binary"
	"image"
)

// thumbSide is the length in pixels of the longer side of the reduced pictures
// that everything is searched on: about 50 dpi for an A4 page, where a line of
// text is seven pixels high and a paper's edge is still found to within one.
const thumbSide = 620

// thumb is a picture reduced by a whole factor, as luminance and chroma. Its
// pixel (x, y) is the mean over the picture's pixels from (x*scale, y*scale).
type thumb struct {
	scale     int
	y, cb, cr plane
}

func (t thumb) w() int { return t.y.w }
func (t thumb) h() int { return t.y.h }

// newThumb reduces img so that its longer side has about side pixels.
func newThumb(img image.Image, side int) thumb {
	b := img.Bounds()
	k := max(1, (max(b.Dx(), b.Dy())+side/2)/side)
	k = max(1, min(k, b.Dx(), b.Dy()))
	w, h := b.Dx()/k, b.Dy()/k
	switch src := img.(type) {
	case *image.YCbCr:
		return thumbYCbCr(src, k, w, h)
	case *image.Gray:
		g := reduce(src.Pix[src.PixOffset(b.Min.X, b.Min.Y):], src.Stride, k, w, h)
		return thumb{k, g, neutral(w, h), neutral(w, h)}
	}
	return thumbRGBA(RGBA(img), k, w, h)
}

func neutral(w, h int) plane {
	p := newPlane(w, h)
	for i := range p.pix {
		p.pix[i] = 128
	}
	return p
}

func thumbYCbCr(src *image.YCbCr, k, w, h int) thumb {
	b := src.Rect
	t := thumb{k, reduce(src.Y[src.YOffset(b.Min.X, b.Min.Y):], src.YStride, k, w, h), newPlane(w, h), newPlane(w, h)}
	// A pixel of the thumb takes up to four chroma samples; JPEG's chroma is
	// smooth enough for that.
	places := [4]float64{0.2, 0.4, 0.6, 0.8}
	columns := make([][4]int, w) // offsets of the samples in their rows
	for x := range columns {
		for i, q := range places {
			columns[x][i] = src.COffset(b.Min.X+x*k+int(q*float64(k)), b.Min.Y)
		}
	}
	for y := range h {
		var rows [4]int
		for i, q := range places {
			rows[i] = src.COffset(b.Min.X, b.Min.Y+y*k+int((1-q)*float64(k)))
		}
		for x, column := range columns {
			var cb, cr int
			for i, at := range column {
				cb, cr = cb+int(src.Cb[rows[i]+at]), cr+int(src.Cr[rows[i]+at])
			}
			t.cb.pix[y*w+x], t.cr.pix[y*w+x] = uint8((cb+2)/4), uint8((cr+2)/4)
		}
	}
	return t
}

// reduce is the mean over k by k pixels; of large blocks it takes every other
// row, which halves the time and changes nothing that matters at that scale.
func reduce(pix []uint8, stride, k, w, h int) plane {
	p := newPlane(w, h)
	step := 1
	if k >= 4 {
		step = 2
	}
	sums := make([]uint32, w)
	for y := range h {
		clear(sums)
		rows := 0
		for r := 0; r < k; r += step {
			addRow(sums, pix[(y*k+r)*stride:][:w*k], k)
			rows++
		}
		n := uint32(rows * k)
		for x := range w {
			p.pix[y*w+x] = uint8((sums[x] + n/2) / n)
		}
	}
	return p
}

func addRow(sums []uint32, row []uint8, k int) {
	for x := range sums {
		var s uint32
		for _, v := range row[:k] {
			s += uint32(v)
		}
		sums[x] += s
		row = row[k:]
	}
}

func thumbRGBA(src *image.RGBA, k, w, h int) thumb {
	t := thumb{k, newPlane(w, h), newPlane(w, h), newPlane(w, h)}
	step := 1
	if k >= 4 {
		step = 2
	}
	sums := make([][3]uint32, w)
	for y := range h {
		clear(sums)
		rows := 0
		for r := 0; r < k; r += step {
			addRowRGBA(sums, src.Pix[(y*k+r)*src.Stride:], k)
			rows++
		}
		n := uint32(rows * k)
		for x, s := range sums {
			r, g, b := int(s[0]/n), int(s[1]/n), int(s[2]/n)
			t.y.pix[y*w+x] = luma(uint8(r), uint8(g), uint8(b))
			t.cb.pix[y*w+x] = clampTable[256+128+(-11056*r-21712*g+32768*b)>>16]
			t.cr.pix[y*w+x] = clampTable[256+128+(32768*r-27440*g-5328*b)>>16]
		}
	}
	return t
}

// addRowRGBA adds red, green and blue of every k pixels of row to one of sums.
// Red and blue add up in the two halves of one word, which hold 257 bytes each:
// k is far below that.
func addRowRGBA(sums [][3]uint32, row []uint8, k int) {
	for x := range sums {
		var redBlue, green uint32
		for block := row[:4*k]; len(block) >= 4; block = block[4:] {
			p := binary.LittleEndian.Uint32(block)
			redBlue, green = redBlue+p&0xff00ff, green+p>>8&0xff
		}
		s := &sums[x]
		s[0], s[1], s[2] = s[0]+redBlue&0xffff, s[1]+green, s[2]+redBlue>>16
		row = row[4*k:]
	}
}
