// Package tries counts wrong passwords in Redis, for all processes of a service
// together. What somebody gives as a name may be anything, and is kept as a digest.
package tries

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"
)

// A name rests for LockFor after Most tries that were not right.
const (
	Most    = 5
	LockFor = 15 * time.Minute
)

// Tries are the counts in a Redis. They are safe for concurrent use.
type Tries struct{ client redis.UniversalClient }

// New are the counts in a Redis.
func New(client redis.UniversalClient) *Tries { return &Tries{client} }

func key(name string) string {
	digest := sha256.Sum256([]byte(name))
	return "hecha:tries:" + hex.EncodeToString(digest[:])
}

// begin counts one more, unless there were enough; 0 then.
var begin = redis.NewScript(`
local tries = tonumber(redis.call('GET', KEYS[1]) or '0')
if tries >= tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], tries + 1, 'PX', ARGV[2])
return 1`)

// Begin counts a try before it is made, so that many at once count; false while
// the name rests. Each name takes room for LockFor: whoever calls bounds how many
// there can be.
func (t *Tries) Begin(ctx context.Context, name string) (bool, error) {
	may, err := begin.Run(ctx, t.client, []string{key(name)}, Most, LockFor.Milliseconds()).Bool()
	if err != nil {
		return false, fmt.Errorf("count a try: %w", err)
	}
	return may, nil
}

// Rests tells whether a name rests, and counts nothing.
func (t *Tries) Rests(ctx context.Context, name string) (bool, error) {
	tries, err := t.client.Get(ctx, key(name)).Int()
	if err != nil && !errors.Is(err, redis.Nil) {
		return false, fmt.Errorf("look at tries: %w", err)
	}
	return tries >= Most, nil
}

// Succeed forgets the tries of a name.
func (t *Tries) Succeed(ctx context.Context, name string) error {
	if err := t.client.Del(ctx, key(name)).Err(); err != nil {
		return fmt.Errorf("forget tries: %w", err)
	}
	return nil
}
