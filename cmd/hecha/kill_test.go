package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"image/jpeg"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"hecha/document"
	"hecha/pipeline/policy"
	"hecha/service"
	"hecha/specimen"
	"hecha/storage"
	"hecha/storage/index"
	"hecha/storage/minio"
	"hecha/storage/storagetest"
)

// killCycles is how often TestKill strikes; scripts/kill.sh sets it.
var killCycles = flag.Int("cycles", 7, "how often TestKill strikes, each way of running the service")

// fleet is the service in processes of its own, over a MinIO and a Redis.
type fleet struct {
	t     *testing.T
	minio storagetest.Server
	dir   string
	port  string // of Redis
	redis *exec.Cmd
	serve *exec.Cmd
	// workers are processes that read beside serve, which then does not; they share
	// a PostgreSQL. None: serve reads and has a SQLite of its own.
	workers []*exec.Cmd
	index   string
	listen  string
	secret  string
	env     []string
	log     *os.File

	mu    sync.Mutex
	acked map[string]string // application by upload
}

const killBucket = "hecha"

func newFleet(t *testing.T, workers int) *fleet {
	f := &fleet{t: t, minio: storagetest.MinIO(t), dir: t.TempDir(), acked: map[string]string{}, listen: freePort(t), workers: make([]*exec.Cmd, workers)}
	f.index = filepath.Join(f.dir, "index.db")
	if workers > 0 {
		f.index = storagetest.PostgreSQL(t)
	}
	_, f.port, _ = net.SplitHostPort(freePort(t))
	f.env = append(os.Environ(), asCommand+"=1", "HECHA_DATA="+f.dir, "HECHA_S3_ENDPOINT=http://"+f.minio.Endpoint, "HECHA_S3_BUCKET="+killBucket,
		"HECHA_S3_ACCESS_KEY="+f.minio.AccessKey, "HECHA_S3_SECRET_KEY="+f.minio.SecretKey,
		"HECHA_REDIS=redis://127.0.0.1:"+f.port, "HECHA_SWEEP_EVERY=2s", "HECHA_LISTEN="+f.listen,
		"HECHA_INDEX="+f.index, "HECHA_WORKERS=1")
	var err error
	if f.log, err = os.Create(filepath.Join(f.dir, "log")); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for _, process := range append(f.workers, f.serve, f.redis) {
			f.kill(process)
		}
		f.log.Close()
		if t.Failed() {
			said, _ := os.ReadFile(f.log.Name())
			t.Logf("the end of the log:\n%s", said[max(0, len(said)-20_000):])
		}
	})
	f.startRedis()
	f.startServe()
	for i := range f.workers {
		f.startWorker(i)
	}
	out, err := f.command("token", "add", "--account", "c-1", "--role", "candidate", "--scope", "read,hand_in").Output()
	if err != nil {
		t.Fatal(err)
	}
	f.secret = strings.TrimSpace(string(out))
	return f
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// command is this program as hecha.
func (f *fleet) command(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env, cmd.Stderr = f.env, f.log
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	return cmd
}

func (f *fleet) start(cmd *exec.Cmd) *exec.Cmd {
	f.t.Helper()
	if err := cmd.Start(); err != nil {
		f.t.Fatal(err)
	}
	return cmd
}

func (f *fleet) startServe() {
	f.t.Helper()
	f.serve = f.start(f.command("serve", fmt.Sprintf("--work=%t", len(f.workers) == 0)))
	f.until("the service answers", func() bool { return f.get("/readyz", nil) == http.StatusOK })
}

func (f *fleet) startWorker(i int) {
	f.t.Helper()
	f.workers[i] = f.start(f.command("work"))
}

