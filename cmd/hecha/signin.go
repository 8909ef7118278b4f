package main

import (
	"errors"
	"os"

	"hecha/web/signin"
)

// signinFlags name a provider of identities for the staff.
type signinFlags struct {
	Issuer   string `help:"OpenID Connect provider that signs in staff, as its own documents write it; none: passwords alone." env:"HECHA_OIDC_ISSUER" placeholder:"URL"`
	Client   string `help:"What Hecha is called there; its secret is HECHA_OIDC_SECRET." env:"HECHA_OIDC_CLIENT" placeholder:"NAME"`
	Callback string `help:"Where the provider sends people back to: https://HOST/login/callback." env:"HECHA_OIDC_CALLBACK" placeholder:"URL"`
	Claim    string `help:"Claim of the ID token whose value is the account; one that people cannot change themselves." env:"HECHA_OIDC_CLAIM" placeholder:"NAME"`
}

// signinSecret has no flag: a command line can be read by every user of a machine.
const signinSecret = "HECHA_OIDC_SECRET"

var errNoIssuer = errors.New("something is said of a provider of identities, but not which: give --oidc-issuer, or none of --oidc-…")

// provider is nil where none is named.
func (f signinFlags) provider() (*signin.Provider, error) {
	secret := os.Getenv(signinSecret)
	if f.Issuer == "" {
		if secret != "" || f != (signinFlags{}) {
			return nil, errNoIssuer
		}
		return nil, nil
	}
	return signin.New(signin.Config{Issuer: f.Issuer, Client: f.Client, Secret: secret, Callback: f.Callback, Claim: f.Claim})
}
