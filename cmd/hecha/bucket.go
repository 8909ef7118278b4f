package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"hecha/storage"
	"hecha/storage/dir"
	"hecha/storage/minio"
)

// bucketFlags say where uploads, results and events are kept: in a folder, or on
// an S3 server. Commands that keep something embed them.
type bucketFlags struct {
	Data         string        `help:"Folder that everything is kept in." env:"HECHA_DATA" placeholder:"DIR" type:"path"`
	S3Endpoint   string        `name:"s3-endpoint" help:"Keep uploads, results and events on this S3 server instead; its keys are in HECHA_S3_ACCESS_KEY and HECHA_S3_SECRET_KEY." env:"HECHA_S3_ENDPOINT" placeholder:"URL"`
	S3Bucket     string        `name:"s3-bucket" help:"Name of the bucket on the S3 server." env:"HECHA_S3_BUCKET" placeholder:"NAME"`
	S3Region     string        `name:"s3-region" help:"Region of the bucket." env:"HECHA_S3_REGION" placeholder:"REGION"`
	S3Retention  time.Duration `name:"s3-retention" help:"Lock every object for so long against everybody." env:"HECHA_S3_RETENTION" placeholder:"DURATION"`
	S3Encryption string        `name:"s3-encryption" help:"SSE-S3, or SSE-KMS: and the name of a key." env:"HECHA_S3_ENCRYPTION" placeholder:"KIND"`
}

// Keys have no flags: a command line can be read by every user of a machine.
const (
	accessKeyVariable = "HECHA_S3_ACCESS_KEY"
	secretKeyVariable = "HECHA_S3_SECRET_KEY"
)

// given tells whether anybody said where to keep things.
func (f bucketFlags) given() bool { return f.Data != "" || f.S3Endpoint != "" || f.S3Bucket != "" }

// orDefault is f with a data folder: that of the user, where none was given.
func (f bucketFlags) orDefault() bucketFlags {
	if f.Data != "" {
		return f
	}
	base := os.Getenv("XDG_DATA_HOME")
	if base == "" {
		base = filepath.Join(os.Getenv("HOME"), ".local", "share")
	}
	f.Data = filepath.Join(base, "hecha")
	return f
}

// folder is where the bucket lies in the data folder. What can be made again,
// such as an index, lies beside it.
func (f bucketFlags) folder() string { return filepath.Join(f.Data, "bucket") }

// openBucket opens the bucket that f names and makes it if it is not there. The
// caller closes it.
func openBucket(ctx context.Context, f bucketFlags) (closingBucket, error) { return f.open(ctx, false) }

// openExistingBucket is openBucket, with an error if the bucket is not there: for
// those who only look.
func openExistingBucket(ctx context.Context, f bucketFlags) (closingBucket, error) {
	return f.open(ctx, true)
}

func (f bucketFlags) open(ctx context.Context, existing bool) (closingBucket, error) {
	if f.S3Endpoint == "" && f.S3Bucket == "" {
		if f.Data == "" {
			return nil, errors.New("nobody said where to keep things: give --data DIR, or --s3-endpoint and --s3-bucket")
		}
		if _, err := os.Stat(f.folder()); existing && err != nil {
			return nil, fmt.Errorf("there is no bucket in %s: %w", f.Data, err)
		}
		return dir.Open(f.folder())
	}
	c, err := f.s3()
	if err != nil {
		return nil, err
	}
	c.Existing = existing
	b, err := minio.Open(ctx, c)
	if err != nil {
		return nil, err
	}
	return remote{b}, nil
}

// s3 is the S3 server and bucket that f and the environment name.
func (f bucketFlags) s3() (minio.Config, error) {
	if f.S3Endpoint == "" || f.S3Bucket == "" {
		return minio.Config{}, errors.New("an S3 server needs both --s3-endpoint URL and --s3-bucket NAME")
	}
	u, err := url.Parse(f.S3Endpoint)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Path != "" && u.Path != "/" {
		return minio.Config{}, errors.New("--s3-endpoint is https:// or http:// and host:port, without path and keys")
	}
	c := minio.Config{
		Endpoint: u.Host, Secure: u.Scheme == "https", Bucket: f.S3Bucket, Region: f.S3Region,
		AccessKey: os.Getenv(accessKeyVariable), SecretKey: os.Getenv(secretKeyVariable),
		Retention: f.S3Retention, Encryption: f.S3Encryption,
	}
	if c.AccessKey == "" || c.SecretKey == "" {
		return minio.Config{}, fmt.Errorf("the keys of the S3 server are missing: set %s and %s", accessKeyVariable, secretKeyVariable)
	}
	return c, nil
}

// closingBucket is a bucket that whoever opened it closes.
type closingBucket interface {
	storage.Bucket
	io.Closer
}

var _ closingBucket = (*dir.Bucket)(nil)

// remote is a bucket on a server, which needs no closing.
type remote struct{ *minio.Bucket }

// Close implements closingBucket.
func (remote) Close() error { return nil }
