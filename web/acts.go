package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"hecha/document"
	"hecha/service"
	"hecha/storage/index"
)

func (a *api) registerActs(h huma.API) {
	huma.Register(h, operation("conclude", http.MethodPost, "/api/applications/{id}/acts",
		"Set a deadline, publish, record and settle an objection, declare void, archive", http.StatusOK,
		http.StatusConflict, http.StatusPreconditionFailed), a.conclude)
	huma.Register(h, operation("count-acts", http.MethodGet, "/api/acts/count",
		"How many applications a filter leaves, before an act on all of them", http.StatusOK), a.countActs)
	huma.Register(h, operation("get-overrides", http.MethodGet, "/api/overrides",
		"What people changed of what was read, by kind and field", http.StatusOK), a.overrides)
	a.registerBulks(h)
	huma.Register(h, operation("get-counts", http.MethodGet, "/api/counts",
		"How many applications there are of each city, exam, year and state", http.StatusOK), a.counts)
}

// act is the body of an act: a type, and what that type says.
type act struct {
	Type        document.EventType    `json:"type" enum:"deadline_set,expired,reopened,published,objected,objection_settled,cleared,voided,archived"`
	Deadline    *document.Deadline    `json:"deadline,omitempty" doc:"For deadline_set."`
	Objection   *document.Objection   `json:"objection,omitempty" doc:"For objected."`
	Settlement  *document.Settlement  `json:"settlement,omitempty" doc:"For objection_settled."`
	Consequence *document.Consequence `json:"consequence,omitempty" doc:"For voided. void is result or certificate, record five_years, permanent or missing."`
}

func (a *api) conclude(ctx context.Context, in *struct {
	ApplicationPath
	Matching
	Body act
}) (*ApplicationOutput, error) {
	match, err := parseMatch(in.IfMatch)
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	return a.told(ctx)(a.service.Conclude(ctx, grant(ctx), in.ID, match, service.Act(in.Body)))
}

// actFilter chooses the applications of an act.
type actFilter struct {
	City      string           `query:"city" json:"city,omitempty"`
	Exam      string           `query:"exam" json:"exam,omitempty"`
	Year      int              `query:"year" json:"year,omitempty"`
	State     []document.State `query:"state" json:"state,omitempty" doc:"Any of them."`
	DueBefore string           `query:"due_before" json:"due_before,omitempty" doc:"YYYY-MM-DD: those whose deadline was earlier."`
}

func (f actFilter) filter() index.Filter {
	return index.Filter{City: f.City, Exam: f.Exam, Year: f.Year, States: f.State, DueBefore: f.DueBefore}
}

type countOutput struct {
	Body struct {
		Count int `json:"count" doc:"Of those that you see. One more than the limit means: or more."`
		Limit int `json:"limit" doc:"Applications that one act reaches at most."`
	}
}

func (a *api) countActs(ctx context.Context, in *actFilter) (*countOutput, error) {
	n, err := a.service.Count(ctx, grant(ctx), in.filter())
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	out := &countOutput{}
	out.Body.Count, out.Body.Limit = n, service.MaxBulk
	return out, nil
}

// countView is how many applications there are of one sort.
type countView struct {
	City  string         `json:"city"`
	Exam  string         `json:"exam"`
	Year  int            `json:"year"`
	State document.State `json:"state"`
	Count int            `json:"count"`
}

type countsOutput struct {
	Body struct {
		Counts []countView `json:"counts"`
	}
}

func (a *api) counts(ctx context.Context, in *struct {
	City string `query:"city"`
	Exam string `query:"exam"`
	Year int    `query:"year"`
}) (*countsOutput, error) {
	counts, err := a.service.Counts(ctx, grant(ctx), index.Filter{City: in.City, Exam: in.Exam, Year: in.Year})
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	out := &countsOutput{}
	out.Body.Counts = make([]countView, len(counts))
	for i, c := range counts {
		out.Body.Counts[i] = countView{City: c.City, Exam: c.Exam, Year: c.Year, State: c.State, Count: c.N}
	}
	return out, nil
}

// overrideView is what people made of one field.
type overrideView struct {
	Kind        document.Kind `json:"kind"`
	Field       string        `json:"field" doc:"Without numbers of rows: periods.start, seals."`
	Looked      int           `json:"looked" doc:"Values that those who review confirmed or changed."`
	Changed     int           `json:"changed" doc:"Of them, those that they changed."`
	SureLooked  int           `json:"sure_looked" doc:"Of those looked at, those that the machine had not doubted."`
	SureChanged int           `json:"sure_changed" doc:"Of those changed, those that the machine had not doubted: it was wrong without knowing."`
}

type overridesOutput struct {
	Body struct {
		Overrides []overrideView `json:"overrides"`
	}
}

func (a *api) overrides(ctx context.Context, in *struct {
	City string `query:"city"`
	Exam string `query:"exam"`
	Year int    `query:"year"`
}) (*overridesOutput, error) {
	all, err := a.service.Overrides(ctx, grant(ctx), index.Filter{City: in.City, Exam: in.Exam, Year: in.Year})
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	out := &overridesOutput{}
	out.Body.Overrides = make([]overrideView, len(all))
	for i, o := range all {
		out.Body.Overrides[i] = overrideView(o)
	}
	return out, nil
}
