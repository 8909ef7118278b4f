package service

import (
	"context"
	"errors"

	"hecha/document"
	"hecha/pipeline"
	"hecha/pipeline/policy"
	"hecha/storage"
	"hecha/storage/index"
)

// fold is the events of an application and what they make of it.
func fold(ctx context.Context, r *storage.Repository, id string) ([]document.Event, document.Case, error) {
	events, err := r.Events(ctx, id)
	if err != nil {
		return nil, document.Case{}, err
	}
	c, err := document.Fold(events)
	return events, c, err
}

// Load reads what the bucket holds of an application, and assesses it by the
// results that count under a fingerprint.
func Load(r *storage.Repository, rules *policy.Policy, fingerprint string) index.Load {
	return func(ctx context.Context, id string) (index.Record, error) {
		_, c, err := fold(ctx, r, id)
		if err != nil {
			return index.Record{}, err
		}
		results, err := resultsOf(ctx, r, c, fingerprint)
		if err != nil {
			return index.Record{}, err
		}
		return index.Record{Case: c, Results: results, Assessment: assess(rules, c, results)}, nil
	}
}

// LoadWhole is load without the applications that are damaged: of each damaged is
// told, and the index keeps what it had of it.
func LoadWhole(load index.Load, damaged func(application string, err error)) index.Load {
	return func(ctx context.Context, id string) (index.Record, error) {
		r, err := load(ctx, id)
		if err != nil && storage.Wrong(err) {
			damaged(id, err)
			err = index.ErrSkip
		}
		return r, err
	}
}

// resultsOf are those that count for the uploads of an application, as far as
// they were read.
func resultsOf(ctx context.Context, r *storage.Repository, c document.Case, fingerprint string) ([]document.Result, error) {
	var all []document.Result
	for _, u := range c.Uploads {
		result, _, err := r.CurrentResult(ctx, u.SHA256, fingerprint)
		switch {
		case err == nil:
			all = append(all, result.Result)
		case !errors.Is(err, ErrNotFound):
			return nil, err
		}
	}
	return all, nil
}

// assess judges the papers on the day on which they were handed in or, until they
// are, on that of the last change: the same events give the same assessment.
func assess(rules *policy.Policy, c document.Case, results []document.Result) document.Assessment {
	day := c.Submitted
	if day.IsZero() {
		day = c.Updated
	}
	return pipeline.Assess(rules, c.Application, results, document.Upload{Received: day}.Day())
}

// Assessment is what can be said about an application as a whole.
func (s *Service) Assessment(ctx context.Context, g document.Grant, id string) (document.Assessment, error) {
	app, err := s.look(ctx, g, ActionView, id)
	if err != nil {
		return document.Assessment{}, err
	}
	results, err := resultsOf(ctx, s.Repository, app.Case, s.Fingerprint)
	if err != nil {
		return document.Assessment{}, err
	}
	return assess(s.Rules, app.Case, results), nil
}
