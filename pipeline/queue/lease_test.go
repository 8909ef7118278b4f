package queue_test

import (
	"testing"

	"hecha/pipeline/queue"
)

// One at a time has a lease, and tells the others how far it is.
func TestLease(t *testing.T) {
	each(t, func(t *testing.T, r *queue.Redis) {
		ctx := t.Context()
		wants := func(what string, done int, held bool) {
			t.Helper()
			if d, h, err := r.Leased(ctx, "a"); d != done || h != held || err != nil {
				t.Errorf("%s: %d done, held %t, %v; want %d and %t", what, d, h, err, done, held)
			}
		}
		wants("before anybody", 0, false)
		for _, want := range []bool{true, false} {
			if taken, err := r.Lease(ctx, "a"); taken != want || err != nil {
				t.Errorf("taken %t, %v; want %t", taken, err, want)
			}
		}
		wants("taken", 0, true)
		if err := r.KeepLease(ctx, "a", 7); err != nil {
			t.Fatal(err)
		}
		wants("kept", 7, true)
		if taken, err := r.Lease(ctx, "b"); !taken || err != nil {
			t.Errorf("another one: %t, %v", taken, err)
		}
		if err := r.EndLease(ctx, "a"); err != nil {
			t.Fatal(err)
		}
		wants("ended", 0, false)
		if taken, err := r.Lease(ctx, "a"); !taken || err != nil {
			t.Errorf("taken again: %t, %v", taken, err)
		}
	})
}
