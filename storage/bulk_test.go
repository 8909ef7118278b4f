package storage_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/storage"
)

func TestBulks(t *testing.T) {
	r, root := open(t)
	ctx, at := t.Context(), time.Date(2021, 12, 1, 0, 0, 0, 0, time.UTC)
	put := func(account string) document.Bulk {
		b, err := r.PutBulk(ctx, document.Bulk{Account: account, Started: at, Act: document.EventPublished, Applications: []string{"a-1"}})
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	first, second, other := put("l-1"), put("l-1"), put("l")
	if first.Number != 1 || second.Number != 2 || other.Number != 1 {
		t.Errorf("numbers %d, %d, %d", first.Number, second.Number, other.Number)
	}
	if _, err := r.PutBulk(ctx, document.Bulk{Account: "../l"}); err == nil {
		t.Error("an account that is no identifier was taken")
	}
	last, err := r.BulksOf(ctx, "l-1", 1)
	if diff := cmp.Diff([]document.Bulk{second}, last); diff != "" || err != nil {
		t.Errorf("the last of an account (-want +got): %v\n%s", err, diff)
	}
	if _, err := r.BulkEnd(ctx, first); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("end of what goes on: %v", err)
	}
	want := document.BulkEnd{Ended: at, Refused: []document.Refusal{{Application: "a-1", Reason: document.RefusedState, State: document.StateDraft}}}
	for _, end := range []document.BulkEnd{want, {Ended: at.AddDate(0, 0, 1)}} { // the second changes nothing
		if err := r.PutBulkEnd(ctx, first, end); err != nil {
			t.Fatal(err)
		}
	}
	got, err := r.BulkEnd(ctx, first)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("end (-want +got): %v\n%s", err, diff)
	}
	by := document.Cancellation{By: document.Actor{Role: document.RoleLead, ID: "l-1"}, At: at}
	if err := r.CancelBulk(ctx, second, by); err != nil {
		t.Fatal(err)
	}
	if got, err := r.BulkCancellation(ctx, second); got != by || err != nil {
		t.Errorf("cancelled by %+v, %v", got, err)
	}
	open := func() (all []document.Bulk, wrong int) {
		for b, err := range r.OpenBulks(ctx) {
			switch {
			case storage.Wrong(err):
				wrong++
			case err != nil:
				t.Fatal(err)
			default:
				all = append(all, b)
			}
		}
		return all, wrong
	}
	if all, wrong := open(); wrong != 0 || cmp.Diff([]document.Bulk{second, other}, all) != "" {
		t.Errorf("open are %+v, %d cannot be read", all, wrong)
	}
	rewrite(t, root, storage.BulkKey(storage.BulkStarted, "l-1", 2), func([]byte) []byte { return []byte("{") })
	if all, wrong := open(); wrong != 1 || cmp.Diff([]document.Bulk{other}, all) != "" {
		t.Errorf("open are %+v, %d cannot be read", all, wrong)
	}
	wrong, _ := verify(t, r)
	for _, part := range []storage.BulkPart{storage.BulkStarted, storage.BulkCancelled} {
		if key := storage.BulkKey(part, "l-1", 2); !errors.Is(wrong[key], storage.ErrCorrupt) {
			t.Errorf("%s: %v", key, wrong[key])
		}
	}
	if len(wrong) != 2 {
		t.Errorf("wrong are %v", wrong)
	}
}
