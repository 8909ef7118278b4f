package web_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"hecha/document"
	"hecha/pipeline/policy"
	"hecha/pipeline/queue"
	"hecha/pipeline/raster"
	"hecha/service"
	"hecha/storage"
	"hecha/storage/dir"
	"hecha/storage/index"
	"hecha/web"
)

// house is the whole service in one process, on a folder, with a reader that
// needs no engine.
type house struct {
	*httptest.Server
	t          *testing.T
	bucket     *breakable
	index      *index.Index
	service    *service.Service
	worker     *service.Worker
	tokens     *service.Tokens
	repository *storage.Repository
	redis      *queue.Redis
	registry   *prometheus.Registry
	log        *locked
	stop       func() // ends the work
}

const fingerprint = "00000000000000000000000000000000000000000000000000000000000000f1"

// maxUpload is the limit of the house.
const maxUpload = 4 << 20

func open(t *testing.T) *house {
	t.Helper()
	bucket, err := dir.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { bucket.Close() })
	return openOver(t, bucket)
}

// openOver opens a house over what a bucket holds.
func openOver(t *testing.T, bucket storage.Bucket) *house {
	t.Helper()
	redis, err := queue.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { redis.Close() })
	rules, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	pages, err := raster.New(raster.Config{CacheDir: t.TempDir(), Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { pages.Close() })
	failing := &breakable{Bucket: bucket}
	repository := storage.New(failing, t.TempDir())
	x, err := index.Open(t.Context(), filepath.Join(t.TempDir(), "index.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	log := &locked{}
	logger := slog.New(slog.NewJSONHandler(log, nil))
	registry := prometheus.NewRegistry()
	metrics := service.NewMetrics(registry)
	h := &house{
		t: t, index: x, bucket: failing, repository: repository, redis: redis, registry: registry, log: log, tokens: service.NewTokens(repository),
		service: service.New(service.Config{
			Repository: repository, Index: x, Queue: queue.NewClient(redis, queue.Limits{}), Follower: redis, Leases: redis, Raster: pages,
			Rules: rules, Fingerprint: fingerprint, MaxUpload: maxUpload, MaxWaiting: 3, Metrics: metrics, Log: logger,
		}),
		worker: &service.Worker{Repository: repository, Reader: reader{}, Index: x, Rules: rules, Reporter: redis, Metrics: metrics, Log: logger},
	}
	api, err := web.NewAPI(web.Config{
		Service: h.service, Auth: web.Bearer{Tokens: h.tokens}, Spool: t.TempDir(), Metrics: registry, Log: logger,
		Say: func(group, code string, args map[string]string) string {
			return fmt.Sprint(group, ".", code, " ", args)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	around, err := web.Origins([]string{"127.0.0.0/8"})
	if err != nil {
		t.Fatal(err)
	}
	h.Server = httptest.NewServer(around(api))
	t.Cleanup(func() {
		h.Server.Close()
		if t.Failed() {
			t.Logf("log:\n%s", log)
		}
	})
	return h
}

// breakable is a bucket that can be away.
type breakable struct {
	storage.Bucket
	away atomic.Bool
	// heldKey is one under which nothing is stored: who tries is told so on entered,
	// and fails with what held says.
	heldKey       atomic.Value
	entered, held chan error
}

// hold has the bucket take nothing under a key.
func (b *breakable) hold(key string) (entered <-chan error, held chan<- error) {
	b.entered, b.held = make(chan error), make(chan error)
	b.heldKey.Store(key)
	return b.entered, b.held
}

func (b *breakable) Create(ctx context.Context, key string, body io.ReadSeeker) error {
	if b.heldKey.Load() == key {
		b.entered <- nil
		return <-b.held
	}
	if b.away.Load() {
		return errors.New("the bucket does not answer")
	}
	return b.Bucket.Create(ctx, key, body)
}

// breakBucket has the bucket take nothing until restore is called.
func (h *house) breakBucket() (restore func()) {
	h.bucket.away.Store(true)
	return func() { h.bucket.away.Store(false) }
}

// locked is a log that is read while it is written.
type locked struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *locked) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(b)
}

func (l *locked) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// reader finds one ID card in whatever it is given.
type reader struct{}

func (reader) Fingerprint() string { return fingerprint }

func (reader) Read(_ context.Context, upload []byte, _ time.Time, progress func(int)) (document.Result, error) {
	progress(1)
	return document.Result{
		SHA256: sum(upload), Fingerprint: fingerprint, TimingMS: map[string]float64{"ocr": 1},
		Documents: []document.Document{{
			Kind: document.IDCardPortrait, Pages: []int{1},
			Fields: map[string]document.Field{"name": {Value: "样本甲", Text: "样本甲", Confidence: 0.5, Page: 1, Doubt: []document.Doubt{document.DoubtLowConfidence}}},
		}},
	}, nil
}

// work reads uploads until stop is called or the test ends.
func (h *house) work() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- queue.NewServer(h.redis, h.worker, queue.Options{Slots: 1, Poll: 10 * time.Millisecond}).Run(ctx)
	}()
	h.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			h.t.Error(err)
		}
	})
	h.t.Cleanup(h.stop)
}

