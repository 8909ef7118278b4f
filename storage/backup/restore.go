package backup

import (
	"context"
	"errors"
	"fmt"

	"hecha/storage"
)

var (
	// ErrNoBackup tells that there is no list in a folder.
	ErrNoBackup = errors.New("there is no backup that was made to its end")
	// ErrNotEmpty tells that a bucket holds what is not in the backup.
	ErrNotEmpty = errors.New("the bucket holds an object that the backup does not")
)

// Restore brings all that the list in a folder names from the kept bucket into
// another one, and proves every byte before it is stored.
// What is missing or damaged is told and does not stop the rest. The bucket must be
// empty or hold nothing but objects of this backup, so that a Restore that was
// interrupted can go on; otherwise it is left as it is: ErrNotEmpty.
func Restore(ctx context.Context, kept, bucket storage.Bucket, folder string, do Options) (s Summary, err error) {
	listed, err := countList(ctx, folder)
	if err == nil && listed == 0 {
		err = fmt.Errorf("%w in %s", ErrNoBackup, folder)
	}
	if err != nil {
		return s, err
	}
	for o, err := range join(ctx, readList(ctx, folder), bucket) {
		if err == nil && o.sha256 == "" && o.size >= 0 {
			err = fmt.Errorf("%w: %s", ErrNotEmpty, o.key)
		}
		if err != nil {
			return s, err
		}
	}
	do.Begin(listed)
	work := func(ctx context.Context, e entry) copied { return transfer(ctx, kept, bucket, e.key, e.sha256) }
	told := func(c copied) error { s.add(c, do.Seen); return nil }
	return s, each(ctx, readList(ctx, folder), do.Jobs, work, told)
}
