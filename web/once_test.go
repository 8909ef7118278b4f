package web_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"hecha/document"
	"hecha/storage"
)

// sent uploads a file with a key.
func (c caller) sent(id, key string, file []byte) reply {
	return c.do("POST", "/api/applications/"+id+"/uploads", file, "Idempotency-Key", key)
}

// uploadsOf is how many uploads the chain of an application tells of.
func (h *house) uploadsOf(id string) (n int) {
	h.t.Helper()
	events, err := h.repository.Events(h.t.Context(), id)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, e := range events {
		if e.Type == document.EventUpload {
			n++
		}
	}
	return n
}

// A request that is sent again changes nothing, whatever happened since, and its
// key is good for no other one.
func TestUploadsByKey(t *testing.T) {
	h := open(t)
	c := h.candidate("c-1")
	app, file, other := c.create(), photo(t, 1), photo(t, 2)
	first := into[document.Upload](t, c.sent(app.ID, "k-1", file).want(t, http.StatusAccepted))
	for _, key := range []string{"k-1", `"k-1"`} {
		again := c.sent(app.ID, key, file).want(t, http.StatusAccepted)
		if got := into[document.Upload](t, again); got != first || !strings.HasSuffix(again.Header.Get("Location"), first.SHA256) {
			t.Errorf("%s again: %+v, want %+v", key, got, first)
		}
	}
	if r := c.sent(app.ID, "k-1", other).want(t, http.StatusUnprocessableEntity); !strings.Contains(string(r.Body), "key_reused") {
		t.Errorf("another file: %s", r.Body)
	}
	c.sent(app.ID, "k-1", append(slices.Clone(file), 0)).want(t, http.StatusUnprocessableEntity)
	if _, err := h.repository.Upload(t.Context(), sum(other)); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("the other file was stored: %v", err)
	}
	c.do("DELETE", "/api/applications/"+app.ID+"/uploads/"+first.SHA256, nil).want(t, http.StatusOK)
	c.sent(app.ID, "k-1", file).want(t, http.StatusAccepted)
	if got := into[application](t, c.do("GET", "/api/applications/"+app.ID, nil).want(t, http.StatusOK)); len(got.Uploads) != 0 {
		t.Errorf("a request that came late brought back what was withdrawn: %+v", got.Uploads)
	}
	c.sent(app.ID, "k-2", file).want(t, http.StatusAccepted)
	c.sign(app.ID)
	c.do("POST", "/api/applications/"+app.ID+"/submission", nil).want(t, http.StatusOK)
	c.sent(app.ID, "k-2", file).want(t, http.StatusAccepted)
	c.sent(app.ID, "k-3", other).want(t, http.StatusConflict)
	h.candidate("c-2").sent(app.ID, "k-2", file).want(t, http.StatusNotFound)
	if n := h.uploadsOf(app.ID); n != 2 {
		t.Errorf("%d events of uploads, want 2", n)
	}
}

// Of two files sent at once with one key one is taken.
func TestUploadsByKeyAtOnce(t *testing.T) {
	h := open(t)
	c := h.candidate("c-1")
	app := c.create()
	var all sync.WaitGroup
	statuses := make([]int, 6)
	for i := range statuses {
		all.Go(func() { statuses[i] = c.sent(app.ID, "k", photo(t, i)).Status })
	}
	all.Wait()
	slices.Sort(statuses)
	if statuses[0] != http.StatusAccepted || slices.Compact(statuses[1:])[0] != http.StatusUnprocessableEntity || h.uploadsOf(app.ID) != 1 {
		t.Errorf("answers %v, %d events of uploads", statuses, h.uploadsOf(app.ID))
	}
}

// A file in pieces has the key of the request that began it.
func TestResumableByKey(t *testing.T) {
	h := open(t)
	c := h.candidate("c-1")
	app, file := c.create(), photo(t, 1)
	begin := func(key string) reply {
		return c.do("POST", "/api/resumable/", nil, "Tus-Resumable", "1.0.0", "Upload-Length", "9", "Idempotency-Key", key,
			"Upload-Metadata", "application "+base64(app.ID)+",idempotency-key "+base64("another"))
	}
	if r := begin(strings.Repeat("k", 256)).want(t, http.StatusUnprocessableEntity); !strings.Contains(string(r.Body), "key_too_long") {
		t.Errorf("problem %s", r.Body)
	}
	location := path(t, c.begin(app, len(file), "Idempotency-Key", "k").want(t, http.StatusCreated).Header.Get("Location"))
	c.piece(location, 0, file).want(t, http.StatusNoContent)
	c.do("DELETE", "/api/applications/"+app.ID+"/uploads/"+sum(file), nil).want(t, http.StatusOK)
	c.sent(app.ID, "k", file).want(t, http.StatusAccepted)
	c.sent(app.ID, "k", photo(t, 2)).want(t, http.StatusUnprocessableEntity)
	if n := h.uploadsOf(app.ID); n != 1 {
		t.Errorf("%d events of uploads, want 1", n)
	}
}
