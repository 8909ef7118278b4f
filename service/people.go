package service

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"github.com/redis/go-redis/v9"

	"hecha/document"
	"hecha/service/internal/tries"
	"hecha/storage"
)

// What logging in and accounts are refused for.
var (
	// ErrLogin tells no more than that account and password do not go together.
	ErrLogin = errors.New("no such account and password")
	// ErrLocked tells that an account rests after too many wrong passwords.
	ErrLocked = errors.New("too many wrong passwords: the account rests for some minutes")
	// ErrWeak tells that a new password is too short, or the old one.
	ErrWeak = errors.New("the password is too short, or was given by somebody else")
	// ErrOwnPassword tells that a candidate came by somebody else's word.
	ErrOwnPassword = errors.New("candidates log in with a password of their own")
	// ErrAccountExists tells that an account is taken.
	ErrAccountExists = storage.ErrExists
)

// MinPassword is the least number of characters of a password that somebody
// chooses.
const MinPassword = 10

// hashing bounds how many passwords are hashed at once: each takes 64 MB.
const hashing = 2

// People are those who log in with a password. They are kept in the bucket.
type People struct {
	repository *storage.Repository
	now        func() time.Time
	slots      chan struct{}
	tries      *tries.Tries

	roster roster
}

// NewPeople are the people in a repository. Their wrong passwords are counted in a
// Redis, which only those need who log somebody in.
func NewPeople(r *storage.Repository, counts redis.UniversalClient) *People {
	return &People{repository: r, now: time.Now, slots: make(chan struct{}, hashing), tries: tries.New(counts)}
}

// ScopesOf are what a person of a role may do in their role.
func ScopesOf(r document.Role) []document.Scope {
	var needed []document.Scope
	for _, a := range roles[r] {
		if s := scopes[a]; !slices.Contains(needed, s) {
			needed = append(needed, s)
		}
	}
	return needed
}

// Add makes an account with a one-time password, which nobody can learn again.
func (p *People) Add(ctx context.Context, by document.Actor, g document.Grant, passed *document.Passed) (password string, err error) {
	g.Scopes = ScopesOf(g.Role)
	if err := checkGrant(g); err != nil {
		return "", err
	}
	password = oneTime()
	hash, err := hashOneTime(password)
	if err != nil {
		return "", err
	}
	_, err = p.put(ctx, document.Person{}, document.Person{Grant: g, By: by, Password: hash, OneTime: true, Passed: passed})
	return password, err
}

// Bulletin is what the office announces: accounts are of its cities.
func (p *People) Bulletin(ctx context.Context) (document.Bulletin, error) {
	return BulletinOf(ctx, p.repository)
}

// put stores the next version of an account, which ends its sessions.
func (p *People) put(ctx context.Context, before, after document.Person) (document.Person, error) {
	return p.putSince(ctx, before, after, 0)
}

// putSince is put where sessions since a version go on.
func (p *People) putSince(ctx context.Context, before, after document.Person, since int) (document.Person, error) {
	after.Since = since
	after.Changed = p.now().UTC().Truncate(time.Millisecond)
	return p.repository.PutPerson(ctx, before, after)
}

// hash waits for a slot and hashes.
func (p *People) hash(ctx context.Context, password string) (string, error) {
	free, err := p.slot(ctx)
	if err != nil {
		return "", err
	}
	defer free()
	return argon2id.CreateHash(password, argon2id.DefaultParams)
}

