package web_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"hecha/document"
	"hecha/service"
)

// Short names of the roles, for the table.
const (
	candidate = document.RoleCandidate
	firm      = document.RoleEmployer
	reviewer  = document.RoleReviewer
	lead      = document.RoleLead
	province  = document.RoleProvince
	auditor   = document.RoleAuditor
	admin     = document.RoleAdmin
)

// route is one way to ask for something.
type route struct {
	method, path string // {id} and {sha256} are filled in
	body         any
	roles        []document.Role // who may
	general      bool            // it is about no application
}

var everybodyWhoSees = []document.Role{candidate, firm, reviewer, lead, province, auditor}

// routes are all operations, by their names in the OpenAPI document; those of the
// tus protocol are not in it.
var routes = map[string]route{
	"create-application": {"POST", "/api/applications", declared(), []document.Role{candidate}, true},
	"list-applications":  {"GET", "/api/applications", nil, everybodyWhoSees, true},
	"get-assessment":     {"GET", "/api/applications/{id}/assessment", nil, everybodyWhoSees, false},
	"get-application":    {"GET", "/api/applications/{id}", nil, everybodyWhoSees, false},
	"declare":            {"PUT", "/api/applications/{id}/declaration", declared(), []document.Role{candidate}, false},
	"get-commitment":     {"GET", "/api/commitment", nil, service.Roles(), true},
	"commit":             {"POST", "/api/applications/{id}/commitment", map[string]any{"version": "1", "digest": "2", "name": "样本甲"}, []document.Role{candidate}, false},
	"submit-application": {"POST", "/api/applications/{id}/submission", nil, []document.Role{candidate}, false},
	"decide": {"POST", "/api/applications/{id}/decisions", document.Decision{Verb: document.VerbPass},
		[]document.Role{firm, reviewer, lead, province}, false},
	"assign":          {"PUT", "/api/applications/{id}/assignment", document.Assignment{Reviewer: "r-1"}, []document.Role{lead, province}, false},
	"claim":           {"POST", "/api/applications/{id}/claim", nil, []document.Role{reviewer, lead, province}, false},
	"release":         {"DELETE", "/api/applications/{id}/claim", nil, []document.Role{reviewer, lead, province}, false},
	"claim-next":      {"POST", "/api/claims", nil, []document.Role{reviewer, lead, province}, true},
	"add-note":        {"POST", "/api/applications/{id}/notes", map[string]any{"text": ""}, []document.Role{reviewer, lead, province}, false},
	"list-notes":      {"GET", "/api/applications/{id}/notes", nil, []document.Role{reviewer, lead, province, auditor}, false},
	"conclude":        {"POST", "/api/applications/{id}/acts", actBody("archived"), []document.Role{lead, province}, false},
	"count-acts":      {"GET", "/api/acts/count", nil, []document.Role{lead, province}, true},
	"conclude-all":    {"POST", "/api/acts", map[string]any{"act": actBody("archived"), "filter": map[string]any{}, "count": -1}, []document.Role{lead, province}, true},
	"get-overrides":   {"GET", "/api/overrides", nil, []document.Role{lead, province, auditor}, true},
	"list-acts":       {"GET", "/api/acts", nil, []document.Role{lead, province}, true},
	"get-act":         {"GET", "/api/acts/somebody.1", nil, []document.Role{lead, province}, true},
	"cancel-act":      {"DELETE", "/api/acts/somebody.1", nil, []document.Role{lead, province}, true},
	"get-counts":      {"GET", "/api/counts", nil, []document.Role{reviewer, lead, province, auditor}, true},
	"list-events":     {"GET", "/api/applications/{id}/events", nil, []document.Role{lead, province, auditor}, false},
	"upload":          {"POST", "/api/applications/{id}/uploads", []byte("%PDF-1.7"), []document.Role{candidate}, false},
	"withdraw":        {"DELETE", "/api/applications/{id}/uploads/{sha256}", nil, []document.Role{candidate}, false},
	"get-progress":    {"GET", "/api/applications/{id}/uploads/{sha256}", nil, everybodyWhoSees, false},
	"follow-progress": {"GET", "/api/applications/{id}/uploads/{sha256}/progress", nil, everybodyWhoSees, false},
	"get-result":      {"GET", "/api/applications/{id}/uploads/{sha256}/result", nil, everybodyWhoSees, false},
	"get-page":        {"GET", "/api/applications/{id}/uploads/{sha256}/pages/1", nil, everybodyWhoSees, false},
	"get-work":        {"GET", "/api/work", nil, []document.Role{admin}, true},
	"tus head":        {"HEAD", "/api/resumable/{id}.c-1.abc", nil, []document.Role{candidate}, false},
	"tus patch":       {"PATCH", "/api/resumable/{id}.c-1.abc", nil, []document.Role{candidate}, false},
	"tus delete":      {"DELETE", "/api/resumable/{id}.c-1.abc", nil, []document.Role{candidate}, false},
	"tus post":        {"POST", "/api/resumable/", nil, []document.Role{candidate}, false},
}

