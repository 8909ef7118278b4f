package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"hecha/document"
	"hecha/storage/index"
	"hecha/storage/storagetest"
)

// fleet is the service in processes of its own, over a MinIO and a Redis.
type fleet struct {
	t     *testing.T
	rng   *rand.Rand // of what is handed in, and when
	minio storagetest.Server
	dir   string
	port  string // of Redis
	redis *exec.Cmd
	serve *exec.Cmd
	// workers are processes that read beside serve, which then does not; they share
	// a PostgreSQL. None: serve reads and has a SQLite of its own.
	workers []*exec.Cmd
	// postgres is what they share.
	postgres *storagetest.Cluster
	index    string
	listen   string
	secret   string
	env      []string
	log      *os.File

	mu    sync.Mutex
	acked map[string]string // application by upload
}

const fleetBucket = "hecha"

// newFleet starts all of it; env says more to each process.
func newFleet(t *testing.T, workers int, rng *rand.Rand, env ...string) *fleet {
	f := &fleet{t: t, rng: rng, minio: storagetest.MinIO(t), dir: t.TempDir(), acked: map[string]string{}, listen: freePort(t), workers: make([]*exec.Cmd, workers)}
	f.index = filepath.Join(f.dir, "index.db")
	if workers > 0 {
		f.postgres = storagetest.PostgreSQLCluster(t)
		f.index = f.postgres.URL
	}
	_, f.port, _ = net.SplitHostPort(freePort(t))
	f.env = append(os.Environ(), asCommand+"=1", "HECHA_DATA="+f.dir, "HECHA_S3_ENDPOINT=http://"+f.minio.Endpoint, "HECHA_S3_BUCKET="+fleetBucket,
		accessKeyVariable+"="+f.minio.AccessKey, secretKeyVariable+"="+f.minio.SecretKey,
		"HECHA_REDIS=redis://127.0.0.1:"+f.port, "HECHA_SWEEP_EVERY=2s", "HECHA_LISTEN="+f.listen,
		"HECHA_INDEX="+f.index, "HECHA_WORKERS=1")
	f.env = append(f.env, env...)
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
	f.startWorkers()
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
	f.must("the service answers", func() bool { return f.get("/readyz", nil) == http.StatusOK })
}

// beside starts another serve of the fleet at an address of its own.
func (f *fleet) beside() *fleet {
	f.t.Helper()
	address := freePort(f.t)
	second := &fleet{t: f.t, workers: f.workers, listen: address, secret: f.secret, log: f.log, env: append(slices.Clone(f.env), "HECHA_LISTEN="+address, "HECHA_DATA="+f.t.TempDir())}
	second.startServe()
	f.t.Cleanup(func() { f.kill(second.serve) })
	return second
}

func (f *fleet) startWorkers() {
	f.t.Helper()
	for i := range f.workers {
		f.workers[i] = f.start(f.command("work"))
	}
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

// flushRedis empties Redis while it runs.
func (f *fleet) flushRedis() error {
	conn, err := net.DialTimeout("tcp", "127.0.0.1:"+f.port, time.Minute)
	if err != nil {
		return err
	}
	defer conn.Close()
	answer := make([]byte, 5)
	if _, err := io.WriteString(conn, "FLUSHALL\r\n"); err != nil {
		return err
	}
	if _, err := io.ReadFull(conn, answer); err != nil || string(answer) != "+OK\r\n" {
		return fmt.Errorf("FLUSHALL: %q, %w", answer, err)
	}
	return nil
}

// deleteIndex deletes the file, or every row of it.
func (f *fleet) deleteIndex() error {
	if len(f.workers) > 0 {
		x, err := index.Recreate(f.t.Context(), f.index)
		if err != nil {
			return err
		}
		return x.Close()
	}
	files, err := filepath.Glob(f.index + "*")
	for _, file := range files {
		err = errors.Join(err, os.Remove(file))
	}
	return err
}

// patience is how long anything of a fleet is waited for.
const fleetPatience = 4 * time.Minute

// wait returns when a thing is true; an error if that takes too long.
func (f *fleet) wait(what string, true func() bool) error {
	for end := time.Now().Add(fleetPatience); !true(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			return fmt.Errorf("waited %s in vain until %s", fleetPatience, what)
		}
	}
	return nil
}

// must waits, and ends the test if that takes too long.
func (f *fleet) must(what string, true func() bool) {
	f.t.Helper()
	if err := f.wait(what, true); err != nil {
		f.t.Fatal(err)
	}
}

// call asks the service; status is 0 when nobody answers.
func (f *fleet) call(method, path string, body io.Reader, into any) (status int) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, "http://"+f.listen+path, body)
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

// state is how far the reading of an acknowledged upload is.
func (f *fleet) state(application, sha256 string) string {
	var reading struct{ State string }
	f.get("/api/applications/"+application+"/uploads/"+sha256, &reading)
	return reading.State
}

// apply makes an application.
func (f *fleet) apply() (id string, err error) {
	const declared = `{"exam":"一级建造师","exam_year":2020,"education_path":"regular","education_level":"本科","name":"样本甲"}`
	var app struct{ ID string }
	err = f.wait("an application is made", func() bool {
		return f.call("POST", "/api/applications", strings.NewReader(declared), &app) == http.StatusCreated
	})
	return app.ID, err
}

// send uploads a file until that is acknowledged.
func (f *fleet) send(application string, file []byte) (sha256 string, err error) {
	var u document.Upload
	err = f.wait("an upload is taken", func() bool {
		return f.call("POST", uploadsOf(application), bytes.NewReader(file), &u) == http.StatusAccepted
	})
	if err != nil {
		return "", err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.acked[u.SHA256] = application
	return u.SHA256, nil
}

func uploadsOf(application string) string { return "/api/applications/" + application + "/uploads" }

// handIn makes an application and uploads files until each was acknowledged.
func (f *fleet) handIn(files [][]byte) error {
	id, err := f.apply()
	for _, file := range files {
		if err == nil {
			_, err = f.send(id, file)
		}
	}
	return err
}
