package storage

import (
	"context"
	"fmt"

	"hecha/document"
)

// PutBulletin stores the version of the bulletin that follows before; a zero before
// makes the first one. ErrExists tells that somebody else was faster.
func (r *Repository) PutBulletin(ctx context.Context, before, b document.Bulletin) (document.Bulletin, error) {
	b.Sequence, b.Previous = before.Sequence+1, ""
	if before.Sequence > 0 {
		var err error
		if b.Previous, err = r.hashOf(ctx, BulletinKey(before.Sequence)); err != nil {
			return document.Bulletin{}, err
		}
	}
	return b, r.createJSON(ctx, BulletinKey(b.Sequence), b)
}

// Bulletin is the last version of the bulletin; ErrNotFound if there is none.
func (r *Repository) Bulletin(ctx context.Context) (document.Bulletin, error) {
	last := 0
	for info, err := range r.bucket.List(ctx, bulletinPrefix, "") {
		if err != nil {
			return document.Bulletin{}, fmt.Errorf("bulletin: %w", err)
		}
		if n, ok := ParseKey(info.Key); ok {
			last = n.Sequence
		}
	}
	if last == 0 {
		return document.Bulletin{}, fmt.Errorf("bulletin: %w", ErrNotFound)
	}
	return r.bulletinVersion(ctx, last)
}

// Bulletins are all versions of the bulletin, in order, their chain proven.
func (r *Repository) Bulletins(ctx context.Context) (all []document.Bulletin, err error) {
	last, err := r.Bulletin(ctx)
	for n := 1; n < last.Sequence && err == nil; n++ {
		var b document.Bulletin
		b, err = r.bulletinVersion(ctx, n)
		all = append(all, b)
	}
	return append(all, last), err
}

// bulletinVersion reads a version and holds it against the one before it.
func (r *Repository) bulletinVersion(ctx context.Context, sequence int) (b document.Bulletin, err error) {
	key := BulletinKey(sequence)
	if err := r.readJSON(ctx, key, &b); err != nil {
		return document.Bulletin{}, err
	}
	want := ""
	if sequence > 1 {
		if want, err = r.hashOf(ctx, BulletinKey(sequence-1)); err != nil {
			return document.Bulletin{}, err
		}
	}
	if b.Sequence != sequence || b.Previous != want {
		return document.Bulletin{}, fmt.Errorf("%s: it does not follow the version before it: %w", key, ErrCorrupt)
	}
	return b, nil
}
