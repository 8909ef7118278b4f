package pages_test

import (
	"crypto/rand"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"hecha/document"
	"hecha/web/pages"
	"hecha/web/signin"
	"hecha/web/signin/signintest"
)

// openAt is a house with a provider of identities.
func openAt(t *testing.T) (*house, *signintest.Provider) {
	t.Helper()
	at := signintest.Start(t)
	return openWith(t, func(callback string) *signin.Provider {
		p, err := signin.New(signin.Config{Issuer: at.Issuer, Client: signintest.Client, Secret: signintest.Secret, Callback: callback, Claim: signintest.Claim})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}), at
}

// signIn goes to the provider and comes back with its answer.
func (b *browser) signIn(at *signintest.Provider) reply {
	b.t.Helper()
	begun := b.get("/login/provider").want(b.t, http.StatusSeeOther)
	return b.get(strings.TrimPrefix(at.SignIn(begun.Header.Get("Location")), b.URL))
}

// Somebody who was invited needs no password of one's own; the session ends as any
// other when the account changes.
func TestSignsInWithAProvider(t *testing.T) {
	h, at := openAt(t)
	h.add(reviewer)
	at.Be(reviewer.Account, nil)
	b := h.browser()
	if !strings.Contains(b.get("/login").Body, `href="/login/provider"`) {
		t.Error("the login does not lead to the provider")
	}
	if r := b.signIn(at).want(t, http.StatusSeeOther); r.Header.Get("Location") != "/" {
		t.Errorf("sent to %s", r.Header.Get("Location"))
	}
	b.get("/").want(t, http.StatusOK)
	b.get("/review").want(t, http.StatusOK)
	b.get("/api/applications").want(t, http.StatusOK)
	if _, err := h.people.Reset(t.Context(), document.Actor{Role: document.RoleAdmin, ID: "a"}, reviewer.Account); err != nil {
		t.Fatal(err)
	}
	if r := b.get("/"); r.Header.Get("Location") != "/login" {
		t.Errorf("the session outlives a change of the account: %d", r.Status)
	}
}

// Nobody is logged in whom the provider does not prove, or who was not invited, and
// no account comes of it. The page says what to do.
func TestRefusesWhoSignsIn(t *testing.T) {
	h, at := openAt(t)
	people := []document.Grant{reviewer, candidate, {Account: "gone", Role: document.RoleAuditor}, {Account: "rests", Role: document.RoleAuditor}}
	for _, g := range people {
		h.add(g)
	}
	if err := h.people.Disable(t.Context(), document.Actor{Role: document.RoleAdmin, ID: "a"}, "gone"); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		h.browser().post("/login", "account", "rests", "password", "wrong").want(t, http.StatusUnprocessableEntity)
	}
	set := func(claim string, value any) func(map[string]any) {
		return func(claims map[string]any) { claims[claim] = value }
	}
	for name, tc := range map[string]struct {
		account string
		forge   func(map[string]any)
		want    string
	}{
		"wrong nonce":     {reviewer.Account, set("nonce", rand.Text()), "无法核实"},
		"wrong audience":  {reviewer.Account, set("aud", "another"), "无法核实"},
		"expired":         {reviewer.Account, set("exp", time.Now().Add(-time.Minute).Unix()), "无法核实"},
		"unknown account": {"nobody", nil, "<code>nobody</code>"},
		"markup":          {"<b>r-1</b>", nil, "<code>&lt;b&gt;r-1&lt;/b&gt;</code>"},
		"disabled":        {"gone", nil, "没有对应的账号"},
		"locked":          {"rests", nil, "15 分钟"},
		"candidate":       {candidate.Account, nil, "考生账号"},
	} {
		at.Be(tc.account, tc.forge)
		b := h.browser()
		if r := b.signIn(at); r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, tc.want) {
			t.Errorf("%s: status %d without %q\n%s", name, r.Status, tc.want, r.Body)
		}
		if r := b.get("/"); r.Header.Get("Location") != "/login" {
			t.Errorf("%s: logged in", name)
		}
	}
	all, err := h.people.All(t.Context())
	if err != nil || len(all) != len(people) {
		t.Errorf("%d accounts, %v; want the %d that were invited", len(all), err, len(people))
	}
}

