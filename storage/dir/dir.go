// Package dir is a bucket in a local directory: every object is a file whose
// path is its key, so that the folder can be looked at, copied to S3 and backed
// up with any tool. Files are written aside, synced and linked into place, which
// fails if the name is taken: the file system decides who was first, between
// processes too.
package dir

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"golang.org/x/sys/unix"

	"hecha/storage"
)

// The folder may hold personal data: nobody but its owner looks in, and nobody
// writes an object twice.
const (
	folderMode = 0o700
	objectMode = 0o400
)

// Bucket is a directory. It is safe for concurrent use.
type Bucket struct {
	root string
	temp *workspace

	mu     sync.Mutex
	synced map[string]bool // folders whose own entry is known to be on disk
}

var _ storage.Bucket = (*Bucket)(nil)

// Open is the bucket in the directory root, which is made if it is not there.
// What processes that crashed left half written is removed. The caller closes
// the bucket.
func Open(root string) (*Bucket, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, fmt.Errorf("open bucket: %w", err)
	}
	if err := os.MkdirAll(root, folderMode); err != nil {
		return nil, fmt.Errorf("open bucket: %w", err)
	}
	temp, err := openWorkspace(filepath.Join(root, ".tmp"))
	if err != nil {
		return nil, fmt.Errorf("open bucket %s: %w", root, err)
	}
	return &Bucket{root: root, temp: temp, synced: map[string]bool{root: true}}, nil
}

// Close gives up the bucket's workspace. No method may be running or follow.
func (b *Bucket) Close() error { return b.temp.close() }

// Create implements storage.Bucket.
func (b *Bucket) Create(ctx context.Context, key string, body io.ReadSeeker) error {
	return b.CreateAt(ctx, key, body, time.Time{})
}

// CreateAt implements storage.Bucket; a zero time is now.
func (b *Bucket) CreateAt(ctx context.Context, key string, body io.ReadSeeker, created time.Time) (err error) {
	path, err := b.path(ctx, key)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("create %s: %w", key, storage.ErrExists)
	}
	durable := !storage.Disposable(key)
	if err := b.folder(filepath.Dir(path), durable); err != nil {
		return fmt.Errorf("create %s: %w", key, err)
	}
	temp, err := b.write(ctx, body, created, durable)
	if err != nil {
		return fmt.Errorf("create %s: %w", key, err)
	}
	defer func() { err = errors.Join(err, os.Remove(temp)) }()
	// A link, unlike a rename, never replaces what is there.
	switch err := os.Link(temp, path); {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("create %s: %w", key, storage.ErrExists)
	case err != nil:
		return fmt.Errorf("create %s: %w", key, err)
	}
	if !durable {
		return nil
	}
	if err := syncFolder(filepath.Dir(path)); err != nil {
		return fmt.Errorf("create %s: %w", key, err)
	}
	return nil
}

// write puts body into a new file of the workspace.
func (b *Bucket) write(ctx context.Context, body io.ReadSeeker, created time.Time, durable bool) (path string, err error) {
	if _, err := body.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	f, err := b.temp.create()
	if err != nil {
		return "", err
	}
	defer func() {
		err = errors.Join(err, f.Close())
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if _, err := io.Copy(f, contextReader{ctx, body}); err != nil {
		return "", err
	}
	if err := f.Chmod(objectMode); err != nil {
		return "", err
	}
	if !created.IsZero() {
		if err := os.Chtimes(f.Name(), created, created); err != nil {
			return "", err
		}
	}
	if durable {
		return f.Name(), f.Sync()
	}
	return f.Name(), nil
}

// folder makes path and what is missing above it. With durable, the entry of
// each in its parent is on disk before anything is put inside.
func (b *Bucket) folder(path string, durable bool) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.synced[path] {
		return nil
	}
	if !durable {
		return os.MkdirAll(path, folderMode)
	}
	var missing []string
	for p := path; !b.synced[p]; p = filepath.Dir(p) {
		missing = append(missing, p)
	}
	for i := len(missing) - 1; i >= 0; i-- {
		if err := os.Mkdir(missing[i], folderMode); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		// Also when it was there: whoever made it may not have got this far.
		if err := syncFolder(filepath.Dir(missing[i])); err != nil {
			return err
		}
		if len(b.synced) > maxSynced {
			b.synced = map[string]bool{b.root: true}
		}
		b.synced[missing[i]] = true
	}
	return nil
}

// maxSynced bounds the memory for folders that are known to be on disk.
const maxSynced = 100_000

func syncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// Open implements storage.Bucket.
func (b *Bucket) Open(ctx context.Context, key string, offset, length int64) (io.ReadCloser, error) {
	path, err := b.path(ctx, key)
	if err != nil {
		return nil, err
	}
	f, info, err := open(path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", key, err)
	}
	rest := info.Size() - offset
	if offset < 0 || length < 0 || offset > 0 && rest <= 0 {
		f.Close()
		return nil, fmt.Errorf("open %s at %d: %w", key, offset, storage.ErrRange)
	}
	if length > 0 {
		rest = min(rest, length)
	}
	return object{contextReader{ctx, io.NewSectionReader(f, offset, rest)}, f}, nil
}

// open opens a file that is an object.
func open(path string) (*os.File, fs.FileInfo, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, translated(err)
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = storage.ErrNotFound
	}
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return f, info, nil
}

// translated tells by the bucket's own errors what the file system said.
func translated(err error) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, unix.ENOTDIR) {
		return storage.ErrNotFound
	}
	return err
}

// Stat implements storage.Bucket.
func (b *Bucket) Stat(ctx context.Context, key string) (storage.Info, error) {
	path, err := b.path(ctx, key)
	if err != nil {
		return storage.Info{}, err
	}
	info, err := os.Lstat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = storage.ErrNotFound
	}
	if err != nil {
		return storage.Info{}, fmt.Errorf("stat %s: %w", key, translated(err))
	}
	return storage.Info{Key: key, Size: info.Size(), Created: info.ModTime().UTC()}, nil
}

// Delete implements storage.Bucket.
func (b *Bucket) Delete(ctx context.Context, key string) error {
	if err := storage.CheckDelete(key); err != nil {
		return err
	}
	path, err := b.path(ctx, key)
	if err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(translated(err), storage.ErrNotFound) {
		return fmt.Errorf("delete %s: %w", key, err)
	}
	return nil
}

// path is where the object with this key lies, after everything that every
// method checks first.
func (b *Bucket) path(ctx context.Context, key string) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if err := storage.CheckKey(key); err != nil {
		return "", err
	}
	return filepath.Join(b.root, filepath.FromSlash(key)), nil
}

// object is a part of a file being read.
type object struct {
	io.Reader
	io.Closer
}

// contextReader ends when the context does.
type contextReader struct {
	ctx context.Context
	io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.Reader.Read(p)
}

// keyOf is the key of a path below root.
func (b *Bucket) keyOf(path string) string {
	return filepath.ToSlash(strings.TrimPrefix(path, b.root+string(filepath.Separator)))
}
