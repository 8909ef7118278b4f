package storage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"

	"golang.org/x/sync/errgroup"

	"hecha/document"
)

// ErrConflict tells that another event has the sequence number: somebody was
// first. Read the events again and see whether yours still makes sense.
var ErrConflict = errors.New("somebody was first")

// AppendEvent stores e as the next of its application's events. A number that
// another event has is ErrConflict; an event that does not follow the stored one
// before it is document.ErrBrokenChain and never stored, since it could never be
// taken away. Appending the very same event again is no error, so that a lost
// acknowledgement can be asked for once more.
func (r *Repository) AppendEvent(ctx context.Context, e document.Event) error {
	var previous *document.Event
	if e.Sequence > 1 {
		before, err := r.event(ctx, e.Application, e.Sequence-1)
		if errors.Is(err, ErrNotFound) {
			err = fmt.Errorf("event %s %d: there is none before it: %w", e.Application, e.Sequence, document.ErrBrokenChain)
		}
		if err != nil {
			return err
		}
		previous = &before
	}
	if err := e.Follows(previous); err != nil {
		return fmt.Errorf("application %s: %w", e.Application, err)
	}
	stored, err := e.Canonical()
	if err != nil {
		return err
	}
	if _, err := document.ParseEvent(stored); err != nil {
		return fmt.Errorf("application %s: %w", e.Application, err)
	}
	key := EventKey(e.Application, e.Sequence)
	if err = r.create(ctx, key, stored); !errors.Is(err, ErrExists) {
		return err
	}
	there, err := r.read(ctx, key)
	if err != nil {
		return fmt.Errorf("event %s: %w", key, err)
	}
	if !bytes.Equal(there, stored) {
		return fmt.Errorf("event %s: %w", key, ErrConflict)
	}
	return nil
}

// event reads one event. It has its own hash, and is where it belongs.
func (r *Repository) event(ctx context.Context, application string, sequence int) (document.Event, error) {
	key := EventKey(application, sequence)
	data, err := r.read(ctx, key)
	if err != nil {
		return document.Event{}, fmt.Errorf("event %s: %w", key, err)
	}
	e, err := document.ParseEvent(data)
	if err == nil && (e.Application != application || e.Sequence != sequence) {
		err = fmt.Errorf("%w: it is event %d of application %s", document.ErrBrokenChain, e.Sequence, e.Application)
	}
	if err != nil {
		return document.Event{}, fmt.Errorf("event %s: %w", key, err)
	}
	return e, nil
}

// eventReaders is how many events of an application are fetched at a time.
const eventReaders = 8

// Events are all events of an application, in order, their chain proven;
// ErrNotFound if there are none, document.ErrBrokenChain if the chain is broken.
func (r *Repository) Events(ctx context.Context, application string) ([]document.Event, error) {
	if !document.ValidApplicationID(application) {
		return nil, fmt.Errorf("application %q: %w", application, ErrNotFound)
	}
	var sequences []int
	for info, err := range r.bucket.List(ctx, eventsPrefix(application), "") {
		if err != nil {
			return nil, fmt.Errorf("events of %s: %w", application, err)
		}
		if n, ok := ParseKey(info.Key); ok {
			sequences = append(sequences, n.Sequence)
		}
	}
	if len(sequences) == 0 {
		return nil, fmt.Errorf("application %s: %w", application, ErrNotFound)
	}
	events := make([]document.Event, len(sequences))
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(eventReaders)
	for i, sequence := range sequences {
		g.Go(func() (err error) {
			events[i], err = r.event(gctx, application, sequence)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	if err := document.VerifyChain(events); err != nil {
		return nil, fmt.Errorf("application %s: %w", application, err)
	}
	return events, nil
}

// Applications yields the IDs of all applications, in ascending order of their
// keys.
func (r *Repository) Applications(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for head, err := range r.Heads(ctx) {
			if !yield(head.Application, err) {
				return
			}
		}
	}
}

// Heads yields how far the chains of all applications go, in ascending order of
// their keys. It looks at names alone and proves nothing.
func (r *Repository) Heads(ctx context.Context) iter.Seq2[document.Head, error] {
	return func(yield func(document.Head, error) bool) {
		var head document.Head
		for info, err := range r.bucket.List(ctx, applicationPrefix, "") {
			if err != nil {
				yield(document.Head{}, fmt.Errorf("list applications: %w", err))
				return
			}
			n, ok := ParseKey(info.Key)
			if !ok {
				continue
			}
			if head.Application != "" && n.Application != head.Application && !yield(head, nil) {
				return
			}
			head = document.Head{Application: n.Application, Sequence: n.Sequence}
		}
		if head.Application != "" {
			yield(head, nil)
		}
	}
}
