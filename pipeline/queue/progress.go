package queue

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"
)

// Progress is how far the reading of an upload has come.
type Progress struct {
	Stage string `json:"stage"` // raster, ocr, …, done
	Page  int    `json:"page"`  // pages that are read
	Pages int    `json:"pages"` // of so many; 0 while unknown
}

// progressKept is how long the last word about an upload is remembered.
const progressKept = time.Hour

func progressKey(upload string) string { return "hecha:progress:" + upload }

// Report tells whoever watches an upload how far it has come.
func (r *Redis) Report(ctx context.Context, upload string, p Progress) error {
	data, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("report progress of %s: %w", upload, err)
	}
	pipe := r.client.Pipeline()
	pipe.Set(ctx, progressKey(upload), data, progressKept)
	pipe.Publish(ctx, progressKey(upload), data)
	if _, err := pipe.Exec(ctx); err != nil {
		return fmt.Errorf("report progress of %s: %w", upload, err)
	}
	return nil
}

// Progress is the last that was reported of an upload; ok is false when there was
// nothing within the last hour.
func (r *Redis) Progress(ctx context.Context, upload string) (p Progress, ok bool, err error) {
	data, err := r.client.Get(ctx, progressKey(upload)).Bytes()
	if errors.Is(err, redis.Nil) {
		return p, false, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &p)
	}
	if err != nil {
		return p, false, fmt.Errorf("progress of %s: %w", upload, err)
	}
	return p, true, nil
}

// Watch sends the progress of an upload, the last report first, until ctx ends;
// then it closes the channel. A slow reader misses reports, never the newest.
func (r *Redis) Watch(ctx context.Context, upload string) (<-chan Progress, error) {
	sub := r.client.Subscribe(ctx, progressKey(upload))
	if _, err := sub.Receive(ctx); err != nil { // subscribed before the last report is read, so that none falls between
		return nil, errors.Join(fmt.Errorf("watch %s: %w", upload, err), sub.Close())
	}
	last, ok, err := r.Progress(ctx, upload)
	if err != nil {
		return nil, errors.Join(err, sub.Close())
	}
	out := make(chan Progress, 1)
	if ok {
		out <- last
	}
	go forward(ctx, sub, out)
	return out, nil
}

func forward(ctx context.Context, sub *redis.PubSub, out chan Progress) {
	defer close(out)
	defer func() { _ = sub.Close() }() // nothing more is wanted of it
	messages := sub.Channel()
	for {
		select {
		case <-ctx.Done():
			return
		case m, ok := <-messages:
			if !ok {
				return
			}
			var p Progress
			if json.Unmarshal([]byte(m.Payload), &p) != nil {
				continue // not ours
			}
			newest(out, p)
		}
	}
}

// newest puts p into out in the place of what was not taken yet.
func newest(out chan Progress, p Progress) {
	for {
		select {
		case out <- p:
			return
		default:
		}
		select {
		case <-out:
		default:
		}
	}
}
