package raster

import (
	"context"
	"errors"
	"runtime"
	"time"

	"golang.org/x/sys/unix"
)

// What ends work on an upload before its own end, as the cause of its context.
var (
	// errSpent blames the upload: the work took all the processor time that it may.
	errSpent = errors.New("raster: processor time is spent")
	// errBusy blames nobody's upload: trying again can cure it.
	errBusy = errors.New("raster: the machine is too busy to read the file")
)

// effort measures the processor time of the goroutine that started it, and ends
// ctx when that reaches a limit. The clock is no measure of an upload: on a
// machine with other work to do it runs on while nothing is read.
type effort struct {
	ctx     context.Context
	end     context.CancelCauseFunc
	thread  int // of the goroutine, which is locked to it
	begin   time.Duration
	watched chan struct{} // closed when nobody looks at the thread any more
}

// startEffort begins to measure. The caller works with e.ctx, on the same
// goroutine, until it calls stop. The cause of e.ctx is errSpent when the work
// has taken limit of processor time, and errBusy when it could not take that much
// before patience passed by the clock.
func startEffort(ctx context.Context, limit, patience time.Duration) *effort {
	runtime.LockOSThread()
	e := &effort{thread: unix.Gettid(), watched: make(chan struct{})}
	e.ctx, e.end = context.WithCancelCause(ctx)
	e.begin = threadTime(e.thread)
	go e.watch(limit, time.Now().Add(patience))
	return e
}

// stop ends the context and is the processor time since the start.
func (e *effort) stop() time.Duration {
	e.end(nil)
	<-e.watched
	spent := threadTime(e.thread) - e.begin
	runtime.UnlockOSThread()
	return spent
}

// watch ends the context when the limit or the deadline is reached. It looks no
// more often than the limit could have been reached since.
func (e *effort) watch(limit time.Duration, deadline time.Time) {
	defer close(e.watched)
	const rest = time.Millisecond // between two looks, at least
	timer := time.NewTimer(min(limit, time.Until(deadline)))
	defer timer.Stop()
	for {
		select {
		case <-e.ctx.Done():
			return
		case <-timer.C:
		}
		left, patience := limit-(threadTime(e.thread)-e.begin), time.Until(deadline)
		switch {
		case left <= 0:
			e.end(errSpent)
			return
		case patience <= 0:
			e.end(errBusy)
			return
		}
		timer.Reset(max(rest, min(left, patience)))
	}
}

// threadTime is the processor time that a living thread of this process has
// taken since it began.
func threadTime(thread int) time.Duration {
	// As the kernel numbers the scheduler's clocks of threads; the C library's
	// pthread_getcpuclockid does the same.
	const perThread, scheduler = 4, 2
	var t unix.Timespec
	if err := unix.ClockGettime(int32(^thread<<3|perThread|scheduler), &t); err != nil {
		panic("raster: no processor time of thread: " + err.Error()) // every Linux since 2.6.12 has it
	}
	return time.Duration(t.Nano())
}
