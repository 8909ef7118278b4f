package dir

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// workspace is a process's own folder for files on their way. It holds a lock on
// the folder as long as it lives, so that others can tell a running process from
// one that crashed.
type workspace struct {
	path string
	lock *os.File
}

// openWorkspace makes a folder below parent, after removing those that nobody
// holds.
func openWorkspace(parent string) (*workspace, error) {
	if err := os.MkdirAll(parent, folderMode); err != nil {
		return nil, err
	}
	// Between making a folder and locking it, nobody may take it for abandoned.
	gate, err := locked(parent, unix.LOCK_EX)
	if err != nil {
		return nil, err
	}
	defer gate.Close()
	if err := removeAbandoned(parent); err != nil {
		return nil, err
	}
	path, err := os.MkdirTemp(parent, "")
	if err != nil {
		return nil, err
	}
	lock, err := locked(path, unix.LOCK_EX)
	if err != nil {
		return nil, err
	}
	return &workspace{path, lock}, nil
}

// locked opens a folder and locks it; closing it, or the end of the process,
// unlocks it.
func locked(path string, how int) (*os.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	for {
		err = unix.Flock(int(f.Fd()), how)
		if !errors.Is(err, unix.EINTR) {
			break
		}
	}
	if err != nil {
		f.Close()
		return nil, &os.PathError{Op: "lock", Path: path, Err: err}
	}
	return f, nil
}

func removeAbandoned(parent string) error {
	entries, err := os.ReadDir(parent)
	if err != nil {
		return err
	}
	for _, e := range entries {
		path := filepath.Join(parent, e.Name())
		f, err := locked(path, unix.LOCK_EX|unix.LOCK_NB)
		if err != nil {
			continue // somebody is at work in there, or just left
		}
		err = os.RemoveAll(path)
		f.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *workspace) create() (*os.File, error) { return os.CreateTemp(w.path, "") }

func (w *workspace) close() error {
	return errors.Join(os.RemoveAll(w.path), w.lock.Close())
}
