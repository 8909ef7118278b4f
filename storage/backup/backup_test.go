package backup_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hecha/storage"
	"hecha/storage/backup"
	"hecha/storage/dir"
)

func open(t *testing.T, root string) *dir.Bucket {
	t.Helper()
	b, err := dir.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func put(t *testing.T, b storage.Bucket, key, content string) {
	t.Helper()
	if err := b.Create(t.Context(), key, strings.NewReader(content)); err != nil {
		t.Fatal(err)
	}
}

var received = time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)

// kit is a bucket with one object of each sort, and a folder for its backup.
type kit struct {
	t      *testing.T
	bucket *dir.Bucket
	folder string
	upload string // its key
}

func newKit(t *testing.T) kit {
	k := kit{t, open(t, t.TempDir()), t.TempDir(), storage.UploadKey(digest("scan"))}
	if err := k.bucket.CreateAt(t.Context(), k.upload, strings.NewReader("scan"), received); err != nil {
		t.Fatal(err)
	}
	put(t, k.bucket, storage.EventKey("a", 1), "created")
	put(t, k.bucket, storage.EventKey("a", 2), "upload added")
	put(t, k.bucket, storage.ResultKey(digest("scan"), digest("f")), "result")
	put(t, k.bucket, storage.PersonKey("p", 1), "")
	put(t, k.bucket, storage.MemoKey("read", digest("m")), "a memo")
	return k
}

func (k kit) objects() string { return filepath.Join(k.folder, backup.Objects) }

// options collect what is wrong, by key.
func options(wrong map[string]error) backup.Options {
	return backup.Options{Jobs: 3, Begin: func(int) {}, Seen: func(key string, err error) {
		if err != nil {
			wrong[key] = err
		}
	}}
}

func (k kit) makeFrom(b storage.Bucket) (s backup.Summary, wrong map[string]error, err error) {
	wrong = map[string]error{}
	s, err = backup.Make(k.t.Context(), b, open(k.t, k.objects()), k.folder, options(wrong))
	return s, wrong, err
}

// keeps makes a backup of which nothing is wrong.
func (k kit) keeps(want backup.Summary) {
	k.t.Helper()
	s, wrong, err := k.makeFrom(k.bucket)
	if err != nil || len(wrong) > 0 {
		k.t.Fatalf("%v, wrong: %v", err, wrong)
	}
	if diff := cmp.Diff(want, s); diff != "" {
		k.t.Errorf("summary (-want +got)\n%s", diff)
	}
}

func (k kit) restoreTo(root string) (s backup.Summary, wrong map[string]error, err error) {
	wrong = map[string]error{}
	s, err = backup.Restore(k.t.Context(), open(k.t, k.objects()), open(k.t, root), k.folder, options(wrong))
	return s, wrong, err
}

// content is every object of a bucket, memos apart.
func content(t *testing.T, b storage.Bucket) map[string]string {
	t.Helper()
	all := map[string]string{}
	for info, err := range storage.New(b, "").Objects(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		r, err := b.Open(t.Context(), info.Key, 0, 0)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			t.Fatal(err)
		}
		all[info.Key] = string(data)
	}
	return all
}

// damage puts other bytes in the place of an object; none at all if they are nil.
func damage(t *testing.T, root, key string, with []byte) {
	t.Helper()
	path := filepath.Join(root, key)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if with == nil {
		return
	}
	if err := os.WriteFile(path, with, 0o600); err != nil {
		t.Fatal(err)
	}
}

// A backup grows by what is new, and what is restored from it is the bucket: the
// same objects, received at the same time.
func TestBackupAndRestore(t *testing.T) {
	k := newKit(t)
	k.keeps(backup.Summary{Objects: 5, Copied: 5, Bytes: 29})
	put(t, k.bucket, storage.EventKey("a", 3), "submitted")
	k.keeps(backup.Summary{Objects: 6, Copied: 1, Bytes: 9})
	k.keeps(backup.Summary{Objects: 6})
	check := exec.Command("sha256sum", "--check", "--strict", "--quiet", backup.List)
	check.Dir = k.folder
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("sha256sum: %v\n%s", err, out)
	}
	root := t.TempDir()
	s, wrong, err := k.restoreTo(root)
	if err != nil || len(wrong) > 0 || s.Copied != 6 {
		t.Fatalf("%+v, %v, wrong: %v", s, err, wrong)
	}
	restored := open(t, root)
	if diff := cmp.Diff(content(t, k.bucket), content(t, restored)); diff != "" {
		t.Errorf("(-bucket +restored)\n%s", diff)
	}
	if info, err := restored.Stat(t.Context(), k.upload); err != nil || !info.Created.Equal(received) {
		t.Errorf("received at %s, %v; want %s", info.Created, err, received)
	}
	if s, wrong, err := k.restoreTo(root); err != nil || len(wrong) > 0 || s != (backup.Summary{Objects: 6}) {
		t.Errorf("restored again: %+v, %v, wrong: %v", s, err, wrong)
	}
}

