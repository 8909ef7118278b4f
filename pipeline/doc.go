// Package pipeline turns one upload into a Result: pages, sheets, lines, seals,
// codes, documents, fields, checks, confidence. It owns the order of the stages
// and what happens when they disagree, and knows engines only by their port.
//
// The way of a page:
//
//	raster      bytes → pages of pixels, and a PDF's own text
//	preprocess  page → upright sheets, quality
//	seal        sheet → impressions; their ink is taken out of the way
//	ocr         sheet → lines; their direction turns the sheet upright
//	extractors  lines → documents and fields
//	ocr         a second reading of what is not proven yet
//	check       document → findings, doubts, proofs
//	confidence  everything known about a field → probability, doubt
package pipeline
