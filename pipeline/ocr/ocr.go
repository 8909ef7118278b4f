// Package ocr is the port to the engines that read text. An engine sees only
// pixels that we produced, never an uploaded byte.
package ocr

import (
	"context"
	"image"

	"hecha/document"
)

// Engine reads the text of a picture.
type Engine interface {
	// Read returns the lines of req.Image in reading order. Without req.Lines
	// the engine finds them itself; with them it returns exactly one line for
	// each, in their order, empty where it could read nothing. Quads are in
	// pixels of req.Image and start where reading starts: the lines of a page
	// that lies on its side, or upside down, say so by their quads.
	//
	// Read is safe for concurrent use; a cancelled context ends it soon with
	// the context's error. The engine does not keep or change the image.
	Read(ctx context.Context, req Request) ([]document.Line, error)
}

// Request is one picture to read.
type Request struct {
	Image *image.RGBA // opaque; its bounds start at (0,0)
	// Lines are where to read. Corner 0 is where reading starts. Nil: find them.
	Lines []document.Quad
	// Charset limits what may be read, such as "0123456789X"; empty: anything.
	// An engine that cannot limit itself ignores it.
	Charset string
	// Candidates is how many more characters to tell for a place that is not sure, after
	// the runner-up. An engine that has none ignores it.
	Candidates int
	// Remainder tells that most of what stood in the picture was read before and
	// painted over: that few lines are found says nothing then.
	Remainder bool
	// Skip tells of places that the engine finds whether they need no reading; nil:
	// all do. An engine may read them all the same.
	Skip func(document.Quad) bool
}
