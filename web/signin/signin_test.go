package signin_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"hecha/web/signin"
	"hecha/web/signin/signintest"
)

const callback = "http://127.0.0.1:1" + signin.CallbackPath

func open(t *testing.T, issuer string) *signin.Provider {
	t.Helper()
	p, err := signin.New(signin.Config{Issuer: issuer, Client: signintest.Client, Secret: signintest.Secret, Callback: callback, Claim: signintest.Claim})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// goes begins, signs in there, and returns the attempt and the provider's answer.
func goes(t *testing.T, p *signin.Provider, at *signintest.Provider) (signin.Attempt, url.Values) {
	t.Helper()
	ctx, end := context.WithCancel(t.Context())
	address, a, err := p.Begin(ctx)
	end() // what was read of the provider outlives the request
	if err != nil {
		t.Fatal(err)
	}
	back, err := url.Parse(at.SignIn(address))
	if err != nil || !strings.HasPrefix(back.String(), callback) {
		t.Fatalf("sent back to %s, %v", back, err)
	}
	return a, back.Query()
}

func TestSignsIn(t *testing.T) {
	at := signintest.Start(t)
	p := open(t, at.Issuer)
	for _, account := range []string{"r-1", "l-2"} {
		at.Be(account, nil)
		a, answer := goes(t, p, at)
		if got, err := p.Finish(t.Context(), a, answer); got != account || err != nil {
			t.Errorf("signed in as %q, %v; want %s", got, err, account)
		}
		if got, err := p.Finish(t.Context(), a, answer); !errors.Is(err, signin.ErrAnswer) {
			t.Errorf("signed in twice with one code, as %q, %v", got, err)
		}
	}
}

// Hecha proves its name in the way that the provider takes; without a secret, or
// with a wrong one, nobody is signed in where one is asked.
func TestProvesItsName(t *testing.T) {
	for _, tc := range []struct {
		method, secret string
		want           error
	}{
		{"", signintest.Secret, nil}, {"client_secret_basic", signintest.Secret, nil}, {"client_secret_post", signintest.Secret, nil}, {"none", "", nil},
		{"client_secret_basic", "another", signin.ErrAnswer}, {"client_secret_post", "another", signin.ErrAnswer}, {"client_secret_basic", "", signin.ErrAnswer},
	} {
		at := signintest.Start(t)
		at.Be("r-1", nil)
		at.Take(tc.method)
		p, err := signin.New(signin.Config{Issuer: at.Issuer, Client: signintest.Client, Secret: tc.secret, Callback: callback, Claim: signintest.Claim})
		if err != nil {
			t.Fatal(err)
		}
		a, answer := goes(t, p, at)
		got, err := p.Finish(t.Context(), a, answer)
		if !errors.Is(err, tc.want) || (got == "r-1") != (tc.want == nil) {
			t.Errorf("%q with secret %q: signed in as %q, %v; want %v", tc.method, tc.secret, got, err, tc.want)
		}
		if err != nil && !strings.Contains(err.Error(), "invalid_client") {
			t.Errorf("%q with secret %q: %v does not say why", tc.method, tc.secret, err)
		}
	}
}

// A token that says or proves something else than that the one who began is somebody
// is refused.
func TestTokensThatProveNothing(t *testing.T) {
	at := signintest.Start(t)
	p := open(t, at.Issuer)
	set := func(claim string, value any) func(map[string]any) {
		return func(claims map[string]any) { claims[claim] = value }
	}
	for name, forge := range map[string]func(map[string]any){
		"nonce of another attempt": set("nonce", rand.Text()),
		"no nonce":                 func(claims map[string]any) { delete(claims, "nonce") },
		"another audience":         set("aud", "somebody else"),
		"no audience":              func(claims map[string]any) { delete(claims, "aud") },
		"another party":            set("azp", "somebody else"),
		"expired":                  set("exp", time.Now().Add(-time.Second).Unix()),
		"no expiry":                func(claims map[string]any) { delete(claims, "exp") },
		"another issuer":           set("iss", "https://provider.example"),
		"no account":               func(claims map[string]any) { delete(claims, signintest.Claim) },
		"an empty account":         set(signintest.Claim, ""),
		"several accounts":         set(signintest.Claim, []string{"r-1", "l-2"}),
	} {
		at.Be("r-1", forge)
		a, answer := goes(t, p, at)
		if got, err := p.Finish(t.Context(), a, answer); got != "" || !errors.Is(err, signin.ErrAnswer) {
			t.Errorf("%s: signed in as %q, %v; want ErrAnswer", name, got, err)
		}
	}
	at.Be("r-1", set("aud", []string{"somebody else", signintest.Client}))
	a, answer := goes(t, p, at)
	if got, err := p.Finish(t.Context(), a, answer); got != "r-1" || err != nil {
		t.Errorf("one audience of two: signed in as %q, %v", got, err)
	}

	stranger, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	at.Be("r-1", nil)
	at.SignWith(stranger)
	a, answer = goes(t, p, at)
	if got, err := p.Finish(t.Context(), a, answer); got != "" || !errors.Is(err, signin.ErrAnswer) {
		t.Errorf("a signature of somebody else: signed in as %q, %v; want ErrAnswer", got, err)
	}
}

// An answer counts for the browser that asked, and with the verifier that it kept.
func TestAnswersOfOtherAttempts(t *testing.T) {
	at := signintest.Start(t)
	at.Be("r-1", nil)
	p := open(t, at.Issuer)
	a, answer := goes(t, p, at)
	other, _ := goes(t, p, at)
	for name, tc := range map[string]struct {
		attempt signin.Attempt
		answer  url.Values
		want    error
	}{
		"nothing began":       {signin.Attempt{}, url.Values{"code": answer["code"]}, signin.ErrAttempt},
		"another's answer":    {other, answer, signin.ErrAttempt},
		"without a state":     {a, url.Values{"code": answer["code"]}, signin.ErrAttempt},
		"declined":            {a, url.Values{"state": answer["state"], "error": {"access_denied"}}, signin.ErrDeclined},
		"without a code":      {a, url.Values{"state": answer["state"]}, signin.ErrAnswer},
		"another's verifier":  {signin.Attempt{State: a.State, Nonce: a.Nonce, Verifier: other.Verifier}, answer, signin.ErrAnswer},
		"a code nobody knows": {a, url.Values{"state": answer["state"], "code": {"code"}}, signin.ErrAnswer},
	} {
		if got, err := p.Finish(t.Context(), tc.attempt, tc.answer); got != "" || !errors.Is(err, tc.want) {
			t.Errorf("%s: signed in as %q, %v; want %v", name, got, err, tc.want)
		}
	}
}

func TestProviderIsAway(t *testing.T) {
	at := signintest.Start(t)
	p := open(t, at.Issuer)
	a, answer := goes(t, p, at)
	at.Stop()
	if _, err := p.Finish(t.Context(), a, answer); !errors.Is(err, signin.ErrAway) {
		t.Errorf("finished: %v, want ErrAway", err)
	}
	if _, _, err := open(t, at.Issuer).Begin(t.Context()); !errors.Is(err, signin.ErrAway) {
		t.Errorf("began: %v, want ErrAway", err)
	}
}

// A provider is refused where others could read along, or where no account can come
// of it.
func TestConfig(t *testing.T) {
	good := signin.Config{Issuer: "https://provider.example/realm", Client: "hecha", Callback: "https://hecha.example/login/callback", Claim: "sub"}
	if _, err := signin.New(good); err != nil {
		t.Errorf("%+v: %v", good, err)
	}
	for name, change := range map[string]func(*signin.Config){
		"issuer by http":     func(c *signin.Config) { c.Issuer = "http://provider.example" },
		"issuer of no host":  func(c *signin.Config) { c.Issuer = "provider" },
		"no client":          func(c *signin.Config) { c.Client = "" },
		"callback by http":   func(c *signin.Config) { c.Callback = "http://hecha.example/login/callback" },
		"callback elsewhere": func(c *signin.Config) { c.Callback = "https://hecha.example/" },
		"no claim":           func(c *signin.Config) { c.Claim = "" },
		"claim email":        func(c *signin.Config) { c.Claim = "email" },
	} {
		bad := good
		change(&bad)
		if _, err := signin.New(bad); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}
