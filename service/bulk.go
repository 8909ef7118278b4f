package service

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"hecha/document"
	"hecha/storage"
	"hecha/storage/index"
)

// MaxBulk is how many applications one request acts on at most.
const MaxBulk = 5000

// bulkTypes are the acts that say nothing of a single application.
var bulkTypes = []document.EventType{
	document.EventDeadline, document.EventExpired, document.EventReopened, document.EventPublished, document.EventCleared, document.EventArchived,
}

// Bulk is what came of an act with everything that a filter leaves.
type Bulk struct {
	Matched int // applications that the filter leaves
	Done    int // on which the act was performed
	// NotPossible are those whose state does not allow the act, or that somebody
	// changed meanwhile: nothing happened to them.
	NotPossible []string
}

// ErrCount tells that a filter leaves another number of applications than the
// caller was told.
var ErrCount = errors.New("another number of applications than before")

// Count is how many applications a filter leaves of those that somebody may
// conclude; more than MaxBulk are MaxBulk + 1.
func (s *Service) Count(ctx context.Context, g document.Grant, f index.Filter) (int, error) {
	found, err := s.concluded(ctx, g, f)
	return len(found), err
}

// ConcludeAll performs an act on everything that a filter leaves: those are to be
// as many as the caller counted before, or nothing happens and it is ErrCount.
// When ctx ends half-way, what was done stays; the rest is counted anew.
func (s *Service) ConcludeAll(ctx context.Context, g document.Grant, f index.Filter, act Act, counted int) (Bulk, error) {
	if !slices.Contains(bulkTypes, act.Type) {
		return Bulk{}, lacks("type")
	}
	if _, err := act.payload(); err != nil {
		return Bulk{}, err
	}
	found, err := s.concluded(ctx, g, f)
	switch {
	case err != nil:
		return Bulk{}, err
	case len(found) > MaxBulk:
		return Bulk{Matched: len(found)}, fmt.Errorf("%w: more than %d: narrow the filter", ErrCount, MaxBulk)
	case len(found) != counted:
		return Bulk{Matched: len(found)}, fmt.Errorf("%w: %d, not %d", ErrCount, len(found), counted)
	}
	done := Bulk{Matched: len(found), NotPossible: []string{}}
	for _, id := range found {
		_, err := s.Conclude(ctx, g, id, 0, act)
		switch {
		case errors.Is(err, ErrNotPossible), errors.Is(err, ErrNotFound), errors.Is(err, storage.ErrConflict):
			done.NotPossible = append(done.NotPossible, id)
		case err != nil:
			return done, err
		default:
			done.Done++
		}
	}
	return done, nil
}

// concluded are the applications of a filter, up to one more than MaxBulk.
func (s *Service) concluded(ctx context.Context, g document.Grant, f index.Filter) ([]string, error) {
	if err := May(g, ActionConclude); err != nil {
		return nil, err
	}
	if !validDay(f.DueBefore) {
		return nil, lacks("due_before")
	}
	var found []string
	for a, err := range s.All(ctx, g, f) {
		if err != nil {
			return nil, err
		}
		if found = append(found, a.ID); len(found) > MaxBulk {
			break
		}
	}
	return found, nil
}
