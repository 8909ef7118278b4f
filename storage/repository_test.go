package storage_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/storage"
	"hecha/storage/dir"
)

// open is a repository in a folder whose files a test may damage.
func open(t *testing.T) (r *storage.Repository, root string) {
	t.Helper()
	root = t.TempDir()
	b, err := dir.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return storage.New(b, t.TempDir()), root
}

// rewrite changes an object as nobody should.
func rewrite(t *testing.T, root, key string, change func([]byte) []byte) {
	t.Helper()
	path := filepath.Join(root, filepath.FromSlash(key))
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, change(data), 0o600); err != nil {
		t.Fatal(err)
	}
}

// flip changes one bit in the middle.
func flip(b []byte) []byte {
	b[len(b)/2] ^= 1
	return b
}

// once is a stream that can be read only once and from its start.
type once struct{ io.Reader }

func TestPutUpload(t *testing.T) {
	r, _ := open(t)
	for name, content := range map[string]string{
		"empty": "", "short": "样本", "as long as what is held in memory": strings.Repeat("a", 1<<20), "long": strings.Repeat("b", 3<<20+1),
	} {
		t.Run(name, func(t *testing.T) {
			heads := 0
			intake := storage.Intake{Limit: int64(len(content)), Sniff: func(head []byte) error {
				if heads++; !strings.HasPrefix(content, string(head)) || len(head) != min(len(content), 4096) {
					t.Errorf("sniffs %d other bytes", len(head))
				}
				return nil
			}}
			u, created, err := r.PutUpload(t.Context(), once{strings.NewReader(content)}, intake)
			if err != nil || !created || u.Size != int64(len(content)) || heads != 1 {
				t.Fatalf("%+v, created %v, sniffed %d times, %v", u, created, heads, err)
			}
			got, err := r.ReadUpload(t.Context(), u.SHA256)
			if err != nil || string(got) != content {
				t.Errorf("read %d bytes, %v", len(got), err)
			}
		})
	}
	seen := 0
	for u, err := range r.Uploads(t.Context(), "") {
		if seen++; err != nil || !document.IsSHA256(u.SHA256) || u.Received.IsZero() {
			t.Errorf("listed as %+v, %v", u, err)
		}
	}
	if seen != 4 {
		t.Errorf("%d uploads listed, want 4", seen)
	}
}

