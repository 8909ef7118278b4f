package queue

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"sync/atomic"
	"time"
)

// Lost is a task whose result is not there, and the queue that it belongs into.
type Lost struct {
	Task
	Priority Priority
}

// Missing yields everything that is lost, or the error that ended the search.
type Missing func(ctx context.Context) iter.Seq2[Lost, error]

// Sweeper enqueues what was lost between the bucket and the queue.
type Sweeper struct {
	client  *Client
	missing Missing
	swept   atomic.Int64
}

// NewSweeper enqueues what missing yields through c.
func NewSweeper(c *Client, missing Missing) *Sweeper {
	return &Sweeper{client: c, missing: missing}
}

// Swept is how many tasks were enqueued by all sweeps so far.
func (s *Sweeper) Swept() int64 { return s.swept.Load() }

// Sweep enqueues all that is missing, whatever the limits, and tells how many
// tasks that were. A task that waits stays as it is; one that the queue calls
// running although no living worker has it is enqueued a second time, beside the
// one that is stuck.
func (s *Sweeper) Sweep(ctx context.Context) (enqueued int, err error) {
	alive, err := s.client.running()
	if err != nil {
		return 0, err
	}
	for lost, err := range s.missing(ctx) {
		if err != nil {
			return enqueued, fmt.Errorf("sweep: %w", err)
		}
		added, err := s.bringBack(ctx, lost, alive)
		if err != nil {
			return enqueued, err
		}
		if added {
			enqueued++
			s.swept.Add(1)
		}
	}
	return enqueued, nil
}

// bringBack enqueues lost unless it waits or a living worker has it.
func (s *Sweeper) bringBack(ctx context.Context, lost Lost, alive map[string]bool) (added bool, err error) {
	state, err := s.client.State(lost.Task)
	if err != nil || state == Waiting || state == PutOff || alive[lost.id()] {
		return false, err
	}
	id := lost.id()
	if state == Running {
		// The name tells one death from the next, so that a copy that waits already
		// is not put there again, and one that died too is.
		deaths, err := attempts{s.client.redis}.count(ctx, lost.Task)
		if err != nil {
			return false, err
		}
		id = fmt.Sprintf("%s.%d", id, deaths)
	}
	return s.client.put(ctx, lost.Task, lost.Priority, id)
}

// Run sweeps at once and then every interval until ctx ends. What went wrong is
// logged, and swept up by the next round.
func (s *Sweeper) Run(ctx context.Context, interval time.Duration, log *slog.Logger) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		n, err := s.Sweep(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			log.WarnContext(ctx, "sweep failed", "error", err)
		case n > 0:
			log.InfoContext(ctx, "swept", "tasks", n)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// running is the tasks that living workers say they have.
func (c *Client) running() (map[string]bool, error) {
	servers, err := c.inspector.Servers()
	if err != nil {
		return nil, fmt.Errorf("list workers: %w", err)
	}
	alive := map[string]bool{}
	for _, server := range servers {
		for _, w := range server.ActiveWorkers {
			if t, err := parseTask(w.TaskPayload); err == nil {
				alive[t.id()] = true
			}
		}
	}
	return alive, nil
}

// Workers is how many worker processes are alive.
func (c *Client) Workers() (int, error) {
	servers, err := c.inspector.Servers()
	if err != nil {
		return 0, fmt.Errorf("list workers: %w", err)
	}
	n := 0
	for _, s := range servers {
		if _, reads := s.Queues[string(Interactive)]; reads && s.Status == "active" {
			n++
		}
	}
	return n, nil
}
