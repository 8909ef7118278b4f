package web_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"hecha/document"
	"hecha/storage"
	"hecha/storage/dir"
	"hecha/storage/minio"
	"hecha/storage/storagetest"
)

// sent uploads a file with a key.
func (c caller) sent(id, key string, file []byte) reply {
	return c.do("POST", "/api/applications/"+id+"/uploads", file, "Idempotency-Key", key)
}

// uploadsOf is how many uploads the chain of an application tells of.
func (h *house) uploadsOf(id string) int {
	h.t.Helper()
	return h.count(id, document.EventUpload)
}

// count is how many events of a type the chain of an application has.
func (h *house) count(id string, typ document.EventType) (n int) {
	h.t.Helper()
	events, err := h.repository.Events(h.t.Context(), id)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, e := range events {
		if e.Type == typ {
			n++
		}
	}
	return n
}

// eachBucket runs a test over a folder and over MinIO.
func eachBucket(t *testing.T, run func(*testing.T, storage.Bucket)) {
	t.Run("folder", func(t *testing.T) {
		b, err := dir.Open(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { b.Close() })
		run(t, b)
	})
	t.Run("MinIO", func(t *testing.T) {
		s := storagetest.MinIO(t)
		b, err := minio.Open(t.Context(), minio.Config{Endpoint: s.Endpoint, AccessKey: s.AccessKey, SecretKey: s.SecretKey, Bucket: "hecha"})
		if err != nil {
			t.Fatal(err)
		}
		run(t, b)
	})
}

// A request that is sent again changes nothing, whatever happened since, and its
// key is good for no other one.
func TestUploadsByKey(t *testing.T) { eachBucket(t, testUploadsByKey) }

