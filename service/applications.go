package service

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"hecha/document"
	"hecha/storage"
)

// Create makes an application of what a candidate declared. The same key again,
// from the same account, gives the same application; with another declaration it
// is ErrKeyReused. An empty key makes a new application each time.
func (s *Service) Create(ctx context.Context, g document.Grant, declared document.Application, key string) (Application, error) {
	if err := May(g, ActionCreate); err != nil {
		return Application{}, err
	}
	declared, err := s.accept(declared)
	if err != nil {
		return Application{}, err
	}
	declared.ID = newID(g.Account, key)
	if err := s.entitled(ctx, g, declared); err != nil {
		return Application{}, err
	}
	e, err := document.NewEvent(declared.ID, nil, s.now(), g.Actor(), document.EventCreated, declared)
	if err == nil {
		e, err = e.AskedFrom(Origin(ctx))
	}
	if err != nil {
		return Application{}, err
	}
	err = s.Repository.AppendEvent(ctx, e)
	if errors.Is(err, storage.ErrConflict) {
		return s.createdBefore(ctx, declared)
	}
	if err != nil {
		return Application{}, err
	}
	s.refresh(ctx, declared.ID)
	s.tell(ctx, e)
	return s.find(ctx, declared.ID)
}

// accept is a declaration as it is kept; *Invalid if it has mistakes.
func (s *Service) accept(declared document.Application) (document.Application, error) {
	declared, mistakes := s.Rules.WithExam(declared)
	if mistakes = append(mistakes, s.Rules.Mistakes(declared)...); len(mistakes) > 0 {
		return declared, &Invalid{mistakes}
	}
	return declared, nil
}

// createdBefore is the application that an earlier request with the same key
// made.
func (s *Service) createdBefore(ctx context.Context, declared document.Application) (Application, error) {
	app, err := s.find(ctx, declared.ID)
	if err != nil {
		return Application{}, err
	}
	var before document.Application
	if err := json.Unmarshal(app.events[0].Payload, &before); err != nil {
		return Application{}, err
	}
	if !reflect.DeepEqual(before, declared) {
		return Application{}, fmt.Errorf("create: %w", ErrKeyReused)
	}
	return app, nil
}

// newID is drawn, or follows from account and key.
func newID(account, key string) string {
	if key == "" {
		return strings.ToLower(rand.Text())
	}
	sum := sha256.Sum256([]byte(account + "\x00" + key))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:len(rand.Text())])
}

// Declare has a candidate declare anew, as a whole, while papers may be handed in.
// An application that was submitted once stays with its exam, year and city.
func (s *Service) Declare(ctx context.Context, g document.Grant, id string, match Match, declared document.Application) (Application, error) {
	declared, mistakes := s.accept(declared) // told to those who may declare
	declared.ID = id
	if mistakes == nil {
		mistakes = s.entitled(ctx, g, declared)
	}
	return s.apply(ctx, g, id, change{
		action: ActionHandIn, match: match, typ: document.EventDeclared,
		payload: func(app Application) (any, bool, error) {
			before := app.Case.Application
			exam, _ := s.Rules.ExamName(before.Exam)
			switch moved := declared.Exam != exam || declared.ExamYear != before.ExamYear || declared.City != before.City; {
			case !app.Open(), moved && !app.Submitted.IsZero():
				return nil, false, fmt.Errorf("application %s is %q: %w", id, app.State, ErrNotPossible)
			}
			return declared, mistakes == nil && reflect.DeepEqual(declared, before), mistakes
		},
	})
}

// View is an application as somebody sees it.
func (s *Service) View(ctx context.Context, g document.Grant, id string) (Application, error) {
	return s.look(ctx, g, ActionView, id)
}

// History is everything that happened to an application, the looks too, as far as
// somebody may know it.
func (s *Service) History(ctx context.Context, g document.Grant, id string) (Record, error) {
	app, err := s.look(ctx, g, ActionHistory, id)
	if err != nil {
		return Record{}, err
	}
	return app.record(g), nil
}

// Submit hands an application in, once the commitment is signed.
func (s *Service) Submit(ctx context.Context, g document.Grant, id string, match Match) (Application, error) {
	return s.apply(ctx, g, id, change{
		action: ActionHandIn, match: match, typ: document.EventSubmitted,
		payload: func(app Application) (any, bool, error) {
			if app.Open() && !s.HasCommitted(app) {
				return nil, false, invalid("commitment_missing", "commitment")
			}
			return nil, false, s.taken(ctx, app.Case.Application)
		},
	})
}

// Assign gives an application to a reviewer.
func (s *Service) Assign(ctx context.Context, g document.Grant, id string, match Match, to document.Assignment) (Application, error) {
	return s.apply(ctx, g, id, change{
		action: ActionAssign, match: match, typ: document.EventAssigned,
		payload: func(Application) (any, bool, error) { return to, false, nil },
	})
}

// Decide records a person's word about a field or the application, as it was in
// the version match. Who reviews cannot while somebody else has the application:
// *Held. A lease of their own that ran out meanwhile is renewed.
func (s *Service) Decide(ctx context.Context, g document.Grant, id string, match Match, d document.Decision) (Application, error) {
	action := ActionDecide
	switch {
	case g.Role == document.RoleEmployer:
		action = ActionCheck
	case g.Role == document.RoleCandidate && d.Field != nil: // kept beside the machine's word
		action = ActionHandIn
	}
	c := change{
		action: action, match: match, typ: document.EventDecided,
		payload: func(app Application) (any, bool, error) { return d, false, s.checkDecision(ctx, app, d) },
	}
	if action == ActionDecide {
		c.payload = func(app Application) (any, bool, error) {
			if err := s.checkDecision(ctx, app, d); err != nil {
				return nil, false, err
			}
			ground, err := s.ground(ctx, app, d)
			return document.Verdict{Decision: d, Ground: ground}, false, err
		}
		if err := s.reclaim(ctx, g, id); err != nil {
			return Application{}, err
		}
		c.refuse = func(app Application) error { return s.held(g, app) }
	}
	return s.apply(ctx, g, id, c)
}

// checkDecision tells whether what a decision is about is there.
func (s *Service) checkDecision(ctx context.Context, app Application, d document.Decision) error {
	if err := d.Validate(); err != nil {
		return err
	}
	if d.Field == nil {
		return nil
	}
	if !app.holds(d.Field.Upload) {
		return fmt.Errorf("%w: the application does not hold upload %s", document.ErrInvalidDecision, d.Field.Upload)
	}
	r, err := s.Repository.Result(ctx, d.Field.Upload, d.Field.Fingerprint)
	switch {
	case errors.Is(err, ErrNotFound):
		return fmt.Errorf("%w: there is no such result of upload %s", document.ErrInvalidDecision, d.Field.Upload)
	case err != nil:
		return err
	case d.Field.Document >= len(r.Documents):
		return fmt.Errorf("%w: the result has %d documents", document.ErrInvalidDecision, len(r.Documents))
	}
	return nil
}

// holds tells whether an upload is part of the application.
func (a Application) holds(sha256 string) bool {
	for _, u := range a.Uploads {
		if u.SHA256 == sha256 {
			return true
		}
	}
	return false
}
