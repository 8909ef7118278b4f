package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/pipeline/policy"
	"hecha/service"
	"hecha/storage"
	"hecha/storage/index"
	"hecha/storage/minio"
)

// proof looks, past the service, at what its bucket and its index hold.
type proof struct {
	*fleet
	bucket     *minio.Bucket
	repository *storage.Repository
	load       index.Load
	// again is an index that is made of the bucket alone.
	again *index.Index

	proven map[string]bool // uploads
}

func newProof(f *fleet) *proof {
	t := f.t
	t.Helper()
	bucket, err := minio.Open(t.Context(), minio.Config{Endpoint: f.minio.Endpoint, AccessKey: f.minio.AccessKey, SecretKey: f.minio.SecretKey, Bucket: fleetBucket})
	if err != nil {
		t.Fatal(err)
	}
	rules, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	again := openIndex(t, filepath.Join(t.TempDir(), "again.db"))
	r := storage.New(bucket, "")
	load := service.Load(r, rules, openForTest(t).processor.Fingerprint())
	return &proof{fleet: f, bucket: bucket, repository: r, load: load, again: again, proven: map[string]bool{}}
}

// applications are the acknowledged uploads that are not proven yet, by
// application.
func (p *proof) applications() map[string][]string {
	p.mu.Lock()
	defer p.mu.Unlock()
	open := map[string][]string{}
	for sha256, id := range p.acked {
		if !p.proven[sha256] {
			open[id] = append(open[id], sha256)
		}
	}
	return open
}

// step proves the applications of which everything is read and that the index
// shows so. Those whose reader was killed come back after a minute or two, while
// the next blows fall. The error is what the others wait for.
func (p *proof) step() (waiting error) {
	for id, uploads := range p.applications() {
		if err := p.settled(id, uploads); err != nil {
			waiting = err
			continue
		}
		for _, sha256 := range uploads {
			p.upload(id, sha256)
			p.proven[sha256] = true
		}
	}
	return waiting
}

// settled tells by an error what an application still waits for: its readings, or
// its row in the index, which must be the one that the bucket makes.
func (p *proof) settled(id string, uploads []string) error {
	for _, sha256 := range uploads {
		if state := p.state(id, sha256); state != "done" {
			return fmt.Errorf("upload %s is %q", sha256, state)
		}
	}
	ctx := p.t.Context()
	there, err := index.Open(ctx, p.index)
	if err != nil {
		return err
	}
	defer there.Close()
	row, err := there.Get(ctx, id)
	if err != nil {
		return err
	}
	if err := p.again.Update(ctx, p.load, id); err != nil {
		return err
	}
	want, err := p.again.Get(ctx, id)
	row.Sequence = want.Sequence // looks are events of which the index is not told
	if diff := cmp.Diff(want, row); diff != "" {
		return fmt.Errorf("the index has another row of %s (-want +got)\n%s", id, diff)
	}
	return err
}

// upload proves that an upload is what was sent, is in its application once, and
// has one result.
func (p *proof) upload(id, sha256 string) {
	t, ctx := p.t, p.t.Context()
	if err := p.repository.ProveUpload(ctx, sha256); err != nil {
		t.Errorf("upload %s: %v", sha256, err)
	}
	events, err := p.repository.Events(ctx, id)
	if err != nil {
		t.Errorf("application %s: %v", id, err)
	}
	n := 0
	for _, e := range events {
		var u document.Upload
		if e.Type == document.EventUpload && e.Decode(&u) == nil && u.SHA256 == sha256 {
			n++
		}
	}
	if n != 1 {
		t.Errorf("upload %s is %d times in application %s", sha256, n, id)
	}
	results := 0
	for info, err := range p.bucket.List(ctx, "results/"+sha256+"/", "") {
		if err != nil {
			t.Fatal(err)
		}
		name, ok := storage.ParseKey(info.Key)
		if _, err := p.repository.Result(ctx, name.SHA256, name.Fingerprint); !ok || err != nil {
			t.Errorf("result %s: %v", info.Key, err)
		}
		results++
	}
	if results != 1 {
		t.Errorf("upload %s has %d results", sha256, results)
	}
}

// rest waits until all that was acknowledged is proven.
func (p *proof) rest() {
	p.t.Helper()
	var waiting error
	if err := p.wait("everything is read", func() bool { waiting = p.step(); return waiting == nil }); err != nil {
		p.t.Fatalf("%v: %v", err, waiting)
	}
}

// whole looks, when all processes are gone, at every object of the bucket and at
// every row of the index, which is made anew.
func (p *proof) whole() {
	t, ctx := p.t, p.t.Context()
	for _, process := range append(p.workers, p.serve) {
		p.kill(process)
	}
	err := p.repository.Verify(ctx, 4, func(info storage.Info, err error) {
		if err != nil {
			t.Errorf("%s: %v", info.Key, err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for sha256, id := range p.acked {
		p.upload(id, sha256)
	}
	anew := openIndex(t, filepath.Join(t.TempDir(), "anew.db"))
	if err := anew.Fill(ctx, p.repository.Heads(ctx), p.load, index.Everything, func(int) {}); err != nil {
		t.Fatal(err)
	}
	x, y := withoutLooks(dumpOf(t, openIndex(t, p.index))), withoutLooks(dumpOf(t, anew))
	if x != y {
		t.Errorf("the index made anew is another one:\n%s", firstDifference(x, y))
	}
}

// openIndex opens an index until the test ends.
func openIndex(t *testing.T, location string) *index.Index {
	t.Helper()
	x, err := index.Open(t.Context(), location)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return x
}

// withoutLooks leaves out of the rows of a dump how many events an application
// has: looks are events of which the index is not told.
func withoutLooks(dump string) string {
	return regexp.MustCompile(`(?m)^(application\t[^\t]*\t)[0-9]+`).ReplaceAllString(dump, "$1")
}

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Sprintf("-%s\n+%s", x[i], y[i])
		}
	}
	return fmt.Sprintf("%d rows and %d", len(x), len(y))
}
