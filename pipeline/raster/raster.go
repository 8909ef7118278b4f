// Package raster turns the bytes of an upload into pages of pixels. It owns
// sniffing, the limits on bytes, pixels and pages, and every decoder that an
// uploaded byte meets; whatever it refuses is a *document.Problem that tells
// the candidate what to do.
package raster

import (
	"image"

	"hecha/document"
)

// Page is one raster of an upload, turned as the EXIF orientation or the PDF's
// /Rotate says.
type Page struct {
	Number int // from 1
	// Image is one of *image.YCbCr, *image.Gray or *image.RGBA (opaque); its
	// bounds start at (0,0).
	Image image.Image
	// DPI is the resolution in pixels per inch of the paper: exact for a PDF
	// page, from EXIF, JFIF, pHYs or TIFF tags where those are believable for
	// a scan; 0 when unknown.
	DPI float64
	// Text is the PDF's own text layer in pixels of Image; empty when there is
	// none. A line has no Chars, and Confidence 1.
	Text []document.Line
}