func TestPutUploadRefuses(t *testing.T) {
	refused, broken := errors.New("not a picture"), errors.New("the line broke")
	for name, tc := range map[string]struct {
		src    io.Reader
		intake storage.Intake
		want   error
	}{
		"a byte too many": {strings.NewReader(strings.Repeat("a", 2<<20+1)), storage.Intake{Limit: 2 << 20}, storage.ErrTooLarge},
		"a small limit":   {strings.NewReader("ab"), storage.Intake{Limit: 1}, storage.ErrTooLarge},
		"by its head":     {strings.NewReader("a"), storage.Intake{Sniff: func([]byte) error { return refused }}, refused},
		"cut off":         {io.MultiReader(strings.NewReader(strings.Repeat("a", 2<<20)), failing{broken}), storage.Intake{}, broken},
	} {
		t.Run(name, func(t *testing.T) {
			r, _ := open(t)
			if _, _, err := r.PutUpload(t.Context(), tc.src, tc.intake); !errors.Is(err, tc.want) {
				t.Errorf("error %v, want %v", err, tc.want)
			}
			for u := range r.Uploads(t.Context(), "") {
				t.Errorf("stored: %+v", u)
			}
		})
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// Whoever sends bytes again is told that they are safe only if they are.
func TestPutUploadAgainOverDamage(t *testing.T) {
	for name, change := range map[string]func([]byte) []byte{
		"a bit":   flip,
		"cut off": func(b []byte) []byte { return b[:len(b)-1] },
		"emptied": func([]byte) []byte { return nil },
	} {
		r, root := open(t)
		u, _, err := r.PutUpload(t.Context(), strings.NewReader("the bytes"), storage.Intake{})
		if err != nil {
			t.Fatal(err)
		}
		rewrite(t, root, storage.UploadKey(u.SHA256), change)
		if _, _, err := r.PutUpload(t.Context(), strings.NewReader("the bytes"), storage.Intake{}); !errors.Is(err, storage.ErrCorrupt) {
			t.Errorf("%s: put again: %v, want %v", name, err, storage.ErrCorrupt)
		}
		if _, err := r.ReadUpload(t.Context(), u.SHA256); !errors.Is(err, storage.ErrCorrupt) {
			t.Errorf("%s: read: %v, want %v", name, err, storage.ErrCorrupt)
		}
	}
}

// No file waits in the spool after an upload has come in or broken off.
func TestSpoolIsEmptied(t *testing.T) {
	b, err := dir.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	spool := t.TempDir()
	r := storage.New(b, spool)
	if _, _, err := r.PutUpload(t.Context(), bytes.NewReader(make([]byte, 5<<20)), storage.Intake{}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := r.PutUpload(t.Context(), bytes.NewReader(make([]byte, 5<<20)), storage.Intake{Limit: 3 << 20}); err == nil {
		t.Fatal("no error")
	}
	if left, err := os.ReadDir(spool); err != nil || len(left) > 0 {
		t.Errorf("left in the spool: %v, %v", left, err)
	}
}

// digest is a SHA-256 that stands for something.
func digest(b byte) string { return strings.Repeat(string([]byte{'0' + b, 'a'}), 32) }

func result(fingerprint byte, name string) document.Result {
	return document.Result{
		SHA256: digest(1), Fingerprint: digest(fingerprint), TimingMS: map[string]float64{"ocr": 1.5},
		Documents: []document.Document{{
			Kind: document.IDCardPortrait, Pages: []int{1}, Region: document.Rect(0, 0, 9, 9.5), Seals: []document.Seal{}, Codes: []document.Code{},
			Fields:   map[string]document.Field{"name": {Value: name, Text: "<样>&", Confidence: 0.987654321, Page: 1, Doubt: []document.Doubt{}}},
			Findings: []document.Finding{}, NotChecked: []document.NotChecked{},
		}},
	}
}

func TestResults(t *testing.T) {
	r, _ := open(t)
	first := result(1, "张三")
	if _, _, err := r.CurrentResult(t.Context(), first.SHA256, first.Fingerprint); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("never read: %v, want %v", err, storage.ErrNotFound)
	}
	if created, err := r.PutResult(t.Context(), first); err != nil || !created {
		t.Fatalf("put: %v, %v", created, err)
	}
	if created, err := r.PutResult(t.Context(), result(1, "李四")); err != nil || created {
		t.Errorf("put again: %v, %v", created, err)
	}
	got, err := r.Result(t.Context(), first.SHA256, first.Fingerprint)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, got.Result); diff != "" {
		t.Errorf("result (-want +got)\n%s", diff)
	}
	time.Sleep(2 * time.Millisecond) // results are told apart by milliseconds
	if _, err := r.PutResult(t.Context(), result(0, "王五")); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		fingerprint byte
		name        string
		current     bool
	}{{1, "张三", true}, {0, "王五", true}, {2, "王五", false}} {
		got, current, err := r.CurrentResult(t.Context(), first.SHA256, digest(tc.fingerprint))
		if err != nil || current != tc.current || got.Documents[0].Fields["name"].Value != tc.name {
			t.Errorf("current for %d: %+v, %v, %v; want %s, %v", tc.fingerprint, got, current, err, tc.name, tc.current)
		}
		if has, err := r.HasResult(t.Context(), first.SHA256, digest(tc.fingerprint)); err != nil || has != tc.current {
			t.Errorf("has a result for %d: %v, %v", tc.fingerprint, has, err)
		}
	}
	if _, err := r.PutResult(t.Context(), document.Result{SHA256: "../x", Fingerprint: digest(1)}); err == nil {
		t.Error("stored under no digest")
	}
}

func TestResultShowsDamage(t *testing.T) {
	key := storage.ResultKey(digest(1), digest(1))
	for name, change := range map[string]func([]byte) []byte{
		"a bit":         flip,
		"another value": func(b []byte) []byte { return bytes.Replace(b, []byte("张三"), []byte("李四"), 1) },
		"another time":  func(b []byte) []byte { return bytes.Replace(b, []byte(`"created":"2`), []byte(`"created":"3`), 1) },
		"appended":      func(b []byte) []byte { return append(b, '\n') },
		"emptied":       func([]byte) []byte { return nil },
	} {
		r, root := open(t)
		if _, err := r.PutResult(t.Context(), result(1, "张三")); err != nil {
			t.Fatal(err)
		}
		rewrite(t, root, key, change)
		if _, err := r.Result(t.Context(), digest(1), digest(1)); !errors.Is(err, storage.ErrCorrupt) {
			t.Errorf("%s: %v, want %v", name, err, storage.ErrCorrupt)
		}
	}
}

