package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"hecha/document"
	"hecha/service"
	"hecha/storage"
)

type tokenCmd struct {
	Add    tokenAddCmd    `cmd:"" help:"Make a token for a machine and print its secret, once."`
	List   tokenListCmd   `cmd:"" help:"List tokens."`
	Revoke tokenRevokeCmd `cmd:"" help:"Take a token back."`
}

// withTokens opens the tokens of a bucket.
func withTokens(ctx context.Context, f bucketFlags, do func(*service.Tokens) error) error {
	bucket, err := openBucket(ctx, f.orDefault())
	if err != nil {
		return err
	}
	defer bucket.Close()
	return do(service.NewTokens(storage.New(bucket, "")))
}

type tokenAddCmd struct {
	Bucket   bucketFlags      `embed:""`
	Account  string           `help:"Identifier of who holds the token; never a name." required:""`
	Role     document.Role    `help:"candidate, employer, reviewer, lead, province, auditor or admin." required:""`
	City     string           `help:"City (市州) of a reviewer or lead."`
	Employer string           `help:"Name of an employer, as candidates declare it."`
	Scope    []document.Scope `help:"What it is for: read, hand_in, decide, operate." required:""`
	Note     string           `help:"What it is for, for people."`
	Days     int              `help:"Days after which it ends; 0: never." default:"365"`
}

// Run prints the secret alone, so that a script can take it.
func (c tokenAddCmd) Run(ctx context.Context) error {
	return withTokens(ctx, c.Bucket, func(tokens *service.Tokens) error {
		var expires time.Time
		if c.Days > 0 {
			expires = time.Now().UTC().AddDate(0, 0, c.Days).Truncate(time.Second)
		}
		g := document.Grant{Account: c.Account, Role: c.Role, City: c.City, Employer: c.Employer, Scopes: c.Scope}
		secret, token, err := tokens.Add(ctx, g, c.Note, expires)
		if err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "Token %s. Its secret cannot be shown again:\n", tokenID(token))
		fmt.Println(secret)
		return nil
	})
}

// tokenID is how people call a token.
func tokenID(t document.Token) string { return t.Digest[:12] }

type tokenListCmd struct {
	Bucket bucketFlags `embed:""`
	All    bool        `help:"Those that no longer count, too."`
}

// Run prints a table.
func (c tokenListCmd) Run(ctx context.Context) error {
	return withTokens(ctx, c.Bucket, func(tokens *service.Tokens) error {
		all, err := tokens.All(ctx)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(w, "TOKEN\tACCOUNT\tROLE\tOF\tSCOPES\tENDS\tNOTE")
		for _, t := range all {
			if c.All || t.Valid(time.Now()) {
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", tokenID(t), t.Account, t.Role, t.City+t.Employer, scopesOf(t), ends(t), t.Note)
			}
		}
		return w.Flush()
	})
}

func scopesOf(t document.Token) string {
	var names []string
	for _, s := range t.Scopes {
		names = append(names, string(s))
	}
	return strings.Join(names, ",")
}

// ends tells when a token ceases to count, or that it has.
func ends(t document.Token) string {
	switch {
	case !t.Revoked.IsZero():
		return "revoked " + t.Revoked.Format(time.DateOnly)
	case t.Expires.IsZero():
		return "never"
	}
	return t.Expires.Format(time.DateOnly)
}

type tokenRevokeCmd struct {
	Bucket bucketFlags `embed:""`
	Token  string      `arg:"" help:"Identifier, as hecha token list prints it."`
}

// Run takes the token back. Servers that know it already take it for some seconds
// more.
func (c tokenRevokeCmd) Run(ctx context.Context) error {
	return withTokens(ctx, c.Bucket, func(tokens *service.Tokens) error {
		token, err := tokens.Revoke(ctx, c.Token)
		if err != nil {
			return err
		}
		fmt.Printf("Token %s of %s no longer counts.\n", tokenID(token), token.Account)
		return nil
	})
}
