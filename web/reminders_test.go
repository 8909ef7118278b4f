package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/pipeline/queue"
	"hecha/service"
	"hecha/storage"
)

// post is a Notifier that keeps what it takes until it is delivered.
type post struct{ waiting []queue.Notice }

func (p *post) Notify(_ context.Context, n queue.Notice) error {
	if n.Reminder != nil {
		p.waiting = append(p.waiting, n)
	}
	return nil
}

// reminded is a house whose reminders are sent to a receiver.
type reminded struct {
	*house
	post   *post
	people *service.People
	hook   *service.Webhook
	status int      // that the receiver answers
	told   []string // what it was told, with an answer of 200
	texts  []string // for people, of all that
}

func remind(t *testing.T) *reminded {
	h := &reminded{house: open(t), post: &post{}, status: http.StatusOK}
	h.people = service.NewPeople(h.repository, nil)
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		var m struct {
			Type string
			Data struct {
				Application, Role, Account, Deadline, Text string
				Open                                       int
			}
		}
		if err := json.Unmarshal(body, &m); err != nil {
			t.Error(err)
		}
		if h.status == http.StatusOK {
			h.told = append(h.told, fmt.Sprint(m.Type, " ", m.Data.Deadline, " ", m.Data.Role, " ", m.Data.Account, " ", m.Data.Application, " ", m.Data.Open))
			h.texts = append(h.texts, m.Data.Text)
		}
		w.WriteHeader(h.status)
	}))
	t.Cleanup(receiver.Close)
	var err error
	if h.hook, err = service.NewWebhook(service.WebhookConfig{
		Address: receiver.URL, Secret: []byte("a secret of more than 24 bytes"), Private: true, Repository: h.repository,
		Telling: func(language, code string, args map[string]string) string {
			return fmt.Sprint(language, " ", code, " ", args)
		},
	}); err != nil {
		t.Fatal(err)
	}
	return h
}

// pass reminds as a process does that was just started, delivers, and returns what the
// receiver was told since the last pass.
func (h *reminded) pass(r service.Reminders) []string {
	h.t.Helper()
	c := h.service.Config
	c.Notifier, c.Reminders = h.post, r
	if err := service.New(c).Remind(h.t.Context(), h.people); err != nil {
		h.t.Fatal(err)
	}
	for _, n := range h.post.waiting {
		if err := h.hook.Deliver(h.t.Context(), n); (err == nil) != (h.status == http.StatusOK) {
			h.t.Errorf("delivered with %d: %v", h.status, err)
		}
	}
	h.post.waiting = nil
	told := h.told
	h.told = nil
	slices.Sort(told)
	return told
}

// due announces the deadline of the house's exam.
func (h *reminded) due(day string) {
	h.t.Helper()
	b, err := service.BulletinOf(h.t.Context(), h.repository)
	if err != nil {
		h.t.Fatal(err)
	}
	err = service.New(h.service.Config).SetSitting(h.t.Context(), grantOf(document.RoleAdmin, "admin-1"), b.Sequence, document.Sitting{Exam: "一级建造师", Year: 2020, Review: day}, false)
	if err != nil {
		h.t.Fatal(err)
	}
}

// soon is a day that is so many days away, in China.
func soon(days int) string {
	return document.Upload{Received: time.Now()}.Day().AddDate(0, 0, days).Format(time.DateOnly)
}

