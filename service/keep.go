package service

import (
	"context"
	"time"

	"hecha/storage/index"
)

// KeepIndex brings the index in line with the bucket: at once, wholly if it was
// never filled, and whenever it did not follow an event, until ctx ends. What
// went wrong is logged and tried again after every.
func (s *Service) KeepIndex(ctx context.Context, x *index.Index, every time.Duration) error {
	s.behind.Store(true)
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if s.behind.Swap(false) {
			if err := s.fill(ctx, x); err != nil && ctx.Err() == nil {
				s.behind.Store(true)
				s.Log.WarnContext(ctx, "index not brought up to date", "error", err)
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

func (s *Service) fill(ctx context.Context, x *index.Index) error {
	complete, err := x.Complete(ctx)
	if err != nil {
		return err
	}
	extent := index.Everything
	if complete {
		extent = index.Behind
	}
	start, n := time.Now(), 0
	load := LoadWhole(s.load(), func(application string, err error) {
		s.Log.ErrorContext(ctx, "application is damaged and left out of the index", "application", application, "error", err)
	})
	err = x.Fill(ctx, s.Repository.Heads(ctx), load, extent, func(more int) { n += more })
	if err == nil {
		s.Log.InfoContext(ctx, "index is up to date", "applications", n, "duration_ms", time.Since(start).Milliseconds())
	}
	return err
}
