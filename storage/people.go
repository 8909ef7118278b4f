package storage

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"

	"hecha/document"
)

// PutPerson stores the version of an account that follows before; a zero before
// makes the account. ErrExists tells that somebody else was faster.
func (r *Repository) PutPerson(ctx context.Context, before, p document.Person) (document.Person, error) {
	if !document.ValidApplicationID(p.Account) {
		return document.Person{}, fmt.Errorf("store person: account %.80q is no identifier", p.Account)
	}
	p.Sequence, p.Previous = before.Sequence+1, ""
	if before.Sequence > 0 {
		var err error
		if p.Previous, err = r.hashOf(ctx, PersonKey(p.Account, before.Sequence)); err != nil {
			return document.Person{}, err
		}
	}
	return p, r.createJSON(ctx, PersonKey(p.Account, p.Sequence), p)
}

// hashOf is the SHA-256 of a record as it is stored.
func (r *Repository) hashOf(ctx context.Context, key string) (string, error) {
	data, err := r.read(ctx, key)
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), err
}

// Person is the last version of an account; ErrNotFound if there is none.
func (r *Repository) Person(ctx context.Context, account string) (document.Person, error) {
	last := 0
	if document.ValidApplicationID(account) {
		for info, err := range r.bucket.List(ctx, personPrefix+account+"/", "") {
			if err != nil {
				return document.Person{}, fmt.Errorf("person %s: %w", account, err)
			}
			if n, ok := ParseKey(info.Key); ok {
				last = n.Sequence
			}
		}
	}
	if last == 0 {
		return document.Person{}, fmt.Errorf("person: %w", ErrNotFound)
	}
	return r.personVersion(ctx, account, last)
}

// personVersion reads a version and holds it against the one before it.
func (r *Repository) personVersion(ctx context.Context, account string, sequence int) (p document.Person, err error) {
	key := PersonKey(account, sequence)
	if err := r.readJSON(ctx, key, &p); err != nil {
		return document.Person{}, err
	}
	want := ""
	if sequence > 1 {
		if want, err = r.hashOf(ctx, PersonKey(account, sequence-1)); err != nil {
			return document.Person{}, err
		}
	}
	if p.Account != account || p.Sequence != sequence || p.Previous != want {
		return document.Person{}, fmt.Errorf("%s: it does not follow the version before it: %w", key, ErrCorrupt)
	}
	return p, nil
}

// PersonHead is how far the versions of an account go.
type PersonHead struct {
	Account  string
	Sequence int // of the last version
}

// PersonHeads yields every account, by account, without reading any.
func (r *Repository) PersonHeads(ctx context.Context) iter.Seq2[PersonHead, error] {
	return func(yield func(PersonHead, error) bool) {
		var head PersonHead
		for info, err := range r.bucket.List(ctx, personPrefix, "") {
			if err != nil {
				yield(PersonHead{}, fmt.Errorf("list people: %w", err))
				return
			}
			n, ok := ParseKey(info.Key)
			if !ok {
				continue
			}
			if n.Account != head.Account && head.Account != "" && !yield(head, nil) {
				return
			}
			head = PersonHead{n.Account, n.Sequence}
		}
		if head.Account != "" {
			yield(head, nil)
		}
	}
}

// PersonAt is an account in the version that a head names.
func (r *Repository) PersonAt(ctx context.Context, h PersonHead) (document.Person, error) {
	return r.personVersion(ctx, h.Account, h.Sequence)
}
