package service

import (
	"context"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"hecha/document"
	"hecha/storage"
)

// roster remembers the last version of every account. Versions never change, so
// only those are read that came since.
type roster struct {
	mu   sync.Mutex
	last map[string]document.Person // by account
}

// rosterReaders is how many accounts are read at a time.
const rosterReaders = 8

// All are all accounts, by account, those that are disabled too.
func (p *People) All(ctx context.Context) ([]document.Person, error) {
	p.roster.mu.Lock()
	defer p.roster.mu.Unlock()
	if p.roster.last == nil {
		p.roster.last = map[string]document.Person{}
	}
	var behind []storage.PersonHead
	for head, err := range p.repository.PersonHeads(ctx) {
		if err != nil {
			return nil, err
		}
		if p.roster.last[head.Account].Sequence != head.Sequence {
			behind = append(behind, head)
		}
	}
	read := make([]document.Person, len(behind))
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(rosterReaders)
	for i, head := range behind {
		g.Go(func() (err error) {
			read[i], err = p.repository.PersonAt(gctx, head)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	all := make([]document.Person, 0, len(p.roster.last)+len(read))
	for _, person := range read {
		p.roster.last[person.Account] = person
	}
	for _, person := range p.roster.last {
		all = append(all, person)
	}
	slices.SortFunc(all, func(a, b document.Person) int { return strings.Compare(a.Account, b.Account) })
	return all, nil
}

// Of are the candidates that were imported as an employer's people.
func (p *People) Of(ctx context.Context, employer string) ([]document.Person, error) {
	all, err := p.All(ctx)
	return slices.DeleteFunc(all, func(c document.Person) bool {
		return employer == "" || c.Disabled || c.Passed == nil || c.Passed.Employer != employer
	}), err
}
