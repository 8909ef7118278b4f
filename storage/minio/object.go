package minio

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/minio/minio-go/v7"
)

// object reads on where a connection breaks: what minio-go repeats by itself
// ends with the answer's header.
type object struct {
	ctx    context.Context
	bucket *Bucket
	key    string
	etag   string // what goes on must be the same object
	body   io.ReadCloser
	offset int64 // of the next byte, in the object
	left   int64 // bytes still to come
	tried  int   // since the last byte came
}

// Read implements io.Reader.
func (o *object) Read(p []byte) (int, error) {
	for {
		n, err := o.body.Read(p)
		o.offset, o.left = o.offset+int64(n), o.left-int64(n)
		if n > 0 {
			o.tried = 0
			if err == nil || o.left > 0 {
				return n, nil
			}
		}
		if err == nil || errors.Is(err, io.EOF) && o.left <= 0 {
			return n, err
		}
		if err := o.resume(err); err != nil {
			return n, wrap(o.ctx, "read", o.key, err)
		}
	}
}

// resume asks for the rest after the connection broke with cause.
func (o *object) resume(cause error) error {
	if errors.Is(cause, io.EOF) {
		cause = io.ErrUnexpectedEOF
	}
	if o.tried++; o.tried > tries || o.ctx.Err() != nil {
		return cause
	}
	if err := wait(o.ctx, time.Duration(o.tried)*100*time.Millisecond); err != nil {
		return err
	}
	var options minio.GetObjectOptions
	if err := options.SetRange(o.offset, o.offset+o.left-1); err != nil {
		return errors.Join(cause, err)
	}
	if err := options.SetMatchETag(o.etag); err != nil {
		return errors.Join(cause, err)
	}
	o.body.Close()
	body, _, _, err := minio.Core{Client: o.bucket.client}.GetObject(o.ctx, o.bucket.cfg.Bucket, o.key, options)
	if err != nil {
		o.body = io.NopCloser(failing{err})
		return errors.Join(cause, err)
	}
	o.body = body
	return nil
}

// Close implements io.Closer.
func (o *object) Close() error { return o.body.Close() }

// failing is a reader that only fails.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
