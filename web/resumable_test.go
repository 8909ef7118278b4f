package web_test

import (
	b64 "encoding/base64"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hecha/web"
)

func base64(s string) string { return b64.StdEncoding.EncodeToString([]byte(s)) }

// begin asks for room for a file.
func (c caller) begin(app application, size int, headers ...string) reply {
	return c.do("POST", "/api/resumable/", nil, append(headers, "Tus-Resumable", "1.0.0", "Upload-Length", fmt.Sprint(size),
		"Upload-Metadata", "application "+base64(app.ID)+",filename "+base64("身份证.jpg"))...)
}

// piece sends bytes from an offset on.
func (c caller) piece(location string, offset int, bytes []byte) reply {
	return c.do("PATCH", location, bytes, "Tus-Resumable", "1.0.0", "Upload-Offset", fmt.Sprint(offset), "Content-Type", "application/offset+octet-stream")
}

func (c caller) offset(t *testing.T, location string) string {
	t.Helper()
	return c.do("HEAD", location, nil, "Tus-Resumable", "1.0.0").want(t, http.StatusOK).Header.Get("Upload-Offset")
}

// path is what follows the host.
func path(t *testing.T, location string) string {
	t.Helper()
	i := strings.Index(location, "/api/")
	if i < 0 {
		t.Fatalf("location %q", location)
	}
	return location[i:]
}

// A file that breaks off in the middle goes on where it was, and is an upload
// like every other when it is whole.
func TestResumableUpload(t *testing.T) {
	h := open(t)
	c := h.candidate("c-1")
	app, file := c.create(), photo(t, 1)
	location := path(t, c.begin(app, len(file)).want(t, http.StatusCreated).Header.Get("Location"))
	half := len(file) / 2
	c.piece(location, 0, file[:half]).want(t, http.StatusNoContent)
	if got := c.offset(t, location); got != fmt.Sprint(half) {
		t.Errorf("offset %s, want %d", got, half)
	}
	c.piece(location, 0, file[:half]).want(t, http.StatusConflict) // it has these
	done := c.piece(location, half, file[half:]).want(t, http.StatusNoContent)
	if got, want := done.Header.Get("Content-Location"), "/api/applications/"+app.ID+"/uploads/"+sum(file); got != want {
		t.Errorf("Content-Location %q, want %q", got, want)
	}
	got := into[application](t, c.do("GET", "/api/applications/"+app.ID, nil).want(t, http.StatusOK))
	if len(got.Uploads) != 1 || got.Uploads[0].SHA256 != sum(file) || got.Uploads[0].Name != "身份证.jpg" {
		t.Errorf("uploads %+v", got.Uploads)
	}
	h.candidate("c-2").do("HEAD", location, nil, "Tus-Resumable", "1.0.0").want(t, http.StatusNotFound)
}

// What is refused whole is refused in pieces, with the same words.
func TestResumableRefusals(t *testing.T) {
	h := open(t)
	c := h.candidate("c-1")
	app := c.create()
	c.begin(app, maxUpload+1).want(t, http.StatusRequestEntityTooLarge)
	c.begin(application{ID: "none"}, 10).want(t, http.StatusNotFound)
	location := path(t, c.begin(app, 9).want(t, http.StatusCreated).Header.Get("Location"))
	text := c.piece(location, 0, []byte("some text")).want(t, http.StatusUnsupportedMediaType)
	if !strings.Contains(string(text.Body), "urn:hecha:problem:not_a_document") {
		t.Errorf("problem %s", text.Body)
	}
	c.do("HEAD", location, nil, "Tus-Resumable", "1.0.0").want(t, http.StatusNotFound) // it can never be received
	for _, id := range []string{"x", app.ID + ".c-1.a/" + app.ID + ".c-1.b", "..%2f..%2fetc"} {
		c.do("HEAD", "/api/resumable/"+id, nil, "Tus-Resumable", "1.0.0").want(t, http.StatusNotFound)
	}
}

// A whole file whose way into the bucket failed is not taken for handed in: it
// goes there when its length is asked for.
func TestResumableIsAcknowledgedWhenItIsStored(t *testing.T) {
	h := open(t)
	c := h.candidate("c-1")
	app, file := c.create(), photo(t, 1)
	location := path(t, c.begin(app, len(file)).want(t, http.StatusCreated).Header.Get("Location"))
	restore := h.breakBucket()
	c.piece(location, 0, file).want(t, http.StatusServiceUnavailable)
	c.do("HEAD", location, nil, "Tus-Resumable", "1.0.0").want(t, http.StatusServiceUnavailable)
	restore()
	settled := c.do("HEAD", location, nil, "Tus-Resumable", "1.0.0").want(t, http.StatusOK)
	if settled.Header.Get("Upload-Offset") != fmt.Sprint(len(file)) || !strings.HasSuffix(settled.Header.Get("Content-Location"), sum(file)) {
		t.Errorf("headers %v", settled.Header)
	}
	got := into[application](t, c.do("GET", "/api/applications/"+app.ID, nil).want(t, http.StatusOK))
	if len(got.Uploads) != 1 || got.Uploads[0].SHA256 != sum(file) {
		t.Errorf("uploads %+v", got.Uploads)
	}
}

// However many uploads somebody begins, a bounded number is open.
func TestOpenUploadsAreBounded(t *testing.T) {
	h := open(t)
	c := h.candidate("c-1")
	first, second := c.create(), c.create()
	var locations []string
	for i := range 50 {
		app := []application{first, second}[i%2]
		locations = append(locations, path(t, c.begin(app, 10).want(t, http.StatusCreated).Header.Get("Location")))
	}
	r := c.begin(first, 10).want(t, http.StatusTooManyRequests)
	if r.Header.Get("Retry-After") == "" || !strings.Contains(string(r.Body), "urn:hecha:problem:too_many_open") {
		t.Errorf("headers %v, problem %s", r.Header, r.Body)
	}
	other := h.candidate("c-2")
	other.begin(other.create(), 10).want(t, http.StatusCreated)
	c.do("DELETE", locations[0], nil, "Tus-Resumable", "1.0.0").want(t, http.StatusNoContent)
	c.begin(first, 10).want(t, http.StatusCreated)
}

// Files are cleaned by when their last piece came, with what is known of them.
func TestCleanSpool(t *testing.T) {
	spool := t.TempDir()
	now := time.Now()
	for name, age := range map[string]time.Duration{
		"old": 48 * time.Hour, "old.info": 48 * time.Hour, "slow": time.Hour, "slow.info": 48 * time.Hour, "young": time.Hour, "lost.info": 48 * time.Hour,
	} {
		file := filepath.Join(spool, name)
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, now, now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	if err := web.CleanSpool(spool, now.Add(-24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(spool)
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, f := range files {
		left = append(left, f.Name())
	}
	if got := strings.Join(left, " "); got != "slow slow.info young" {
		t.Errorf("left: %s", got)
	}
}
