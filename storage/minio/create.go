package minio

import (
	"bytes"
	"cmp"
	"context"
	"crypto/md5"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/minio/minio-go/v7"

	"hecha/storage"
)

// Create implements storage.Bucket.
func (b *Bucket) Create(ctx context.Context, key string, body io.ReadSeeker) error {
	return b.create(ctx, key, body, b.putOptions(key))
}

// createdKey is the metadata of an object that was first created elsewhere: when
// that was. A server tells of an object only when it was sent.
const createdKey = "Created"

// CreateAt implements storage.Bucket.
func (b *Bucket) CreateAt(ctx context.Context, key string, body io.ReadSeeker, created time.Time) error {
	o := b.putOptions(key)
	o.UserMetadata = map[string]string{createdKey: created.UTC().Format(time.RFC3339Nano)}
	return b.create(ctx, key, body, o)
}

func (b *Bucket) create(ctx context.Context, key string, body io.ReadSeeker, o minio.PutObjectOptions) error {
	if err := check(ctx, key); err != nil {
		return err
	}
	size, err := body.Seek(0, io.SeekEnd)
	if err != nil {
		return fmt.Errorf("create %s: %w", key, err)
	}
	for range tries {
		if _, err := body.Seek(0, io.SeekStart); err != nil {
			return fmt.Errorf("create %s: %w", key, err)
		}
		if size > b.cfg.PartSize && b.multipart {
			err = b.createInParts(ctx, key, body, size, o)
		} else {
			err = b.createAtOnce(ctx, key, body, size, o)
		}
		// Another writer is at it: he may win or give up.
		if minio.ToErrorResponse(err).Code != "ConditionalRequestConflict" {
			break
		}
		if err := wait(ctx, 100*time.Millisecond); err != nil {
			return err
		}
	}
	return wrap(ctx, "create", key, err)
}

// putOptions are for a write that never replaces.
func (b *Bucket) putOptions(key string) minio.PutObjectOptions {
	o := onlyIfNew()
	o.ContentType, o.SendContentMd5, o.DisableMultipart, o.ServerSideEncryption = "application/octet-stream", true, true, b.sse
	if b.cfg.Retention > 0 && !storage.Disposable(key) {
		o.Mode, o.RetainUntilDate = minio.Compliance, time.Now().UTC().Add(b.cfg.Retention)
	}
	return o
}

func onlyIfNew() (o minio.PutObjectOptions) {
	o.SetMatchETagExcept("*")
	return o
}

// createAtOnce sends an object in one request. minio-go reads bodies that are
// not io.ReaderAt into memory and takes a failing one for a short one, so these
// are read here; uploads wait in files, which are sent from there.
func (b *Bucket) createAtOnce(ctx context.Context, key string, body io.ReadSeeker, size int64, o minio.PutObjectOptions) error {
	if _, ok := body.(io.ReaderAt); !ok {
		data := make([]byte, size)
		if _, err := io.ReadFull(contextReader{ctx, body}, data); err != nil {
			return err
		}
		body = bytes.NewReader(data)
	}
	_, err := b.client.PutObject(ctx, b.cfg.Bucket, key, body, size, o)
	return err
}

// createInParts sends an object in parts of PartSize, one after the other. It
// does what PutObject of minio-go would do, but for one thing: that sends
// If-None-Match with the first request and not with the last, which decides.
func (b *Bucket) createInParts(ctx context.Context, key string, body io.Reader, size int64, o minio.PutObjectOptions) error {
	core := minio.Core{Client: b.client}
	id, err := core.NewMultipartUpload(ctx, b.cfg.Bucket, key, o)
	if err != nil {
		return err
	}
	parts, err := b.sendParts(ctx, key, id, body, size)
	if err == nil {
		_, err = core.CompleteMultipartUpload(ctx, b.cfg.Bucket, key, id, parts, onlyIfNew())
	}
	if err == nil {
		return nil
	}
	// The parts would take up space for ever. The context may be at its end.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	abort := core.AbortMultipartUpload(ctx, b.cfg.Bucket, key, id)
	if abort != nil && minio.ToErrorResponse(abort).Code != minio.NoSuchUpload {
		return errors.Join(err, abort)
	}
	return err
}

func (b *Bucket) sendParts(ctx context.Context, key, id string, body io.Reader, size int64) ([]minio.CompletePart, error) {
	core := minio.Core{Client: b.client}
	var sent []minio.CompletePart
	next := b.parts(ctx, body)
	for left := size; left > 0; {
		length := min(left, b.cfg.PartSize)
		part, err := next(length)
		if err != nil {
			return nil, err
		}
		sum := md5.New() // what S3 compares with, not a proof of anything
		if n, err := io.Copy(sum, part); err != nil || n != length {
			return nil, cmp.Or(err, io.ErrUnexpectedEOF)
		}
		if _, err := part.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		o := minio.PutObjectPartOptions{Md5Base64: base64.StdEncoding.EncodeToString(sum.Sum(nil))}
		there, err := core.PutObjectPart(ctx, b.cfg.Bucket, key, id, len(sent)+1, part, length, o)
		if err != nil {
			return nil, err
		}
		sent = append(sent, minio.CompletePart{PartNumber: there.PartNumber, ETag: there.ETag})
		left -= length
	}
	return sent, nil
}

// parts yields a body in parts that can be read more than once: from where they are
// if that is possible, so that memory does not grow with those who send at the same
// time, or else from one buffer.
func (b *Bucket) parts(ctx context.Context, body io.Reader) (next func(length int64) (io.ReadSeeker, error)) {
	if at, ok := body.(io.ReaderAt); ok {
		offset := int64(0)
		return func(length int64) (io.ReadSeeker, error) {
			offset += length
			return io.NewSectionReader(at, offset-length, length), ctx.Err()
		}
	}
	buffer := make([]byte, b.cfg.PartSize)
	return func(length int64) (io.ReadSeeker, error) {
		_, err := io.ReadFull(contextReader{ctx, body}, buffer[:length])
		return bytes.NewReader(buffer[:length]), err
	}
}

// contextReader ends when the context does.
type contextReader struct {
	ctx context.Context
	io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.Reader.Read(p)
}
