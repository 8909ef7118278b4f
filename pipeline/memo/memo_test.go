package memo_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/pipeline/memo"
	"hecha/storage"
	"hecha/storage/dir"
)

// Where memos lie, a repository is the store.
var _ memo.Store = (*storage.Repository)(nil)

func repository(t *testing.T) (*storage.Repository, *dir.Bucket) {
	t.Helper()
	b, err := dir.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return storage.New(b, ""), b
}

func memory(t *testing.T, store memo.Store) *memo.Memory {
	return memo.New(store, func(err error) { t.Error(err) })
}

var lines = []document.Line{{
	Text: "一行", Confidence: 0.9, Quad: document.Rect(1, 2, 3, 4.25), UnderSeal: true,
	Chars:  []document.Char{{Rune: '一', Confidence: 0.1, To: 0.5}, {Rune: '行', Second: '衍', SecondConfidence: 1e-9, From: 0.5, To: 1}},
	Others: []document.Reading{{Engine: "other", Text: "一", Confidence: 1}},
}}

// read is a stage that counts how often it works.
func read(n *int) func() ([]document.Line, error) {
	return func() ([]document.Line, error) { *n++; return lines, nil }
}

func TestDoWorksOnce(t *testing.T) {
	r, _ := repository(t)
	m := memory(t, r)
	worked := 0
	for range 3 {
		got, err := memo.Do(t.Context(), m, "read", memo.Key("a"), read(&worked))
		if diff := cmp.Diff(lines, got); err != nil || diff != "" {
			t.Errorf("%v (-want +got)\n%s", err, diff)
		}
	}
	if worked != 1 {
		t.Errorf("worked %d times on one input", worked)
	}
	for stage, key := range map[string]string{"read": memo.Key("b"), "other": memo.Key("a")} {
		if _, err := memo.Do(t.Context(), m, stage, key, read(&worked)); err != nil {
			t.Error(err)
		}
	}
	if worked != 3 {
		t.Errorf("worked %d times on three inputs", worked)
	}
}

func TestDoRemembersNoFailure(t *testing.T) {
	r, _ := repository(t)
	m, failure := memory(t, r), errors.New("the engine is gone")
	_, err := memo.Do(t.Context(), m, "read", memo.Key(1), func() ([]document.Line, error) { return lines, failure })
	if !errors.Is(err, failure) {
		t.Errorf("%v, want %v", err, failure)
	}
	if got, ok := memo.Recall[[]document.Line](t.Context(), m, "read", memo.Key(1)); ok {
		t.Errorf("remembers %v", got)
	}
}

func TestWithoutMemory(t *testing.T) {
	worked := 0
	for range 2 {
		if got, err := memo.Do(t.Context(), nil, "read", memo.Key(1), read(&worked)); err != nil || len(got) != 1 {
			t.Errorf("%v, %v", got, err)
		}
	}
	if worked != 2 {
		t.Errorf("worked %d times", worked)
	}
}

// What is remembered in another form, or damaged, is done again.
func TestDoDoesAgainWhatNobodyUnderstands(t *testing.T) {
	r, b := repository(t)
	m := memory(t, r)
	key, worked := memo.Key(1), 0
	if err := r.Remember(t.Context(), "read", key, []byte("not what the stage makes")); err != nil {
		t.Fatal(err)
	}
	if got, err := memo.Do(t.Context(), m, "read", key, read(&worked)); err != nil || worked != 1 || len(got) != 1 {
		t.Errorf("%v, %v after %d times", got, err, worked)
	}
	if err := b.Delete(t.Context(), storage.MemoKey("read", key)); err != nil {
		t.Fatal(err)
	}
	if _, err := memo.Do(t.Context(), m, "read", key, read(&worked)); err != nil || worked != 2 {
		t.Errorf("%v after %d times", err, worked)
	}
}

// broken is a store that fails at everything.
type broken struct{}

var errBroken = errors.New("the disk is full")

func (broken) Recall(context.Context, string, string) ([]byte, error) { return nil, errBroken }
func (broken) Remember(context.Context, string, string, []byte) error { return errBroken }

func TestAFailingStoreIsReported(t *testing.T) {
	var told []error
	worked := 0
	m := memo.New(broken{}, func(err error) { told = append(told, err) })
	if got, err := memo.Do(t.Context(), m, "read", memo.Key(1), read(&worked)); err != nil || len(got) != 1 {
		t.Errorf("%v, %v", got, err)
	}
	if len(told) != 1 || !errors.Is(told[0], errBroken) {
		t.Errorf("told %v", told)
	}
}

func TestKeys(t *testing.T) {
	seen := map[string][]any{}
	for _, parts := range [][]any{
		{}, {"a"}, {"a", ""}, {"", "a"}, {"a\n"}, {"1"}, {1}, {1.0}, {"ab"}, {"a", "b"},
		{[]document.Quad{document.Rect(0, 0, 1, 1)}}, {[]document.Quad{document.Rect(0, 0, 1, 1+1e-12)}}, {[]document.Quad{}}, {[]string{"a", "b"}},
	} {
		key := memo.Key(parts...)
		if other, ok := seen[key]; ok {
			t.Errorf("%#v and %#v have one key", other, parts)
		}
		if !document.IsSHA256(key) || memo.Key(parts...) != key {
			t.Errorf("%#v: %s", parts, key)
		}
		seen[key] = parts
	}
}
