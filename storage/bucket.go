package storage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Bucket keeps objects by key. All methods are safe for concurrent use, by any
// number of processes. Keys are what CheckKey accepts; another one is
// ErrInvalidKey. A cancelled context ends every method soon with the context's
// error.
type Bucket interface {
	// Create stores body under key. If anything is stored there already, be it
	// the same bytes, it changes nothing and returns ErrExists: of any number of
	// writers of one key exactly one succeeds.
	//
	// Once Create has returned nil, the object is whole and stays so through a
	// crash of the machine, except below memo/, where it may be lost or damaged.
	// Before, no reader sees any part of it. After an error other than ErrExists
	// the object may have been stored or not.
	//
	// The body is read from its start, more than once where something has to be
	// tried again, and never after Create has returned.
	Create(ctx context.Context, key string, body io.ReadSeeker) error

	// CreateAt is Create for an object that was first created elsewhere: Stat
	// tells created from then on, to the second at least, also when a backup brings
	// it to yet another place. List may tell when CreateAt was called.
	CreateAt(ctx context.Context, key string, body io.ReadSeeker, created time.Time) error

	// Open reads an object from offset on: length bytes, or all that follow if
	// length is 0. A range that ends behind the object ends with it; one that
	// begins at its end or behind, other than at 0, is ErrRange. A key under
	// which nothing is stored is ErrNotFound. The caller closes the reader; the
	// context must live until then.
	//
	// The bytes are what is stored, right or wrong: proving them is the
	// Repository's.
	Open(ctx context.Context, key string, offset, length int64) (io.ReadCloser, error)

	// Stat tells about an object; ErrNotFound if there is none.
	Stat(ctx context.Context, key string) (Info, error)

	// List yields the objects whose keys begin with prefix and are greater than
	// after, by ascending bytes of their keys. What is created meanwhile may be
	// among them or not; everything else is yielded exactly once. An error is
	// the last thing yielded.
	List(ctx context.Context, prefix, after string) iter.Seq2[Info, error]

	// Delete removes an object below memo/; anywhere else it is ErrWriteOnce.
	// Removing what is not there is no error.
	Delete(ctx context.Context, key string) error
}

// Info is what a bucket knows about an object.
type Info struct {
	Key     string
	Size    int64     // in bytes
	Created time.Time // UTC; whole seconds on some servers
}

// What a Bucket and a Repository return beside the context's errors and those of
// disk and network.
var (
	ErrExists     = errors.New("exists already")
	ErrNotFound   = errors.New("not found")
	ErrRange      = errors.New("range begins behind the object")
	ErrWriteOnce  = errors.New("written once and never deleted")
	ErrInvalidKey = errors.New("invalid key")
)

// maxSegment is what file systems take for one name; maxKey is S3's limit.
const (
	maxSegment = 255
	maxKey     = 1024
)

// CheckKey tells by an error, ErrInvalidKey, why no bucket takes key. A key is
// UTF-8 without control characters and backslashes, in segments between slashes
// of which none is empty, begins with a dot or is longer than 255 bytes; 1,024
// bytes in all. No key may go on where another one ends: with a/b stored, a/b/c
// cannot be, for one would be a file and the other its folder.
func CheckKey(key string) error {
	reason := ""
	switch {
	case key == "":
		reason = "empty"
	case len(key) > maxKey:
		reason = "longer than 1024 bytes"
	case !utf8.ValidString(key):
		reason = "not UTF-8"
	case strings.ContainsFunc(key, func(r rune) bool { return unicode.IsControl(r) || r == '\\' }):
		reason = "has a control character or backslash"
	}
	for segment := range strings.SplitSeq(key, "/") {
		if reason == "" && (segment == "" || segment[0] == '.' || len(segment) > maxSegment) {
			reason = "has a segment that is empty, too long or begins with a dot"
		}
	}
	if reason == "" {
		return nil
	}
	return fmt.Errorf("%w %q: %s", ErrInvalidKey, key, reason)
}

// CheckDelete tells by an error, ErrWriteOnce, that key may not be deleted.
// Every Bucket asks it first.
func CheckDelete(key string) error {
	if err := CheckKey(key); err != nil {
		return err
	}
	if !Disposable(key) {
		return fmt.Errorf("delete %s: %w", key, ErrWriteOnce)
	}
	return nil
}

// Disposable tells whether key is below memo/: what can be made again and needs
// no care to survive a crash.
func Disposable(key string) bool { return strings.HasPrefix(key, memoPrefix) }
