package queue_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"hecha/pipeline/queue"
	"hecha/pipeline/queue/queuetest"
)

func deadline(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func each(t *testing.T, test func(t *testing.T, r *queue.Redis)) { queuetest.Each(t, test) }

func task(n int) queue.Task {
	return queue.Task{Upload: fmt.Sprintf("%064x", n), Fingerprint: "0123456789abcdef"}
}

// worker records what it is asked to do.
type worker struct {
	process   func(ctx context.Context, t queue.Task) error
	processed chan queue.Task
	aside     chan queue.Task
}

func newWorker() *worker {
	return &worker{processed: make(chan queue.Task, 100), aside: make(chan queue.Task, 100)}
}

func (w *worker) Process(ctx context.Context, t queue.Task) error {
	if w.process != nil {
		if err := w.process(ctx, t); err != nil {
			return err
		}
	}
	w.processed <- t
	return nil
}

func (w *worker) SetAside(_ context.Context, t queue.Task) error {
	w.aside <- t
	return nil
}

// run runs a server until stop is called, which waits for its end.
func run(t *testing.T, r *queue.Redis, w queue.Handler, o queue.Options) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	o.Poll = 10 * time.Millisecond
	go func() { done <- queue.NewServer(r, w, o).Run(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(stop)
	return stop
}

func receive[T any](t *testing.T, from <-chan T) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-deadline(t).Done():
		t.Fatal("nothing came")
		panic("unreachable")
	}
}

func enqueue(t *testing.T, c *queue.Client, task queue.Task, p queue.Priority) {
	t.Helper()
	if err := c.Enqueue(t.Context(), task, p); err != nil {
		t.Fatal(err)
	}
}

func TestTaskIsDeliveredOnce(t *testing.T) {
	each(t, func(t *testing.T, r *queue.Redis) {
		c := queue.NewClient(r, queue.Limits{})
		for range 3 { // the same work three times
			enqueue(t, c, task(1), queue.Interactive)
		}
		enqueue(t, c, task(2), queue.Batch)
		if load, err := c.Load(queue.Interactive); err != nil || load.Waiting != 1 {
			t.Errorf("load = %+v, %v; want one task waiting", load, err)
		}
		if s, err := c.State(task(1)); err != nil || s != queue.Waiting {
			t.Errorf("state = %s, %v", s, err)
		}
		w := newWorker()
		stop := run(t, r, w, queue.Options{Slots: 2})
		got := map[queue.Task]int{receive(t, w.processed): 1}
		got[receive(t, w.processed)]++
		stop()
		if len(w.processed) > 0 || got[task(1)] != 1 || got[task(2)] != 1 {
			t.Errorf("processed %v and %d more", got, len(w.processed))
		}
		if s, err := c.State(task(1)); err != nil || s != queue.Unknown {
			t.Errorf("state after the work = %s, %v", s, err)
		}
	})
}

func TestInteractiveGoesFirst(t *testing.T) {
	each(t, func(t *testing.T, r *queue.Redis) {
		c := queue.NewClient(r, queue.Limits{})
		const n = 40
		for i := range n {
			enqueue(t, c, task(i), queue.Batch)
			enqueue(t, c, task(1000+i), queue.Interactive)
		}
		w := newWorker()
		run(t, r, w, queue.Options{Slots: 1})
		interactive := 0
		for range n {
			if got := receive(t, w.processed); got.Upload >= task(1000).Upload {
				interactive++
			}
		}
		if interactive < n/2 || interactive == n {
			t.Errorf("%d of the first %d were interactive; want most, and not all", interactive, n)
		}
	})
}

