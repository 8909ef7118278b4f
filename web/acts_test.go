package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"hecha/document"
	"hecha/service"
)

// actBody is an act of a type and what it says, as pairs.
func actBody(typ string, says ...any) map[string]any {
	body := map[string]any{"type": typ}
	for i := 0; i+1 < len(says); i += 2 {
		body[says[i].(string)] = says[i+1]
	}
	return body
}

// decided is an application that a reviewer passed or failed.
func (h *house) decided(owner string, verb document.Verb) application {
	h.t.Helper()
	app := h.candidate(owner).create()
	h.decide(owner, app, verb)
	return app
}

// decide has an application go from its candidate to a reviewer's decision.
func (h *house) decide(owner string, app application, verb document.Verb) {
	h.t.Helper()
	candidate := h.candidate(owner)
	candidate.sign(app.ID)
	for _, act := range []struct {
		who  document.Role
		path string
		body any
	}{
		{document.RoleCandidate, "/submission", nil},
		{document.RoleEmployer, "/decisions", document.Decision{Verb: document.VerbPass}},
		{document.RoleReviewer, "/decisions", document.Decision{Verb: verb, Reason: "年限不足"}},
	} {
		who := candidate
		if act.who != document.RoleCandidate {
			who = h.as(grantOf(act.who, "somebody"))
		}
		who.do("POST", "/api/applications/"+app.ID+act.path, act.body, "If-Match", fmt.Sprintf("%q", fmt.Sprint(who.get(app.ID).Version))).want(h.t, http.StatusOK)
	}
}

// get is an application as it is now.
func (c caller) get(id string) application {
	c.t.Helper()
	return into[application](c.t, c.do("GET", "/api/applications/"+id, nil).want(c.t, http.StatusOK))
}

// invite makes an account for somebody who passed the exam that the house declares.
func (h *house) invite(account string) {
	h.t.Helper()
	passed := &document.Passed{Exam: "一级建造师", Year: 2020, City: city, Employer: employer}
	if _, err := service.NewPeople(h.repository, nil).Add(h.t.Context(), document.Actor{Role: document.RoleAdmin, ID: "a"}, grantOf(document.RoleCandidate, account), passed); err != nil {
		h.t.Fatal(err)
	}
}

// From the decision to the archive, with an objection on the way.
func TestFromDecisionToArchive(t *testing.T) {
	h := open(t)
	app := h.decided("owner", document.VerbPass)
	lead := h.as(grantOf(document.RoleLead, "lead-1"))
	for _, act := range []struct {
		body   map[string]any
		status int
		state  document.State
	}{
		{actBody("archived"), http.StatusConflict, document.StatePassed},
		{actBody("published"), http.StatusOK, document.StatePublished},
		{actBody("objected"), http.StatusUnprocessableEntity, document.StatePublished},
		{actBody("objected", "objection", document.Objection{Reason: "工作年限不实"}), http.StatusOK, document.StateObjected},
		{actBody("cleared"), http.StatusConflict, document.StateObjected},
		{actBody("objection_settled", "settlement", document.Settlement{Reason: "经查不实"}), http.StatusOK, document.StatePublished},
		{actBody("cleared"), http.StatusOK, document.StateCleared},
		{actBody("deadline_set", "deadline", document.Deadline{Date: "2026-13-01"}), http.StatusUnprocessableEntity, document.StateCleared},
		{actBody("archived"), http.StatusOK, document.StateArchived},
		{actBody("voided", "consequence", document.Consequence{Void: document.VoidResult}), http.StatusUnprocessableEntity, document.StateArchived},
		{actBody("voided", "consequence", document.Consequence{Void: document.VoidCertificate, Basis: "人社部令第31号第十条"}), http.StatusForbidden, document.StateArchived},
	} {
		lead.do("POST", "/api/applications/"+app.ID+"/acts", act.body).want(t, act.status)
		if got := lead.get(app.ID).State; got != act.state {
			t.Fatalf("after %v the application is %q, want %q", act.body, got, act.state)
		}
	}
	province := h.as(grantOf(document.RoleProvince, "province-1"))
	void := document.Consequence{Void: document.VoidCertificate, Basis: "人社部令第31号第十条", Record: document.RecordFiveYears}
	province.do("POST", "/api/applications/"+app.ID+"/acts", actBody("voided", "consequence", void)).want(t, http.StatusOK)
	if got := province.get(app.ID).State; got != document.StateVoid {
		t.Errorf("the application is %q", got)
	}
}

type count struct {
	State document.State
	Count int
}

