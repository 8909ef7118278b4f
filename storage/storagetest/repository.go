package storagetest

import (
	"bytes"
	"errors"
	"sync"
	"testing"
	"time"

	"hecha/document"
	"hecha/storage"
)

// repository shows that what Repository promises holds on this bucket.
func repository(t *testing.T, b storage.Bucket) {
	r := storage.New(b, t.TempDir())
	want := content(7, big)
	u, created, err := r.PutUpload(t.Context(), bytes.NewReader(want), storage.Intake{})
	if err != nil || !created || u.Size != big {
		t.Fatalf("put: %+v, created %v, %v", u, created, err)
	}
	again, created, err := r.PutUpload(t.Context(), bytes.NewReader(want), storage.Intake{})
	if err != nil || created || !again.Received.Equal(u.Received) {
		t.Errorf("put again: %+v, created %v, %v; want %+v", again, created, err, u)
	}
	if got, err := r.ReadUpload(t.Context(), u.SHA256); err != nil || !bytes.Equal(got, want) {
		t.Errorf("read %d bytes, %v", len(got), err)
	}
	// What is stored under another one's name is found out by reading it.
	wrong := document.Upload{SHA256: "00" + u.SHA256[2:]}
	Put(t, b, storage.UploadKey(wrong.SHA256), want[:100])
	if _, err := r.ReadUpload(t.Context(), wrong.SHA256); !errors.Is(err, storage.ErrCorrupt) {
		t.Errorf("read of wrong bytes: %v, want %v", err, storage.ErrCorrupt)
	}
	appendRace(t, r)
}

// appendRace has several people act on one application at the same moment, again
// and again: every number is taken once, and the chain stays whole.
func appendRace(t *testing.T, r *storage.Repository) {
	const people, acts = 4, 5
	var wg sync.WaitGroup
	for range people {
		wg.Go(func() {
			for done := 0; done < acts; {
				err := appendOne(t, r)
				switch {
				case err == nil:
					done++
				case !errors.Is(err, storage.ErrConflict):
					t.Errorf("append: %v, want %v", err, storage.ErrConflict)
					return
				}
			}
		})
	}
	wg.Wait()
	events, err := r.Events(t.Context(), "race")
	if err != nil || len(events) != people*acts {
		t.Errorf("%d events, %v; want %d", len(events), err, people*acts)
	}
}

func appendOne(t *testing.T, r *storage.Repository) error {
	events, err := r.Events(t.Context(), "race")
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return err
	}
	var last *document.Event
	if len(events) > 0 {
		last = &events[len(events)-1]
	}
	e, err := document.NewEvent("race", last, time.Now(), document.Actor{Role: document.RoleReviewer, ID: "r1"}, document.EventViewed, nil)
	if err != nil {
		return err
	}
	return r.AppendEvent(t.Context(), e)
}
