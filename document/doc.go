// Package document holds the nouns of Hecha: what was uploaded, what was read
// from it and what is in doubt. It is the leaf that every other package points
// to; it imports nothing of ours, does no input or output and knows no engine.
//
// Geometry is in pixels. Unless a comment says otherwise the origin is the top
// left corner of the page as a reader would see it (EXIF orientation applied),
// x grows to the right and y downwards.
package document
