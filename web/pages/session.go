package pages

import (
	"errors"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/redis/go-redis/v9"

	"hecha/document"
	"hecha/service"
	"hecha/web/sessions"
)

// Sessions remember who has logged in, in a Redis: there all processes that share it
// find them, and they outlive each of them.
type Sessions struct {
	people  *service.People
	manager *scs.SessionManager
}

// A session ends after so long, or when nothing was asked for so long.
const (
	sessionLasts = 12 * time.Hour
	sessionIdle  = 30 * time.Minute
)

// NewSessions are sessions in a Redis whose cookies are sent over HTTPS only, if
// secure.
func NewSessions(people *service.People, kept redis.UniversalClient, secure bool) *Sessions {
	m := scs.New()
	m.Store = sessions.New(kept, sessionLasts)
	m.Lifetime, m.IdleTimeout, m.HashTokenInStore = sessionLasts, sessionIdle, true
	m.Cookie.Name, m.Cookie.Secure, m.Cookie.SameSite = "hecha", secure, http.SameSiteLaxMode
	return &Sessions{people, m}
}

// Load goes around everything that asks for sessions. What other sites send with
// a browser's cookies is refused.
func (s *Sessions) Load(next http.Handler) http.Handler {
	return http.NewCrossOriginProtection().Handler(s.manager.LoadAndSave(next))
}

// What a session holds: the account, and the version of it that logged in. A
// person that has changed logs in again.
const (
	keyAccount = "account"
	keyVersion = "version"
	keyVouched = "vouched" // a provider of identities signed in: no password is needed
)

// person is who asks; service.ErrToken when nobody has logged in.
func (s *Sessions) person(r *http.Request) (document.Person, error) {
	account := s.manager.GetString(r.Context(), keyAccount)
	if account == "" {
		return document.Person{}, service.ErrToken
	}
	p, err := s.people.Person(r.Context(), account)
	if errors.Is(err, service.ErrNotFound) || err == nil && !p.Counts(s.manager.GetInt(r.Context(), keyVersion)) {
		return document.Person{}, service.ErrToken
	}
	p.OneTime = p.OneTime && !s.manager.GetBool(r.Context(), keyVouched)
	return p, err
}

// Grant is what the one who has logged in may do; service.ErrToken for nobody,
// and for those who have not chosen a password yet.
func (s *Sessions) Grant(r *http.Request) (document.Grant, error) {
	p, err := s.person(r)
	if err == nil && p.OneTime {
		err = service.ErrToken
	}
	return p.Grant, err
}

// begin has a person logged in, under a new name of the session.
func (s *Sessions) begin(r *http.Request, p document.Person) error {
	return s.beginAs(r, p, false)
}

// beginAs is begin for whoever gave a password or, where vouched is true, was signed
// in by a provider of identities.
func (s *Sessions) beginAs(r *http.Request, p document.Person, vouched bool) error {
	if err := s.manager.RenewToken(r.Context()); err != nil {
		return err
	}
	if chosen := chosenLanguage(r); chosen != "" {
		if err := s.people.Speak(r.Context(), p.Account, chosen); err != nil {
			return err
		}
	}
	s.manager.Put(r.Context(), keyAccount, p.Account)
	s.manager.Put(r.Context(), keyVersion, p.Sequence)
	s.manager.Put(r.Context(), keyVouched, vouched)
	return nil
}

// onFailure has pages say that sessions cannot be found or kept.
func (s *Sessions) onFailure(say func(http.ResponseWriter, *http.Request, error)) {
	s.manager.ErrorFunc = say
}

func (s *Sessions) end(r *http.Request) error { return s.manager.Destroy(r.Context()) }
