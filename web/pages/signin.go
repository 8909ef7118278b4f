package pages

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"hecha/service"
	"hecha/web/signin"
)

// providerRoutes are those of signing in with a provider of identities. It begins by
// a link: the Content-Security-Policy has forms lead to no other host.
func (p *pages) providerRoutes() map[string]handler {
	return map[string]handler{
		"GET /login/provider":        p.beginSignin,
		"GET " + signin.CallbackPath: p.finishSignin,
	}
}

// beginSignin sends the browser to the provider.
func (p *pages) beginSignin(w http.ResponseWriter, r *http.Request, v visit) error {
	address, attempt, err := p.Provider.Begin(r.Context())
	if err != nil {
		return p.refuseSignin(w, r, v, "", err)
	}
	if err := p.keepAttempt(w, attempt); err != nil {
		return err
	}
	return goTo(w, r, address)
}

// finishSignin logs in whom the provider names, if there is such an account.
func (p *pages) finishSignin(w http.ResponseWriter, r *http.Request, v visit) error {
	account, err := p.Provider.Finish(r.Context(), p.takeAttempt(w, r), r.URL.Query())
	if err != nil {
		return p.refuseSignin(w, r, v, "", err)
	}
	person, err := p.Sessions.people.Vouched(r.Context(), account)
	if err != nil {
		return p.refuseSignin(w, r, v, account, err)
	}
	if err := p.Sessions.beginAs(r, person, true); err != nil {
		return err
	}
	return goTo(w, r, "/")
}

// attemptLasts is how long somebody may take at the provider.
const attemptLasts = 10 * time.Minute

// attemptCookie has the browser keep an attempt, so that strangers take no room on
// the server. With HTTPS its name keeps other hosts from setting it.
func (p *pages) attemptCookie() *http.Cookie {
	c := &http.Cookie{Name: "hecha-signin", Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if c.Secure = p.Sessions.manager.Cookie.Secure; c.Secure {
		c.Name = "__Host-" + c.Name
	}
	return c
}

// keepAttempt remembers a signing in that began; the one before it is forgotten.
func (p *pages) keepAttempt(w http.ResponseWriter, a signin.Attempt) error {
	data, err := json.Marshal(a)
	if err != nil {
		return err
	}
	c := p.attemptCookie()
	c.Value, c.MaxAge = base64.RawURLEncoding.EncodeToString(data), int(attemptLasts.Seconds())
	http.SetCookie(w, c)
	return nil
}

// takeAttempt is the signing in that began last, once; a zero one where there is
// none.
func (p *pages) takeAttempt(w http.ResponseWriter, r *http.Request) (a signin.Attempt) {
	c := p.attemptCookie()
	kept, err := r.Cookie(c.Name)
	if err != nil {
		return signin.Attempt{}
	}
	c.MaxAge = -1 // delete
	http.SetCookie(w, c)
	data, err := base64.RawURLEncoding.DecodeString(kept.Value)
	if err != nil || json.Unmarshal(data, &a) != nil {
		return signin.Attempt{}
	}
	return a
}

// signinMistakes are what is said about those who were not signed in.
var signinMistakes = []struct {
	err    error
	status int
	key    string
}{
	{signin.ErrAway, http.StatusServiceUnavailable, "signin.away"},
	{signin.ErrDeclined, http.StatusUnprocessableEntity, "signin.declined"},
	{signin.ErrAttempt, http.StatusUnprocessableEntity, "signin.again"},
	{signin.ErrAnswer, http.StatusUnprocessableEntity, "signin.unproven"},
	{service.ErrNotFound, http.StatusUnprocessableEntity, "signin.unknown"},
	{service.ErrOwnPassword, http.StatusUnprocessableEntity, "signin.candidate"},
	{service.ErrLocked, http.StatusUnprocessableEntity, "login.locked"},
}

// refuseSignin shows the login with what to do. The log says why, without the
// account.
func (p *pages) refuseSignin(w http.ResponseWriter, r *http.Request, v visit, account string, err error) error {
	for _, m := range signinMistakes {
		if !errors.Is(err, m.err) {
			continue
		}
		p.Log.WarnContext(r.Context(), "not signed in", "error", err)
		view := loginView{Mistake: m.key}
		if errors.Is(err, service.ErrNotFound) {
			view.Vouched = account
		}
		return p.showLogin(w, r, v, m.status, view)
	}
	return err
}
