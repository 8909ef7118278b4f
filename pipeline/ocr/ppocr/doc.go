// Package ppocr reads text with PP-OCR models (v4, v5, v6) through ONNX
// Runtime. It owns the model folder, detection, the page's orientation,
// recognition and the order of the lines; finding papers on a page and seals
// over the text are left to others.
//
// One picture goes through four steps:
//
//	detect     the probability map of a DB network becomes rotated rectangles
//	orient     a sample of lines is read both ways until the direction is sure
//	recognise  a CTC network gives characters with score, place and runner-up
//	order      lines are sorted as a person reads
//
// The networks are described by what their files say (input and output shapes,
// metadata, PaddleX's inference.yml), never by a version's name.
package ppocr
