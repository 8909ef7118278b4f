package preprocess

import (
	"encoding/binary"
	"image"
	"image/draw"
)

// RGBA is img as opaque RGBA with bounds that start at (0,0). An *image.RGBA
// that is so already is returned as it is, not copied; its alpha is trusted.
func RGBA(img image.Image) *image.RGBA {
	b := img.Bounds()
	if src, ok := img.(*image.RGBA); ok && b.Min == (image.Point{}) {
		return src
	}
	dst := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	convert(dst, img)
	return dst
}

// convert writes every pixel of dst, which is as large as img.
func convert(dst *image.RGBA, img image.Image) {
	switch src := img.(type) {
	case *image.YCbCr:
		fromYCbCr(dst, src)
	case *image.Gray:
		fromGray(dst, src)
	default:
		draw.Draw(dst, dst.Bounds(), image.White, image.Point{}, draw.Src)
		draw.Draw(dst, dst.Bounds(), img, img.Bounds().Min, draw.Over)
	}
}

// clampTable clamps v in [-256, 511] to a byte at index v+256.
var clampTable = func() (t [768]uint8) {
	for i := range t {
		t[i] = uint8(min(max(i-256, 0), 255))
	}
	return t
}()

// fromYCbCr converts as JFIF says (BT.601, full range).
func fromYCbCr(dst *image.RGBA, src *image.YCbCr) {
	b := src.Rect
	shift := 0 // a chroma sample serves 1<<shift pixels of a row
	switch src.SubsampleRatio {
	case image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420:
		shift = 1
	case image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410:
		shift = 2
	}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		luma := src.Y[src.YOffset(b.Min.X, y):][:b.Dx()]
		c := src.COffset(b.Min.X, y)
		phase := b.Min.X & (1<<shift - 1)
		rowFromYCbCr(dst.Pix[(y-b.Min.Y)*dst.Stride:], luma, src.Cb[c:], src.Cr[c:], shift, phase)
	}
}

// rowFromYCbCr converts one row. Phase is how many pixels of its first chroma
// sample lie before it.
func rowFromYCbCr(out, luma, cb, cr []uint8, shift, phase int) {
	per := 1<<shift - phase
	for i := 0; len(luma) > 0; i++ {
		u, v := int(cb[i])-128, int(cr[i])-128
		dr := (91881*v+1<<15)>>16 + 256
		dg := (-22554*u-46802*v+1<<15)>>16 + 256
		db := (116130*u+1<<15)>>16 + 256
		if per == 2 && len(luma) >= 2 { // 4:2:0 and 4:2:2, what cameras and scanners write
			a, b := int(luma[0]), int(luma[1])
			binary.LittleEndian.PutUint64(out[:8], pixel(a, dr, dg, db)|pixel(b, dr, dg, db)<<32)
			luma, out = luma[2:], out[8:]
			continue
		}
		n := min(per, len(luma))
		for x, l := range luma[:n] {
			binary.LittleEndian.PutUint32(out[4*x:], uint32(pixel(int(l), dr, dg, db)))
		}
		luma, out, per = luma[n:], out[4*n:], 1<<shift
	}
}

// pixel is an opaque RGBA pixel, the chroma's terms raised by clampTable's 256.
func pixel(l, dr, dg, db int) uint64 {
	return uint64(clampTable[l+dr]) | uint64(clampTable[l+dg])<<8 | uint64(clampTable[l+db])<<16 | 0xff<<24
}

func fromGray(dst *image.RGBA, src *image.Gray) {
	b := src.Rect
	for y := range b.Dy() {
		out := dst.Pix[y*dst.Stride:]
		for x, v := range src.Pix[src.PixOffset(b.Min.X, b.Min.Y+y):][:b.Dx()] {
			binary.LittleEndian.PutUint32(out[4*x:], uint32(v)*0x010101|0xff<<24)
		}
	}
}

// luma is the BT.601 luminance, as in a JPEG's Y.
func luma(r, g, b uint8) uint8 {
	return uint8((19595*uint32(r) + 38470*uint32(g) + 7471*uint32(b) + 1<<15) >> 16)
}
