package service

import (
	"context"
	"iter"
	"time"

	"hecha/document"
	"hecha/pipeline/queue"
	"hecha/storage"
	"hecha/storage/index"
)

// walkEvery is how often the names of everything in the bucket are gone through.
// In between the index says what is not read.
const walkEvery = time.Hour

// Missing yields the uploads that have no result under a fingerprint, or whose
// applications do not show it, for the sweeper: first what the index knows, and
// now and then what the bucket alone does.
func Missing(r *storage.Repository, x *index.Index, fingerprint string) queue.Missing {
	var walked time.Time
	return func(ctx context.Context) iter.Seq2[queue.Lost, error] {
		return func(yield func(queue.Lost, error) bool) {
			last := ""
			for u, err := range x.Unread(ctx, fingerprint) {
				if err == nil && u.SHA256 == last {
					continue // it is part of another application, too
				}
				last = u.SHA256
				if !yield(lost(document.Upload{SHA256: u.SHA256, Received: u.Received}, fingerprint), err) || err != nil {
					return
				}
			}
			if time.Since(walked) < walkEvery {
				return
			}
			for u, err := range r.Unread(ctx, fingerprint) {
				if !yield(lost(u, fingerprint), err) || err != nil {
					return
				}
			}
			walked = time.Now()
		}
	}
}

// awaited is how long somebody is taken to wait for the result of an upload. What
// is older is read anew because the program changed.
const awaited = 24 * time.Hour

func lost(u document.Upload, fingerprint string) queue.Lost {
	p := queue.Interactive
	if time.Since(u.Received) > awaited {
		p = queue.Batch
	}
	return queue.Lost{Task: queue.Task{Upload: u.SHA256, Fingerprint: fingerprint}, Priority: p}
}
