package storage

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// A memo is stored as the SHA-256 of the value, 32 bytes, and the value in
// Zstandard's format. Lines of text with a place and score for every character
// shrink to about a sixth.
var (
	compressor, _   = zstd.NewWriter(nil)
	decompressor, _ = zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxRecord))
)

// Remember stores what a stage made of an input: value, under a key that holds
// everything it depends on. What is there already stays.
func (r *Repository) Remember(ctx context.Context, stage, key string, value []byte) error {
	sum := sha256.Sum256(value)
	err := r.create(ctx, MemoKey(stage, key), compressor.EncodeAll(value, sum[:]))
	if err != nil && !errors.Is(err, ErrExists) {
		return fmt.Errorf("remember %s %s: %w", stage, key, err)
	}
	return nil
}

// Recall is what a stage made of an input before; ErrNotFound if nobody
// remembers. A damaged memo is deleted and ErrNotFound: it can be made again.
func (r *Repository) Recall(ctx context.Context, stage, key string) ([]byte, error) {
	name := MemoKey(stage, key)
	data, err := r.read(ctx, name)
	if err != nil {
		return nil, fmt.Errorf("recall %s %s: %w", stage, key, err)
	}
	value, err := parseMemo(data)
	if err == nil {
		return value, nil
	}
	if err := r.bucket.Delete(ctx, name); err != nil {
		return nil, fmt.Errorf("recall %s %s: %w", stage, key, err)
	}
	return nil, fmt.Errorf("recall %s %s: it was damaged: %w", stage, key, ErrNotFound)
}

// Forget removes what Remember stored, if anything is there.
func (r *Repository) Forget(ctx context.Context, stage, key string) error {
	if err := r.bucket.Delete(ctx, MemoKey(stage, key)); err != nil {
		return fmt.Errorf("forget %s %s: %w", stage, key, err)
	}
	return nil
}

func parseMemo(data []byte) ([]byte, error) {
	if len(data) < sha256.Size {
		return nil, fmt.Errorf("%w: shorter than its digest", ErrCorrupt)
	}
	value, err := decompressor.DecodeAll(data[sha256.Size:], nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	if sum := sha256.Sum256(value); !bytes.Equal(sum[:], data[:sha256.Size]) {
		return nil, fmt.Errorf("%w: the digest is not that of the memo", ErrCorrupt)
	}
	return value, nil
}
