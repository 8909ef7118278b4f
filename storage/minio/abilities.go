package minio

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/encrypt"

	"hecha/storage"
)

// abilities are what a server turned out to do when it was tried out.
type abilities struct {
	// multipart tells that an object sent in parts is not put in the place of
	// another one either. Without it every object goes in one request, however
	// large.
	multipart bool
}

// Multipart tells whether large objects are sent in parts. They are not where
// the server would overwrite at the end of it.
func (b *Bucket) Multipart() bool { return b.multipart }

// ErrOverwrites tells that a server does not honour If-None-Match.
var ErrOverwrites = errors.New("the server overwrites what is there (it ignores If-None-Match): use MinIO, or another server with conditional writes")

// tryOut writes one memo twice, in both ways, and sees what happens.
func (b *Bucket) tryOut(ctx context.Context) error {
	key := storage.MemoKey("probe", strings.ToLower(rand.Text()))
	if err := b.Create(ctx, key, strings.NewReader("first")); err != nil {
		return err
	}
	err := b.Create(ctx, key, strings.NewReader("second"))
	switch {
	case err == nil:
		err = ErrOverwrites
	case errors.Is(err, storage.ErrExists):
		b.multipart, err = b.refusesParts(ctx, key)
	}
	return errors.Join(err, b.Delete(ctx, key))
}

// refusesParts tells whether an object in parts is refused where key is taken.
func (b *Bucket) refusesParts(ctx context.Context, key string) (bool, error) {
	core := minio.Core{Client: b.client}
	// Begun without the condition, for what counts is how it ends: between the
	// two another writer may have finished.
	id, err := core.NewMultipartUpload(ctx, b.cfg.Bucket, key, minio.PutObjectOptions{ServerSideEncryption: b.sse})
	if err != nil {
		return false, err
	}
	body := []byte("in parts")
	part, err := core.PutObjectPart(ctx, b.cfg.Bucket, key, id, 1, bytes.NewReader(body), int64(len(body)), minio.PutObjectPartOptions{})
	if err == nil {
		_, err = core.CompleteMultipartUpload(ctx, b.cfg.Bucket, key, id, []minio.CompletePart{{PartNumber: 1, ETag: part.ETag}}, onlyIfNew())
	}
	if err == nil {
		return false, nil // it was overwritten
	}
	abort := core.AbortMultipartUpload(ctx, b.cfg.Bucket, key, id)
	if errors.Is(wrap(ctx, "create", key, err), storage.ErrExists) {
		return true, nil // the server may have dropped the parts by itself
	}
	return false, errors.Join(err, abort)
}

// encryption is what Config.Encryption names; nil for nothing.
func encryption(s string) (encrypt.ServerSide, error) {
	if s == "" {
		return nil, nil
	}
	if s == "SSE-S3" {
		return encrypt.NewSSE(), nil
	}
	if key, ok := strings.CutPrefix(s, "SSE-KMS:"); ok && key != "" {
		return encrypt.NewSSEKMS(key, nil)
	}
	return nil, fmt.Errorf("encryption %q: give nothing, SSE-S3, or SSE-KMS:KEY", s)
}
