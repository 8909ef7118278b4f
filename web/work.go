package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"hecha/service"
)

func (a *api) registerWork(h huma.API) {
	huma.Register(h, operation("get-work", http.MethodGet, "/api/work",
		"How long the queues are and how many workers there are", http.StatusOK), a.work)
}

type workOutput struct {
	Body struct {
		Workers int         `json:"workers" doc:"Worker processes that are alive."`
		Queues  []queueView `json:"queues"`
	}
}

type queueView struct {
	Name          string  `json:"name"`
	Waiting       int     `json:"waiting"`
	Running       int     `json:"running"`
	OldestSeconds float64 `json:"oldest_seconds" doc:"How long the first in the queue has waited."`
}

func (a *api) work(ctx context.Context, _ *struct{}) (*workOutput, error) {
	work, err := a.service.Work(ctx, grant(ctx))
	if err != nil {
		return nil, a.problem(ctx, err)
	}
	out := &workOutput{}
	out.Body.Workers = work.Workers
	for _, q := range work.Queues {
		out.Body.Queues = append(out.Body.Queues, queueOf(q))
	}
	return out, nil
}

func queueOf(q service.QueueLoad) queueView {
	return queueView{Name: string(q.Priority), Waiting: q.Waiting, Running: q.Running, OldestSeconds: q.Oldest.Seconds()}
}
