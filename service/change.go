package service

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"time"

	"hecha/document"
	"hecha/storage"
)

// Match is the version of an application that a change is meant for; 0 is any.
type Match int

// change is one event that somebody wants to happen to an application.
type change struct {
	action Action
	match  Match
	typ    document.EventType
	// typOf, if any, tells typ of the application as it is now.
	typOf func(Application) document.EventType
	// id is the event's; empty: one is drawn. An event that is there already is not
	// written twice.
	id string
	// refuse, if any, tells why the change is not possible whatever version it is
	// meant for.
	refuse func(Application) error
	// payload is what the event holds, given the application as it is now. done
	// tells that there is nothing left to do.
	payload func(Application) (payload any, done bool, err error)
}

// appendTries bounds how often an event is tried again because somebody else's
// came first.
const appendTries = 20

// apply makes a change happen. Somebody who looks at the same time does not get
// in its way; somebody who changes something does, if c names a version.
func (s *Service) apply(ctx context.Context, g document.Grant, id string, c change) (Application, error) {
	for range appendTries {
		app, err := s.find(ctx, id)
		if err != nil {
			return Application{}, err
		}
		if c.id != "" && app.has(c.id) {
			return app, nil
		}
		if err := MayOn(g, c.action, app); err != nil {
			return Application{}, err
		}
		if c.refuse != nil {
			if err := c.refuse(app); err != nil {
				return app, err
			}
		}
		if c.match != 0 && int(c.match) != app.Version {
			return app, fmt.Errorf("application %s: version %d, not %d: %w", id, app.Version, c.match, ErrStale)
		}
		payload, done, err := c.payload(app)
		if err != nil || done {
			return app, err
		}
		if c.typOf != nil {
			c.typ = c.typOf(app)
		}
		switch err := s.append(ctx, app, g.Actor(), c, payload); {
		case errors.Is(err, storage.ErrConflict):
			continue
		case err != nil:
			return app, err
		}
		s.refresh(ctx, id)
		return s.find(ctx, id)
	}
	return Application{}, fmt.Errorf("application %s: %w", id, storage.ErrConflict)
}

// has tells whether an event is one of the application's.
func (a Application) has(id string) bool {
	return slices.ContainsFunc(a.events, func(e document.Event) bool { return e.ID == id })
}

// append stores the event of a change, which follows those of app.
func (s *Service) append(ctx context.Context, app Application, by document.Actor, c change, payload any) error {
	id := cmp.Or(c.id, rand.Text())
	e, err := document.NewEventNamed(id, app.ID(), &app.events[len(app.events)-1], s.now(), by, c.typ, payload)
	if err == nil {
		e, err = e.AskedFrom(Origin(ctx))
	}
	if err != nil {
		return err
	}
	after, err := app.Then(e)
	if err != nil {
		return err
	}
	if err := s.Repository.AppendEvent(ctx, e); err != nil {
		return err
	}
	if len(after.Unsettled) == len(app.Unsettled) { // else nobody outside is to know
		s.tell(ctx, e)
	}
	return nil
}

// refresh has the index follow. An index that does not answer loses nothing: the
// event is stored, and KeepIndex brings the index up to date.
func (s *Service) refresh(ctx context.Context, id string) {
	if err := s.Index.Update(ctx, s.load(), id); err != nil {
		s.behind.Store(true)
		s.Log.WarnContext(ctx, "index does not follow", "application", id, "error", err)
	}
}

// lookLasts is how long a look goes on: whoever opens page after page, or asks for
// progress every second, looks once.
const lookLasts = 10 * time.Minute

// look loads an application for somebody who may see it, and writes down that
// they did before anything is shown.
func (s *Service) look(ctx context.Context, g document.Grant, a Action, id string) (Application, error) {
	for range appendTries {
		app, err := s.find(ctx, id)
		if err != nil {
			return Application{}, err
		}
		if err := MayOn(g, a, app); err != nil {
			return Application{}, err
		}
		if app.looks(g.Actor(), Origin(ctx), s.now()) {
			return app, nil
		}
		err = s.append(ctx, app, g.Actor(), change{typ: document.EventViewed}, nil)
		if errors.Is(err, storage.ErrConflict) {
			continue
		}
		if err == nil {
			s.Metrics.looks.Inc()
		}
		return app, err
	}
	return Application{}, fmt.Errorf("application %s: %w", id, storage.ErrConflict)
}

// looks tells whether a look from a network that is written down still goes on.
func (a Application) looks(by document.Actor, from string, now time.Time) bool {
	for i := len(a.events) - 1; i >= 0 && now.Sub(a.events[i].Time) < lookLasts; i-- {
		if e := a.events[i]; e.Type == document.EventViewed && e.Actor == by && e.From == from {
			return true
		}
	}
	return false
}