func (p *People) slot(ctx context.Context) (free func(), err error) {
	select {
	case p.slots <- struct{}{}:
		return func() { <-p.slots }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// stranger is compared with where there is no account, so that it takes as long.
var stranger = sync.OnceValues(func() (string, error) { return argon2id.CreateHash(rand.Text(), argon2id.DefaultParams) })

// Login is the person whose account and password these are; ErrLogin or
// ErrLocked. An account that does not exist is refused as one that does; only
// what cannot name one is not counted.
func (p *People) Login(ctx context.Context, account, password string) (document.Person, error) {
	person, err := p.repository.Person(ctx, account)
	exists := err == nil
	if err != nil && !errors.Is(err, ErrNotFound) {
		return document.Person{}, err
	}
	same, err := p.try(ctx, account, person, exists, password)
	switch {
	case err != nil:
		return document.Person{}, err
	case !same || !exists || person.Disabled:
		return document.Person{}, ErrLogin
	}
	return person, p.tries.Succeed(ctx, account)
}

// try counts a try and compares. It counts no faster than it hashes, which bounds
// how many names strangers have counted.
func (p *People) try(ctx context.Context, account string, person document.Person, exists bool, password string) (same bool, err error) {
	free, err := p.slot(ctx)
	if err != nil {
		return false, err
	}
	defer free()
	if document.ValidApplicationID(account) {
		may, err := p.tries.Begin(ctx, account)
		switch {
		case err != nil:
			return false, err
		case !may:
			return false, ErrLocked
		}
	}
	nobody, err := stranger()
	if err != nil {
		return false, err
	}
	hash := person.Password
	if !exists {
		hash = nobody
	}
	same, err = argon2id.ComparePasswordAndHash(password, hash)
	if err == nil && person.OneTime { // takes as long as with any other password
		_, err = argon2id.ComparePasswordAndHash(password, nobody)
	}
	return same, err
}

// Vouched is the person of an account that a provider of identities vouches for:
// ErrNotFound where nobody was invited, ErrLocked while the account rests,
// ErrOwnPassword for candidates, whom no office's provider knows. Nobody gets an
// account by this.
func (p *People) Vouched(ctx context.Context, account string) (document.Person, error) {
	person, err := p.Person(ctx, account)
	if err != nil {
		return document.Person{}, err
	}
	if person.Role == document.RoleCandidate {
		return document.Person{}, ErrOwnPassword
	}
	rests, err := p.tries.Rests(ctx, account)
	switch {
	case err != nil:
		return document.Person{}, err
	case rests:
		return document.Person{}, ErrLocked
	}
	return person, nil
}

// Person is somebody with an account that counts, in its last version.
func (p *People) Person(ctx context.Context, account string) (document.Person, error) {
	person, err := p.repository.Person(ctx, account)
	if err == nil && person.Disabled {
		err = fmt.Errorf("person: %w", ErrNotFound)
	}
	return person, err
}

// Any is somebody with an account in its last version, also one that is disabled.
func (p *People) Any(ctx context.Context, account string) (document.Person, error) {
	return p.repository.Person(ctx, account)
}

// ChangePassword gives an account the password that its holder chose. Sessions
// that began before no longer count.
func (p *People) ChangePassword(ctx context.Context, account, old, chosen string) (document.Person, error) {
	person, err := p.Login(ctx, account, old)
	if err != nil {
		return document.Person{}, err
	}
	if utf8.RuneCountInString(chosen) < MinPassword || chosen == old || chosen == account {
		return document.Person{}, ErrWeak
	}
	after := person
	if after.Password, err = p.hash(ctx, chosen); err != nil {
		return document.Person{}, err
	}
	after.OneTime, after.By = false, person.Actor()
	return p.put(ctx, person, after)
}

// Reset gives an account another one-time password; its sessions end.
func (p *People) Reset(ctx context.Context, by document.Actor, account string) (password string, err error) {
	person, err := p.Person(ctx, account)
	if err != nil {
		return "", err
	}
	password = oneTime()
	after := person
	if after.Password, err = hashOneTime(password); err != nil {
		return "", err
	}
	after.OneTime, after.By = true, by
	_, err = p.put(ctx, person, after)
	return password, err
}

// oneTime is a password of 80 random bits.
func oneTime() string { return rand.Text()[:16] }

// hashOneTime is quick, so that thousands can be invited at once: 80 random bits
// need no hash that is slow to try.
func hashOneTime(password string) (string, error) {
	params := *argon2id.DefaultParams
	params.Memory, params.Parallelism = 64, 1 // KiB
	return argon2id.CreateHash(password, &params)
}

// Speak remembers which language somebody chose. Sessions go on.
func (p *People) Speak(ctx context.Context, account, language string) error {
	person, err := p.Person(ctx, account)
	if err != nil || person.Told() == language {
		return err
	}
	after := person
	after.Language, after.By = language, person.Actor()
	if _, err := p.putSince(ctx, person, after, cmp.Or(person.Since, person.Sequence)); !errors.Is(err, ErrAccountExists) {
		return err
	}
	return nil // the account changed meanwhile; it is remembered with the next choice or login
}

// endingTries bounds how often others may change an account while its sessions end.
const endingTries = 5

// EndSessions ends all sessions of an account, on every device: they are those of the
// version before.
func (p *People) EndSessions(ctx context.Context, account string) (err error) {
	for range endingTries {
		var person document.Person
		if person, err = p.Person(ctx, account); err != nil {
			return err
		}
		after := person
		after.By = person.Actor()
		if _, err = p.put(ctx, person, after); !errors.Is(err, ErrAccountExists) {
			break
		}
	}
	return err
}

// Disable takes an account's right to log in, for ever; its sessions end.
func (p *People) Disable(ctx context.Context, by document.Actor, account string) error {
	person, err := p.Person(ctx, account)
	if err != nil {
		return err
	}
	after := person
	after.Disabled, after.By = true, by
	_, err = p.put(ctx, person, after)
	return err
}
