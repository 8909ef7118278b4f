package web

import (
	"context"
	"net/http"
	"strings"

	"hecha/document"
	"hecha/service"
)

// Authenticator finds out who is asking; service.ErrToken when nobody known is.
type Authenticator interface {
	Grant(r *http.Request) (document.Grant, error)
}

// Bearer is the Authenticator of machines: the token in the header
// Authorization.
type Bearer struct{ Tokens *service.Tokens }

var _ Authenticator = Bearer{}

// Grant implements Authenticator.
func (b Bearer) Grant(r *http.Request) (document.Grant, error) {
	scheme, secret, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "bearer") {
		return document.Grant{}, service.ErrToken
	}
	return b.Tokens.Grant(r.Context(), strings.TrimSpace(secret))
}

// Either is the Authenticator of machines and people: a request with the header
// Authorization is a machine's, any other one of a person's session.
type Either struct{ Bearer, Session Authenticator }

var _ Authenticator = Either{}

// Grant implements Authenticator.
func (e Either) Grant(r *http.Request) (document.Grant, error) {
	if r.Header.Get("Authorization") != "" {
		return e.Bearer.Grant(r)
	}
	return e.Session.Grant(r)
}

type grantKey struct{}

// grant is who asks, as authenticate found out.
func grant(ctx context.Context) document.Grant {
	g, _ := ctx.Value(grantKey{}).(document.Grant)
	return g
}

// authenticate lets only those through who are known.
func (a *api) authenticate(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g, err := a.auth.Grant(r)
		if err != nil {
			a.writeProblem(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), grantKey{}, g)))
	})
}
