package main

import (
	"context"
	"errors"
	"fmt"

	"hecha/pipeline/memo"
	"hecha/storage"
)

// A file that ends the program, because it takes more memory than there is or for
// any other reason, would end it again whenever the batch goes on. So it is noted,
// for as long as it is read, that it is: what is still noted when the batch begins
// was being read when the program ended.
const (
	stageTried = "tried"
	maxTries   = 3 // of a file that is then set aside
)

// try notes that an upload is being read, until done is called. A first try runs
// beside others. Any further one runs alone, so that no other file is blamed for
// what this one does.
func (b *batch) try(ctx context.Context, sha256 string) (done func(), err error) {
	for n := range maxTries {
		key := memo.Key(b.scanner.processor.Fingerprint(), sha256, n)
		_, err := b.repository.Recall(ctx, stageTried, key)
		if err == nil {
			continue
		}
		if !errors.Is(err, storage.ErrNotFound) {
			return nil, err
		}
		lock, unlock := b.reading.RLock, b.reading.RUnlock
		if n > 0 {
			lock, unlock = b.reading.Lock, b.reading.Unlock
		}
		lock()
		if err := b.repository.Remember(ctx, stageTried, key, nil); err != nil {
			unlock()
			return nil, err
		}
		return func() {
			defer unlock()
			// Also when the batch is being stopped. A note that stays is one try less.
			if err := b.repository.Forget(context.WithoutCancel(ctx), stageTried, key); err != nil {
				fmt.Fprintf(b.log, "hecha: %v\n", err)
			}
		}, nil
	}
	return nil, &fileError{fmt.Errorf("set aside: the program ended %d times while it read this file; delete memo/%s in the bucket to try it again", maxTries, stageTried)}
}
