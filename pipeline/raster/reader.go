package raster

import (
	"context"
	"iter"
	"os"

	"hecha/document"
)

// Config is what a Reader needs.
type Config struct {
	// Limits bound what an upload may cost; the zero value means DefaultLimits.
	Limits Limits
	// CacheDir keeps PDFium's compiled code between runs of the program. Empty:
	// it is compiled at the first PDF of each run, which takes some seconds.
	CacheDir string
	// FontDir holds the fonts for PDFs that do not carry their own; PDFium sees
	// it read-only, and nothing else. Empty: none, and such text stays
	// invisible.
	FontDir string
	// Workers is how many PDFs are read at a time; 0 means 2.
	Workers int
	// Child is the command that calls MaybeChild, for Inspect. Empty: this
	// executable.
	Child []string
}

// DefaultFontDir is where Linux distributions install fonts.
const DefaultFontDir = "/usr/share/fonts"

// Reader turns uploads into pages. It is safe for concurrent use.
type Reader struct {
	limits Limits
	pdfium pdfiumPool
	child  []string
}

// New prepares a Reader. It costs nothing before the first PDF.
func New(c Config) (*Reader, error) {
	if c.Limits == (Limits{}) {
		c.Limits = DefaultLimits
	}
	if c.Workers <= 0 {
		c.Workers = 2
	}
	if len(c.Child) == 0 {
		self, err := os.Executable()
		if err != nil {
			return nil, err
		}
		c.Child = []string{self}
	}
	r := &Reader{limits: c.Limits, child: c.Child}
	r.pdfium = pdfiumPool{cacheDir: c.CacheDir, fontDir: c.FontDir, slots: make(chan struct{}, c.Workers)}
	return r, nil
}

// Close frees what PDFium holds. No Pages or Inspect may run any more.
func (r *Reader) Close() error { return r.pdfium.close() }

// Pages yields the pages of an upload one by one; each is drawn when the one
// before has been dealt with, so that a long PDF never holds more than one
// raster. The sequence may be ranged over once or again.
//
// An error that is a *document.Problem belongs to the upload if the page's
// Number is 0, and then it is the only thing yielded; otherwise it belongs to
// that page alone, and the other pages follow. A page that is blank comes with
// its Image besides the problem. Any other error, such as a cancelled context,
// ends the sequence and says nothing about the upload.
//
// The data are not changed, and not used after the sequence has ended.
func (r *Reader) Pages(ctx context.Context, data []byte) iter.Seq2[Page, error] {
	return func(yield func(Page, error) bool) {
		kind, refused := r.admit(data)
		if refused != nil {
			yield(Page{}, refused)
			return
		}
		clock := &stopwatch{limits: r.limits}
		switch kind {
		case formatPDF:
			r.pdf(ctx, clock, data, yield)
		case formatTIFF:
			r.tiff(ctx, clock, data, yield)
		default:
			r.single(ctx, clock, kind, data, yield)
		}
	}
}

// admit looks at size and content before any decoder does.
func (r *Reader) admit(data []byte) (format, *document.Problem) {
	if len(data) == 0 {
		return formatUnknown, problemEmpty()
	}
	kind, refused := sniff(data)
	if refused == nil && int64(len(data)) > r.limits.MaxBytes {
		refused = problemTooLarge(r.limits.MaxBytes)
	}
	return kind, refused
}

// single yields the one page of a picture. Its problems are those of the
// upload.
func (r *Reader) single(ctx context.Context, clock *stopwatch, kind format, data []byte, yield func(Page, error) bool) {
	page := Page{Number: 1}
	err := clock.step(ctx, func(ctx context.Context) (err error) {
		var p picture
		if kind == formatJPEG {
			p, err = readJPEG(ctx, data, r.limits)
		} else {
			p, err = codecs[kind].read(ctx, data, r.limits)
		}
		if err != nil {
			return err
		}
		return r.finish(&page, p)
	})
	yieldPage(page, err, yield)
}

// yieldPage yields a page; one without an Image that is the upload's only one
// has a problem that belongs to the upload.
func yieldPage(page Page, err error, yield func(Page, error) bool) {
	if page.Image == nil {
		page = Page{}
	}
	yield(page, err)
}

// tiff yields the pages of a TIFF.
func (r *Reader) tiff(ctx context.Context, clock *stopwatch, data []byte, yield func(Page, error) bool) {
	var pages []tiffPage
	err := clock.step(ctx, func(context.Context) (err error) {
		pages, err = tiffPages(data, r.limits.MaxPages)
		return err
	})
	if err != nil {
		yield(Page{}, err)
		return
	}
	for i, p := range pages {
		page := Page{Number: i + 1}
		err := clock.step(ctx, func(ctx context.Context) error {
			pic, err := p.read(ctx, r.limits)
			if err != nil {
				return err
			}
			return r.finish(&page, pic)
		})
		if len(pages) == 1 {
			yieldPage(page, err, yield)
			return
		}
		if !yield(page, err) || err != nil && asProblem(err) == nil {
			return
		}
	}
}

// finish makes a page of a decoded picture: in one of the layouts, upright, no
// larger than the limit.
func (r *Reader) finish(page *Page, p picture) error {
	stored := p.image.Bounds()
	img, scale := shrink(flatten(p.image), r.limits.MaxSide)
	page.Image = orient(img, p.orientation)
	page.Scale, page.Lost = scale, p.lost
	page.DPI = p.resolution.believable(stored.Dx(), stored.Dy()) * scale
	if isBlank(page.Image) {
		return problemBlank()
	}
	return nil
}
