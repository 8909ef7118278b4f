package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// deployment is a service with a bucket, an index and a queue of its own, so that
// nothing is known to it.
type deployment struct {
	commands
	env     []string
	listen  string
	secret  string
	running []*exec.Cmd
	read    chan struct{} // one for each upload that a worker has read
}

// serve reads the files with a service. Workers are halted until everything is
// handed in, so that starting and uploading are left out.
func (c commands) serve(ctx context.Context, run, workers int) (s spent, err error) {
	d, err := c.deploy(ctx, run)
	if err != nil {
		return spent{}, err
	}
	defer func() { err = errors.Join(err, d.end()) }()
	if err := d.start(ctx, "Hecha is at", "serve", "--no-work", "--listen", d.listen); err != nil {
		return spent{}, err
	}
	for range workers {
		if err := d.start(ctx, `"msg":"working"`, "work", "--workers", "1"); err != nil {
			return spent{}, err
		}
	}
	if err := errors.Join(d.signal(syscall.SIGSTOP), d.handIn(ctx)); err != nil {
		return spent{}, err
	}
	others := append([]int{d.running[0].Process.Pid}, c.Servers...)
	readers := make([]int, workers)
	for i := range readers {
		readers[i] = d.running[i+1].Process.Pid
	}
	before := spent{readers: processorTime(readers), others: processorTime(others)}
	began := time.Now()
	if err := errors.Join(d.signal(syscall.SIGCONT), d.wait(ctx)); err != nil {
		return spent{}, err
	}
	return spent{clock: time.Since(began), readers: processorTime(readers) - before.readers, others: processorTime(others) - before.others}, nil
}

// deploy makes what a service needs.
func (c commands) deploy(ctx context.Context, run int) (*deployment, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	listen := l.Addr().String()
	if err := l.Close(); err != nil {
		return nil, err
	}
	database, err := c.database(ctx, fmt.Sprintf("run_%d", run))
	if err != nil {
		return nil, err
	}
	d := &deployment{commands: c, listen: listen, read: make(chan struct{}, len(c.Files)), env: append(os.Environ(),
		"HECHA_DATA="+filepath.Join(c.Work, fmt.Sprintf("run-%d", run)), "HECHA_S3_ENDPOINT="+c.S3, fmt.Sprintf("HECHA_S3_BUCKET=run-%d", run),
		fmt.Sprintf("HECHA_REDIS=redis://%s/%d", c.Redis, run), "HECHA_INDEX="+database)}
	secret, err := d.command("token", "add", "--account", "c-1", "--role", "candidate", "--scope", "read,hand_in").Output()
	d.secret = strings.TrimSpace(string(secret))
	return d, err
}

// database makes a database beside the one that was given.
func (c commands) database(ctx context.Context, name string) (string, error) {
	u, err := url.Parse(c.Postgres)
	if err != nil {
		return "", err
	}
	conn, err := pgx.Connect(ctx, c.Postgres)
	if err != nil {
		return "", err
	}
	_, err = conn.Exec(ctx, "CREATE DATABASE "+name)
	u.Path = "/" + name
	return u.String(), errors.Join(err, conn.Close(ctx))
}

func (d *deployment) command(args ...string) *exec.Cmd {
	cmd := exec.Command(d.Hecha, args...)
	cmd.Env = d.env
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	return cmd
}

// start runs a process until it says that it is ready, and goes on hearing what it
// says.
func (d *deployment) start(ctx context.Context, ready string, args ...string) error {
	cmd := d.command(args...)
	said, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		return err
	}
	d.running = append(d.running, cmd)
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		if strings.Contains(lines.Text(), ready) {
			go d.hear(lines)
			return nil
		}
	}
	return errors.Join(ctx.Err(), fmt.Errorf("%v ended: %s", args, lines.Text()))
}

// hear tells what workers have read, until they end.
func (d *deployment) hear(lines *bufio.Scanner) {
	for lines.Scan() {
		if strings.Contains(lines.Text(), `"msg":"upload read"`) {
			d.read <- struct{}{}
		}
	}
}

// signal tells all workers something.
func (d *deployment) signal(s syscall.Signal) (err error) {
	for _, worker := range d.running[1:] {
		err = errors.Join(err, worker.Process.Signal(s))
	}
	return err
}

func (d *deployment) end() (err error) {
	for _, process := range d.running {
		err = errors.Join(err, process.Process.Kill())
		_ = process.Wait() // it was killed
	}
	return err
}

// ofOne is how many files are handed in for one application.
const ofOne = 8

func (d *deployment) handIn(ctx context.Context) error {
	const declared = `{"exam":"一级建造师","exam_year":2020,"education_path":"regular","education_level":"本科","name":"样本"}`
	var app struct{ ID string }
	for i, file := range d.Files {
		if i%ofOne == 0 {
			if err := d.until(ctx, "POST", "/api/applications", []byte(declared), &app); err != nil {
				return err
			}
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if err := d.until(ctx, "POST", "/api/applications/"+app.ID+"/uploads", data, nil); err != nil {
			return err
		}
	}
	return nil
}

// until asks the service until it listens.
func (d *deployment) until(ctx context.Context, method, path string, body []byte, into any) error {
	for {
		err := d.ask(ctx, method, path, body, into)
		if !errors.Is(err, syscall.ECONNREFUSED) {
			return err
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func (d *deployment) ask(ctx context.Context, method, path string, body []byte, into any) error {
	req, err := http.NewRequestWithContext(ctx, method, "http://"+d.listen+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+d.secret)
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err == nil && resp.StatusCode/100 != 2 {
		err = fmt.Errorf("%s %s: %s: %s", method, path, resp.Status, data)
	}
	if err == nil && into != nil {
		err = json.Unmarshal(data, into)
	}
	return err
}

// wait returns when everything is read and the index shows it.
func (d *deployment) wait(ctx context.Context) error {
	for range d.Files {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-d.read:
		}
	}
	for {
		var list struct {
			Applications []struct{ Uploads, Unread int }
		}
		if err := d.ask(ctx, "GET", "/api/applications?limit=500", nil, &list); err != nil {
			return err
		}
		uploads, unread := 0, 0
		for _, a := range list.Applications {
			uploads, unread = uploads+a.Uploads, unread+a.Unread
		}
		if uploads == len(d.Files) && unread == 0 {
			return nil
		}
		time.Sleep(20 * time.Millisecond)
	}
}
