package backup

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"golang.org/x/sync/errgroup"

	"hecha/storage"
)

// Options are how Make and Restore go about it.
type Options struct {
	Jobs int // objects copied at the same time, 1 or more
	// Begin is told how many objects there are before the first is copied.
	Begin func(objects int)
	// Seen is told about every object, one after the other, by ascending keys; err
	// is what is wrong with it.
	Seen func(key string, err error)
}

// Summary is what became of a backup's objects.
type Summary struct {
	Objects int   // that were to be there in the end, those that are wrong among them
	Copied  int   // now
	Bytes   int64 // of those
	Wrong   int   // that were not copied, or are there and are not what they should be
}

// copied is what became of one object.
type copied struct {
	key, sha256 string
	now         bool  // it was not there
	size        int64 // of what was copied now
	err         error // it is wrong
}

// chunk is how many objects are worked on before they are told of, in order.
const chunk = 512

// each works on objects, jobs at a time, and tells of them in their order. What is
// wrong with one is told; any other error ends it.
func each[T any](ctx context.Context, objects iter.Seq2[T, error], jobs int, work func(context.Context, T) copied, told func(copied) error) error {
	some := make([]T, 0, chunk)
	for o, err := range objects {
		if err != nil {
			return err
		}
		if some = append(some, o); len(some) < chunk {
			continue
		}
		if err := allOf(ctx, some, jobs, work, told); err != nil {
			return err
		}
		some = some[:0]
	}
	return allOf(ctx, some, jobs, work, told)
}

func allOf[T any](ctx context.Context, objects []T, jobs int, work func(context.Context, T) copied, told func(copied) error) error {
	done := make([]copied, len(objects))
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(jobs)
	for i, o := range objects {
		g.Go(func() error {
			done[i] = work(gctx, o)
			if err := done[i].err; err != nil && !ofOne(err) {
				return err
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	for _, c := range done {
		if err := told(c); err != nil {
			return err
		}
	}
	return nil
}

// ofOne tells whether an error is about one object alone.
func ofOne(err error) bool { return storage.Wrong(err) || errors.Is(err, storage.ErrInvalidKey) }

// add counts an object and tells of it.
func (s *Summary) add(c copied, seen func(key string, err error)) {
	s.Objects++
	if c.now {
		s.Copied++
		s.Bytes += c.size
	}
	if c.err != nil {
		s.Wrong++
	}
	seen(c.key, c.err)
}

// transfer copies an object, whose SHA-256 must be want unless that is empty. An
// object that is there already must be the same.
func transfer(ctx context.Context, from, to storage.Bucket, key, want string) (c copied) {
	c.key = key
	info, err := from.Stat(ctx, key)
	if err != nil {
		c.err = err
		return c
	}
	o, err := newBody(ctx, from, info, want)
	if err == nil {
		err = to.CreateAt(ctx, key, o, info.Created)
		c.sha256, c.now, c.size = o.sum(), err == nil, info.Size
		err = errors.Join(err, o.Close())
	}
	if !errors.Is(err, storage.ErrExists) {
		c.err = err
		return c
	}
	c.sha256, c.err = same(ctx, from, to, key, want)
	return c
}

// same is the SHA-256 of an object that is in two buckets.
func same(ctx context.Context, from, to storage.Bucket, key, want string) (sum string, err error) {
	if want == "" {
		if want, err = digestOf(ctx, from, key); err != nil {
			return "", err
		}
	}
	sum, err = digestOf(ctx, to, key)
	if err == nil && sum != want {
		err = fmt.Errorf("%s: another object is there already: %w", key, storage.ErrCorrupt)
	}
	return want, err
}