func (c caller) counts() []count {
	c.t.Helper()
	r := c.do("GET", "/api/counts", nil).want(c.t, http.StatusOK)
	return into[struct{ Counts []count }](c.t, r).Counts
}

// Who failed is not taken again for the same exam and year: not from the same
// account, nor with the same ID number from another one.
func TestFailedIsNotTakenAgain(t *testing.T) {
	h := open(t)
	h.invite("owner")
	h.decided("owner", document.VerbFail)
	owner := h.candidate("owner")
	if r := owner.do("POST", "/api/applications", declared()).want(t, http.StatusUnprocessableEntity); !strings.Contains(string(r.Body), "failed_before") {
		t.Errorf("refused otherwise: %s", r.Body)
	}
	other := h.candidate("other")
	app := other.create()
	other.sign(app.ID)
	if r := other.do("POST", "/api/applications/"+app.ID+"/submission", nil).want(t, http.StatusUnprocessableEntity); !strings.Contains(string(r.Body), "failed_before") {
		t.Errorf("refused otherwise: %s", r.Body)
	}
}

// A machine hands in for many people: one of them who failed keeps nobody else
// away, nor do papers of others on which somebody's ID number stands.
func TestFailedKeepsNobodyElseAway(t *testing.T) {
	h := open(t)
	const other = "430102199001011239"
	machine := h.candidate("portal")
	failed := machine.create()
	u := machine.upload(failed.ID, photo(t, 1))
	read := document.Result{SHA256: u.SHA256, Fingerprint: fingerprint, Documents: []document.Document{{
		Kind: document.IDCardPortrait, Pages: []int{1}, Fields: map[string]document.Field{"id_number": {Value: other, Page: 1}},
	}}}
	if _, err := h.repository.PutResult(t.Context(), read); err != nil {
		t.Fatal(err)
	}
	h.decide("portal", failed, document.VerbFail)
	found := into[struct{ Applications []struct{ ID string } }](t, h.as(grantOf(document.RoleLead, "l-1")).do("GET", "/api/applications?text="+other, nil).want(t, http.StatusOK))
	if len(found.Applications) != 1 {
		t.Fatalf("the index does not know what stands on the paper: %v", found)
	}
	for field, value := range map[string]any{"id_number": other, "exam_year": 2021} {
		somebody := declared()
		somebody[field] = value
		app := into[application](t, machine.do("POST", "/api/applications", somebody).want(t, http.StatusCreated))
		machine.sign(app.ID)
		machine.do("POST", "/api/applications/"+app.ID+"/submission", nil).want(t, http.StatusOK)
	}
}

// An invitation is for one exam, year, city and employer, whichever way is taken.
func TestInvitationHolds(t *testing.T) {
	h := open(t)
	h.invite("invited")
	c := h.candidate("invited")
	for field, value := range map[string]any{"exam": "二级建造师", "exam_year": 2021, "city": "湘潭市", "employer": "别的样本有限公司"} {
		other := declared()
		other[field] = value
		if r := c.do("POST", "/api/applications", other).want(t, http.StatusUnprocessableEntity); !strings.Contains(string(r.Body), "body."+field) {
			t.Errorf("%s: %s", field, r.Body)
		}
	}
	app := c.create()
	moved := declared()
	moved["city"] = "湘潭市"
	c.do("PUT", "/api/applications/"+app.ID+"/declaration", moved).want(t, http.StatusUnprocessableEntity)
}

// Who reviews is told to those who review, and not to candidates and employers.
func TestReviewersAreNotTold(t *testing.T) {
	h := open(t)
	app := h.decided("owner", document.VerbPass)
	for role, told := range map[document.Role]bool{
		document.RoleCandidate: false, document.RoleEmployer: false, document.RoleReviewer: true, document.RoleLead: true, document.RoleProvince: true,
	} {
		c := h.as(grantOf(role, "owner"))
		for _, path := range []string{"/api/applications", "/api/applications/" + app.ID} {
			r := c.do("GET", path, nil).want(t, http.StatusOK)
			if got := strings.Contains(string(r.Body), `"reviewer":"somebody"`); got != told {
				t.Errorf("%s asks for %s: told who reviews is %t\n%s", role, path, got, r.Body)
			}
		}
		r := c.do("GET", "/api/applications?reviewer=somebody", nil).want(t, http.StatusOK)
		if got := strings.Contains(string(r.Body), app.ID); got != told {
			t.Errorf("%s finds an application by who reviews it: %t", role, got)
		}
	}
}
