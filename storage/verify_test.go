package storage_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/storage"
)

// filled is a repository with an upload, its result, an application that it
// belongs to, a token and a memo.
func filled(t *testing.T) (r *storage.Repository, root string, upload, result string) {
	t.Helper()
	r, root = open(t)
	u, _, err := r.PutUpload(t.Context(), strings.NewReader("样本"), storage.Intake{})
	if err != nil {
		t.Fatal(err)
	}
	reading := document.Result{SHA256: u.SHA256, Fingerprint: digest(1)}
	if _, err := r.PutResult(t.Context(), reading); err != nil {
		t.Fatal(err)
	}
	var last *document.Event
	for _, step := range []struct {
		typ     document.EventType
		payload any
	}{{document.EventCreated, nil}, {document.EventUpload, u}, {document.EventSubmitted, nil}} {
		by := document.Actor{Role: document.RoleCandidate, ID: "c-1"}
		e, err := document.NewEvent("a", last, time.Now(), by, step.typ, step.payload)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.AppendEvent(t.Context(), e); err != nil {
			t.Fatal(err)
		}
		last = &e
	}
	if err := r.PutToken(t.Context(), document.Token{Digest: digest(3)}); err != nil {
		t.Fatal(err)
	}
	if err := r.Remember(t.Context(), "read", digest(2), []byte("a memo")); err != nil {
		t.Fatal(err)
	}
	return r, root, storage.UploadKey(u.SHA256), storage.ResultKey(u.SHA256, digest(1))
}

// verify is what is wrong, by key, and how many objects were looked at.
func verify(t *testing.T, r *storage.Repository) (wrong map[string]error, seen int) {
	t.Helper()
	wrong = map[string]error{}
	err := r.Verify(t.Context(), 3, func(info storage.Info, err error) {
		seen++
		if err != nil {
			wrong[info.Key] = err
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return wrong, seen
}

func TestVerifyFindsNothingWrong(t *testing.T) {
	r, root, _, _ := filled(t)
	rewrite(t, root, storage.MemoKey("read", digest(2)), flip) // it can be made again
	if wrong, seen := verify(t, r); len(wrong) > 0 || seen != 6 {
		t.Errorf("%d objects, wrong: %v", seen, wrong)
	}
}

func TestVerifyNamesWhatIsWrong(t *testing.T) {
	r, _, upload, result := filled(t)
	if wrong, _ := verify(t, r); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	first := storage.EventKey("a", 1)
	for name, tc := range map[string]struct {
		damage func(t *testing.T, root string)
		want   map[string]error
	}{
		"an upload's byte": {
			func(t *testing.T, root string) { rewrite(t, root, upload, flip) },
			map[string]error{upload: storage.ErrCorrupt},
		},
		"an upload's end": {
			func(t *testing.T, root string) {
				rewrite(t, root, upload, func(b []byte) []byte { return b[:len(b)-1] })
			},
			map[string]error{upload: storage.ErrCorrupt},
		},
		"an upload that is gone": {
			func(t *testing.T, root string) { remove(t, root, upload) },
			map[string]error{result: storage.ErrNotFound, first: storage.ErrNotFound},
		},
		"a result's byte": {
			func(t *testing.T, root string) { rewrite(t, root, result, flip) },
			map[string]error{result: storage.ErrCorrupt},
		},
		"an event's byte": {
			func(t *testing.T, root string) { rewrite(t, root, storage.EventKey("a", 2), flip) },
			map[string]error{first: document.ErrBrokenChain},
		},
		"an event that is gone": {
			func(t *testing.T, root string) { remove(t, root, storage.EventKey("a", 2)) },
			map[string]error{first: document.ErrBrokenChain},
		},
		"a token's form": {
			func(t *testing.T, root string) {
				rewrite(t, root, storage.TokenKey(digest(3)), func([]byte) []byte { return []byte("{") })
			},
			map[string]error{storage.TokenKey(digest(3)): storage.ErrCorrupt},
		},
		"what does not belong there": {
			func(t *testing.T, root string) {
				for _, key := range []string{"index.db", "uploads/copy.jpg"} {
					if err := os.WriteFile(filepath.Join(root, key), []byte("x"), 0o600); err != nil {
						t.Fatal(err)
					}
				}
			},
			map[string]error{"index.db": storage.ErrForeign, "uploads/copy.jpg": storage.ErrForeign},
		},
	} {
		t.Run(name, func(t *testing.T) {
			r, root, _, _ := filled(t)
			tc.damage(t, root)
			wrong, _ := verify(t, r)
			for key, err := range wrong {
				if !errors.Is(err, tc.want[key]) || tc.want[key] == nil || !storage.Wrong(err) {
					t.Errorf("%s: %v, want %v", key, err, tc.want[key])
				}
			}
			if len(wrong) != len(tc.want) {
				t.Errorf("%d are wrong, want %d", len(wrong), len(tc.want))
			}
		})
	}
}

// All that is in a bucket is counted, memos apart.
func TestObjects(t *testing.T) {
	r, _, upload, result := filled(t)
	var got []string
	for info, err := range r.Objects(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, info.Key)
	}
	want := []string{
		storage.EventKey("a", 1), storage.EventKey("a", 2), storage.EventKey("a", 3), result, storage.TokenKey(digest(3)), upload,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Whoever stops it learns that not everything was looked at.
func TestVerifyStopped(t *testing.T) {
	r, _, _, _ := filled(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := r.Verify(ctx, 1, func(storage.Info, error) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want %v", err, context.Canceled)
	}
}
