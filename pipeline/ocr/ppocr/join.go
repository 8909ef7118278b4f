package ppocr

import (
	"image"

	"hecha/document"
)

// joinNeighbours is a stub replaced below.
func joinNeighbours(boxes []box, standing bool, img *image.RGBA) []document.Quad {
	quads := make([]document.Quad, len(boxes))
	for i, b := range boxes {
		quads[i] = b.quad
	}
	return quads
}
