// Package tries counts wrong passwords. What strangers send as names takes a
// bounded room, and never that of the names that are known.
package tries

import (
	"sync"
	"time"
)

// A name rests for LockFor after Most tries that were not right.
const (
	Most    = 5
	LockFor = 15 * time.Minute
)

// pruneEvery is how often the counts of those that rested are looked for.
const pruneEvery = time.Minute

// Tries are the counts of one process. They are safe for concurrent use.
type Tries struct {
	mu        sync.Mutex
	known     map[string]count
	strangers map[string]count
	room      int // for strangers
	pruned    time.Time
}

type count struct {
	tries int
	last  time.Time
}

// New has room for the counts of so many unknown names.
func New(room int) *Tries {
	return &Tries{known: map[string]count{}, strangers: map[string]count{}, room: room}
}

// Begin counts a try before it is made, so that many at once count; false while
// the name rests. Unknown names are counted alike, until so many come that one
// of them makes room for another.
func (t *Tries) Begin(name string, known bool, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.prune(now)
	counts := t.strangers
	if known {
		counts = t.known
	}
	c := counts[name]
	if now.Sub(c.last) >= LockFor {
		c = count{}
	}
	if c.tries >= Most {
		return false
	}
	if c.tries == 0 && !known {
		t.makeRoom()
	}
	counts[name] = count{c.tries + 1, now}
	return true
}

// Rests tells whether a known name rests, and counts nothing.
func (t *Tries) Rests(name string, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.known[name]
	return c.tries >= Most && now.Sub(c.last) < LockFor
}

// Succeed forgets the tries of a known name.
func (t *Tries) Succeed(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.known, name)
}

// Len is the number of names that are counted.
func (t *Tries) Len() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.known) + len(t.strangers)
}

func (t *Tries) prune(now time.Time) {
	if now.Sub(t.pruned) < pruneEvery {
		return
	}
	t.pruned = now
	for _, counts := range []map[string]count{t.known, t.strangers} {
		for name, c := range counts {
			if now.Sub(c.last) >= LockFor {
				delete(counts, name)
			}
		}
	}
}

// makeRoom forgets any stranger where there is no room for one more.
func (t *Tries) makeRoom() {
	for name := range t.strangers {
		if len(t.strangers) < t.room {
			return
		}
		delete(t.strangers, name)
	}
}
