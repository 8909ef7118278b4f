package pages_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// token is that of a browser's session.
func (b *browser) token() string {
	b.t.Helper()
	at, err := url.Parse(b.URL)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, c := range b.Jar.Cookies(at) {
		if c.Name == "hecha" {
			return c.Value
		}
	}
	b.t.Fatal("no session")
	return ""
}

// Of a session's token a digest is kept, and nothing of it after the end.
func TestKeepsNoToken(t *testing.T) {
	h := open(t)
	b := h.as(reviewer)
	redis, ctx := h.redis.Client(), t.Context()
	keys := redis.Keys(ctx, "hecha:session:*").Val()
	if len(keys) == 0 {
		t.Fatal("no session is kept")
	}
	for _, key := range keys {
		if strings.Contains(key+redis.Get(ctx, key).Val(), b.token()) {
			t.Errorf("%s holds the token", key)
		}
	}
	b.post("/logout").want(t, http.StatusSeeOther)
	for _, key := range redis.Keys(ctx, "hecha:session:*").Val() {
		if value := redis.Get(ctx, key).Val(); value != "" {
			t.Errorf("%s holds %d bytes after the end", key, len(value))
		}
	}
}

// Whoever logs out everywhere is out on every device, and others stay.
func TestLogsOutEverywhere(t *testing.T) {
	h := open(t)
	phone, other := h.as(reviewer), h.as(lead)
	desk := h.browser()
	desk.post("/login", "account", reviewer.Account, "password", secret).want(t, http.StatusSeeOther)
	desk.post("/logout/everywhere").want(t, http.StatusSeeOther)
	for name, b := range map[string]*browser{"phone": phone, "desk": desk} {
		if r := b.get("/"); r.Header.Get("Location") != "/login" {
			t.Errorf("%s: status %d, still logged in", name, r.Status)
		}
	}
	other.get("/").want(t, http.StatusOK)
	desk.post("/login", "account", reviewer.Account, "password", secret).want(t, http.StatusSeeOther)
	desk.get("/").want(t, http.StatusOK)
}

// Who has a session is told to wait while nobody knows it; nobody is taken for
// somebody else, and strangers read what is public.
func TestSessionsAreAway(t *testing.T) {
	h := open(t)
	b := h.as(reviewer)
	h.redis.Client().Close()
	r := b.get("/").want(t, http.StatusServiceUnavailable)
	if !strings.Contains(r.Body, "<h1>") || r.Header.Get("Content-Security-Policy") == "" {
		t.Errorf("no page of ours: %v\n%s", r.Header, r.Body)
	}
	b.get("/api/applications").want(t, http.StatusServiceUnavailable)
	stranger := h.browser()
	stranger.get("/announced").want(t, http.StatusOK)
	stranger.post("/login", "account", reviewer.Account, "password", secret).want(t, http.StatusServiceUnavailable)
}

func TestLogoutEverywhereInABrowser(t *testing.T) {
	h := open(t)
	phone := h.as(reviewer)
	w := openWindow(t)
	w.do(
		chromedp.Navigate(h.URL+"/login"), chromedp.SendKeys("#account", reviewer.Account+"\t"), chromedp.SendKeys("#password", secret+"\r"),
		chromedp.WaitVisible(`form[action="/logout"]`), chromedp.Navigate(h.URL+"/password"), chromedp.WaitVisible("#everywhere"),
	)
	w.look("password")
	w.do(chromedp.SendKeys(`form[action="/logout/everywhere"] button`, "\r"), chromedp.WaitVisible(`form[action="/login"]`))
	if r := phone.get("/"); r.Header.Get("Location") != "/login" {
		t.Errorf("status %d elsewhere", r.Status)
	}
}
