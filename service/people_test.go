package service_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"hecha/document"
	"hecha/pipeline/queue/queuetest"
	"hecha/service"
	"hecha/storage"
	"hecha/storage/dir"
)

func openPeople(t *testing.T) *service.People {
	t.Helper()
	bucket, err := dir.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { bucket.Close() })
	return service.NewPeople(storage.New(bucket, ""), queuetest.Embedded(t).Client())
}

var admin = document.Actor{Role: document.RoleAdmin, ID: "a"}

func TestPasswords(t *testing.T) {
	people, ctx := openPeople(t), t.Context()
	once, err := people.Add(ctx, admin, document.Grant{Account: "c-1", Role: document.RoleCandidate}, &document.Passed{Exam: "一级建造师", Year: 2020})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := people.Add(ctx, admin, document.Grant{Account: "c-1", Role: document.RoleCandidate}, nil); !errors.Is(err, service.ErrAccountExists) {
		t.Errorf("an account twice: %v", err)
	}
	if _, err := people.Add(ctx, admin, document.Grant{Account: "r-1", Role: document.RoleReviewer}, nil); err == nil {
		t.Error("a reviewer without a city")
	}
	for _, weak := range []string{"short", once} {
		if _, err := people.ChangePassword(ctx, "c-1", once, weak); !errors.Is(err, service.ErrWeak) {
			t.Errorf("password %q: %v, want ErrWeak", weak, err)
		}
	}
	changed, err := people.ChangePassword(ctx, "c-1", once, "a longer secret")
	if err != nil || changed.OneTime || changed.Sequence != 2 {
		t.Fatalf("changed: %+v, %v", changed, err)
	}
	if _, err := people.Login(ctx, "c-1", once); !errors.Is(err, service.ErrLogin) {
		t.Errorf("the one-time password again: %v, want ErrLogin", err)
	}
	p, err := people.Login(ctx, "c-1", "a longer secret")
	if err != nil || p.Passed == nil || p.Passed.Year != 2020 || !p.Has(document.ScopeHandIn) || p.Has(document.ScopeDecide) {
		t.Errorf("logged in: %+v, %v", p, err)
	}
	again, err := people.Reset(ctx, admin, "c-1")
	if err != nil {
		t.Fatal(err)
	}
	if p, err := people.Login(ctx, "c-1", again); err != nil || !p.OneTime || p.Passed == nil {
		t.Errorf("after a reset: %+v, %v", p, err)
	}
	if err := people.Disable(ctx, admin, "c-1"); err != nil {
		t.Fatal(err)
	}
	if _, err := people.Login(ctx, "c-1", again); !errors.Is(err, service.ErrLogin) {
		t.Errorf("a disabled account: %v, want ErrLogin", err)
	}
	if _, err := people.Person(ctx, "c-1"); !errors.Is(err, service.ErrNotFound) {
		t.Errorf("a disabled person: %v, want ErrNotFound", err)
	}
}

func TestLockOut(t *testing.T) {
	people, ctx := openPeople(t), t.Context()
	once, err := people.Add(ctx, admin, document.Grant{Account: "c-1", Role: document.RoleCandidate}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, account := range []string{"c-1", "nobody"} { // who has no account learns nothing
		for range 5 {
			if _, err := people.Login(ctx, account, "wrong"); !errors.Is(err, service.ErrLogin) {
				t.Errorf("%s, wrong: %v, want ErrLogin", account, err)
			}
		}
		if _, err := people.Login(ctx, account, once); !errors.Is(err, service.ErrLocked) {
			t.Errorf("%s: %v, want ErrLocked", account, err)
		}
	}
}

// What cannot name an account is refused like one that does not exist, however
// often it comes and however long it is.
func TestNamesThatCannotBe(t *testing.T) {
	people := openPeople(t)
	for _, account := range []string{"", "../c-1", strings.Repeat("a", 60_000)} {
		for range 6 {
			if _, err := people.Login(t.Context(), account, "wrong"); !errors.Is(err, service.ErrLogin) {
				t.Errorf("%.10q: %v, want ErrLogin", account, err)
			}
		}
	}
}

// The roster follows what other processes do, too, and leaves out whom an employer
// has nothing to do with.
func TestRoster(t *testing.T) {
	bucket, err := dir.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { bucket.Close() })
	here, elsewhere := service.NewPeople(storage.New(bucket, ""), nil), service.NewPeople(storage.New(bucket, ""), nil)
	ctx := t.Context()
	for account, employer := range map[string]string{"c-1": "甲公司", "c-2": "乙公司", "c-3": "甲公司"} {
		if _, err := here.Add(ctx, admin, document.Grant{Account: account, Role: document.RoleCandidate}, &document.Passed{Employer: employer}); err != nil {
			t.Fatal(err)
		}
	}
	accounts := func(employer string) (of []string) {
		t.Helper()
		people, err := here.Of(ctx, employer)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range people {
			of = append(of, p.Account)
		}
		return of
	}
	if got := accounts("甲公司"); !slices.Equal(got, []string{"c-1", "c-3"}) {
		t.Errorf("people %v", got)
	}
	if err := elsewhere.Disable(ctx, admin, "c-3"); err != nil {
		t.Fatal(err)
	}
	if got := accounts("甲公司"); !slices.Equal(got, []string{"c-1"}) {
		t.Errorf("people after one was disabled elsewhere: %v", got)
	}
	if got := accounts(""); got != nil {
		t.Errorf("people of no employer: %v", got)
	}
}
