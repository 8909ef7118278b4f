package storage_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/storage"
)

func TestPeople(t *testing.T) {
	r, root := open(t)
	ctx := t.Context()
	first, err := r.PutPerson(ctx, document.Person{}, document.Person{Grant: document.Grant{Account: "p-1", Role: document.RoleAuditor}, Password: "a"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.PutPerson(ctx, document.Person{}, first); !errors.Is(err, storage.ErrExists) {
		t.Errorf("an account twice: %v, want ErrExists", err)
	}
	changed := first
	changed.Disabled = true
	second, err := r.PutPerson(ctx, first, changed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.PutPerson(ctx, first, changed); !errors.Is(err, storage.ErrExists) {
		t.Errorf("a version twice: %v, want ErrExists", err)
	}
	for got, err := range r.People(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(second, got); diff != "" {
			t.Errorf("person (-want +got):\n%s", diff)
		}
	}
	if _, err := r.Person(ctx, "p-2"); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("nobody: %v, want ErrNotFound", err)
	}
	rewrite(t, root, storage.PersonKey("p-1", 1), func([]byte) []byte { return []byte(`{"account":"p-1","sequence":1}`) })
	if _, err := r.Person(ctx, "p-1"); !errors.Is(err, storage.ErrCorrupt) {
		t.Errorf("a version that was exchanged: %v, want ErrCorrupt", err)
	}
}
