package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"hecha/document"
	"hecha/pipeline/confidence"
	"hecha/pipeline/memo"
	"hecha/pipeline/ocr"
	"hecha/pipeline/raster"
)

// Rasterizer turns the bytes of an upload into pages. *raster.Reader is it;
// tests have another.
type Rasterizer interface {
	Pages(ctx context.Context, upload []byte) iter.Seq2[raster.Page, error]
}

// Config is what a Processor is made of.
type Config struct {
	Raster     Rasterizer
	Inspector  Inspector // nil: nobody asks how a file was made
	Engine     ocr.Engine
	Second     ocr.Engine // nil: no second reader
	Confidence *confidence.Model
	// EngineDigest and SecondDigest change with the engines' models, languages and
	// versions.
	EngineDigest, SecondDigest string
	// Memory spares the engines what they read before; nil: nothing is remembered.
	Memory *memo.Memory
	// Slots is how many pages are read at the same time, over all calls.
	Slots int
	// Today is the day that validity is judged on. It is no part of the
	// fingerprint: see On.
	Today time.Time
	// Progress, if set, is told whenever one more page was read, from several
	// goroutines, how many that are.
	Progress func(pages int)
}

// Processor reads uploads. It is safe for concurrent use.
type Processor struct {
	Config
	fingerprint string
	reading     string // its part that what is read on a page depends on
	slots       chan struct{}
}

// New is a Processor over engines that the caller opened and will close.
func New(c Config) *Processor {
	c.Slots = max(1, c.Slots)
	return &Processor{Config: c, fingerprint: fingerprint(c), reading: readingFingerprint(c), slots: make(chan struct{}, c.Slots)}
}

// Fingerprint changes whenever the same upload might give another result on the
// same day.
func (p *Processor) Fingerprint() string { return p.fingerprint }

// On is p for an upload that is judged on another day and followed by progress,
// which may be nil. It shares the engines and slots of p. A service judges an
// upload on the day on which it came, so that reading it again years later under
// the same fingerprint gives the same result.
func (p *Processor) On(today time.Time, progress func(pages int)) *Processor {
	on := *p
	on.Today, on.Progress = today, progress
	return &on
}

// Process reads one upload. What is wrong with the upload is in the result; the
// error is the context's, or that of an engine that failed.
func (p *Processor) Process(ctx context.Context, upload []byte) (document.Result, error) {
	digest := sha256.Sum256(upload)
	result := document.Result{
		SHA256:      hex.EncodeToString(digest[:]),
		Fingerprint: p.fingerprint,
		Documents:   []document.Document{},
	}
	watch := newStopwatch(ctx)
	var unread []document.PageProblem
	pages, known, err := p.recallPages(ctx, result.SHA256, watch)
	if errors.Is(err, errNoPixels) {
		pages, known, unread, err = p.readPages(ctx, result.SHA256, upload, watch)
	}
	var problem *document.Problem
	switch {
	case errors.As(err, &problem):
		result.Problem = problem
	case err != nil:
		return document.Result{}, fmt.Errorf("process %s: %w", result.SHA256[:12], err)
	default:
		result.PageProblems, result.PageSizes = unread, sizes(known)
		result.Documents = p.finish(join(pages), watch)
		stop := watch.start(stageRaster)
		err := p.noteOrigin(ctx, upload, result.Documents)
		stop()
		if err != nil {
			return document.Result{}, fmt.Errorf("inspect %s: %w", result.SHA256[:12], err)
		}
		if len(result.Documents) == 0 {
			result.Problem = &document.Problem{Code: raster.CodeBlank, Message: noText}
		}
	}
	result.TimingMS = watch.milliseconds()
	return result, nil
}

// noText is the problem of pages that show something, but nothing to read.
const noText = "没有在图片上识别到文字。请确认拍到的是材料有文字的一面，光线充足、画面清晰，然后重新上传。"

// readPages rasters the upload and reads its pages, several at a time. A page
// that has a problem of its own is told apart as long as another can be read.
func (p *Processor) readPages(ctx context.Context, digest string, upload []byte, watch *stopwatch) ([][]draft, []knownPage, []document.PageProblem, error) {
	var unread []document.PageProblem
	var known []knownPage
	var slots []*[]draft
	var read atomic.Int64
	g, gctx := errgroup.WithContext(ctx)
	stop := watch.start(stageRaster)
	for page, err := range p.Raster.Pages(gctx, upload) {
		stop()
		if err == nil {
			// The slot is taken here and not by the goroutine, so that no more
			// rasters wait in memory than can be read.
			err = p.take(gctx)
		}
		var problem *document.Problem
		switch {
		case errors.As(err, &problem):
			unread = append(unread, document.PageProblem{Page: page.Number, Problem: *problem})
		case err != nil:
			if failed := g.Wait(); failed != nil {
				return nil, nil, nil, failed // the cause: err is only that gctx ended
			}
			return nil, nil, nil, err
		default:
			drafts := new([]draft)
			slots = append(slots, drafts)
			known = append(known, know(page))
			g.Go(func() (err error) {
				defer p.give()
				*drafts, err = p.readPage(gctx, source{page, digest}, watch)
				if err == nil && p.Progress != nil {
					p.Progress(int(read.Add(1)))
				}
				return err
			})
		}
		stop = watch.start(stageRaster)
	}
	stop()
	if err := g.Wait(); err != nil {
		return nil, nil, nil, err
	}
	if len(slots) == 0 && len(unread) > 0 {
		return nil, nil, nil, &unread[0].Problem
	}
	if len(unread) == 0 { // what could not be drawn is tried again
		memo.Remember(ctx, p.Memory, stagePages, memo.Key(p.reading, digest), known)
	}
	pages := make([][]draft, len(slots))
	for i, s := range slots {
		pages[i] = *s
	}
	return pages, known, unread, nil
}

// take waits for a place to read a page; give returns it.
func (p *Processor) take(ctx context.Context) error {
	select {
	case p.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (p *Processor) give() { <-p.slots }
