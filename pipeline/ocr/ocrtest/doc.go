// Package ocrtest is the conformance suite of the ocr.Engine port and draws the
// pictures that its implementations are tested with.
package ocrtest
