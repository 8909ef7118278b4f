package minio_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	miniogo "github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"hecha/document"
	"hecha/storage"
	"hecha/storage/minio"
	"hecha/storage/storagetest"
)

// number makes the names of buckets.
var number atomic.Int64

func config(s storagetest.Server) minio.Config {
	return minio.Config{
		Endpoint: s.Endpoint, AccessKey: s.AccessKey, SecretKey: s.SecretKey, PartSize: 5 << 20,
		Bucket: fmt.Sprintf("test-%d", number.Add(1)),
	}
}

func open(t *testing.T, cfg minio.Config) *minio.Bucket {
	t.Helper()
	b, err := minio.Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// What servers are known to do is recorded here, so that one that changes is
// noticed. Objects in parts overwrite on both if they are sent by minio-go's own
// PutObject, which is why the bucket sends the parts itself.
func TestBucket(t *testing.T) {
	for _, server := range []struct {
		name              string
		start             func(*testing.T) storagetest.Server
		multipart         bool // an object in parts does not overwrite
		trailingChecksums bool // over plain HTTP; the bucket does without
	}{
		{"MinIO", storagetest.MinIO, true, true},
		{"VersityGW", storagetest.VersityGW, true, false},
	} {
		t.Run(server.name, func(t *testing.T) {
			s := server.start(t)
			if got := open(t, config(s)).Multipart(); got != server.multipart {
				t.Errorf("objects in parts: %v, known is %v", got, server.multipart)
			}
			if got := takesTrailingChecksums(t, s); got != server.trailingChecksums {
				t.Errorf("trailing checksums: %v, known is %v", got, server.trailingChecksums)
			}
			storagetest.Bucket(t, func(t *testing.T) storage.Bucket { return open(t, config(s)) })
		})
	}
}

func takesTrailingChecksums(t *testing.T, s storagetest.Server) bool {
	t.Helper()
	c, err := miniogo.New(s.Endpoint, &miniogo.Options{
		Creds: credentials.NewStaticV4(s.AccessKey, s.SecretKey, ""), TrailingHeaders: true, MaxRetries: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	o := miniogo.PutObjectOptions{Checksum: miniogo.ChecksumCRC32C}
	_, err = c.PutObject(t.Context(), fmt.Sprintf("test-%d", number.Load()), "memo/trailing", strings.NewReader("x"), 1, o)
	return err == nil
}

// client talks to a server past the bucket.
func client(t *testing.T, s storagetest.Server) *miniogo.Client {
	t.Helper()
	c, err := miniogo.New(s.Endpoint, &miniogo.Options{Creds: credentials.NewStaticV4(s.AccessKey, s.SecretKey, "")})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestRetentionAndEncryption(t *testing.T) {
	s := storagetest.MinIO(t)
	cfg := config(s)
	cfg.Retention, cfg.Encryption = time.Hour, "SSE-S3"
	b := open(t, cfg)
	want := bytes.Repeat([]byte("12345"), 3<<20)
	storagetest.Put(t, b, "uploads/small", want[:10])
	storagetest.Put(t, b, "uploads/large", want)
	storagetest.Put(t, b, "memo/ocr/a", want[:10])
	c := client(t, s)
	for _, key := range []string{"uploads/small", "uploads/large", "memo/ocr/a"} {
		info, err := c.StatObject(t.Context(), cfg.Bucket, key, miniogo.StatObjectOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Metadata.Get("X-Amz-Server-Side-Encryption"); got != "AES256" {
			t.Errorf("%s is encrypted with %q", key, got)
		}
		mode, until, err := c.GetObjectRetention(t.Context(), cfg.Bucket, key, "")
		if locked := err == nil && *mode == miniogo.Compliance && time.Until(*until) > 50*time.Minute; locked == storage.Disposable(key) {
			t.Errorf("%s is locked: %v (%v)", key, locked, err)
		}
	}
	info, err := c.StatObject(t.Context(), cfg.Bucket, "uploads/large", miniogo.StatObjectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.RemoveObject(t.Context(), cfg.Bucket, "uploads/large", miniogo.RemoveObjectOptions{VersionID: info.VersionID}); err == nil {
		t.Error("a locked object was removed")
	}
	if err := b.Delete(t.Context(), "memo/ocr/a"); err != nil {
		t.Error(err)
	}
	body, err := b.Open(t.Context(), "uploads/large", 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	if got, err := io.ReadAll(body); err != nil || !bytes.Equal(got, want) {
		t.Errorf("read %d bytes, %v", len(got), err)
	}
}

// flaky breaks connections in the middle of answers.
type flaky struct {
	http.RoundTripper
	broken atomic.Int64
}

type breaking struct {
	io.ReadCloser
	left int
}

func (b *breaking) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errors.New("connection reset by peer")
	}
	n, err := b.ReadCloser.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

func (f *flaky) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := f.RoundTripper.RoundTrip(req)
	if err == nil && req.Method == http.MethodGet && resp.ContentLength > 1<<20 {
		f.broken.Add(1)
		resp.Body = &breaking{resp.Body, 1 << 20}
	}
	return resp, err
}

// A read goes on where the connection broke.
func TestBrokenConnections(t *testing.T) {
	cfg := config(storagetest.MinIO(t))
	line := &flaky{RoundTripper: http.DefaultTransport}
	cfg.Transport = line
	b := open(t, cfg)
	want := make([]byte, 5<<20)
	for i := range want {
		want[i] = byte(i / 7)
	}
	storagetest.Put(t, b, "uploads/a", want)
	body, err := b.Open(t.Context(), "uploads/a", 100, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	if got, err := io.ReadAll(body); err != nil || !bytes.Equal(got, want[100:]) {
		t.Errorf("read %d bytes, %v; want %d", len(got), err, len(want)-100)
	}
	if line.broken.Load() < 4 {
		t.Errorf("the connection broke %d times", line.broken.Load())
	}
}

// lossy loses the server's answer to a write that it carried out.
type lossy struct {
	http.RoundTripper
	lost atomic.Bool
}

func (l *lossy) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := l.RoundTripper.RoundTrip(req)
	if err == nil && req.Method == http.MethodPut && strings.Contains(req.URL.Path, "/events/") && l.lost.CompareAndSwap(false, true) {
		resp.Body.Close()
		return nil, errors.New("connection reset by peer")
	}
	return resp, err
}

// An event whose acknowledgement got lost is neither doubled nor taken for
// somebody else's.
func TestLostAcknowledgement(t *testing.T) {
	r, line := lossyRepository(t)
	if err := appendViewed(t, r, "a"); err != nil {
		t.Fatal(err)
	}
	if !line.lost.Load() {
		t.Error("no answer was lost")
	}
	if events, err := r.Events(t.Context(), "a"); err != nil || len(events) != 1 {
		t.Errorf("%d events, %v", len(events), err)
	}
}

func lossyRepository(t *testing.T) (*storage.Repository, *lossy) {
	cfg := config(storagetest.MinIO(t))
	line := &lossy{RoundTripper: http.DefaultTransport}
	cfg.Transport = line
	return storage.New(open(t, cfg), t.TempDir()), line
}

// appendViewed stores the first event of an application.
func appendViewed(t *testing.T, r *storage.Repository, application string) error {
	t.Helper()
	e, err := document.NewEvent(application, nil, time.Now(), document.Actor{Role: document.RoleReviewer, ID: "r1"}, document.EventViewed, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r.AppendEvent(t.Context(), e)
}

// A server that does not answer is waited for, as long as the context lives.
func TestHangingServer(t *testing.T) {
	s := storagetest.MinIO(t)
	b := open(t, config(s))
	storagetest.Put(t, b, "uploads/a", []byte("x"))
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := b.Stat(ctx, "uploads/a"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v, want %v", err, context.DeadlineExceeded)
	}
	done := make(chan error, 1)
	go func() {
		_, err := b.Stat(t.Context(), "uploads/a")
		done <- err
	}()
	if err := s.Continue(); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Errorf("after the server came back: %v", err)
	}
}

// overwriting answers every conditional write as a server that ignores the
// condition would.
type overwriting struct{ http.RoundTripper }

func (o overwriting) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := o.RoundTripper.RoundTrip(req)
	if err == nil && resp.StatusCode == http.StatusPreconditionFailed {
		resp.StatusCode = http.StatusOK
	}
	return resp, err
}

func TestServerThatOverwritesIsRefused(t *testing.T) {
	cfg := config(storagetest.MinIO(t))
	cfg.Transport = overwriting{http.DefaultTransport}
	if _, err := minio.Open(t.Context(), cfg); !errors.Is(err, minio.ErrOverwrites) {
		t.Errorf("error %v, want %v", err, minio.ErrOverwrites)
	}
}

// overwritingParts answers the end of every object in parts as a server would
// that looks at the condition only at the beginning.
type overwritingParts struct {
	http.RoundTripper
	parts atomic.Int64 // requests about parts
}

func (o *overwritingParts) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Query().Has("uploadId") || req.URL.Query().Has("uploads") {
		o.parts.Add(1)
	}
	resp, err := o.RoundTripper.RoundTrip(req)
	if err == nil && req.Method == http.MethodPost && resp.StatusCode == http.StatusPreconditionFailed {
		resp.Body.Close()
		resp.StatusCode = http.StatusOK
		resp.Body = io.NopCloser(strings.NewReader("<CompleteMultipartUploadResult><Bucket>b</Bucket><ETag>x</ETag></CompleteMultipartUploadResult>"))
	}
	return resp, err
}

// On a server that is not to be trusted with parts, large objects go in one
// request.
func TestServerThatOverwritesWithParts(t *testing.T) {
	cfg := config(storagetest.MinIO(t))
	line := &overwritingParts{RoundTripper: http.DefaultTransport}
	cfg.Transport = line
	b := open(t, cfg)
	if b.Multipart() {
		t.Fatal("parts are used all the same")
	}
	before := line.parts.Load()
	large := make([]byte, 12<<20)
	storagetest.Put(t, b, "uploads/large", large)
	if err := b.Create(t.Context(), "uploads/large", bytes.NewReader(large)); !errors.Is(err, storage.ErrExists) {
		t.Errorf("create again: %v, want %v", err, storage.ErrExists)
	}
	if got := line.parts.Load() - before; got != 0 {
		t.Errorf("%d requests about parts", got)
	}
}

func TestConfig(t *testing.T) {
	for name, cfg := range map[string]minio.Config{
		"small parts":        {Endpoint: "127.0.0.1:1", Bucket: "abc", PartSize: 1 << 20},
		"unknown encryption": {Endpoint: "127.0.0.1:1", Bucket: "abc", Encryption: "rot13"},
		"no endpoint":        {Bucket: "abc"},
	} {
		if _, err := minio.Open(t.Context(), cfg); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
