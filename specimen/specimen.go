package specimen

import (
	"image"

	"hecha/document"
)

// Page is one drawn page and everything that is true about it.
type Page struct {
	Image *image.RGBA
	DPI   float64 // 0 when nobody knows it
	// Screen tells that the page is what a display shows and no paper.
	Screen bool
	// Documents on the page. A document that spans pages appears on each of
	// them with the fields that stand there.
	Documents []Truth
	// Runs are the texts as drawn, for born-digital PDFs.
	Runs []Run
}

// Truth is what one document on a page says.
type Truth struct {
	Kind   document.Kind
	Layout string                   // name of the layout, for reports by layout
	Region document.Quad            // in pixels of the page
	Fields map[string]string        // canonical values by field name
	Quads  map[string]document.Quad // where each field's text stands
	// Periods has the keys start, end, employer and job.
	Periods []map[string]string
	Seals   []SealTruth
	Codes   []document.Code
	Copy    *CopyTruth // nil for a paper that is no copy
}

// CopyTruth is what an employer added to a copy to vouch for it. What it left
// out is empty.
type CopyTruth struct {
	Text          string // 与原件核对一致, in the words that were used
	Signature     string // the name that was signed
	Seal          string // the ring text of the employer's seal
	TextQuad      document.Quad
	SignatureQuad document.Quad
	SealQuad      document.Quad
}

// placed is c with its quads mapped; nil stays nil.
func (c *CopyTruth) placed(place func(document.Quad) document.Quad) *CopyTruth {
	if c == nil {
		return nil
	}
	out := *c
	for _, q := range []*document.Quad{&out.TextQuad, &out.SignatureQuad, &out.SealQuad} {
		if *q != (document.Quad{}) {
			*q = place(*q)
		}
	}
	return &out
}

// SealTruth is what one impression says.
type SealTruth struct {
	Text       string // along the ring
	Inner      string // straight text, such as 财务专用章
	Code       string
	Type       document.SealType
	Shape      string // circle, ellipse, square
	Color      string // red, blue, gray
	Centre     string // star, emblem, party, blank
	DiameterMM float64
	Quad       document.Quad
}

// Run is one drawn run of text. Baseline is its start on the page in pixels,
// Size the em size in pixels, Width its length in pixels (0: as the font sets
// it), Angle clockwise in degrees.
type Run struct {
	Text     string
	Font     string // name in the font table
	Size     float64
	Width    float64
	Baseline document.Point
	Angle    float64
	Color    [3]uint8
	// Hidden runs stand in a PDF's text layer only.
	Hidden bool
}