// Whatever happens to a backup is noticed when it is restored, and what is well is
// restored all the same.
func TestRestoreNamesWhatIsDamaged(t *testing.T) {
	event := storage.EventKey("a", 2)
	for name, tc := range map[string]struct {
		key  string
		with []byte
		want error
	}{
		"a byte":                  {event, []byte("upload adde_"), storage.ErrCorrupt},
		"cut short":               {event, []byte("upload"), storage.ErrCorrupt},
		"emptied":                 {event, []byte{}, storage.ErrCorrupt},
		"longer":                  {event, []byte("upload added twice"), storage.ErrCorrupt},
		"the last event is gone":  {event, nil, storage.ErrNotFound},
		"an empty one is no more": {storage.PersonKey("p", 1), []byte("x"), storage.ErrCorrupt},
	} {
		t.Run(name, func(t *testing.T) {
			k := newKit(t)
			k.keeps(backup.Summary{Objects: 5, Copied: 5, Bytes: 29})
			damage(t, k.objects(), tc.key, tc.with)
			root := t.TempDir()
			s, wrong, err := k.restoreTo(root)
			if err != nil || s.Wrong != 1 || s.Copied != 4 || !errors.Is(wrong[tc.key], tc.want) {
				t.Errorf("%+v, %v, wrong: %v", s, err, wrong)
			}
			want := content(t, k.bucket)
			delete(want, tc.key)
			if diff := cmp.Diff(want, content(t, open(t, root))); diff != "" {
				t.Errorf("(-want +restored)\n%s", diff)
			}
		})
	}
}

