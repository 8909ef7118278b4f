package pipeline

import (
	"context"
	"math"
	"sync"
	"time"

	"hecha/pipeline/trace"
)

// The stages that a Result reports its time for, in milliseconds.
const (
	stageRaster     = "raster"
	stagePreprocess = "preprocess"
	stageOCR        = "ocr"
	stageSeal       = "seal"
	stageSecond     = "second"
	stageExtract    = "extract"
)

// stopwatch sums the time spent by stage. It is safe for concurrent use: pages
// of one file are read at the same time, and the sum is then work, not wall
// time.
type stopwatch struct {
	ctx   context.Context // of the file: stages are steps of its trace
	mu    sync.Mutex
	total map[string]time.Duration
}

func newStopwatch(ctx context.Context) *stopwatch {
	return &stopwatch{ctx: ctx, total: map[string]time.Duration{}}
}

// start begins a stage; calling what it returns ends it.
func (s *stopwatch) start(stage string) (stop func()) {
	began := time.Now()
	_, end := trace.Start(s.ctx, stage)
	return func() {
		end(nil)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.total[stage] += time.Since(began)
	}
}

// milliseconds are the sums so far, to a tenth.
func (s *stopwatch) milliseconds() map[string]float64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make(map[string]float64, len(s.total))
	for stage, d := range s.total {
		out[stage] = math.Round(float64(d.Microseconds())/100) / 10
	}
	return out
}
