package web_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"hecha/document"
)

// waiting is an application that waits for a reviewer.
func (h *house) waiting(owner string) application {
	h.t.Helper()
	candidate, firm := h.candidate(owner), h.as(grantOf(document.RoleEmployer, "e-1"))
	app := candidate.create()
	candidate.sign(app.ID)
	candidate.do("POST", "/api/applications/"+app.ID+"/submission", nil).want(h.t, http.StatusOK)
	firm.decide(app.ID, document.Decision{Verb: document.VerbPass}).want(h.t, http.StatusOK)
	return candidate.get(app.ID)
}

// decide decides the application as it is now.
func (c caller) decide(id string, d document.Decision) reply {
	c.t.Helper()
	etag := c.do("GET", "/api/applications/"+id, nil).want(c.t, http.StatusOK).Header.Get("ETag")
	return c.do("POST", "/api/applications/"+id+"/decisions", d, "If-Match", etag)
}

// While somebody has an application, nobody else decides it; only leads are told
// who, and may release it.
func TestClaim(t *testing.T) {
	h := open(t)
	app := h.waiting("c-1")
	path := "/api/applications/" + app.ID
	one, two, boss := h.as(grantOf(reviewer, "r-1")), h.as(grantOf(reviewer, "r-2")), h.as(grantOf(lead, "l-1"))
	claimed := one.do("POST", path+"/claim", nil).want(t, http.StatusOK)
	if a := into[application](t, claimed); a.State != document.StateReview {
		t.Errorf("claimed: %s", a.State)
	}
	again := one.do("POST", path+"/claim", nil).want(t, http.StatusOK)
	if again.Header.Get("ETag") != claimed.Header.Get("ETag") {
		t.Error("a claim that is renewed makes what was seen stale")
	}
	pass := document.Decision{Verb: document.VerbPass}
	for _, refused := range []reply{two.do("POST", path+"/claim", nil), two.decide(app.ID, pass), two.do("DELETE", path+"/claim", nil)} {
		refused.want(t, http.StatusConflict)
		if said := string(refused.Body); !strings.Contains(said, "urn:hecha:problem:held") || strings.Contains(said, "r-1") {
			t.Errorf("a reviewer is told %s", said)
		}
	}
	if said := string(boss.decide(app.ID, pass).want(t, http.StatusConflict).Body); !strings.Contains(said, "r-1") {
		t.Errorf("a lead is told %s", said)
	}
	boss.do("DELETE", path+"/claim", nil).want(t, http.StatusOK)
	one.do("POST", path+"/decisions", pass, "If-Match", claimed.Header.Get("ETag")).want(t, http.StatusPreconditionFailed)
	two.do("POST", path+"/claim", nil).want(t, http.StatusOK)
	one.decide(app.ID, pass).want(t, http.StatusConflict)
	two.decide(app.ID, pass).want(t, http.StatusOK)
	two.do("POST", path+"/claim", nil).want(t, http.StatusConflict)
}

// ranOut gives an application to a reviewer until a minute ago.
func (h *house) ranOut(id, reviewer string) {
	h.t.Helper()
	past := time.Now().Add(-time.Minute)
	h.as(grantOf(lead, "l-1")).do("PUT", "/api/applications/"+id+"/assignment", document.Assignment{Reviewer: reviewer, Until: &past}).want(h.t, http.StatusOK)
}

// A claim that ran out is renewed by the next word of who had it, unless somebody
// else has the application by then.
func TestClaimRunsOut(t *testing.T) {
	h := open(t)
	app := h.waiting("c-1")
	one, two := h.as(grantOf(reviewer, "r-1")), h.as(grantOf(reviewer, "r-2"))
	pass := document.Decision{Verb: document.VerbPass}
	h.ranOut(app.ID, "r-1")
	seen := one.do("GET", "/api/applications/"+app.ID, nil).Header.Get("ETag")
	two.do("POST", "/api/applications/"+app.ID+"/claim", nil).want(t, http.StatusOK)
	one.do("POST", "/api/applications/"+app.ID+"/decisions", pass, "If-Match", seen).want(t, http.StatusConflict)
	one.decide(app.ID, pass).want(t, http.StatusConflict)
	h.ranOut(app.ID, "r-1")
	one.decide(app.ID, pass).want(t, http.StatusOK)
	events := string(h.as(grantOf(auditor, "a-1")).do("GET", "/api/applications/"+app.ID+"/events", nil).Body)
	if n := strings.Count(events, `"type":"assigned"`); n != 4 {
		t.Errorf("%d assignments, want the last one to be the claim that was renewed", n)
	}
}