func TestFailureIsTriedAgain(t *testing.T) {
	each(t, func(t *testing.T, r *queue.Redis) {
		c := queue.NewClient(r, queue.Limits{})
		enqueue(t, c, task(1), queue.Interactive)
		w := newWorker()
		failed := false
		w.process = func(context.Context, queue.Task) error {
			if !failed {
				failed = true
				return errors.New("bucket does not answer")
			}
			return nil
		}
		run(t, r, w, queue.Options{Slots: 1, Deaths: 1})
		if got := receive(t, w.processed); got != task(1) {
			t.Errorf("processed %v", got)
		}
		if len(w.aside) > 0 {
			t.Error("an upload whose worker lived was set aside")
		}
	})
}

func TestFullQueueRefuses(t *testing.T) {
	each(t, func(t *testing.T, r *queue.Redis) {
		c := queue.NewClient(r, queue.Limits{Interactive: 2})
		enqueue(t, c, task(1), queue.Interactive)
		enqueue(t, c, task(2), queue.Interactive)
		if err := c.Enqueue(t.Context(), task(3), queue.Interactive); !errors.Is(err, queue.ErrFull) {
			t.Errorf("third task: %v, want ErrFull", err)
		}
		enqueue(t, c, task(3), queue.Batch)
	})
}

func TestInvalidTask(t *testing.T) {
	c := queue.NewClient(queuetest.Embedded(t), queue.Limits{})
	for name, bad := range map[string]queue.Task{
		"no upload": {Fingerprint: "0123456789abcdef"}, "no fingerprint": {Upload: task(1).Upload},
		"a path": {Upload: "../" + task(1).Upload[3:], Fingerprint: "0123456789abcdef"},
	} {
		if err := c.Enqueue(t.Context(), bad, queue.Batch); !errors.Is(err, queue.ErrInvalidTask) {
			t.Errorf("%s: %v, want ErrInvalidTask", name, err)
		}
	}
}

// A worker that dies under a task leaves it without a lease; the next ones get it
// again, alone, until it has killed enough of them.
func TestPoisonedUploadIsSetAside(t *testing.T) {
	each(t, func(t *testing.T, r *queue.Redis) {
		c := queue.NewClient(r, queue.Limits{})
		lost := func(context.Context) iter.Seq2[queue.Lost, error] {
			return func(yield func(queue.Lost, error) bool) {
				yield(queue.Lost{Task: task(1), Priority: queue.Interactive}, nil)
			}
		}
		for range 2 {
			die(t, r, c, task(1))
			if n, err := queue.NewSweeper(c, lost).Sweep(t.Context()); err != nil || n != 1 {
				t.Fatalf("swept %d, %v; want the lost task", n, err)
			}
		}
		enqueue(t, c, task(2), queue.Interactive)
		w := newWorker()
		run(t, r, w, queue.Options{Slots: 2, Deaths: 2})
		if got := receive(t, w.aside); got != task(1) {
			t.Errorf("set aside %v", got)
		}
		if got := receive(t, w.processed); got != task(2) {
			t.Errorf("processed %v", got)
		}
	})
}

// die takes t off the queue as a worker does that is killed under it: the attempt
// is counted, and nothing is ever said about its end.
func die(t *testing.T, r *queue.Redis, c *queue.Client, task queue.Task) {
	t.Helper()
	enqueue(t, c, task, queue.Interactive)
	if err := queue.Die(t.Context(), r, task); err != nil {
		t.Fatal(err)
	}
}

