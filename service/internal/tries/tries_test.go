package tries_test

import (
	"fmt"
	"testing"
	"time"

	"hecha/service/internal/tries"
)

var start = time.Date(2021, 12, 1, 9, 0, 0, 0, time.UTC)

func TestNamesRest(t *testing.T) {
	for _, known := range []bool{true, false} { // who is unknown learns nothing
		counted := tries.New(10)
		for i := range tries.Most {
			if !counted.Begin("c-1", known, start) {
				t.Fatalf("known %t: rests after %d tries", known, i)
			}
		}
		if counted.Begin("c-1", known, start.Add(tries.LockFor-1)) {
			t.Errorf("known %t: does not rest", known)
		}
		if !counted.Begin("c-1", known, start.Add(tries.LockFor)) {
			t.Errorf("known %t: rests for ever", known)
		}
	}
}

func TestSuccessIsForgotten(t *testing.T) {
	counted := tries.New(10)
	for range 3 * tries.Most {
		if !counted.Begin("c-1", true, start) {
			t.Fatal("rests after a right password")
		}
		counted.Succeed("c-1")
	}
}

// However many names strangers send, they take the room that there is, and those
// who have an account are counted.
func TestStrangersAreBounded(t *testing.T) {
	const room = 100
	counted := tries.New(room)
	for range tries.Most {
		counted.Begin("c-1", true, start)
	}
	for i := range 10 * room {
		if !counted.Begin(fmt.Sprint("stranger-", i), false, start) {
			t.Fatalf("stranger %d rests", i)
		}
	}
	if got := counted.Len(); got != room+1 {
		t.Errorf("%d names are counted, want %d", got, room+1)
	}
	for range tries.Most {
		if !counted.Begin("c-2", true, start) {
			t.Error("a new name rests")
		}
	}
	for _, name := range []string{"c-1", "c-2"} {
		if counted.Begin(name, true, start) {
			t.Errorf("%s is not counted among strangers", name)
		}
	}
}

func TestCountsThatRestedGo(t *testing.T) {
	counted := tries.New(10)
	counted.Begin("c-1", true, start)
	counted.Begin("stranger", false, start)
	counted.Begin("c-2", true, start.Add(tries.LockFor))
	if got := counted.Len(); got != 1 {
		t.Errorf("%d names are counted, want 1", got)
	}
}
