package pages_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"hecha/document"
)

var (
	// said is what is said of papers, with the mark that English words bear.
	said = regexp.MustCompile(`(en:)?(kind|finding|requirement|status|reason|doubt|outcome|path|field)\.[a-z_.]+`)
	// sent is what a page has ready to be sent to a candidate, and elements' own names.
	sent = regexp.MustCompile(`name="problem" value="[^"]*"|[a-z-]+="#?[a-z_.-]*"`)
)

// Whoever reads English reads of kinds, fields and findings in English, everywhere;
// what is sent to candidates stays in the office's language.
func TestEnglishPages(t *testing.T) {
	h := open(t)
	app := h.waiting("c-1")
	owner := h.invite("c-2", "样本甲", ownEmployer)
	path := h.handedIn(owner)
	file := path + "/uploads/" + sum(photo(t))
	firm := h.as(document.Grant{Account: "f-1", Role: document.RoleEmployer, Employer: ownEmployer})
	for name, tc := range map[string]struct {
		b     *browser
		paths []string
	}{
		"candidate": {owner, []string{path, file, "/declaration"}},
		"employer":  {firm, []string{path, file, path + "/certificate"}},
		"reviewer":  {h.as(reviewer), []string{"/review/" + app.ID(), "/applications/" + app.ID() + "/uploads/" + app.Uploads[0].SHA256}},
	} {
		tc.b.post("/language", "language", "en").want(t, http.StatusSeeOther)
		for _, at := range tc.paths {
			page := tc.b.get(at).want(t, http.StatusOK).Body
			if strings.Contains(page, `name="problem" value="en:`) {
				t.Errorf("%s at %s: writes to candidates in English", name, at)
			}
			words := said.FindAllStringSubmatch(sent.ReplaceAllString(page, ""), -1)
			if len(words) < 3 {
				t.Errorf("%s at %s: %d words of papers", name, at, len(words))
			}
			for _, w := range words {
				if w[1] == "" {
					t.Errorf("%s at %s: %s is not in English", name, at, w[0])
				}
			}
		}
	}
}

// A file that is refused while it is sent is refused in the language of the page.
func TestRefusesFilesInEnglish(t *testing.T) {
	h := open(t)
	b := h.as(candidate)
	path, _ := create(t, b)
	w := openWindow(t)
	w.do(
		chromedp.Navigate(h.URL+"/login"), chromedp.SendKeys("#account", candidate.Account+"\t"), chromedp.SendKeys("#password", secret+"\r"),
		chromedp.WaitVisible("table"), chromedp.Navigate(h.URL+path), chromedp.WaitVisible("#files"),
		chromedp.SetUploadFiles("#files", files(t, map[string][]byte{"letter.txt": []byte("no scan of anything")})),
		chromedp.SendKeys("#upload button", "\r"),
	)
	w.wait(`document.querySelector("#sending").innerText.includes("en:problem.not_a_document")`)
}
