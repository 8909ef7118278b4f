package seal

import (
	"context"
	"image"

	"hecha/pipeline/ocr"
)

// ExamineWithFeatures is Examine, and what the confidence is computed from.
func ExamineWithFeatures(ctx context.Context, eng ocr.Engine, img *image.RGBA, imp Impression) (Reading, []float64, error) {
	r, e, err := examine(ctx, eng, img, imp, 0)
	f := e.features()
	return r, f[:], err
}
