package raster

import (
	"image"
	"image/color"
	"image/draw"
)

// flatten brings what a decoder returned into one of the three layouts of a
// Page, with its bounds at (0,0): gray stays gray, YCbCr stays YCbCr, anything
// else becomes RGBA. Transparent pixels are laid over white paper. Where the
// memory can be used again it is; img is not to be used afterwards.
func flatten(img image.Image) image.Image {
	switch img := img.(type) {
	case *image.Gray:
		return &image.Gray{Pix: img.Pix, Stride: img.Stride, Rect: zeroed(img.Rect)}
	case *image.Gray16:
		return grayOf16(img)
	case *image.YCbCr:
		return flattenYCbCr(img)
	case *image.NYCbCrA:
		if opaqueYCbCr(img) {
			return flattenYCbCr(&img.YCbCr)
		}
		return overWhite(img)
	case *image.RGBA:
		return laidOverWhite(img.Pix, img.Stride, img.Rect, true)
	case *image.NRGBA:
		return laidOverWhite(img.Pix, img.Stride, img.Rect, false)
	case *image.CMYK:
		return rgbOfCMYK(img)
	case *image.Paletted:
		return flattenPaletted(img)
	}
	return overWhite(img)
}

func zeroed(r image.Rectangle) image.Rectangle { return r.Sub(r.Min) }

func flattenYCbCr(img *image.YCbCr) image.Image {
	if img.Rect.Min != (image.Point{}) {
		return overWhite(img) // no decoder returns such a picture
	}
	return img
}

func opaqueYCbCr(img *image.NYCbCrA) bool {
	w := img.Rect.Dx()
	for y := range img.Rect.Dy() {
		for _, a := range img.A[y*img.AStride : y*img.AStride+w] {
			if a != 255 {
				return false
			}
		}
	}
	return true
}

func grayOf16(img *image.Gray16) *image.Gray {
	dst := image.NewGray(zeroed(img.Rect))
	for y := range dst.Rect.Dy() {
		src := img.Pix[y*img.Stride:]
		row := dst.Pix[y*dst.Stride : (y+1)*dst.Stride]
		for x := range row {
			row[x] = src[2*x]
		}
	}
	return dst
}

// laidOverWhite composes pixels of four bytes over white, in place.
func laidOverWhite(pix []byte, stride int, rect image.Rectangle, premultiplied bool) *image.RGBA {
	rect = zeroed(rect)
	for y := range rect.Dy() {
		row := pix[y*stride : y*stride+4*rect.Dx()]
		for i := 0; i < len(row); i += 4 {
			a := uint32(row[i+3])
			if a == 255 {
				continue
			}
			for c := i; c < i+3; c++ {
				v := uint32(row[c])
				if !premultiplied {
					v = (v*a + 127) / 255
				}
				row[c] = uint8(min(v+255-a, 255))
			}
			row[i+3] = 255
		}
	}
	return &image.RGBA{Pix: pix, Stride: stride, Rect: rect}
}

// rgbOfCMYK converts in place. Go's decoder has already turned Adobe's inverted
// inks and YCCK into plain CMYK.
func rgbOfCMYK(img *image.CMYK) *image.RGBA {
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride : y*img.Stride+4*img.Rect.Dx()]
		for i := 0; i < len(row); i += 4 {
			k := 255 - uint32(row[i+3])
			for c := i; c < i+3; c++ {
				row[c] = uint8(((255-uint32(row[c]))*k + 127) / 255)
			}
			row[i+3] = 255
		}
	}
	return &image.RGBA{Pix: img.Pix, Stride: img.Stride, Rect: zeroed(img.Rect)}
}

// flattenPaletted looks every colour up once. An index outside the palette,
// which a damaged file can hold, is white.
func flattenPaletted(img *image.Paletted) image.Image {
	var table [256][4]uint8
	gray := true
	for i := range table {
		table[i] = [4]uint8{255, 255, 255, 255}
		if i < len(img.Palette) {
			table[i] = paletteColour(img.Palette[i])
		}
		gray = gray && table[i][0] == table[i][1] && table[i][1] == table[i][2]
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	if gray {
		dst := image.NewGray(image.Rect(0, 0, w, h))
		for y := range h {
			row := dst.Pix[y*dst.Stride:]
			for x, v := range img.Pix[y*img.Stride : y*img.Stride+w] {
				row[x] = table[v][0]
			}
		}
		return dst
	}
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		row := dst.Pix[y*dst.Stride:]
		for x, v := range img.Pix[y*img.Stride : y*img.Stride+w] {
			copy(row[4*x:4*x+4], table[v][:])
		}
	}
	return dst
}

func paletteColour(c color.Color) [4]uint8 {
	r, g, b, a := c.RGBA() // premultiplied
	paper := 0xffff - a
	return [4]uint8{uint8((r + paper) >> 8), uint8((g + paper) >> 8), uint8((b + paper) >> 8), 255}
}

// overWhite composes any picture over white: the slow way, for rare layouts.
func overWhite(img image.Image) *image.RGBA {
	dst := image.NewRGBA(zeroed(img.Bounds()))
	draw.Draw(dst, dst.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(dst, dst.Rect, img, img.Bounds().Min, draw.Over)
	return dst
}

// subsampling is how many luma pixels a chroma sample covers along each axis.
func subsampling(r image.YCbCrSubsampleRatio) (h, v int) {
	switch r {
	case image.YCbCrSubsampleRatio422:
		return 2, 1
	case image.YCbCrSubsampleRatio420:
		return 2, 2
	case image.YCbCrSubsampleRatio440:
		return 1, 2
	case image.YCbCrSubsampleRatio411:
		return 4, 1
	case image.YCbCrSubsampleRatio410:
		return 4, 2
	}
	return 1, 1
}

// isBlank tells whether img is of one colour from edge to edge, give or take
// the noise of a black photograph. It looks at every pixel and stops at the
// first that differs: on a page that holds anything, soon.
func isBlank(img image.Image) bool {
	b := img.Bounds()
	switch img := img.(type) {
	case *image.Gray:
		return flat(img.Pix, img.Stride, b.Dx(), b.Dy(), 1, 0)
	case *image.RGBA:
		w, h := b.Dx(), b.Dy()
		return flat(img.Pix, img.Stride, w, h, 4, 0) && flat(img.Pix, img.Stride, w, h, 4, 1) && flat(img.Pix, img.Stride, w, h, 4, 2)
	case *image.YCbCr:
		h, v := subsampling(img.SubsampleRatio)
		cw, ch := (b.Dx()+h-1)/h, (b.Dy()+v-1)/v
		return flat(img.Y, img.YStride, b.Dx(), b.Dy(), 1, 0) && flat(img.Cb, img.CStride, cw, ch, 1, 0) && flat(img.Cr, img.CStride, cw, ch, 1, 0)
	}
	return false
}

// flat tells whether a channel varies by less than the eye would see as marks.
func flat(pix []byte, stride, w, h, channels, channel int) bool {
	const range8 = 12 // of 255
	low, high := uint8(255), uint8(0)
	for y := range h {
		row := pix[y*stride : y*stride+w*channels]
		for i := channel; i < len(row); i += channels {
			low, high = min(low, row[i]), max(high, row[i])
		}
		if high-low > range8 && high > low {
			return false
		}
	}
	return true
}
