package casefile

import (
	"bytes"
	"image/jpeg"

	"github.com/signintech/gopdf"
)

// jpegSize is the size of a picture, in its pixels.
func jpegSize(data []byte) (gopdf.Rect, error) {
	c, err := jpeg.DecodeConfig(bytes.NewReader(data))
	return gopdf.Rect{W: float64(c.Width), H: float64(c.Height)}, err
}
