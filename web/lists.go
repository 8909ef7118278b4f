package web

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"hecha/document"
	"hecha/service"
	"hecha/storage/index"
)

func (a *api) registerLists(h huma.API) {
	huma.Register(h, operation("list-applications", http.MethodGet, "/api/applications",
		"List or search the applications that you may see", http.StatusOK), a.list)
	huma.Register(h, operation("get-assessment", http.MethodGet, "/api/applications/{id}/assessment",
		"What is owed, what contradicts, whether the candidate was entitled", http.StatusOK), a.assessment)
}

type listInput struct {
	City     string           `query:"city"`
	Exam     string           `query:"exam"`
	Year     int              `query:"year"`
	State    []document.State `query:"state" doc:"Any of them, between commas."`
	Reviewer string           `query:"reviewer" doc:"Account of the reviewer who has it."`
	Employer string           `query:"employer"`
	MinRisk  float64          `query:"min_risk" minimum:"0"`
	Disputed bool             `query:"disputed" doc:"Only those about which two people have decided differently, for those who know who reviews."`
	Doubtful bool             `query:"doubtful" doc:"Only those in which something asks for a person."`
	Text     string           `query:"text" maxLength:"100" doc:"Part of a name, ID number, certificate number or employer. It is never logged."`
	Order    index.Order      `query:"order" enum:"risk,oldest,newest" default:"risk"`
	Limit    int              `query:"limit" minimum:"1" maximum:"500" default:"50"`
	After    string           `query:"after" doc:"next of the page before."`
}

// summaryView is an application on a list.
type summaryView struct {
	ID          string            `json:"id"`
	Exam        string            `json:"exam"`
	Year        int               `json:"year"`
	Level       string            `json:"level"`
	City        string            `json:"city"`
	Name        string            `json:"name"`
	IDNumber    string            `json:"id_number" doc:"Masked."`
	Employer    string            `json:"employer"`
	State       document.State    `json:"state"`
	Progress    document.Progress `json:"progress" doc:"The state in a candidate's words."`
	Since       time.Time         `json:"since"`
	Updated     time.Time         `json:"updated"`
	Submitted   time.Time         `json:"submitted,omitzero"`
	Deadline    string            `json:"deadline,omitempty"`
	Reviewer    string            `json:"reviewer,omitempty"`
	Disputed    bool              `json:"disputed,omitempty" doc:"Two people have decided differently; not told to candidates and employers."`
	Outcome     document.Verb     `json:"outcome,omitempty"`
	Eligibility document.Outcome  `json:"eligibility" doc:"What the calculation comes to; never a decision."`
	Risk        float64           `json:"risk"`
	Doubts      int               `json:"doubts" doc:"Values that ask for a person."`
	Errors      int               `json:"errors" doc:"Findings of that severity."`
	Missing     int               `json:"missing" doc:"What is owed and not there."`
	Uploads     int               `json:"uploads"`
	Unread      int               `json:"unread" doc:"Uploads that are not read yet."`
}

type listOutput struct {
	Body struct {
		Applications []summaryView `json:"applications"`
		Next         string        `json:"next,omitempty" doc:"For after; missing on the last page."`
	}
}

func (a *api) list(ctx context.Context, in *listInput) (*listOutput, error) {
	page, err := a.service.List(ctx, grant(ctx), index.Query{
		Filter: index.Filter{
			City: in.City, Exam: in.Exam, Year: in.Year, States: in.State, Reviewer: in.Reviewer, Employer: in.Employer,
			MinRisk: in.MinRisk, Doubtful: in.Doubtful, Disputed: in.Disputed,
		},
		Text: in.Text, Order: in.Order, Limit: in.Limit, After: in.After,
	})
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	out := &listOutput{}
	out.Body.Next, out.Body.Applications = page.Next, make([]summaryView, len(page.Applications))
	for i, s := range page.Applications {
		if !service.KnowsReviewers(grant(ctx)) {
			s.Reviewer, s.Disputed = "", false
		}
		out.Body.Applications[i] = summaryOf(s)
	}
	return out, nil
}

func summaryOf(s index.Summary) summaryView {
	return summaryView{
		ID: s.ID, Exam: s.Exam, Year: s.Year, Level: s.Level, City: s.City, Name: s.Name, IDNumber: s.IDNumber, Employer: s.Employer,
		State: s.State, Progress: s.Progress, Since: s.Since, Updated: s.Updated, Submitted: s.Submitted, Deadline: s.Deadline,
		Reviewer: s.Reviewer, Disputed: s.Disputed, Outcome: s.Outcome, Eligibility: s.Eligibility, Risk: s.Risk,
		Doubts: s.Doubts, Errors: s.Errors, Missing: s.Missing, Uploads: s.Uploads, Unread: s.Unread,
	}
}

type assessmentOutput struct{ Body document.Assessment }

func (a *api) assessment(ctx context.Context, in *ApplicationPath) (*assessmentOutput, error) {
	assessment, err := a.service.Assessment(ctx, grant(ctx), in.ID)
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	return &assessmentOutput{assessment}, nil
}
