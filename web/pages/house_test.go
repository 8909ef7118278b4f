package pages_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"image"
	"image/jpeg"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
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
	"hecha/web/pages"
	"hecha/web/signin"
)

const (
	city        = "长沙市"
	fingerprint = "00000000000000000000000000000000000000000000000000000000000000f1"
	secret      = "a password of my own"
	font        = "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"
)

func init() { api.DisableConfigDir() } // else pdfcpu writes to the user's home

// house is the pages over a whole service in one process and one folder.
type house struct {
	*httptest.Server
	t       *testing.T
	people  *service.People
	service *service.Service
	store   *storage.Repository
	redis   *queue.Redis
	worker  *service.Worker
	bucket  *counting
}

// counting counts how often objects are fetched.
type counting struct {
	storage.Bucket
	opened atomic.Int64
}

func (c *counting) Open(ctx context.Context, key string, offset, length int64) (io.ReadCloser, error) {
	c.opened.Add(1)
	return c.Bucket.Open(ctx, key, offset, length)
}

func open(t *testing.T) *house { return openWith(t, nil) }

// openWith is open with a provider of identities, which is told where people are sent
// back to; nil: none.
func openWith(t *testing.T, provider func(callback string) *signin.Provider) *house {
	t.Helper()
	bucket, err := dir.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	redis, err := queue.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	rules, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := raster.New(raster.Config{CacheDir: t.TempDir(), Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.Open(t.Context(), filepath.Join(t.TempDir(), "index.db"))
	if err != nil {
		t.Fatal(err)
	}
	counted := &counting{Bucket: bucket}
	store, log := storage.New(counted, t.TempDir()), slog.New(slog.NewTextHandler(t.Output(), nil))
	metrics := service.NewMetrics(prometheus.NewRegistry())
	h := &house{t: t, bucket: counted, store: store, redis: redis, people: service.NewPeople(store, redis.Client()), service: service.New(service.Config{
		Repository: store, Index: x, Queue: queue.NewClient(redis, queue.Limits{}), Follower: redis, Leases: redis, Raster: drawn, Rules: rules,
		Fingerprint: fingerprint, MaxUpload: 8 << 20, Metrics: metrics, Log: log,
	})}
	h.worker = &service.Worker{Repository: store, Reader: reader{drawn}, Index: x, Rules: rules, Reporter: redis, Metrics: metrics, Log: log}
	sessions := pages.NewSessions(h.people, redis.Client(), false)
	registry := prometheus.NewRegistry()
	api, err := web.NewAPI(web.Config{
		Service: h.service, Auth: sessions, Spool: t.TempDir(), Metrics: registry, Log: log,
		Say: func(group, code string, _ map[string]string) string { return group + "." + code },
	})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/api/", api)
	around, err := web.Origins([]string{"127.0.0.0/8"})
	if err != nil {
		t.Fatal(err)
	}
	h.Server = httptest.NewUnstartedServer(around(sessions.Load(mux)))
	config := pages.Config{Service: h.service, Sessions: sessions, Log: log, Font: font, Words: codes}
	if provider != nil {
		config.Provider = provider("http://" + h.Listener.Addr().String() + signin.CallbackPath)
	}
	mux.Handle("/", pages.New(config))
	h.Start()
	t.Cleanup(func() {
		h.Server.Close()
		x.Close()
		drawn.Close()
		redis.Close()
		bucket.Close()
	})
	return h
}

// perform performs acts on many until the test ends.
func (h *house) perform() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- h.service.PerformBulks(ctx, 10*time.Millisecond) }()
	h.t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			h.t.Error(err)
		}
	})
}

// codes are the words of a language: the codes themselves, with a mark in English.
func codes(language string) pages.Words {
	mark := map[string]string{"en": "en:"}[language]
	return pages.Words{
		Problems: map[string]map[string]string{"en": {"not_a_document": "en:problem.not_a_document"}}[language],
		Say:      func(group, code string) string { return mark + group + "." + code },
		With:     func(group, code string, _ map[string]string) string { return mark + group + "." + code },
		Field:    func(_ document.Kind, name string) string { return mark + "field." + name },
		Proof:    func(document.Proof) string { return mark + "proof" },
		Problem:  func(p document.Problem) string { return mark + p.Message },
		Order: func(d document.Document) (names []string) {
			for name := range d.Fields {
				names = append(names, name)
			}
			return names
		},
	}
}

// browser is one person's, with cookies.
type browser struct {
	*house
	http.Client
	grant document.Grant // of whoever has logged in
}

