package index

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"time"
	"unicode/utf8"
)

// Unread is an upload whose result is not under the fingerprint asked for.
type Unread struct {
	Application string
	SHA256      string
	Received    time.Time
	// Fingerprint is that of the result that counts until then; empty: it was
	// never read.
	Fingerprint string
}

// unreadAtOnce is the number of uploads that are fetched at a time.
const unreadAtOnce = 1000

// Unread yields the uploads of applications that have no result under a
// fingerprint: first those that were never read at all. One that is part of
// several applications is yielded for each.
func (x *Index) Unread(ctx context.Context, fingerprint string) iter.Seq2[Unread, error] {
	return func(yield func(Unread, error) bool) {
		// Two ranges around the fingerprint: what is read is not gone through.
		end := string(utf8.MaxRune)
		for _, r := range []struct {
			after Unread
			below string
		}{{Unread{}, fingerprint}, {Unread{Fingerprint: fingerprint, SHA256: end}, end}} {
			last := r.after
			for {
				some, err := x.unread(ctx, last, r.below)
				if err != nil {
					yield(Unread{}, fmt.Errorf("uploads to read: %w", err))
					return
				}
				for _, last = range some {
					if !yield(last, nil) {
						return
					}
				}
				if len(some) < unreadAtOnce {
					break
				}
			}
		}
	}
}

// unread are the next uploads whose results have a fingerprint below one.
func (x *Index) unread(ctx context.Context, after Unread, below string) ([]Unread, error) {
	text := "SELECT fingerprint, sha256, application, received FROM uploads WHERE fingerprint < $1" +
		" AND (fingerprint, sha256, application) > ($2, $3, $4) ORDER BY fingerprint, sha256, application" + fmt.Sprintf(" LIMIT %d", unreadAtOnce)
	args := []any{below, after.Fingerprint, after.SHA256, after.Application}
	return query(ctx, x.db, text, args, func(scan scanner) (u Unread, err error) {
		return u, scan(&u.Fingerprint, &u.SHA256, &u.Application, &millis{&u.Received})
	})
}

// ApplicationsOf are the applications that an upload is part of.
func (x *Index) ApplicationsOf(ctx context.Context, sha256 string) ([]string, error) {
	ids, err := query(ctx, x.db, "SELECT application FROM uploads WHERE sha256 = $1 ORDER BY application", []any{sha256}, func(scan scanner) (id string, err error) {
		return id, scan(&id)
	})
	if err != nil {
		return nil, fmt.Errorf("applications of %s: %w", sha256, err)
	}
	return ids, nil
}

// Get is one application; ErrNotFound if the index does not have it.
func (x *Index) Get(ctx context.Context, application string) (Summary, error) {
	s, err := scanSummary(x.db.QueryRowContext(ctx, "SELECT "+summaryColumns+" FROM applications WHERE id = $1", application).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	if err != nil {
		return Summary{}, fmt.Errorf("application %s: %w", application, err)
	}
	return s, nil
}
