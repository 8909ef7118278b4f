package web_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/storage"
)

// bulk is an act on many as the API tells it.
type bulk struct {
	ID                     string
	State                  string
	By                     string
	Matched, Handled, Done int
	Refused                []document.Refusal
	Left                   []string
}

// bulkBody is an act on everything in some states.
func bulkBody(typ string, count int, states ...document.State) map[string]any {
	return map[string]any{"act": actBody(typ), "filter": map[string]any{"state": states}, "count": count}
}

// begin begins an act on many.
func (c caller) beginBulk(body map[string]any) bulk {
	c.t.Helper()
	r := c.do("POST", "/api/acts", body).want(c.t, http.StatusAccepted)
	b := into[bulk](c.t, r)
	if got := r.Header.Get("Location"); got != "/api/acts/"+b.ID {
		c.t.Errorf("location %q of %q", got, b.ID)
	}
	return b
}

// awaited is an act on many once it is as a test wants it.
func (c caller) awaited(id string, as func(bulk) bool) bulk {
	c.t.Helper()
	for end := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		b := into[bulk](c.t, c.do("GET", "/api/acts/"+id, nil).want(c.t, http.StatusOK))
		if as(b) {
			return b
		}
		if time.Now().After(end) {
			c.t.Fatalf("after a minute the act is %+v", b)
		}
	}
}

func ended(b bulk) bool { return b.State == "done" || b.State == "cancelled" }

// An act with everything that a filter leaves: counted first, and those whose
// state does not allow it are named.
func TestConcludeAll(t *testing.T) {
	h := open(t)
	h.perform()
	passed, failed := h.decided("one", document.VerbPass), h.decided("two", document.VerbFail)
	h.candidate("three").create()
	lead := h.as(grantOf(document.RoleLead, "lead-1"))
	counted := into[struct{ Count, Limit int }](t, lead.do("GET", "/api/acts/count?state=passed,failed", nil).want(t, http.StatusOK))
	if counted.Count != 2 {
		t.Fatalf("%d applications are counted, want 2", counted.Count)
	}
	lead.do("GET", "/api/acts/count?due_before=soon", nil).want(t, http.StatusUnprocessableEntity)
	lead.do("POST", "/api/acts", bulkBody("published", 3, document.StatePassed, document.StateFailed)).want(t, http.StatusConflict)
	if got := lead.get(passed.ID).State; got != document.StatePassed {
		t.Fatalf("an act that was counted wrongly made the application %q", got)
	}
	begun := lead.beginBulk(bulkBody("archived", 2, document.StatePassed, document.StateFailed))
	want := bulk{
		ID: "lead-1.1", State: "done", By: "lead-1", Matched: 2, Handled: 2, Done: 1,
		Refused: []document.Refusal{{Application: passed.ID, Reason: document.RefusedState, State: document.StatePassed}},
	}
	if diff := cmp.Diff(want, lead.awaited(begun.ID, ended)); diff != "" {
		t.Errorf("the act ended otherwise (-want +got)\n%s", diff)
	}
	if got := lead.get(failed.ID).State; got != document.StateArchived {
		t.Errorf("the failed application is %q", got)
	}
	lead.do("POST", "/api/acts", bulkBody("objected", 1, document.StatePassed)).want(t, http.StatusUnprocessableEntity)
	lead.do("DELETE", "/api/acts/"+begun.ID, nil).want(t, http.StatusConflict)

	total := 0
	for _, c := range lead.counts() {
		total += c.Count
	}
	if total != 3 {
		t.Errorf("the counts add up to %d, want 3", total)
	}
	elsewhere := grantOf(document.RoleLead, "lead-2")
	elsewhere.City = "湘潭市"
	stranger := h.as(elsewhere)
	if got := stranger.counts(); len(got) != 0 {
		t.Errorf("a lead of another city counts %+v", got)
	}
	stranger.do("GET", "/api/acts/"+begun.ID, nil).want(t, http.StatusNotFound)
	stranger.do("DELETE", "/api/acts/"+begun.ID, nil).want(t, http.StatusNotFound)
	h.as(grantOf(document.RoleLead, "lead-3")).do("GET", "/api/acts/"+begun.ID, nil).want(t, http.StatusOK)
	h.verify()
}

// verify proves every object of the house.
func (h *house) verify() {
	h.t.Helper()
	err := h.repository.Verify(h.t.Context(), 1, func(info storage.Info, err error) {
		if err != nil {
			h.t.Errorf("%s: %v", info.Key, err)
		}
	})
	if err != nil {
		h.t.Error(err)
	}
}

// drafts are applications that the filter of an act finds in this order.
func (h *house) drafts(n int) (ids []string) {
	h.t.Helper()
	c := h.candidate("many")
	for range n {
		ids = append(ids, c.create().ID)
	}
	return ids
}

// An act that breaks off while it writes goes on in another process where it was,
// and happens to no application twice.
func TestBulkGoesOnElsewhere(t *testing.T) { eachBucket(t, testBulkGoesOnElsewhere) }

