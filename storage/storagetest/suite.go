// Package storagetest holds the suite that every storage.Bucket passes, and
// starts the servers that it is run on.
package storagetest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hecha/storage"
)

// Bucket runs the suite on buckets that open makes, each empty.
func Bucket(t *testing.T, open func(t *testing.T) storage.Bucket) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, storage.Bucket)
	}{
		{"CreateAndOpen", createAndOpen},
		{"CreateIsOnce", createIsOnce},
		{"CreateAt", createAt},
		{"Ranges", ranges},
		{"BigObject", bigObject},
		{"RacingWriters", racingWriters},
		{"RacingBigWriters", racingBigWriters},
		{"OddKeys", oddKeys},
		{"InvalidKeys", invalidKeys},
		{"ListOrder", listOrder},
		{"ListMany", listMany},
		{"Delete", deleteOnlyMemos},
		{"FailingBody", failingBody},
		{"Cancelled", cancelled},
		{"Repository", func(t *testing.T, b storage.Bucket) { repository(t, b) }},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
	}
}

// Put stores content, and fails the test if it cannot.
func Put(t *testing.T, b storage.Bucket, key string, content []byte) {
	t.Helper()
	if err := b.Create(t.Context(), key, bytes.NewReader(content)); err != nil {
		t.Fatalf("create %s: %v", key, err)
	}
}

func get(t *testing.T, b storage.Bucket, key string, offset, length int64) []byte {
	t.Helper()
	r, err := b.Open(t.Context(), key, offset, length)
	if err != nil {
		t.Fatalf("open %s: %v", key, err)
	}
	defer r.Close()
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatalf("read %s: %v", key, err)
	}
	return content
}

func keys(t *testing.T, b storage.Bucket, prefix, after string) []string {
	t.Helper()
	var out []string
	for info, err := range b.List(t.Context(), prefix, after) {
		if err != nil {
			t.Fatalf("list %q after %q: %v", prefix, after, err)
		}
		out = append(out, info.Key)
	}
	return out
}

// content is n bytes that no compression shrinks, different for each seed.
func content(seed uint64, n int) []byte {
	out := make([]byte, 0, n+8)
	for random := rand.NewChaCha8(sha256.Sum256(fmt.Append(nil, seed))); len(out) < n; {
		out = binary.NativeEndian.AppendUint64(out, random.Uint64())
	}
	return out[:n]
}

func createAndOpen(t *testing.T, b storage.Bucket) {
	for _, size := range []int{0, 1, 4095, 70_000} {
		key := fmt.Sprintf("results/a/%d.json", size)
		want := content(uint64(size), size)
		Put(t, b, key, want)
		if got := get(t, b, key, 0, 0); !bytes.Equal(got, want) {
			t.Errorf("%s: read %d other bytes, want %d", key, len(got), size)
		}
		info, err := b.Stat(t.Context(), key)
		if err != nil || info.Key != key || info.Size != int64(size) || info.Created.IsZero() {
			t.Errorf("stat %s: %+v, %v", key, info, err)
		}
	}
	for _, key := range []string{"results/a/none", "results/none/at/all", "results/a"} {
		if _, err := b.Stat(t.Context(), key); !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("stat %s: %v, want %v", key, err, storage.ErrNotFound)
		}
		if _, err := b.Open(t.Context(), key, 0, 0); !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("open %s: %v, want %v", key, err, storage.ErrNotFound)
		}
	}
}

func createIsOnce(t *testing.T, b storage.Bucket) {
	const key = "uploads/once"
	Put(t, b, key, []byte("first"))
	for _, other := range []string{"second", "first", ""} {
		if err := b.Create(t.Context(), key, strings.NewReader(other)); !errors.Is(err, storage.ErrExists) {
			t.Errorf("create again with %q: %v, want %v", other, err, storage.ErrExists)
		}
	}
	if got := get(t, b, key, 0, 0); string(got) != "first" {
		t.Errorf("overwritten with %q", got)
	}
	if err := b.Delete(t.Context(), key); !errors.Is(err, storage.ErrWriteOnce) {
		t.Errorf("delete: %v, want %v", err, storage.ErrWriteOnce)
	}
}

