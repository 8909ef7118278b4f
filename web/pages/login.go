package pages

import (
	"errors"
	"net/http"

	"hecha/service"
)

// loginView is what was typed, without the password, and what was wrong.
type loginView struct {
	Account, Mistake string
	// Vouched is the account that the provider of identities named, if that is none
	// here.
	Vouched string
	// Provider tells that one can sign in there, too.
	Provider bool
}

func (p *pages) loginForm(w http.ResponseWriter, r *http.Request, v visit) error {
	return p.showLogin(w, r, v, http.StatusOK, loginView{})
}

func (p *pages) showLogin(w http.ResponseWriter, r *http.Request, v visit, status int, l loginView) error {
	l.Provider = p.Provider != nil
	return p.render(w, r, v, status, "login", l)
}

func (p *pages) login(w http.ResponseWriter, r *http.Request, v visit) error {
	account := r.PostFormValue("account")
	person, err := p.Sessions.people.Login(r.Context(), account, r.PostFormValue("password"))
	if mistake, known := loginMistake(err); known {
		return p.showLogin(w, r, v, http.StatusUnprocessableEntity, loginView{Account: account, Mistake: mistake})
	}
	if err != nil {
		return err
	}
	if err := p.Sessions.begin(r, person); err != nil {
		return err
	}
	return goTo(w, r, "/")
}

// loginMistake is the key of what is said about a refused password.
func loginMistake(err error) (key string, known bool) {
	switch {
	case errors.Is(err, service.ErrLogin):
		return "login.wrong", true
	case errors.Is(err, service.ErrLocked):
		return "login.locked", true
	case errors.Is(err, service.ErrWeak):
		return "password.weak", true
	}
	return "", false
}

func (p *pages) logout(w http.ResponseWriter, r *http.Request, _ visit) error {
	if err := p.Sessions.end(r); err != nil {
		return err
	}
	return goTo(w, r, "/login")
}

// logoutEverywhere ends the visitor's sessions on every device.
func (p *pages) logoutEverywhere(w http.ResponseWriter, r *http.Request, v visit) error {
	if v.Person == nil {
		return goTo(w, r, "/login")
	}
	if err := p.Sessions.people.EndSessions(r.Context(), v.Person.Account); err != nil {
		return err
	}
	return p.logout(w, r, v)
}

func (p *pages) passwordForm(w http.ResponseWriter, r *http.Request, v visit) error {
	if v.Person == nil {
		return goTo(w, r, "/login")
	}
	return p.render(w, r, v, http.StatusOK, "password", loginView{})
}

func (p *pages) changePassword(w http.ResponseWriter, r *http.Request, v visit) error {
	if v.Person == nil {
		return goTo(w, r, "/login")
	}
	person, err := p.Sessions.people.ChangePassword(r.Context(), v.Person.Account, r.PostFormValue("old"), r.PostFormValue("chosen"))
	if mistake, known := loginMistake(err); known {
		return p.render(w, r, v, http.StatusUnprocessableEntity, "password", loginView{Mistake: mistake})
	}
	if err != nil {
		return err
	}
	if err := p.Sessions.begin(r, person); err != nil {
		return err
	}
	return goTo(w, r, "/")
}
