package preprocess

import (
	"image"
	"image/color"

	"hecha/document"
)

// Faint print is darkened in steps of paper brightness: what is lighter than the
// paper's own unevenness stays paper, and a sixth of the way to black is black.
const (
	faintNoise = 7 // of 255, that paper wavers
	faintGain  = 6
	faintCells = 48 // pixels of a cell in which paper has one colour
)

// Faint is a picture of what img shows only faintly: gray labels of a page that
// was copied, worn print, the lower sheets of a form. Paper is white and faint
// print black; what stands in known, which was read before, has become paper.
func Faint(img *image.RGBA, known []document.Quad) *image.RGBA {
	g := newGround(img, img.Rect, faintCells)
	out := borrowRGBA(img.Rect.Dx(), img.Rect.Dy())
	paper := make([]uint8, img.Rect.Dx())
	for y := range img.Rect.Dy() {
		g.row(1, y, paper)
		from, to := img.Pix[y*img.Stride:], out.Pix[y*out.Stride:]
		for x, p := range paper {
			level := uint8(255 - min(255, faintGain*max(0, 255-faintNoise-int(relative(from[4*x+1], max(p, 1))))))
			to[4*x], to[4*x+1], to[4*x+2], to[4*x+3] = level, level, level, 255
		}
	}
	for _, q := range known {
		fillQuad(out, q, color.RGBA{255, 255, 255, 255})
	}
	return out
}
