package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"hecha/document"
	"hecha/pipeline/policy"
	"hecha/service"
	"hecha/storage"
)

// demoAccount is somebody who may use the demo's service.
type demoAccount struct {
	grant    document.Grant
	secret   string // of the token
	password string // good once, for the pages
}

// demoAccounts makes a token and a password for one account of each role, and for
// the employers of the whole applications; the first is the candidate. Reviewer
// and lead are those of the first whole application's city.
func demoAccounts(ctx context.Context, data string, whole []*demoApplication) (accounts []demoAccount, err error) {
	city := whole[0].declared.City
	read := []document.Scope{document.ScopeRead}
	handIn := []document.Scope{document.ScopeRead, document.ScopeHandIn}
	decide := []document.Scope{document.ScopeRead, document.ScopeDecide}
	grants := []document.Grant{
		{Account: "demo-candidate", Role: document.RoleCandidate, Scopes: handIn},
		{Account: "demo-reviewer", Role: document.RoleReviewer, City: city, Scopes: decide},
		{Account: "demo-lead", Role: document.RoleLead, City: city, Scopes: decide},
		{Account: "demo-province", Role: document.RoleProvince, Scopes: decide},
		{Account: "demo-auditor", Role: document.RoleAuditor, Scopes: read},
		{Account: "demo-admin", Role: document.RoleAdmin, Scopes: []document.Scope{document.ScopeOperate}},
	}
	for i, app := range whole {
		grants = append(grants, document.Grant{
			Account: fmt.Sprintf("demo-employer-%d", i+1), Role: document.RoleEmployer, Employer: app.declared.Employer, Scopes: decide,
		})
	}
	err = withTokens(ctx, bucketFlags{Data: data}, func(tokens *service.Tokens) error {
		for _, g := range grants {
			secret, _, err := tokens.Add(ctx, g, "demo", time.Now().AddDate(0, 0, 30))
			if err != nil {
				return err
			}
			accounts = append(accounts, demoAccount{grant: g, secret: secret})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return accounts, withPeople(ctx, bucketFlags{Data: data}, func(people *service.People) (err error) {
		for i := range accounts {
			accounts[i].password, err = people.Add(ctx, operator, accounts[i].grant, nil)
			if errors.Is(err, service.ErrAccountExists) { // from an earlier demo
				accounts[i].password, err = people.Reset(ctx, operator, accounts[i].grant.Account)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// demoDeadlines announces deadlines that are still to come, on the days of the notice.
func demoDeadlines(ctx context.Context, data string) error {
	rules, err := policy.Default()
	if err != nil {
		return err
	}
	bucket, err := openBucket(ctx, bucketFlags{Data: data}.orDefault())
	if err != nil {
		return err
	}
	defer bucket.Close()
	s := service.New(service.Config{Repository: storage.New(bucket, ""), Rules: rules})
	b, err := s.Bulletin(ctx)
	if err != nil || len(b.Sittings) == 0 {
		return err
	}
	sitting := b.Sittings[0]
	sitting.Review, sitting.Report = coming("12-24"), coming("12-24")[:5]+"12-31"
	admin := document.Grant{Account: "demo-admin", Role: document.RoleAdmin, Scopes: service.ScopesOf(document.RoleAdmin)}
	return s.SetSitting(ctx, admin, b.Sequence, sitting, true)
}

// coming is the next day of a month, MM-DD, from today on.
func coming(day string) string {
	now := time.Now()
	if now.Format("01-02") > day {
		now = now.AddDate(1, 0, 0)
	}
	return now.Format("2006-") + day
}

// handInAll uploads everything as the candidate, waits until it is read, and
// fetches what was read.
func handInAll(ctx context.Context, b background, accounts []demoAccount, handed []*demoApplication) error {
	files := 0
	for _, app := range handed {
		app.client = client{"http://" + b.listen, accounts[0].secret}
		if err := app.handIn(ctx); err != nil {
			return err
		}
		files += len(app.files)
	}
	fmt.Printf("Handed in %d files in %d applications; reading …\n\n", files, len(handed))
	progress := newProgress(files)
	for _, app := range handed {
		if err := app.await(ctx, progress); err != nil {
			return err
		}
	}
	return nil
}

func (app *demoApplication) handIn(ctx context.Context) (err error) {
	if app.id, err = app.client.create(ctx, app.declared); err != nil {
		return err
	}
	for _, f := range app.files {
		sum, err := app.client.upload(ctx, app.id, f)
		if err != nil {
			return err
		}
		app.sums = append(app.sums, sum)
	}
	return nil
}

// askEvery is how often a demo asks whether a file is read.
const askEvery = 200 * time.Millisecond

// await waits until all files are read and fetches the results.
func (app *demoApplication) await(ctx context.Context, p progress) error {
	app.assessed.Application = app.declared
	for i, sum := range app.sums {
		for {
			done, err := app.client.done(ctx, app.id, sum)
			if err != nil {
				return err
			}
			if done {
				break
			}
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(askEvery):
			}
		}
		result, err := app.client.result(ctx, app.id, sum)
		if err != nil {
			return err
		}
		app.assessed.Files = append(app.assessed.Files, scanned{app.files[i], result})
		if err := p.Add(1); err != nil {
			return err
		}
	}
	var err error
	app.assessed.Assessment, err = app.client.assessment(ctx, app.id)
	return err
}

// submitAll signs and submits the whole applications. The employer of the first
// one passes it, so that reviewers find something to do; the other waits for its
// employer.
func submitAll(ctx context.Context, b background, accounts []demoAccount, whole []*demoApplication) error {
	for _, app := range whole {
		if err := app.client.submit(ctx, app.id, app.declared.Name); err != nil {
			return err
		}
	}
	for _, a := range accounts {
		if a.grant.Role == document.RoleEmployer && a.grant.Employer == whole[0].declared.Employer {
			return client{"http://" + b.listen, a.secret}.decide(ctx, whole[0].id, document.Decision{Verb: document.VerbPass})
		}
	}
	return nil
}
