package pipeline

import (
	"context"
	"slices"

	"hecha/document"
	"hecha/extractors"
	"hecha/pipeline/check"
	"hecha/pipeline/memo"
	"hecha/pipeline/ocr"
	"hecha/pipeline/preprocess"
)

// lookCloser looks for faint print where papers lack what all of their kind have,
// or are of no known kind, and keeps what it finds when it tells more. A copier
// leaves the black values of a page and loses its gray labels; without these
// nobody knows what the values are. What remains of a page whose papers were cut
// out is mostly a desk, and not worth the time.
func (p *Processor) lookCloser(ctx context.Context, r *reading, sheet *extractors.Sheet, founds []extractors.Found) ([]extractors.Found, error) {
	if r.Sheet.Rest || !slices.ContainsFunc(founds, lacking) {
		return founds, nil
	}
	faint, err := p.readFaint(ctx, *r)
	if err != nil || len(faint) == 0 {
		return founds, err
	}
	closer := *sheet
	closer.Lines = slices.Concat(sheet.Lines, faint)
	more := documents(closer)
	if told(more) <= told(founds) {
		return founds, nil
	}
	*sheet, r.Lines = closer, slices.Concat(r.Lines, faint)
	return more, nil
}

// lacking tells whether f misses a field that every paper of its kind has.
func lacking(f extractors.Found) bool {
	return f.Kind == document.Other || len(check.Lacks(f.Kind, f.Fields)) > 0
}

// told is how many fields of known papers were found.
func told(founds []extractors.Found) (n int) {
	for _, f := range founds {
		if isKnown(f) {
			n += len(f.Fields)
		}
	}
	return n
}

// readFaint reads what stands faintly beside the lines of r.
func (p *Processor) readFaint(ctx context.Context, r reading) ([]document.Line, error) {
	return memo.Do(ctx, p.Memory, stageFaint, r.key, func() ([]document.Line, error) {
		img, err := r.clean()
		if err != nil {
			return nil, err
		}
		known := make([]document.Quad, len(r.Lines))
		for i, l := range r.Lines {
			known[i] = l.Quad
		}
		faint := preprocess.Faint(img, known)
		lines, err := p.Engine.Read(ctx, ocr.Request{Image: faint, Remainder: true})
		if err == nil {
			preprocess.Recycle(faint)
		}
		return lines, err
	})
}
