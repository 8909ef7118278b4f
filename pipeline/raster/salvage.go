package raster

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"io"
)

// maxLost is the share of a picture that may be missing before the rest is not
// worth reading.
const maxLost = 0.5

// salvage decodes what a truncated JPEG still holds; lost is the share that it
// does not. An interrupted upload or a faulty memory card leaves such files,
// and other viewers show them.
func (h jpegHeader) salvage(ctx context.Context, data []byte) (img image.Image, lost float64, ok bool) {
	if len(h.scans) == 0 {
		return nil, 0, false
	}
	if h.progressive {
		img, ok = h.salvageProgressive(ctx, data)
		return img, 0, ok
	}
	return h.salvageBaseline(ctx, data)
}

// salvageProgressive leaves out the last, unfinished scan: what remains is the
// whole picture with less detail. It is refused when the luma has not been
// through all frequencies once, since nothing could be read.
func (h jpegHeader) salvageProgressive(ctx context.Context, data []byte) (image.Image, bool) {
	last := len(h.scans) - 1
	complete := false
	for _, s := range h.scans[:last] {
		complete = complete || s.luma && s.last == 63
	}
	if !complete {
		return nil, false
	}
	img, err := jpeg.Decode(io.MultiReader(reader(ctx, data[:h.scans[last].start]), endOfImage()))
	return img, err == nil
}

// paddings continue a truncated scan. Any run of bits that is not all ones is a
// valid sequence of Huffman codes, as long as the code is complete; the first
// padding is valid always, being made of first codes.
var paddings = []byte{0x00, 0x55, 0x33, 0x6a}

// salvageBaseline decodes the file twice, continued in two different ways:
// where the results agree, the picture comes from the file.
func (h jpegHeader) salvageBaseline(ctx context.Context, data []byte) (image.Image, float64, bool) {
	data = bytes.TrimSuffix(data, []byte{0xff, markerEOI})
	data = bytes.TrimSuffix(data, []byte{0xff})
	var first image.Image
	for _, b := range paddings {
		img, err := jpeg.Decode(h.padded(ctx, data, b))
		switch {
		case err != nil && first == nil:
			return nil, 0, false
		case err != nil:
			continue
		case first == nil:
			first = img
			continue
		}
		height := img.Bounds().Dy()
		rows, ok := agreeingRows(first, img)
		lost := 1 - float64(rows)/float64(height)
		return first, lost, ok && lost <= maxLost
	}
	return nil, 0, false
}

// padded is data followed by an end and, before it, enough of b for every block
// that may be missing: 16 bits for each coefficient, where real files need
// less than two.
func (h jpegHeader) padded(ctx context.Context, data []byte, b byte) io.Reader {
	config, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return bytes.NewReader(nil)
	}
	n := int64(config.Width+16) * int64(config.Height+16) * int64(h.components) * 2
	pad := io.LimitReader(contextReader{ctx, repeat(b)}, n)
	return io.MultiReader(reader(ctx, data), pad, endOfImage())
}

func endOfImage() io.Reader { return bytes.NewReader([]byte{0xff, markerEOI}) }

// repeat reads as one byte for ever.
type repeat byte

func (r repeat) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(r)
	}
	return len(p), nil
}

// planePair is the same plane of two decodings.
type planePair struct {
	a, b   []byte
	stride int
	rows   int  // rows of the picture that one row of the plane stands for
	white  byte // the value of white paper
}

// agreeingRows counts the rows from the top in which a and b are equal, down to
// a whole row of 16 pixel blocks, and whitens the rest of a. It is false for
// pictures that are neither gray nor YCbCr.
func agreeingRows(a, b image.Image) (rows int, ok bool) {
	const block = 16
	pairs := planePairs(a, b)
	rows = a.Bounds().Dy()
	for _, p := range pairs {
		if n := commonPrefix(p.a, p.b); n < len(p.a) {
			rows = min(rows, n/p.stride*p.rows/block*block)
		}
	}
	for _, p := range pairs {
		if rest := (rows + p.rows - 1) / p.rows * p.stride; rows < a.Bounds().Dy() && rest < len(p.a) {
			fill(p.a[rest:], p.white)
		}
	}
	return rows, pairs != nil
}

func planePairs(a, b image.Image) []planePair {
	switch a := a.(type) {
	case *image.Gray:
		if b, ok := b.(*image.Gray); ok {
			return []planePair{{a.Pix, b.Pix, a.Stride, 1, 255}}
		}
	case *image.YCbCr:
		if b, ok := b.(*image.YCbCr); ok {
			_, v := subsampling(a.SubsampleRatio)
			return []planePair{
				{a.Y, b.Y, a.YStride, 1, 255},
				{a.Cb, b.Cb, a.CStride, v, 128},
				{a.Cr, b.Cr, a.CStride, v, 128},
			}
		}
	}
	return nil
}

func fill(p []byte, v byte) {
	for i := range p {
		p[i] = v
	}
}

func commonPrefix(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}
