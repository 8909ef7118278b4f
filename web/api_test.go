package web_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/jpeg"
	"net/http"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"hecha/document"
	"hecha/service"
	"hecha/storage/index"
)

// A candidate hands in, a worker reads, a reviewer decides.
func TestWholeWay(t *testing.T) {
	h := open(t)
	h.work()
	candidate := h.candidate("c-1")
	app := candidate.create()
	u := candidate.upload(app.ID, photo(t, 1))
	if u.SHA256 != sum(photo(t, 1)) || u.Size != int64(len(photo(t, 1))) {
		t.Errorf("upload %+v", u)
	}
	events := candidate.follow(app.ID, u.SHA256)
	if last := events[len(events)-1]; !strings.Contains(last, "event: reading") || !strings.Contains(last, `"state":"done"`) {
		t.Errorf("last event %q", last)
	}
	path := "/api/applications/" + app.ID
	result := into[struct {
		Current bool
		Result  document.Result
	}](t, candidate.do("GET", path+"/uploads/"+u.SHA256+"/result", nil).want(t, http.StatusOK))
	if !result.Current || len(result.Result.Documents) != 1 || result.Result.Documents[0].Fields["name"].Value != "样本甲" {
		t.Errorf("result %+v", result)
	}
	page := candidate.do("GET", path+"/uploads/"+u.SHA256+"/pages/1", nil).want(t, http.StatusOK)
	if img, err := jpeg.Decode(bytes.NewReader(page.Body)); err != nil || img.Bounds().Dx() != 300 || page.Header.Get("Page-Width") != "300" {
		t.Errorf("page: %v, headers %v", err, page.Header)
	}
	refused := candidate.do("POST", path+"/submission", nil).want(t, http.StatusUnprocessableEntity)
	if !strings.Contains(string(refused.Body), "reason.commitment_missing") {
		t.Errorf("problem %s", refused.Body)
	}
	candidate.sign(app.ID)
	candidate.do("POST", path+"/submission", nil).want(t, http.StatusOK)

	firm := h.as(grantOf(document.RoleEmployer, "e-1"))
	seen := firm.do("GET", path, nil).want(t, http.StatusOK)
	firm.do("POST", path+"/decisions", document.Decision{Verb: document.VerbPass}, "If-Match", seen.Header.Get("ETag")).want(t, http.StatusOK)

	reviewer := h.as(grantOf(document.RoleReviewer, "r-1"))
	seen = reviewer.do("GET", path, nil).want(t, http.StatusOK)
	confirm := document.Decision{Verb: document.VerbConfirm, Value: "样本甲",
		Field: &document.FieldRef{Upload: u.SHA256, Fingerprint: fingerprint, Document: 0, Name: "name"}}
	confirmed := reviewer.do("POST", path+"/decisions", confirm, "If-Match", seen.Header.Get("ETag")).want(t, http.StatusOK)
	pass := document.Decision{Verb: document.VerbPass}
	stale := reviewer.do("POST", path+"/decisions", pass, "If-Match", seen.Header.Get("ETag")).want(t, http.StatusPreconditionFailed)
	if !strings.Contains(string(stale.Body), "urn:hecha:problem:stale") {
		t.Errorf("problem %s", stale.Body)
	}
	passed := reviewer.do("POST", path+"/decisions", pass, "If-Match", confirmed.Header.Get("ETag")).want(t, http.StatusOK)
	if got := into[application](t, passed); got.State != document.StatePassed {
		t.Errorf("state %q", got.State)
	}
	again := reviewer.do("POST", path+"/decisions", pass, "If-Match", passed.Header.Get("ETag")).want(t, http.StatusConflict)
	if got := again.Header.Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("content type %q", got)
	}
}

