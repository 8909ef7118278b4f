package main

import (
	"bytes"
	"errors"
	"fmt"
	"image/jpeg"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/specimen"
	"hecha/storage/backup"
	"hecha/storage/index"
	"hecha/storage/storagetest"
)

// A service that is lost as a whole comes back from its backup, which was made while
// files were handed in: with the same rows in its index and the same results.
func TestBackupOfAService(t *testing.T) {
	t.Run("in a folder", func(t *testing.T) {
		first := program{t: t, dir: t.TempDir()}
		lose := func() error {
			first.says(1, "", "backup", first.dir) // into itself
			return os.RemoveAll(first.dir)
		}
		testBackup(t, first, program{t: t, dir: t.TempDir()}, lose)
	})
	t.Run("on S3", func(t *testing.T) {
		server, other := storagetest.MinIO(t), storagetest.MinIO(t)
		first := program{t: t, dir: t.TempDir(), env: onS3(server)}
		lose := func() error { return errors.Join(server.Stop(), os.RemoveAll(first.dir)) }
		testBackup(t, first, program{t: t, dir: t.TempDir(), env: onS3(other)}, lose)
	})
}

// onS3 are the variables of a program whose bucket is on a server.
func onS3(s storagetest.Server) []string {
	return []string{
		"HECHA_S3_ENDPOINT=http://" + s.Endpoint, "HECHA_S3_BUCKET=hecha",
		accessKeyVariable + "=" + s.AccessKey, secretKeyVariable + "=" + s.SecretKey,
	}
}

func testBackup(t *testing.T, first, second program, lose func() error) {
	folder := t.TempDir()
	address, stop := first.serve()
	secret, err := first.output("token", "add", "--account", "c-1", "--role", "candidate", "--scope", "read,hand_in")
	if err != nil {
		t.Fatal(err)
	}
	c := caller{t, client{"http://" + address, secret}}
	read := c.handIn(1)
	handing := make(chan map[string]string)
	go func() { handing <- c.handIn(2) }()
	first.says(0, "copied now", "backup", folder)
	program{t: t, dir: folder}.says(0, " 0 wrong", "verify")
	more := <-handing
	c.allRead(read, more)
	want := c.results(read, more)
	said := first.says(0, "copied now", "backup", folder)
	if strings.Contains(said, " 0 of them copied now") {
		t.Errorf("backup of what was handed in since: %s", said)
	}
	t.Logf("backup of a running service: %s", said)
	stop()
	rows := rowsOf(t, first)
	if err := lose(); err != nil {
		t.Fatal(err)
	}

	second.says(0, " 0 wrong", "restore", folder)
	t.Logf("restored: %s", second.says(0, " 0 wrong", "verify"))
	second.says(0, "2 applications", "reindex")
	if diff := cmp.Diff(rows, rowsOf(t, second)); diff != "" {
		t.Errorf("rows of the index (-lost +restored)\n%s", diff)
	}
	address, stop = second.serve()
	c = caller{t, client{"http://" + address, secret}}
	if diff := cmp.Diff(want, c.results(read, more)); diff != "" {
		t.Errorf("results (-lost +restored)\n%s", diff)
	}
	stop()

	bad := filepath.Join(folder, backup.Objects, "uploads", firstKey(read))
	if err := errors.Join(os.Chmod(bad, 0o600), os.Truncate(bad, 1000)); err != nil {
		t.Fatal(err)
	}
	third := program{t: t, dir: t.TempDir()}
	third.says(3, "wrong: uploads/"+firstKey(read), "restore", folder)
	second.says(3, "wrong: uploads/"+firstKey(read), "backup", folder)
	if err := os.Truncate(filepath.Join(folder, backup.List), 500); err != nil {
		t.Fatal(err)
	}
	third.says(1, "", "restore", folder)
}

// says runs a command that ends with a status and prints something.
func (p program) says(status int, want string, args ...string) string {
	p.t.Helper()
	cmd := p.command(args...)
	var told bytes.Buffer
	cmd.Stderr = &told
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		p.t.Fatal(err)
	}
	if got := cmd.ProcessState.ExitCode(); got != status || !strings.Contains(string(out), want) {
		p.t.Fatalf("%v: status %d, want %d and %q:\n%s%s", args, got, status, want, out, &told)
	}
	return strings.TrimSpace(string(out))
}

// caller hands in and looks, as a candidate does.
type caller struct {
	t *testing.T
	client
}

// handIn makes an application and hands two cards in; what it returns is the
// application by upload.
func (c caller) handIn(seed uint64) map[string]string {
	ctx, dir, handed := c.t.Context(), c.t.TempDir(), map[string]string{}
	id, err := c.create(ctx, document.Application{Exam: "一级建造师", ExamYear: 2020, EducationPath: document.PathRegular, EducationLevel: "本科", Name: "样本甲"})
	for n := range uint64(2) {
		var buf bytes.Buffer
		page := specimen.Draw(document.IDCardEmblem, specimen.Tune, 10*seed+n)[0]
		file := filepath.Join(dir, fmt.Sprint(n, ".jpg"))
		var sum string
		if err == nil {
			err = jpeg.Encode(&buf, page.Image, nil)
		}
		if err == nil {
			err = os.WriteFile(file, buf.Bytes(), 0o600)
		}
		if err == nil {
			sum, err = c.upload(ctx, id, file)
		}
		handed[sum] = id
	}
	if err != nil {
		c.t.Error(err)
	}
	return handed
}

// allRead waits until everything is read and the index says so.
func (c caller) allRead(handed ...map[string]string) {
	c.t.Helper()
	var list struct {
		Applications []struct{ Uploads, Unread int }
	}
	for end := time.Now().Add(2 * time.Minute); ; time.Sleep(100 * time.Millisecond) {
		err := c.ask(c.t.Context(), "GET", "/api/applications", nil, nil, &list)
		unread := func(a struct{ Uploads, Unread int }) bool { return a.Uploads != 2 || a.Unread > 0 }
		if err == nil && len(list.Applications) == len(handed) && !slices.ContainsFunc(list.Applications, unread) {
			return
		}
		if time.Now().After(end) {
			c.t.Fatalf("not read: %+v, %v", list, err)
		}
	}
}

// results are what was read, by upload.
func (c caller) results(handed ...map[string]string) map[string]document.Result {
	c.t.Helper()
	all := map[string]document.Result{}
	for _, uploads := range handed {
		for sum, id := range uploads {
			r, err := c.result(c.t.Context(), id, sum)
			if err != nil || len(r.Documents) == 0 {
				c.t.Fatalf("result %s: %+v, %v", sum, r, err)
			}
			all[sum] = r
		}
	}
	return all
}

// rowsOf are the rows of a program's index, while it does not run.
func rowsOf(t *testing.T, p program) string {
	t.Helper()
	x, err := index.Open(t.Context(), filepath.Join(p.dir, "index.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	return withoutLooks(dumpOf(t, x))
}

func firstKey(m map[string]string) string { return slices.Sorted(maps.Keys(m))[0] }
