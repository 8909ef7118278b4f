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
	if _, err := r.PutPerson(ctx, document.Person{}, document.Person{Grant: document.Grant{Account: "p"}}); err != nil {
		t.Fatal(err)
	}
	var heads []storage.PersonHead
	for head, err := range r.PersonHeads(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		heads = append(heads, head)
	}
	if diff := cmp.Diff([]storage.PersonHead{{Account: "p-1", Sequence: 2}, {Account: "p", Sequence: 1}}, heads); diff != "" {
		t.Errorf("heads (-want +got):\n%s", diff)
	}
	got, err := r.PersonAt(ctx, heads[0])
	if diff := cmp.Diff(second, got); diff != "" || err != nil {
		t.Errorf("person (-want +got): %v\n%s", err, diff)
	}
	if _, err := r.Person(ctx, "p-2"); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("nobody: %v, want ErrNotFound", err)
	}
	rewrite(t, root, storage.PersonKey("p-1", 1), func([]byte) []byte { return []byte(`{"account":"p-1","sequence":1}`) })
	if _, err := r.Person(ctx, "p-1"); !errors.Is(err, storage.ErrCorrupt) {
		t.Errorf("a version that was exchanged: %v, want ErrCorrupt", err)
	}
}