func (h *house) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		h.t.Fatal(err)
	}
	return &browser{house: h, Client: http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// reply is an answer, read to its end.
type reply struct {
	Status int
	Header http.Header
	Body   string
}

func (b *browser) send(req *http.Request) reply {
	b.t.Helper()
	resp, err := b.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return reply{resp.StatusCode, resp.Header, string(body)}
}

func (b *browser) request(method, path string, body io.Reader) *http.Request {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), method, b.URL+path, body)
	if err != nil {
		b.t.Fatal(err)
	}
	return req
}

func (b *browser) get(path string) reply { return b.send(b.request("GET", path, nil)) }

// post sends a form; fields are pairs of name and value.
func (b *browser) post(path string, fields ...string) reply {
	form := url.Values{}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	req := b.request("POST", path, bytes.NewBufferString(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.send(req)
}

// attach uploads a file by a form.
func (b *browser) attach(path, name string, file []byte) reply {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("files", name)
	if err != nil {
		b.t.Fatal(err)
	}
	if _, err := part.Write(file); err != nil {
		b.t.Fatal(err)
	}
	form.Close()
	req := b.request("POST", path, &body)
	req.Header.Set("Content-Type", form.FormDataContentType())
	return b.send(req)
}

func (r reply) want(t *testing.T, status int) reply {
	t.Helper()
	if r.Status != status {
		t.Fatalf("status %d, want %d\n%s", r.Status, status, r.Body)
	}
	return r
}

// add makes an account and returns its one-time password.
func (h *house) add(g document.Grant) string {
	h.t.Helper()
	password, err := h.people.Add(h.t.Context(), document.Actor{Role: document.RoleAdmin, ID: "a"}, g,
		map[document.Role]*document.Passed{document.RoleCandidate: {Exam: "一级建造师", Year: 2020, City: city}}[g.Role])
	if err != nil {
		h.t.Fatal(err)
	}
	return password
}

// as is the browser of somebody who has logged in and chosen a password.
func (h *house) as(g document.Grant) *browser {
	h.t.Helper()
	b := h.enter(g.Account, h.add(g))
	b.grant = g
	b.grant.Scopes = service.ScopesOf(g.Role)
	return b
}

// enter logs in with a one-time password and chooses another.
func (h *house) enter(account, once string) *browser {
	h.t.Helper()
	b := h.browser()
	b.post("/login", "account", account, "password", once).want(h.t, http.StatusSeeOther)
	b.post("/password", "old", once, "chosen", secret).want(h.t, http.StatusSeeOther)
	return b
}

func photo(t *testing.T) []byte {
	t.Helper()
	var buf bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, 300, 200))
	for i := range img.Pix {
		img.Pix[i] = uint8(i * 7)
	}
	if err := jpeg.Encode(&buf, img, nil); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

// result is what is read of every file.
func result(sha256 string) document.Result {
	quad := document.Quad{{X: 10, Y: 10}, {X: 90, Y: 10}, {X: 90, Y: 30}, {X: 10, Y: 30}}
	return document.Result{SHA256: sha256, Fingerprint: fingerprint, PageSizes: []document.PageSize{{Page: 1, Width: 300, Height: 200}}, Documents: []document.Document{{
		Kind: document.IDCardPortrait, Pages: []int{1},
		Findings: []document.Finding{{Code: "id_card.expired", Severity: document.SeverityError}},
		Fields: map[string]document.Field{"name": {
			Value: "样本甲", Confidence: 0.5, Page: 1, Quad: quad, Doubt: []document.Doubt{document.DoubtLowConfidence},
		}},
	}}}
}

// read stores what a worker would have read of a file.
func (h *house) read(ctx context.Context, sha256 string) {
	h.t.Helper()
	if _, err := h.store.PutResult(ctx, result(sha256)); err != nil {
		h.t.Fatal(err)
	}
}

// reader finds in every file that can be drawn what result holds.
type reader struct{ raster service.Rasterizer }

func (reader) Fingerprint() string { return fingerprint }

func (r reader) Read(ctx context.Context, upload []byte, _ time.Time, progress func(int)) (document.Result, error) {
	for _, err := range r.raster.Pages(ctx, upload) {
		var problem *document.Problem
		switch {
		case errors.As(err, &problem):
			return document.Result{SHA256: sum(upload), Fingerprint: fingerprint, Documents: []document.Document{}, Problem: problem}, nil
		case err != nil:
			return document.Result{}, err
		}
	}
	progress(1)
	return result(sum(upload)), nil
}

// work reads uploads until the test ends.
func (h *house) work() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- queue.NewServer(h.redis, h.worker, queue.Options{Slots: 1, Poll: 10 * time.Millisecond}).Run(ctx)
	}()
	h.t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			h.t.Error(err)
		}
	})
}
