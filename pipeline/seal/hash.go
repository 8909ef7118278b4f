package seal

import (
	"crypto/sha256"
	"encoding/hex"
	"image"

	"hecha/document"
)

// hashReach is how far from the centre ink belongs to the impression, as a
// share of the outline: some bleeds over the rim.
const hashReach = 1.03

// imageHash identifies an impression by its pixels: the difference of its own
// channel to the others, in steps of 32, inside the box around its ink. The
// same picture pasted elsewhere, by whole pixels, has the same hash; two
// impressions of one seal never do. Print beneath changes it, and so does
// another JPEG compression: equal hashes prove, different ones prove nothing.
// Gray impressions have none, because there print cannot be told from ink.
func imageHash(img *image.RGBA, imp Impression) string {
	if imp.Color == Gray {
		return ""
	}
	area := imp.Bounds().Inset(-int(0.04*imp.A) - 2).Intersect(img.Rect)
	levels := make([]byte, 0, area.Dx()*area.Dy())
	box := image.Rectangle{}
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			level := inkLevel(img.Pix[img.PixOffset(x, y):], imp.Color)
			if level > 0 && imp.Depth(document.Point{X: float64(x), Y: float64(y)}) > hashReach {
				level = 0
			}
			if level > 0 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
			levels = append(levels, level)
		}
	}
	if box.Empty() {
		return ""
	}
	h := sha256.New()
	h.Write([]byte{byte(box.Dx() >> 8), byte(box.Dx()), byte(box.Dy() >> 8), byte(box.Dy())})
	for y := box.Min.Y; y < box.Max.Y; y++ {
		row := (y-area.Min.Y)*area.Dx() - area.Min.X
		h.Write(levels[row+box.Min.X : row+box.Max.X])
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// inkLevel is 0 for paper, print and haze, and 1 to 7 for ink.
func inkLevel(p []uint8, color string) byte {
	d := int(p[0]) - int(max(p[1], p[2]))
	if color == Blue {
		d = int(p[2]) - int(max(p[0], p[1]))
	}
	if d < 48 {
		return 0
	}
	return byte(d >> 5)
}
