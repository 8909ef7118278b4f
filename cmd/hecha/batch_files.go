package main

import (
	"context"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// input is a file that is to be read, or an upload that is in the bucket.
type input struct {
	file   string
	upload string // SHA-256, if there is no file
}

// inputs yields what is to be read, however much it is. An error is about one
// input, whose name it is yielded with.
type inputs = iter.Seq2[input, error]

// filesBelow yields the files among paths and those in its folders and their
// folders. Files and folders whose name begins with a dot are left out, unless
// they are named; links to files are followed, links to folders are not. Pipes and
// devices are left out, and an error where they are named.
func filesBelow(ctx context.Context, paths []string) inputs {
	return func(yield func(input, error) bool) {
		for _, path := range paths {
			root, err := filepath.EvalSymlinks(path)
			if err != nil {
				if !yield(input{file: path}, &fileError{err}) {
					return
				}
				continue
			}
			if !walkFiles(ctx, path, root, yield) {
				return
			}
		}
	}
}

// walkFiles yields the files below root under the name that its user gave it;
// more is false when nobody wants more.
func walkFiles(ctx context.Context, name, root string, yield func(input, error) bool) (more bool) {
	more = true
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		file := name + strings.TrimPrefix(path, root)
		switch {
		case ctx.Err() != nil:
			more = false
		case err != nil:
			more = yield(input{file: file}, &fileError{fmt.Errorf("list: %w", err)})
		case path != root && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case isFile(path, d):
			more = yield(input{file: file}, nil)
		case path == root && !d.IsDir():
			more = yield(input{file: file}, &fileError{fmt.Errorf("%s is neither a file nor a folder", file)})
		}
		if !more {
			return fs.SkipAll
		}
		return nil
	})
	return more && err == nil
}

// isFile tells whether d is a file, or a link to one or to nowhere: then opening
// it will say so.
func isFile(path string, d fs.DirEntry) bool {
	if d.Type()&fs.ModeSymlink == 0 {
		return d.Type().IsRegular()
	}
	info, err := os.Stat(path)
	return err != nil || info.Mode().IsRegular()
}

// unread yields the uploads that the bucket holds and that this version has not
// read yet.
func (b *batch) unread(ctx context.Context) inputs {
	return func(yield func(input, error) bool) {
		for u, err := range b.repository.Unread(ctx, b.scanner.processor.Fingerprint()) {
			if !yield(input{upload: u.SHA256}, err) {
				return
			}
		}
	}
}