// Whoever has something to do is reminded once before a deadline and once after it,
// whatever is restarted; what the receiver did not take is sent again.
func TestReminders(t *testing.T) {
	h := remind(t)
	for _, g := range []document.Grant{grantOf(document.RoleLead, "l-1"), {Account: "l-2", Role: document.RoleLead, City: "湘潭市"}, grantOf(document.RoleEmployer, "e-1"), grantOf(document.RoleAuditor, "a-1")} {
		if _, err := h.people.Add(t.Context(), document.Actor{Role: document.RoleAdmin, ID: "admin-1"}, g, nil); err != nil {
			t.Fatal(err)
		}
	}
	both := service.Reminders{Days: 7, Overdue: true}
	draft := h.candidate("c-1").create()
	second := h.candidate("c-2")
	handed := second.create()
	second.upload(handed.ID, photo(t, 1))
	second.sign(handed.ID)
	second.do("POST", "/api/applications/"+handed.ID+"/submission", nil).want(t, http.StatusOK)
	if told := h.pass(both); told != nil {
		t.Errorf("of a deadline that is long past: %q", told)
	}
	if h.due(soon(8)); h.pass(both) != nil {
		t.Error("too early")
	}

	h.due(soon(7))
	want := []string{
		"reminder.due " + soon(7) + " candidate c-1 " + draft.ID + " 0", "reminder.due " + soon(7) + " employer e-1  1", "reminder.due " + soon(7) + " lead l-1  2",
	}
	if h.status = http.StatusServiceUnavailable; h.pass(both) != nil {
		t.Error("told though nobody took it")
	}
	h.status = http.StatusOK
	if diff := cmp.Diff(want, h.pass(both)); diff != "" {
		t.Errorf("before the deadline (-want +got)\n%s", diff)
	}
	if told := h.pass(both); told != nil {
		t.Errorf("once more: %q", told)
	}
	if told := h.pass(service.Reminders{Overdue: true}); told != nil {
		t.Errorf("before the deadline, though nobody is reminded then: %q", told)
	}

	// The employer passes it, a reviewer takes it, and the deadline goes by.
	firm := h.as(grantOf(document.RoleEmployer, "e-1"))
	seen := firm.do("GET", "/api/applications/"+handed.ID, nil).Header.Get("ETag")
	firm.do("POST", "/api/applications/"+handed.ID+"/decisions", document.Decision{Verb: document.VerbPass}, "If-Match", seen).want(t, http.StatusOK)
	h.as(grantOf(document.RoleReviewer, "r-1")).do("POST", "/api/applications/"+handed.ID+"/claim", nil).want(t, http.StatusOK)
	h.due(soon(-1))
	if told := h.pass(service.Reminders{Days: 7}); told != nil {
		t.Errorf("after the deadline, though nobody is reminded then: %q", told)
	}
	want = []string{
		"reminder.overdue " + soon(-1) + " candidate c-1 " + draft.ID + " 0", "reminder.overdue " + soon(-1) + " lead l-1  2", "reminder.overdue " + soon(-1) + " reviewer r-1  1",
	}
	if diff := cmp.Diff(want, h.pass(both)); diff != "" {
		t.Errorf("after the deadline (-want +got)\n%s", diff)
	}
	if told := h.pass(both); told != nil {
		t.Errorf("once more: %q", told)
	}
	for _, text := range []string{
		"zh-CN due map[date:" + soon(7) + " exam:一级建造师 open:0 year:2020]", "zh-CN open_due map[date:" + soon(7) + " open:2]",
		"zh-CN overdue map[date:" + soon(-1) + " exam:一级建造师 open:0 year:2020]", "zh-CN open_overdue map[date:" + soon(-1) + " open:1]",
	} {
		if !slices.Contains(h.texts, text) {
			t.Errorf("nobody was told %q: %q", text, h.texts)
		}
	}
	h.proven()
}

// An application's own deadline is the one that people are reminded of.
func TestRemindersOfAnOwnDeadline(t *testing.T) {
	h := remind(t)
	h.due(soon(100))
	app := h.candidate("c-1").create()
	h.as(grantOf(document.RoleLead, "l-1")).do("POST", "/api/applications/"+app.ID+"/acts", map[string]any{"type": "deadline_set", "deadline": map[string]string{"date": soon(0)}}).want(t, http.StatusOK)
	want := []string{"reminder.due " + soon(0) + " candidate c-1 " + app.ID + " 0"}
	if diff := cmp.Diff(want, h.pass(service.Reminders{Days: 1})); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// proven fails the test unless everything in the bucket is what was once stored.
func (h *reminded) proven() {
	h.t.Helper()
	noted := 0
	err := h.repository.Verify(h.t.Context(), 2, func(info storage.Info, err error) {
		if err != nil {
			h.t.Errorf("%s: %v", info.Key, err)
		}
		if n, _ := storage.ParseKey(info.Key); n.Sort == storage.SortReminder {
			noted++
		}
	})
	if err != nil || noted != 6 {
		h.t.Errorf("%d reminders are noted, %v", noted, err)
	}
}
