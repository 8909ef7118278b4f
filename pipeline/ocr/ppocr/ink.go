package ppocr

import "image"

const (
	inkCell     = 16 // pixels: side of the cells in which contrast is measured
	inkContrast = 40 // of 255: less is paper, noise or shading
	inkMargin   = 24 // pixels kept around the ink
)

// inkBounds is the smallest rectangle, with a margin, that holds everything
// with contrast; all of img when it has none. Cutting the empty paper away
// before img is reduced leaves more pixels for the type.
func inkBounds(img *image.RGBA) image.Rectangle {
	var ink image.Rectangle
	b := img.Rect
	for y := b.Min.Y; y < b.Max.Y; y += inkCell {
		for x := b.Min.X; x < b.Max.X; x += inkCell {
			cell := image.Rect(x, y, min(x+inkCell, b.Max.X), min(y+inkCell, b.Max.Y))
			if cell.In(ink) || !hasInk(img, cell) {
				continue
			}
			ink = ink.Union(cell)
		}
	}
	if ink.Empty() {
		return b
	}
	return ink.Inset(-inkMargin).Intersect(b)
}

// hasInk looks at every second pixel of every second row, in green: a stroke
// that falls between them is thinner than anything that can be read.
func hasInk(img *image.RGBA, cell image.Rectangle) bool {
	lo, hi := uint8(255), uint8(0)
	for y := cell.Min.Y; y < cell.Max.Y; y += 2 {
		row := img.Pix[img.PixOffset(cell.Min.X, y):]
		for x := 1; x < cell.Dx()*4; x += 8 {
			lo, hi = min(lo, row[x]), max(hi, row[x])
		}
		if hi > lo && hi-lo >= inkContrast {
			return true
		}
	}
	return false
}