var reviewer = document.Actor{Role: document.RoleReviewer, ID: "r1"}

func event(t *testing.T, application string, previous *document.Event) document.Event {
	t.Helper()
	e, err := document.NewEvent(application, previous, time.Now(), reviewer, document.EventViewed, nil)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestAppendEvent(t *testing.T) {
	r, _ := open(t)
	first := event(t, "a", nil)
	second := event(t, "a", &first)
	rival := event(t, "a", &first)
	gap := event(t, "a", &document.Event{Application: "a", Sequence: 7, Hash: digest(1)})
	changed := event(t, "a", &second)
	changed.Actor.ID = "r2"
	for _, step := range []struct {
		name string
		e    document.Event
		want error
	}{
		{"nothing before it", second, document.ErrBrokenChain},
		{"the first", first, nil},
		{"the first once more", first, nil},
		{"the second", second, nil},
		{"somebody else's second", rival, storage.ErrConflict},
		{"the second once more", second, nil},
		{"after a gap", gap, document.ErrBrokenChain},
		{"changed after it was made", changed, document.ErrBrokenChain},
		{"the first of a strange application", document.Event{Application: "../a", Sequence: 1}, document.ErrBrokenChain},
	} {
		if err := r.AppendEvent(t.Context(), step.e); !errors.Is(err, step.want) {
			t.Errorf("%s: %v, want %v", step.name, err, step.want)
		}
	}
	got, err := r.Events(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]document.Event{first, second}, got); diff != "" {
		t.Errorf("events (-want +got)\n%s", diff)
	}
	for _, id := range []string{"nobody", "../a"} {
		if _, err := r.Events(t.Context(), id); !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("events of %s: %v, want %v", id, err, storage.ErrNotFound)
		}
	}
}

func TestEventsShowDamage(t *testing.T) {
	for name, damage := range map[string]func(t *testing.T, root string){
		"a bit":    func(t *testing.T, root string) { rewrite(t, root, storage.EventKey("a", 2), flip) },
		"a gap":    func(t *testing.T, root string) { remove(t, root, storage.EventKey("a", 2)) },
		"no start": func(t *testing.T, root string) { remove(t, root, storage.EventKey("a", 1)) },
		"another one in its place": func(t *testing.T, root string) {
			other := event(t, "a", &document.Event{Application: "a", Sequence: 1, Hash: digest(1)})
			stored, err := other.Canonical()
			if err != nil {
				t.Fatal(err)
			}
			rewrite(t, root, storage.EventKey("a", 2), func([]byte) []byte { return stored })
		},
	} {
		r, root := open(t)
		var last *document.Event
		for range 3 {
			e := event(t, "a", last)
			if err := r.AppendEvent(t.Context(), e); err != nil {
				t.Fatal(err)
			}
			last = &e
		}
		damage(t, root)
		if _, err := r.Events(t.Context(), "a"); !errors.Is(err, document.ErrBrokenChain) {
			t.Errorf("%s: %v, want %v", name, err, document.ErrBrokenChain)
		}
	}
}

func remove(t *testing.T, root, key string) {
	t.Helper()
	if err := os.Remove(filepath.Join(root, filepath.FromSlash(key))); err != nil {
		t.Fatal(err)
	}
}

func TestApplications(t *testing.T) {
	r, _ := open(t)
	for _, id := range []string{"b", "a-1", "a"} {
		first := event(t, id, nil)
		second := event(t, id, &first)
		for _, e := range []document.Event{first, second} {
			if err := r.AppendEvent(t.Context(), e); err != nil {
				t.Fatal(err)
			}
		}
	}
	var got []string
	for id, err := range r.Applications(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, id)
	}
	if diff := cmp.Diff([]string{"a-1", "a", "b"}, got); diff != "" {
		t.Errorf("applications (-want +got)\n%s", diff)
	}
	var heads []document.Head
	for head, err := range r.Heads(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		heads = append(heads, head)
	}
	if diff := cmp.Diff([]document.Head{{Application: "a-1", Sequence: 2}, {Application: "a", Sequence: 2}, {Application: "b", Sequence: 2}}, heads); diff != "" {
		t.Errorf("heads (-want +got)\n%s", diff)
	}
}

