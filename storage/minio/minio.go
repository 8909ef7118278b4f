// Package minio is a bucket on MinIO or any other server of the S3 protocol that
// honours conditional writes. Open tries that out and refuses a server that
// would overwrite: there, something could get lost.
package minio

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/minio/minio-go/v7/pkg/encrypt"

	"hecha/storage"
)

// Config is where the bucket is and how it is used.
type Config struct {
	Endpoint  string // host:port
	Secure    bool   // HTTPS
	AccessKey string
	SecretKey string
	Bucket    string // its name
	// Existing has a bucket that is not there be an error; otherwise it is made.
	Existing bool
	Region   string // empty: as the server says
	// PartSize is the size, in bytes, from which objects are sent in parts, and
	// that of a part: 5 MiB or more. 0: 16 MiB. A part is held in memory, unless the
	// body is an io.ReaderAt.
	PartSize int64
	// Retention, if set, locks every object, memos apart, for that long against
	// everybody (compliance mode). The bucket must have object locking, which a
	// bucket made by Open then has.
	Retention time.Duration
	// Encryption is "" for whatever the bucket does by itself, "SSE-S3", or
	// "SSE-KMS:" and the name of a key.
	Encryption string
	// Transport carries the requests; nil: minio-go's own.
	Transport http.RoundTripper
}

const (
	defaultPartSize = 16 << 20
	minPartSize     = 5 << 20 // S3's own limit
	// tries bounds how often minio-go repeats a request that failed for a reason
	// that may pass: about 20 s in all.
	tries = 8
)

// Bucket is a bucket on an S3 server. It is safe for concurrent use.
type Bucket struct {
	client *minio.Client
	cfg    Config
	sse    encrypt.ServerSide
	abilities
}

var _ storage.Bucket = (*Bucket)(nil)