func TestSweepBringsBackWhatWasFlushed(t *testing.T) {
	each(t, func(t *testing.T, r *queue.Redis) {
		c := queue.NewClient(r, queue.Limits{Interactive: 1})
		enqueue(t, c, task(0), queue.Interactive)
		sweeper := queue.NewSweeper(c, func(context.Context) iter.Seq2[queue.Lost, error] {
			return func(yield func(queue.Lost, error) bool) {
				for i := range 5 {
					if !yield(queue.Lost{Task: task(i), Priority: queue.Interactive}, nil) {
						return
					}
				}
			}
		})
		for round, want := range []int{4, 0} { // task 0 waits already; then all do
			if n, err := sweeper.Sweep(t.Context()); err != nil || n != want {
				t.Errorf("round %d swept %d, %v; want %d", round, n, err, want)
			}
		}
		if err := queue.Flush(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		if n, err := sweeper.Sweep(t.Context()); err != nil || n != 5 {
			t.Errorf("after the flush swept %d, %v; want 5", n, err)
		}
		if got := sweeper.Swept(); got != 9 {
			t.Errorf("swept %d in all, want 9", got)
		}
		w := newWorker()
		run(t, r, w, queue.Options{Slots: 2})
		for range 5 {
			receive(t, w.processed)
		}
	})
}

func TestSweepPassesErrorsOn(t *testing.T) {
	broken := errors.New("index does not answer")
	c := queue.NewClient(queuetest.Embedded(t), queue.Limits{})
	_, err := queue.NewSweeper(c, func(context.Context) iter.Seq2[queue.Lost, error] {
		return func(yield func(queue.Lost, error) bool) { yield(queue.Lost{}, broken) }
	}).Sweep(t.Context())
	if !errors.Is(err, broken) {
		t.Errorf("err = %v", err)
	}
}

// A task that does not finish within the grace is handed back, and nobody holds
// it against its upload.
func TestShutdownHandsBack(t *testing.T) {
	each(t, func(t *testing.T, r *queue.Redis) {
		c := queue.NewClient(r, queue.Limits{})
		enqueue(t, c, task(1), queue.Interactive)
		begun := make(chan struct{}, 1)
		slow := newWorker()
		slow.process = func(ctx context.Context, _ queue.Task) error {
			begun <- struct{}{}
			<-ctx.Done()
			return ctx.Err()
		}
		stop := run(t, r, slow, queue.Options{Slots: 1, Grace: 50 * time.Millisecond})
		receive(t, begun)
		stop()
		w := newWorker()
		run(t, r, w, queue.Options{Slots: 1, Deaths: 1})
		if got := receive(t, w.processed); got != task(1) || len(w.aside) > 0 {
			t.Errorf("processed %v, set aside %d", got, len(w.aside))
		}
	})
}

func TestShutdownLetsTasksFinish(t *testing.T) {
	each(t, func(t *testing.T, r *queue.Redis) {
		c := queue.NewClient(r, queue.Limits{})
		enqueue(t, c, task(1), queue.Interactive)
		begun, end := make(chan struct{}, 1), make(chan struct{})
		w := newWorker()
		w.process = func(context.Context, queue.Task) error {
			begun <- struct{}{}
			<-end
			return nil
		}
		stop := run(t, r, w, queue.Options{Slots: 1})
		receive(t, begun)
		stopped := make(chan struct{})
		go func() { stop(); close(stopped) }()
		close(end)
		if got := receive(t, w.processed); got != task(1) {
			t.Errorf("processed %v", got)
		}
		receive(t, stopped)
		if s, err := c.State(task(1)); err != nil || s != queue.Unknown {
			t.Errorf("state = %s, %v", s, err)
		}
	})
}

// The time of a task begins with its slot, and ends its context.
func TestTimeout(t *testing.T) {
	each(t, func(t *testing.T, r *queue.Redis) {
		c := queue.NewClient(r, queue.Limits{})
		enqueue(t, c, task(1), queue.Interactive)
		ended := make(chan error, 100)
		w := newWorker()
		w.process = func(ctx context.Context, _ queue.Task) error {
			<-ctx.Done()
			ended <- ctx.Err()
			return ctx.Err()
		}
		run(t, r, w, queue.Options{Slots: 1, Timeout: 20 * time.Millisecond})
		if err := receive(t, ended); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("ended by %v", err)
		}
	})
}