func createAt(t *testing.T, b storage.Bucket) {
	created := time.Date(2023, 2, 28, 23, 59, 59, 0, time.UTC)
	for _, size := range []int{5, big} {
		key := fmt.Sprintf("uploads/elsewhere-%d", size)
		want := content(uint64(size), size)
		body := struct{ io.ReadSeeker }{bytes.NewReader(want)} // one that can only be read in order
		if err := b.CreateAt(t.Context(), key, body, created); err != nil {
			t.Fatal(err)
		}
		if info, err := b.Stat(t.Context(), key); err != nil || !info.Created.Equal(created) || info.Size != int64(size) {
			t.Errorf("stat %s: %+v, %v, want it created at %s", key, info, err, created)
		}
		if got := get(t, b, key, 0, 0); !bytes.Equal(got, want) {
			t.Errorf("%s: read %d other bytes, want %d", key, len(got), size)
		}
		if err := b.CreateAt(t.Context(), key, strings.NewReader("again"), created.Add(time.Hour)); !errors.Is(err, storage.ErrExists) {
			t.Errorf("create %s again: %v, want %v", key, err, storage.ErrExists)
		}
	}
}

func ranges(t *testing.T, b storage.Bucket) {
	Put(t, b, "uploads/digits", []byte("0123456789"))
	Put(t, b, "uploads/empty", nil)
	for _, tc := range []struct {
		key            string
		offset, length int64
		want           string
	}{
		{"digits", 0, 0, "0123456789"}, {"digits", 0, 1, "0"}, {"digits", 3, 4, "3456"}, {"digits", 9, 0, "9"},
		{"digits", 9, 1, "9"}, {"digits", 8, 100, "89"}, {"digits", 0, 100, "0123456789"}, {"digits", 1, 0, "123456789"},
		{"empty", 0, 0, ""}, {"empty", 0, 5, ""},
	} {
		if got := get(t, b, "uploads/"+tc.key, tc.offset, tc.length); string(got) != tc.want {
			t.Errorf("%s from %d, %d bytes: %q, want %q", tc.key, tc.offset, tc.length, got, tc.want)
		}
	}
	for _, tc := range []struct {
		key            string
		offset, length int64
	}{{"digits", 10, 0}, {"digits", 11, 1}, {"digits", -1, 0}, {"digits", 0, -1}, {"empty", 1, 0}} {
		if _, err := b.Open(t.Context(), "uploads/"+tc.key, tc.offset, tc.length); !errors.Is(err, storage.ErrRange) {
			t.Errorf("%s from %d, %d bytes: %v, want %v", tc.key, tc.offset, tc.length, err, storage.ErrRange)
		}
	}
}

// big is more than three parts of the smallest size that S3 takes.
const big = 3*(5<<20) + 12_345

func bigObject(t *testing.T, b storage.Bucket) {
	want := content(1, big)
	Put(t, b, "uploads/big", want)
	if got := get(t, b, "uploads/big", 0, 0); !bytes.Equal(got, want) {
		t.Errorf("read %d other bytes, want %d", len(got), big)
	}
	if got := get(t, b, "uploads/big", 5<<20-3, 10); !bytes.Equal(got, want[5<<20-3:5<<20+7]) {
		t.Error("other bytes across the border of two parts")
	}
	if err := b.Create(t.Context(), "uploads/big", bytes.NewReader(content(2, big))); !errors.Is(err, storage.ErrExists) {
		t.Errorf("create again: %v, want %v", err, storage.ErrExists)
	}
	if got := get(t, b, "uploads/big", 0, 0); !bytes.Equal(got, want) {
		t.Error("overwritten")
	}
}

func racingWriters(t *testing.T, b storage.Bucket)    { race(t, b, 32, 5_000) }
func racingBigWriters(t *testing.T, b storage.Bucket) { race(t, b, 3, big) }

// race has writers create one key at the same moment.
func race(t *testing.T, b storage.Bucket, writers, size int) {
	const key = "applications/a/events/00000001.json"
	bodies := make([][]byte, writers)
	for i := range bodies {
		bodies[i] = content(uint64(i), size)
	}
	errs := make([]error, writers)
	start := make(chan struct{})
	var wg sync.WaitGroup
	for i := range writers {
		wg.Go(func() {
			<-start
			errs[i] = b.Create(t.Context(), key, bytes.NewReader(bodies[i]))
		})
	}
	close(start)
	wg.Wait()
	var winners []int
	for i, err := range errs {
		switch {
		case err == nil:
			winners = append(winners, i)
		case !errors.Is(err, storage.ErrExists):
			t.Errorf("writer %d: %v, want %v", i, err, storage.ErrExists)
		}
	}
	if len(winners) != 1 {
		t.Fatalf("%d writers won: %v", len(winners), winners)
	}
	if got := get(t, b, key, 0, 0); !bytes.Equal(got, bodies[winners[0]]) {
		t.Error("what is stored is not the winner's")
	}
}

