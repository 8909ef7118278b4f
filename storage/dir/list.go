package dir

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"hecha/storage"
)

// List implements storage.Bucket.
func (b *Bucket) List(ctx context.Context, prefix, after string) iter.Seq2[storage.Info, error] {
	return func(yield func(storage.Info, error) bool) {
		// Only the folder that the prefix is in needs to be walked.
		folder := b.root
		if i := strings.LastIndexByte(prefix, '/'); i >= 0 {
			if err := storage.CheckKey(prefix[:i]); err != nil {
				return // no key begins like that
			}
			folder = filepath.Join(b.root, filepath.FromSlash(prefix[:i]))
		}
		w := walk{b, ctx, prefix, after, yield}
		w.folder(folder)
	}
}

// walk is one listing on its way.
type walk struct {
	bucket        *Bucket
	ctx           context.Context
	prefix, after string
	yield         func(storage.Info, error) bool
}

// folder yields the objects in path and below; more is false when the listing is
// over.
func (w *walk) folder(path string) (more bool) {
	for e, err := range entriesOf(path, inMemory) {
		if err == nil {
			err = w.ctx.Err()
		}
		if err != nil {
			return w.fail(path, err)
		}
		key := w.bucket.keyOf(filepath.Join(path, e.Name()))
		if e.IsDir() {
			if w.mayHold(key+"/") && !w.folder(filepath.Join(path, e.Name())) {
				return false
			}
			continue
		}
		if !strings.HasPrefix(key, w.prefix) || key <= w.after {
			continue
		}
		if !w.object(path, key, e) {
			return false
		}
	}
	return true
}

// mayHold tells whether keys that begin with folder may be in the listing.
func (w *walk) mayHold(folder string) bool {
	if !strings.HasPrefix(folder, w.prefix) && !strings.HasPrefix(w.prefix, folder) {
		return false
	}
	return folder > w.after || strings.HasPrefix(w.after, folder)
}

func (w *walk) object(path, key string, e fs.DirEntry) (more bool) {
	info, err := e.Info()
	switch {
	case err != nil && errors.Is(translated(err), storage.ErrNotFound):
		return true // a memo that was deleted just now
	case err != nil:
		return w.fail(path, err)
	case !info.Mode().IsRegular():
		return true
	}
	return w.yield(storage.Info{Key: key, Size: info.Size(), Created: info.ModTime().UTC()}, nil)
}

// fail ends the listing with an error, unless the folder is not there: then it
// is empty.
func (w *walk) fail(path string, err error) (more bool) {
	if errors.Is(translated(err), storage.ErrNotFound) {
		return true
	}
	w.yield(storage.Info{}, fmt.Errorf("list %s: %w", path, err))
	return false
}

// inMemory is how many entries of one folder are held to be sorted; about a
// hundred bytes each. A folder with more is read several times.
const inMemory = 20_000

// entriesOf yields the entries of a folder in the order of the keys that they
// begin: a folder a sorts as "a/", behind a file "a-". No more than twice limit of
// them are held at a time.
func entriesOf(path string, limit int) iter.Seq2[fs.DirEntry, error] {
	return func(yield func(fs.DirEntry, error) bool) {
		var last fs.DirEntry
		for {
			next, err := entriesAfter(path, last, limit)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, e := range next {
				if !yield(e, nil) {
					return
				}
			}
			if len(next) < limit {
				return
			}
			last = next[limit-1]
		}
	}
}

// entriesAfter are the first entries, at most limit, behind last in order; nil
// is in front of all.
func entriesAfter(path string, last fs.DirEntry, limit int) ([]fs.DirEntry, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var first []fs.DirEntry
	for {
		some, err := f.ReadDir(1000)
		for _, e := range some {
			if !strings.HasPrefix(e.Name(), ".") && (last == nil || compareNames(e, last) > 0) {
				first = append(first, e)
			}
		}
		end := errors.Is(err, io.EOF)
		if err != nil && !end {
			return nil, err
		}
		if end || len(first) >= 2*limit {
			slices.SortFunc(first, compareNames)
			first = slices.Clone(first[:min(len(first), limit)])
		}
		if end {
			return first, nil
		}
	}
}

func compareNames(a, b fs.DirEntry) int {
	x, y := a.Name(), b.Name()
	n := min(len(x), len(y))
	if c := cmp.Compare(x[:n], y[:n]); c != 0 {
		return c
	}
	return cmp.Compare(end(x[n:], a), end(y[n:], b))
}

// end is what follows the common start of two names.
func end(rest string, e fs.DirEntry) string {
	if e.IsDir() {
		return rest + "/"
	}
	return rest
}
