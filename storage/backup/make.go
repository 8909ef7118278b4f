package backup

import (
	"context"
	"errors"
	"fmt"
	"time"

	"hecha/storage"
)

// ErrLost tells that a bucket does not hold what its backup holds: it is another
// bucket, or something was lost.
var ErrLost = errors.New("the bucket lacks an object that the backup holds")

// Make brings the backup in a folder, whose bucket is kept, in line with a bucket:
// whatever the bucket holds when Make begins, memos apart, is in the backup and its
// list when it ends. Objects that are wrong do not stop it and are not in the list,
// unless they were before. Nothing is copied from a bucket that lacks what the backup
// holds: that is ErrLost.
//
// Of an object that was in the list before, it looks whether it is there and has its
// size; Restore, and Verify of the kept bucket, prove its bytes.
func Make(ctx context.Context, bucket, kept storage.Bucket, folder string, do Options) (s Summary, err error) {
	if _, err := countList(ctx, folder); err != nil {
		return s, err
	}
	total := 0
	for o, err := range join(ctx, readList(ctx, folder), bucket) {
		if err == nil && !o.held {
			err = fmt.Errorf("%w: %s", ErrLost, o.key)
		}
		if err != nil {
			return s, err
		}
		total++
	}
	do.Begin(total)
	list, err := newList(folder)
	if err != nil {
		return s, err
	}
	defer func() { err = errors.Join(err, list.close()) }()
	work := func(ctx context.Context, o object) copied { return keep(ctx, bucket, kept, o) }
	told := func(c copied) error {
		s.add(c, do.Seen)
		if c.sha256 == "" {
			return nil
		}
		return list.add(entry{c.key, c.sha256})
	}
	if err := each(ctx, join(ctx, readList(ctx, folder), bucket), do.Jobs, work, told); err != nil {
		return s, err
	}
	return s, list.commit(time.Now())
}

// keep sees to it that the backup holds an object.
func keep(ctx context.Context, bucket, kept storage.Bucket, o object) copied {
	if o.sha256 == "" {
		want := ""
		if n, ok := storage.ParseKey(o.key); ok && n.Sort == storage.SortUpload {
			want = n.SHA256
		}
		c := transfer(ctx, bucket, kept, o.key, want)
		if c.err != nil {
			c.sha256 = ""
		}
		return c
	}
	info, err := kept.Stat(ctx, o.key)
	c := copied{key: o.key, err: err}
	switch {
	case errors.Is(err, storage.ErrNotFound):
		c = transfer(ctx, bucket, kept, o.key, o.sha256)
	case err == nil && o.size >= 0 && info.Size != o.size:
		c.err = fmt.Errorf("%s: %d bytes in the backup, %d in the bucket: %w", o.key, info.Size, o.size, storage.ErrCorrupt)
	}
	c.sha256 = o.sha256
	return c
}