// What a task waits for a slot, or for others to end because a worker died under it,
// is no part of its time.
func TestTimeoutLeavesOutWaiting(t *testing.T) {
	for name, suspect := range map[string]bool{"for a slot": false, "for others to end": true} {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, r *queue.Redis) {
				const timeout = time.Second
				c := queue.NewClient(r, queue.Limits{})
				left := make(chan time.Duration, 2)
				w := newWorker()
				w.process = func(ctx context.Context, running queue.Task) error {
					end, _ := ctx.Deadline()
					left <- time.Until(end)
					if running == task(1) {
						<-ctx.Done() // it takes all of its time
					}
					return nil
				}
				slots := 1
				if suspect {
					slots = 2
					if err := queue.Attempt(t.Context(), r, task(2)); err != nil {
						t.Fatal(err)
					}
				}
				enqueue(t, c, task(1), queue.Interactive)
				run(t, r, w, queue.Options{Slots: slots, Timeout: timeout})
				receive(t, left)
				enqueue(t, c, task(2), queue.Interactive)
				if got := receive(t, left); got < timeout/2 {
					t.Errorf("after waiting %s are left of %s", got, timeout)
				}
			})
		})
	}
}

func TestProgress(t *testing.T) {
	each(t, func(t *testing.T, r *queue.Redis) {
		upload := task(1).Upload
		if _, ok, err := r.Progress(t.Context(), upload); ok || err != nil {
			t.Errorf("progress of nothing: %v, %v", ok, err)
		}
		report := func(p queue.Progress) {
			if err := r.Report(t.Context(), upload, p); err != nil {
				t.Fatal(err)
			}
		}
		report(queue.Progress{Stage: "raster"})
		ctx, cancel := context.WithCancel(t.Context())
		watch, err := r.Watch(ctx, upload)
		if err != nil {
			t.Fatal(err)
		}
		if got := receive(t, watch); got.Stage != "raster" {
			t.Errorf("first %+v", got)
		}
		want := queue.Progress{Stage: "ocr", Page: 2, Pages: 3}
		report(want)
		if got := receive(t, watch); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
		cancel()
		for range watch { // ends because the channel is closed
		}
	})
}

func TestOpenRefuses(t *testing.T) {
	for _, uri := range []string{"", "localhost:6379", "http://127.0.0.1:6379", "redis://%zz"} {
		r, err := queue.Open(uri)
		if err == nil {
			r.Close()
			t.Errorf("%q was opened", uri)
		}
		if err != nil && !strings.Contains(err.Error(), "redis://") {
			t.Errorf("%q: %v does not say what is wanted", uri, err)
		}
	}
	if _, err := queue.Open("ftp://user:secret@host"); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("err = %v, must not hold the password", err)
	}
}

// courier records what it is to deliver, and fails as often as it is told to.
type courier struct {
	failures  atomic.Int32
	delivered chan queue.Notice
}

func (c *courier) Deliver(_ context.Context, n queue.Notice) error {
	if c.failures.Add(-1) >= 0 {
		return errors.New("nobody opens")
	}
	c.delivered <- n
	return nil
}

// A notice is delivered once somebody opens, and those who deliver are no
// workers.
func TestNotices(t *testing.T) {
	each(t, func(t *testing.T, r *queue.Redis) {
		c := queue.NewClient(r, queue.Limits{})
		want := queue.Notice{Application: "a-1", Sequence: 3}
		for range 2 { // the same notice twice
			if err := c.Notify(t.Context(), want); err != nil {
				t.Fatal(err)
			}
		}
		m := &courier{delivered: make(chan queue.Notice, 10)}
		m.failures.Store(1)
		ctx, cancel := context.WithCancel(context.Background())
		done := make(chan error, 1)
		go func() { done <- queue.Deliver(ctx, r, m, slog.New(slog.DiscardHandler)) }()
		got := receive(t, m.delivered)
		workers, err := c.Workers()
		cancel()
		if err := errors.Join(err, <-done); err != nil {
			t.Fatal(err)
		}
		if got != want || len(m.delivered) > 0 || workers != 0 {
			t.Errorf("delivered %+v and %d more; %d workers", got, len(m.delivered), workers)
		}
	})
}
