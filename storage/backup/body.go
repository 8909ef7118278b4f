package backup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"

	"hecha/storage"
)

// body reads an object as often as a bucket asks for it, without holding it in
// memory, and proves it: the read that would end it fails where the bytes are not
// those that were wanted, so that no bucket ever stores them.
type body struct {
	ctx    context.Context
	bucket storage.Bucket
	info   storage.Info
	want   string // SHA-256; empty: whatever it is

	reader io.ReadCloser // nil: nothing was read since the start
	read   int64
	digest hash.Hash
}

// newBody is the object that info tells about. The caller closes it.
func newBody(ctx context.Context, b storage.Bucket, info storage.Info, want string) (*body, error) {
	o := &body{ctx: ctx, bucket: b, info: info, want: want, digest: sha256.New()}
	if info.Size == 0 { // nobody reads that
		return o, o.prove()
	}
	return o, nil
}

// Read implements io.Reader.
func (o *body) Read(p []byte) (n int, err error) {
	if o.reader == nil {
		if o.reader, err = o.bucket.Open(o.ctx, o.info.Key, 0, 0); err != nil {
			return 0, err
		}
	}
	n, err = o.reader.Read(p)
	o.read += int64(n)
	o.digest.Write(p[:n])
	if o.read == o.info.Size || errors.Is(err, io.EOF) {
		if wrong := o.prove(); wrong != nil {
			return 0, wrong
		}
	}
	return n, err
}

func (o *body) prove() error {
	if o.read != o.info.Size || o.want != "" && o.sum() != o.want {
		return fmt.Errorf("%s: its bytes are not those that were stored: %w", o.info.Key, storage.ErrCorrupt)
	}
	return nil
}

// sum is the SHA-256 of what was read since the start.
func (o *body) sum() string { return hex.EncodeToString(o.digest.Sum(nil)) }

// Seek implements io.Seeker, to the start and to tell the size.
func (o *body) Seek(offset int64, whence int) (int64, error) {
	switch {
	case offset == 0 && whence == io.SeekStart:
		err := o.Close()
		o.reader, o.read = nil, 0
		o.digest.Reset()
		return 0, err
	case offset == 0 && whence == io.SeekEnd:
		return o.info.Size, nil
	}
	return 0, fmt.Errorf("seek %s: %w", o.info.Key, errors.ErrUnsupported)
}

// Close implements io.Closer.
func (o *body) Close() error {
	if o.reader == nil {
		return nil
	}
	return o.reader.Close()
}

// digestOf reads an object to its end.
func digestOf(ctx context.Context, b storage.Bucket, key string) (string, error) {
	r, err := b.Open(ctx, key, 0, 0)
	if err != nil {
		return "", err
	}
	defer r.Close()
	digest := sha256.New()
	_, err = io.Copy(digest, r)
	return hex.EncodeToString(digest.Sum(nil)), err
}
