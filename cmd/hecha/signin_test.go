package main

import (
	"strings"
	"testing"
)

// Half a provider is no provider: what is missing is named at the start.
func TestProviderFlags(t *testing.T) {
	whole := signinFlags{Issuer: "https://provider.example", Client: "hecha", Callback: "https://hecha.example/login/callback", Claim: "staff_number"}
	for _, tc := range []struct {
		flags  signinFlags
		secret string
		there  bool
		refuse string
	}{
		{flags: signinFlags{}},
		{flags: whole, secret: "s", there: true},
		{flags: whole, there: true},
		{flags: signinFlags{Issuer: whole.Issuer}, refuse: "HECHA_OIDC_CLIENT"},
		{flags: signinFlags{Issuer: whole.Issuer, Client: whole.Client}, refuse: "HECHA_OIDC_CALLBACK"},
		{flags: signinFlags{Issuer: whole.Issuer, Client: whole.Client, Callback: whole.Callback}, refuse: "HECHA_OIDC_CLAIM"},
		{flags: signinFlags{Client: whole.Client}, refuse: "--oidc-issuer"},
		{secret: "s", refuse: "--oidc-issuer"},
	} {
		t.Setenv(signinSecret, tc.secret)
		p, err := tc.flags.provider()
		refused := err != nil && tc.refuse != "" && strings.Contains(err.Error(), tc.refuse)
		if (p != nil) != tc.there || refused != (tc.refuse != "") {
			t.Errorf("%+v: %v, %v", tc.flags, p, err)
		}
	}
}
