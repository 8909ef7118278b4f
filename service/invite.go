package service

import (
	"context"
	"errors"
	"sync"

	"golang.org/x/sync/errgroup"

	"hecha/document"
)

// inviting is how many accounts are made at a time.
const inviting = 8

// Invite makes an account for each candidate of a list and tells each one-time
// password at once. Accounts that exist are left as they are; with renew, those
// whose holder has not chosen a password yet get another one, for whoever lost a
// list of passwords.
func (p *People) Invite(ctx context.Context, by document.Actor, list []Candidate, renew bool, tell func(account, password string) error) error {
	var mu sync.Mutex
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(inviting)
	for _, c := range list {
		g.Go(func() error {
			password, err := p.inviteOne(gctx, by, c, renew)
			if err != nil || password == "" {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			return tell(c.Account, password)
		})
	}
	return g.Wait()
}

// inviteOne returns no password for an account that is left as it is.
func (p *People) inviteOne(ctx context.Context, by document.Actor, c Candidate, renew bool) (password string, err error) {
	password, err = p.Add(ctx, by, document.Grant{Account: c.Account, Role: document.RoleCandidate}, &c.Passed)
	if !errors.Is(err, ErrAccountExists) {
		return password, err
	}
	before, err := p.repository.Person(ctx, c.Account)
	if err != nil || !renew || !before.OneTime || before.Disabled || before.Role != document.RoleCandidate {
		return "", err
	}
	return p.Reset(ctx, by, c.Account)
}
