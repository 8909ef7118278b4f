package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"hecha/document"
	"hecha/service"
	"hecha/storage"
)

type userCmd struct {
	Add     userAddCmd     `cmd:"" help:"Make an account and print its one-time password, once."`
	Import  userImportCmd  `cmd:"" help:"Make accounts for those who passed an exam, and print their one-time passwords, once."`
	List    userListCmd    `cmd:"" help:"List accounts."`
	Reset   userResetCmd   `cmd:"" help:"Give an account another one-time password and print it, once."`
	Disable userDisableCmd `cmd:"" help:"Take an account's right to log in."`
}

// operator is who makes accounts on the command line.
var operator = document.Actor{Role: document.RoleOperator, ID: "operator"}

func withPeople(ctx context.Context, f bucketFlags, do func(*service.People) error) error {
	bucket, err := openBucket(ctx, f.orDefault())
	if err != nil {
		return err
	}
	defer bucket.Close()
	return do(service.NewPeople(storage.New(bucket, ""), nil))
}

type userAddCmd struct {
	Bucket   bucketFlags   `embed:""`
	Account  string        `arg:"" help:"Identifier to log in with; never a name."`
	Role     document.Role `help:"candidate, employer, reviewer, lead, province, auditor or admin." required:""`
	City     string        `help:"City (市州) of a reviewer or lead."`
	Employer string        `help:"Name of an employer, as candidates declare it."`
}

// Run prints the password alone, so that a script can take it.
func (c userAddCmd) Run(ctx context.Context) error {
	return withPeople(ctx, c.Bucket, func(people *service.People) error {
		password, err := people.Add(ctx, operator, document.Grant{Account: c.Account, Role: c.Role, City: c.City, Employer: c.Employer}, nil)
		if errors.Is(err, service.ErrAccountExists) {
			return fmt.Errorf("account %s exists: choose another identifier", c.Account)
		}
		if err == nil {
			fmt.Println(password)
		}
		return err
	})
}

type userImportCmd struct {
	Bucket bucketFlags `embed:""`
	File   string      `arg:"" type:"existingfile" help:"CSV in UTF-8 or GBK with the columns account, exam, year, city, employer and, if you like, name."`
	Renew  bool        `help:"Give those another password who have not used theirs yet."`
}

// Run prints CSV: account and password. Accounts that exist are left as they
// are, so that a list can be imported again after it was interrupted.
func (c userImportCmd) Run(ctx context.Context) error {
	f, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer f.Close()
	return withPeople(ctx, c.Bucket, func(people *service.People) error {
		list, err := c.read(ctx, people, f)
		if err != nil {
			return err
		}
		return c.invite(ctx, people, list)
	})
}

// read is the list, whose mistakes are told.
func (c userImportCmd) read(ctx context.Context, people *service.People, f io.Reader) ([]service.Candidate, error) {
	b, err := people.Bulletin(ctx)
	if err != nil {
		return nil, err
	}
	list, mistakes, err := service.ReadPassed(f, b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.File, err)
	}
	for _, m := range mistakes {
		fmt.Fprintln(os.Stderr, m.Words())
	}
	if len(mistakes) > 0 {
		return nil, fmt.Errorf("%s: %d mistakes; no account was made", c.File, len(mistakes))
	}
	return list, nil
}

func (c userImportCmd) invite(ctx context.Context, people *service.People, list []service.Candidate) error {
	out, made := csv.NewWriter(os.Stdout), 0
	err := people.Invite(ctx, operator, list, c.Renew, func(account, password string) error {
		made++
		err := out.Write([]string{account, password})
		out.Flush() // what was made is told, whatever happens to the next
		return errors.Join(err, out.Error())
	})
	fmt.Fprintf(os.Stderr, "%d of %d accounts were made or renewed; the others exist and are left as they are\n", made, len(list))
	return err
}

type userListCmd struct {
	Bucket bucketFlags `embed:""`
}

// Run prints a table.
func (c userListCmd) Run(ctx context.Context) error {
	return withPeople(ctx, c.Bucket, func(people *service.People) error {
		all, err := people.All(ctx)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
		fmt.Fprintln(w, "ACCOUNT\tROLE\tOF\tSTATE")
		for _, p := range all {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", p.Account, p.Role, p.City+p.Employer, accountState(p))
		}
		return w.Flush()
	})
}

func accountState(p document.Person) string {
	switch {
	case p.Disabled:
		return "disabled"
	case p.OneTime:
		return "invited"
	}
	return "active"
}

type userResetCmd struct {
	Bucket  bucketFlags `embed:""`
	Account string      `arg:""`
}

// Run ends the account's sessions, too.
func (c userResetCmd) Run(ctx context.Context) error {
	return withPeople(ctx, c.Bucket, func(people *service.People) error {
		password, err := people.Reset(ctx, operator, c.Account)
		if err == nil {
			fmt.Println(password)
		}
		return err
	})
}

type userDisableCmd struct {
	Bucket  bucketFlags `embed:""`
	Account string      `arg:""`
}

// Run ends the account's sessions, too.
func (c userDisableCmd) Run(ctx context.Context) error {
	return withPeople(ctx, c.Bucket, func(people *service.People) error { return people.Disable(ctx, operator, c.Account) })
}
