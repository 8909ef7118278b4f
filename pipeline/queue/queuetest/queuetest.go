// Package queuetest starts the two Redis that everything must hold for: the one
// inside a process, and a server of its own.
package queuetest

import (
	"context"
	"net"
	"os"
	"os/exec"
	"testing"
	"time"

	"hecha/pipeline/queue"
)

// Each runs a test on either Redis.
func Each(t *testing.T, test func(t *testing.T, r *queue.Redis)) {
	for name, open := range map[string]func(testing.TB) *queue.Redis{"embedded": Embedded, "redis": Server} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

// Embedded is a Redis inside this process until the test ends.
func Embedded(t testing.TB) *queue.Redis {
	t.Helper()
	r, err := queue.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() }) // a test may have closed it
	return r
}

// Server starts a Redis on a free port for one test. Where there is none, the
// test is left out at home and fails in CI.
func Server(t testing.TB) *queue.Redis {
	t.Helper()
	path, err := exec.LookPath("redis-server")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("redis-server is missing: make setup installs it")
		}
		t.Skip("redis-server is missing: make setup installs it")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(l.Addr().String())
	_ = l.Close() // nothing came through it
	cmd := exec.Command(path, "--bind", "127.0.0.1", "--port", port, "--save", "", "--appendonly", "no", "--dir", t.TempDir())
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = cmd.Process.Kill(), cmd.Wait() }) // killed, it ends with an error
	r, err := queue.Open("redis://127.0.0.1:" + port)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() }) // a test may have closed it
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for r.Ping(ctx) != nil {
		if ctx.Err() != nil {
			t.Fatal("redis-server does not answer")
		}
	}
	return r
}