func (f *fleet) startRedis() {
	f.t.Helper()
	path, err := exec.LookPath("redis-server")
	if err != nil {
		f.t.Fatal("redis-server is missing: make setup installs it")
	}
	cmd := exec.Command(path, "--bind", "127.0.0.1", "--port", f.port, "--save", "", "--appendonly", "no", "--dir", f.dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	f.redis = f.start(cmd)
}

// kill ends a process at once; one that is gone stays so.
func (f *fleet) kill(cmd *exec.Cmd) {
	if cmd != nil {
		_ = cmd.Process.Kill() // it may be gone
		_ = cmd.Wait()
	}
}

// patience is how long anything of a fleet is waited for.
const killPatience = 4 * time.Minute

func (f *fleet) until(what string, true func() bool) {
	f.t.Helper()
	for end := time.Now().Add(killPatience); !true(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			f.t.Fatalf("waited %s in vain until %s", killPatience, what)
		}
	}
}

// call asks the service; status is 0 when nobody answers.
func (f *fleet) call(method, path string, body []byte, into any) (status int) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, "http://"+f.listen+path, bytes.NewReader(body))
	if err != nil {
		panic(err)
	}
	req.Header.Set("Authorization", "Bearer "+f.secret)
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err == nil && into != nil && resp.StatusCode/100 == 2 {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		return 0
	}
	return resp.StatusCode
}

func (f *fleet) get(path string, into any) (status int) { return f.call("GET", path, nil, into) }

// handIn creates an application and uploads files until each was acknowledged.
func (f *fleet) handIn(files [][]byte) {
	declared := []byte(`{"exam":"一级建造师","exam_year":2020,"education_path":"regular","education_level":"本科","name":"样本甲"}`)
	var app struct{ ID string }
	f.until("an application is made", func() bool { return f.call("POST", "/api/applications", declared, &app) == http.StatusCreated })
	for _, file := range files {
		var u document.Upload
		f.until("an upload is taken", func() bool {
			return f.call("POST", "/api/applications/"+app.ID+"/uploads", file, &u) == http.StatusAccepted
		})
		f.mu.Lock()
		f.acked[u.SHA256] = app.ID
		f.mu.Unlock()
	}
}

// blows are what happens to the fleet while files are handed in.
var blows = []struct {
	name   string
	strike func(*fleet)
}{
	{"serve killed", func(f *fleet) { f.kill(f.serve); f.startServe() }},
	{"redis restarted empty", func(f *fleet) { f.kill(f.redis); f.startRedis() }},
	{"bucket halted", func(f *fleet) {
		if err := errors.Join(f.minio.Stop(), f.rest(3*time.Second), f.minio.Continue()); err != nil {
			f.t.Error(err)
		}
	}},
	{"index deleted", func(f *fleet) {
		f.kill(f.serve)
		x, err := index.Recreate(f.t.Context(), f.index)
		if err != nil {
			f.t.Error(err)
			return
		}
		x.Close()
		f.startServe()
	}},
	{"a reader killed", func(f *fleet) {
		if len(f.workers) == 0 {
			f.kill(f.serve)
			f.startServe()
			return
		}
		f.kill(f.workers[0])
		f.startWorker(0)
	}},
	{"serve told to end", func(f *fleet) {
		if err := f.serve.Process.Signal(syscall.SIGTERM); err != nil {
			f.t.Error(err)
		}
		if err := f.serve.Wait(); err != nil {
			f.t.Errorf("serve, told to end: %v", err)
		}
		f.startServe()
	}},
	{"redis and serve killed", func(f *fleet) { f.kill(f.redis); f.kill(f.serve); f.startRedis(); f.startServe() }},
}

// rest lets time pass in which a part is away.
func (f *fleet) rest(d time.Duration) error {
	time.Sleep(d)
	return nil
}

// Whatever is killed, whenever: what was acknowledged is read, once, and its
// chain and the index tell the same.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	t.Run("one process", func(t *testing.T) { testKill(t, 0) })
	t.Run("workers and PostgreSQL", func(t *testing.T) { testKill(t, 2) })
}

