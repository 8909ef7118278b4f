package raster

import (
	"image"
)

// orient turns a flattened picture upright as its EXIF orientation says (EXIF
// 2.3, tag 0x0112): what is stored is what a reader sees, mirrored or turned.
// Values other than 2 to 8 leave it alone.
//
// The planes of YCbCr are turned each for itself, without going through RGB.
// Where a side is odd its chroma moves by less than a pixel.
func orient(img image.Image, orientation int) image.Image {
	if orientation < 2 || orientation > 8 {
		return img
	}
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	dw, dh := w, h
	if orientation >= 5 {
		dw, dh = h, w
	}
	rect := image.Rect(0, 0, dw, dh)
	switch img := img.(type) {
	case *image.Gray:
		return &image.Gray{Pix: turn(img.Pix, img.Stride, w, h, 1, orientation), Stride: dw, Rect: rect}
	case *image.RGBA:
		return &image.RGBA{Pix: turn(img.Pix, img.Stride, w, h, 4, orientation), Stride: 4 * dw, Rect: rect}
	case *image.YCbCr:
		ratio, ok := turnedRatio(img.SubsampleRatio, orientation)
		if !ok {
			return orient(overWhite(img), orientation)
		}
		sh, sv := subsampling(img.SubsampleRatio)
		cw, ch := (w+sh-1)/sh, (h+sv-1)/sv
		cstride := cw
		if orientation >= 5 {
			cstride = ch
		}
		return &image.YCbCr{
			Y:              turn(img.Y, img.YStride, w, h, 1, orientation),
			Cb:             turn(img.Cb, img.CStride, cw, ch, 1, orientation),
			Cr:             turn(img.Cr, img.CStride, cw, ch, 1, orientation),
			YStride:        dw,
			CStride:        cstride,
			SubsampleRatio: ratio,
			Rect:           rect,
		}
	}
	return img
}

// turnedRatio is the subsampling after the axes changed places, if Go has a
// name for it.
func turnedRatio(r image.YCbCrSubsampleRatio, orientation int) (image.YCbCrSubsampleRatio, bool) {
	if orientation < 5 {
		return r, true
	}
	switch r {
	case image.YCbCrSubsampleRatio444, image.YCbCrSubsampleRatio420:
		return r, true
	case image.YCbCrSubsampleRatio422:
		return image.YCbCrSubsampleRatio440, true
	case image.YCbCrSubsampleRatio440:
		return image.YCbCrSubsampleRatio422, true
	}
	return r, false
}

// turn copies a plane of w x h pixels of n bytes in the order of the upright
// picture. It goes by tiles that fit into the cache, since half of the
// orientations read down the columns.
func turn(src []byte, stride, w, h, n, orientation int) []byte {
	const tile = 64
	// Pixel (x, y) of the upright picture is at origin + x*stepX + y*stepY.
	right, down := n, stride
	originRight, originDown := 0, 0
	if orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8 {
		originRight, right = (w-1)*n, -n
	}
	if orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7 {
		originDown, down = (h-1)*stride, -stride
	}
	origin, stepX, stepY, dw, dh := originRight+originDown, right, down, w, h
	if orientation >= 5 {
		stepX, stepY, dw, dh = down, right, h, w
	}
	dst := make([]byte, dw*dh*n)
	for ty := 0; ty < dh; ty += tile {
		for tx := 0; tx < dw; tx += tile {
			for y := ty; y < min(ty+tile, dh); y++ {
				from := origin + y*stepY + tx*stepX
				to := dst[(y*dw+tx)*n : (y*dw+min(tx+tile, dw))*n]
				gather(to, src, from, stepX, n)
			}
		}
	}
	return dst
}

// gather fills dst with pixels of n bytes, 1 or 4, that lie step apart in src.
func gather(dst, src []byte, from, step, n int) {
	if n == 1 {
		for i := range dst {
			dst[i] = src[from]
			from += step
		}
		return
	}
	for i := 0; i < len(dst); i += 4 {
		copy(dst[i:i+4], src[from:from+4])
		from += step
	}
}
