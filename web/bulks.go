package web

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"hecha/document"
	"hecha/service"
)

func (a *api) registerBulks(h huma.API) {
	begin := operation("conclude-all", http.MethodPost, "/api/acts",
		"Begin an act on every application that a filter leaves", http.StatusAccepted, http.StatusConflict)
	begin.Description = "Once it is accepted, it goes on whatever is restarted, until it is done or cancelled; Location is where to ask how far it has come. " +
		"The same act on the same applications that has not ended is not begun again."
	huma.Register(h, begin, a.concludeAll)
	huma.Register(h, operation("list-acts", http.MethodGet, "/api/acts",
		"The last acts on many that you have begun, the newest first", http.StatusOK), a.listBulks)
	huma.Register(h, operation("get-act", http.MethodGet, "/api/acts/{id}",
		"How far an act on many has come, and in the end what was not done and why", http.StatusOK), a.getBulk)
	huma.Register(h, operation("cancel-act", http.MethodDelete, "/api/acts/{id}",
		"End an act on many where it is: what was done stays", http.StatusAccepted, http.StatusConflict), a.cancelBulk)
}

// bulkPath is the path of an act on many.
type bulkPath struct {
	ID string `path:"id" maxLength:"80" doc:"The act's identifier."`
}

type bulkView struct {
	ID       string             `json:"id"`
	Type     document.EventType `json:"type"`
	Deadline *document.Deadline `json:"deadline,omitempty"`
	By       string             `json:"by" doc:"Account that began it."`
	Started  time.Time          `json:"started"`
	State    service.BulkState  `json:"state" enum:"waiting,running,cancelling,done,cancelled" doc:"done and cancelled are the end."`
	Matched  int                `json:"matched" doc:"Applications that the filter left."`
	Handled  int                `json:"handled" doc:"Of them, those that were tried; while nobody works at it 0."`
	Ended    *time.Time         `json:"ended,omitempty"`
	Done     int                `json:"done" doc:"In the end: on which the act was performed. They are all but those of refused and left."`
	Refused  []document.Refusal `json:"refused,omitempty" doc:"In the end: those to which nothing happened, each with the reason: state, unseen, conflict or damaged."`
	Left     []string           `json:"left,omitempty" doc:"In the end: those that were not tried any more, because it was cancelled."`
}

func bulkOf(b service.Bulk) bulkView {
	v := bulkView{
		ID: b.ID(), Type: b.Act, Deadline: b.Deadline, By: b.Account, Started: b.Started, State: b.State(),
		Matched: len(b.Applications), Handled: b.Handled, Done: b.Done(),
	}
	if b.End != nil {
		v.Ended, v.Refused, v.Left = &b.End.Ended, b.End.Refused, b.End.Left
	}
	return v
}

type bulkOutput struct {
	Location string `header:"Location" doc:"Where to ask how far it has come."`
	Body     bulkView
}

func (a *api) toldBulk(ctx context.Context, b service.Bulk, err error) (*bulkOutput, error) {
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	return &bulkOutput{Location: "/api/acts/" + b.ID(), Body: bulkOf(b)}, nil
}

func (a *api) concludeAll(ctx context.Context, in *struct {
	Body struct {
		Act    act       `json:"act" doc:"deadline_set, expired, reopened, published, cleared or archived."`
		Filter actFilter `json:"filter"`
		Count  int       `json:"count" doc:"What count-acts said: if the filter leaves another number now, nothing happens."`
	}
}) (*bulkOutput, error) {
	b, err := a.service.ConcludeAll(ctx, grant(ctx), in.Body.Filter.filter(), service.Act(in.Body.Act), in.Body.Count)
	return a.toldBulk(ctx, b, err)
}

func (a *api) getBulk(ctx context.Context, in *bulkPath) (*bulkOutput, error) {
	b, err := a.service.Bulk(ctx, grant(ctx), in.ID)
	return a.toldBulk(ctx, b, err)
}

func (a *api) cancelBulk(ctx context.Context, in *bulkPath) (*bulkOutput, error) {
	b, err := a.service.CancelBulk(ctx, grant(ctx), in.ID)
	return a.toldBulk(ctx, b, err)
}

// listedBulks is how many acts on many are listed.
const listedBulks = 10

type bulksOutput struct {
	Body struct {
		Acts []bulkView `json:"acts"`
	}
}

func (a *api) listBulks(ctx context.Context, _ *struct{}) (*bulksOutput, error) {
	all, err := a.service.Bulks(ctx, grant(ctx), listedBulks)
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	out := &bulksOutput{}
	out.Body.Acts = make([]bulkView, len(all))
	for i, b := range all {
		out.Body.Acts[i] = bulkOf(b)
	}
	return out, nil
}