// foreign is a grant of a role that does not see the house's applications; ok is
// false for a role that sees all.
func foreign(role document.Role) (g document.Grant, ok bool) {
	g = grantOf(role, "somebody-else")
	switch role {
	case reviewer, lead:
		g.City = "湘潭市"
	case firm:
		g.Employer = "别的样本有限公司"
	case province, auditor:
		return g, false
	}
	return g, true
}

// ask tries a route on an application that has one upload.
func (r route) ask(c caller, app application) reply {
	path := strings.NewReplacer("{id}", app.ID, "{sha256}", app.Uploads[0].SHA256).Replace(r.path)
	headers := []string{"If-Match", `"1"`} // an old version: nothing that changes something happens
	if strings.Contains(path, "resumable") {
		headers = []string{"Tus-Resumable", "1.0.0", "Upload-Length", "8", "Upload-Metadata", "application " + base64(app.ID)}
	}
	return c.do(r.method, path, r.body, headers...)
}

// Every route as every role, on an application that the role sees and on one that
// it does not.
func TestRoutesByRoles(t *testing.T) {
	h := open(t)
	h.work()
	owner := h.candidate("owner")
	app := owner.create()
	u := owner.upload(app.ID, photo(t, 1))
	owner.follow(app.ID, u.SHA256)
	app.Uploads = []document.Upload{u}
	if _, err := h.repository.PutBulk(t.Context(), document.Bulk{Account: "somebody", Grant: grantOf(lead, "somebody"), Act: document.EventExpired}); err != nil {
		t.Fatal(err)
	}
	for _, role := range service.Roles() {
		mine := h.as(grantOf(role, "owner"))
		powerless := grantOf(role, "owner")
		powerless.Scopes = []document.Scope{"none"}
		for name, r := range routes {
			t.Run(string(role)+" "+name, func(t *testing.T) {
				may := slices.Contains(r.roles, role)
				got := r.ask(mine, app)
				missing := strings.HasPrefix(name, "tus") && name != "tus post" // there are no such pieces
				switch {
				case may && !missing && (got.Status == http.StatusForbidden || got.Status == http.StatusNotFound):
					t.Errorf("status %d for one who may\n%s", got.Status, got.Body)
				case !may && role == admin && !r.general && got.Status != http.StatusNotFound:
					t.Errorf("status %d for one who sees nothing", got.Status)
				case !may && (role != admin || r.general) && got.Status != http.StatusForbidden:
					t.Errorf("status %d for one who may not\n%s", got.Status, got.Body)
				}
				if g, ok := foreign(role); ok && !r.general {
					if got := r.ask(h.as(g), app); got.Status != http.StatusNotFound {
						t.Errorf("status %d for somebody else\n%s", got.Status, got.Body)
					}
				}
				if got := r.ask(caller{h, ""}, app); got.Status != http.StatusUnauthorized {
					t.Errorf("status %d for nobody", got.Status)
				}
			})
		}
	}
}

// A token that was given for less does less.
func TestScopes(t *testing.T) {
	h := open(t)
	owner := h.candidate("owner")
	app := owner.create()
	g := grantOf(candidate, "owner")
	g.Scopes = []document.Scope{document.ScopeRead}
	readOnly := h.as(g)
	readOnly.do("GET", "/api/applications/"+app.ID, nil).want(t, http.StatusOK)
	readOnly.do("POST", "/api/applications/"+app.ID+"/uploads", photo(t, 1)).want(t, http.StatusForbidden)
	readOnly.do("POST", "/api/applications", declared()).want(t, http.StatusForbidden)
}

// The table above has every operation that the API describes.
func TestEveryRouteIsInTheTable(t *testing.T) {
	h := open(t)
	var described struct {
		Paths map[string]map[string]struct {
			OperationID string `json:"operationId"`
		}
	}
	if err := json.Unmarshal(caller{h, ""}.do("GET", "/openapi.json", nil).want(t, http.StatusOK).Body, &described); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, operations := range described.Paths {
		for _, o := range operations {
			names = append(names, o.OperationID)
		}
	}
	slices.Sort(names)
	want := slices.DeleteFunc(slices.Sorted(maps.Keys(routes)), func(n string) bool { return strings.HasPrefix(n, "tus") })
	if !slices.Equal(names, want) {
		t.Errorf("the API describes %v\nand the table has %v", names, want)
	}
}