// odd are keys that something on the way may want to change.
var odd = []string{
	"memo/odd/a b", "memo/odd/a+b", "memo/odd/a%20b", "memo/odd/a%2Fb", "memo/odd/样本 毕业证.pdf", "memo/odd/😀", "memo/odd/é", "memo/odd/e\u0301",
	`memo/odd/"quoted" 'too'`, "memo/odd/a&b=c?d#e", "memo/odd/<x>&amp;", "memo/odd/~!@$^*(){}[];:,|", "memo/odd/A", "memo/odd/a", "memo/odd/trailing.",
	"memo/odd/" + strings.Repeat("长", 80), "memo/odd/a..b", "memo/odd/-rf", "memo/odd/con", "memo/odd/deep/er/and/deep/er",
}

func oddKeys(t *testing.T, b storage.Bucket) {
	for i, key := range odd {
		Put(t, b, key, content(uint64(i), 10))
	}
	for i, key := range odd {
		if got := get(t, b, key, 0, 0); !bytes.Equal(got, content(uint64(i), 10)) {
			t.Errorf("%q holds another one's bytes", key)
		}
		if info, err := b.Stat(t.Context(), key); err != nil || info.Key != key {
			t.Errorf("stat %q: %+v, %v", key, info, err)
		}
	}
	if diff := cmp.Diff(slices.Sorted(slices.Values(odd)), keys(t, b, "memo/odd/", "")); diff != "" {
		t.Errorf("listing (-want +got)\n%s", diff)
	}
	for _, key := range odd {
		if err := b.Delete(t.Context(), key); err != nil {
			t.Errorf("delete %q: %v", key, err)
		}
	}
	if left := keys(t, b, "memo/", ""); len(left) > 0 {
		t.Errorf("still there: %q", left)
	}
}

func invalidKeys(t *testing.T, b storage.Bucket) {
	for _, key := range []string{
		"", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/./b", ".tmp/a", "a/.hidden", `a\b`, "a\x00b", "a\nb", "a\xffb",
		strings.Repeat("a", 256), strings.Repeat("abcdefg/", 200) + "a",
	} {
		if err := b.Create(t.Context(), key, strings.NewReader("x")); !errors.Is(err, storage.ErrInvalidKey) {
			t.Errorf("create %q: %v, want %v", key, err, storage.ErrInvalidKey)
		}
		if _, err := b.Open(t.Context(), key, 0, 0); !errors.Is(err, storage.ErrInvalidKey) {
			t.Errorf("open %q: %v, want %v", key, err, storage.ErrInvalidKey)
		}
		if _, err := b.Stat(t.Context(), key); !errors.Is(err, storage.ErrInvalidKey) {
			t.Errorf("stat %q: %v, want %v", key, err, storage.ErrInvalidKey)
		}
		if err := b.Delete(t.Context(), key); !errors.Is(err, storage.ErrInvalidKey) {
			t.Errorf("delete %q: %v, want %v", key, err, storage.ErrInvalidKey)
		}
	}
}

// A flat order by bytes is not the order in which folders are walked.
func listOrder(t *testing.T, b storage.Bucket) {
	want := []string{"a-b", "a.b/c", "a/b", "a/b-c", "a/bc/d", "a/é", "a0", "ab/c", "b"}
	for _, i := range rand.Perm(len(want)) {
		Put(t, b, want[i], []byte(want[i]))
	}
	if diff := cmp.Diff(want, keys(t, b, "", "")); diff != "" {
		t.Errorf("all (-want +got)\n%s", diff)
	}
	for _, prefix := range []string{"a", "a/", "a/b", "a/bc/", "a.", "b", "c", "a/b/"} {
		var filtered []string
		for _, key := range want {
			if strings.HasPrefix(key, prefix) {
				filtered = append(filtered, key)
			}
		}
		if diff := cmp.Diff(filtered, keys(t, b, prefix, "")); diff != "" {
			t.Errorf("prefix %q (-want +got)\n%s", prefix, diff)
		}
	}
	for _, after := range []string{"a", "a-b", "a/b", "a/bc", "a/bc/d", "a0", "b", "A"} {
		var filtered []string
		for _, key := range want {
			if key > after {
				filtered = append(filtered, key)
			}
		}
		if diff := cmp.Diff(filtered, keys(t, b, "", after)); diff != "" {
			t.Errorf("after %q (-want +got)\n%s", after, diff)
		}
	}
	for info, err := range b.List(t.Context(), "a/", "") {
		if err != nil || info.Size != int64(len(info.Key)) || info.Created.IsZero() {
			t.Errorf("listed as %+v, %v", info, err)
		}
	}
}

