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

// PostgreSQL starts a cluster of its own with an empty database and returns the
// URL of that. It ends with the test. A server that is not installed fails the
// test.
func PostgreSQL(t *testing.T) string {
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
	startPostgres(t, dir, as, "-D", data, "-h", host, "-p", port, "-c", "unix_socket_directories=", "-c", "fsync=off")
	ready := func() bool {
		return exec.Command(postgresTool(t, "pg_isready"), "--quiet", "-h", host, "-p", port, "-U", "hecha", "-d", "postgres").Run() == nil
	}
	for deadline := time.Now().Add(time.Minute); !ready(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			said, _ := os.ReadFile(filepath.Join(dir, "log"))
			t.Fatalf("PostgreSQL does not answer\n%s", said)
		}
	}
	return fmt.Sprintf("postgres://hecha@%s:%s/postgres?sslmode=disable", host, port)
}

// startPostgres runs a server until the test ends.
func startPostgres(t *testing.T, dir string, as *syscall.Credential, args ...string) {
	t.Helper()
	log, err := os.Create(filepath.Join(dir, "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	cmd := exec.Command(postgresTool(t, "postgres"), args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: as, Pdeathsig: syscall.SIGQUIT}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		// Shut down at once: what it holds is deleted.
		if err := cmd.Process.Signal(syscall.SIGQUIT); err != nil {
			t.Errorf("end PostgreSQL: %v", err)
		}
		t.Logf("PostgreSQL: %v", cmd.Wait())
	})
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