// perform performs acts on many until stop is called or the test ends.
func (h *house) perform() (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- h.service.PerformBulks(ctx, 10*time.Millisecond) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			h.t.Error(err)
		}
	})
	h.t.Cleanup(stop)
	return stop
}

// city and employer are where the house's applications belong.
const (
	city     = "长沙市"
	employer = "湖南样本建设有限公司"
)

// grantOf is a grant of a role that sees the house's applications.
func grantOf(role document.Role, account string) document.Grant {
	g := document.Grant{Account: account, Role: role, Scopes: document.Scopes}
	switch role {
	case document.RoleReviewer, document.RoleLead:
		g.City = city
	case document.RoleEmployer:
		g.Employer = employer
	}
	return g
}

// caller speaks to the house with a token of its own.
type caller struct {
	*house
	secret string
}

func (h *house) as(g document.Grant) caller {
	h.t.Helper()
	secret, _, err := h.tokens.Add(h.t.Context(), g, "test", time.Time{})
	if err != nil {
		h.t.Fatal(err)
	}
	return caller{h, secret}
}

func (h *house) candidate(account string) caller {
	return h.as(grantOf(document.RoleCandidate, account))
}

// reply is an answer, read to its end.
type reply struct {
	Status int
	Header http.Header
	Body   []byte
}

// do sends a request; headers are pairs of name and value.
func (c caller) do(method, path string, body any, headers ...string) reply {
	c.t.Helper()
	var content io.Reader
	switch b := body.(type) {
	case nil:
	case []byte:
		content = bytes.NewReader(b)
	case io.Reader:
		content = b
	default:
		encoded, err := json.Marshal(b)
		if err != nil {
			c.t.Fatal(err)
		}
		content, headers = bytes.NewReader(encoded), append(headers, "Content-Type", "application/json")
	}
	req, err := http.NewRequestWithContext(c.t.Context(), method, c.URL+path, content)
	if err != nil {
		c.t.Fatal(err)
	}
	if c.secret != "" {
		req.Header.Set("Authorization", "Bearer "+c.secret)
	}
	for pair := range slices.Chunk(headers, 2) {
		req.Header.Set(pair[0], pair[1])
	}
	resp, err := c.Client().Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return reply{resp.StatusCode, resp.Header, data}
}

// want fails the test unless the answer has a status.
func (r reply) want(t *testing.T, status int) reply {
	t.Helper()
	if r.Status != status {
		t.Fatalf("status %d, want %d\n%s", r.Status, status, r.Body)
	}
	return r
}

// into decodes the answer.
func into[T any](t *testing.T, r reply) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(r.Body, &v); err != nil {
		t.Fatalf("%v\n%s", err, r.Body)
	}
	return v
}

type application struct {
	ID       string `json:"id"`
	Version  int    `json:"version"`
	State    document.State
	Declared document.Application
	Uploads  []document.Upload
}

// declared is what the candidates of the house declare.
func declared() map[string]any {
	return map[string]any{
		"exam": "一级建造师", "exam_year": 2020, "level": "考全科", "city": city, "employer": employer, "name": "样本甲",
		"id_number": "11010519491231002X", "education_path": "regular", "education_level": "本科",
	}
}

func (c caller) create() application {
	c.t.Helper()
	return into[application](c.t, c.do("POST", "/api/applications", declared()).want(c.t, http.StatusCreated))
}

// sign signs the commitment as the API gives it.
func (c caller) sign(id string) {
	c.t.Helper()
	text := into[struct{ Version, Digest string }](c.t, c.do("GET", "/api/commitment", nil).want(c.t, http.StatusOK))
	c.do("POST", "/api/applications/"+id+"/commitment", document.Commitment{Version: text.Version, Digest: text.Digest, Name: "样本甲"}).want(c.t, http.StatusOK)
}

func (c caller) upload(id string, file []byte) document.Upload {
	c.t.Helper()
	return into[document.Upload](c.t, c.do("POST", "/api/applications/"+id+"/uploads", file).want(c.t, http.StatusAccepted))
}

// follow waits until an upload is read, by server-sent events, and returns them.
func (c caller) follow(id, sha256 string) []string {
	c.t.Helper()
	r := c.do("GET", "/api/applications/"+id+"/uploads/"+sha256+"/progress", nil).want(c.t, http.StatusOK)
	if got := r.Header.Get("Content-Type"); got != "text/event-stream" {
		c.t.Errorf("content type %q", got)
	}
	return strings.Split(strings.TrimSpace(string(r.Body)), "\n\n")
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

// photo is a JPEG that differs with n.
func photo(t *testing.T, n int) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 300, 200))
	for x := range 300 {
		img.SetGray(x, (x*7+n)%200, color.Gray{Y: uint8(x)})
	}
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, img, nil); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// awaitLog returns once something is logged.
func (h *house) awaitLog(message string) {
	h.t.Helper()
	for end := time.Now().Add(time.Minute); !strings.Contains(h.log.String(), message); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			h.t.Fatalf("after a minute nobody said %q", message)
		}
	}
}
