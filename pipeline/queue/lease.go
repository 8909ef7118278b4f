package queue

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

// leaseLasts is how long somebody who says nothing keeps a lease: what they held
// may be taken up by others then.
const leaseLasts = 30 * time.Second

func leaseKey(id string) string { return "hecha:lease:" + id }

// Lease takes something that one process at a time works at; false: somebody has
// it. It lasts half a minute and is kept by KeepLease.
func (r *Redis) Lease(ctx context.Context, id string) (taken bool, err error) {
	taken, err = r.client.SetNX(ctx, leaseKey(id), 0, leaseLasts).Result()
	if err != nil {
		return false, fmt.Errorf("lease %s: %w", id, err)
	}
	return taken, nil
}

// KeepLease has a lease last another half a minute and says how much is done.
func (r *Redis) KeepLease(ctx context.Context, id string, done int) error {
	if err := r.client.Set(ctx, leaseKey(id), done, leaseLasts).Err(); err != nil {
		return fmt.Errorf("keep lease %s: %w", id, err)
	}
	return nil
}

// Leased is what whoever has a lease said last; held is false when nobody has it.
func (r *Redis) Leased(ctx context.Context, id string) (done int, held bool, err error) {
	said, err := r.client.Get(ctx, leaseKey(id)).Result()
	if errors.Is(err, redis.Nil) {
		return 0, false, nil
	}
	if err == nil {
		done, err = strconv.Atoi(said)
	}
	if err != nil {
		return 0, false, fmt.Errorf("lease %s: %w", id, err)
	}
	return done, true, nil
}

// EndLease lets others take it up at once.
func (r *Redis) EndLease(ctx context.Context, id string) error {
	if err := r.client.Del(ctx, leaseKey(id)).Err(); err != nil {
		return fmt.Errorf("end lease %s: %w", id, err)
	}
	return nil
}
