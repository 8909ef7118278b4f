package main

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hecha/document"
	"hecha/storage"
)

// verifyIn runs the command on a data folder.
func verifyIn(t *testing.T, data string, args ...string) (said string, status int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], append([]string{"verify", "--data", data}, args...)...)
	cmd.Env = append(os.Environ(), asCommand+"=1")
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

func TestVerify(t *testing.T) {
	data := t.TempDir()
	if said, status := verifyIn(t, filepath.Join(data, "typo")); status != 1 || said != "" {
		t.Errorf("a folder that is not there: status %d, %q", status, said)
	}
	bucket, err := openBucket(t.Context(), bucketFlags{Data: data})
	if err != nil {
		t.Fatal(err)
	}
	defer bucket.Close()
	r := storage.New(bucket, "")
	u, _, err := r.PutUpload(t.Context(), strings.NewReader("样本"), storage.Intake{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.PutResult(t.Context(), document.Result{SHA256: u.SHA256, Fingerprint: u.SHA256}); err != nil {
		t.Fatal(err)
	}
	if said, status := verifyIn(t, data); status != 0 || !strings.HasPrefix(said, "2 objects") || !strings.Contains(said, " 0 wrong") {
		t.Errorf("all is well: status %d, %q", status, said)
	}
	path := filepath.Join(bucketFlags{Data: data}.folder(), storage.UploadKey(u.SHA256))
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	write(t, path, []byte("另一份"))
	if said, status := verifyIn(t, data); status != 3 || !strings.Contains(said, "wrong: "+storage.UploadKey(u.SHA256)) {
		t.Errorf("a changed upload: status %d, %q", status, said)
	}
	said, status := verifyIn(t, data, "--json")
	var line verified
	first, last, _ := strings.Cut(said, "\n")
	if err := json.Unmarshal([]byte(first), &line); err != nil || status != 3 || !line.Wrong || line.Key != storage.UploadKey(u.SHA256) || line.Error == "" {
		t.Errorf("as JSON: status %d, %q, %v", status, said, err)
	}
	if !strings.HasPrefix(last, `{"summary":{"objects":2,`) {
		t.Errorf("the summary is %q", last)
	}
}
