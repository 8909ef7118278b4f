package raster

import (
	"context"
	"errors"
	"time"

	"hecha/document"
)

// Limits bound what one upload may cost.
type Limits struct {
	MaxBytes  int64 // size of the upload
	MaxPixels int   // declared by one picture, before anything is decoded
	// MaxMemory is what decoding one picture may take, in bytes, as estimated
	// from its header before anything is decoded.
	MaxMemory int64
	MaxPages  int
	// MaxSide is the longest side of a Page's Image in pixels: larger pictures
	// are scaled down after decoding, PDF pages are drawn no larger.
	MaxSide int
	// PageTime is the processor time for one page, at most; FileTime that for all
	// pages of one upload, without what the caller does with them.
	PageTime, FileTime time.Duration
	// Patience is how long one page may take by the clock. A machine that is too
	// busy to spend PageTime by then says nothing about the upload.
	Patience time.Duration
}

// DefaultLimits let an A3 scan at 600 dpi and a 108 megapixel photograph pass.
// MaxSide is A4 at 410 dpi: beyond it there is only paper grain.
var DefaultLimits = Limits{
	MaxBytes:  50 << 20,
	MaxPixels: 120_000_000,
	MaxMemory: 512 << 20,
	MaxPages:  200,
	MaxSide:   4800,
	PageTime:  30 * time.Second,
	FileTime:  3 * time.Minute,
	Patience:  5 * time.Minute,
}

// minSide is the least width and height of a picture that can hold a line of
// text.
const minSide = 24

// bombRatio is the number of pixels per byte above which a picture that is too
// large anyway is called a bomb: a blank page of CCITT, the densest honest
// content, has about 8,000.
const bombRatio = 20_000

// size checks the declared dimensions of a picture in a file of n bytes that
// takes perPixel bytes of memory for each pixel while it is decoded.
func (l Limits) size(w, h, n int, perPixel float64) error {
	if w < 0 || h < 0 {
		return problemBroken("图片")
	}
	if w < minSide || h < minSide {
		return problemTooSmall(w, h)
	}
	pixels := float64(w) * float64(h)
	if pixels <= float64(l.MaxPixels) && pixels*perPixel <= float64(l.MaxMemory) {
		return nil
	}
	if pixels > bombRatio*float64(n) {
		return problemBomb()
	}
	return problemTooManyPixels(w, h)
}

// stopwatch adds up the processor time that one upload costs.
type stopwatch struct {
	limits Limits
	spent  time.Duration
}

// step runs one piece of work on the upload's bytes, most often one page,
// within the limits of time, and turns a panic of a decoder into a problem. The
// error is a *document.Problem, the caller's own cancellation, or a failure
// that has nothing to do with the upload.
func (s *stopwatch) step(ctx context.Context, work func(context.Context) error) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	limit := min(s.limits.PageTime, s.limits.FileTime-s.spent)
	if limit <= 0 {
		return problemTimeout()
	}
	effort := startEffort(ctx, limit, s.limits.Patience)
	defer func() {
		s.spent += effort.stop()
		if recover() != nil {
			err = problemBroken("文件")
		}
	}()
	err = work(effort.ctx)
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	ended := context.Cause(effort.ctx)
	if p := asProblem(err); ended == nil || p != nil && p.Code != CodeBroken { // broken is what a decoder calls a reader that stops
		return err
	}
	if errors.Is(ended, errBusy) {
		return errBusy
	}
	return problemTimeout()
}

// exhausted tells that nothing more may be spent on the upload.
func (s *stopwatch) exhausted() bool { return s.spent >= s.limits.FileTime }

// asProblem is err if it is a problem of the upload, and nil otherwise.
func asProblem(err error) *document.Problem {
	var p *document.Problem
	if errors.As(err, &p) {
		return p
	}
	return nil
}
