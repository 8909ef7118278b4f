package dir_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"hecha/storage"
	"hecha/storage/dir"
	"hecha/storage/storagetest"
)

func open(t *testing.T, root string) *dir.Bucket {
	t.Helper()
	b, err := dir.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

func TestBucket(t *testing.T) {
	storagetest.Bucket(t, func(t *testing.T) storage.Bucket { return open(t, t.TempDir()) })
}

// Two buckets on one folder are two processes on one bucket.
func TestTwoProcesses(t *testing.T) {
	root := t.TempDir()
	a, b := open(t, root), open(t, root)
	storagetest.Put(t, a, "uploads/a", []byte("first"))
	if err := b.Create(t.Context(), "uploads/a", strings.NewReader("second")); !errors.Is(err, storage.ErrExists) {
		t.Errorf("error %v, want %v", err, storage.ErrExists)
	}
	if info, err := b.Stat(t.Context(), "uploads/a"); err != nil || info.Size != 5 {
		t.Errorf("%+v, %v", info, err)
	}
}

// dying writes into a bucket until it is killed. It runs in a child process.
func dying(root string) {
	b, err := dir.Open(root)
	if err != nil {
		panic(err)
	}
	stop := &stopping{}
	panic(b.Create(context.Background(), "uploads/half", stop))
}

// stopping is a body that kills its own process in the middle.
type stopping struct{ n int }

func (s *stopping) Read(p []byte) (int, error) {
	if s.n++; s.n > 3 {
		if err := syscall.Kill(os.Getpid(), syscall.SIGKILL); err != nil {
			return 0, err
		}
		select {}
	}
	return len(p), nil
}

func (s *stopping) Seek(int64, int) (int64, error) { return 0, nil }

func TestMain(m *testing.M) {
	if root := os.Getenv("HECHA_TEST_DYING"); root != "" {
		dying(root)
	}
	os.Exit(m.Run())
}

// What a killed process left is no object, and is removed by the next one; what
// a living one is writing is not.
func TestLeftoversOfACrash(t *testing.T) {
	root := t.TempDir()
	alive := open(t, root)
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "HECHA_TEST_DYING="+root)
	var exit *exec.ExitError
	if err := child.Run(); !errors.As(err, &exit) || exit.Exited() {
		t.Fatalf("the child was not killed: %v", err)
	}
	if _, err := alive.Stat(t.Context(), "uploads/half"); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("half an object is there: %v", err)
	}
	if got := workspaces(t, root); got != 2 {
		t.Fatalf("%d workspaces, want the living one and the killed one", got)
	}
	next := open(t, root)
	if got := workspaces(t, root); got != 2 {
		t.Errorf("%d workspaces, want two living ones", got)
	}
	storagetest.Put(t, alive, "uploads/a", []byte("a"))
	storagetest.Put(t, next, "uploads/half", []byte("whole"))
}

func workspaces(t *testing.T, root string) int {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(root, ".tmp", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return len(found)
}
