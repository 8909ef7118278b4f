package storage_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/storage"
)

func TestTokens(t *testing.T) {
	r, _ := open(t)
	ctx := t.Context()
	token := func(n int) document.Token {
		return document.Token{
			Grant:  document.Grant{Account: fmt.Sprint("machine-", n), Role: document.RoleReviewer, City: "长沙市", Scopes: []document.Scope{document.ScopeRead}},
			Digest: fmt.Sprintf("%064x", n), Created: time.Date(2021, 12, 1, 0, 0, 0, 0, time.UTC),
		}
	}
	for n := range 3 {
		if err := r.PutToken(ctx, token(n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.PutToken(ctx, token(1)); !errors.Is(err, storage.ErrExists) {
		t.Errorf("a token twice: %v, want ErrExists", err)
	}
	taken := time.Date(2021, 12, 2, 0, 0, 0, 0, time.UTC)
	for _, at := range []time.Time{taken, taken.AddDate(0, 0, 1)} { // the second time changes nothing
		if err := r.RevokeToken(ctx, token(1).Digest, at); err != nil {
			t.Fatal(err)
		}
	}
	revoked := token(1)
	revoked.Revoked = taken
	var got []document.Token
	for one, err := range r.Tokens(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, one)
	}
	if diff := cmp.Diff([]document.Token{token(0), revoked, token(2)}, got); diff != "" {
		t.Errorf("tokens (-want +got):\n%s", diff)
	}
	if _, err := r.Token(ctx, token(7).Digest); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("a token that nobody gave: %v", err)
	}
	if err := r.RevokeToken(ctx, token(7).Digest, taken); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("revoked what nobody gave: %v", err)
	}
}

func TestUnread(t *testing.T) {
	r, _ := open(t)
	ctx := t.Context()
	var sums []string
	for n := range 6 {
		u, _, err := r.PutUpload(ctx, strings.NewReader(fmt.Sprint("file ", n)), storage.Intake{})
		if err != nil {
			t.Fatal(err)
		}
		sums = append(sums, u.SHA256)
	}
	slices.Sort(sums)
	old, current := digest(1), digest(2)
	for i, sum := range sums {
		for fingerprint, has := range map[string]bool{old: i > 1, current: i%2 == 0} {
			if !has {
				continue
			}
			if _, err := r.PutResult(ctx, document.Result{SHA256: sum, Fingerprint: fingerprint}); err != nil {
				t.Fatal(err)
			}
		}
	}
	var got []string
	for u, err := range r.Unread(ctx, current) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, u.SHA256)
	}
	if diff := cmp.Diff([]string{sums[1], sums[3], sums[5]}, got); diff != "" {
		t.Errorf("unread (-want +got):\n%s", diff)
	}
}
