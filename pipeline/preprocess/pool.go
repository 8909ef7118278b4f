package preprocess

import (
	"image"
	"sync"
)

// pixels recycles the memory of pictures that live only inside one call of this
// package: A4 at 300 dpi is 35 MB, which the system would have to find, clear and
// map anew for every page.
var pixels = sync.Pool{New: func() any { return new([]uint8) }}

// borrowRGBA is a picture of w by h pixels with any contents. Whoever borrows it
// writes every pixel, and gives it back only when nothing refers to it any more.
func borrowRGBA(w, h int) *image.RGBA {
	p := pixels.Get().(*[]uint8)
	if cap(*p) < 4*w*h {
		*p = make([]uint8, 4*w*h)
	}
	return &image.RGBA{Pix: (*p)[:4*w*h], Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}
}

func giveBack(img *image.RGBA) {
	pix := img.Pix
	pixels.Put(&pix)
}
