package service_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"hecha/document"
	"hecha/pipeline/queue"
	"hecha/service"
	"hecha/storage"
	"hecha/storage/dir"
)

// told is what a webhook says of an event.
type told struct {
	Type string
	Data struct{ Account, Text, Language string }
}

// tellAll has a webhook tell every event of a chain, and returns what it said.
func tellAll(t *testing.T, r *storage.Repository, events int) (all []told) {
	t.Helper()
	receiver := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, req *http.Request) {
		var m told
		if err := json.NewDecoder(req.Body).Decode(&m); err != nil {
			t.Error(err)
		}
		all = append(all, m)
	}))
	defer receiver.Close()
	hook, err := service.NewWebhook(service.WebhookConfig{Address: receiver.URL, Secret: secret, Private: true, Repository: r, Telling: say})
	if err != nil {
		t.Fatal(err)
	}
	for n := range events {
		if err := hook.Deliver(t.Context(), queue.Notice{Application: "a-1", Sequence: n + 1}); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// A candidate is told, in the chosen language, what moves the application and what
// is due, once, and nothing of how it is reviewed.
func TestTelling(t *testing.T) {
	bucket, err := dir.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer bucket.Close()
	r := storage.New(bucket, t.TempDir())
	people := service.NewPeople(r, nil)
	if _, err := people.Add(t.Context(), admin, document.Grant{Account: "c-1", Role: document.RoleCandidate}, nil); err != nil {
		t.Fatal(err)
	}
	candidate, firm := document.Actor{Role: document.RoleCandidate, ID: "c-1"}, document.Actor{Role: document.RoleEmployer, ID: "f-1"}
	reviewer, system := document.Actor{Role: document.RoleReviewer, ID: "r-1"}, document.Actor{Role: document.RoleSystem, ID: "hecha"}
	steps := []struct {
		by      document.Actor
		typ     document.EventType
		payload any
		want    string // code and what else the text needs; empty for no text
	}{
		{candidate, document.EventCreated, document.Application{Exam: "yijian", ExamYear: 2020, Employer: "某公司", Name: "样本甲"}, ""},
		{candidate, document.EventSubmitted, nil, "employer yijian 2020 "},
		{firm, document.EventDecided, document.Decision{Verb: document.VerbSendBack, Reason: "看不清"}, "returned yijian 2020 "},
		{candidate, document.EventSubmitted, nil, "employer yijian 2020 "},
		{firm, document.EventDecided, document.Decision{Verb: document.VerbPass, Originals: true}, "waiting yijian 2020 "},
		{reviewer, document.EventAssigned, document.Assignment{Reviewer: "r-1"}, ""},
		{reviewer, document.EventAssigned, document.Assignment{}, ""},
		{reviewer, document.EventAssigned, document.Assignment{Reviewer: "r-1"}, ""},
		{reviewer, document.EventDecided, document.Decision{Verb: document.VerbSendBack, Reason: "请补交"}, "sent_back yijian 2020 "},
		{reviewer, document.EventDeadline, document.Deadline{Date: "2021-12-20"}, "deadline_set yijian 2020 2021-12-20"},
		{reviewer, document.EventDeadline, document.Deadline{}, ""},
		{system, document.EventExpired, nil, "expired yijian 2020 "},
		{system, document.EventArchived, nil, ""}, // cannot be, and is passed over
		{reviewer, document.EventReopened, nil, "reopened yijian 2020 "},
	}
	var last *document.Event
	for i, s := range steps {
		e, err := document.NewEvent("a-1", last, time.Now(), s.by, s.typ, s.payload)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.AppendEvent(t.Context(), e); err != nil {
			t.Fatalf("step %d: %v", i, err)
		}
		last = &e
	}
	for _, language := range []string{"zh-CN", "en"} { // nobody chose the first
		if err := people.Speak(t.Context(), "c-1", language); err != nil {
			t.Fatal(err)
		}
		for i, got := range tellAll(t, r, len(steps)) {
			want := steps[i].want
			if want != "" {
				want = language + " " + want
			}
			if got.Type != "application."+string(steps[i].typ) || got.Data.Account != "c-1" || got.Data.Text != want || !strings.HasPrefix(want, got.Data.Language) {
				t.Errorf("step %d: told %+v, want %q", i, got, want)
			}
		}
	}
}

// A chosen language ends no session, and everything else that changes an account
// does, before and after.
func TestSpeakKeepsSessions(t *testing.T) {
	people, ctx := openPeople(t), t.Context()
	if _, err := people.Add(ctx, admin, document.Grant{Account: "c-1", Role: document.RoleCandidate}, nil); err != nil {
		t.Fatal(err)
	}
	now := func() document.Person {
		t.Helper()
		p, err := people.Person(ctx, "c-1")
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	first := now()
	for _, language := range []string{"en", "en", "zh-CN", "en"} {
		if err := people.Speak(ctx, "c-1", language); err != nil {
			t.Fatal(err)
		}
		if p := now(); p.Told() != language || !p.Counts(first.Sequence) || !p.Counts(p.Sequence) || p.Counts(p.Sequence+1) {
			t.Fatalf("chose %s: %+v", language, p)
		}
	}
	if got, want := now().Sequence, first.Sequence+3; got != want { // the same again is no change
		t.Errorf("version %d, want %d", got, want)
	}
	spoke := now()
	if err := people.EndSessions(ctx, "c-1"); err != nil {
		t.Fatal(err)
	}
	if p := now(); p.Counts(first.Sequence) || p.Counts(spoke.Sequence) || !p.Counts(p.Sequence) || p.Told() != "en" {
		t.Errorf("after all sessions ended: %+v", p)
	}
	ended := now()
	if err := people.Speak(ctx, "c-1", "zh-CN"); err != nil {
		t.Fatal(err)
	}
	if p := now(); p.Counts(spoke.Sequence) || !p.Counts(ended.Sequence) {
		t.Errorf("chose again: %+v", p)
	}
}

// racing does something right before the next object is created.
type racing struct {
	storage.Bucket
	first func()
}

func (r *racing) Create(ctx context.Context, key string, body io.ReadSeeker) error {
	if first := r.first; first != nil {
		r.first = nil
		first()
	}
	return r.Bucket.Create(ctx, key, body)
}

// Sessions end although somebody chooses a language at that moment, which ends none;
// and a language that is chosen while the account changes changes nothing.
func TestChangesAtOnce(t *testing.T) {
	bucket, err := dir.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer bucket.Close()
	race := &racing{Bucket: bucket}
	here, elsewhere, ctx := service.NewPeople(storage.New(race, ""), nil), service.NewPeople(storage.New(bucket, ""), nil), t.Context()
	if _, err := elsewhere.Add(ctx, admin, document.Grant{Account: "c-1", Role: document.RoleCandidate}, nil); err != nil {
		t.Fatal(err)
	}
	now := func() document.Person {
		t.Helper()
		p, err := elsewhere.Any(ctx, "c-1")
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	race.first = func() {
		if err := elsewhere.Speak(ctx, "c-1", "en"); err != nil {
			t.Error(err)
		}
	}
	if err := here.EndSessions(ctx, "c-1"); err != nil {
		t.Fatal(err)
	}
	if p := now(); p.Counts(1) || p.Counts(2) || p.Told() != "en" {
		t.Errorf("after sessions ended: %+v", p)
	}
	race.first = func() {
		if err := elsewhere.Disable(ctx, admin, "c-1"); err != nil {
			t.Error(err)
		}
	}
	if err := here.Speak(ctx, "c-1", "zh-CN"); err != nil {
		t.Fatal(err)
	}
	if p := now(); !p.Disabled || p.Counts(3) {
		t.Errorf("after the account was disabled: %+v", p)
	}
}