func TestListIsDamaged(t *testing.T) {
	k := newKit(t)
	k.keeps(backup.Summary{Objects: 5, Copied: 5, Bytes: 29})
	path := filepath.Join(k.folder, backup.List)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(whole), "\n")
	for name, list := range map[string]string{
		"without its end":    strings.Join(lines[:5], ""),
		"cut within a line":  string(whole[:100]),
		"empty":              "",
		"without a line":     strings.Join(lines[1:], ""),
		"in another order":   lines[1] + lines[0] + strings.Join(lines[2:], ""),
		"with a line behind": string(whole) + lines[0],
		"a way out":          strings.Replace(string(whole), "bucket/applications", "bucket/../applications", 1),
	} {
		if err := os.WriteFile(path, []byte(list), 0o600); err != nil {
			t.Fatal(err)
		}
		root := t.TempDir()
		if _, _, err := k.restoreTo(root); !errors.Is(err, backup.ErrList) || len(content(t, open(t, root))) > 0 {
			t.Errorf("%s: restore: %v, want %v", name, err, backup.ErrList)
		}
		if _, _, err := k.makeFrom(k.bucket); !errors.Is(err, backup.ErrList) {
			t.Errorf("%s: make: %v, want %v", name, err, backup.ErrList)
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, _, err := k.restoreTo(t.TempDir()); !errors.Is(err, backup.ErrNoBackup) {
		t.Errorf("no list: %v, want %v", err, backup.ErrNoBackup)
	}
}

// A bucket that lost something, or another one, never gets into a backup.
func TestMakeOfAnotherBucket(t *testing.T) {
	k := newKit(t)
	k.keeps(backup.Summary{Objects: 5, Copied: 5, Bytes: 29})
	other := open(t, t.TempDir())
	put(t, other, storage.EventKey("b", 1), "created")
	if _, _, err := k.makeFrom(other); !errors.Is(err, backup.ErrLost) {
		t.Errorf("%v, want %v", err, backup.ErrLost)
	}
	if _, found := content(t, open(t, k.objects()))[storage.EventKey("b", 1)]; found {
		t.Error("it was copied")
	}
}

// A backup is restored into an empty bucket, or into what an earlier try left.
func TestRestoreIntoABucketThatIsInUse(t *testing.T) {
	k := newKit(t)
	k.keeps(backup.Summary{Objects: 5, Copied: 5, Bytes: 29})
	begun := t.TempDir()
	put(t, open(t, begun), storage.EventKey("a", 1), "created")
	if s, wrong, err := k.restoreTo(begun); err != nil || len(wrong) > 0 || s.Copied != 4 {
		t.Errorf("begun: %+v, %v, wrong: %v", s, err, wrong)
	}
	used := t.TempDir()
	put(t, open(t, used), storage.EventKey("b", 1), "created")
	if _, _, err := k.restoreTo(used); !errors.Is(err, backup.ErrNotEmpty) || len(content(t, open(t, used))) != 1 {
		t.Errorf("used: %v, want %v", err, backup.ErrNotEmpty)
	}
	differs := t.TempDir()
	put(t, open(t, differs), storage.EventKey("a", 1), "CREATED")
	if _, wrong, err := k.restoreTo(differs); err != nil || !errors.Is(wrong[storage.EventKey("a", 1)], storage.ErrCorrupt) {
		t.Errorf("another object there: %v, wrong: %v", err, wrong)
	}
}

// What is damaged in the bucket is named, does not stop the rest, and is made good
// by a later backup when it is mended.
func TestMakeNamesWhatIsWrong(t *testing.T) {
	k := newKit(t)
	bad := storage.UploadKey(digest("other"))
	put(t, k.bucket, bad, "not that")
	put(t, k.bucket, storage.EventKey("b", 2), "the first is gone")
	s, wrong, err := k.makeFrom(k.bucket)
	if err != nil || s.Wrong != 2 || !errors.Is(wrong[bad], storage.ErrCorrupt) || !errors.Is(wrong[storage.EventKey("b", 1)], storage.ErrNotFound) {
		t.Errorf("%+v, %v, wrong: %v", s, err, wrong)
	}
	put(t, k.bucket, storage.EventKey("b", 1), "found")
	if s, wrong, err := k.makeFrom(k.bucket); err != nil || s.Copied != 1 || len(wrong) != 1 {
		t.Errorf("once more: %+v, %v, wrong: %v", s, err, wrong)
	}
}

// An object that the backup lost is copied anew; one that it damaged is named, as
// long as its length tells.
func TestMakeLooksAtTheBackup(t *testing.T) {
	k := newKit(t)
	k.keeps(backup.Summary{Objects: 5, Copied: 5, Bytes: 29})
	damage(t, k.objects(), k.upload, nil)
	k.keeps(backup.Summary{Objects: 5, Copied: 1, Bytes: 4})
	damage(t, k.objects(), k.upload, []byte("sca"))
	if _, wrong, err := k.makeFrom(k.bucket); err != nil || !errors.Is(wrong[k.upload], storage.ErrCorrupt) {
		t.Errorf("%v, wrong: %v", err, wrong)
	}
}

// interrupted is a bucket that breaks down at an object.
type interrupted struct {
	storage.Bucket
	at string
}

var errBroken = errors.New("the network is gone")

func (b interrupted) Open(ctx context.Context, key string, offset, length int64) (io.ReadCloser, error) {
	if key == b.at {
		return nil, errBroken
	}
	return b.Bucket.Open(ctx, key, offset, length)
}

// A backup that was interrupted leaves the one before as it was, and the next goes
// on.
func TestInterrupted(t *testing.T) {
	k := newKit(t)
	if _, _, err := k.makeFrom(interrupted{k.bucket, k.upload}); !errors.Is(err, errBroken) {
		t.Fatal(err)
	}
	if _, _, err := k.restoreTo(t.TempDir()); !errors.Is(err, backup.ErrNoBackup) {
		t.Errorf("%v, want %v", err, backup.ErrNoBackup)
	}
	s, wrong, err := k.makeFrom(k.bucket)
	if err != nil || len(wrong) > 0 || s.Objects != 5 || s.Copied == 0 {
		t.Errorf("%+v, %v, wrong: %v", s, err, wrong)
	}
	left, err := filepath.Glob(filepath.Join(k.folder, ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("%v is left over, %v", left, err)
	}
}

// hiding is a bucket whose listing misses what was written just before what it
// shows, as one may that is read while others write.
type hiding struct {
	storage.Bucket
	keys []string
}

func (b hiding) List(ctx context.Context, prefix, after string) iter.Seq2[storage.Info, error] {
	return func(yield func(storage.Info, error) bool) {
		for info, err := range b.Bucket.List(ctx, prefix, after) {
			hidden := false
			for _, key := range b.keys {
				hidden = hidden || info.Key == key
			}
			if !hidden && !yield(info, err) {
				return
			}
		}
	}
}

// Chains are whole in a backup, whatever a listing saw of them.
func TestListingWhileOthersWrite(t *testing.T) {
	k := newKit(t)
	for n := range 3 {
		put(t, k.bucket, storage.EventKey("b", n+1), fmt.Sprint(n))
		put(t, k.bucket, storage.PersonKey("q", n+1), fmt.Sprint(n))
		put(t, k.bucket, storage.BulletinKey(n+1), fmt.Sprint(n))
	}
	hides := hiding{k.bucket, []string{storage.EventKey("b", 1), storage.EventKey("b", 2), storage.PersonKey("q", 2), storage.BulletinKey(1), storage.BulletinKey(2)}}
	for range 2 {
		if _, wrong, err := k.makeFrom(hides); err != nil || len(wrong) > 0 {
			t.Fatalf("%v, wrong: %v", err, wrong)
		}
	}
	if diff := cmp.Diff(content(t, k.bucket), content(t, open(t, k.objects()))); diff != "" {
		t.Errorf("(-bucket +backup)\n%s", diff)
	}
}
