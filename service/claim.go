package service

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"hecha/document"
	"hecha/storage/index"
)

// Lease is how long a claim lasts that is not renewed.
const Lease = 20 * time.Minute

// Held tells that somebody else has the application. It is an ErrNotPossible.
type Held struct {
	By    string    // the account; empty for those who may not assign
	Until time.Time // zero: until it is released
}

func (h *Held) Error() string { return ErrHeld.Error() }

// ErrHeld is every Held.
var ErrHeld = fmt.Errorf("%w: somebody else has the application", ErrNotPossible)

// Unwrap makes a Held an ErrHeld, which is an ErrNotPossible.
func (h *Held) Unwrap() error { return ErrHeld }

// held tells by an error, *Held, that somebody else than g has app.
func (s *Service) held(g document.Grant, app Application) error {
	by := app.HeldBy(s.now())
	if by == "" || by == g.Account {
		return nil
	}
	h := &Held{Until: app.ClaimedUntil}
	if May(g, ActionAssign) == nil {
		h.By = by
	}
	return fmt.Errorf("application %s: %w", app.ID(), h)
}

// Claim has an application for a Lease, so that nobody else decides it meanwhile,
// or makes a claim that is running last longer. Of several who claim at once one
// gets it; for the others it is *Held.
func (s *Service) Claim(ctx context.Context, g document.Grant, id string) (Application, error) {
	return s.apply(ctx, g, id, change{
		action: ActionDecide, typ: document.EventAssigned,
		payload: func(app Application) (payload any, done bool, err error) {
			if err := cmp.Or(app.MayReview(g.Actor()), s.held(g, app)); err != nil {
				return nil, false, err
			}
			until := s.now().Add(Lease)
			return document.Assignment{Reviewer: g.Account, Until: &until}, app.lasts(g, s.now()), nil
		},
	})
}

// lasts tells whether g's claim runs longer than half a Lease: a page that is
// opened again and again writes no event each time.
func (a Application) lasts(g document.Grant, now time.Time) bool {
	return a.HeldBy(now) == g.Account && (a.ClaimedUntil.IsZero() || a.ClaimedUntil.Sub(now) > Lease/2)
}

// Release gives an application back that somebody has claimed, or that, for those
// who may assign, anybody has.
func (s *Service) Release(ctx context.Context, g document.Grant, id string) (Application, error) {
	return s.apply(ctx, g, id, change{
		action: ActionDecide, typ: document.EventAssigned,
		payload: func(app Application) (payload any, done bool, err error) {
			if May(g, ActionAssign) != nil {
				err = s.held(g, app)
			}
			return document.Assignment{}, app.State == document.StateWaiting, err
		},
	})
}

// reclaim renews the claim of somebody whose lease ran out while nobody else took
// the application.
func (s *Service) reclaim(ctx context.Context, g document.Grant, id string) error {
	app, err := s.find(ctx, id)
	if err != nil {
		return err
	}
	if app.State != document.StateReview || app.Reviewer != g.Account || app.HeldBy(s.now()) != "" {
		return nil
	}
	_, err = s.Claim(ctx, g, id)
	return err
}

// ErrNone tells that nothing waits for a reviewer.
var ErrNone = errors.New("nothing waits")

// Next claims what somebody should decide next: what they have already; then what
// nobody has, by risk and then by age. Several who ask at once get different ones.
// ErrNone when there is nothing.
func (s *Service) Next(ctx context.Context, g document.Grant) (Application, error) {
	if err := May(g, ActionDecide); err != nil {
		return Application{}, err
	}
	for _, list := range []func(context.Context, document.Grant) ([]index.Summary, error){s.mine, s.first, s.free} {
		found, err := list(ctx, g)
		if err != nil {
			return Application{}, err
		}
		for _, a := range found {
			app, err := s.Claim(ctx, g, a.ID)
			if err == nil {
				return app, nil
			}
			if !errors.Is(err, ErrNotPossible) && !errors.Is(err, ErrNotFound) { // the index may be behind
				return Application{}, err
			}
		}
	}
	return Application{}, ErrNone
}

// mine are those that somebody has, as far as the index knows.
func (s *Service) mine(ctx context.Context, g document.Grant) ([]index.Summary, error) {
	page, err := s.List(ctx, g, index.Query{Filter: index.Filter{Reviewer: g.Account, States: []document.State{document.StateReview}}})
	return slices.DeleteFunc(page.Applications, func(a index.Summary) bool {
		return !a.ClaimedUntil.IsZero() && !s.now().Before(a.ClaimedUntil)
	}), err
}

// first are those of the highest risk that wait, the oldest first.
func (s *Service) first(ctx context.Context, g document.Grant) ([]index.Summary, error) {
	risky, err := s.free(ctx, g)
	if err != nil || len(risky) == 0 {
		return nil, err
	}
	var oldest []index.Summary
	for _, f := range s.unclaimed(g) {
		f.MinRisk = risky[0].Risk
		page, err := s.List(ctx, g, index.Query{Filter: f, Order: index.OrderOldest})
		if err != nil {
			return nil, err
		}
		oldest = append(oldest, page.Applications...)
	}
	slices.SortStableFunc(oldest, byRiskAndAge)
	return oldest, nil
}

// free are some of the highest risk that nobody has.
func (s *Service) free(ctx context.Context, g document.Grant) ([]index.Summary, error) {
	var all []index.Summary
	for _, f := range s.unclaimed(g) {
		page, err := s.List(ctx, g, index.Query{Filter: f, Order: index.OrderRisk, Limit: 500})
		if err != nil {
			return nil, err
		}
		all = append(all, page.Applications...)
	}
	slices.SortStableFunc(all, byRiskAndAge)
	return all, nil
}

// unclaimed are the filters of what nobody has and g may decide: what waits, and
// what was claimed for a time that is over.
func (s *Service) unclaimed(g document.Grant) []index.Filter {
	mine := index.Filter{NotSpoken: g.Account, Undisputed: g.Role == document.RoleReviewer}
	waiting, lapsed := mine, mine
	waiting.States = []document.State{document.StateWaiting}
	lapsed.States, lapsed.ClaimedBefore = []document.State{document.StateReview}, s.now()
	return []index.Filter{waiting, lapsed}
}

func byRiskAndAge(a, b index.Summary) int {
	return cmp.Or(cmp.Compare(b.Risk, a.Risk), a.Since.Compare(b.Since))
}

// Waiting is what waits for somebody's word, by risk and then by age, at most limit:
// what they have, and what nobody has.
func (s *Service) Waiting(ctx context.Context, g document.Grant, limit int) ([]index.Summary, error) {
	if err := May(g, ActionDecide); err != nil {
		return nil, err
	}
	mine, err := s.mine(ctx, g)
	if err != nil {
		return nil, err
	}
	others, err := s.free(ctx, g)
	if err != nil {
		return nil, err
	}
	all := append(mine, others...)
	return all[:min(limit, len(all))], nil
}
