package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"hecha/storage"
	"hecha/storage/backup"
	"hecha/storage/dir"
)

type backupCmd struct {
	Bucket bucketFlags `embed:""`
	Jobs   int         `help:"Objects copied at the same time." default:"8"`
	Folder string      `arg:"" help:"Folder that holds the backup, on another disk; it is made if it is not there." type:"path"`
}

// Run copies what is new since the last backup in the folder. The exit status is 3
// if an object is wrong: everything else is then in the backup.
func (c backupCmd) Run(ctx context.Context, _ config) error {
	c.Bucket = c.Bucket.orDefault()
	bucket, err := openExistingBucket(ctx, c.Bucket)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(c.Folder, backup.Objects), 0o700); err != nil {
		return errors.Join(err, bucket.Close())
	}
	t := transferring{folder: c.Folder, jobs: c.Jobs, out: os.Stdout}
	return errors.Join(t.run(c.Bucket, func(kept storage.Bucket) (backup.Summary, error) {
		return backup.Make(ctx, bucket, kept, c.Folder, t.options())
	}), bucket.Close())
}

type restoreCmd struct {
	Bucket bucketFlags `embed:""`
	Jobs   int         `help:"Objects copied at the same time." default:"8"`
	Folder string      `arg:"" help:"Folder that holds the backup." type:"existingdir"`
}

// Run fills an empty bucket from a backup. The exit status is 3 if an object of the
// backup is missing or damaged: everything else is then restored.
func (c restoreCmd) Run(ctx context.Context, _ config) error {
	c.Bucket = c.Bucket.orDefault()
	bucket, err := openBucket(ctx, c.Bucket)
	if err != nil {
		return err
	}
	t := transferring{folder: c.Folder, jobs: c.Jobs, out: os.Stdout}
	return errors.Join(t.run(c.Bucket, func(kept storage.Bucket) (backup.Summary, error) {
		return backup.Restore(ctx, kept, bucket, c.Folder, t.options())
	}), bucket.Close())
}

// transferring is a run between a bucket and a backup.
type transferring struct {
	folder string
	jobs   int
	out    io.Writer

	bar    progress
	failed error // of telling
}

func (t *transferring) run(f bucketFlags, work func(kept storage.Bucket) (backup.Summary, error)) error {
	if t.jobs < 1 {
		return fmt.Errorf("--jobs is %d: give 1 or more", t.jobs)
	}
	objects := filepath.Join(t.folder, backup.Objects)
	if f.S3Endpoint == "" && sameFolder(f.folder(), objects) {
		return fmt.Errorf("%s is where the bucket itself lies: give another folder for the backup", t.folder)
	}
	kept, err := dir.Open(objects)
	if err != nil {
		return err
	}
	began := time.Now()
	s, err := work(kept)
	if err = errors.Join(err, t.failed, kept.Close()); err != nil {
		return fmt.Errorf("stopped after %d objects: %w", s.Objects, err)
	}
	_, err = fmt.Fprintf(t.out, "%d objects, %d of them copied now, %.1f MiB in %.1f s; %d wrong\n",
		s.Objects, s.Copied, float64(s.Bytes)/(1<<20), time.Since(began).Seconds(), s.Wrong)
	if err == nil && s.Wrong > 0 {
		return statusWrong
	}
	return err
}

func (t *transferring) options() backup.Options {
	return backup.Options{Jobs: t.jobs, Begin: func(objects int) { t.bar = newProgress(max(1, objects)) }, Seen: t.tell}
}

// tell counts an object, and names it if it is wrong.
func (t *transferring) tell(key string, err error) {
	t.failed = errors.Join(t.failed, t.bar.Add(1))
	if err == nil {
		return
	}
	_, failed := fmt.Fprintf(t.out, "wrong: %s: %s\n", key, err)
	t.failed = errors.Join(t.failed, failed)
}

// sameFolder tells whether two paths lead to one folder.
func sameFolder(a, b string) bool {
	x, err := os.Stat(a)
	y, failed := os.Stat(b)
	return err == nil && failed == nil && os.SameFile(x, y)
}
