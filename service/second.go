package service

import (
	"context"
	"math/rand/v2"

	"hecha/document"
	"hecha/storage/index"
)

// Second says which words about applications count only when another person, who
// does not know them, says the same. The zero value asks for none.
type Second struct {
	Failures bool    // whoever is failed
	Risk     float64 // whoever is passed with a risk of so much or more; 0: nobody for that
	Share    float64 // of all who are passed, drawn by lot: 0 to 1
}

// ground is why a reviewer's word needs a second one; "" if it counts by itself.
// The lot is drawn when the word is said, so that nobody knows beforehand on whom it
// falls.
func (s *Service) ground(ctx context.Context, app Application, d document.Decision) (document.Ground, error) {
	if d.Field != nil || app.First != nil {
		return "", nil
	}
	if d.Verb == document.VerbFail && s.Second.Failures {
		return document.GroundFailure, nil
	}
	if d.Verb != document.VerbPass {
		return "", nil
	}
	if s.Second.Risk > 0 {
		files, err := s.files(ctx, app.Uploads)
		if err != nil {
			return "", err
		}
		if assess(s.Rules, app.Case, Dossier{Files: files}.Results()).Risk.Score >= s.Second.Risk {
			return document.GroundRisk, nil
		}
	}
	if s.Second.Share > 0 && rand.Float64() < s.Second.Share { //nolint:gosec // nobody gains by guessing which word is drawn
		return document.GroundSample, nil
	}
	return "", nil
}

// Record is what happened to an application as far as somebody may know it.
type Record struct {
	Events []document.Event
	// Hidden is how many are left out: what others have decided and noted, as long
	// as whoever asks may be asked for a word that must not hang on theirs.
	Hidden int
	Length int    // of all that happened, hidden or not
	Head   string // hash of the last event, hidden or not
}

// record leaves out what g must not know of app now, and for all but auditors from
// where others have asked: who works with an application has no need of it.
func (a Application) record(g document.Grant) Record {
	r := Record{Length: len(a.events), Head: a.events[len(a.events)-1].Hash}
	for _, e := range a.events {
		if a.Hides(e, g.Actor()) {
			r.Hidden++
			continue
		}
		if g.Role != document.RoleAuditor {
			e.From = ""
		}
		r.Events = append(r.Events, e)
	}
	return r
}

// Disputes are those of a filter about which two have decided differently, the oldest
// first, for those who settle them.
func (s *Service) Disputes(ctx context.Context, g document.Grant, f index.Filter, limit int) ([]index.Summary, error) {
	if err := May(g, ActionAssign); err != nil {
		return nil, err
	}
	f.States, f.Disputed, f.NotSpoken = []document.State{document.StateWaiting, document.StateReview}, true, g.Account
	page, err := s.List(ctx, g, index.Query{Filter: f, Order: index.OrderOldest, Limit: limit})
	return page.Applications, err
}
