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

// lookCloser looks for what was not seen where papers lack what all of their kind
// have, or are of no known kind, and keeps what it finds when it tells more. A
// screen's moiré washes print away before it shows as one; a copier leaves the black
// values of a page and loses its gray labels, without which nobody knows what the
// values are. What remains of a page whose papers were cut out is mostly a desk, and
// not worth the time.
func (p *Processor) lookCloser(ctx context.Context, r *reading, sheet *extractors.Sheet, founds []extractors.Found) ([]extractors.Found, error) {
	for _, look := range []func(context.Context, reading) ([]document.Line, error){p.readGray, p.readFaint} {
		if r.Sheet.Rest || !slices.ContainsFunc(founds, lacking) {
			return founds, nil
		}
		seen, err := look(ctx, *r)
		if err != nil {
			return founds, err
		}
		if len(seen) == 0 {
			continue
		}
		closer := *sheet
		closer.Lines = slices.Concat(sheet.Lines, seen)
		if more := documents(closer); told(more) > told(founds) {
			*sheet, r.Lines, founds = closer, slices.Concat(r.Lines, seen), more
		}
	}
	return founds, nil
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

// readGray reads a page in colour as one is read that was photographed from a
// screen, and gives the sure lines where none were.
func (p *Processor) readGray(ctx context.Context, r reading) ([]document.Line, error) {
	if r.Sheet.Quality.Grayscale || r.Sheet.Quality.ScreenPhoto {
		return nil, nil
	}
	return memo.Do(ctx, p.Memory, stageGray, r.key, func() ([]document.Line, error) {
		img, err := r.clean()
		if err != nil {
			return nil, err
		}
		known := func(q document.Quad) bool {
			return slices.ContainsFunc(r.Lines, func(o document.Line) bool { return sameRow(o.Quad, q) })
		}
		gray := preprocess.WithoutScreen(img)
		lines, err := p.Engine.Read(ctx, ocr.Request{Image: gray, Skip: known})
		if err != nil {
			return nil, err
		}
		preprocess.Recycle(gray)
		return slices.DeleteFunc(lines, func(l document.Line) bool {
			return l.Confidence < underScore || known(l.Quad)
		}), nil
	})
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
		lines, err := p.Engine.Read(ctx, ocr.Request{Image: faint})
		if err == nil {
			preprocess.Recycle(faint)
		}
		return lines, err
	})
}
