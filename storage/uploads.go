package storage

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"iter"
	"os"

	"hecha/document"
)

// ErrTooLarge tells that an upload has more bytes than allowed.
var ErrTooLarge = errors.New("too large")

const (
	headSize  = 4 << 10 // bytes that Intake.Sniff sees
	spoolFrom = 1 << 20 // bytes of an upload that are held in memory
)

// Intake is what an upload must keep to.
type Intake struct {
	Limit int64 // in bytes; 0: none
	// Sniff, if set, is called once with the first 4 KiB, or all if there is
	// less, before anything is stored. Its error refuses the upload and is
	// returned as it is.
	Sniff func(head []byte) error
	// Admit, if set, is called with the SHA-256 of the whole, before anything is
	// stored. Its error refuses the upload and is returned as it is.
	Admit func(sha256 string) error
}

// PutUpload reads src once, to its end, and stores it under its SHA-256. The
// same bytes again are no error: created is then false, and the upload says when
// they were first received. A nil error means that exactly these bytes are
// stored. Memory does not grow with the upload.
func (r *Repository) PutUpload(ctx context.Context, src io.Reader, in Intake) (u document.Upload, created bool, err error) {
	body, sum, size, err := r.take(ctx, src, in)
	if err != nil {
		return document.Upload{}, false, err
	}
	defer body.Close()
	if in.Admit != nil {
		if err := in.Admit(sum); err != nil {
			return document.Upload{}, false, err
		}
	}
	key := UploadKey(sum)
	switch err = r.bucket.Create(ctx, key, body); {
	case err == nil:
		created = true
	case errors.Is(err, ErrExists):
		// Whoever sends these bytes is told that they are safe: look whether the
		// ones that are there still are these.
		if err := r.ProveUpload(ctx, sum); err != nil {
			return document.Upload{}, false, err
		}
	default:
		return document.Upload{}, false, fmt.Errorf("store upload %s: %w", sum, err)
	}
	u, err = r.Upload(ctx, sum)
	if err == nil && u.Size != size {
		err = fmt.Errorf("upload %s: %d bytes stored, %d received: %w", sum, u.Size, size, ErrCorrupt)
	}
	return u, created, err
}

// take reads src into memory or, if it is long, into a file without a name.
func (r *Repository) take(ctx context.Context, src io.Reader, in Intake) (body readSeekCloser, sum string, size int64, err error) {
	src = contextReader{ctx, src}
	if in.Limit > 0 {
		src = &limitedReader{src, in.Limit}
	}
	digest := sha256.New()
	head, err := readUpTo(src, headSize)
	if err != nil {
		return nil, "", 0, fmt.Errorf("receive upload: %w", err)
	}
	if in.Sniff != nil {
		if err := in.Sniff(head); err != nil {
			return nil, "", 0, err
		}
	}
	src = io.TeeReader(io.MultiReader(bytes.NewReader(head), src), digest)
	start, err := readUpTo(src, spoolFrom)
	if err != nil {
		return nil, "", 0, fmt.Errorf("receive upload: %w", err)
	}
	size = int64(len(start))
	body = memory{bytes.NewReader(start)}
	if size == spoolFrom {
		if body, size, err = r.spoolFile(start, src); err != nil {
			return nil, "", 0, fmt.Errorf("receive upload: %w", err)
		}
	}
	return body, hex.EncodeToString(digest.Sum(nil)), size, nil
}

// spoolFile writes start and the rest of src to a file that is gone as soon as
// it is closed, whatever happens to the process.
func (r *Repository) spoolFile(start []byte, src io.Reader) (f *os.File, size int64, err error) {
	f, err = os.CreateTemp(r.spool, "hecha-upload-*")
	if err != nil {
		return nil, 0, err
	}
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	if err := os.Remove(f.Name()); err != nil {
		return nil, 0, err
	}
	if _, err := f.Write(start); err != nil {
		return nil, 0, err
	}
	n, err := io.Copy(f, src)
	if err != nil {
		return nil, 0, err
	}
	_, err = f.Seek(0, io.SeekStart)
	return f, int64(len(start)) + n, err
}

