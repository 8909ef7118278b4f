package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"hecha/document"
	"hecha/service"
)

// secret words that only those may read who need not decide without them.
const (
	firstReason = "工作年限不足"
	firstNote   = "电话里承认了"
)

// failedOnce is an application that r-1 has failed, which needs a second word.
func (h *house) failedOnce() application {
	h.t.Helper()
	h.service.Second = service.Second{Failures: true}
	app := h.waiting("c-1")
	one := h.as(grantOf(reviewer, "r-1"))
	one.do("POST", "/api/claims", nil).want(h.t, http.StatusOK)
	one.do("POST", "/api/applications/"+app.ID+"/notes", document.Note{Text: firstNote}).want(h.t, http.StatusCreated)
	one.decide(app.ID, document.Decision{Verb: document.VerbFail, Reason: firstReason}).want(h.t, http.StatusOK)
	return app
}

// silent fails the test if any answer of an application tells what r-1 said of it.
func (c caller) silent(id string, paths ...string) {
	c.t.Helper()
	for _, path := range paths {
		r := c.do("GET", strings.ReplaceAll(path, "{id}", id), nil).want(c.t, http.StatusOK)
		for _, leak := range []string{firstReason, firstNote, `"fail"`} {
			if strings.Contains(string(r.Body), leak) {
				c.t.Errorf("GET %s tells %s: %s", path, leak, r.Body)
			}
		}
	}
}

// known are the paths that tell of an application to who reviews.
var known = []string{"/api/applications/{id}", "/api/applications", "/api/applications/{id}/notes", "/api/applications/{id}/assessment"}

// A failure counts when a second person, who knows nothing of the first, fails, too.
func TestSecondReviewAgrees(t *testing.T) {
	h := open(t)
	app := h.failedOnce()
	one, two, boss := h.as(grantOf(reviewer, "r-1")), h.as(grantOf(reviewer, "r-2")), h.as(grantOf(lead, "l-1"))
	if now := one.get(app.ID); now.State != document.StateWaiting {
		t.Fatalf("failed by one: %s", now.State)
	}
	for _, refused := range []reply{
		one.do("POST", "/api/applications/"+app.ID+"/claim", nil), one.decide(app.ID, document.Decision{Verb: document.VerbFail, Reason: "x"}),
		boss.do("PUT", "/api/applications/"+app.ID+"/assignment", document.Assignment{Reviewer: "r-1"}),
	} {
		if said := string(refused.want(t, http.StatusConflict).Body); !strings.Contains(said, "urn:hecha:problem:spoken") {
			t.Errorf("who has spoken is told %s", said)
		}
	}
	one.do("POST", "/api/claims", nil).want(t, http.StatusConflict)
	h.candidate("c-1").silent(app.ID, "/api/applications/{id}", "/api/applications")
	h.as(grantOf(firm, "e-1")).silent(app.ID, "/api/applications/{id}", "/api/applications")
	two.silent(app.ID, known...)
	boss.silent(app.ID, append(slices.Clone(known), "/api/applications/{id}/events")...)
	if all := string(h.as(grantOf(auditor, "a-1")).do("GET", "/api/applications/"+app.ID+"/events", nil).want(t, http.StatusOK).Body); !strings.Contains(all, firstReason) || strings.Contains(all, `"hidden"`) {
		t.Errorf("an auditor is told %s", all)
	}
	if given := into[application](t, two.do("POST", "/api/claims", nil).want(t, http.StatusOK)); given.ID != app.ID {
		t.Errorf("r-2 is given %s", given.ID)
	}
	two.decide(app.ID, document.Decision{Verb: document.VerbFail, Reason: "年限不够"}).want(t, http.StatusOK)
	told := string(h.candidate("c-1").do("GET", "/api/applications/"+app.ID, nil).want(t, http.StatusOK).Body)
	if !strings.Contains(told, `"state":"failed"`) || !strings.Contains(told, "年限不够") || strings.Contains(told, firstReason) {
		t.Errorf("the candidate is told %s", told)
	}
}

// Where two differ a lead who has not spoken settles it, and sees both.
func TestSecondReviewDiffers(t *testing.T) {
	h := open(t)
	app := h.failedOnce()
	path := "/api/applications/" + app.ID
	h.as(grantOf(reviewer, "r-2")).decide(app.ID, document.Decision{Verb: document.VerbPass}).want(t, http.StatusOK)
	three, boss := h.as(grantOf(reviewer, "r-3")), h.as(grantOf(lead, "l-1"))
	if said := string(three.do("POST", path+"/claim", nil).want(t, http.StatusConflict).Body); !strings.Contains(said, "urn:hecha:problem:disputed") {
		t.Errorf("a third reviewer is told %s", said)
	}
	three.do("POST", "/api/claims", nil).want(t, http.StatusConflict)
	three.silent(app.ID, known...)
	listed := func(c caller) bool {
		t.Helper()
		return strings.Contains(string(c.do("GET", "/api/applications?disputed=true", nil).want(t, http.StatusOK).Body), app.ID)
	}
	if !listed(boss) || listed(h.candidate("c-1")) || listed(h.as(grantOf(firm, "e-1"))) {
		t.Error("the dispute is not told to leads, or to others")
	}
	h.candidate("c-1").silent(app.ID, "/api/applications/{id}", "/api/applications")
	events := string(boss.do("GET", path+"/events", nil).want(t, http.StatusOK).Body)
	if !strings.Contains(events, firstReason) || !strings.Contains(events, `"ground":"failure"`) {
		t.Errorf("who settles is told %s", events)
	}
	boss.do("POST", path+"/claim", nil).want(t, http.StatusOK)
	boss.decide(app.ID, document.Decision{Verb: document.VerbPass}).want(t, http.StatusOK)
	if now := boss.get(app.ID); now.State != document.StatePassed || listed(boss) {
		t.Errorf("settled: %s", now.State)
	}
}

// Who is passed is looked at twice by lot, and with high risk.
func TestSecondReviewOfPasses(t *testing.T) {
	for name, tc := range map[string]struct {
		second service.Second
		state  document.State
	}{
		"nobody":                   {service.Second{}, document.StatePassed},
		"failures are no passes":   {service.Second{Failures: true}, document.StatePassed},
		"the whole lot":            {service.Second{Share: 1}, document.StateWaiting},
		"a risk that it has":       {service.Second{Risk: 0.1}, document.StateWaiting}, // papers are missing
		"a risk that it never has": {service.Second{Risk: 1e9}, document.StatePassed},
	} {
		t.Run(name, func(t *testing.T) {
			h := open(t)
			h.service.Second = tc.second
			app := h.waiting("c-1")
			one := h.as(grantOf(reviewer, "r-1"))
			one.decide(app.ID, document.Decision{Verb: document.VerbPass}).want(t, http.StatusOK)
			if now := one.get(app.ID); now.State != tc.state {
				t.Errorf("passed by one: %s, want %s", now.State, tc.state)
			}
			other := h.waiting("c-2") // to send back needs nobody else
			one.decide(other.ID, document.Decision{Verb: document.VerbSendBack, Reason: "x"}).want(t, http.StatusOK)
			if now := one.get(other.ID); now.State != document.StateSentBack {
				t.Errorf("sent back by one: %s", now.State)
			}
		})
	}
}
