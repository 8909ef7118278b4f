package web

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"
)

// maxOpen is how many uploads in pieces may be open at once for an application,
// and for an account.
const maxOpen = 50

// errOpen tells that so many are open already.
var errOpen = errors.New("too many uploads in pieces are open")

// pieces is the name of a file that is being collected: its application, the
// account that sends it and something random.
var pieces = regexp.MustCompile(`^([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{1,64})\.[a-z0-9]+$`)

// infoSuffix ends the name of what is known of a file beside its bytes.
const infoSuffix = ".info"

// spool is the folder of the files that are being collected.
type spool struct {
	dir string
	mu  sync.Mutex
}

// reserve makes the empty file that the pieces of an upload are collected in;
// errOpen if there are too many.
func (s *spool) reserve(application, account string) (id string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	files, err := os.ReadDir(s.dir)
	if err != nil {
		return "", fmt.Errorf("reserve pieces: %w", err)
	}
	ofApplication, ofAccount := 0, 0
	for _, f := range files {
		m := pieces.FindStringSubmatch(f.Name())
		if m != nil && m[1] == application {
			ofApplication++
		}
		if m != nil && m[2] == account {
			ofAccount++
		}
	}
	if max(ofApplication, ofAccount) >= maxOpen {
		return "", errOpen
	}
	id = application + "." + account + "." + strings.ToLower(rand.Text())
	if err := os.WriteFile(filepath.Join(s.dir, id), nil, 0o600); err != nil {
		return "", fmt.Errorf("reserve pieces: %w", err)
	}
	return id, nil
}

// CleanSpool removes the uploads in pieces of which nothing came since a time.
func CleanSpool(dir string, before time.Time) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		last, err := lastPiece(path)
		if err == nil && last.Before(before) {
			err = os.Remove(path)
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil // received meanwhile
		}
		return err
	})
}

// lastPiece is when the last bytes came of the upload that a file belongs to.
func lastPiece(path string) (time.Time, error) {
	info, err := os.Stat(strings.TrimSuffix(path, infoSuffix))
	if errors.Is(err, fs.ErrNotExist) {
		info, err = os.Stat(path)
	}
	if err != nil {
		return time.Time{}, err
	}
	return info.ModTime(), nil
}
