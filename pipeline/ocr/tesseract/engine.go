// Package tesseract reads lines with Tesseract through gosseract. It is the
// second reader: where it agrees with the first, a value can be trusted more.
// It owns a pool of Tesseract instances, one per language and client; which
// lines deserve a second look is decided elsewhere.
package tesseract

import (
	"context"
	"errors"
	"fmt"
	"image"
	"runtime"

	"github.com/otiai10/gosseract/v2"
	"golang.org/x/sync/errgroup"

	"hecha/document"
	"hecha/pipeline/ocr"
)

// Config tells what the engine reads with. Zero values take the defaults.
type Config struct {
	// Language of the model, or several joined by "+"; default chi_sim.
	Language string
	// Digits is the language for lines whose charset is ASCII only; default
	// eng, which is faster there and knows no look-alikes; "-" to use Language.
	Digits string
	// TessdataDir holds the .traineddata files; default: where Tesseract was
	// built to look.
	TessdataDir string
	// Clients is how many lines are read at the same time; default one for each
	// CPU. Every client has its own copy of a language, some 60 MB, loaded when
	// it is first wanted.
	Clients int
}

func (c Config) withDefaults() Config {
	if c.Language == "" {
		c.Language = "chi_sim"
	}
	switch c.Digits {
	case "":
		c.Digits = "eng"
	case "-":
		c.Digits = c.Language
	}
	if c.Clients == 0 {
		c.Clients = runtime.GOMAXPROCS(0)
	}
	return c
}

// Engine reads pictures. It is safe for concurrent use.
type Engine struct {
	cfg     Config
	pool    chan *reader
	readers int // made so far, all of which come back to the pool
}

var _ ocr.Engine = (*Engine)(nil)

// Open loads the languages for every client; an error means that one cannot be
// loaded.
func Open(cfg Config) (*Engine, error) {
	cfg = cfg.withDefaults()
	if cfg.Clients < 1 {
		return nil, fmt.Errorf("tesseract: %d clients, want at least one", cfg.Clients)
	}
	e := &Engine{cfg: cfg, pool: make(chan *reader, cfg.Clients)}
	for range cfg.Clients {
		// One after the other: gosseract swaps the process's standard error
		// while a language is loaded.
		r, err := newReader(cfg)
		e.pool <- r
		e.readers++
		if err != nil {
			return nil, errors.Join(err, e.Close())
		}
	}
	return e, nil
}

// Close frees the engine once the running reads have ended. No Read may follow.
func (e *Engine) Close() error {
	var err error
	for range e.readers {
		err = errors.Join(err, (<-e.pool).close())
	}
	e.readers = 0
	return err
}

// Version names the library, for fingerprints.
func Version() string { return gosseract.Version() }

// Read implements ocr.Engine. Without lines the picture must be upright:
// Tesseract does not tell the direction of what it found.
func (e *Engine) Read(ctx context.Context, req ocr.Request) ([]document.Line, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if req.Image == nil || req.Image.Rect.Empty() || req.Image.Rect.Min != (image.Point{}) {
		return nil, fmt.Errorf("tesseract: the image is empty or does not start at (0,0)")
	}
	if req.Lines == nil {
		return e.readPage(ctx, req)
	}
	lines := make([]document.Line, len(req.Lines))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(e.cfg.Clients)
	for i, q := range req.Lines {
		group.Go(func() error {
			return e.with(ctx, func(r *reader) (err error) {
				lines[i], err = r.line(req.Image, q, req.Charset)
				return err
			})
		})
	}
	if err := group.Wait(); err != nil {
		return nil, fmt.Errorf("tesseract: %w", err)
	}
	return lines, nil
}

func (e *Engine) readPage(ctx context.Context, req ocr.Request) (lines []document.Line, err error) {
	err = e.with(ctx, func(r *reader) (err error) {
		lines, err = r.page(req.Image, req.Charset)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("tesseract: %w", err)
	}
	return lines, nil
}

// with lends a reader of the pool to f. Tesseract cannot be interrupted: a
// context that ends meanwhile is noticed after the line, or page.
func (e *Engine) with(ctx context.Context, f func(*reader) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case r := <-e.pool:
		defer func() { e.pool <- r }()
		return errors.Join(f(r), ctx.Err())
	case <-ctx.Done():
		return ctx.Err()
	}
}
