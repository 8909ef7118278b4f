package queue

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/hibiken/asynq"
)

// ErrFull tells that a queue is longer than its limit: the caller should come
// back later.
var ErrFull = errors.New("queue is full")

// Limits is the number of waiting tasks from which on a queue refuses more; 0 is
// no limit.
type Limits struct{ Interactive, Batch int }

func (l Limits) of(p Priority) int {
	if p == Batch {
		return l.Batch
	}
	return l.Interactive
}

// Client enqueues tasks. It is safe for concurrent use.
type Client struct {
	tasks     *asynq.Client
	inspector *asynq.Inspector
	redis     *Redis
	limits    Limits
}

// NewClient enqueues over r.
func NewClient(r *Redis, limits Limits) *Client {
	return &Client{
		tasks:     asynq.NewClientFromRedisClient(r.client),
		inspector: asynq.NewInspectorFromRedisClient(r.client),
		redis:     r, limits: limits,
	}
}

// Enqueue puts t into a queue. A task that waits or runs already is not put
// there again, which is no error. It gives ErrFull, and enqueues nothing, when
// the queue is at its limit.
func (c *Client) Enqueue(ctx context.Context, t Task, p Priority) error {
	if limit := c.limits.of(p); limit > 0 {
		load, err := c.Load(p)
		if err != nil {
			return err
		}
		if load.Waiting >= limit {
			return fmt.Errorf("%w: %d tasks wait in %s", ErrFull, load.Waiting, p)
		}
	}
	_, err := c.put(ctx, t, p, t.id())
	return err
}

// put enqueues t under an identifier; added is false when it is there already.
func (c *Client) put(ctx context.Context, t Task, p Priority, id string) (added bool, err error) {
	if err := t.validate(); err != nil {
		return false, err
	}
	payload, err := t.payload()
	if err != nil {
		return false, fmt.Errorf("enqueue %s: %w", t.id(), err)
	}
	_, err = c.tasks.EnqueueContext(ctx, asynq.NewTask(processType, payload),
		asynq.Queue(string(p)), asynq.TaskID(id), asynq.MaxRetry(math.MaxInt32), asynq.Timeout(longest))
	if errors.Is(err, asynq.ErrTaskIDConflict) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("enqueue %s: %w", t.id(), err)
	}
	return true, nil
}

// longest bounds what asynq itself would let a task take. The time that counts is
// Options.Timeout, which begins when the task has its slot.
const longest = 24 * time.Hour

// Load is how busy a queue is.
type Load struct {
	Waiting int           // not started, put off ones included
	Running int           // in the hands of a worker
	Oldest  time.Duration // how long the first in the queue has waited
}

// Load tells how busy a queue is; a queue that never held a task is idle.
func (c *Client) Load(p Priority) (Load, error) {
	known, err := c.inspector.Queues() // asking for one that is not known is an error without a name
	if err == nil && !slices.Contains(known, string(p)) {
		return Load{}, nil
	}
	if err != nil {
		return Load{}, fmt.Errorf("load of queue %s: %w", p, err)
	}
	info, err := c.inspector.GetQueueInfo(string(p))
	if err != nil {
		return Load{}, fmt.Errorf("load of queue %s: %w", p, err)
	}
	return Load{Waiting: info.Pending + info.Retry + info.Scheduled, Running: info.Active, Oldest: info.Latency}, nil
}

// State is where a task is.
type State string

// The states of a task. One that is done, or that nobody asked for, is unknown.
const (
	Waiting State = "waiting"
	Running State = "running"
	PutOff  State = "put_off" // failed, and will be tried again
	Unknown State = "unknown"
)

var states = map[asynq.TaskState]State{
	asynq.TaskStatePending: Waiting, asynq.TaskStateScheduled: Waiting,
	asynq.TaskStateActive: Running, asynq.TaskStateRetry: PutOff,
}

// State tells where t is, in whichever queue.
func (c *Client) State(t Task) (State, error) {
	for _, p := range Priorities {
		info, err := c.inspector.GetTaskInfo(string(p), t.id())
		switch {
		case errors.Is(err, asynq.ErrQueueNotFound) || errors.Is(err, asynq.ErrTaskNotFound):
			continue
		case err != nil:
			return Unknown, fmt.Errorf("state of %s: %w", t.id(), err)
		}
		if s, ok := states[info.State]; ok {
			return s, nil
		}
	}
	return Unknown, nil
}
