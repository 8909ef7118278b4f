package storagetest

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Server is an S3 server that a test started.
type Server struct {
	Endpoint             string // host:port on the loopback interface
	AccessKey, SecretKey string
	program              *program
}

// Stop halts the server as it is, as a machine does that hangs, and waits until
// it stands still: a signal is sent, not obeyed, when the call returns.
func (s Server) Stop() error {
	if err := s.program.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		return err
	}
	var status syscall.WaitStatus
	if _, err := syscall.Wait4(s.program.cmd.Process.Pid, &status, syscall.WUNTRACED, nil); err != nil {
		return fmt.Errorf("wait for the server to stop: %w", err)
	}
	if !status.Stopped() {
		return fmt.Errorf("the server ended instead of stopping: %v", status)
	}
	return nil
}

// Continue lets a stopped server go on.
func (s Server) Continue() error { return s.program.cmd.Process.Signal(syscall.SIGCONT) }

// Kill ends the server at once.
func (s Server) Kill() error { return s.program.kill() }

// Restart runs a killed server again, over what it stored, and waits until it
// answers. It must be called where the test may be ended.
func (s Server) Restart() {
	s.program.t.Helper()
	s.program.start()
}

// The only user of a test's server. Nothing but the test reaches it.
const (
	accessKey = "hecha-test"
	secretKey = "hecha-test-secret"
)

// MinIO starts a MinIO server with an empty folder and a key for encryption. It
// ends with the test.
func MinIO(t *testing.T) Server {
	t.Helper()
	address, folder := freeAddress(t), t.TempDir()
	return start(t, "minio", address, "/minio/health/live",
		[]string{"server", "--address", address, "--quiet", folder},
		"MINIO_ROOT_USER="+accessKey, "MINIO_ROOT_PASSWORD="+secretKey, "MINIO_BROWSER=off", "MINIO_UPDATE=off",
		"MINIO_KMS_SECRET_KEY=test-key:"+strings.Repeat("A", 43)+"=", "HOME="+folder)
}

// VersityGW starts a Versity S3 gateway over an empty folder. It ends with the
// test.
func VersityGW(t *testing.T) Server {
	t.Helper()
	address, folder := freeAddress(t), t.TempDir()
	return start(t, "versitygw", address, "/health",
		[]string{"--port", address, "--health", "/health", "--quiet", "posix", folder},
		"ROOT_ACCESS_KEY="+accessKey, "ROOT_SECRET_KEY="+secretKey)
}

// Tool is the path of a server that scripts/setup.sh built. Where it is missing
// the test is skipped, and in CI it fails.
func Tool(t *testing.T, name string) string {
	t.Helper()
	cache := os.Getenv("HECHA_CACHE")
	if cache == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			t.Fatal(err)
		}
		cache = filepath.Join(base, "hecha")
	}
	path := filepath.Join(cache, "tools", name)
	if _, err := os.Stat(path); err == nil {
		return path
	}
	missing(t, fmt.Sprintf("%s is not there: run scripts/setup.sh servers", path))
	return ""
}

// missing skips a test at home and fails it in CI.
func missing(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(why)
	}
	t.Skip(why)
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return l.Addr().String()
}

// program is how a server is started, again and again.
type program struct {
	t             *testing.T
	name, address string
	health        string // path that answers when it is ready
	args, env     []string
	log           string // file

	cmd   *exec.Cmd
	ended chan error // of cmd
}

// start runs a server until the test ends and waits until it answers.
func start(t *testing.T, name, address, health string, args []string, env ...string) Server {
	t.Helper()
	p := &program{t: t, name: name, address: address, health: health, args: args, env: env, log: filepath.Join(t.TempDir(), name+".log")}
	p.start()
	t.Cleanup(func() {
		if err := p.kill(); err != nil {
			t.Errorf("end %s: %v", name, err)
		}
	})
	return Server{Endpoint: address, AccessKey: accessKey, SecretKey: secretKey, program: p}
}

func (p *program) start() {
	p.t.Helper()
	log, err := os.OpenFile(p.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		p.t.Fatal(err)
	}
	defer log.Close()
	cmd := exec.Command(Tool(p.t, p.name), p.args...)
	cmd.Env, cmd.Stdout, cmd.Stderr = append(os.Environ(), p.env...), log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.cmd, p.ended = cmd, make(chan error, 1)
	go func() { p.ended <- cmd.Wait() }()
	p.wait()
}

// wait returns when the server answers.
func (p *program) wait() {
	p.t.Helper()
	deadline := time.After(time.Minute)
	for !answers("http://" + p.address + p.health) {
		select {
		case err := <-p.ended:
			p.ended <- err
			said, _ := os.ReadFile(p.log)
			p.t.Fatalf("%s ended: %v\n%s", p.name, err, said)
		case <-deadline:
			said, _ := os.ReadFile(p.log)
			p.t.Fatalf("%s does not answer\n%s", p.name, said)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// kill ends the server at once, if it runs.
func (p *program) kill() error {
	if err := p.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	err := <-p.ended
	p.ended <- err
	return nil
}

func answers(url string) bool {
	client := http.Client{Timeout: time.Second}
	resp, err := client.Get(url)
	if err != nil {
		return false
	}
	resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}
