package service

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"hecha/document"
	"hecha/storage"
)

// Leases say who works at something, so that no two processes do. One that is lost
// costs no more than work that is done twice.
type Leases interface {
	Lease(ctx context.Context, id string) (taken bool, err error)
	KeepLease(ctx context.Context, id string, done int) error
	Leased(ctx context.Context, id string) (done int, held bool, err error)
	EndLease(ctx context.Context, id string) error
}

func bulkLease(b document.Bulk) string { return "bulk." + b.ID() }

// bulks wakes whoever performs acts on many. The zero value is ready.
type bulks struct {
	once  sync.Once
	begun chan struct{}
}

func (b *bulks) news() chan struct{} {
	b.once.Do(func() { b.begun = make(chan struct{}, 1) })
	return b.begun
}

func (b *bulks) wake() {
	select {
	case b.news() <- struct{}{}:
	default: // it is awake
	}
}

// bulksAtOnce is how many acts on many a process performs at a time.
const bulksAtOnce = 4

// PerformBulks performs the acts on many that nobody works at, as soon as they are
// begun here, and looks for those of other processes every so often, until ctx ends.
// The bucket says what is to be done and what was done: an act that was broken off
// goes on wherever somebody finds it.
func (s *Service) PerformBulks(ctx context.Context, every time.Duration) error {
	var running errgroup.Group
	running.SetLimit(bulksAtOnce)
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		for b, err := range s.Repository.OpenBulks(ctx) {
			if err != nil {
				if ctx.Err() == nil {
					s.Log.WarnContext(ctx, "act on many cannot be read", "error", err)
				}
				continue
			}
			running.TryGo(func() error { s.performLeased(ctx, b); return nil })
		}
		select {
		case <-ctx.Done():
			return running.Wait()
		case <-tick.C:
		case <-s.bulks.news():
		}
	}
}

// performLeased performs an act on many unless somebody else does. What went wrong
// is logged, and tried again when it is looked for again.
func (s *Service) performLeased(ctx context.Context, b document.Bulk) {
	taken, err := s.Leases.Lease(ctx, bulkLease(b))
	if taken {
		err = errors.Join(s.perform(ctx, b), s.Leases.EndLease(context.WithoutCancel(ctx), bulkLease(b)))
	}
	if err != nil && ctx.Err() == nil {
		s.Log.WarnContext(ctx, "act on many is broken off, and goes on later", "bulk", b.ID(), "error", err)
	}
}

// saysEvery is how often the progress of an act on many is told, and asked whether
// somebody cancelled it.
const saysEvery = 500 * time.Millisecond

// perform goes over the applications of an act on many from the first one, and
// stores in the end what came of it. An error is that of disk and network.
func (s *Service) perform(ctx context.Context, b document.Bulk) error {
	if _, err := s.Repository.BulkEnd(ctx, b); !errors.Is(err, ErrNotFound) {
		return err // it ended while its lease was taken
	}
	var end document.BulkEnd
	var said time.Time
	cancelled := false
	for i, id := range b.Applications {
		if s.now().Sub(said) >= saysEvery {
			var err error
			if cancelled, err = s.report(ctx, b, i); err != nil {
				return err
			}
			said = s.now()
		}
		if err := s.performOn(ctx, b, id, cancelled, &end); err != nil {
			return err
		}
	}
	end.Ended = s.now().UTC()
	s.Log.InfoContext(ctx, "act on many ended", "bulk", b.ID(), "applications", len(b.Applications), "refused", len(end.Refused), "left", len(end.Left))
	return s.Repository.PutBulkEnd(ctx, b, end)
}

// report says how many applications were tried, and tells whether the act is
// cancelled. That nobody can be told is no reason to stop.
func (s *Service) report(ctx context.Context, b document.Bulk, handled int) (cancelled bool, err error) {
	if err := s.Leases.KeepLease(ctx, bulkLease(b), handled); err != nil {
		s.Log.WarnContext(ctx, "progress of an act on many is not told", "bulk", b.ID(), "error", err)
	}
	_, err = s.Repository.BulkCancellation(ctx, b)
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// performOn performs an act on one of its applications, once: the event's ID follows
// from both, so that one that was written before the process ended is found again,
// also when the act is cancelled since. What else became of the application is added
// to end.
func (s *Service) performOn(ctx context.Context, b document.Bulk, id string, cancelled bool, end *document.BulkEnd) error {
	event := newID(b.ID(), id)
	if cancelled {
		app, err := s.find(ctx, id)
		switch {
		case err == nil && app.has(event):
			return nil
		case err == nil, errors.Is(err, ErrNotFound), storage.Wrong(err):
			end.Left = append(end.Left, id)
			return nil
		}
		return err
	}
	app, err := s.conclude(withNetwork(ctx, b.From), b.Grant, id, event, 0, Act{Type: b.Act, Deadline: b.Deadline})
	if err == nil {
		return nil
	}
	refused, ok := refusal(app, err)
	if !ok {
		return err
	}
	refused.Application = id
	end.Refused = append(end.Refused, refused)
	return nil
}

// refusal is why an act did not happen to an application; false for an error of disk
// or network.
func refusal(app Application, err error) (refused document.Refusal, ok bool) {
	switch {
	case errors.Is(err, ErrNotPossible):
		refused.Reason, refused.State = document.RefusedState, app.State
	case errors.Is(err, ErrNotFound), errors.Is(err, ErrForbidden):
		refused.Reason = document.RefusedUnseen
	case errors.Is(err, storage.ErrConflict):
		refused.Reason = document.RefusedConflict
	case storage.Wrong(err):
		refused.Reason = document.RefusedDamaged
	default:
		return refused, false
	}
	return refused, true
}
