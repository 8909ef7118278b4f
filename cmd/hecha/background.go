package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// background is a service that goes on when this process has ended.
type background struct {
	dir    string // holds data, log and the process's number
	listen string // host:port
}

func (b background) data() string    { return filepath.Join(b.dir, "data") }
func (b background) logFile() string { return filepath.Join(b.dir, "serve.log") }
func (b background) pidFile() string { return filepath.Join(b.dir, "serve.pid") }

// start runs hecha serve and waits until it answers.
func (b background) start(ctx context.Context) error {
	if err := os.MkdirAll(b.dir, 0o700); err != nil {
		return err
	}
	log, err := os.Create(b.logFile())
	if err != nil {
		return err
	}
	defer log.Close()
	program, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.Command(program, "serve", "--data", b.data(), "--listen", b.listen) // outlives ctx
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		return err
	}
	if err := os.WriteFile(b.pidFile(), []byte(strconv.Itoa(cmd.Process.Pid)), 0o600); err != nil {
		return errors.Join(err, cmd.Process.Kill())
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for (readyCmd{URL: "http://" + b.listen}).Run(ctx) != nil {
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), cmd.Process.Kill())
		case err := <-ended:
			return fmt.Errorf("the service ended: %w; %s says why", err, b.logFile())
		case <-time.After(100 * time.Millisecond):
		}
	}
	return nil
}

// stop ends the service that an earlier start left running, and waits for its
// end. That there is none is no error.
func (b background) stop(ctx context.Context) error {
	said, err := os.ReadFile(b.pidFile())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(said)))
	if err != nil {
		return fmt.Errorf("%s holds no process number: %w", b.pidFile(), err)
	}
	for runs(pid, b.data()) {
		if err := syscall.Kill(pid, syscall.SIGTERM); err != nil && !errors.Is(err, syscall.ESRCH) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return os.Remove(b.pidFile())
}

// runs tells whether a process is a service on a folder: a number can have been
// given to another program meanwhile.
func runs(pid int, data string) bool {
	line, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "cmdline"))
	return err == nil && strings.Contains(string(line), "\x00"+data+"\x00")
}

// freeListen is address or, if somebody listens there already, a free one beside
// it.
func freeListen(address string) (string, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		host, _, _ := net.SplitHostPort(address)
		if l, err = net.Listen("tcp", net.JoinHostPort(host, "0")); err != nil {
			return "", err
		}
	}
	return l.Addr().String(), l.Close()
}
