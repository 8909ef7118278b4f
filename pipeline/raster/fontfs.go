package raster

import (
	"io"
	"io/fs"
	"path"
	"strings"
	"time"
)

// fontFS is the file system that PDFium sees: nothing but fonts, at the place
// where it looks for them. The directories above must be there, empty as they
// are: PDFium gives up a directory when it cannot stat the one above it.
type fontFS struct{ fonts fs.FS }

// Open implements fs.FS.
func (f fontFS) Open(name string) (fs.File, error) {
	place := strings.TrimPrefix(DefaultFontDir, "/")
	switch {
	case !fs.ValidPath(name):
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	case name == place:
		return f.fonts.Open(".")
	case strings.HasPrefix(name, place+"/"):
		return f.fonts.Open(strings.TrimPrefix(name, place+"/"))
	case name == "." || strings.HasPrefix(place, name+"/"):
		return emptyDir(path.Base(name)), nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// emptyDir is an empty directory by its name: file and information in one.
type emptyDir string

func (d emptyDir) Stat() (fs.FileInfo, error)           { return d, nil }
func (d emptyDir) Read([]byte) (int, error)             { return 0, fs.ErrInvalid }
func (d emptyDir) Close() error                         { return nil }
func (d emptyDir) ReadDir(n int) ([]fs.DirEntry, error) { return nil, endOfDir(n) }
func (d emptyDir) Name() string                         { return string(d) }
func (d emptyDir) Size() int64                          { return 0 }
func (d emptyDir) Mode() fs.FileMode                    { return fs.ModeDir | 0o555 }
func (d emptyDir) ModTime() time.Time                   { return time.Time{} }
func (d emptyDir) IsDir() bool                          { return true }
func (d emptyDir) Sys() any                             { return nil }

// endOfDir is what ReadDir returns at the end: an error only if asked for a
// number of entries.
func endOfDir(n int) error {
	if n > 0 {
		return io.EOF
	}
	return nil
}
