package seal

import (
	"context"
	"image"

	"hecha/document"
	"hecha/pipeline/ocr"
)

// ReadWithFeatures is Read, and what the confidence is computed from.
func ReadWithFeatures(ctx context.Context, eng ocr.Engine, img *image.RGBA, imp Impression) (document.Seal, []float64, error) {
	r, e, err := examine(ctx, eng, img, imp, 0)
	f := e.features()
	return r.Seal, f[:], err
}
