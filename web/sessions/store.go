// Package sessions keeps the sessions of people in Redis, where every process of a
// service finds them. It knows digests of tokens, never a token.
package sessions

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/redis/go-redis/v9"
)

// Store is the sessions in a Redis. Keys are given as digests: the manager needs
// HashTokenInStore.
type Store struct {
	client redis.UniversalClient
	lasts  time.Duration
}

var _ scs.CtxStore = (*Store)(nil)

// New are the sessions in a Redis, none of which lasts longer than given.
func New(client redis.UniversalClient, lasts time.Duration) *Store { return &Store{client, lasts} }

func key(digest string) string { return "hecha:session:" + digest }

// ended is what a session that was ended leaves, as long as it might have lasted: a
// request that began before must not bring it back.
const ended = ""

// FindCtx implements scs.CtxStore.
func (s *Store) FindCtx(ctx context.Context, digest string) (data []byte, found bool, err error) {
	data, err = s.client.Get(ctx, key(digest)).Bytes()
	switch {
	case errors.Is(err, redis.Nil):
		return nil, false, nil
	case err != nil:
		return nil, false, fmt.Errorf("find a session: %w", err)
	}
	return data, string(data) != ended, nil
}

// keep stores a session that was not ended, for so many milliseconds.
var keep = redis.NewScript(`
if redis.call('GET', KEYS[1]) == '' then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`)

// CommitCtx implements scs.CtxStore.
func (s *Store) CommitCtx(ctx context.Context, digest string, data []byte, expiry time.Time) error {
	rest := max(time.Until(expiry).Milliseconds(), 1) // Redis takes none of 0
	if err := keep.Run(ctx, s.client, []string{key(digest)}, data, rest).Err(); err != nil {
		return fmt.Errorf("keep a session: %w", err)
	}
	return nil
}

// DeleteCtx implements scs.CtxStore.
func (s *Store) DeleteCtx(ctx context.Context, digest string) error {
	if err := s.client.Set(ctx, key(digest), ended, s.lasts).Err(); err != nil {
		return fmt.Errorf("end a session: %w", err)
	}
	return nil
}

// Find implements scs.Store.
func (s *Store) Find(digest string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), digest)
}

// Commit implements scs.Store.
func (s *Store) Commit(digest string, data []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), digest, data, expiry)
}

// Delete implements scs.Store.
func (s *Store) Delete(digest string) error { return s.DeleteCtx(context.Background(), digest) }