func testBulkGoesOnElsewhere(t *testing.T, bucket storage.Bucket) {
	h := openOver(t, bucket)
	ids := h.drafts(6)
	lead := h.as(grantOf(document.RoleLead, "l-1"))
	begun := lead.beginBulk(bulkBody("expired", 6, document.StateDraft))
	if begun.State != "waiting" {
		t.Errorf("it is %q before anybody works at it", begun.State)
	}
	if again := lead.beginBulk(bulkBody("expired", 6, document.StateDraft)); again.ID != begun.ID {
		t.Errorf("the same act was begun twice: %s and %s", begun.ID, again.ID)
	}
	order, err := h.repository.Bulk(t.Context(), "l-1", 1)
	if err != nil {
		t.Fatal(err)
	}
	entered, held := h.bucket.hold(storage.EventKey(order.Applications[3], 2))
	stop := h.perform()
	<-entered
	if got := lead.awaited(begun.ID, func(b bulk) bool { return b.State == "running" }); got.Matched != 6 {
		t.Errorf("it is %+v", got)
	}
	stopped := make(chan struct{})
	go func() { stop(); close(stopped) }()
	held <- errors.New("this process ends")
	<-stopped

	other := openOver(t, bucket)
	other.perform()
	leader := caller{other, lead.secret}
	if got := leader.awaited(begun.ID, ended); got.Done != 6 || got.Handled != 6 || len(got.Refused) != 0 || len(got.Left) != 0 {
		t.Errorf("it ended as %+v", got)
	}
	for _, id := range ids {
		if n := h.count(id, document.EventExpired); n != 1 {
			t.Errorf("application %s expired %d times", id, n)
		}
	}
	other.verify()
}

// A bucket that does not answer ends no act: it is tried again.
func TestBulkOutlastsTheBucket(t *testing.T) {
	h := open(t)
	h.drafts(3)
	lead := h.as(grantOf(document.RoleLead, "l-1"))
	begun := lead.beginBulk(bulkBody("expired", 3, document.StateDraft))
	restore := h.breakBucket()
	h.perform()
	h.awaitLog("act on many is broken off")
	restore()
	if got := lead.awaited(begun.ID, ended); got.Done != 3 {
		t.Errorf("it ended as %+v", got)
	}
}

// What is cancelled stops, names what it did not try, and undoes nothing.
func TestBulkIsCancelled(t *testing.T) {
	h := open(t)
	h.drafts(30)
	lead := h.as(grantOf(document.RoleLead, "l-1"))
	begun := lead.beginBulk(bulkBody("expired", 30, document.StateDraft))
	order, err := h.repository.Bulk(t.Context(), "l-1", 1)
	if err != nil {
		t.Fatal(err)
	}
	const at = 2
	entered, held := h.bucket.hold(storage.EventKey(order.Applications[at], 2))
	h.perform()
	<-entered
	if got := into[bulk](t, h.as(grantOf(document.RoleProvince, "p-1")).do("DELETE", "/api/acts/"+begun.ID, nil).want(t, http.StatusAccepted)); got.State != "cancelling" {
		t.Errorf("it is %q", got.State)
	}
	held <- errors.New("the bucket does not answer")
	got := lead.awaited(begun.ID, ended)
	if got.State != "cancelled" || got.Done+len(got.Left) != 30 || got.Handled != got.Done || len(got.Left) == 0 {
		t.Errorf("it ended as %+v", got)
	}
	expired := 0
	for _, id := range order.Applications {
		n := h.count(id, document.EventExpired)
		if expired += n; slices.Contains(got.Left, id) != (n == 0) {
			t.Errorf("application %s expired %d times", id, n)
		}
	}
	if expired != at {
		t.Errorf("%d applications expired, want the %d before it was cancelled", expired, at)
	}
	mine := into[struct{ Acts []bulk }](t, lead.do("GET", "/api/acts", nil).want(t, http.StatusOK)).Acts
	if len(mine) != 1 || mine[0].ID != begun.ID {
		t.Errorf("listed %+v", mine)
	}
	h.verify()
}

// Two processes that look for acts at the same time do each of them once.
func TestBulksOfTwoProcesses(t *testing.T) {
	one := open(t)
	two := openOver(t, one.bucket.Bucket)
	lead := one.as(grantOf(document.RoleLead, "l-1"))
	ids := one.drafts(20)
	begun := lead.beginBulk(bulkBody("expired", 20, document.StateDraft))
	one.perform() // each has a Redis of its own, so that neither knows of the other's lease
	two.perform()
	if got := lead.awaited(begun.ID, ended); got.Done != 20 {
		t.Errorf("it ended as %+v", got)
	}
	for _, id := range ids {
		if n := one.count(id, document.EventExpired); n != 1 {
			t.Errorf("application %s expired %d times", id, n)
		}
	}
	if _, err := one.repository.Bulk(t.Context(), "l-1", 2); !errors.Is(err, storage.ErrNotFound) {
		t.Error(fmt.Errorf("there is another act: %w", err))
	}
}
