package service

import (
	"context"

	"hecha/document"
	"hecha/pipeline/queue"
)

// Work is how busy the service is.
type Work struct {
	Workers int // processes that are alive
	Queues  []QueueLoad
}

// QueueLoad is how busy a queue is.
type QueueLoad struct {
	Priority queue.Priority
	queue.Load
}

// Work tells how busy the service is.
func (s *Service) Work(_ context.Context, g document.Grant) (Work, error) {
	if err := May(g, ActionOperate); err != nil {
		return Work{}, err
	}
	workers, err := s.Queue.Workers()
	if err != nil {
		return Work{}, err
	}
	w := Work{Workers: workers}
	for _, p := range queue.Priorities {
		load, err := s.Queue.Load(p)
		if err != nil {
			return Work{}, err
		}
		w.Queues = append(w.Queues, QueueLoad{p, load})
	}
	return w, nil
}