// A declaration can be corrected until it is submitted; then exam, year and city
// stay.
func TestDeclareAnew(t *testing.T) {
	h := open(t)
	candidate := h.candidate("c-1")
	app := candidate.create()
	path := "/api/applications/" + app.ID
	anew := declared()
	anew["city"], anew["employer"] = "株洲市", "湖南另一样本有限公司"
	got := into[application](t, candidate.do("PUT", path+"/declaration", anew, "If-Match", `"1"`).want(t, http.StatusOK))
	if got.Version != 2 || got.Declared.City != "株洲市" {
		t.Errorf("declared %+v", got)
	}
	candidate.do("PUT", path+"/declaration", declared(), "If-Match", `"1"`).want(t, http.StatusPreconditionFailed)
	bad := declared()
	bad["id_number"] = "1"
	candidate.do("PUT", path+"/declaration", bad).want(t, http.StatusUnprocessableEntity)
	candidate.do("PUT", path+"/declaration", declared()).want(t, http.StatusOK)
	candidate.sign(app.ID)
	candidate.do("POST", path+"/submission", nil).want(t, http.StatusOK)
	candidate.do("PUT", path+"/declaration", declared()).want(t, http.StatusConflict)
	firm := h.as(grantOf(document.RoleEmployer, "e-1"))
	seen := firm.do("GET", path, nil).want(t, http.StatusOK)
	firm.do("POST", path+"/decisions", document.Decision{Verb: document.VerbSendBack, Reason: "更正"}, "If-Match", seen.Header.Get("ETag")).want(t, http.StatusOK)
	candidate.do("PUT", path+"/declaration", anew).want(t, http.StatusConflict)
	anew["city"] = city
	candidate.do("PUT", path+"/declaration", anew).want(t, http.StatusOK)
}

// The same request again, after an answer that got lost, makes nothing new.
func TestRepeatedRequests(t *testing.T) {
	h := open(t)
	candidate := h.candidate("c-1")
	first := into[application](t, candidate.do("POST", "/api/applications", declared(), "Idempotency-Key", "k1").want(t, http.StatusCreated))
	again := into[application](t, candidate.do("POST", "/api/applications", declared(), "Idempotency-Key", "k1").want(t, http.StatusCreated))
	if first.ID != again.ID || again.Version != 1 {
		t.Errorf("%+v, then %+v", first, again)
	}
	other := declared()
	other["name"] = "样本乙"
	candidate.do("POST", "/api/applications", other, "Idempotency-Key", "k1").want(t, http.StatusUnprocessableEntity)
	if theirs := h.candidate("c-2").do("POST", "/api/applications", declared(), "Idempotency-Key", "k1").want(t, http.StatusCreated); into[application](t, theirs).ID == first.ID {
		t.Error("another account's key gives the same application")
	}
	for range 2 {
		candidate.upload(first.ID, photo(t, 1))
	}
	got := into[application](t, candidate.do("GET", "/api/applications/"+first.ID, nil).want(t, http.StatusOK))
	if len(got.Uploads) != 1 || got.Version != 2 {
		t.Errorf("after the same upload twice: %+v", got)
	}
}

func TestWithdraw(t *testing.T) {
	h := open(t)
	candidate := h.candidate("c-1")
	app := candidate.create()
	u := candidate.upload(app.ID, photo(t, 1))
	path := "/api/applications/" + app.ID + "/uploads/" + u.SHA256
	got := into[application](t, candidate.do("DELETE", path, nil).want(t, http.StatusOK))
	if len(got.Uploads) != 0 {
		t.Errorf("uploads %v", got.Uploads)
	}
	candidate.do("GET", path, nil).want(t, http.StatusNotFound)
	if _, err := h.repository.Upload(t.Context(), u.SHA256); err != nil {
		t.Errorf("the bytes: %v", err)
	}
	if back := candidate.upload(app.ID, photo(t, 1)); back.SHA256 != u.SHA256 {
		t.Errorf("handed in again: %+v", back)
	}
}

