// Package signintest is an OpenID Connect provider for tests: it signs real tokens
// and proves what a client sends, as far as OpenID Connect asks.
package signintest

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// How a client must call itself.
const (
	Client = "hecha"
	Secret = "a secret of the client"
)

// Claim is the claim that holds the account.
const Claim = "staff_number"

// Provider is one on the loopback interface, by a name that is not that of a service
// on 127.0.0.1: to a browser it is another site.
type Provider struct {
	Issuer string

	t      testing.TB
	server *httptest.Server
	key    *rsa.PrivateKey

	mu      sync.Mutex
	method  string // how clients prove their name; empty: it does not say, and takes the header
	account string
	forge   func(claims map[string]any)
	signer  *rsa.PrivateKey
	codes   map[string]url.Values // what was asked for, by code; each is good for one token
}

// Start is a provider, until the test ends.
func Start(t testing.TB) *Provider {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	p := &Provider{t: t, key: key, signer: key, codes: map[string]url.Values{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", p.documents)
	mux.HandleFunc("GET /keys", p.keys)
	mux.HandleFunc("GET /authorize", p.page)
	mux.HandleFunc("POST /authorize", p.authorize)
	mux.HandleFunc("POST /token", p.token)
	p.server = httptest.NewServer(mux)
	t.Cleanup(p.Stop)
	p.Issuer = strings.Replace(p.server.URL, "127.0.0.1", "localhost", 1)
	return p
}

// Stop has nobody answer any more.
func (p *Provider) Stop() { p.server.Close() }

// Take has clients prove their name in one way: client_secret_basic,
// client_secret_post or none.
func (p *Provider) Take(method string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.method = method
}

// Be has whoever signs in be the holder of an account. forge, if there is one,
// changes the claims of the next tokens.
func (p *Provider) Be(account string, forge func(claims map[string]any)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.account, p.forge = account, forge
}

// SignWith has the next tokens signed by another key than the provider publishes;
// nil: by that one.
func (p *Provider) SignWith(key *rsa.PrivateKey) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.signer = key
	if key == nil {
		p.signer = p.key
	}
}

// SignIn goes the way of a person at address, where the service sent the browser,
// and returns where the provider sends it back to.
func (p *Provider) SignIn(address string) (callback string) {
	p.t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Post(address, "", nil)
	if err != nil {
		p.t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusSeeOther {
		p.t.Fatalf("the provider answered %s to %s", resp.Status, address)
	}
	return resp.Header.Get("Location")
}

func (p *Provider) write(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(v); err != nil {
		p.t.Error(err)
	}
}

func (p *Provider) documents(w http.ResponseWriter, _ *http.Request) {
	says := map[string]any{
		"issuer": p.Issuer, "authorization_endpoint": p.Issuer + "/authorize", "token_endpoint": p.Issuer + "/token", "jwks_uri": p.Issuer + "/keys",
		"response_types_supported": []string{"code"}, "subject_types_supported": []string{"public"}, "id_token_signing_alg_values_supported": []string{"RS256"},
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.method != "" {
		says["token_endpoint_auth_methods_supported"] = []string{p.method}
	}
	p.write(w, http.StatusOK, says)
}

func (p *Provider) keys(w http.ResponseWriter, _ *http.Request) {
	p.write(w, http.StatusOK, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: p.key.Public(), KeyID: "1", Algorithm: "RS256", Use: "sig"}}})
}

// page asks the person to sign in.
func (p *Provider) page(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintln(w, `<!doctype html><html lang="en"><title>Provider</title><form method="post"><button id="sign-in">Sign in</button></form>`)
}

// authorize sends the browser back with a code, or with what is wrong.
func (p *Provider) authorize(w http.ResponseWriter, r *http.Request) {
	asked := r.URL.Query()
	back := url.Values{"state": {asked.Get("state")}}
	switch {
	case asked.Get("client_id") != Client || asked.Get("response_type") != "code" || !strings.HasPrefix(asked.Get("scope"), "openid"):
		back.Set("error", "invalid_request")
	case asked.Get("code_challenge_method") != "S256" || asked.Get("code_challenge") == "" || asked.Get("nonce") == "":
		back.Set("error", "invalid_request")
	default:
		code := rand.Text()
		p.mu.Lock()
		p.codes[code] = asked
		p.mu.Unlock()
		back.Set("code", code)
	}
	http.Redirect(w, r, asked.Get("redirect_uri")+"?"+back.Encode(), http.StatusSeeOther)
}

// token gives an ID token for a code, once, to the client that began.
func (p *Provider) token(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	asked, ok := p.codes[r.PostFormValue("code")]
	delete(p.codes, r.PostFormValue("code"))
	if !p.knows(r) {
		p.write(w, http.StatusUnauthorized, map[string]string{"error": "invalid_client"})
		return
	}
	challenge := sha256.Sum256([]byte(r.PostFormValue("code_verifier")))
	if !ok || base64.RawURLEncoding.EncodeToString(challenge[:]) != asked.Get("code_challenge") || r.PostFormValue("redirect_uri") != asked.Get("redirect_uri") {
		p.write(w, http.StatusBadRequest, map[string]string{"error": "invalid_grant"})
		return
	}
	now := time.Now()
	claims := map[string]any{
		"iss": p.Issuer, "sub": "subject-of-" + p.account, "aud": Client, "nonce": asked.Get("nonce"),
		"iat": now.Unix(), "exp": now.Add(time.Minute).Unix(), Claim: p.account,
	}
	if p.forge != nil {
		p.forge(claims)
	}
	p.write(w, http.StatusOK, map[string]any{"access_token": rand.Text(), "token_type": "Bearer", "expires_in": 60, "id_token": p.sign(claims)})
}

// knows tells whether a client proves its name, in the way that is taken and in no
// other.
func (p *Provider) knows(r *http.Request) bool {
	client, secret, header := r.BasicAuth()
	switch p.method {
	case "", "client_secret_basic":
		secret, err := url.QueryUnescape(secret)
		return err == nil && client == Client && secret == Secret && !r.PostForm.Has("client_secret")
	case "client_secret_post":
		return !header && r.PostFormValue("client_id") == Client && r.PostFormValue("client_secret") == Secret
	}
	return !header && r.PostFormValue("client_id") == Client && !r.PostForm.Has("client_secret")
}

func (p *Provider) sign(claims map[string]any) string {
	payload, err := json.Marshal(claims)
	if err != nil {
		p.t.Error(err)
		return ""
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: jose.JSONWebKey{Key: p.signer, KeyID: "1"}}, nil)
	if err != nil {
		p.t.Error(err)
		return ""
	}
	signed, err := signer.Sign(payload)
	if err != nil {
		p.t.Error(err)
		return ""
	}
	token, err := signed.CompactSerialize()
	if err != nil {
		p.t.Error(err)
	}
	return token
}
