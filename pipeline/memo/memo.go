// Package memo remembers what stages made of their input, so that nothing is done
// twice. A stage's output is kept under a key that holds everything it depends
// on: what goes in, and which version of which stage does the work. Nothing that
// is remembered is ever wrong, then, and all of it may be deleted at any time.
//
// A memory that fails costs time, never a result: what cannot be recalled, for
// whatever reason, is done again.
package memo

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"fmt"
)

// Store keeps values by stage, a short word, and key. *storage.Repository is one.
type Store interface {
	// Recall is the value that was remembered, proven to be so; an error if there
	// is none.
	Recall(ctx context.Context, stage, key string) ([]byte, error)
	// Remember keeps a value. What is there already may stay.
	Remember(ctx context.Context, stage, key string, value []byte) error
}

// Memory is a Store and what to do when it fails. A nil Memory remembers nothing.
type Memory struct {
	store  Store
	failed func(error)
}

// New is a Memory over store. What could not be remembered is told to failed,
// from any goroutine.
func New(store Store, failed func(error)) *Memory { return &Memory{store, failed} }

// Key is a digest of parts: strings, numbers, and arrays and slices of them. Two
// lists that differ have different keys.
func Key(parts ...any) string {
	h := sha256.New()
	for _, part := range parts {
		fmt.Fprintf(h, "%T %#v\n", part, part)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Recall is what a stage made of an input before; ok is false if nobody remembers.
// Of T, only exported fields are remembered, and what is empty comes back as nil.
func Recall[T any](ctx context.Context, m *Memory, stage, key string) (value T, ok bool) {
	if m == nil {
		return value, false
	}
	data, err := m.store.Recall(ctx, stage, key)
	if err != nil {
		return value, false
	}
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&value); err != nil {
		var nothing T
		return nothing, false
	}
	return value, true
}

// Remember keeps what a stage made of an input.
func Remember[T any](ctx context.Context, m *Memory, stage, key string, value T) {
	if m == nil {
		return
	}
	var data bytes.Buffer
	err := gob.NewEncoder(&data).Encode(value)
	if err == nil {
		err = m.store.Remember(ctx, stage, key, data.Bytes())
	}
	if err != nil {
		m.failed(fmt.Errorf("remember %s: %w", stage, err))
	}
}

// Do is what a stage made of an input before or, if nobody remembers, what work
// makes of it now, which is then remembered. An error is only that of work, and
// is not remembered.
func Do[T any](ctx context.Context, m *Memory, stage, key string, work func() (T, error)) (T, error) {
	if value, ok := Recall[T](ctx, m, stage, key); ok {
		return value, nil
	}
	value, err := work()
	if err == nil {
		Remember(ctx, m, stage, key, value)
	}
	return value, err
}
