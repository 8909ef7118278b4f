package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"

	"golang.org/x/sync/errgroup"

	"hecha/document"
)

// ErrForeign tells that an object is in the bucket that Hecha does not write.
var ErrForeign = errors.New("nothing that Hecha writes")

// Wrong tells whether an error of Verify says that something is wrong with an
// object. Any other error says that nobody could look.
func Wrong(err error) bool {
	for _, wrong := range []error{ErrCorrupt, ErrNotFound, ErrForeign, document.ErrBrokenChain} {
		if errors.Is(err, wrong) {
			return true
		}
	}
	return false
}

// Verify goes over a whole bucket, memos apart, and proves every object: uploads
// by their digests, results by theirs and by the upload that they are about,
// events by their chain and the uploads that they name, accounts and the bulletin by
// the versions before, tokens, acts on many and reminders by their form. It
// looks at jobs objects at a time and tells seen about each, one after the other,
// with a nil error where all is well. Of an application's chain, its first object
// stands for all. The error is that of listing the bucket, or the context's.
//
// That the last events of an application, or all of them, are gone, nothing in the
// bucket can tell.
func (r *Repository) Verify(ctx context.Context, jobs int, seen func(info Info, err error)) error {
	type sight struct {
		info Info
		err  error
	}
	sights := make(chan sight)
	told := make(chan struct{})
	go func() {
		defer close(told)
		for s := range sights {
			seen(s.info, s.err)
		}
	}()
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(jobs)
	application := ""
	var err error
	for info, failed := range r.Objects(gctx) {
		if failed != nil {
			err = failed
			break
		}
		n, ok := ParseKey(info.Key)
		chained := ok && n.Sort == SortEvent && n.Application == application
		application = n.Application
		g.Go(func() error {
			var err error
			switch {
			case !ok:
				err = ErrForeign
			case !chained:
				err = r.prove(gctx, n)
			}
			if gctx.Err() != nil {
				return gctx.Err()
			}
			sights <- sight{info, err}
			return nil
		})
	}
	if failed := g.Wait(); err == nil {
		err = failed
	}
	close(sights)
	<-told
	return err
}

// Objects yields everything in the bucket but memos, by ascending keys. An error
// is the last thing yielded.
func (r *Repository) Objects(ctx context.Context) iter.Seq2[Info, error] {
	behind := strings.TrimSuffix(memoPrefix, "/") + string('/'+1) // the least key after all memos
	return func(yield func(Info, error) bool) {
		for _, after := range []string{"", behind} {
			for info, err := range r.bucket.List(ctx, "", after) {
				if err != nil {
					yield(Info{}, fmt.Errorf("list the bucket: %w", err))
					return
				}
				if after == "" && info.Key >= memoPrefix {
					break
				}
				if !yield(info, nil) {
					return
				}
			}
		}
	}
}

// prove proves one object or, for an event, the application's whole chain.
func (r *Repository) prove(ctx context.Context, n Name) error {
	switch n.Sort {
	case SortUpload:
		return r.ProveUpload(ctx, n.SHA256)
	case SortResult:
		if _, err := r.Result(ctx, n.SHA256, n.Fingerprint); err != nil {
			return err
		}
		return r.isThere(ctx, n.SHA256)
	case SortPerson:
		_, err := r.personVersion(ctx, n.Account, n.Sequence)
		return err
	case SortBulk:
		return r.proveBulk(ctx, n)
	case SortBulletin:
		_, err := r.bulletinVersion(ctx, n.Sequence)
		return err
	case SortReminder:
		return r.proveReminder(ctx, n.Reminder)
	case SortToken:
		_, err := r.Token(ctx, n.Token)
		return err
	}
	events, err := r.Events(ctx, n.Application)
	for i := 0; i < len(events) && err == nil; i++ {
		if t := events[i].Type; t != document.EventUpload && t != document.EventRepeated {
			continue
		}
		var u document.Upload
		if err = json.Unmarshal(events[i].Payload, &u); err != nil {
			return fmt.Errorf("event %d names no upload: %w: %w", events[i].Sequence, ErrCorrupt, err)
		}
		if err = r.isThere(ctx, u.SHA256); err != nil {
			return fmt.Errorf("event %d: %w", events[i].Sequence, err)
		}
	}
	return err
}

// isThere tells by an error that an upload is not stored.
func (r *Repository) isThere(ctx context.Context, sha256 string) error {
	_, err := r.Upload(ctx, sha256)
	return err
}
