// Package layout is the geometry under every extractor: lines of text become
// glyphs and fragments in upright coordinates, fragments become rows, columns
// and blocks in reading order, blocks become a text in which a pattern can be
// looked for, and whatever is found leads back to the lines it stands on.
//
// It knows nothing of papers or fields. Lengths are pixels of the sheet.
package layout
