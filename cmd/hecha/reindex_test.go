package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/pipeline/policy"
	"hecha/service"
	"hecha/storage"
	"hecha/storage/index"
)

// keeper writes as the service does: object, event, index.
type keeper struct {
	t    *testing.T
	r    *storage.Repository
	x    *index.Index
	load index.Load
}

func (k keeper) happens(id string, by document.Role, typ document.EventType, payload any) {
	k.t.Helper()
	events, err := k.r.Events(k.t.Context(), id)
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		k.t.Fatal(err)
	}
	var last *document.Event
	if len(events) > 0 {
		last = &events[len(events)-1]
	}
	e, err := document.NewEvent(id, last, time.Now(), document.Actor{Role: by, ID: "someone"}, typ, payload)
	if err == nil {
		err = k.r.AppendEvent(k.t.Context(), e)
	}
	if err == nil {
		err = k.x.Update(k.t.Context(), k.load, id)
	}
	if err != nil {
		k.t.Fatal(err)
	}
}

// hands in a file that is read under a fingerprint.
func (k keeper) hands(id, file, fingerprint string) {
	k.t.Helper()
	u, _, err := k.r.PutUpload(k.t.Context(), strings.NewReader(file), storage.Intake{})
	if err != nil {
		k.t.Fatal(err)
	}
	k.happens(id, document.RoleCandidate, document.EventUpload, u)
	field := document.Field{Value: "1053212010" + file, Doubt: []document.Doubt{document.DoubtPartial}}
	result := document.Result{SHA256: u.SHA256, Fingerprint: fingerprint, Documents: []document.Document{{Kind: "diploma", Fields: map[string]document.Field{"certificate_number": field}}}}
	if _, err := k.r.PutResult(k.t.Context(), result); err != nil {
		k.t.Fatal(err)
	}
	ids, err := k.x.ApplicationsOf(k.t.Context(), u.SHA256)
	if err == nil {
		err = k.x.Update(k.t.Context(), k.load, ids...)
	}
	if err != nil {
		k.t.Fatal(err)
	}
}

func dumpOf(t *testing.T, x *index.Index) string {
	t.Helper()
	var s strings.Builder
	if err := x.Dump(t.Context(), &s); err != nil {
		t.Fatal(err)
	}
	return s.String()
}

// An index that is deleted comes back with the same rows; an application that is
// damaged is named and keeps nobody else out.
func TestReindex(t *testing.T) {
	data := t.TempDir()
	bucket, err := openBucket(t.Context(), bucketFlags{Data: data})
	if err != nil {
		t.Fatal(err)
	}
	defer bucket.Close()
	rules, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	location := filepath.Join(data, "index.db")
	x, err := index.Open(t.Context(), location)
	if err != nil {
		t.Fatal(err)
	}
	current, older := strings.Repeat("c", 64), strings.Repeat("0", 64)
	r := storage.New(bucket, "")
	k := keeper{t, r, x, service.Load(r, rules, current)}
	for i := range 12 {
		id := fmt.Sprintf("a-%d", i)
		k.happens(id, document.RoleCandidate, document.EventCreated, document.Application{Exam: "yijian", ExamYear: 2020 + i%2, City: "长沙", Name: "王" + string('一'+rune(i)), Employer: "湖南建工有限公司"})
		k.hands(id, fmt.Sprintf("%08d", i%5), []string{current, older}[i%2])
		if i%3 == 0 {
			k.happens(id, document.RoleCandidate, document.EventSubmitted, nil)
			k.happens(id, document.RoleReviewer, document.EventViewed, nil)
		}
	}
	want := dumpOf(t, x)
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(location); err != nil {
		t.Fatal(err)
	}
	reindexed := func() (rows, said string, err error) {
		x, err := index.Recreate(t.Context(), location)
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		var out strings.Builder
		f := filling{repository: r, load: k.load, out: &out}
		err = f.run(t.Context(), x, index.Everything)
		return dumpOf(t, x), out.String(), err
	}
	rows, said, err := reindexed()
	if err != nil || !strings.HasPrefix(said, "12 applications") {
		t.Errorf("%q, %v", said, err)
	}
	if diff := cmp.Diff(want, rows); diff != "" || strings.Count(want, "application\t") != 12 {
		t.Errorf("rows, deleted and made anew (-before +after)\n%s", diff)
	}
	path := filepath.Join(bucketFlags{Data: data}.folder(), storage.EventKey("a-7", 1))
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	write(t, path, []byte("{}"))
	rows, said, err = reindexed()
	if !errors.Is(err, statusWrong) || !strings.Contains(said, "wrong: application a-7: ") || strings.Count(rows, "\napplication\t") != 10 || strings.Contains(rows, "a-7") {
		t.Errorf("with one that is damaged: %v, %q\n%s", err, said, rows)
	}
}

// The command finds bucket and index by itself.
func TestReindexCommand(t *testing.T) {
	data := t.TempDir()
	err := reindexCmd{Bucket: bucketFlags{Data: filepath.Join(data, "typo")}}.Run(t.Context(), testConfig())
	if err == nil || !strings.Contains(err.Error(), "typo") {
		t.Errorf("a folder that is not there: %v", err)
	}
	bucket, err := openBucket(t.Context(), bucketFlags{Data: data})
	if err != nil {
		t.Fatal(err)
	}
	if err := bucket.Close(); err != nil {
		t.Fatal(err)
	}
	for _, behind := range []bool{false, true} {
		if err := (reindexCmd{Bucket: bucketFlags{Data: data}, Behind: behind}).Run(t.Context(), testConfig()); err != nil {
			t.Fatal(err)
		}
	}
	x, err := index.Open(t.Context(), filepath.Join(data, "index.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if complete, err := x.Complete(t.Context()); err != nil || !complete {
		t.Errorf("complete %v, %v", complete, err)
	}
}
