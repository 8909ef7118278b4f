// Package preprocess turns a page of pixels into upright sheets: it finds the
// papers and cards on their background, straightens the perspective, removes
// small skew, takes seals out of the way of reading and measures the quality
// of the picture. It is pure: pixels in, pixels and numbers out.
package preprocess

import (
	"image"

	"hecha/document"
)

// Sheet is one paper or card cut out of a page and straightened. A page on
// which no border is found is one sheet as a whole.
type Sheet struct {
	Image *image.RGBA // opaque; its bounds start at (0,0)
	// ToPage maps the sheet's pixels to the page's.
	ToPage document.Homography
	// Region is the sheet's outline in the page's pixels.
	Region document.Quad
	// Card tells that the outline has the proportions of an ID-1 card.
	Card bool
	// Rest tells that this is what remains of a page, or of a paper, whose
	// sheets were cut out and painted over here: writing may stand on it, or
	// only clutter. Without lines it can be dropped.
	Rest bool
	// DPI is the resolution of Image: known from the page, or from the size of
	// a card; 0 when unknown.
	DPI float64
	// Guessed tells that DPI only holds if the sheet is a card and not a larger
	// paper of such proportions.
	Guessed bool
	Quality document.Quality
}
