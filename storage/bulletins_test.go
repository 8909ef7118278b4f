package storage_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/storage"
)

func TestBulletins(t *testing.T) {
	r, root := open(t)
	ctx := t.Context()
	if _, err := r.Bulletin(ctx); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("none: %v, want ErrNotFound", err)
	}
	first, err := r.PutBulletin(ctx, document.Bulletin{}, document.Bulletin{Offices: []document.Office{{City: "长沙市", Review: "1"}}})
	if err != nil {
		t.Fatal(err)
	}
	second, err := r.PutBulletin(ctx, first, first.WithOffice(document.Office{City: "湘西州", Review: "2"}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.PutBulletin(ctx, first, first); !errors.Is(err, storage.ErrExists) {
		t.Errorf("a version twice: %v, want ErrExists", err)
	}
	all, err := r.Bulletins(ctx)
	if diff := cmp.Diff([]document.Bulletin{first, second}, all); diff != "" || err != nil {
		t.Errorf("versions (-want +got): %v\n%s", err, diff)
	}
	wrong := map[string]error{}
	verify := func() {
		t.Helper()
		clear(wrong)
		if err := r.Verify(ctx, 2, func(info storage.Info, err error) {
			if err != nil {
				wrong[info.Key] = err
			}
		}); err != nil {
			t.Fatal(err)
		}
	}
	if verify(); len(wrong) > 0 {
		t.Errorf("wrong before anything was exchanged: %v", wrong)
	}
	rewrite(t, root, storage.BulletinKey(1), func([]byte) []byte { return []byte(`{"sequence":1}`) })
	if _, err := r.Bulletin(ctx); !errors.Is(err, storage.ErrCorrupt) {
		t.Errorf("a version that was exchanged: %v, want ErrCorrupt", err)
	}
	if verify(); !errors.Is(wrong[storage.BulletinKey(2)], storage.ErrCorrupt) {
		t.Errorf("verify does not tell: %v", wrong)
	}
}
