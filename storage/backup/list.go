package backup

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"hecha/document"
	"hecha/storage"
)

// The parts of a backup's folder.
const (
	Objects = "bucket"     // a folder: the bucket
	List    = "SHA256SUMS" // what is in it
)

// ErrList tells that a list is not one that Make wrote to its end.
var ErrList = errors.New("the list of the backup is damaged")

// entry is an object of a backup.
type entry struct {
	key    string
	sha256 string // of its bytes
}

// A line is the digest, two blanks and the path of the object. The last line
// counts the others: a list that was cut short lacks it.
const (
	between = "  " + Objects + "/"
	lastFmt = "# %d objects, %s\n"
)

// readList yields the entries of the list in a folder, by ascending keys; none
// where there is no list. An error, ErrList for what Make does not write, is the
// last thing yielded: what was yielded before it proves nothing.
func readList(ctx context.Context, folder string) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		f, err := os.Open(filepath.Join(folder, List))
		if errors.Is(err, fs.ErrNotExist) {
			return
		}
		if err != nil {
			yield(entry{}, err)
			return
		}
		defer f.Close()
		lines, n, last := bufio.NewScanner(f), 0, ""
		for lines.Scan() {
			var objects int
			if c, _ := fmt.Sscanf(lines.Text(), lastFmt, &objects, new(string)); c > 0 && objects == n && !lines.Scan() {
				return
			}
			e, ok := parseLine(lines.Text())
			if !ok || e.key <= last {
				yield(entry{}, fmt.Errorf("%w: line %d", ErrList, n+1))
				return
			}
			if !yield(e, ctx.Err()) || ctx.Err() != nil {
				return
			}
			n, last = n+1, e.key
		}
		yield(entry{}, errors.Join(fmt.Errorf("%w: it has no end after line %d", ErrList, n), lines.Err()))
	}
}

// countList reads the whole list in a folder and proves its form.
func countList(ctx context.Context, folder string) (n int, err error) {
	for _, err := range readList(ctx, folder) {
		if err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}

func parseLine(line string) (e entry, ok bool) {
	e.sha256, e.key, ok = strings.Cut(line, between)
	return e, ok && document.IsSHA256(e.sha256) && storage.CheckKey(e.key) == nil
}

// listWriter writes a list beside the one that counts.
type listWriter struct {
	file *os.File
	w    *bufio.Writer
	n    int
}

func newList(folder string) (*listWriter, error) {
	f, err := os.CreateTemp(folder, "."+List+"-*") // mode 0600
	if err != nil {
		return nil, err
	}
	return &listWriter{file: f, w: bufio.NewWriter(f)}, nil
}

func (l *listWriter) add(e entry) error {
	l.n++
	_, err := l.w.WriteString(e.sha256 + between + e.key + "\n")
	return err
}

// commit puts the list in the place of the one before.
func (l *listWriter) commit(now time.Time) error {
	_, err := fmt.Fprintf(l.w, lastFmt, l.n, now.UTC().Format(time.RFC3339))
	if err = errors.Join(err, l.w.Flush(), l.file.Sync()); err != nil {
		return err
	}
	folder := filepath.Dir(l.file.Name())
	if err := os.Rename(l.file.Name(), filepath.Join(folder, List)); err != nil {
		return err
	}
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// close removes what was not committed.
func (l *listWriter) close() error {
	l.file.Close()
	if err := os.Remove(l.file.Name()); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