func testKill(t *testing.T, workers int) {
	seed := rand.Uint64()
	rng := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d", seed)
	f := newFleet(t, workers)
	began := time.Now()
	for cycle := range *killCycles {
		files := [][]byte{scrap(t, rng, false), scrap(t, rng, false), scrap(t, rng, true)}
		var handing sync.WaitGroup
		handing.Go(func() { f.handIn(files) })
		time.Sleep(time.Duration(rng.IntN(1500)) * time.Millisecond)
		blow := blows[cycle%len(blows)]
		blow.strike(f)
		handing.Wait()
		if testing.Verbose() {
			t.Logf("cycle %d: %s; %d uploads acknowledged, %s", cycle+1, blow.name, len(f.acked), time.Since(began).Round(time.Second))
		}
	}
	f.until("everything is read", func() bool {
		for sha256, app := range f.acked {
			var reading struct{ State string }
			if f.get("/api/applications/"+app+"/uploads/"+sha256, &reading) != http.StatusOK || reading.State != "done" {
				return false
			}
		}
		return true
	})
	f.until("the index has followed", func() bool {
		var list struct{ Applications []struct{ Unread int } }
		return f.get("/api/applications?limit=500", &list) == http.StatusOK &&
			!slices.ContainsFunc(list.Applications, func(a struct{ Unread int }) bool { return a.Unread > 0 })
	})
	f.prove()
	t.Logf("%d cycles, %d uploads acknowledged, none lost, %s", *killCycles, len(f.acked), time.Since(began).Round(time.Second))
}

// scrap is a small picture that no other is like; a card if it should take a
// while to read.
func scrap(t *testing.T, rng *rand.Rand, card bool) []byte {
	t.Helper()
	kind := document.Other
	if card {
		kind = document.IDCardEmblem
	}
	page := specimen.Draw(kind, specimen.Tune, rng.Uint64())[0]
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, page.Image, &jpeg.Options{Quality: 60}); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// prove looks at what the bucket holds in the end.
func (f *fleet) prove() {
	t, ctx := f.t, f.t.Context()
	for _, process := range append(f.workers, f.serve) {
		f.kill(process)
	}
	bucket, err := minio.Open(ctx, minio.Config{Endpoint: f.minio.Endpoint, AccessKey: f.minio.AccessKey, SecretKey: f.minio.SecretKey, Bucket: killBucket})
	if err != nil {
		t.Fatal(err)
	}
	repository := storage.New(bucket, "")
	for sha256, app := range f.acked {
		if err := repository.ProveUpload(ctx, sha256); err != nil {
			t.Errorf("upload %s: %v", sha256, err)
		}
		events, err := repository.Events(ctx, app)
		if err != nil {
			t.Errorf("application %s: %v", app, err)
		}
		n := 0
		for _, e := range events {
			var u document.Upload
			if e.Type == document.EventUpload && e.Decode(&u) == nil && u.SHA256 == sha256 {
				n++
			}
		}
		if n != 1 {
			t.Errorf("upload %s is %d times in application %s", sha256, n, app)
		}
		results := 0
		for info, err := range bucket.List(ctx, "results/"+sha256+"/", "") {
			if err != nil {
				t.Fatal(err)
			}
			name, ok := storage.ParseKey(info.Key)
			if _, err := repository.Result(ctx, name.SHA256, name.Fingerprint); !ok || err != nil {
				t.Errorf("result %s: %v", info.Key, err)
			}
			results++
		}
		if results != 1 {
			t.Errorf("upload %s has %d results", sha256, results)
		}
	}
	f.compareIndex(ctx, repository)
}

// compareIndex makes the index anew and expects the same rows.
func (f *fleet) compareIndex(ctx context.Context, repository *storage.Repository) {
	t := f.t
	rules, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	scanner := openForTest(t)
	load := service.Load(repository, rules, scanner.processor.Fingerprint())
	again, err := index.Open(ctx, filepath.Join(t.TempDir(), "again.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	for id, err := range repository.Applications(ctx) {
		if err == nil {
			err = again.Update(ctx, load, id)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	there, err := index.Open(ctx, f.index)
	if err != nil {
		t.Fatal(err)
	}
	defer there.Close()
	var a, b strings.Builder
	if err := errors.Join(there.Dump(ctx, &a), again.Dump(ctx, &b)); err != nil {
		t.Fatal(err)
	}
	if x, y := withoutLooks(a.String()), withoutLooks(b.String()); x != y {
		t.Errorf("the index made anew is another one:\n%s", firstDifference(x, y))
	}
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
