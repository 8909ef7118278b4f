package seal

import (
	"context"
	"image"

	"hecha/document"
	"hecha/pipeline/ocr"
)

// ReadWithFeatures is Read, and what the confidence is computed from.
func ReadWithFeatures(ctx context.Context, eng ocr.Engine, img *image.RGBA, imp Impression) (document.Seal, []float64, error) {
	s, e, err := read(ctx, eng, img, imp, 0)
	f := e.features()
	return s, f[:], err
}
