package preprocess

import (
	"image"
	"slices"
	"sync"
)

// pool keeps the memory of pictures for pictures to come: A4 at 300 dpi is 35 MB,
// which the system would have to find, clear and map anew for every page. A
// sync.Pool would not do: it forgets at every other collection of garbage, and
// there are several a page.
var pool struct {
	sync.Mutex
	free [][]uint8
}

const (
	poolStep  = 4 << 20   // bytes in which memory is asked for, so that like pictures share it
	poolBytes = 144 << 20 // that are kept: four pages of A4
)

// borrowRGBA is a picture of w by h pixels with any contents. Whoever borrows it
// writes every pixel.
func borrowRGBA(w, h int) *image.RGBA {
	n := 4 * w * h
	pix := takeFree(n)
	if pix == nil {
		size := n
		if n > poolStep {
			size = (n + poolStep - 1) / poolStep * poolStep
		}
		pix = make([]uint8, size)
	}
	return &image.RGBA{Pix: pix[:n], Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}
}

// takeFree is the smallest free memory that holds n bytes; nil when there is none.
func takeFree(n int) []uint8 {
	pool.Lock()
	defer pool.Unlock()
	for i, pix := range pool.free { // the smallest first
		if len(pix) >= n {
			pool.free = slices.Delete(pool.free, i, i+1)
			return pix
		}
	}
	return nil
}

// Recycle gives the memory of img to pictures to come. Nobody may look at img, or
// at a part of it, any more. When there is too much of it the largest goes, for
// which there is use least often.
func Recycle(img *image.RGBA) {
	pix := img.Pix[:cap(img.Pix)]
	if len(pix) < poolStep {
		return
	}
	pool.Lock()
	defer pool.Unlock()
	at, _ := slices.BinarySearchFunc(pool.free, len(pix), func(p []uint8, n int) int { return len(p) - n })
	pool.free = slices.Insert(pool.free, at, pix)
	kept := 0
	for _, p := range pool.free {
		kept += len(p)
	}
	for last := len(pool.free) - 1; kept > poolBytes; last-- {
		kept -= len(pool.free[last])
		pool.free = slices.Delete(pool.free, last, last+1)
	}
}