// Open connects to the server, makes the bucket if it is not there and may be
// made, and tries out whether the server keeps to what is written once.
func Open(ctx context.Context, cfg Config) (*Bucket, error) {
	b, err := connect(cfg)
	if err != nil {
		return nil, fmt.Errorf("open bucket %s at %s: %w", cfg.Bucket, cfg.Endpoint, err)
	}
	err = b.prepare(ctx)
	for n := 1; n < tries && minio.ToErrorResponse(err).Code == "XMinioServerNotInitialized"; n++ {
		if err = wait(ctx, time.Duration(n)*200*time.Millisecond); err == nil {
			err = b.prepare(ctx)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("open bucket %s at %s: %w", cfg.Bucket, cfg.Endpoint, err)
	}
	return b, nil
}

func connect(cfg Config) (b *Bucket, err error) {
	b = &Bucket{cfg: cfg}
	if cfg.PartSize == 0 {
		b.cfg.PartSize = defaultPartSize
	}
	if b.cfg.PartSize < minPartSize {
		return nil, fmt.Errorf("parts of %d bytes: the least is %d", cfg.PartSize, minPartSize)
	}
	if b.sse, err = encryption(cfg.Encryption); err != nil {
		return nil, err
	}
	b.client, err = minio.New(cfg.Endpoint, &minio.Options{
		Creds: credentials.NewStaticV4(cfg.AccessKey, cfg.SecretKey, ""), Secure: cfg.Secure,
		Region: cfg.Region, Transport: cfg.Transport, MaxRetries: tries,
	})
	return b, err
}

// prepare makes the bucket and tries it out.
func (b *Bucket) prepare(ctx context.Context) error {
	exists, err := b.client.BucketExists(ctx, b.cfg.Bucket)
	if err != nil {
		return err
	}
	if !exists && b.cfg.Existing {
		return storage.ErrNotFound
	}
	if !exists {
		err := b.client.MakeBucket(ctx, b.cfg.Bucket, minio.MakeBucketOptions{Region: b.cfg.Region, ObjectLocking: b.cfg.Retention > 0})
		// Another process may have been faster.
		if code := minio.ToErrorResponse(err).Code; err != nil && code != minio.BucketAlreadyOwnedByYou {
			return err
		}
	}
	return b.tryOut(ctx)
}

// Open implements storage.Bucket.
func (b *Bucket) Open(ctx context.Context, key string, offset, length int64) (io.ReadCloser, error) {
	if err := check(ctx, key); err != nil {
		return nil, err
	}
	if offset < 0 || length < 0 {
		return nil, fmt.Errorf("open %s at %d: %w", key, offset, storage.ErrRange)
	}
	var o minio.GetObjectOptions
	if offset > 0 || length > 0 {
		end := offset + length - 1
		if length == 0 {
			end = 0 // minio-go: to the end
		}
		if err := o.SetRange(offset, end); err != nil {
			return nil, fmt.Errorf("open %s: %w", key, err)
		}
	}
	core := minio.Core{Client: b.client}
	body, info, _, err := core.GetObject(ctx, b.cfg.Bucket, key, o)
	if offset == 0 && length > 0 && minio.ToErrorResponse(err).Code == minio.InvalidRange {
		// An empty object has no first byte, but may be read from there.
		body, info, _, err = core.GetObject(ctx, b.cfg.Bucket, key, minio.GetObjectOptions{})
	}
	if err != nil {
		return nil, wrap(ctx, "open", key, err)
	}
	return &object{ctx: ctx, bucket: b, key: key, etag: info.ETag, body: body, offset: offset, left: info.Size}, nil
}

// Stat implements storage.Bucket.
func (b *Bucket) Stat(ctx context.Context, key string) (storage.Info, error) {
	if err := check(ctx, key); err != nil {
		return storage.Info{}, err
	}
	info, err := b.client.StatObject(ctx, b.cfg.Bucket, key, minio.StatObjectOptions{})
	if err != nil {
		return storage.Info{}, wrap(ctx, "stat", key, err)
	}
	return infoOf(info, key), nil
}

// infoOf is what a server says of an object: in a listing without the metadata
// that CreateAt leaves.
func infoOf(info minio.ObjectInfo, key string) storage.Info {
	created, err := time.Parse(time.RFC3339Nano, info.UserMetadata[createdKey])
	if err != nil {
		created = info.LastModified
	}
	return storage.Info{Key: key, Size: info.Size, Created: created.UTC()}
}

// List implements storage.Bucket.
func (b *Bucket) List(ctx context.Context, prefix, after string) iter.Seq2[storage.Info, error] {
	return func(yield func(storage.Info, error) bool) {
		o := minio.ListObjectsOptions{Prefix: prefix, StartAfter: after, Recursive: true}
		for info := range b.client.ListObjectsIter(ctx, b.cfg.Bucket, o) {
			if info.Err != nil {
				yield(storage.Info{}, wrap(ctx, "list", prefix, info.Err))
				return
			}
			if !yield(infoOf(info, info.Key), nil) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(storage.Info{}, err)
		}
	}
}

// Delete implements storage.Bucket.
func (b *Bucket) Delete(ctx context.Context, key string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := storage.CheckDelete(key); err != nil {
		return err
	}
	err := wrap(ctx, "delete", key, b.client.RemoveObject(ctx, b.cfg.Bucket, key, minio.RemoveObjectOptions{}))
	if errors.Is(err, storage.ErrNotFound) {
		return nil
	}
	return err
}

// check is what every method asks first.
func check(ctx context.Context, key string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return storage.CheckKey(key)
}

// wrap tells by the bucket's own errors what the server said.
func wrap(ctx context.Context, op, key string, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return fmt.Errorf("%s %s: %w", op, key, ctx.Err())
	}
	response := minio.ToErrorResponse(err)
	switch {
	case response.Code == minio.PreconditionFailed || response.StatusCode == http.StatusPreconditionFailed:
		err = storage.ErrExists
	case response.Code == minio.NoSuchKey || response.StatusCode == http.StatusNotFound && response.Code != minio.NoSuchBucket:
		err = storage.ErrNotFound
	case response.Code == minio.InvalidRange:
		err = storage.ErrRange
	}
	return fmt.Errorf("%s %s: %w", op, key, err)
}

func wait(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
