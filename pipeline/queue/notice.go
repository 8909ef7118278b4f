package queue

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/hibiken/asynq"
)

// Notice asks for somebody outside to be told that something happened.
type Notice struct {
	Application string `json:"application"`
	Sequence    int    `json:"sequence,omitempty"` // of the event; 0 for an upload that was read
	Upload      string `json:"upload,omitempty"`   // SHA-256 of that upload
	Fingerprint string `json:"fingerprint,omitempty"`
	// Reminder is what somebody is to be reminded of; nil for what happened.
	Reminder *Reminder `json:"reminder,omitempty"`
}

// Reminder asks for somebody to be reminded of a deadline.
type Reminder struct {
	Day      string `json:"day"` // on which it was asked for: the next day it may be once more
	Deadline string `json:"deadline"`
	Overdue  bool   `json:"overdue,omitempty"`
	Role     string `json:"role"`
	Account  string `json:"account"`
	Open     int    `json:"open,omitempty"` // applications; 0 for the one of the notice
}

func (n Notice) id() string {
	if r := n.Reminder; r != nil {
		return fmt.Sprintf("reminder.%s.%s.%t.%s.%s.%s", r.Day, r.Deadline, r.Overdue, r.Role, r.Account, n.Application)
	}
	return fmt.Sprintf("%s.%d.%s.%s", n.Application, n.Sequence, n.Upload, n.Fingerprint)
}

// The queue of notices, which only processes that can deliver them listen to, and
// the type of its tasks.
const (
	notices    = "notices"
	noticeType = "notice"
)

// noticeTries bounds how often a notice is sent: over about a day.
const noticeTries = 30

// Notify puts a notice into the queue. One that waits already is not put there
// again, which is no error.
func (c *Client) Notify(ctx context.Context, n Notice) error {
	payload, err := json.Marshal(n)
	if err != nil {
		return fmt.Errorf("notify %s: %w", n.Application, err)
	}
	_, err = c.tasks.EnqueueContext(ctx, asynq.NewTask(noticeType, payload),
		asynq.Queue(notices), asynq.TaskID(n.id()), asynq.MaxRetry(noticeTries), asynq.Timeout(time.Minute))
	if err != nil && !errors.Is(err, asynq.ErrTaskIDConflict) {
		return fmt.Errorf("notify %s: %w", n.Application, err)
	}
	return nil
}

// Messenger delivers notices. An error means that it should be tried again.
type Messenger interface {
	Deliver(ctx context.Context, n Notice) error
}

// Deliver has notices delivered until ctx ends. A Redis that goes away is waited
// for.
func Deliver(ctx context.Context, r *Redis, m Messenger, log *slog.Logger) error {
	server := asynq.NewServerFromRedisClient(r.client, asynq.Config{
		Concurrency: 4, Queues: map[string]int{notices: 1}, RetryDelayFunc: noticeDelay,
		DelayedTaskCheckInterval: time.Second, Logger: asynqLog{log}, LogLevel: asynq.WarnLevel,
	})
	handle := func(ctx context.Context, t *asynq.Task) error {
		var n Notice
		if err := json.Unmarshal(t.Payload(), &n); err != nil {
			return errors.Join(err, asynq.SkipRetry)
		}
		err := m.Deliver(ctx, n)
		if err != nil {
			log.WarnContext(ctx, "notice not delivered", "application", n.Application, "sequence", n.Sequence, "upload", n.Upload, "error", err)
		}
		return err
	}
	if err := server.Start(asynq.HandlerFunc(handle)); err != nil {
		return fmt.Errorf("start delivery: %w", err)
	}
	<-ctx.Done()
	server.Shutdown()
	return nil
}

// noticeDelay doubles up to an hour.
func noticeDelay(n int, _ error, _ *asynq.Task) time.Duration {
	if n > 11 {
		return time.Hour
	}
	return time.Second << n
}
