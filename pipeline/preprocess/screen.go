package preprocess

import (
	"encoding/binary"
	"image"
)

// WithoutScreen is img in gray, each pixel the mean of its three channels. A screen's
// red, green and blue stripes lie side by side, so that their moiré is shifted by
// about a third of its period from one channel to the next: in the mean it
// nearly cancels out, where the luminance, mostly green, keeps it.
func WithoutScreen(img *image.RGBA) *image.RGBA {
	out := borrowRGBA(img.Rect.Dx(), img.Rect.Dy())
	for y := range img.Rect.Dy() {
		from, to := img.Pix[y*img.Stride:], out.Pix[y*out.Stride:]
		for i := 0; i < 4*img.Rect.Dx(); i += 4 {
			mean := (uint32(from[i]) + uint32(from[i+1]) + uint32(from[i+2])) / 3
			binary.LittleEndian.PutUint32(to[i:], mean*0x010101|0xff<<24)
		}
	}
	return out
}
