package raster

import (
	"image"
	"math"
)

// shrink scales img down so that no side is longer than limit, by averaging
// the pixels that fall into each new one, and returns the scale. YCbCr stays
// YCbCr. A picture that is small enough is returned as it is, with scale 1.
func shrink(img image.Image, limit int) (image.Image, float64) {
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	if max(w, h) <= limit {
		return img, 1
	}
	scale := float64(limit) / float64(max(w, h))
	dw, dh := scaled(w, scale), scaled(h, scale)
	rect := image.Rect(0, 0, dw, dh)
	switch img := img.(type) {
	case *image.Gray:
		return &image.Gray{Pix: average(img.Pix, img.Stride, w, h, 1, dw, dh), Stride: dw, Rect: rect}, scale
	case *image.RGBA:
		return &image.RGBA{Pix: average(img.Pix, img.Stride, w, h, 4, dw, dh), Stride: 4 * dw, Rect: rect}, scale
	case *image.YCbCr:
		sh, sv := subsampling(img.SubsampleRatio)
		cw, ch := (w+sh-1)/sh, (h+sv-1)/sv
		cdw, cdh := (dw+sh-1)/sh, (dh+sv-1)/sv
		return &image.YCbCr{
			Y:              average(img.Y, img.YStride, w, h, 1, dw, dh),
			Cb:             average(img.Cb, img.CStride, cw, ch, 1, cdw, cdh),
			Cr:             average(img.Cr, img.CStride, cw, ch, 1, cdw, cdh),
			YStride:        dw,
			CStride:        cdw,
			SubsampleRatio: img.SubsampleRatio,
			Rect:           rect,
		}, scale
	}
	return img, 1
}

func scaled(n int, scale float64) int { return max(1, int(math.Round(float64(n)*scale))) }

// one is 1 in the fixed point of weights.
const one = 1 << 8

// share is how source pixels from to upto (exclusive) make up a new one: the
// outer two with their own weights, those between fully.
type share struct {
	from, upto  int
	first, last uint32 // of one
}

// shares divides n pixels among m <= n.
func shares(n, m int) []share {
	s := make([]share, m)
	for i := range s {
		a, b := float64(i)*float64(n)/float64(m), float64(i+1)*float64(n)/float64(m)
		from, upto := int(a), min(n, int(math.Ceil(b-1e-9)))
		s[i] = share{from, upto, uint32(math.Round((float64(from+1) - a) * one)), uint32(math.Round((b - float64(upto-1)) * one))}
	}
	return s
}

// weight is that of source pixel i.
func (s share) weight(i int) uint32 {
	switch i {
	case s.from:
		return s.first
	case s.upto - 1:
		return s.last
	}
	return one
}

// average scales a plane of w x h pixels of n bytes down to dw x dh.
func average(src []byte, stride, w, h, n, dw, dh int) []byte {
	columns, rows := shares(w, dw), shares(h, dh)
	dst := make([]byte, dw*dh*n)
	sum := make([]uint64, dw*n)
	perColumn := make([]float32, dw*n) // what to multiply a sum with
	for i := range perColumn {
		perColumn[i] = 1 / float32(columns[i/n].total())
	}
	for y, row := range rows {
		clear(sum)
		for sy := row.from; sy < row.upto; sy++ {
			addRow(sum, src[sy*stride:sy*stride+w*n], columns, n, uint64(row.weight(sy)))
		}
		perRow := 1 / float32(row.total())
		out := dst[y*dw*n : (y+1)*dw*n]
		for i := range out {
			out[i] = uint8(float32(sum[i])*perColumn[i]*perRow + 0.5)
		}
	}
	return dst
}

func (s share) total() uint32 {
	if s.upto-s.from == 1 {
		return s.first
	}
	return s.first + s.last + uint32(s.upto-s.from-2)*one
}

// addRow adds one source row, averaged along x, to the sums of a new row.
func addRow(sum []uint64, src []byte, columns []share, n int, weight uint64) {
	for x, c := range columns {
		for channel := range n {
			v := uint32(src[c.from*n+channel]) * c.first
			if c.upto-c.from > 1 {
				for i := c.from + 1; i < c.upto-1; i++ {
					v += uint32(src[i*n+channel]) * one
				}
				v += uint32(src[(c.upto-1)*n+channel]) * c.last
			}
			sum[x*n+channel] += uint64(v) * weight
		}
	}
}
