package pages_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"hecha/document"
	"hecha/service"
)

// What r-1 says of an application that needs a second word.
const (
	firstReason = "工作年限不足四年"
	firstNote   = "电话里承认了"
	firstValue  = "湖南另一家公司"
)

// failedOnce is the desk of an application that r-1 has corrected, noted and failed.
func (h *house) failedOnce() (one *browser, id, path string) {
	h.t.Helper()
	h.service.Second = service.Second{Failures: true}
	id = h.waiting("c-1").ID()
	path = "/review/" + id
	one = h.as(reviewer)
	page := one.get(path).want(h.t, http.StatusOK).Body
	one.post(path+"/words", with(fieldForm(h.t, page, "employer"), "value", firstValue)...).want(h.t, http.StatusSeeOther)
	one.post(path+"/notes", "note", firstNote).want(h.t, http.StatusSeeOther)
	version := versionField.FindStringSubmatch(one.get(path).Body)[1]
	next := one.post(path+"/decision", "version", version, "verb", "fail", "text", firstReason).want(h.t, http.StatusSeeOther).Header.Get("Location")
	if page := one.get(next).want(h.t, http.StatusOK).Body; !strings.Contains(page, "须经另一人核查或裁定后生效") {
		h.t.Errorf("%s does not tell that the word waits for another", next)
	}
	return one, id, path
}

// silent fails the test if a page tells what r-1 said.
func (b *browser) silent(paths ...string) {
	b.t.Helper()
	for _, path := range paths {
		page := b.get(path).want(b.t, http.StatusOK).Body
		for _, leak := range []string{firstReason, firstNote, firstValue} {
			if strings.Contains(page, leak) {
				b.t.Errorf("%s tells a %s %q", path, b.grant.Role, leak)
			}
		}
	}
}

// The second reviewer knows nothing of the first; where they differ a lead sees both
// and settles it.
func TestSecondReview(t *testing.T) {
	h := open(t)
	one, id, path := h.failedOnce()
	if page := one.get(path).want(t, http.StatusOK).Body; !strings.Contains(page, "须由另一人独立核查") || strings.Contains(page, `id="decide"`) {
		t.Error("who has spoken may speak again, or is not told why not")
	}
	if strings.Contains(one.get("/review").Body, path) {
		t.Error("it waits for who has spoken")
	}
	owner, two, boss := h.as(document.Grant{Account: "c-1", Role: document.RoleCandidate}), h.as(another), h.as(lead)
	owner.silent("/", "/applications/"+id, "/applications/"+id+"/data")
	two.silent("/", "/review", path, "/applications/"+id)
	boss.silent("/", "/review", path, "/applications/"+id, "/office", "/applications/"+id+"/history")
	if page := boss.get("/applications/" + id + "/history").Body; !strings.Contains(page, "暂不显示的记录数 4") {
		t.Error("nobody tells that the history is not all")
	}
	if page := h.as(document.Grant{Account: "a-1", Role: document.RoleAuditor}).get("/applications/" + id + "/history").Body; !strings.Contains(page, firstReason) || !strings.Contains(page, firstNote) {
		t.Error("an auditor does not see what was said")
	}

	version := versionField.FindStringSubmatch(two.get(path).Body)[1]
	two.post(path+"/decision", "version", version, "verb", "pass").want(t, http.StatusSeeOther)
	owner.silent("/", "/applications/"+id)
	if page := h.as(document.Grant{Account: "r-3", Role: document.RoleReviewer, City: city}).get(path).want(t, http.StatusOK).Body; !strings.Contains(page, "由组长或省里裁定") || strings.Contains(page, firstReason) || strings.Contains(page, `id="decide"`) {
		t.Error("a third reviewer may decide, or knows what was said")
	}
	if page := boss.get("/office").want(t, http.StatusOK).Body; !strings.Contains(page, "两次核查意见不一致") || !strings.Contains(page, `href="`+path+`"`) {
		t.Error("the dispute is not on the lead's page")
	}
	if page := boss.get("/review").Body; !strings.Contains(page, "待裁定") {
		t.Error("the lead's queue does not mark it")
	}
	page := boss.get(path).want(t, http.StatusOK).Body
	for _, want := range []string{firstReason, firstValue, "r-1", "r-2", "不通过须二次核查", firstNote} {
		if !strings.Contains(page, want) {
			t.Errorf("who settles does not see %q", want)
		}
	}
	next := boss.post(path+"/decision", "version", versionField.FindStringSubmatch(page)[1], "verb", "fail", "text", "年限不足").want(t, http.StatusSeeOther).Header.Get("Location")
	if page := boss.get(next).want(t, http.StatusOK).Body; strings.Contains(page, "须经另一人核查或裁定后生效") {
		t.Error("a word that counts is said to wait")
	}
	if app := h.now(id); app.State != document.StateFailed || app.Reason != "年限不足" || len(app.Words) != 1 {
		t.Errorf("settled: %s, %q, %d words", app.State, app.Reason, len(app.Words))
	}
	if page := owner.get("/applications/" + id).Body; !strings.Contains(page, "年限不足") || strings.Contains(page, firstReason) {
		t.Error("the candidate is not told the reason that counts, or another")
	}
	if page := boss.get("/office").Body; strings.Contains(page, "两次核查意见不一致") {
		t.Error("what is settled is still on the lead's page")
	}
}

// A lead goes from the list of what differs to the word that settles it, with keys
// alone.
func TestSettleByKeyboard(t *testing.T) {
	h := open(t)
	_, id, path := h.failedOnce()
	two := h.as(another)
	version := versionField.FindStringSubmatch(two.get(path).Body)[1]
	two.post(path+"/decision", "version", version, "verb", "pass").want(t, http.StatusSeeOther)
	w := openWindow(t)
	w.enter(h, lead)
	w.do(chromedp.Navigate(h.URL+"/office"), chromedp.WaitVisible("#disputes"))
	w.look("office-disputes")
	w.do(chromedp.EmulateViewport(1440, 900))
	w.press(`a[href="`+path+`"]`, kb.Enter)
	w.opened()
	w.look("review-settle")
	w.do(chromedp.EmulateViewport(1440, 900))
	w.press(`#decide button[value="pass"]`, kb.Enter)
	w.await(`location.pathname === "/review"`)
	if app := h.now(id); app.State != document.StatePassed {
		t.Errorf("settled by keyboard: %s", app.State)
	}
}
