package backup

import (
	"context"
	"iter"

	"hecha/storage"
)

// object is a key in a list, in a bucket, or in both.
type object struct {
	key    string
	sha256 string // from the list; empty: it is not there
	held   bool   // it is in the bucket
	size   int64  // in the bucket; -1: nobody looked
}

// join goes over a list and the objects of a bucket, memos apart, side by side by
// ascending keys.
func join(ctx context.Context, listed iter.Seq2[entry, error], b storage.Bucket) iter.Seq2[object, error] {
	return func(yield func(object, error) bool) {
		next, stop := iter.Pull2(listed)
		defer stop()
		e, err, more := next()
		// listedBefore yields what is in the list alone and before key.
		listedBefore := func(key string) bool {
			for more && err == nil && (key == "" || e.key < key) {
				if !yield(object{key: e.key, sha256: e.sha256}, nil) {
					return false
				}
				e, err, more = next()
			}
			if err != nil {
				yield(object{}, err)
			}
			return err == nil
		}
		for info, failed := range withoutGaps(storage.New(b, "").Objects(ctx)) {
			if failed != nil {
				yield(object{}, failed)
				return
			}
			if !listedBefore(info.Key) {
				return
			}
			o := object{key: info.Key, held: true, size: info.Size}
			if more && e.key == info.Key {
				o.sha256 = e.sha256
				e, err, more = next()
			}
			if !yield(o, nil) {
				return
			}
		}
		listedBefore("")
	}
}

// withoutGaps adds what a listing left out that was made while others wrote: the
// second of two objects may be listed without the first, of which it is known that
// it is there, because events and versions of accounts follow each other. Their
// size is -1.
func withoutGaps(objects iter.Seq2[storage.Info, error]) iter.Seq2[storage.Info, error] {
	return func(yield func(storage.Info, error) bool) {
		var before storage.Name
		for info, err := range objects {
			n, _ := storage.ParseKey(info.Key) // another key's sort is none
			for key := range skipped(before, n) {
				if !yield(storage.Info{Key: key, Size: -1}, nil) {
					return
				}
			}
			if !yield(info, err) || err != nil {
				return
			}
			before = n
		}
	}
}

// skipped yields the keys that must be between two that follow each other in a
// listing.
func skipped(before, next storage.Name) iter.Seq[string] {
	first := 1
	if before.Sort == next.Sort && before.Application == next.Application && before.Account == next.Account {
		first = before.Sequence + 1
	}
	return func(yield func(string) bool) {
		for n := first; n < next.Sequence; n++ {
			key := storage.EventKey(next.Application, n)
			switch next.Sort {
			case storage.SortPerson:
				key = storage.PersonKey(next.Account, n)
			case storage.SortBulletin:
				key = storage.BulletinKey(n)
			}
			if !yield(key) {
				return
			}
		}
	}
}
