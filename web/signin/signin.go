// Package signin asks an OpenID Connect provider who somebody is: Authorization
// Code with PKCE (RFC 7636), state and nonce. It owns the talk with the provider
// and the proof of its answer. Whether there is an account of that name, and
// whether it may come in, is asked elsewhere.
package signin

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync/atomic"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// CallbackPath is where the provider sends people back to.
const CallbackPath = "/login/callback"

// Why nobody was signed in.
var (
	// ErrAway tells that the provider did not answer.
	ErrAway = errors.New("the provider does not answer")
	// ErrDeclined tells that the provider, or the person there, said no.
	ErrDeclined = errors.New("the provider declined")
	// ErrAttempt tells that an answer belongs to nothing that this browser began, or
	// to what it has ended.
	ErrAttempt = errors.New("the answer belongs to no attempt of this browser")
	// ErrAnswer tells that an answer does not prove who somebody is.
	ErrAnswer = errors.New("the provider's answer proves nothing")
)

// Config is what a provider and Hecha know each other by.
type Config struct {
	Issuer string // URL, as the provider's own documents write it
	Client string // Hecha's name there
	Secret string // Hecha's secret there; empty for a client without one
	// Callback is the URL at which browsers reach CallbackPath.
	Callback string
	// Claim is that of the ID token whose value is the account.
	Claim string
}

// patience is how long the provider may take for an answer.
const patience = 10 * time.Second

// Provider is a provider of OpenID Connect. It is safe for concurrent use.
type Provider struct {
	config Config
	client *http.Client
	known  atomic.Pointer[known] // nil until its documents were read
}

// known is what the provider's documents say.
type known struct {
	verifier *oidc.IDTokenVerifier
	oauth    oauth2.Config
}

// New is the provider of c. It is not asked anything before somebody signs in, so
// that Hecha starts without it.
func New(c Config) (*Provider, error) {
	callback, err := url.Parse(c.Callback)
	switch {
	case !private(c.Issuer):
		return nil, errors.New("the issuer must be an https URL (HECHA_OIDC_ISSUER)")
	case c.Client == "":
		return nil, errors.New("the issuer needs the name that Hecha has there (HECHA_OIDC_CLIENT)")
	case err != nil || !private(c.Callback) || callback.Path != CallbackPath:
		return nil, fmt.Errorf("the callback must be the https URL at which browsers reach this service, with the path %s (HECHA_OIDC_CALLBACK)", CallbackPath)
	case c.Claim == "":
		return nil, errors.New("name the claim whose value is the account, one that people cannot change themselves (HECHA_OIDC_CLAIM)")
	case c.Claim == "email":
		return nil, errors.New("the claim email holds no account: accounts have letters, digits, - and _ (HECHA_OIDC_CLAIM)")
	}
	return &Provider{config: c, client: &http.Client{Timeout: patience}}, nil
}

// private tells whether nobody between can read what goes to an address.
func private(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil {
		return false
	}
	return u.Scheme == "https" || u.Scheme == "http" && (u.Hostname() == "localhost" || net.ParseIP(u.Hostname()).IsLoopback())
}

// Attempt is what a browser keeps while somebody signs in. It is good for one
// answer.
type Attempt struct{ State, Nonce, Verifier string }

// Begin is the provider's address that a browser is sent to; ErrAway.
func (p *Provider) Begin(ctx context.Context) (address string, a Attempt, err error) {
	k, err := p.ask(ctx)
	if err != nil {
		return "", Attempt{}, err
	}
	a = Attempt{State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier()}
	return k.oauth.AuthCodeURL(a.State, oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)), a, nil
}

