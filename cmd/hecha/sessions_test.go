package main

import (
	"errors"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"syscall"
	"testing"

	"hecha/web/signin"
	"hecha/web/signin/signintest"
)

// visitor is a person's browser, which keeps its cookies at every serve of a fleet.
type visitor struct {
	t *testing.T
	http.Client
}

func newVisitor(t *testing.T) *visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &visitor{t, http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// get and post are the answer's status and where it leads.
func (v *visitor) get(at *fleet, path string) (status int, to string) {
	v.t.Helper()
	return v.answer(v.Get("http://" + at.listen + path))
}

func (v *visitor) post(at *fleet, path string, form url.Values) (status int, to string) {
	v.t.Helper()
	return v.answer(v.PostForm("http://"+at.listen+path, form))
}

func (v *visitor) answer(resp *http.Response, err error) (int, string) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
	resp.Body.Close()
	return resp.StatusCode, resp.Header.Get("Location")
}

// isIn tells whether a session counts at a serve.
func (v *visitor) isIn(at *fleet) bool {
	v.t.Helper()
	status, _ := v.get(at, "/")
	return status == http.StatusOK
}

func (v *visitor) login(at *fleet, account, password string) (status int) {
	v.t.Helper()
	status, _ = v.post(at, "/login", url.Values{"account": {account}, "password": {password}})
	return status
}

// signIn begins at one serve and comes back to another.
func (v *visitor) signIn(begin, finish *fleet, provider *signintest.Provider) (status int) {
	v.t.Helper()
	_, address := v.get(begin, "/login/provider")
	_, query, _ := strings.Cut(provider.SignIn(address), "?")
	status, _ = v.get(finish, signin.CallbackPath+"?"+query)
	return status
}

// Two `hecha serve` over one Redis are one to people: a session that one of them
// began counts at the other one, outlives a restart, and ends at both; wrong
// passwords are counted together.
func TestTwoServesShareSessions(t *testing.T) {
	provider := signintest.Start(t)
	f := newFleet(t, 1, rand.New(rand.NewPCG(3, 4)), "HECHA_OIDC_ISSUER="+provider.Issuer, "HECHA_OIDC_CLIENT="+signintest.Client, signinSecret+"="+signintest.Secret,
		"HECHA_OIDC_CALLBACK=http://127.0.0.1:1"+signin.CallbackPath, "HECHA_OIDC_CLAIM="+signintest.Claim)
	second := f.beside()
	passwords := map[string]string{}
	for _, account := range []string{"p-1", "p-2"} {
		once, err := f.command("user", "add", account, "--role", "province").Output()
		if err != nil {
			t.Fatal(err)
		}
		passwords[account] = "chosen by " + account
		v := newVisitor(t)
		v.login(f, account, strings.TrimSpace(string(once)))
		if status, _ := v.post(second, "/password", url.Values{"old": {strings.TrimSpace(string(once))}, "chosen": {passwords[account]}}); status != http.StatusSeeOther {
			t.Fatalf("%s chose a password at the other serve: %d", account, status)
		}
	}
	want := func(what string, at *fleet, v *visitor, in bool) {
		t.Helper()
		if got := v.isIn(at); got != in {
			t.Errorf("%s: logged in is %t, want %t", what, got, in)
		}
	}

	provider.Be("p-1", nil)
	phone, desk := newVisitor(t), newVisitor(t)
	if status := phone.signIn(f, second, provider); status != http.StatusSeeOther {
		t.Fatalf("signed in, begun at one and finished at the other: %d", status)
	}
	if status := desk.login(second, "p-1", passwords["p-1"]); status != http.StatusSeeOther {
		t.Fatalf("logged in: %d", status)
	}
	want("phone at the one", f, phone, true)
	want("desk at the one", f, desk, true)
	if err := errors.Join(f.serve.Process.Signal(syscall.SIGTERM), f.serve.Wait()); err != nil {
		t.Fatal(err)
	}
	f.startServe()
	want("phone after a restart", f, phone, true)
	phone.post(f, "/logout", nil)
	want("phone after logging out at the other", second, phone, false)
	want("desk after the phone logged out", second, desk, true)

	phone.login(f, "p-1", passwords["p-1"])
	phone.post(second, "/logout/everywhere", nil)
	want("desk after logging out everywhere", f, desk, false)

	desk.login(second, "p-2", passwords["p-2"])
	want("desk before the account is disabled", f, desk, true)
	if err := f.command("user", "disable", "p-2").Run(); err != nil {
		t.Fatal(err)
	}
	want("desk after the account was disabled", f, desk, false)
	want("desk after that at the other", second, desk, false)

	for i, at := range []*fleet{f, second, f, second, f} {
		if status := newVisitor(t).login(at, "p-1", "wrong"); status != http.StatusUnprocessableEntity {
			t.Errorf("wrong password %d: %d", i, status)
		}
	}
	for _, at := range []*fleet{f, second} {
		v := newVisitor(t)
		if status := v.login(at, "p-1", passwords["p-1"]); status != http.StatusUnprocessableEntity {
			t.Errorf("the right password after five wrong ones: %d", status)
		}
		if status := v.signIn(at, at, provider); status != http.StatusUnprocessableEntity {
			t.Errorf("signed in while the account rests: %d", status)
		}
		want("while the account rests", at, v, false)
	}
}
