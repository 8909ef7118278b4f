package pages

import (
	"errors"
	"net/http"

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
	if err := p.Sessions.keepAttempt(r, attempt); err != nil {
		return err
	}
	return goTo(w, r, address)
}

// finishSignin logs in whom the provider names, if there is such an account.
func (p *pages) finishSignin(w http.ResponseWriter, r *http.Request, v visit) error {
	account, err := p.Provider.Finish(r.Context(), p.Sessions.takeAttempt(r), r.URL.Query())
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
