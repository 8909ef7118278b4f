package document

import (
	"slices"
	"time"
)

// Grant is who somebody is to Hecha and what they may do: what a token of a
// machine or a person's session stands for.
type Grant struct {
	Account string `json:"account"` // an identifier, never a name
	Role    Role   `json:"role"`
	// City (市州) bounds reviewers and leads to its applications, Employer
	// employers to those of its people. Others have neither.
	City     string `json:"city,omitempty"`
	Employer string `json:"employer,omitempty"`
	// Scopes are what the grant was given for; none of them widens the role.
	Scopes []Scope `json:"scopes"`
}

// Actor is who acts under the grant, as events name it.
func (g Grant) Actor() Actor { return Actor{Role: g.Role, ID: g.Account} }

// Has tells whether the grant was given for s.
func (g Grant) Has(s Scope) bool { return slices.Contains(g.Scopes, s) }

// Scope is a sort of things to do, so that a token can be given for less than
// its role may. The values are public.
type Scope string

// The scopes.
const (
	ScopeRead    Scope = "read"    // lists, applications, results, pages
	ScopeHandIn  Scope = "hand_in" // create, upload, withdraw, submit
	ScopeDecide  Scope = "decide"  // confirm, correct, pass, fail, send back, assign
	ScopeOperate Scope = "operate" // how the service is doing
)

// Scopes are all of them.
var Scopes = []Scope{ScopeRead, ScopeHandIn, ScopeDecide, ScopeOperate}

// Token is a machine's grant. Its secret is known to the machine alone: what is
// stored is the secret's SHA-256.
type Token struct {
	Grant
	Note    string    `json:"note"` // what it is for, for people
	Created time.Time `json:"created"`
	Expires time.Time `json:"expires,omitzero"` // zero: never
	// Digest is the SHA-256 of the secret, in hex; its beginning names the token.
	Digest string `json:"digest"`
	// Revoked is when it was taken back; zero: it was not.
	Revoked time.Time `json:"revoked,omitzero"`
}

// Valid tells whether the token counts at a time.
func (t Token) Valid(at time.Time) bool {
	return t.Revoked.IsZero() && (t.Expires.IsZero() || at.Before(t.Expires))
}
