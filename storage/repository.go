package storage

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
)

// ErrCorrupt tells that an object is not what was once stored.
var ErrCorrupt = errors.New("corrupt")

// Repository keeps uploads, results, events and memos in a bucket, and proves
// what it reads. It is safe for concurrent use.
type Repository struct {
	bucket Bucket
	// spool is the folder for uploads on their way in; empty: the system's.
	spool string
}

// New is a Repository over bucket. Uploads larger than a mebibyte wait in files
// in the folder spool until their digest is known; empty: the system's folder
// for temporary files.
func New(bucket Bucket, spool string) *Repository {
	return &Repository{bucket: bucket, spool: spool}
}

// maxRecord is the size that no event, result or memo reaches, in bytes: what is
// larger was not written by Hecha and is not read into memory.
const maxRecord = 256 << 20

// read is a whole object. It is meant for records, not for uploads.
func (r *Repository) read(ctx context.Context, key string) ([]byte, error) {
	body, err := r.bucket.Open(ctx, key, 0, 0)
	if err != nil {
		return nil, err
	}
	defer body.Close()
	data, err := io.ReadAll(io.LimitReader(body, maxRecord+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", key, err)
	}
	if len(data) > maxRecord {
		return nil, fmt.Errorf("read %s: larger than any record: %w", key, ErrCorrupt)
	}
	return data, nil
}

func (r *Repository) create(ctx context.Context, key string, data []byte) error {
	return r.bucket.Create(ctx, key, bytes.NewReader(data))
}
