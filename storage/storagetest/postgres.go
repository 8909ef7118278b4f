package storagetest

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// Cluster is a PostgreSQL that a test started.
type Cluster struct {
	URL string // of an empty database

	t    *testing.T
	dir  string // of its data and its log
	as   *syscall.Credential
	args []string
	cmd  *exec.Cmd // nil while it is killed
}

// PostgreSQL starts a cluster of its own with an empty database and returns the
// URL of that. It ends with the test. A server that is not installed fails the
// test.
func PostgreSQL(t *testing.T) string {
	t.Helper()
	return PostgreSQLCluster(t).URL
}

// PostgreSQLCluster is PostgreSQL for a test that kills it.
func PostgreSQLCluster(t *testing.T) *Cluster {
	t.Helper()
	dir, as := postgresHome(t)
	data := filepath.Join(dir, "data")
	init := exec.Command(postgresTool(t, "initdb"), "--pgdata", data, "--username", "hecha", "--auth", "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync")
	init.Dir, init.SysProcAttr = dir, &syscall.SysProcAttr{Credential: as}
	if said, err := init.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, said)
	}
	host, port, err := net.SplitHostPort(freeAddress(t))
	if err != nil {
		t.Fatal(err)
	}
	c := &Cluster{
		URL: fmt.Sprintf("postgres://hecha@%s:%s/postgres?sslmode=disable", host, port), t: t, dir: dir, as: as,
		args: []string{"-D", data, "-h", host, "-p", port, "-c", "unix_socket_directories=", "-c", "fsync=off"},
	}
	t.Cleanup(func() {
		if err := c.Kill(); err != nil {
			t.Errorf("end PostgreSQL: %v", err)
		}
	})
	c.Restart()
	return c
}

// Kill ends the server and all connections at once, as a crash does: what was not
// committed is lost. One that is gone stays so.
func (c *Cluster) Kill() error {
	if c.cmd == nil {
		return nil
	}
	if err := c.cmd.Process.Signal(syscall.SIGQUIT); err != nil { // its children would outlive SIGKILL
		return err
	}
	c.t.Logf("PostgreSQL: %v", c.cmd.Wait())
	c.cmd = nil
	return nil
}

// Restart runs a killed server again, over what it stored, and waits until it
// answers. It must be called where the test may be ended.
func (c *Cluster) Restart() {
	c.t.Helper()
	log, err := os.OpenFile(filepath.Join(c.dir, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		c.t.Fatal(err)
	}
	defer log.Close()
	cmd := exec.Command(postgresTool(c.t, "postgres"), c.args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = c.dir, log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.as, Pdeathsig: syscall.SIGQUIT}
	if err := cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	c.cmd = cmd
	ready := func() bool {
		return exec.Command(postgresTool(c.t, "pg_isready"), "--quiet", "--dbname", c.URL).Run() == nil
	}
	for deadline := time.Now().Add(time.Minute); !ready(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			said, _ := os.ReadFile(log.Name())
			c.t.Fatalf("PostgreSQL does not answer\n%s", said)
		}
	}
}

// postgresHome is a folder for a cluster and the user who runs it: nil is the one
// who runs the test, unless that is root, whom PostgreSQL refuses.
func postgresHome(t *testing.T) (dir string, as *syscall.Credential) {
	t.Helper()
	// Not t.TempDir: another user cannot look into that.
	dir, err := os.MkdirTemp("", "hecha-postgres-*")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	if os.Geteuid() != 0 {
		return dir, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		t.Fatalf("root cannot run PostgreSQL, and there is no user postgres: run scripts/setup.sh servers: %v", err)
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(dir, int(uid), int(gid)); err != nil {
		t.Fatal(err)
	}
	return dir, &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

// postgresTool is the path of one of the server's programs, of the latest version
// that Debian installed.
func postgresTool(t *testing.T, name string) string {
	t.Helper()
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if err != nil || len(found) == 0 {
		t.Fatalf("PostgreSQL's %s is not installed: run scripts/setup.sh servers", name)
	}
	return found[len(found)-1]
}
