package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"hecha/pipeline/policy"
	"hecha/service"
	"hecha/storage"
	"hecha/storage/index"
)

type reindexCmd struct {
	Bucket bucketFlags `embed:""`
	Index  string      `help:"Index: a file, or postgres://USER@HOST/NAME. A password belongs into the variable." env:"HECHA_INDEX" placeholder:"LOCATION"`
	Behind bool        `help:"Keep the index, and write only the applications of which it lacks events."`
}

// Run makes the index anew from the bucket. The exit status is 3 if an
// application is damaged and therefore not in the index.
func (c reindexCmd) Run(ctx context.Context, cfg config) error {
	c.Bucket = c.Bucket.orDefault()
	bucket, err := openExistingBucket(ctx, c.Bucket)
	if err != nil {
		return err
	}
	err = c.run(ctx, cfg, storage.New(bucket, ""))
	return errors.Join(err, bucket.Close())
}

func (c reindexCmd) run(ctx context.Context, cfg config, r *storage.Repository) error {
	rules, err := policy.Default()
	if err != nil {
		return err
	}
	// Which result of an upload counts depends on the program that reads.
	s, err := openScanner(cfg)
	if err != nil {
		return err
	}
	fingerprint := s.processor.Fingerprint()
	if err := s.Close(); err != nil {
		return err
	}
	open, extent := index.Recreate, index.Everything
	if c.Behind {
		open, extent = index.Open, index.Behind
	}
	x, err := open(ctx, serviceFlags{Bucket: c.Bucket, Index: c.Index}.index())
	if err != nil {
		return err
	}
	f := filling{repository: r, load: service.Load(r, rules, fingerprint), out: os.Stdout}
	return errors.Join(f.run(ctx, x, extent), x.Close())
}

// filling brings an index in line with a bucket.
type filling struct {
	repository *storage.Repository
	load       index.Load
	out        io.Writer

	mu      sync.Mutex
	damaged int
	failed  error // of telling
}

func (f *filling) run(ctx context.Context, x *index.Index, extent index.Extent) error {
	began, total := time.Now(), 0
	for _, err := range f.repository.Heads(ctx) {
		if err != nil {
			return err
		}
		total++
	}
	bar := newProgress(max(1, total))
	gone := 0
	err := x.Fill(ctx, f.repository.Heads(ctx), service.LoadWhole(f.load, f.tellDamaged), extent, func(n int) {
		gone += n
		f.tell(bar.Add(n))
	})
	if err = errors.Join(err, f.failed); err != nil {
		return fmt.Errorf("stopped after %d of %d applications; run it again: %w", gone, total, err)
	}
	if _, err := fmt.Fprintf(f.out, "%d applications in %.1f s, %d of them damaged and left out\n", gone, time.Since(began).Seconds(), f.damaged); err != nil {
		return err
	}
	if f.damaged > 0 {
		return statusWrong
	}
	return nil
}

// tellDamaged names an application that is left out. Several are loaded at a
// time.
func (f *filling) tellDamaged(id string, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.damaged++
	_, failed := fmt.Fprintf(f.out, "wrong: application %s: %s\n", id, err)
	f.failed = errors.Join(f.failed, failed)
}

func (f *filling) tell(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.failed = errors.Join(f.failed, err)
}
