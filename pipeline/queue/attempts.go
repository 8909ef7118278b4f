package queue

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"
)

// attempts counts how often a task was begun and never ended, by a return or an
// error: each time its worker died under it. asynq counts that too, but only
// after a minute, and not when the queue was emptied in between.
type attempts struct{ redis *Redis }

// attemptsKept is how long a count is remembered after the last attempt.
const attemptsKept = 7 * 24 * time.Hour

func (attempts) key(t Task) string { return "hecha:attempts:" + t.id() }

// begin counts one more attempt and tells how many there have been.
func (a attempts) begin(ctx context.Context, t Task) (int, error) {
	pipe := a.redis.client.TxPipeline()
	n := pipe.Incr(ctx, a.key(t))
	pipe.Expire(ctx, a.key(t), attemptsKept)
	if _, err := pipe.Exec(ctx); err != nil {
		return 0, fmt.Errorf("count attempts of %s: %w", t.id(), err)
	}
	return int(n.Val()), nil
}

// count is how often t was begun and not ended so far.
func (a attempts) count(ctx context.Context, t Task) (int, error) {
	n, err := a.redis.client.Get(ctx, a.key(t)).Int()
	if err != nil && !errors.Is(err, redis.Nil) {
		return 0, fmt.Errorf("attempts of %s: %w", t.id(), err)
	}
	return n, nil
}

// end forgets the attempts of a task that its worker survived.
func (a attempts) end(ctx context.Context, t Task) error {
	if err := a.redis.client.Del(ctx, a.key(t)).Err(); err != nil {
		return fmt.Errorf("forget attempts of %s: %w", t.id(), err)
	}
	return nil
}