// Every refusal is a problem of its type that says what to do.
func TestProblems(t *testing.T) {
	h := open(t)
	candidate := h.candidate("c-1")
	app := candidate.create()
	path := "/api/applications/" + app.ID
	mistaken, unknown := declared(), declared()
	mistaken["id_number"] = "123"
	unknown["salary"] = "1"
	big := append(photo(t, 1), make([]byte, maxUpload)...)
	for name, tc := range map[string]struct {
		reply  reply
		status int
		typ    string
		says   string
	}{
		"no token":           {caller{h, ""}.do("GET", path, nil), 401, "token", "hecha token add"},
		"an unknown token":   {caller{h, "hecha_X"}.do("GET", path, nil), 401, "token", "hecha token add"},
		"a mistake":          {candidate.do("POST", "/api/applications", mistaken), 422, "invalid", "id_number"},
		"an unknown field":   {candidate.do("POST", "/api/applications", unknown), 422, "", "salary"},
		"nothing there":      {candidate.do("GET", "/api/applications/none", nil), 404, "not_found", "not yours to see"},
		"an empty file":      {candidate.do("POST", path+"/uploads", []byte{}), 415, "empty", "文件"},
		"a text":             {candidate.do("POST", path+"/uploads", []byte("some text")), 415, "not_a_document", "扫描件"},
		"too large":          {candidate.do("POST", path+"/uploads", big), 413, "too_large", "分辨率"},
		"a broken If-Match":  {candidate.do("POST", path+"/submission", nil, "If-Match", "yesterday"), 412, "stale", "ETag"},
		"decided blindly":    {h.as(grantOf(document.RoleReviewer, "r-1")).do("POST", path+"/decisions", document.Decision{Verb: "pass"}), 428, "if_match", "If-Match"},
		"decided too early":  {h.as(grantOf(document.RoleReviewer, "r-2")).do("POST", path+"/decisions", document.Decision{Verb: "pass"}, "If-Match", `"1"`), 409, "not_possible", "state"},
		"no such decision":   {h.as(grantOf(document.RoleReviewer, "r-3")).do("POST", path+"/decisions", document.Decision{Verb: "shrug"}, "If-Match", `"1"`), 422, "invalid_decision", "shrug"},
		"an unknown query":   {candidate.do("GET", path+"?verbose=1", nil), 422, "", "verbose"},
		"no SHA-256":         {candidate.do("GET", path+"/uploads/abc/result", nil), 422, "", "sha256"},
		"somebody else's":    {h.candidate("c-2").do("GET", path, nil), 404, "not_found", "not yours"},
		"a page of no file":  {candidate.do("GET", path+"/uploads/"+sum(nil)+"/pages/1", nil), 404, "not_found", ""},
		"not for candidates": {candidate.do("GET", path+"/events", nil), 403, "forbidden", "scopes"},
	} {
		t.Run(name, func(t *testing.T) {
			tc.reply.want(t, tc.status)
			if got := tc.reply.Header.Get("Content-Type"); got != "application/problem+json" {
				t.Errorf("content type %q", got)
			}
			problem := into[struct{ Type, Title, Detail string }](t, tc.reply)
			if tc.typ != "" && problem.Type != "urn:hecha:problem:"+tc.typ || problem.Title == "" || problem.Detail == "" || !strings.Contains(string(tc.reply.Body), tc.says) {
				t.Errorf("%s", tc.reply.Body)
			}
			if tc.status == 401 && tc.reply.Header.Get("WWW-Authenticate") == "" {
				t.Error("no WWW-Authenticate")
			}
		})
	}
}

// An exam is kept under the name that the rules write, however it was given, and
// one that they do not know is refused with the names of those that they do.
func TestExamsHaveOneName(t *testing.T) {
	h := open(t)
	candidate := h.candidate("c-1")
	for given, want := range map[string]string{
		"yijian": "一级建造师", "一级建造师": "一级建造师", "一级建造师执业资格考试": "一级建造师", "一级注册消防工程师": "一级消防工程师",
	} {
		declared := declared()
		declared["exam"] = given
		app := into[application](t, candidate.do("POST", "/api/applications", declared).want(t, http.StatusCreated))
		if app.Declared.Exam != want {
			t.Errorf("%s is kept as %s, want %s", given, app.Declared.Exam, want)
		}
		again := into[application](t, candidate.do("PUT", "/api/applications/"+app.ID+"/declaration", declared).want(t, http.StatusOK))
		if again.Version != app.Version {
			t.Errorf("%s declared anew is a change", given)
		}
	}
	unknown := declared()
	unknown["exam"] = "驾驶证"
	app := candidate.create()
	for _, r := range []reply{
		candidate.do("POST", "/api/applications", unknown), candidate.do("PUT", "/api/applications/"+app.ID+"/declaration", unknown),
	} {
		if r.want(t, http.StatusUnprocessableEntity); !strings.Contains(string(r.Body), "body.exam") || !strings.Contains(string(r.Body), "二级建造师") {
			t.Errorf("the problem does not name the exams that are known: %s", r.Body)
		}
	}
}

