package pages_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"

	"hecha/document"
	"hecha/service"
	"hecha/web/pages"
)

const ownEmployer = "湖南样本建设有限公司"

// Who may ask for a page, by the first letters of the roles: Candidate, employer's
// human Resources, reViewer, Lead, Province, Auditor, admiN.
var mayAsk = map[string]string{
	"GET /{$}":                                          "CRVLPAN",
	"GET /declaration":                                  "C",
	"POST /applications":                                "C",
	"GET /applications/{id}/declaration":                "C",
	"POST /applications/{id}/declaration":               "C",
	"GET /applications/{id}/data":                       "C",
	"GET /applications/{id}/data.zip":                   "C",
	"GET /applications/{id}/commitment":                 "CRVLPA",
	"POST /applications/{id}/commitment":                "C",
	"GET /applications/{id}":                            "CRVLPA",
	"POST /applications/{id}/submission":                "C",
	"POST /applications/{id}/decision":                  "RVLP",
	"GET /applications/{id}/certificate":                "R",
	"POST /applications/{id}/certificate":               "R",
	"POST /applications/{id}/check":                     "R",
	"GET /applications/{id}/uploads/{sha256}":           "CRVLPA",
	"POST /applications/{id}/uploads/{sha256}":          "CRVLP",
	"POST /applications/{id}/withdrawals/{sha256}":      "C",
	"GET /applications/{id}/history":                    "LPA",
	"POST /applications/{id}/acts":                      "LP",
	"GET /applications/{id}/casefile.pdf":               "LPA",
	"GET /office":                                       "LPA",
	"GET /office/acts":                                  "LP",
	"POST /office/acts":                                 "LP",
	"GET /office/acts/{bulk}":                           "LP",
	"POST /office/acts/{bulk}/cancel":                   "LP",
	"GET /office/list.csv":                              "LPA",
	"GET /office/list.xlsx":                             "LPA",
	"GET /people":                                       "N",
	"POST /people":                                      "N",
	"GET /people/{account}":                             "N",
	"POST /people/{account}/reset":                      "N",
	"POST /people/{account}/disable":                    "N",
	"GET /review":                                       "VLP",
	"POST /review":                                      "VLP",
	"GET /review/{id}":                                  "VLP",
	"POST /review/{id}/words":                           "VLP",
	"POST /review/{id}/decision":                        "VLP",
	"POST /review/{id}/notes":                           "VLP",
	"POST /review/{id}/claim":                           "VLP",
	"GET /review/{id}/seals/{sha256}/{document}/{seal}": "VLP",
	"GET /bulletin":                                     "N",
	"POST /bulletin/sittings":                           "N",
	"POST /bulletin/offices":                            "N",
	"GET /components":                                   "N",
	"/":                                                 "",
	"POST /applications/{id}/uploads":                   "C",
	"POST /people/list":                                 "N",
	"POST /people/import":                               "N",
}

// letters are those of the roles in mayAsk.
var letters = map[document.Role]string{
	document.RoleCandidate: "C", document.RoleEmployer: "R", document.RoleReviewer: "V", document.RoleLead: "L",
	document.RoleProvince: "P", document.RoleAuditor: "A", document.RoleAdmin: "N",
}

// grantsOf are one account of each role that sees the application of c-9, and one
// that does not, if there are such.
func grantsOf(role document.Role) (seeing, other document.Grant) {
	seeing, other = document.Grant{Account: "own-" + string(role), Role: role}, document.Grant{Account: "other-" + string(role), Role: role}
	switch role {
	case document.RoleCandidate:
		seeing.Account = "c-9"
	case document.RoleEmployer:
		seeing.Employer, other.Employer = ownEmployer, "别的样本有限公司"
	case document.RoleReviewer, document.RoleLead:
		seeing.City, other.City = city, "湘潭市"
	}
	return seeing, other
}

