package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hecha/specimen"
	"hecha/storage"
)

// drawn is a folder with n files of one paper each.
func drawn(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	err := specimen.WriteDataset(t.Context(), dir, specimen.Options{
		Split: specimen.Tune, Seed: 99, Count: n, Workers: 2, Degradations: []specimen.Degradation{specimen.Clean},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "truth.json")); err != nil {
		t.Fatal(err)
	}
	return dir
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestFilesBelow(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"b.jpg", "a/1.jpg", "a/deep/er/2.pdf", "a/.DS_Store", ".trash/3.jpg", "other/4.jpg"} {
		write(t, filepath.Join(root, name), nil)
	}
	for from, to := range map[string]string{"a/link.jpg": "../other/4.jpg", "a/nowhere.jpg": "gone", "a/folder": "../other", "entry": "a"} {
		if err := os.Symlink(to, filepath.Join(root, from)); err != nil {
			t.Fatal(err)
		}
	}
	for _, pipe := range []string{"pipe", "other/pipe"} {
		if err := syscall.Mkfifo(filepath.Join(root, pipe), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, tc := range map[string]struct{ paths, want []string }{
		"a pipe":            {[]string{"pipe", "other"}, []string{"! pipe", "other/4.jpg"}},
		"a folder":          {[]string{"a"}, []string{"a/1.jpg", "a/deep/er/2.pdf", "a/link.jpg", "a/nowhere.jpg"}},
		"a link to it":      {[]string{"entry"}, []string{"entry/1.jpg", "entry/deep/er/2.pdf", "entry/link.jpg", "entry/nowhere.jpg"}},
		"files":             {[]string{"b.jpg", "a/1.jpg"}, []string{"b.jpg", "a/1.jpg"}},
		"hidden, but named": {[]string{"a/.DS_Store", ".trash"}, []string{"a/.DS_Store", ".trash/3.jpg"}},
		"not there":         {[]string{"gone", "b.jpg"}, []string{"! gone", "b.jpg"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got, paths []string
			for _, p := range tc.paths {
				paths = append(paths, filepath.Join(root, p))
			}
			for in, err := range filesBelow(t.Context(), paths) {
				rel, _ := filepath.Rel(root, in.file)
				if err != nil {
					rel = "! " + rel
				}
				got = append(got, rel)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// openBatch is a batch over the bucket in a data folder.
func openBatch(t *testing.T, data string, cfg config) (b *batch, out, log *bytes.Buffer) {
	t.Helper()
	bucket, err := openBucket(t.Context(), bucketFlags{Data: data})
	if err != nil {
		t.Fatal(err)
	}
	repository := storage.New(bucket, "")
	s, err := openScannerWith(cfg, time.Now(), remember(repository))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(s.Close(), bucket.Close()); err != nil {
			t.Error(err)
		}
	})
	out, log = new(bytes.Buffer), new(bytes.Buffer)
	return &batch{repository: repository, scanner: s, json: true, out: out, log: log}, out, log
}

// linesOf are the lines of a batch's JSON, the summary apart.
func linesOf(t *testing.T, r io.Reader) (lines []batched) {
	t.Helper()
	for in := bufio.NewScanner(r); in.Scan(); {
		if strings.HasPrefix(in.Text(), `{"summary"`) {
			continue
		}
		var line batched
		if err := json.Unmarshal(in.Bytes(), &line); err != nil {
			t.Fatalf("%v: %s", err, in.Text())
		}
		lines = append(lines, line)
	}
	return lines
}

// Files that are equal, broken, missing or too large stand among others, and each
// gets its line.
func TestBatch(t *testing.T) {
	dir, data := drawn(t, 1), t.TempDir()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	scan, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "again", "1.jpg"), scan)
	write(t, filepath.Join(dir, "again", "2.jpg"), scan)
	write(t, filepath.Join(dir, "text.jpg"), []byte(strings.Repeat("这不是图片。", 40)))
	write(t, filepath.Join(dir, "huge.pdf"), nil)
	if err := os.Truncate(filepath.Join(dir, "huge.pdf"), 60<<20); err != nil {
		t.Fatal(err)
	}
	b, out, log := openBatch(t, data, testConfig())
	paths := []string{dir, filepath.Join(dir, "missing.jpg")}
	from := func(ctx context.Context) inputs { return filesBelow(ctx, paths) }
	if err := b.run(t.Context(), from, 4); !errors.Is(err, exitStatus(2)) {
		t.Errorf("%v, want %v", err, exitStatus(2))
	}
	b.summary.Seconds = 0
	want := batchSummary{Files: 6, Read: 2, Known: 2, Failed: 2, Problems: 1}
	if diff := cmp.Diff(want, b.summary); diff != "" {
		t.Errorf("summary (-want +got)\n%s\n%s%s", diff, out, log)
	}
	for _, line := range linesOf(t, out) {
		name := filepath.Base(line.File)
		failed := name == "huge.pdf" || name == "missing.jpg"
		if failed != (line.Status == statusFailed) || failed != (line.Error != "") || failed != strings.Contains(log.String(), line.File) {
			t.Errorf("%+v, on standard error %q", line, log)
		}
		if (name == "text.jpg") != (line.Problem != nil) || !failed && name != "text.jpg" && len(line.Kinds) != 1 {
			t.Errorf("%+v", line)
		}
	}
	// Another version reads the archive from memory, without any file.
	cfg := testConfig()
	cfg.Second = false
	newer, _, _ := openBatch(t, data, cfg)
	for _, want := range []int{2, 0} {
		newer.summary = batchSummary{}
		if err := newer.run(t.Context(), newer.unread, 2); err != nil {
			t.Fatal(err)
		}
		if newer.summary.Read != want || newer.summary.Files != want {
			t.Errorf("the bucket's uploads under another version: %+v, want %d read", newer.summary, want)
		}
	}
	for u, err := range newer.repository.Uploads(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		r, err := newer.repository.Result(t.Context(), u.SHA256, newer.scanner.processor.Fingerprint())
		if err != nil {
			t.Fatal(err)
		}
		if r.TimingMS["ocr"] > 0 {
			t.Errorf("%s was read again: %v", u.SHA256, r.TimingMS)
		}
	}
}

// What a scan read under a data folder, another one recalls.
func TestScanRemembers(t *testing.T) {
	dir, data := drawn(t, 1), t.TempDir()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	var runs []scanned
	for range 2 {
		cmd := exec.CommandContext(t.Context(), os.Args[0], "scan", "--json", "--data", data, files[0])
		cmd.Env, cmd.Stderr = append(os.Environ(), asCommand+"=1"), os.Stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		var s scanned
		if err := json.Unmarshal(out, &s); err != nil {
			t.Fatal(err)
		}
		runs = append(runs, s)
	}
	if runs[0].TimingMS["ocr"] == 0 || runs[1].TimingMS["ocr"] > 0 {
		t.Errorf("time spent: %v, then %v", runs[0].TimingMS, runs[1].TimingMS)
	}
	for i := range runs {
		runs[i].TimingMS = nil
	}
	if diff := cmp.Diff(runs[0], runs[1]); diff != "" {
		t.Errorf("(-read +recalled)\n%s", diff)
	}
}

// A file during which the program ended too often is set aside, and the others go
// on.
func TestBatchSetsAside(t *testing.T) {
	dir, data := t.TempDir(), t.TempDir()
	for _, name := range []string{"bad.jpg", "good.jpg"} {
		write(t, filepath.Join(dir, name), []byte(strings.Repeat(name, 40)))
	}
	b, out, _ := openBatch(t, data, testConfig())
	bad := fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Repeat("bad.jpg", 40))))
	from := func(ctx context.Context) inputs { return filesBelow(ctx, []string{dir}) }
	for range maxTries {
		done, err := b.try(t.Context(), bad) // and nobody says that it is done
		if err != nil {
			t.Fatal(err)
		}
		defer done()
		b = &batch{repository: b.repository, scanner: b.scanner, json: true, out: out, log: b.log} // the next start
	}
	if err := b.run(t.Context(), from, 2); !errors.Is(err, exitStatus(2)) {
		t.Errorf("%v, want %v", err, exitStatus(2))
	}
	for _, line := range linesOf(t, out) {
		want := statusRead
		if line.SHA256 == bad {
			want = statusFailed
		}
		if line.Status != want || want == statusFailed && !strings.Contains(line.Error, "set aside") {
			t.Errorf("%+v, want %s", line, want)
		}
	}
	if err := os.RemoveAll(filepath.Join(bucketFlags{Data: data}.folder(), "memo", stageTried)); err != nil {
		t.Fatal(err)
	}
	b.summary = batchSummary{}
	if err := b.run(t.Context(), from, 2); err != nil || b.summary.Read != 1 || b.summary.Known != 1 {
		t.Errorf("%v, %+v", err, b.summary)
	}
}