// An answer is good for the browser that asked, and once.
func TestAnswerOfAProviderIsForOneBrowser(t *testing.T) {
	h, at := openAt(t)
	h.add(reviewer)
	at.Be(reviewer.Account, nil)
	asked, other := h.browser(), h.browser()
	answer := strings.TrimPrefix(at.SignIn(asked.get("/login/provider").Header.Get("Location")), h.URL)
	other.get("/login/provider")
	for _, b := range []*browser{h.browser(), other} {
		if r := b.get(answer).want(t, http.StatusUnprocessableEntity); !strings.Contains(r.Body, "重新开始") {
			t.Errorf("the page does not say to begin again\n%s", r.Body)
		}
	}
	asked.get(answer).want(t, http.StatusSeeOther)
	asked.post("/logout")
	asked.get(answer).want(t, http.StatusUnprocessableEntity)
	if r := asked.get("/"); r.Header.Get("Location") != "/login" {
		t.Error("an answer logged in twice")
	}
}

// Strangers who begin to sign in take no room on the server, however many they are.
func TestBeginningTakesNoRoom(t *testing.T) {
	h, _ := openAt(t)
	for range 3 {
		h.browser().get("/login/provider").want(t, http.StatusSeeOther)
	}
	if keys := h.redis.Client().Keys(t.Context(), "*").Val(); len(keys) > 0 {
		t.Errorf("%v were made for strangers", keys)
	}
	for _, value := range []string{"", "x", "e30", "bnVsbA"} {
		req := h.browser().request("GET", signin.CallbackPath+"?state=&code=x", nil)
		req.AddCookie(&http.Cookie{Name: "hecha-signin", Value: value})
		h.browser().send(req).want(t, http.StatusUnprocessableEntity)
	}
}

// With HTTPS no other host can have a browser keep an attempt, nor read one.
func TestAttemptsByHTTPS(t *testing.T) {
	h, at := openAt(t)
	provider, err := signin.New(signin.Config{Issuer: at.Issuer, Client: signintest.Client, Callback: "https://hecha.example" + signin.CallbackPath, Claim: signintest.Claim})
	if err != nil {
		t.Fatal(err)
	}
	sessions := pages.NewSessions(h.people, h.redis.Client(), true)
	answer := httptest.NewRecorder()
	sessions.Load(pages.New(pages.Config{Service: h.service, Sessions: sessions, Words: codes, Provider: provider})).
		ServeHTTP(answer, httptest.NewRequest("GET", "/login/provider", nil))
	cookies := answer.Result().Cookies()
	if len(cookies) != 1 || !strings.HasPrefix(cookies[0].Name, "__Host-") || !cookies[0].Secure || !cookies[0].HttpOnly || cookies[0].Path != "/" || cookies[0].Domain != "" {
		t.Errorf("cookies %v", answer.Result().Header["Set-Cookie"])
	}
}

// Where the provider is away the password counts.
func TestProviderIsAway(t *testing.T) {
	h, at := openAt(t)
	at.Stop()
	b := h.browser()
	if r := b.get("/login/provider").want(t, http.StatusServiceUnavailable); !strings.Contains(r.Body, "请用密码登录") {
		t.Errorf("the page does not say what to do\n%s", r.Body)
	}
	h.as(reviewer).get("/").want(t, http.StatusOK)
}

// Without a provider nothing tells of one.
func TestNoProvider(t *testing.T) {
	h := open(t)
	b := h.browser()
	if r := b.get("/login").want(t, http.StatusOK); strings.Contains(r.Body, "/login/provider") {
		t.Errorf("the login tells of a provider\n%s", r.Body)
	}
	for _, path := range []string{"/login/provider", signin.CallbackPath} {
		if r := b.get(path).want(t, http.StatusSeeOther); r.Header.Get("Location") != "/login" {
			t.Errorf("%s leads to %s", path, r.Header.Get("Location"))
		}
	}
}

// Signing in by keyboard in a browser, to which the provider is another site; first
// as nobody who was invited.
func TestSigninInABrowser(t *testing.T) {
	h, at := openAt(t)
	h.add(reviewer)
	at.Be("nobody", nil)
	w := openWindow(t)
	w.do(chromedp.Navigate(h.URL+"/login"), chromedp.WaitVisible(`a[href="/login/provider"]`))
	w.look("login-with-provider")
	w.do(
		chromedp.SendKeys(`a[href="/login/provider"]`, "\r"), chromedp.WaitVisible("#sign-in"), chromedp.SendKeys("#sign-in", "\r"),
		chromedp.WaitVisible(".message.error"),
	)
	w.look("login-unknown")
	at.Be(reviewer.Account, nil)
	w.do(
		chromedp.SendKeys(`a[href="/login/provider"]`, "\r"), chromedp.WaitVisible("#sign-in"), chromedp.SendKeys("#sign-in", "\r"),
		chromedp.WaitVisible(`form[action="/logout"]`),
	)
}