// ask asks for a page of an application and a file of it. The form says nothing,
// so that nothing happens.
func (b *browser) ask(pattern, path, sha256 string) reply {
	method, where, found := strings.Cut(pattern, " ")
	if !found {
		method, where = "GET", "/no/such/page"
	}
	where = strings.NewReplacer("/applications/{id}", path, "/review/{id}", strings.Replace(path, "applications", "review", 1), "{bulk}", "somebody.1", "{sha256}", sha256, "{document}", "0", "{seal}", "0", "{account}", "c-9", "{$}", "").Replace(where)
	switch {
	case method == "GET":
		return b.get(where)
	case strings.HasSuffix(pattern, "/uploads"), strings.HasPrefix(where, "/people/list"), strings.HasPrefix(where, "/people/import"):
		return b.attach(where, "empty.jpg", nil)
	}
	return b.post(where, "version", "1")
}

// Every page as every role: of what one sees, of what one does not, and as a
// stranger. A page that the table does not have fails.
func TestEveryPageAsEveryRole(t *testing.T) {
	h := open(t)
	owner, _ := grantsOf(document.RoleCandidate)
	owner.Scopes = service.ScopesOf(owner.Role)
	app, err := h.service.Create(t.Context(), owner, document.Application{
		Exam: "一级建造师", ExamYear: 2020, City: city, Employer: ownEmployer, Name: "样本甲", IDNumber: "11010519491231002X",
		EducationPath: document.PathRegular, EducationLevel: "本科",
	}, "")
	if err != nil {
		t.Fatal(err)
	}
	path := "/applications/" + app.ID()
	u, err := h.service.Receive(t.Context(), owner, app.ID(), service.Incoming{Name: "card.jpg", Body: bytes.NewReader(photo(t))})
	if err != nil {
		t.Fatal(err)
	}
	h.read(t.Context(), u.SHA256)
	begun := document.Bulk{Account: "somebody", Grant: lead, Act: document.EventExpired}
	if _, err := h.store.PutBulk(t.Context(), begun); err != nil {
		t.Fatal(err)
	}
	known, open := pages.Patterns()
	for _, pattern := range known {
		if _, ok := mayAsk[pattern]; !ok {
			t.Errorf("the table does not say who may ask for %s", pattern)
		}
	}
	nobody := h.browser()
	for _, pattern := range known {
		if r := nobody.ask(pattern, path, u.SHA256); r.Status != http.StatusSeeOther || r.Header.Get("Location") != "/login" {
			t.Errorf("%s: status %d for a stranger", pattern, r.Status)
		}
	}
	for _, pattern := range open {
		if r := nobody.ask(pattern, path, u.SHA256); r.Status == http.StatusNotFound || r.Status >= http.StatusInternalServerError {
			t.Errorf("%s: status %d for a stranger", pattern, r.Status)
		}
	}
	refused := []int{http.StatusForbidden, http.StatusNotFound}
	for _, role := range service.Roles() {
		seeing, other := grantsOf(role)
		mine, theirs := h.as(seeing), h.as(other)
		for _, pattern := range known {
			may := strings.Contains(mayAsk[pattern], letters[role])
			switch got := mine.ask(pattern, path, u.SHA256).Status; {
			case may && strings.Contains(pattern, "/seals/") && got == http.StatusNotFound: // the paper has none
			case may && (slices.Contains(refused, got) || got >= http.StatusInternalServerError):
				t.Errorf("%s: status %d for a %s, who may", pattern, got, role)
			case !may && !slices.Contains(refused, got):
				t.Errorf("%s: status %d for a %s, who may not", pattern, got, role)
			}
			if role == document.RoleProvince || role == document.RoleAuditor || !strings.Contains(pattern, "{id}") {
				continue
			}
			if got := theirs.ask(pattern, path, u.SHA256).Status; got != http.StatusNotFound {
				t.Errorf("%s: status %d for another %s", pattern, got, role)
			}
		}
	}
}
