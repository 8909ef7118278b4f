package queue

import (
	"context"

	"github.com/hibiken/asynq"
)

// Attempt notes that a worker began t and died under it.
func Attempt(ctx context.Context, r *Redis, t Task) error {
	_, err := (attempts{r}).begin(ctx, t)
	return err
}

// Die takes t off its queue as a worker does that is killed under it.
func Die(ctx context.Context, r *Redis, t Task) error {
	if _, err := (attempts{r}).begin(ctx, t); err != nil {
		return err
	}
	// What asynq's dequeue does: the first pending task becomes active, here
	// without a lease that anybody would renew.
	queue := "asynq:{" + string(Interactive) + "}:"
	id, err := r.client.LMove(ctx, queue+"pending", queue+"active", "RIGHT", "LEFT").Result()
	if err != nil {
		return err
	}
	return r.client.HSet(ctx, queue+"t:"+id, "state", asynq.TaskStateActive.String()).Err()
}

// Flush empties the server.
func Flush(ctx context.Context, r *Redis) error { return r.client.FlushAll(ctx).Err() }
