package tries_test

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"hecha/pipeline/queue"
	"hecha/pipeline/queue/queuetest"
	"hecha/service/internal/tries"
)

func begins(t *testing.T, counted *tries.Tries, name string) bool {
	t.Helper()
	may, err := counted.Begin(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	return may
}

func rests(t *testing.T, counted *tries.Tries, name string) bool {
	t.Helper()
	yes, err := counted.Rests(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	return yes
}

// Two processes count together; the rest begins with the last try and has an end.
func TestNamesRest(t *testing.T) {
	queuetest.Each(t, func(t *testing.T, r *queue.Redis) {
		counts := []*tries.Tries{tries.New(r.Client()), tries.New(r.Client())}
		for i := range tries.Most {
			if rests(t, counts[0], "c-1") || !begins(t, counts[i%2], "c-1") {
				t.Fatalf("rests after %d tries", i)
			}
		}
		for i, counted := range counts {
			if !rests(t, counted, "c-1") || begins(t, counted, "c-1") {
				t.Errorf("process %d: does not rest", i)
			}
		}
		if rests(t, counts[0], "c-2") || !begins(t, counts[0], "c-2") {
			t.Error("another name rests")
		}
		for _, key := range r.Client().Keys(t.Context(), "*").Val() {
			if left := r.Client().PTTL(t.Context(), key).Val(); left <= 0 || left > tries.LockFor {
				t.Errorf("rests for %s", left)
			}
			if strings.Contains(key, "c-1") {
				t.Errorf("the name is kept: %s", key)
			}
		}
	})
}

func TestSuccessIsForgotten(t *testing.T) {
	queuetest.Each(t, func(t *testing.T, r *queue.Redis) {
		counted := tries.New(r.Client())
		for range 3 * tries.Most {
			if !begins(t, counted, "c-1") {
				t.Fatal("rests after a right password")
			}
			if err := counted.Succeed(t.Context(), "c-1"); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// Of many at once no more go on than one after the other.
func TestManyAtOnce(t *testing.T) {
	queuetest.Each(t, func(t *testing.T, r *queue.Redis) {
		counted := tries.New(r.Client())
		var begun atomic.Int64
		var all sync.WaitGroup
		for range 50 {
			all.Go(func() {
				if may, err := counted.Begin(t.Context(), "c-1"); err != nil {
					t.Error(err)
				} else if may {
					begun.Add(1)
				}
			})
		}
		all.Wait()
		if got := begun.Load(); got != tries.Most {
			t.Errorf("%d of 50 began, want %d", got, tries.Most)
		}
	})
}

// Who cannot be counted is not let on.
func TestNobodyCounts(t *testing.T) {
	r := queuetest.Embedded(t)
	counted := tries.New(r.Client())
	r.Close()
	if may, err := counted.Begin(t.Context(), "c-1"); may || err == nil {
		t.Errorf("began: %t, %v", may, err)
	}
	if _, err := counted.Rests(t.Context(), "c-1"); err == nil {
		t.Error("nobody knows whether it rests, and it does not say so")
	}
}
