package service

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"hecha/document"
	"hecha/storage"
)

// Tokens give machines their grants. They are kept in the bucket by the SHA-256
// of their secrets, which are random and need no slower hash.
type Tokens struct {
	repository *storage.Repository
	now        func() time.Time

	mu    sync.Mutex
	known map[string]knownToken // by digest
}

type knownToken struct {
	token document.Token
	err   error // ErrNotFound
	until time.Time
}

// NewTokens are the tokens in a repository.
func NewTokens(r *storage.Repository) *Tokens {
	return &Tokens{repository: r, now: time.Now, known: map[string]knownToken{}}
}

// secretPrefix tells people and scanners of source code what a secret is.
const secretPrefix = "hecha_"

// Add stores a token for a grant and returns its secret, which nobody can learn
// again.
func (t *Tokens) Add(ctx context.Context, g document.Grant, note string, expires time.Time) (secret string, token document.Token, err error) {
	if err := checkGrant(g); err != nil {
		return "", document.Token{}, err
	}
	secret = secretPrefix + rand.Text()
	token = document.Token{Grant: g, Note: note, Created: t.now().UTC().Truncate(time.Millisecond), Expires: expires, Digest: digestOf(secret)}
	return secret, token, t.repository.PutToken(ctx, token)
}

// checkGrant tells what a grant lacks.
func checkGrant(g document.Grant) error {
	bounded := g.Role == document.RoleReviewer || g.Role == document.RoleLead
	switch {
	case !slices.Contains(Roles(), g.Role):
		return fmt.Errorf("no role %q: it is one of %v", g.Role, Roles())
	case !document.ValidApplicationID(g.Account):
		return fmt.Errorf("account %q: give an identifier of letters, digits, - and _, never a name", g.Account)
	case bounded != (g.City != ""):
		return fmt.Errorf("a %s and a city %q: reviewers and leads have a city (市州), nobody else", g.Role, g.City)
	case (g.Role == document.RoleEmployer) != (g.Employer != ""):
		return fmt.Errorf("a %s and an employer %q: employers have one, nobody else", g.Role, g.Employer)
	case len(g.Scopes) == 0:
		return fmt.Errorf("no scopes: give some of %v", document.Scopes)
	}
	for _, s := range g.Scopes {
		if !slices.Contains(document.Scopes, s) {
			return fmt.Errorf("no scope %q: give some of %v", s, document.Scopes)
		}
	}
	return nil
}

func digestOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// tokenKept is how long a token is not asked for again: so long after it was
// taken back it may still count.
const (
	tokenKept = 10 * time.Second
	maxKnown  = 10_000
)

// Grant is what the holder of a secret may do; ErrToken if it belongs to no token
// that counts.
func (t *Tokens) Grant(ctx context.Context, secret string) (document.Grant, error) {
	if !strings.HasPrefix(secret, secretPrefix) {
		return document.Grant{}, ErrToken
	}
	token, err := t.token(ctx, digestOf(secret))
	if errors.Is(err, ErrNotFound) || err == nil && !token.Valid(t.now()) {
		return document.Grant{}, ErrToken
	}
	return token.Grant, err
}

// token looks a token up, some seconds later than it was stored at most.
func (t *Tokens) token(ctx context.Context, digest string) (document.Token, error) {
	now := t.now()
	t.mu.Lock()
	k, ok := t.known[digest]
	t.mu.Unlock()
	if ok && now.Before(k.until) {
		return k.token, k.err
	}
	token, err := t.repository.Token(ctx, digest)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return document.Token{}, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.known) >= maxKnown { // somebody tries secrets
		clear(t.known)
	}
	t.known[digest] = knownToken{token, err, now.Add(tokenKept)}
	return token, err
}

// Revoke takes back the token whose digest begins with id.
func (t *Tokens) Revoke(ctx context.Context, id string) (document.Token, error) {
	var found []document.Token
	for token, err := range t.repository.Tokens(ctx) {
		if err != nil {
			return document.Token{}, err
		}
		if strings.HasPrefix(token.Digest, id) {
			found = append(found, token)
		}
	}
	if len(id) < 8 || len(found) != 1 {
		return document.Token{}, fmt.Errorf("%d tokens begin with %q: give the identifier that hecha token list prints: %w", len(found), id, ErrNotFound)
	}
	return found[0], t.repository.RevokeToken(ctx, found[0].Digest, t.now())
}

// All are all tokens, those taken back too.
func (t *Tokens) All(ctx context.Context) ([]document.Token, error) {
	var all []document.Token
	for token, err := range t.repository.Tokens(ctx) {
		if err != nil {
			return nil, err
		}
		all = append(all, token)
	}
	return all, nil
}