func testUploadsByKey(t *testing.T, bucket storage.Bucket) {
	h := openOver(t, bucket)
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
	if got := c.get(app.ID); len(got.Uploads) != 0 {
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

// A key that came with what the application held already stands for that as well.
func TestKeyOfWhatIsHeld(t *testing.T) { eachBucket(t, testKeyOfWhatIsHeld) }

func testKeyOfWhatIsHeld(t *testing.T, bucket storage.Bucket) {
	h := openOver(t, bucket)
	c := h.candidate("c-1")
	app, file, other := c.create(), photo(t, 1), photo(t, 2)
	first := c.upload(app.ID, file)
	version := c.get(app.ID).Version
	for range 2 {
		if got := into[document.Upload](t, c.sent(app.ID, "k", file).want(t, http.StatusAccepted)); got != first {
			t.Errorf("the same bytes are %+v, want %+v", got, first)
		}
	}
	if got := c.get(app.ID); got.Version != version || len(got.Uploads) != 1 {
		t.Errorf("they changed the application: version %d, want %d; uploads %+v", got.Version, version, got.Uploads)
	}
	c.sent(app.ID, "k", other).want(t, http.StatusUnprocessableEntity)
	c.do("DELETE", "/api/applications/"+app.ID+"/uploads/"+first.SHA256, nil).want(t, http.StatusOK)
	c.sent(app.ID, "k", file).want(t, http.StatusAccepted)
	c.sent(app.ID, "k", other).want(t, http.StatusUnprocessableEntity)
	if got := c.get(app.ID); len(got.Uploads) != 0 {
		t.Errorf("a request that came late brought back what was withdrawn: %+v", got.Uploads)
	}
	if n, keys := h.uploadsOf(app.ID), h.count(app.ID, document.EventRepeated); n != 1 || keys != 1 {
		t.Errorf("%d events of uploads and %d of the key, want 1 of each", n, keys)
	}
	err := h.repository.Verify(t.Context(), 1, func(info storage.Info, err error) {
		if err != nil {
			t.Errorf("%s: %v", info.Key, err)
		}
	})
	if err != nil {
		t.Error(err)
	}
}

// Of files sent at once with one key one is taken, by whichever process, and the
// same file as often as it is sent.
func TestUploadsByKeyAtOnce(t *testing.T) { eachBucket(t, testUploadsByKeyAtOnce) }

func testUploadsByKeyAtOnce(t *testing.T, bucket storage.Bucket) {
	for processes := 1; processes <= 2; processes++ {
		one, name := openOver(t, bucket), fmt.Sprintf("%d processes", processes)
		houses := []*house{one}
		if processes == 2 {
			houses = append(houses, openOver(t, bucket))
		}
		c := one.candidate("c-1")
		app := c.create()
		atOnce := func(file func(int) []byte, key string) (statuses []int) {
			statuses = make([]int, 6)
			var all sync.WaitGroup
			for i := range statuses {
				by := caller{houses[i%len(houses)], c.secret}
				all.Go(func() { statuses[i] = by.sent(app.ID, key, file(i)).Status })
			}
			all.Wait()
			slices.Sort(statuses)
			return statuses
		}
		unlike := func(i int) []byte { return photo(t, 10*processes+i) }
		statuses := atOnce(unlike, "k")
		if want := append([]int{http.StatusAccepted}, slices.Repeat([]int{http.StatusUnprocessableEntity}, 5)...); !slices.Equal(statuses, want) || one.uploadsOf(app.ID) != 1 {
			t.Errorf("%s, different files: answers %v, %d events of uploads", name, statuses, one.uploadsOf(app.ID))
		}
		if stored := one.stored(6, unlike); processes == 1 && stored != 1 {
			t.Errorf("%s: %d of the files were stored, want the one that was taken", name, stored)
		}
		statuses = atOnce(func(int) []byte { return photo(t, 9) }, "l")
		if !slices.Equal(statuses, slices.Repeat([]int{http.StatusAccepted}, 6)) || one.uploadsOf(app.ID) != 2 || one.count(app.ID, document.EventRepeated) != 0 {
			t.Errorf("%s, the same file: answers %v, %d events of uploads, %d of keys", name, statuses, one.uploadsOf(app.ID), one.count(app.ID, document.EventRepeated))
		}
	}
}

// stored is how many of n files are in the bucket.
func (h *house) stored(n int, file func(int) []byte) (stored int) {
	for i := range n {
		if _, err := h.repository.Upload(h.t.Context(), sum(file(i))); err == nil {
			stored++
		}
	}
	return stored
}

// While one request stores a file, another one with its key waits for what becomes
// of that; when it fails, the other one goes on.
func TestUploadWaitsForItsKey(t *testing.T) {
	h := open(t)
	c := h.candidate("c-1")
	app := c.create()
	entered, held := h.bucket.hold("uploads/" + sum(photo(t, 1)))
	answers := make(chan int, 2)
	go func() { answers <- c.sent(app.ID, "k", photo(t, 1)).Status }()
	<-entered
	go func() { answers <- c.sent(app.ID, "k", photo(t, 2)).Status }()
	c.sent(app.ID, "l", photo(t, 3)).want(t, http.StatusAccepted) // another key waits for nobody
	select {
	case status := <-answers:
		t.Errorf("a request was answered with %d while the first with its key had not stored anything", status)
	default:
	}
	held <- errors.New("the bucket does not answer")
	got := []int{<-answers, <-answers}
	slices.Sort(got)
	if !slices.Equal(got, []int{http.StatusAccepted, http.StatusServiceUnavailable}) || h.uploadsOf(app.ID) != 2 {
		t.Errorf("answers %v, %d events of uploads, want the second taken", got, h.uploadsOf(app.ID))
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
	c.sign(app.ID)
	c.do("POST", "/api/applications/"+app.ID+"/submission", nil).want(t, http.StatusOK)
	c.begin(app, len(file), "Idempotency-Key", "other").want(t, http.StatusConflict)
	c.begin(app, len(file)+1, "Idempotency-Key", "k").want(t, http.StatusUnprocessableEntity)
	for answer, sent := range map[int][]byte{http.StatusNoContent: file, http.StatusUnprocessableEntity: append(slices.Clone(file[1:]), 0)} {
		again := path(t, c.begin(app, len(sent), "Idempotency-Key", "k").want(t, http.StatusCreated).Header.Get("Location"))
		c.piece(again, 0, sent).want(t, answer)
		c.do("HEAD", again, nil, "Tus-Resumable", "1.0.0").want(t, http.StatusNotFound) // nothing more can come of it
	}
	if n := h.uploadsOf(app.ID); n != 1 {
		t.Errorf("%d events of uploads, want 1", n)
	}
}
