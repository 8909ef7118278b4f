package service

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"hecha/document"
	"hecha/storage"
	"hecha/storage/index"
)

// MaxBulk is how many applications one act on many reaches at most.
const MaxBulk = 5000

// bulkTypes are the acts that say nothing of a single application.
var bulkTypes = []document.EventType{
	document.EventDeadline, document.EventExpired, document.EventReopened, document.EventPublished, document.EventCleared, document.EventArchived,
}

// Bulk is an act on many applications and how far it has come.
type Bulk struct {
	document.Bulk
	Running   bool // somebody works at it now; else it waits or has ended
	Handled   int  // applications that were tried; while nobody works at it 0
	Cancelled bool
	// End is what came of it; nil while it goes on.
	End *document.BulkEnd
}

// BulkState is where an act on many stands. The values are public.
type BulkState string

// The states.
const (
	BulkWaiting    BulkState = "waiting" // to begin, or to go on after a break
	BulkRunning    BulkState = "running"
	BulkCancelling BulkState = "cancelling" // it ends within moments
	BulkDone       BulkState = "done"
	BulkCancelled  BulkState = "cancelled" // before all applications were tried
)

// BulkStates are all of them.
var BulkStates = []BulkState{BulkWaiting, BulkRunning, BulkCancelling, BulkDone, BulkCancelled}

// State is where the act stands.
func (b Bulk) State() BulkState {
	switch {
	case b.End != nil && len(b.End.Left) > 0:
		return BulkCancelled
	case b.End != nil:
		return BulkDone
	case b.Cancelled:
		return BulkCancelling
	case b.Running:
		return BulkRunning
	}
	return BulkWaiting
}

// Done is on how many applications an act that has ended was performed.
func (b Bulk) Done() int {
	if b.End == nil {
		return 0
	}
	return len(b.Applications) - len(b.End.Refused) - len(b.End.Left)
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

// ConcludeAll begins an act on everything that a filter leaves: those are to be as
// many as the caller counted before, or nothing happens and it is ErrCount. Once it
// has returned nil, the act goes on whatever is killed, until it has ended or is
// cancelled. The same act on the same applications that the account has not
// finished is not begun again.
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
		return Bulk{}, fmt.Errorf("%w: more than %d: narrow the filter", ErrCount, MaxBulk)
	case len(found) != counted:
		return Bulk{}, fmt.Errorf("%w: %d, not %d", ErrCount, len(found), counted)
	}
	b := document.Bulk{Account: g.Account, Grant: g, Started: s.now().UTC(), From: Origin(ctx), Act: act.Type, Deadline: act.Deadline, Applications: found}
	before, err := s.goingOn(ctx, b)
	if err != nil {
		return Bulk{}, err
	}
	if before != nil {
		return s.progressOf(ctx, *before)
	}
	if b, err = s.Repository.PutBulk(ctx, b); err != nil {
		return Bulk{}, err
	}
	s.bulks.wake()
	return s.progressOf(ctx, b)
}

// concluded are the applications of a filter, up to one more than MaxBulk.
func (s *Service) concluded(ctx context.Context, g document.Grant, f index.Filter) ([]string, error) {
	if err := May(g, ActionConclude); err != nil {
		return nil, err
	}
	if !validDay(f.DueBefore) {
		return nil, lacks("due_before")
	}
	found := []string{}
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

// Bulk is an act on many as somebody sees it who may do the like: who started it,
// leads of the same city, the province.
func (s *Service) Bulk(ctx context.Context, g document.Grant, id string) (Bulk, error) {
	if err := May(g, ActionConclude); err != nil {
		return Bulk{}, err
	}
	account, number, ok := document.ParseBulkID(id)
	if !ok {
		return Bulk{}, fmt.Errorf("act on many: %w", ErrNotFound)
	}
	b, err := s.Repository.Bulk(ctx, account, number)
	if err != nil {
		return Bulk{}, err
	}
	if g.Role != document.RoleProvince && (g.City == "" || g.City != b.Grant.City) {
		return Bulk{}, fmt.Errorf("act on many %s: %w", id, ErrNotFound)
	}
	return s.progressOf(ctx, b)
}

// Bulks are the last acts on many that an account started, up to a number of them, the
// newest first.
func (s *Service) Bulks(ctx context.Context, g document.Grant, most int) ([]Bulk, error) {
	if err := May(g, ActionConclude); err != nil {
		return nil, err
	}
	begun, err := s.Repository.BulksOf(ctx, g.Account, most)
	if err != nil {
		return nil, err
	}
	all := make([]Bulk, len(begun))
	for i, b := range begun {
		if all[i], err = s.progressOf(ctx, b); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// CancelBulk ends an act on many where it is: what was done stays. One that has
// ended is ErrNotPossible.
func (s *Service) CancelBulk(ctx context.Context, g document.Grant, id string) (Bulk, error) {
	b, err := s.Bulk(ctx, g, id)
	if err != nil {
		return b, err
	}
	if b.End != nil {
		return b, fmt.Errorf("act on many %s has ended: %w", id, ErrNotPossible)
	}
	if err := s.Repository.CancelBulk(ctx, b.Bulk, document.Cancellation{By: g.Actor(), At: s.now().UTC()}); err != nil {
		return b, err
	}
	s.bulks.wake()
	return s.progressOf(ctx, b.Bulk)
}

// progressOf tells how far an act on many has come. A queue that does not answer
// hides that somebody works at it, and nothing else.
func (s *Service) progressOf(ctx context.Context, b document.Bulk) (Bulk, error) {
	p := Bulk{Bulk: b}
	_, err := s.Repository.BulkCancellation(ctx, b)
	if p.Cancelled = err == nil; err != nil && !errors.Is(err, ErrNotFound) {
		return p, err
	}
	end, err := s.Repository.BulkEnd(ctx, b)
	if err == nil {
		p.End, p.Handled = &end, len(b.Applications)-len(end.Left)
		return p, nil
	}
	if !errors.Is(err, ErrNotFound) {
		return p, err
	}
	if p.Handled, p.Running, err = s.Leases.Leased(ctx, bulkLease(b)); err != nil {
		s.Log.WarnContext(ctx, "progress of an act on many is not known", "bulk", b.ID(), "error", err)
	}
	return p, nil
}

// goingOn is the same act on the same applications that the account has begun and
// that has not ended.
func (s *Service) goingOn(ctx context.Context, b document.Bulk) (*document.Bulk, error) {
	for open, err := range s.Repository.OpenBulks(ctx) {
		if storage.Wrong(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		same := open.Account == b.Account && open.Act == b.Act && reflect.DeepEqual(open.Deadline, b.Deadline) && slices.Equal(open.Applications, b.Applications)
		if _, err := s.Repository.BulkCancellation(ctx, open); same && errors.Is(err, storage.ErrNotFound) {
			return &open, nil
		}
	}
	return nil, nil
}
