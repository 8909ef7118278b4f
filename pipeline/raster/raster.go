// Package raster turns the bytes of an upload into pages of pixels. It owns
// sniffing, the limits on bytes, pixels, pages, time and memory, and every
// decoder that an uploaded byte meets; whatever it refuses is a
// *document.Problem that tells the candidate what to do.
//
// Images are decoded by Go's decoders, PDFs by PDFium inside WebAssembly, which
// sees neither files nor network and has a limited memory. pdfcpu, whose
// verdict on a PDF's structure is only a note, meets an upload in a child
// process with limits of its own (see MaybeChild). No C code parses an uploaded
// byte.
//
// What the picture shows is left to others: this package neither straightens
// nor sharpens. It only brings a page into one of three pixel layouts, the
// right way up as the file says, and not larger than reading can use.
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
	// DPI is the resolution in pixels of Image per inch of the paper: exact for
	// a PDF page, from EXIF, JFIF, pHYs or TIFF tags where those are believable
	// for a scan; 0 when unknown.
	DPI float64
	// Scale is how many pixels of Image a pixel of the uploaded picture became:
	// 1, or less for a picture larger than Limits.MaxSide. A position on Image
	// divided by Scale is a position on the picture as its owner sees it. It is
	// 1 for a PDF, which has no pixels of its own.
	Scale float64
	// Lost is the share of the picture, from 0 to 1, that a truncated file no
	// longer holds. That part of Image is white.
	Lost float64
	// Text is the PDF's own text layer in pixels of Image; empty when there is
	// none. A line has no Chars, and Confidence 1.
	Text []document.Line
}
