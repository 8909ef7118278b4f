package pages_test

import (
	"net/http"
	"strings"
	"testing"

	"hecha/document"
)

const firmName = "湖南样本建设有限公司"

var firm = document.Grant{Account: "e-1", Role: document.RoleEmployer, Employer: firmName}

// invite is the browser of somebody who passed as one of a firm's people.
func (h *house) invite(account, name, employer string) *browser {
	h.t.Helper()
	passed := &document.Passed{Exam: "一级建造师", Year: 2020, City: city, Employer: employer, Name: name}
	once, err := h.people.Add(h.t.Context(), document.Actor{Role: document.RoleAdmin, ID: "a"}, document.Grant{Account: account, Role: document.RoleCandidate}, passed)
	if err != nil {
		h.t.Fatal(err)
	}
	return h.enter(account, once)
}

// certify stores what a worker would read of a work certificate.
func (h *house) certify(sha256 string) {
	h.t.Helper()
	field := func(v string, doubt ...document.Doubt) document.Field {
		return document.Field{Value: v, Page: 1, Doubt: doubt}
	}
	r := result(sha256)
	r.Documents = []document.Document{{
		Kind: document.WorkCertificate, Pages: []int{1},
		Fields:   map[string]document.Field{"employer": field(firmName), "name": field("样本甲"), "years": field("8"), "job": field("施工管理")},
		Periods:  []document.Period{{Start: field("2012-07"), End: field("2020-07", document.DoubtLowConfidence), Employer: field(firmName), Job: field("施工管理")}},
		Seals:    []document.Seal{{Text: "湖南别的建设有限公司", Page: 1}},
		Findings: []document.Finding{{Code: "work_certificate.seal_name", Severity: document.SeverityError}},
	}, {
		Kind: document.ApplicationForm, Pages: []int{1},
		Fields:   map[string]document.Field{"employer": field(firmName, document.DoubtUnderSeal)},
		Findings: []document.Finding{{Code: "education.age", Severity: document.SeverityWarning}},
	}}
	if _, err := h.store.PutResult(h.t.Context(), r); err != nil {
		h.t.Fatal(err)
	}
}

// handedIn is an application of somebody of the firm that waits for it.
func (h *house) handedIn(b *browser) (path string) {
	h.t.Helper()
	path = b.post("/applications", "level", "考全科", "name", "样本甲", "id_number", "11010519491231002X", "years", "8", "work_start", "2012-07",
		"education_path", "regular", "education_level", "本科").want(h.t, http.StatusSeeOther).Header.Get("Location")
	b.attach(path+"/uploads", "proof.jpg", photo(h.t)).want(h.t, http.StatusSeeOther)
	h.certify(sum(photo(h.t)))
	b.sign(path)
	b.post(path+"/submission", "version", versionOf(b, path)).want(h.t, http.StatusSeeOther)
	return path
}

func versionOf(b *browser, path string) string {
	b.t.Helper()
	return versionField.FindStringSubmatch(b.get(path).want(b.t, http.StatusOK).Body)[1]
}

func wants(t *testing.T, page string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(page, w) {
			t.Errorf("the page does not say %q", w)
		}
	}
}

func TestEmployerSeesItsPeople(t *testing.T) {
	h := open(t)
	h.handedIn(h.invite("c-1", "样本甲", firmName))
	h.invite("c-2", "样本乙", firmName)
	h.invite("c-3", "外人", "湖南别的建设有限公司")
	b := h.as(firm)
	page := b.get("/").want(t, http.StatusOK).Body
	wants(t, page, "样本甲", "待本单位初审", "样本乙", "尚未申报")
	if strings.Contains(page, "外人") {
		t.Error("the list shows somebody else's people")
	}
	if strings.Index(page, ">样本甲<") > strings.Index(page, "样本乙") {
		t.Error("what waits for the employer is not first")
	}
	if page := b.get("/?state=invited").Body; strings.Contains(page, "样本甲") || !strings.Contains(page, "样本乙") {
		t.Error("the filter by state does not hold")
	}
	if page := b.get("/?text=c-2").Body; strings.Contains(page, "样本甲") || !strings.Contains(page, "样本乙") {
		t.Error("the search for an account does not hold")
	}
	wants(t, b.get("/?page=99&text=nobody").want(t, http.StatusOK).Body, "没有符合条件的人员")
}

func TestEmployerChecks(t *testing.T) {
	h := open(t)
	candidate := h.invite("c-1", "样本甲", firmName)
	path := h.handedIn(candidate)
	b := h.as(firm)
	page := b.get(path).want(t, http.StatusOK).Body
	wants(t, page, `<td>`+firmName+`</td><td><span class="badge same">`, `湖南别的建设有限公司</td><td><span class="badge other">`,
		firmName+`</td><td><span class="badge doubtful">`, "2012-07 – 2020-07 <span class=\"badge doubtful\">", "work_certificate.seal_name")
	if strings.Index(page, "education.age") < strings.Index(page, "<details>") {
		t.Error("a finding that does not concern the employer stands among those that do")
	}
	version := versionOf(b, path)
	b.post(path+"/check", "version", version, "verb", "fail", "reason", "不行").want(t, http.StatusUnprocessableEntity)
	b.post(path+"/check", "version", version, "verb", "send_back").want(t, http.StatusUnprocessableEntity)
	refused := b.post(path+"/check", "version", version, "verb", "pass", "common", "send_back.years", "reason", "写了一半").want(t, http.StatusUnprocessableEntity)
	wants(t, refused.Body, "请先与原件核对", "写了一半", `value="send_back.years" checked`)
	stale := b.post(path+"/check", "version", "1", "verb", "pass", "originals", "yes", "reason", "写了一半").want(t, http.StatusPreconditionFailed)
	wants(t, stale.Body, "写了一半", `name="originals" value="yes" checked`)

	b.post(path+"/check", "version", version, "verb", "send_back", "common", "send_back.years", "reason", "请补人事档案").want(t, http.StatusSeeOther)
	wants(t, candidate.get(path).Body, "所填工作年限与单位档案不一致；请补人事档案")
	wants(t, b.get("/").Body, "本单位已退回")
	candidate.post(path+"/submission", "version", versionOf(candidate, path)).want(t, http.StatusSeeOther)

	b.post(path+"/check", "version", versionOf(b, path), "verb", "pass", "originals", "yes").want(t, http.StatusSeeOther)
	wants(t, b.get(path).Body, "单位确认与原件核对一致：", "e-1", "已与原件核对")
	if c := h.fold(path); c.State != document.StateWaiting || c.Originals == nil || c.Originals.By.ID != "e-1" || !c.Originals.Covers(sum(photo(t))) {
		t.Errorf("passed: %+v", c)
	}
	reviewer := h.as(document.Grant{Account: "r-1", Role: document.RoleReviewer, City: city})
	wants(t, reviewer.get(path).Body, "单位确认与原件核对一致：", "e-1")
	reviewer.post(path+"/check", "version", "1", "verb", "pass", "originals", "yes").want(t, http.StatusNotFound)
}

// fold is what the events of the application at a path make of it.
func (h *house) fold(path string) document.Case {
	h.t.Helper()
	events, err := h.store.Events(h.t.Context(), strings.TrimPrefix(path, "/applications/"))
	if err != nil {
		h.t.Fatal(err)
	}
	c, err := document.Fold(events)
	if err != nil {
		h.t.Fatal(err)
	}
	return c
}
