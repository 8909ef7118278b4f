package pages_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"hecha/document"
)

var candidate = document.Grant{Account: "c-1", Role: document.RoleCandidate}

func TestLogin(t *testing.T) {
	h := open(t)
	once, b := h.add(candidate), h.browser()
	if to := b.get("/").want(t, http.StatusSeeOther).Header.Get("Location"); to != "/login" {
		t.Errorf("a stranger is sent to %s", to)
	}
	b.post("/login", "account", "c-1", "password", "wrong").want(t, http.StatusUnprocessableEntity)
	r := b.post("/login", "account", "c-1", "password", once).want(t, http.StatusSeeOther)
	if c := r.Header.Get("Set-Cookie"); !strings.Contains(c, "HttpOnly") || !strings.Contains(c, "SameSite=Lax") {
		t.Errorf("cookie %q", c)
	}
	if to := b.get("/").Header.Get("Location"); to != "/password" {
		t.Errorf("with a one-time password one is sent to %q", to)
	}
	b.post("/password", "old", once, "chosen", "short").want(t, http.StatusUnprocessableEntity)
	elsewhere := h.browser()
	elsewhere.post("/login", "account", "c-1", "password", once).want(t, http.StatusSeeOther)
	b.post("/password", "old", once, "chosen", secret).want(t, http.StatusSeeOther)
	b.get("/declaration").want(t, http.StatusOK)
	if to := elsewhere.get("/").Header.Get("Location"); to != "/login" {
		t.Error("a session outlives the change of the password")
	}
	b.post("/logout").want(t, http.StatusSeeOther)
	b.get("/").want(t, http.StatusSeeOther)
}

func TestLeavesNoOtherSiteIn(t *testing.T) {
	h := open(t)
	b := h.as(candidate)
	req := b.request("POST", "/logout", nil)
	req.Header.Set("Sec-Fetch-Site", "cross-site")
	b.send(req).want(t, http.StatusForbidden)
	r := b.get("/declaration").want(t, http.StatusOK)
	policy := r.Header.Get("Content-Security-Policy")
	if !strings.HasPrefix(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("policy %q", policy)
	}
	if inline := regexp.MustCompile(`(?i)<style| style=| on[a-z]+=|<script(>|[^>]*[^"]>)|//`).FindString(r.Body); inline != "" {
		t.Errorf("the page holds %q", inline)
	}
}

var (
	applicationPath = regexp.MustCompile(`^/applications/[a-z0-9]+$`)
	versionField    = regexp.MustCompile(`name="version" value="(\d+)"`)
)

// create makes an application and uploads a photo that is then read.
func create(t *testing.T, b *browser) (path, sha256 string) {
	t.Helper()
	path = b.post("/applications", "exam", "another", "level", "考全科", "name", "样本甲", "id_number", "11010519491231002X",
		"education_path", "regular", "education_level", "本科").want(t, http.StatusSeeOther).Header.Get("Location")
	if !applicationPath.MatchString(path) {
		t.Fatalf("created %q", path)
	}
	b.attach(path+"/uploads", "card.jpg", photo(t)).want(t, http.StatusSeeOther)
	sha256 = sum(photo(t))
	b.house.read(t.Context(), sha256)
	return path, sha256
}