// many is more keys than ten answers of an S3 server hold.
const many = 10_001

func listMany(t *testing.T, b storage.Bucket) {
	want := make([]string, many)
	for i := range want {
		want[i] = fmt.Sprintf("memo/many/%06d", i)
	}
	jobs := make(chan string)
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			for key := range jobs {
				if err := b.Create(t.Context(), key, strings.NewReader(key)); err != nil {
					t.Errorf("create %s: %v", key, err)
				}
			}
		})
	}
	for _, key := range want {
		jobs <- key
	}
	close(jobs)
	wg.Wait()
	if diff := cmp.Diff(want, keys(t, b, "memo/many/", "")); diff != "" {
		t.Errorf("listing (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(want[9_000:], keys(t, b, "memo/many/", want[8_999])); diff != "" {
		t.Errorf("going on (-want +got)\n%s", diff)
	}
	n := 0
	for _, err := range b.List(t.Context(), "memo/many/", "") {
		if n++; err != nil || n == 1_500 {
			break
		}
	}
	if n != 1_500 {
		t.Errorf("stopped after %d keys, wanted 1500", n)
	}
}

func deleteOnlyMemos(t *testing.T, b storage.Bucket) {
	const key = "memo/ocr/a"
	Put(t, b, key, []byte("first"))
	for range 2 {
		if err := b.Delete(t.Context(), key); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.Stat(t.Context(), key); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("stat: %v, want %v", err, storage.ErrNotFound)
	}
	Put(t, b, key, []byte("second"))
	if got := get(t, b, key, 0, 0); string(got) != "second" {
		t.Errorf("read %q", got)
	}
	for _, key := range []string{"uploads/a", "results/a/b.json", "applications/a/events/00000001.json", "memo", "memos/a"} {
		if err := b.Delete(t.Context(), key); !errors.Is(err, storage.ErrWriteOnce) {
			t.Errorf("delete %s: %v, want %v", key, err, storage.ErrWriteOnce)
		}
	}
}

var errBody = errors.New("the line broke")

// failing is a body that ends with an error in its middle.
type failing struct {
	io.ReadSeeker
	left int
}

func (f *failing) Read(p []byte) (int, error) {
	if f.left == 0 {
		return 0, errBody
	}
	n, err := f.ReadSeeker.Read(p[:min(len(p), f.left)])
	f.left -= n
	return n, err
}

func failingBody(t *testing.T, b storage.Bucket) {
	for _, size := range []int{100_000, big} {
		key := fmt.Sprintf("uploads/failing-%d", size)
		body := &failing{bytes.NewReader(content(1, size)), size / 2}
		if err := b.Create(t.Context(), key, body); !errors.Is(err, errBody) {
			t.Fatalf("half a body: %v, want %v", err, errBody)
		}
		if _, err := b.Stat(t.Context(), key); !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("half a body is there: %v", err)
		}
		Put(t, b, key, []byte("whole"))
	}
}

// endless is a body that goes on until its context is cancelled.
type endless struct {
	cancel context.CancelFunc
	left   int64
}

func (e *endless) Read(p []byte) (int, error) {
	e.cancel()
	n := min(int64(len(p)), e.left)
	e.left -= n
	if n == 0 {
		return 0, io.EOF
	}
	return int(n), nil
}

func (e *endless) Seek(int64, int) (int64, error) { e.left = big; return big, nil }

func cancelled(t *testing.T, b storage.Bucket) {
	Put(t, b, "memo/there/a", []byte("x"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, call := range map[string]func() error{
		"create": func() error { return b.Create(ctx, "memo/there/b", strings.NewReader("x")) },
		"open":   func() error { _, err := b.Open(ctx, "memo/there/a", 0, 0); return err },
		"stat":   func() error { _, err := b.Stat(ctx, "memo/there/a"); return err },
		"delete": func() error { return b.Delete(ctx, "memo/there/a") },
		"list": func() error {
			for _, err := range b.List(ctx, "memo/", "") {
				if err != nil {
					return err
				}
			}
			return nil
		},
	} {
		if err := call(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want %v", name, err, context.Canceled)
		}
	}
	if got := keys(t, b, "memo/there/", ""); len(got) != 1 {
		t.Errorf("there are %q", got)
	}
	during, cancel := context.WithCancel(t.Context())
	defer cancel()
	if err := b.Create(during, "memo/there/c", &endless{cancel: cancel, left: big}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled in the middle: %v, want %v", err, context.Canceled)
	}
	if _, err := b.Stat(t.Context(), "memo/there/c"); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("cancelled in the middle, and yet stored: %v", err)
	}
}
