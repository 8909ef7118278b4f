package pages_test

import (
	"archive/zip"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"hecha/document"
	"hecha/service"
)

func contents(t *testing.T, body string) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(data)
	}
	return all
}

// A candidate gets everything of their own, withdrawn files too, and nothing of
// the office's inner life.
func TestOwnData(t *testing.T) {
	h := open(t)
	b := h.as(candidate)
	path, sha256 := create(t, b)
	second := append(photo(t), 2)
	b.attach(path+"/uploads", `..\..\证件:2.jpg`, second).want(t, http.StatusSeeOther)
	b.post(path+"/withdrawals/"+sum(second), "version", b.version(path)).want(t, http.StatusSeeOther)
	b.sign(path)
	b.post(path+"/submission", "version", b.version(path)).want(t, http.StatusSeeOther)
	r := h.as(document.Grant{Account: "reviewer-x", Role: document.RoleReviewer, City: city})
	r.post(path+"/decision", "version", r.version(path), "verb", "send_back", "reason", "缺公章").want(t, http.StatusSeeOther)
	if page := b.get(path+"/data").want(t, http.StatusOK).Body; !strings.Contains(page, "长期保存") || !strings.Contains(page, path+"/data.zip") {
		t.Error("the page does not say how long, or where to get it")
	}
	reply := b.get(path+"/data.zip").want(t, http.StatusOK)
	if typ := reply.Header.Get("Content-Type"); typ != "application/zip" {
		t.Errorf("content type %s", typ)
	}
	got := contents(t, reply.Body)
	var names []string
	for name, content := range got {
		names = append(names, name)
		if strings.Contains(content, "reviewer-x") {
			t.Errorf("%s names the reviewer", name)
		}
	}
	slices.Sort(names)
	want := []string{"assessment.json", "originals/01-card.jpg", "originals/02-证件_2.jpg", "results/" + sha256 + ".json", "summary.json", "timeline.json"}
	if !slices.Equal(names, want) {
		t.Errorf("files %v, want %v", names, want)
	}
	if got["originals/01-card.jpg"] != string(photo(t)) || got["originals/02-证件_2.jpg"] != string(second) {
		t.Error("an original is not what was uploaded")
	}
	var timeline []service.Step
	if err := json.Unmarshal([]byte(got["timeline.json"]), &timeline); err != nil {
		t.Fatal(err)
	}
	if last := timeline[len(timeline)-1]; last.Verb != document.VerbSendBack || last.Reason != "缺公章" {
		t.Errorf("last step %+v", last)
	}
	if strings.Contains(got["assessment.json"], `"risk"`) {
		t.Error("the export tells the order of the reviewers' queue")
	}
	h.as(document.Grant{Account: "c-2", Role: document.RoleCandidate}).get(path+"/data.zip").want(t, http.StatusNotFound)
	r.get(path+"/data").want(t, http.StatusForbidden)
	r.get(path+"/data.zip").want(t, http.StatusForbidden)
}