// Of many who ask at once each gets another application, and none is left.
func TestNextAtOnce(t *testing.T) {
	h := open(t)
	want := map[string]bool{}
	for _, owner := range []string{"c-1", "c-2", "c-3", "c-4"} {
		want[h.waiting(owner).ID] = true
	}
	var got sync.Map
	var all sync.WaitGroup
	for _, account := range []string{"r-1", "r-2", "r-3", "r-4"} {
		who := h.as(grantOf(reviewer, account))
		all.Go(func() {
			r := who.do("POST", "/api/claims", nil)
			if r.Status != http.StatusOK {
				t.Errorf("status %d: %s", r.Status, r.Body)
				return
			}
			id := into[application](t, r).ID
			if _, twice := got.LoadOrStore(id, account); twice || !want[id] {
				t.Errorf("%s was given to two", id)
			}
		})
	}
	all.Wait()
	late := h.as(grantOf(reviewer, "r-5"))
	late.do("POST", "/api/claims", nil).want(t, http.StatusConflict)
	first := into[application](t, h.as(grantOf(reviewer, "r-1")).do("POST", "/api/claims", nil).want(t, http.StatusOK))
	if by, _ := got.Load(first.ID); by != "r-1" {
		t.Errorf("who has one is given another: %s", first.ID)
	}
	h.ranOut(first.ID, "r-1")
	if a := into[application](t, late.do("POST", "/api/claims", nil).want(t, http.StatusOK)); a.ID != first.ID {
		t.Errorf("given %s, want the one whose claim ran out", a.ID)
	}
}

// The riskiest comes first and, of those, the one that waits longest.
func TestNextInOrder(t *testing.T) {
	h := open(t)
	old := h.waiting("c-1")
	h.waiting("c-2")
	for range 2 { // of equal risk the index lists by ID: both ways
		a := into[application](t, h.as(grantOf(reviewer, "r-1")).do("POST", "/api/claims", nil).want(t, http.StatusOK))
		if a.ID != old.ID {
			t.Errorf("given %s, want the oldest, %s", a.ID, old.ID)
		}
	}
}

// Notes are seen by those who review and audit, and leave no trace for others.
func TestNotes(t *testing.T) {
	h := open(t)
	owner := h.candidate("c-1")
	app := owner.create()
	path := "/api/applications/" + app.ID
	before := owner.do("GET", path, nil)
	writer := h.as(grantOf(reviewer, "r-1"))
	writer.do("POST", path+"/notes", document.Note{}).want(t, http.StatusUnprocessableEntity)
	writer.do("POST", path+"/notes", document.Note{Text: "已电话核实"}).want(t, http.StatusCreated)
	for _, role := range []document.Role{reviewer, lead, province, auditor} {
		if r := h.as(grantOf(role, "x-1")).do("GET", path+"/notes", nil).want(t, http.StatusOK); !strings.Contains(string(r.Body), "已电话核实") {
			t.Errorf("%s sees %s", role, r.Body)
		}
	}
	after := owner.do("GET", path, nil)
	if string(after.Body) != string(before.Body) || after.Header.Get("ETag") != before.Header.Get("ETag") {
		t.Errorf("the candidate sees a trace of the note: %s", after.Body)
	}
	firm := h.as(grantOf(document.RoleEmployer, "e-1"))
	for _, who := range []caller{owner, firm} {
		who.do("GET", path+"/notes", nil).want(t, http.StatusForbidden)
		who.do("GET", path+"/events", nil).want(t, http.StatusForbidden)
	}
}
