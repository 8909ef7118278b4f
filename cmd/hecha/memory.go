package main

import (
	"context"
	"log/slog"

	"hecha/pipeline/memo"
	"hecha/storage"
)

// memoryFlag is the folder in which commands that measure keep what was read on
// pages, so that measuring once more after a change of what follows reading costs
// no reading. It has no variable: whoever measures says that it may be recalled.
type memoryFlag struct {
	Remember string `help:"Keep in this folder what is read on the pages, and do not read again what it holds." placeholder:"DIR" type:"path"`
}

// open is the memory in that folder, nil without one.
func (f memoryFlag) open(ctx context.Context) (m *memo.Memory, closeBucket func(), err error) {
	return bucketFlags{Data: f.Remember}.memory(ctx)
}

// memory is that of the bucket, if one was named: what was read before, by any
// command, is not read again.
func (f bucketFlags) memory(ctx context.Context) (m *memo.Memory, closeBucket func(), err error) {
	if !f.given() {
		return nil, func() {}, nil
	}
	bucket, err := openBucket(ctx, f)
	if err != nil {
		return nil, nil, err
	}
	return remember(storage.New(bucket, "")), func() { bucket.Close() }, nil
}

// remember is a memory in a repository's memos. What it could not keep is told on
// standard error: it costs time when the same is read again, and nothing else.
func remember(r *storage.Repository) *memo.Memory {
	return memo.New(r, func(err error) { slog.Warn("not remembered", "error", err) })
}
