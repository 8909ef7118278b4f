package pages_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"hecha/document"
)

var hidden = regexp.MustCompile(`name="(text|digest)" value="([^"]*)"`)

// signature is what the form of the commitment sends.
func (b *browser) signature(path, name string) []string {
	b.t.Helper()
	page := b.get(path+"/commitment").want(b.t, http.StatusOK).Body
	fields := []string{"version", versionField.FindStringSubmatch(page)[1], "name", name}
	for _, m := range hidden.FindAllStringSubmatch(page, -1) {
		fields = append(fields, m[1], m[2])
	}
	return fields
}

// sign signs the commitment of an application.
func (b *browser) sign(path string) {
	b.t.Helper()
	b.post(path+"/commitment", append(b.signature(path, "样本甲"), "agree", "yes")...).want(b.t, http.StatusSeeOther)
}

func TestCommitment(t *testing.T) {
	h := open(t)
	b := h.as(candidate)
	path, _ := create(t, b)
	page := b.get(path).want(t, http.StatusOK).Body
	if !strings.Contains(page, "提交核查前须阅读并签署") || strings.Contains(page, `action="`+path+`/submission"`) {
		t.Error("the application can be submitted before the commitment is signed")
	}
	version := b.version(path)
	if r := b.post(path+"/submission", "version", version).want(t, http.StatusUnprocessableEntity); !strings.Contains(r.Body, "reason.commitment_missing") {
		t.Error("nobody says why it is not submitted")
	}
	if r := b.post(path+"/commitment", b.signature(path, "样本甲")...).want(t, http.StatusUnprocessableEntity); !strings.Contains(r.Body, "勾选") || !strings.Contains(r.Body, `value="样本甲"`) {
		t.Error("without the box it is signed, or the name is lost")
	}
	agreed := append(b.signature(path, "样本乙"), "agree", "yes")
	if r := b.post(path+"/commitment", agreed...).want(t, http.StatusUnprocessableEntity); !strings.Contains(r.Body, "reason.commitment_name") {
		t.Error("somebody else signs")
	}
	other := append([]string{"digest", strings.Repeat("0", 64), "text", "another"}, "version", version, "name", "样本甲", "agree", "yes")
	if r := b.post(path+"/commitment", other...).want(t, http.StatusUnprocessableEntity); !strings.Contains(r.Body, "reason.commitment_other_text") {
		t.Error("another text is signed")
	}
	b.sign(path)
	if page = b.get(path + "/commitment").Body; !strings.Contains(page, "已签署：样本甲") || strings.Contains(page, `name="agree"`) {
		t.Error("the page does not show who signed, or asks again")
	}
	b.post(path+"/submission", "version", b.version(path)).want(t, http.StatusSeeOther)
	reviewer := h.as(document.Grant{Account: "r-1", Role: document.RoleReviewer, City: city})
	if page = reviewer.get(path+"/commitment").want(t, http.StatusOK).Body; !strings.Contains(page, "已签署：样本甲") {
		t.Error("the reviewer does not see the signature")
	}
}