// Finish is the account that the provider names in the answer to an attempt, which
// came as the query of CallbackPath; ErrAttempt, ErrDeclined, ErrAnswer or ErrAway.
func (p *Provider) Finish(ctx context.Context, a Attempt, answer url.Values) (account string, err error) {
	if a.State == "" || answer.Get("state") != a.State {
		return "", ErrAttempt
	}
	if code := answer.Get("error"); code != "" {
		return "", fmt.Errorf("%w: %.40q", ErrDeclined, code)
	}
	k, err := p.ask(ctx)
	if err != nil {
		return "", err
	}
	raw, err := p.exchange(ctx, k, answer.Get("code"), a.Verifier)
	if err != nil {
		return "", err
	}
	token, err := k.verifier.Verify(ctx, raw)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrAnswer, err)
	}
	if token.Nonce != a.Nonce {
		return "", fmt.Errorf("%w: the ID token was made for another attempt", ErrAnswer)
	}
	return p.account(token)
}

// ask reads the provider's documents, once.
func (p *Provider) ask(ctx context.Context) (*known, error) {
	if k := p.known.Load(); k != nil {
		return k, nil
	}
	found, err := oidc.NewProvider(oidc.ClientContext(ctx, p.client), p.config.Issuer)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrAway, err)
	}
	var says struct {
		Methods []string `json:"token_endpoint_auth_methods_supported"`
	}
	if err := found.Claims(&says); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrAway, err)
	}
	k := &known{found.Verifier(&oidc.Config{ClientID: p.config.Client}), oauth2.Config{
		ClientID: p.config.Client, ClientSecret: p.config.Secret, RedirectURL: p.config.Callback, Scopes: scopes(p.config.Claim), Endpoint: found.Endpoint(),
	}}
	k.oauth.Endpoint.AuthStyle = p.style(says.Methods)
	p.known.Store(k)
	return k, nil
}

// style is how Hecha proves its name; the header where the provider does not say
// (OpenID Connect Discovery 1.0, section 3).
func (p *Provider) style(methods []string) oauth2.AuthStyle {
	if p.config.Secret == "" || len(methods) > 0 && !slices.Contains(methods, "client_secret_basic") {
		return oauth2.AuthStyleInParams
	}
	return oauth2.AuthStyleInHeader
}

// scopes ask for no more than the claim needs.
func scopes(claim string) []string {
	if claim == "sub" {
		return []string{oidc.ScopeOpenID}
	}
	return []string{oidc.ScopeOpenID, "profile"}
}

// exchange is the ID token for a code. Errors hold nothing of what the provider
// writes beside its code of the error.
func (p *Provider) exchange(ctx context.Context, k *known, code, verifier string) (idToken string, err error) {
	token, err := k.oauth.Exchange(oidc.ClientContext(ctx, p.client), code, oauth2.VerifierOption(verifier))
	var refused *oauth2.RetrieveError
	var network net.Error
	switch {
	case errors.As(err, &refused) && refused.Response.StatusCode >= http.StatusInternalServerError:
		return "", fmt.Errorf("%w: status %d for a code", ErrAway, refused.Response.StatusCode)
	case errors.As(err, &refused):
		return "", fmt.Errorf("%w: it refused the code: %.40q", ErrAnswer, refused.ErrorCode)
	case errors.As(err, &network):
		return "", fmt.Errorf("%w: %w", ErrAway, err)
	case err != nil:
		return "", fmt.Errorf("%w: %w", ErrAnswer, err)
	}
	idToken, _ = token.Extra("id_token").(string) // empty: proves nothing
	return idToken, nil
}

// account is the value of the claim. A token that was made for another client,
// which may pass it on, is refused.
func (p *Provider) account(token *oidc.IDToken) (string, error) {
	var claims map[string]any
	if err := token.Claims(&claims); err != nil {
		return "", fmt.Errorf("%w: %w", ErrAnswer, err)
	}
	if party, ok := claims["azp"]; ok && party != p.config.Client {
		return "", fmt.Errorf("%w: the ID token was made for another client", ErrAnswer)
	}
	account, _ := claims[p.config.Claim].(string)
	if account == "" {
		return "", fmt.Errorf("%w: the ID token has no claim %s", ErrAnswer, p.config.Claim)
	}
	return account, nil
}
