package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"hecha/storage"
	"hecha/storage/storagetest"
)

// parseBucket is what a command line says about the bucket.
func parseBucket(t *testing.T, args ...string) bucketFlags {
	t.Helper()
	var f bucketFlags
	parser, err := kong.New(&f)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parser.Parse(args); err != nil {
		t.Fatal(err)
	}
	return f
}

// keeps tells whether an object that is stored is there when the bucket is
// opened again.
func keeps(t *testing.T, f bucketFlags) {
	t.Helper()
	for i, want := range []error{nil, storage.ErrExists} {
		b, err := openBucket(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		created := b.Create(t.Context(), storage.MemoKey("probe", "x"), strings.NewReader("x"))
		if (created == nil) != (want == nil) {
			t.Errorf("opened %d times: %v, want %v", i+1, created, want)
		}
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestOpenBucketInFolder(t *testing.T) {
	keeps(t, parseBucket(t, "--data", filepath.Join(t.TempDir(), "new", "data")))
	t.Setenv("HECHA_DATA", t.TempDir())
	keeps(t, parseBucket(t))
}

func TestOpenBucketOnS3(t *testing.T) {
	server := storagetest.MinIO(t)
	t.Setenv(accessKeyVariable, server.AccessKey)
	t.Setenv(secretKeyVariable, server.SecretKey)
	f := parseBucket(t, "--s3-endpoint", "http://"+server.Endpoint, "--s3-bucket", "flags")
	if _, err := openExistingBucket(t.Context(), f); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("a bucket that is not there: %v", err)
	}
	keeps(t, f)
	if _, err := openExistingBucket(t.Context(), f); err != nil {
		t.Error(err)
	}
}

func TestOpenExistingBucketMakesNone(t *testing.T) {
	f := bucketFlags{Data: filepath.Join(t.TempDir(), "typo")}
	if _, err := openExistingBucket(t.Context(), f); err == nil {
		t.Error("a bucket that is not there was opened")
	}
	if _, err := os.Stat(f.Data); err == nil {
		t.Error("it was made")
	}
}

func TestOpenBucketSaysWhatIsMissing(t *testing.T) {
	t.Setenv(accessKeyVariable, "")
	t.Setenv("HECHA_DATA", "")
	for _, tc := range []struct {
		name, want string
		flags      bucketFlags
	}{
		{"nothing", "--data", bucketFlags{}},
		{"no name", "--s3-bucket", bucketFlags{S3Endpoint: "http://localhost:9000"}},
		{"no server", "--s3-endpoint", bucketFlags{Data: t.TempDir(), S3Bucket: "b"}},
		{"no scheme", "https://", bucketFlags{S3Endpoint: "localhost:9000", S3Bucket: "b"}},
		{"a path", "without path", bucketFlags{S3Endpoint: "http://localhost:9000/b", S3Bucket: "b"}},
		{"no keys", accessKeyVariable, bucketFlags{S3Endpoint: "http://localhost:9000", S3Bucket: "b"}},
	} {
		if _, err := openBucket(t.Context(), tc.flags); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want something about %s", tc.name, err, tc.want)
		}
	}
}

func TestDefaultDataFolder(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", "/somewhere")
	if got := (bucketFlags{}).orDefault().Data; got != "/somewhere/hecha" {
		t.Errorf("%s", got)
	}
	if got := (bucketFlags{Data: "/here"}).orDefault().Data; got != "/here" {
		t.Errorf("%s", got)
	}
}
