package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"time"

	"hecha/document"
)

// revocation is the object that says since when a token no longer counts.
type revocation struct {
	Revoked time.Time `json:"revoked"`
}

// PutToken stores a token under its digest.
func (r *Repository) PutToken(ctx context.Context, t document.Token) error {
	if !document.IsSHA256(t.Digest) {
		return fmt.Errorf("store token: digest %q must be a SHA-256", t.Digest)
	}
	t.Revoked = time.Time{}
	return r.createJSON(ctx, TokenKey(t.Digest), t)
}

// RevokeToken takes a token back, for ever. One that is taken back already stays
// so since then; ErrNotFound if there is none.
func (r *Repository) RevokeToken(ctx context.Context, digest string, at time.Time) error {
	if _, err := r.Token(ctx, digest); err != nil {
		return err
	}
	err := r.createJSON(ctx, RevocationKey(digest), revocation{at.UTC().Truncate(time.Millisecond)})
	if errors.Is(err, ErrExists) {
		return nil
	}
	return err
}

func (r *Repository) createJSON(ctx context.Context, key string, v any) error {
	data, err := json.Marshal(v)
	if err == nil {
		err = r.create(ctx, key, data)
	}
	if err != nil {
		return fmt.Errorf("store %s: %w", key, err)
	}
	return nil
}

// Token is the token with a digest, taken back or not; ErrNotFound if there is
// none.
func (r *Repository) Token(ctx context.Context, digest string) (document.Token, error) {
	if !document.IsSHA256(digest) {
		return document.Token{}, fmt.Errorf("token: %w", ErrNotFound)
	}
	var t document.Token
	if err := r.readJSON(ctx, TokenKey(digest), &t); err != nil {
		return document.Token{}, err
	}
	if t.Digest != digest {
		return document.Token{}, fmt.Errorf("token %s: it is another one's: %w", digest, ErrCorrupt)
	}
	var taken revocation
	switch err := r.readJSON(ctx, RevocationKey(digest), &taken); {
	case err == nil:
		t.Revoked = taken.Revoked
	case !errors.Is(err, ErrNotFound):
		return document.Token{}, err
	}
	return t, nil
}

func (r *Repository) readJSON(ctx context.Context, key string, v any) error {
	data, err := r.read(ctx, key)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("%s: %w: %w", key, ErrCorrupt, err)
	}
	return nil
}

// Tokens yields all tokens, those taken back too, by their digests.
func (r *Repository) Tokens(ctx context.Context) iter.Seq2[document.Token, error] {
	return func(yield func(document.Token, error) bool) {
		for info, err := range r.bucket.List(ctx, tokenPrefix, "") {
			if err != nil {
				yield(document.Token{}, fmt.Errorf("list tokens: %w", err))
				return
			}
			n, ok := ParseKey(info.Key)
			if !ok || n.Revoked {
				continue
			}
			if t, err := r.Token(ctx, n.Token); !yield(t, err) || err != nil {
				return
			}
		}
	}
}