func TestCandidate(t *testing.T) {
	h := open(t)
	b := h.as(candidate)
	path, sha256 := create(t, b)
	page := b.get(path).want(t, http.StatusOK).Body
	for _, want := range []string{"一级建造师", "requirement.identity", "card.jpg", "kind.id_card_portrait", "finding.id_card.expired", "需要您处理"} {
		if !strings.Contains(page, want) {
			t.Errorf("the application does not say %s", want)
		}
	}
	file := path + "/uploads/" + sha256
	page = b.get(file).want(t, http.StatusOK).Body
	for _, want := range []string{`points="10,10 90,10 90,30 10,30"`, `value="样本甲"`, "doubt.low_confidence", `viewBox="0 0 300 200"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the file does not show %s", want)
		}
	}
	version := versionField.FindStringSubmatch(page)[1]
	word := []string{"version", version, "fingerprint", fingerprint, "document", "0", "field", "name", "shown", "样本甲", "value", "样本乙"}
	b.post(file, word...).want(t, http.StatusSeeOther)
	if page = b.get(file).Body; !strings.Contains(page, "您的填写：样本乙") || !strings.Contains(page, "机器读取：样本甲") {
		t.Error("the candidate's word does not stand beside the machine's")
	}
	reviewer := h.as(document.Grant{Account: "r-1", Role: document.RoleReviewer, City: city})
	if page = reviewer.get(file).Body; !strings.Contains(page, "考生填写：样本乙") {
		t.Error("the reviewer does not see the candidate's word")
	}
	word[len(word)-1] = "样本丙"
	if r := b.post(file, word...).want(t, http.StatusPreconditionFailed); !strings.Contains(r.Body, `value="样本丙"`) {
		t.Error("what was typed is lost")
	}
	b.sign(path)
	version = b.version(path)
	b.post(path+"/submission", "version", version).want(t, http.StatusSeeOther)
	b.attach(path+"/uploads", "late.jpg", photo(t)).want(t, http.StatusConflict)
}

// TestFetchesOnce shows that a page fetches every event and every result once,
// however many files there are.
func TestFetchesOnce(t *testing.T) {
	h := open(t)
	b := h.as(candidate)
	path, sha256 := create(t, b)
	files := 10
	for i := 1; i < files; i++ {
		file := append(photo(t), byte(i))
		b.attach(path+"/uploads", "card.jpg", file).want(t, http.StatusSeeOther)
		h.read(t.Context(), sum(file))
	}
	events := 1 + files + 1 // created, uploads, one look
	fetched := func(page string) int64 {
		before := h.bucket.opened.Load()
		b.get(page).want(t, http.StatusOK)
		return h.bucket.opened.Load() - before
	}
	fetched(path)    // the first look is an event
	const person = 2 // versions of the account: invited, and with a password of its own
	if n := fetched(path); n > int64(events+files+person) {
		t.Errorf("the application was made of %d fetches, want one for each of %d events and %d results", n, events, files)
	}
	if n := fetched(path + "/uploads/" + sha256); n > int64(events+1+person) {
		t.Errorf("a file was made of %d fetches, want one for each of %d events and its result", n, events)
	}
}

func TestRoles(t *testing.T) {
	h := open(t)
	owner := h.as(candidate)
	path, sha256 := create(t, owner)
	file := path + "/uploads/" + sha256
	version := versionField.FindStringSubmatch(owner.get(path).Body)[1]
	grants := map[string]document.Grant{
		"stranger":         {Account: "c-2", Role: document.RoleCandidate},
		"employer":         {Account: "e-1", Role: document.RoleEmployer, Employer: "another"},
		"reviewer":         {Account: "r-1", Role: document.RoleReviewer, City: city},
		"another reviewer": {Account: "r-2", Role: document.RoleReviewer, City: "株洲市"},
		"lead":             {Account: "l-1", Role: document.RoleLead, City: city},
		"province":         {Account: "p-1", Role: document.RoleProvince},
		"auditor":          {Account: "a-1", Role: document.RoleAuditor},
		"admin":            {Account: "a-2", Role: document.RoleAdmin},
	}
	unseen := map[string]bool{"stranger": true, "employer": true, "another reviewer": true, "admin": true}
	for name, g := range grants {
		t.Run(name, func(t *testing.T) {
			b := h.as(g)
			seen, changed, components := http.StatusOK, http.StatusForbidden, http.StatusNotFound
			if unseen[name] {
				seen, changed = http.StatusNotFound, http.StatusNotFound
			}
			if g.Role == document.RoleAdmin {
				components = http.StatusOK
			}
			if g.Role == document.RoleCandidate {
				b.get("/").want(t, http.StatusSeeOther) // to the declaration
			} else {
				b.get("/").want(t, http.StatusOK)
			}
			b.get("/components").want(t, components)
			b.get(path).want(t, seen)
			b.get(file).want(t, seen)
			b.post(path+"/submission", "version", version).want(t, changed)
			b.post(path+"/withdrawals/"+sha256, "version", version).want(t, changed)
			b.attach(path+"/uploads", "x.jpg", photo(t)).want(t, changed)
			if g.Role == document.RoleCandidate || g.Role == document.RoleAuditor {
				b.post(path+"/decision", "version", version, "verb", "pass").want(t, changed)
			}
		})
	}
	owner.post(path+"/decision", "version", version, "verb", "pass").want(t, http.StatusForbidden)
	owner.get("/applications/nothing").want(t, http.StatusNotFound)
	owner.get(path+"/uploads/"+fingerprint).want(t, http.StatusNotFound)
}

// An account knows the language that its holder chose, before the login or after it,
// shows it where none was chosen, and ends no session for it.
func TestAccountsKnowLanguages(t *testing.T) {
	h := open(t)
	b := h.as(candidate)
	language := func() string {
		t.Helper()
		p, err := h.people.Person(t.Context(), candidate.Account)
		if err != nil {
			t.Fatal(err)
		}
		return p.Told()
	}
	shows := func(b *browser, want string) {
		t.Helper()
		if r := b.get("/declaration").want(t, http.StatusOK); !strings.Contains(r.Body, `<html lang="`+want+`">`) {
			t.Errorf("the page is not in %s", want)
		}
	}
	shows(b, "zh-CN")
	b.post("/language", "language", "en").want(t, http.StatusSeeOther)
	shows(b, "en")
	if got := language(); got != "en" {
		t.Errorf("told in %s after English was chosen", got)
	}
	phone := h.browser()
	phone.post("/login", "account", candidate.Account, "password", secret).want(t, http.StatusSeeOther)
	shows(phone, "en")
	desk := h.browser()
	desk.post("/language", "language", "zh-CN").want(t, http.StatusSeeOther)
	desk.post("/login", "account", candidate.Account, "password", secret).want(t, http.StatusSeeOther)
	shows(desk, "zh-CN")
	if got := language(); got != "zh-CN" {
		t.Errorf("told in %s after a login in Chinese", got)
	}
	shows(b, "en") // chosen in that browser
}

func TestLanguages(t *testing.T) {
	h := open(t)
	b := h.browser()
	req := b.request("GET", "/login", nil)
	req.Header.Set("Accept-Language", "en-GB,en;q=0.9")
	if r := b.send(req); !strings.Contains(r.Body, `<html lang="en">`) || !strings.Contains(r.Body, "Log in") {
		t.Error("no English for who asks for it")
	}
	b.post("/language", "language", "en").want(t, http.StatusSeeOther)
	if r := b.get("/login"); !strings.Contains(r.Body, "Log in") {
		t.Error("the choice is forgotten")
	}
	b.post("/language", "language", "xx").want(t, http.StatusUnprocessableEntity)
}
