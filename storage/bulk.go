package storage

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"hecha/document"
)

// bulkTries bounds how often the next number of an account is asked for because
// somebody else took it.
const bulkTries = 20

// PutBulk stores an act on many under the next number of its account.
func (r *Repository) PutBulk(ctx context.Context, b document.Bulk) (document.Bulk, error) {
	if !document.ValidApplicationID(b.Account) {
		return document.Bulk{}, fmt.Errorf("store act on many: account %.80q is no identifier", b.Account)
	}
	numbers, err := r.bulkNumbers(ctx, b.Account)
	if err != nil {
		return document.Bulk{}, err
	}
	last := 0
	if len(numbers) > 0 {
		last = numbers[len(numbers)-1]
	}
	for range bulkTries {
		last++
		b.Number = last
		if err = r.createJSON(ctx, BulkKey(BulkStarted, b.Account, b.Number), b); !errors.Is(err, ErrExists) {
			break
		}
	}
	return b, err
}

// bulkNumbers are those of an account's acts on many, in ascending order.
func (r *Repository) bulkNumbers(ctx context.Context, account string) (numbers []int, err error) {
	for info, err := range r.bucket.List(ctx, bulkPrefix+string(BulkStarted)+"/"+account+"/", "") {
		if err != nil {
			return nil, fmt.Errorf("acts on many of %s: %w", account, err)
		}
		if n, ok := ParseKey(info.Key); ok {
			numbers = append(numbers, n.Number)
		}
	}
	return numbers, nil
}

// Bulk is an act on many; ErrNotFound if there is none.
func (r *Repository) Bulk(ctx context.Context, account string, number int) (b document.Bulk, err error) {
	if !document.ValidApplicationID(account) {
		return b, fmt.Errorf("act on many: %w", ErrNotFound)
	}
	key := BulkKey(BulkStarted, account, number)
	if err := r.readJSON(ctx, key, &b); err != nil {
		return document.Bulk{}, err
	}
	if b.Account != account || b.Number != number {
		return document.Bulk{}, fmt.Errorf("%s: it is another one: %w", key, ErrCorrupt)
	}
	return b, nil
}

// BulksOf are the last acts on many of an account, up to a number of them, the
// newest first.
func (r *Repository) BulksOf(ctx context.Context, account string, most int) ([]document.Bulk, error) {
	numbers, err := r.bulkNumbers(ctx, account)
	if err != nil {
		return nil, err
	}
	var all []document.Bulk
	for i := len(numbers) - 1; i >= 0 && len(all) < most; i-- {
		b, err := r.Bulk(ctx, account, numbers[i])
		if err != nil {
			return nil, err
		}
		all = append(all, b)
	}
	return all, nil
}

// OpenBulks yields the acts on many that have not ended. One that cannot be read is an
// error that the others follow (Wrong); any other error is the last thing yielded.
func (r *Repository) OpenBulks(ctx context.Context) iter.Seq2[document.Bulk, error] {
	return func(yield func(document.Bulk, error) bool) {
		ended := map[string]bool{}
		for info, err := range r.bucket.List(ctx, bulkPrefix+string(BulkEnded)+"/", "") {
			if err != nil {
				yield(document.Bulk{}, fmt.Errorf("list acts on many: %w", err))
				return
			}
			if n, ok := ParseKey(info.Key); ok {
				ended[BulkKey(BulkStarted, n.Account, n.Number)] = true
			}
		}
		for info, err := range r.bucket.List(ctx, bulkPrefix+string(BulkStarted)+"/", "") {
			if err != nil {
				yield(document.Bulk{}, fmt.Errorf("list acts on many: %w", err))
				return
			}
			n, ok := ParseKey(info.Key)
			if !ok || ended[info.Key] {
				continue
			}
			if b, err := r.Bulk(ctx, n.Account, n.Number); !yield(b, err) || err != nil && !Wrong(err) {
				return
			}
		}
	}
}

// PutBulkEnd stores what came of an act on many. An end that is there stays.
func (r *Repository) PutBulkEnd(ctx context.Context, b document.Bulk, e document.BulkEnd) error {
	return r.createOnce(ctx, BulkKey(BulkEnded, b.Account, b.Number), e)
}

// BulkEnd is what came of an act on many; ErrNotFound while it goes on.
func (r *Repository) BulkEnd(ctx context.Context, b document.Bulk) (e document.BulkEnd, err error) {
	err = r.readJSON(ctx, BulkKey(BulkEnded, b.Account, b.Number), &e)
	return e, err
}

// CancelBulk stores that an act on many is to end. The first word counts.
func (r *Repository) CancelBulk(ctx context.Context, b document.Bulk, c document.Cancellation) error {
	return r.createOnce(ctx, BulkKey(BulkCancelled, b.Account, b.Number), c)
}

// BulkCancellation is who cancelled an act on many; ErrNotFound if nobody did.
func (r *Repository) BulkCancellation(ctx context.Context, b document.Bulk) (c document.Cancellation, err error) {
	err = r.readJSON(ctx, BulkKey(BulkCancelled, b.Account, b.Number), &c)
	return c, err
}

// createOnce is createJSON where what is there already is as good.
func (r *Repository) createOnce(ctx context.Context, key string, v any) error {
	err := r.createJSON(ctx, key, v)
	if errors.Is(err, ErrExists) {
		return nil
	}
	return err
}

// proveBulk tells by an error that a record of an act on many cannot be read, or
// belongs to none.
func (r *Repository) proveBulk(ctx context.Context, n Name) error {
	b, err := r.Bulk(ctx, n.Account, n.Number)
	switch {
	case err != nil:
		return err
	case n.Bulk == BulkEnded:
		_, err = r.BulkEnd(ctx, b)
	case n.Bulk == BulkCancelled:
		_, err = r.BulkCancellation(ctx, b)
	}
	return err
}
