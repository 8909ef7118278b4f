package pipeline

import (
	"context"
	"errors"
	"image"
	"sync"

	"hecha/document"
	"hecha/pipeline/memo"
	"hecha/pipeline/preprocess"
	"hecha/pipeline/raster"
	"hecha/pipeline/seal"
)

// What is remembered of an upload, by stage. Every key begins with the
// fingerprint of reading and the upload's digest.
const (
	stagePages = "pages" // []knownPage
	stageCut   = "sheets"
	stageWhole = "whole" // both []sheetReading of a page
	stageAgain = "again" // []document.Line, for places on a sheet
	stageFaint = "faint" // []document.Line, beside those of a sheet
	stageGray  = "gray"  // the same
)

// errNoPixels tells that a page cannot be finished from memory alone.
var errNoPixels = errors.New("not remembered")

// knownPage is a page without its pixels.
type knownPage struct {
	raster.Page
	// Width and Height are in pixels of the uploaded picture; 0: remembered by a
	// version that did not ask.
	Width, Height int
}

func know(page raster.Page) knownPage {
	size := page.Image.Bounds().Size()
	page.Image = nil
	return knownPage{page, int(float64(size.X) / page.Scale), int(float64(size.Y) / page.Scale)}
}

// sizes are those that are known, of all pages or of none.
func sizes(known []knownPage) []document.PageSize {
	var all []document.PageSize
	for _, k := range known {
		if k.Width == 0 {
			return nil
		}
		all = append(all, document.PageSize{Page: k.Number, Width: k.Width, Height: k.Height})
	}
	return all
}

// source is a page of an upload. Its Image is nil as long as memory may do
// without.
type source struct {
	raster.Page
	upload string // SHA-256
}

// sheetReading is what was read on a sheet, upright: all that is remembered of
// it, everything but pixels.
type sheetReading struct {
	Sheet         preprocess.Sheet // without its Image
	Turns         int              // clockwise quarter turns that made it upright
	Width, Height int              // pixels
	Lines         []document.Line
	Seals         []seal.Reading
	Codes         []document.Code
	Portraits     []document.Portrait
}

// cutting is how sheets are taken from a page.
type cutting struct {
	stage  string
	sheets func(img image.Image, dpi float64) []preprocess.Sheet
}

var (
	cutOut = cutting{stageCut, preprocess.Sheets}
	uncut  = cutting{stageWhole, func(img image.Image, dpi float64) []preprocess.Sheet {
		return []preprocess.Sheet{preprocess.Whole(img, dpi)}
	}}
)

// cutPage is a page taken apart into sheets, as far as anybody asked for them.
type cutPage struct {
	sheets func() ([]preprocess.Sheet, error)
	clean  []*image.RGBA      // the sheets as they were read; nil if they are remembered
	source image.Image        // the page, whose pixels are not ours
	cut    []preprocess.Sheet // what sheets gave
}

// recycle gives the pixels of the sheets back when everything was read: the result
// refers to none. After an error somebody may still be looking at them.
func (c *cutPage) recycle() {
	ours := map[*image.RGBA]bool{}
	for _, s := range c.cut {
		ours[s.Image] = true
	}
	for _, img := range c.clean {
		ours[img] = true
	}
	for img := range ours {
		if img != nil && image.Image(img) != c.source {
			preprocess.Recycle(img)
		}
	}
}

// cleanSheet is a sheet upright and legible: the very picture that was read once.
func (c *cutPage) cleanSheet(i, turns int) (*image.RGBA, error) {
	if c.clean != nil {
		return c.clean[i], nil
	}
	sheets, err := c.sheets()
	if err != nil {
		return nil, err
	}
	s := preprocess.Turn(sheets[i], turns)
	return look(s).legible, nil
}

// readings are the sheets of a page as they were read, once and for all: from
// memory, or by the engine.
func (p *Processor) readings(ctx context.Context, src source, cut cutting, watch *stopwatch) ([]reading, *cutPage, error) {
	page := &cutPage{source: src.Image}
	page.sheets = sync.OnceValues(func() ([]preprocess.Sheet, error) {
		if src.Image == nil {
			return nil, errNoPixels
		}
		defer watch.start(stagePreprocess)()
		page.cut = cut.sheets(src.Image, src.DPI)
		return page.cut, nil
	})
	seen, err := memo.Do(ctx, p.Memory, cut.stage, memo.Key(p.reading, src.upload, src.Number), func() ([]sheetReading, error) {
		return p.readCut(ctx, page, src.Number, watch)
	})
	if err != nil {
		return nil, page, err
	}
	out := make([]reading, len(seen))
	for i, s := range seen {
		out[i] = reading{
			sheetReading: s, page: src.Number, key: memo.Key(p.reading, src.upload, src.Number, cut.stage, i),
			clean: func() (*image.RGBA, error) { return page.cleanSheet(i, s.Turns) },
		}
	}
	return out, page, nil
}

// readCut reads the sheets of a page, and keeps them as they were read.
func (p *Processor) readCut(ctx context.Context, page *cutPage, number int, watch *stopwatch) ([]sheetReading, error) {
	sheets, err := page.sheets()
	if err != nil {
		return nil, err
	}
	out := make([]sheetReading, len(sheets))
	page.clean = make([]*image.RGBA, len(sheets))
	for i, s := range sheets {
		if out[i], page.clean[i], err = p.readSheet(ctx, s, number, watch); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// recallPages reads an upload from memory alone, without drawing a page of it;
// errNoPixels if that does not do.
func (p *Processor) recallPages(ctx context.Context, upload string, watch *stopwatch) ([][]draft, []knownPage, error) {
	known, ok := memo.Recall[[]knownPage](ctx, p.Memory, stagePages, memo.Key(p.reading, upload))
	if !ok {
		return nil, nil, errNoPixels
	}
	pages := make([][]draft, len(known))
	for i, page := range known {
		var err error
		if pages[i], err = p.readPage(ctx, source{page.Page, upload}, watch); err != nil {
			return nil, nil, err
		}
	}
	if p.Progress != nil {
		p.Progress(len(pages))
	}
	return pages, known, nil
}