// Upload tells about stored bytes; ErrNotFound if there are none.
func (r *Repository) Upload(ctx context.Context, sha256 string) (document.Upload, error) {
	info, err := r.bucket.Stat(ctx, UploadKey(sha256))
	if err != nil {
		return document.Upload{}, fmt.Errorf("upload %s: %w", sha256, err)
	}
	return document.Upload{SHA256: sha256, Size: info.Size, Received: info.Created}, nil
}

// Uploads yields all uploads whose SHA-256 is greater than after, in ascending
// order.
func (r *Repository) Uploads(ctx context.Context, after string) iter.Seq2[document.Upload, error] {
	if after != "" {
		after = UploadKey(after)
	}
	return func(yield func(document.Upload, error) bool) {
		for info, err := range r.bucket.List(ctx, uploadPrefix, after) {
			if err != nil {
				yield(document.Upload{}, fmt.Errorf("list uploads: %w", err))
				return
			}
			n, ok := ParseKey(info.Key)
			if ok && !yield(document.Upload{SHA256: n.SHA256, Size: info.Size, Received: info.Created}, nil) {
				return
			}
		}
	}
}

// OpenUpload reads an upload. Where other readers return io.EOF, this one
// returns ErrCorrupt if the bytes were not those of the upload. The caller
// closes it.
func (r *Repository) OpenUpload(ctx context.Context, sha256sum string) (io.ReadCloser, error) {
	body, err := r.bucket.Open(ctx, UploadKey(sha256sum), 0, 0)
	if err != nil {
		return nil, fmt.Errorf("upload %s: %w", sha256sum, err)
	}
	return &provingReader{body, sha256.New(), sha256sum}, nil
}

// ReadUpload is an upload's bytes, proven.
func (r *Repository) ReadUpload(ctx context.Context, sha256 string) ([]byte, error) {
	body, err := r.OpenUpload(ctx, sha256)
	if err != nil {
		return nil, err
	}
	defer body.Close()
	data, err := io.ReadAll(body)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	return data, nil
}

// ProveUpload reads an upload and tells by an error, ErrCorrupt, that its bytes
// are not those of its name.
func (r *Repository) ProveUpload(ctx context.Context, sha256 string) error {
	body, err := r.OpenUpload(ctx, sha256)
	if err != nil {
		return err
	}
	defer body.Close()
	_, err = io.Copy(io.Discard, body)
	return err
}

// provingReader compares the digest of what it read with what it should be.
type provingReader struct {
	io.ReadCloser
	digest hash.Hash
	want   string
}

func (p *provingReader) Read(b []byte) (int, error) {
	n, err := p.ReadCloser.Read(b)
	p.digest.Write(b[:n])
	if errors.Is(err, io.EOF) && hex.EncodeToString(p.digest.Sum(nil)) != p.want {
		return n, fmt.Errorf("upload %s: %w", p.want, ErrCorrupt)
	}
	return n, err
}

type readSeekCloser interface {
	io.ReadSeeker
	io.Closer
}

type memory struct{ *bytes.Reader }

func (memory) Close() error { return nil }

// readUpTo reads n bytes, or all if there are fewer.
func readUpTo(src io.Reader, n int64) ([]byte, error) {
	return io.ReadAll(io.LimitReader(src, n))
}

// limitedReader returns ErrTooLarge where a reader goes on after left bytes.
type limitedReader struct {
	io.Reader
	left int64
}

func (l *limitedReader) Read(b []byte) (int, error) {
	n, err := l.Reader.Read(b)
	if l.left -= int64(n); l.left < 0 {
		return 0, ErrTooLarge
	}
	return n, err
}

// contextReader ends when the context does: a slow sender is not waited for.
type contextReader struct {
	ctx context.Context
	io.Reader
}

func (c contextReader) Read(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.Reader.Read(b)
}
