// Package extractors knows the papers: which kind a sheet of lines is, and
// where its fields stand. It works on lines that were read already and needs no
// engine, so everything here is tested from recorded lines.
package extractors

import "hecha/document"

// Sheet is what was read from one upright sheet, in the sheet's own pixels.
type Sheet struct {
	Page          int     // of the upload, from 1
	Width, Height float64 // pixels
	DPI           float64 // 0 when unknown
	Card          bool    // the outline has the proportions of an ID-1 card
	Lines         []document.Line
	Codes         []document.Code
	Seals         []document.Seal
}

// Extractor knows one kind of paper.
type Extractor interface {
	// Name identifies the extractor in fingerprints. Version is raised whenever
	// its output for any input may change.
	Name() string
	Version() int
	// Kind is what it extracts.
	Kind() document.Kind
	// Match tells cheaply how sure it is, from 0 to 1, that the sheet holds one
	// document of its kind and nothing else.
	Match(s Sheet) float64
	// Extract reads the fields of a sheet that matched. A field that is not on
	// the paper is not in the map. Quads, like the sheet, are in its pixels.
	Extract(s Sheet) Extraction
}

// Extraction is what one extractor found.
type Extraction struct {
	Fields  map[string]document.Field
	Periods []document.Period
}
