package raster

import (
	"context"
	"errors"
	"testing"
	"time"
)

// Waiting for a core, which to the upload is like sleeping, costs it nothing.
func TestWaitingIsNoEffort(t *testing.T) {
	clock := stopwatch{limits: Limits{PageTime: 100 * time.Millisecond, FileTime: 150 * time.Millisecond, Patience: time.Minute}}
	for range 3 {
		err := clock.step(t.Context(), func(ctx context.Context) error {
			time.Sleep(200 * time.Millisecond)
			return ctx.Err()
		})
		if err != nil {
			t.Fatalf("step: %v", err)
		}
	}
	if clock.spent > 100*time.Millisecond {
		t.Errorf("sleeping cost %v", clock.spent)
	}
}

// Work that never ends is stopped, and is a problem of the upload; what it took
// counts for the pages that follow.
func TestEffortIsBounded(t *testing.T) {
	clock := stopwatch{limits: Limits{PageTime: 50 * time.Millisecond, FileTime: 80 * time.Millisecond, Patience: time.Minute}}
	for range 2 {
		if p := asProblem(clock.step(t.Context(), busy)); p == nil || p.Code != CodeTimeout {
			t.Errorf("problem %v, want a timeout", p)
		}
	}
	if !clock.exhausted() {
		t.Errorf("spent %v, want all", clock.spent)
	}
	if p := asProblem(clock.step(t.Context(), nothing)); p == nil || p.Code != CodeTimeout {
		t.Errorf("after all was spent: problem %v, want a timeout", p)
	}
}

// A page that waits too long for a core is no problem of the upload.
func TestPatienceBlamesNobody(t *testing.T) {
	clock := stopwatch{limits: Limits{PageTime: time.Minute, FileTime: time.Minute, Patience: 50 * time.Millisecond}}
	for name, seen := range map[string]error{"context": nil, "decoder": problemBroken("图片")} {
		err := clock.step(t.Context(), func(ctx context.Context) error {
			<-ctx.Done()
			if seen != nil {
				return seen // of a reader that stops
			}
			return ctx.Err()
		})
		if !errors.Is(err, errBusy) || asProblem(err) != nil {
			t.Errorf("%s: %v, want %v", name, err, errBusy)
		}
	}
}

// The caller's own end is neither.
func TestEffortOfCancelled(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	clock := stopwatch{limits: DefaultLimits}
	if err := clock.step(ctx, busy); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v, want the caller's", err)
	}
}

// busy uses a core until ctx ends.
func busy(ctx context.Context) error {
	for ctx.Err() == nil {
		continue
	}
	return ctx.Err()
}

func nothing(context.Context) error { return nil }
