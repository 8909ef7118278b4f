package service

import (
	"errors"
	"fmt"
	"time"

	"hecha/document"
	"hecha/storage"
)

// What the service refuses. Errors that are none of these, ErrBusy and *Invalid
// are those of disk and network: trying again later may help.
var (
	// ErrNotFound is also what somebody may not see.
	ErrNotFound  = storage.ErrNotFound
	ErrForbidden = errors.New("not allowed")
	// ErrStale tells that the application is no longer what the caller had before
	// their eyes.
	ErrStale = errors.New("the application has changed meanwhile")
	// ErrNotPossible tells that the application is in no state for it.
	ErrNotPossible = document.ErrNotPossible
	ErrTooLarge    = storage.ErrTooLarge
	// ErrFull tells that an application holds as many uploads as it may.
	ErrFull = errors.New("the application holds too many uploads")
	// ErrKeyReused tells that a request has the idempotency key of another one.
	ErrKeyReused = errors.New("the idempotency key belongs to another request")
	// ErrToken tells that a secret belongs to no token that counts.
	ErrToken = errors.New("no valid token")
)

// Busy tells that there is too much to do already.
type Busy struct{ After time.Duration } // come back then

func (b *Busy) Error() string {
	return fmt.Sprintf("too many uploads are waiting: come back in %s", b.After)
}

// Invalid tells what is wrong with something that was handed in.
type Invalid struct{ Reasons []document.Reason }

func (i *Invalid) Error() string { return fmt.Sprintf("invalid: %d mistakes", len(i.Reasons)) }

// Refused is an upload that cannot be read whatever follows its first bytes.
type Refused struct{ document.Problem }

func (r *Refused) Error() string { return "refused: " + r.Code }
