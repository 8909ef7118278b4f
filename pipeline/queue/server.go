package queue

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/hibiken/asynq"
)

// Handler does the work.
type Handler interface {
	// Process reads the upload of t and stores the result. It does nothing when
	// the result is there already. An error means that it should be tried again.
	Process(ctx context.Context, t Task) error
	// SetAside stores, as the result of t, the problem that its upload killed the
	// workers that read it.
	SetAside(ctx context.Context, t Task) error
}

// Options of a server.
type Options struct {
	// Slots is how many uploads are processed at once.
	Slots int
	// Timeout is what one upload may take once it has its slot; 0 is no limit.
	Timeout time.Duration
	// Deaths is how many workers an upload may kill before it is set aside.
	Deaths int
	// Grace is how long running tasks may go on after Run's context ended before
	// they are handed back.
	Grace time.Duration
	// Poll is how often an idle worker asks for work.
	Poll time.Duration
	// Log may be nil.
	Log *slog.Logger
}

// DefaultOptions suit a worker with two slots.
var DefaultOptions = Options{Slots: 2, Timeout: 10 * time.Minute, Deaths: 3, Grace: 30 * time.Second, Poll: 100 * time.Millisecond}

// Server takes tasks off the queues and has them handled.
type Server struct {
	redis    *Redis
	handler  Handler
	options  Options
	attempts attempts
	log      *slog.Logger
	// alone is held shared by ordinary tasks. One under which a worker died
	// before takes it whole, so that it cannot take others with it.
	alone sync.RWMutex
}

// NewServer handles the tasks of r. Fields of o that are zero have the value of
// DefaultOptions, the timeout apart.
func NewServer(r *Redis, h Handler, o Options) *Server {
	if o.Slots <= 0 {
		o.Slots = DefaultOptions.Slots
	}
	if o.Deaths <= 0 {
		o.Deaths = DefaultOptions.Deaths
	}
	if o.Grace <= 0 {
		o.Grace = DefaultOptions.Grace
	}
	if o.Poll <= 0 {
		o.Poll = DefaultOptions.Poll
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Server{redis: r, handler: h, options: o, attempts: attempts{r}, log: o.Log}
}

// handBack is what a task may take to notice that its context ended.
const handBack = 5 * time.Second

// Run handles tasks until ctx ends. Then it takes no more, lets running tasks
// finish within the grace, and hands back what is left. A Redis that goes away is
// waited for.
func (s *Server) Run(ctx context.Context) error {
	base, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	server := asynq.NewServerFromRedisClient(s.redis.client, asynq.Config{
		Concurrency: s.options.Slots, Queues: shares,
		BaseContext:     func() context.Context { return base },
		RetryDelayFunc:  delay,
		IsFailure:       isFailure,
		ShutdownTimeout: s.options.Grace + handBack, TaskCheckInterval: s.options.Poll,
		DelayedTaskCheckInterval: time.Second,
		Logger:                   asynqLog{s.log}, LogLevel: asynq.WarnLevel,
	})
	if err := server.Start(asynq.HandlerFunc(s.handle)); err != nil {
		return fmt.Errorf("start worker: %w", err)
	}
	<-ctx.Done()
	defer time.AfterFunc(s.options.Grace, cancel).Stop()
	server.Shutdown()
	return nil
}

// handle decides what becomes of a delivered task.
func (s *Server) handle(ctx context.Context, task *asynq.Task) error {
	t, err := parseTask(task.Payload())
	if err != nil { // nothing that trying again could cure, and nothing to store it under
		s.log.ErrorContext(ctx, "task is not valid", "error", err)
		return errors.Join(err, asynq.SkipRetry)
	}
	n, err := s.attempts.begin(ctx, t)
	if err != nil {
		return err
	}
	log := s.log.With("upload", t.Upload, "fingerprint", t.Fingerprint, "correlation", t.Correlation)
	start := time.Now()
	if n > s.options.Deaths {
		log.ErrorContext(ctx, "upload set aside", "deaths", n-1)
		err = s.handler.SetAside(ctx, t)
	} else {
		err = s.process(ctx, t, n > 1)
	}
	if err != nil {
		log.WarnContext(ctx, "task failed", "error", err, "duration", time.Since(start))
	}
	return errors.Join(err, s.attempts.end(context.WithoutCancel(ctx), t))
}

// process waits for its turn, which is no part of its time.
func (s *Server) process(ctx context.Context, t Task, suspect bool) error {
	if suspect {
		s.alone.Lock()
		defer s.alone.Unlock()
	} else {
		s.alone.RLock()
		defer s.alone.RUnlock()
	}
	if s.options.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, s.options.Timeout)
		defer cancel()
	}
	return s.handler.Process(ctx, t)
}

// asynqLog gives asynq's messages, which name tasks by identifier only, to the
// program's log.
type asynqLog struct{ log *slog.Logger }

var _ asynq.Logger = asynqLog{}

func (l asynqLog) message(args []any) slog.Attr { return slog.String("message", fmt.Sprint(args...)) }

func (l asynqLog) Debug(args ...any) { l.log.Debug("queue", l.message(args)) }
func (l asynqLog) Info(args ...any)  { l.log.Info("queue", l.message(args)) }
func (l asynqLog) Warn(args ...any)  { l.log.Warn("queue", l.message(args)) }
func (l asynqLog) Error(args ...any) { l.log.Error("queue", l.message(args)) }

// Fatal does not end the process: whoever runs the server decides that.
func (l asynqLog) Fatal(args ...any) { l.log.Error("queue", l.message(args)) }