func TestMemo(t *testing.T) {
	r, root := open(t)
	value := bytes.Repeat([]byte("一行字"), 10_000)
	if _, err := r.Recall(t.Context(), "read", digest(1)); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("nothing remembered: %v", err)
	}
	for range 2 {
		if err := r.Remember(t.Context(), "read", digest(1), value); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := r.Recall(t.Context(), "read", digest(1)); err != nil || !bytes.Equal(got, value) {
		t.Errorf("recalled %d bytes, %v", len(got), err)
	}
	// A damaged memo is forgotten, so that it can be made again.
	for name, change := range map[string]func([]byte) []byte{"a bit": flip, "emptied": func([]byte) []byte { return nil }} {
		rewrite(t, root, storage.MemoKey("read", digest(1)), change)
		if got, err := r.Recall(t.Context(), "read", digest(1)); !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("%s: recalled %d bytes, %v", name, len(got), err)
		}
		if err := r.Remember(t.Context(), "read", digest(1), value); err != nil {
			t.Fatal(err)
		}
		if got, err := r.Recall(t.Context(), "read", digest(1)); err != nil || !bytes.Equal(got, value) {
			t.Errorf("%s, made again: recalled %d bytes, %v", name, len(got), err)
		}
	}
}

func TestForget(t *testing.T) {
	r, _ := open(t)
	for range 2 {
		if err := r.Remember(t.Context(), "read", digest(1), nil); err != nil {
			t.Fatal(err)
		}
		if value, err := r.Recall(t.Context(), "read", digest(1)); err != nil || len(value) != 0 {
			t.Errorf("recalled %q, %v", value, err)
		}
		for range 2 {
			if err := r.Forget(t.Context(), "read", digest(1)); err != nil {
				t.Error(err)
			}
		}
		if _, err := r.Recall(t.Context(), "read", digest(1)); !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("after it was forgotten: %v", err)
		}
	}
}

func TestParseKey(t *testing.T) {
	sum := digest(1)
	for key, want := range map[string]storage.Name{
		storage.UploadKey(sum):            {Sort: storage.SortUpload, SHA256: sum},
		storage.ResultKey(sum, digest(2)): {Sort: storage.SortResult, SHA256: sum, Fingerprint: digest(2)},
		storage.EventKey("a-1", 12):       {Sort: storage.SortEvent, Application: "a-1", Sequence: 12},
		storage.PersonKey("p-1", 3):       {Sort: storage.SortPerson, Account: "p-1", Sequence: 3},
		storage.ReminderKey(document.Reminder{Deadline: "2021-12-24", Overdue: true, Role: document.RoleLead, Account: "l-1"}): {
			Sort: storage.SortReminder, Reminder: "reminders/2021-12-24/overdue/lead/l-1.json",
		},
		storage.TokenKey(sum):              {Sort: storage.SortToken, Token: sum},
		storage.BulkKey("ended", "l-1", 2): {Sort: storage.SortBulk, Bulk: storage.BulkEnded, Account: "l-1", Number: 2},
		storage.RevocationKey(sum):         {Sort: storage.SortToken, Token: sum, Revoked: true},
		storage.MemoKey("read", sum):       {Sort: storage.SortMemo, Stage: "read", Memo: sum},
		storage.BulletinKey(7):             {Sort: storage.SortBulletin, Sequence: 7},
	} {
		got, ok := storage.ParseKey(key)
		if diff := cmp.Diff(want, got); !ok || diff != "" {
			t.Errorf("%s: %v (-want +got)\n%s", key, ok, diff)
		}
	}
	for _, key := range []string{
		"", "x", "uploads/", "uploads/abc", "uploads/" + strings.ToUpper(sum), "results/" + sum, "results/" + sum + "/" + sum,
		"applications/a/events/1.json", "applications/a/events/00000000.json", "applications/-/events/00000001.json", "bulletin/00000000.json", "bulletin/1.json", "memo/read", "memo/read/x/y", "tokens/" + sum, "bulk/started/l-1/00000000.json", "bulk/x/l-1/00000001.json", "tokens/" + sum + "/x.json",
		"reminders/2021-12-24/soon/lead/l-1.json", "reminders/x/due/lead/l-1.json",
	} {
		if n, ok := storage.ParseKey(key); ok {
			t.Errorf("%q taken for %+v", key, n)
		}
	}
}

// A sender that stops is not waited for longer than the request lives.
func TestPutUploadCancelled(t *testing.T) {
	r, _ := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	src := &cancelling{cancel: cancel}
	if _, _, err := r.PutUpload(ctx, src, storage.Intake{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

type cancelling struct{ cancel context.CancelFunc }

func (c *cancelling) Read(p []byte) (int, error) {
	c.cancel()
	return len(p), nil
}
