package queue

import (
	"context"
	"errors"
	"time"

	"github.com/hibiken/asynq"
)

// A handler returns an error only for what trying again can cure: a bucket, an
// index or a Redis that does not answer. So every error is retried, for ever; an
// upload that kills its workers is what attempts are counted for.
const (
	firstDelay = time.Second // asynq cuts delays to whole seconds
	lastDelay  = time.Minute
)

// delay is how long a task waits after its n-th failure.
func delay(n int, err error, _ *asynq.Task) time.Duration {
	if errors.Is(err, context.Canceled) || errors.Is(err, asynq.ErrLeaseExpired) {
		return 0 // handed back: somebody else can begin at once
	}
	if n > 6 {
		return lastDelay
	}
	return min(firstDelay<<n, lastDelay)
}

// isFailure tells failures from tasks that were handed back.
func isFailure(err error) bool { return !errors.Is(err, context.Canceled) }
