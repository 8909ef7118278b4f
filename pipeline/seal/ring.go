package seal

import (
	"image"
	"image/color"
	"math"

	"hecha/document"
)

// The ring of a strip for people, as shares of the seal's radius: it holds the
// rim, the text and a margin.
const (
	ringOuter = 1.04
	ringInner = 0.5
)

// ringHeight is a strip's height in pixels.
const ringHeight = 56

// Ring lays the ring of a seal out straight, in its own colours, for people to
// read: from its bottom clockwise, outwards up. q is around the impression, its
// corner 0 the seal's own top left, in pixels of img. What lies outside img is
// white. Of a seal that is no ring it shows nothing useful.
func Ring(img image.Image, q document.Quad) *image.RGBA {
	centre := q.Center()
	right, down := half(q[0], q[1]), half(q[0], q[3])
	length := 2 * math.Pi * (ringOuter + ringInner) / 2
	out := image.NewRGBA(image.Rect(0, 0, int(ringHeight*length/(ringOuter-ringInner)), ringHeight))
	w := float64(out.Rect.Dx())
	for x := range out.Rect.Dx() {
		sin, cos := math.Sincos(math.Pi/2 + 2*math.Pi*(float64(x)+0.5)/w)
		for y := range ringHeight {
			r := ringOuter - (ringOuter-ringInner)*(float64(y)+0.5)/ringHeight
			at := image.Pt(int(centre.X+r*(cos*right.X+sin*down.X)), int(centre.Y+r*(cos*right.Y+sin*down.Y)))
			if at.In(img.Bounds()) {
				out.Set(x, y, img.At(at.X, at.Y))
			} else {
				out.Set(x, y, color.White)
			}
		}
	}
	return out
}

// half is half the way from a to b.
func half(a, b document.Point) document.Point {
	return document.Point{X: (b.X - a.X) / 2, Y: (b.Y - a.Y) / 2}
}
