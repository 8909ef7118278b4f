package storage

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"time"

	"hecha/document"
)

// resultRecord is how a result is stored.
type resultRecord struct {
	Created time.Time       `json:"created"` // UTC
	Digest  string          `json:"digest"`  // SHA-256, hex, of the record with an empty one
	Result  json.RawMessage `json:"result"`
}

// seal is the record as it is stored, with its digest.
func (r resultRecord) seal() ([]byte, error) {
	r.Digest = ""
	raw, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(raw)
	r.Digest = hex.EncodeToString(sum[:])
	return json.Marshal(r)
}

// StoredResult is a result and when it was made.
type StoredResult struct {
	document.Result
	Created time.Time
}

// PutResult stores a result under its upload and fingerprint. A result that is
// there already stays: created is then false, and the one given is forgotten,
// for both were made of the same bytes by the same stages.
func (r *Repository) PutResult(ctx context.Context, result document.Result) (created bool, err error) {
	if !document.IsSHA256(result.SHA256) || !document.IsSHA256(result.Fingerprint) {
		return false, fmt.Errorf("store result: upload %q and fingerprint %q must be SHA-256", result.SHA256, result.Fingerprint)
	}
	key := ResultKey(result.SHA256, result.Fingerprint)
	raw, err := json.Marshal(result)
	if err != nil {
		return false, fmt.Errorf("store %s: %w", key, err)
	}
	record, err := resultRecord{Created: time.Now().UTC().Truncate(time.Millisecond), Result: raw}.seal()
	if err != nil {
		return false, fmt.Errorf("store %s: %w", key, err)
	}
	switch err := r.create(ctx, key, record); {
	case errors.Is(err, ErrExists):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("store %s: %w", key, err)
	}
	return true, nil
}

// Result is the result of an upload under a fingerprint; ErrNotFound if there is
// none, ErrCorrupt if it is not what was stored.
func (r *Repository) Result(ctx context.Context, sha256sum, fingerprint string) (StoredResult, error) {
	key := ResultKey(sha256sum, fingerprint)
	data, err := r.read(ctx, key)
	if err != nil {
		return StoredResult{}, fmt.Errorf("result %s: %w", key, err)
	}
	stored, err := parseResult(data)
	if err == nil && (stored.SHA256 != sha256sum || stored.Fingerprint != fingerprint) {
		err = fmt.Errorf("it is another one's: %w", ErrCorrupt)
	}
	if err != nil {
		return StoredResult{}, fmt.Errorf("result %s: %w", key, err)
	}
	return stored, nil
}

// parseResult reads a record and proves it. Every byte counts: the record must
// be exactly what PutResult writes.
func parseResult(data []byte) (StoredResult, error) {
	var record resultRecord
	if err := json.Unmarshal(data, &record); err != nil {
		return StoredResult{}, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	if again, err := record.seal(); err != nil || !bytes.Equal(again, data) {
		return StoredResult{}, fmt.Errorf("%w: the digest is not that of the result", ErrCorrupt)
	}
	out := StoredResult{Created: record.Created}
	if err := json.Unmarshal(record.Result, &out.Result); err != nil {
		return StoredResult{}, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return out, nil
}

// CurrentResult is what counts for an upload: the result under the given
// fingerprint or, as long as there is none, the newest. Current tells which;
// ErrNotFound is an upload that was never read.
func (r *Repository) CurrentResult(ctx context.Context, sha256, fingerprint string) (result StoredResult, current bool, err error) {
	result, err = r.Result(ctx, sha256, fingerprint)
	if err == nil || !errors.Is(err, ErrNotFound) {
		return result, err == nil, err
	}
	found := false
	for info, err := range r.bucket.List(ctx, resultsPrefix(sha256), "") {
		if err != nil {
			return StoredResult{}, false, fmt.Errorf("results of %s: %w", sha256, err)
		}
		n, ok := ParseKey(info.Key)
		if !ok {
			continue
		}
		next, err := r.Result(ctx, sha256, n.Fingerprint)
		if err != nil {
			return StoredResult{}, false, err
		}
		if !found || next.Created.After(result.Created) {
			result, found = next, true
		}
	}
	if !found {
		return StoredResult{}, false, fmt.Errorf("results of %s: %w", sha256, ErrNotFound)
	}
	return result, false, nil
}

// HasResult tells whether an upload has a result under a fingerprint, without
// reading it.
func (r *Repository) HasResult(ctx context.Context, sha256, fingerprint string) (bool, error) {
	_, err := r.bucket.Stat(ctx, ResultKey(sha256, fingerprint))
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// Unread yields the uploads that have no result under a fingerprint. It goes over
// the names of all uploads and results once, side by side, and reads none.
func (r *Repository) Unread(ctx context.Context, fingerprint string) iter.Seq2[document.Upload, error] {
	return func(yield func(document.Upload, error) bool) {
		next, stop := iter.Pull2(r.readUnder(ctx, fingerprint))
		defer stop()
		read, err, more := next()
		for u, failed := range r.Uploads(ctx, "") {
			for more && err == nil && failed == nil && read < u.SHA256 {
				read, err, more = next()
			}
			if err := errors.Join(failed, err); err != nil {
				yield(document.Upload{}, err)
				return
			}
			if (!more || read != u.SHA256) && !yield(u, nil) {
				return
			}
		}
	}
}

// readUnder yields the SHA-256 of the uploads that have a result under a
// fingerprint, in ascending order.
func (r *Repository) readUnder(ctx context.Context, fingerprint string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for info, err := range r.bucket.List(ctx, resultPrefix, "") {
			if err != nil {
				yield("", fmt.Errorf("list results: %w", err))
				return
			}
			n, ok := ParseKey(info.Key)
			if ok && n.Fingerprint == fingerprint && !yield(n.SHA256, nil) {
				return
			}
		}
	}
}