// An application that is full takes what it holds, and nothing more until something
// is withdrawn; what it refuses is not stored.
func TestFullApplication(t *testing.T) {
	h := open(t)
	h.service.MaxUploads = 2
	candidate := h.candidate("c-1")
	app := candidate.create()
	first := candidate.upload(app.ID, photo(t, 1))
	candidate.upload(app.ID, photo(t, 2))
	path := "/api/applications/" + app.ID + "/uploads"
	r := candidate.do("POST", path, photo(t, 3)).want(t, http.StatusUnprocessableEntity)
	for _, word := range []string{"urn:hecha:problem:too_many_uploads", "撤回", "withdraw"} {
		if !strings.Contains(string(r.Body), word) {
			t.Errorf("the problem does not say %s: %s", word, r.Body)
		}
	}
	if _, err := h.repository.Upload(t.Context(), sum(photo(t, 3))); !errors.Is(err, service.ErrNotFound) {
		t.Errorf("what was refused: %v, want ErrNotFound", err)
	}
	candidate.begin(app, 10).want(t, http.StatusUnprocessableEntity)
	if again := candidate.upload(app.ID, photo(t, 1)); again.SHA256 != first.SHA256 {
		t.Errorf("handed in again: %+v", again)
	}
	candidate.do("DELETE", path+"/"+first.SHA256, nil).want(t, http.StatusOK)
	candidate.upload(app.ID, photo(t, 3))
}

// A long queue refuses uploads before they are sent, and says when to come back.
func TestBackPressure(t *testing.T) {
	h := open(t) // nobody works
	candidate := h.candidate("c-1")
	app := candidate.create()
	for n := range 3 {
		candidate.upload(app.ID, photo(t, n))
	}
	r := candidate.do("POST", "/api/applications/"+app.ID+"/uploads", photo(t, 3)).want(t, http.StatusTooManyRequests)
	if r.Header.Get("Retry-After") != "30" {
		t.Errorf("Retry-After %q", r.Header.Get("Retry-After"))
	}
	work := into[struct {
		Queues []struct {
			Name    string
			Waiting int
		}
	}](t, h.as(grantOf(document.RoleAdmin, "a-1")).do("GET", "/api/work", nil).want(t, http.StatusOK))
	if fmt.Sprint(work.Queues) != "[{interactive 3} {batch 0}]" {
		t.Errorf("queues %v", work.Queues)
	}
}

// What is handed in while the queue is away is taken, and swept up when it is
// back.
func TestQueueAway(t *testing.T) {
	h := open(t)
	candidate := h.candidate("c-1")
	app := candidate.create()
	h.redis.Close()
	u := candidate.upload(app.ID, photo(t, 1))
	got := into[struct{ State string }](t, candidate.do("GET", "/api/applications/"+app.ID+"/uploads/"+u.SHA256, nil).want(t, http.StatusOK))
	if got.State != "waiting" {
		t.Errorf("state %q", got.State)
	}
	if events, err := h.repository.Events(t.Context(), app.ID); err != nil || len(events) != 3 {
		t.Errorf("%d events, %v; want created, upload_added, viewed", len(events), err)
	}
}

// What is handed in while the index is away is taken, and on the lists when it is
// back.
func TestIndexAway(t *testing.T) {
	h := open(t)
	h.index.Close()
	candidate := h.candidate("c-1")
	app := candidate.create()
	candidate.upload(app.ID, photo(t, 1))
	r := candidate.do("GET", "/api/applications", nil).want(t, http.StatusServiceUnavailable)
	if r.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	x, err := index.Open(t.Context(), filepath.Join(t.TempDir(), "index.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- h.service.KeepIndex(ctx, x, time.Hour) }()
	for _, err = x.Get(ctx, app.ID); errors.Is(err, index.ErrNotFound); _, err = x.Get(ctx, app.ID) {
		runtime.Gosched()
	}
	cancel()
	if err := errors.Join(err, <-done); err != nil {
		t.Error(err)
	}
}

// Whoever looks is written down once for a while, and changes no ETag.
func TestLooksAreRecorded(t *testing.T) {
	h := open(t)
	candidate := h.candidate("c-1")
	app := candidate.create()
	path := "/api/applications/" + app.ID
	reviewer := h.as(grantOf(document.RoleReviewer, "r-1"))
	before := reviewer.do("GET", path, nil).want(t, http.StatusOK).Header.Get("ETag")
	reviewer.do("GET", path, nil).want(t, http.StatusOK)
	history := h.as(grantOf(document.RoleAuditor, "a-1")).do("GET", path+"/events", nil).want(t, http.StatusOK)
	var looks []string
	for _, e := range into[struct{ Events []document.Event }](t, history).Events {
		if e.Type == document.EventViewed {
			looks = append(looks, e.Actor.ID)
		}
	}
	if fmt.Sprint(looks) != "[r-1]" {
		t.Errorf("looks of %v; the auditor's own comes after what was read", looks)
	}
	if after := reviewer.do("GET", path, nil).Header.Get("ETag"); after != before || after != `"1"` {
		t.Errorf("ETag %s, then %s", before, after)
	}
}