// A batch that is killed again and again ends with every upload and every result,
// and read nothing twice.
func TestBatchIsKilledAndGoesOn(t *testing.T) {
	dir, data := drawn(t, 3), t.TempDir()
	read := map[string]int{} // by SHA-256
	var last []batched
	for runs := 1; ; runs++ {
		if runs > 5 {
			t.Fatal("it does not come to an end")
		}
		cmd := exec.CommandContext(t.Context(), os.Args[0], "batch", "--json", "--jobs", "1", "--workers", "1", "--data", data, dir)
		cmd.Env = append(os.Environ(), asCommand+"=1")
		cmd.Stderr = os.Stderr
		stdout, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		var said bytes.Buffer
		killed := false
		for in := bufio.NewScanner(stdout); in.Scan(); {
			said.Write(append(in.Bytes(), '\n'))
			if !killed && strings.Contains(in.Text(), `"status":"`+statusRead+`"`) {
				killed = true // in the midst of the next file
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		err = cmd.Wait()
		last = linesOf(t, &said)
		for _, line := range last {
			if line.Status == statusRead {
				read[line.SHA256]++
			}
		}
		if !killed {
			if err != nil {
				t.Fatal(err)
			}
			break
		}
	}
	if len(last) != 3 || slices.ContainsFunc(last, func(l batched) bool { return l.Status != statusKnown }) {
		t.Errorf("at the end %+v, want three files that are known", last)
	}
	if said, status := verifyIn(t, data); status != 0 {
		t.Errorf("the bucket is not well: %s", said)
	}
	b, _, _ := openBatch(t, data, testConfig())
	for _, line := range last {
		want, err := os.ReadFile(line.File)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := b.repository.ReadUpload(t.Context(), line.SHA256); err != nil || !bytes.Equal(want, got) {
			t.Errorf("%s: %v", line.File, err)
		}
		if _, err := b.repository.Result(t.Context(), line.SHA256, b.scanner.processor.Fingerprint()); err != nil {
			t.Error(err)
		}
		if read[line.SHA256] > 1 {
			t.Errorf("%s was read %d times", line.File, read[line.SHA256])
		}
	}
}
