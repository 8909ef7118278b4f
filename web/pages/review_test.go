package pages_test

import (
	"bytes"
	"cmp"
	"image/jpeg"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hecha/document"
	"hecha/service"
	"hecha/specimen"
)

var another = document.Grant{Account: "r-2", Role: document.RoleReviewer, City: city}

// may is g with all that its role may.
func may(g document.Grant) document.Grant {
	g.Scopes = document.Scopes
	return g
}

// handedIn are the papers of the applications that wait for a reviewer.
var handedIn = []document.Kind{
	document.IDCardPortrait, document.IDCardEmblem, document.CHSIRegistration, document.WorkCertificate, document.ApplicationForm,
}

// same are the values on which all papers of an application agree.
var same = map[string]string{
	"name": "样本甲", "id_number": "11010519491231002X", "sex": "女", "birth_date": "1949-12-31", "school": "湖南大学", "major": "土木工程",
	"level": "本科", "education": "本科", "graduation_date": "2008-06-30", "employer": "湖南样本建设有限公司", "years": "10", "work_start": "2008-07-01",
	"exam": "一级建造师", "exam_year": "2020", "city": city,
}

// paperFile draws a paper and tells what a reader without error finds on it.
func paperFile(t *testing.T, kind document.Kind, seed uint64) ([]byte, document.Result) {
	t.Helper()
	page := specimen.Draw(kind, specimen.Tune, seed)[0]
	var file bytes.Buffer
	if err := jpeg.Encode(&file, page.Image, &jpeg.Options{Quality: 60}); err != nil {
		t.Fatal(err)
	}
	size := page.Image.Bounds().Size()
	r := document.Result{
		SHA256: sum(file.Bytes()), Fingerprint: fingerprint,
		PageSizes: []document.PageSize{{Page: 1, Width: size.X, Height: size.Y}},
	}
	truth := page.Documents[0]
	d := document.Document{Kind: kind, Pages: []int{1}, Region: truth.Region, Fields: map[string]document.Field{}}
	for name, value := range truth.Fields {
		value = cmp.Or(same[name], value)
		d.Fields[name] = document.Field{Value: value, Text: value, Confidence: 0.98, Page: 1, Quad: truth.Quads[name], Doubt: []document.Doubt{}}
	}
	for _, s := range truth.Seals {
		d.Seals = append(d.Seals, document.Seal{Text: s.Text, Shape: s.Shape, Color: s.Color, Page: 1, Quad: s.Quad, Confidence: 0.97})
	}
	r.Documents = []document.Document{d}
	return file.Bytes(), r
}

// doubted are the fields that are in doubt in every application that waits; the name
// stands on other papers, too, and asks for nobody.
var doubted = map[document.Kind]string{document.CHSIRegistration: "certificate_number", document.WorkCertificate: "employer", document.ApplicationForm: "name"}

// waiting hands in an application of five papers, with two fields that ask for a person.
func (h *house) waiting(account string) service.Application {
	h.t.Helper()
	ctx := h.t.Context()
	g := document.Grant{Account: account, Role: document.RoleCandidate, Scopes: document.Scopes}
	app, err := h.service.Create(ctx, g, document.Application{
		Exam: "一级建造师", ExamYear: 2020, Level: "考全科", City: city, Name: "样本甲", IDNumber: "11010519491231002X",
		EducationPath: document.PathRegular, EducationLevel: "本科",
	}, "")
	if err != nil {
		h.t.Fatal(err)
	}
	for i, kind := range handedIn {
		file, r := paperFile(h.t, kind, uint64(i+1))
		if _, err := h.service.Receive(ctx, g, app.ID(), service.Incoming{Name: string(kind) + ".jpg", Body: bytes.NewReader(file)}); err != nil {
			h.t.Fatal(err)
		}
		if name := doubted[kind]; name != "" {
			f := r.Documents[0].Fields[name]
			f.Confidence, f.Doubt = 0.6, []document.Doubt{document.DoubtLowConfidence}
			r.Documents[0].Fields[name] = f
		}
		if _, err := h.store.PutResult(ctx, r); err != nil {
			h.t.Fatal(err)
		}
	}
	text := h.service.Rules.Commitment()
	signed := document.Commitment{Version: text.Version, Digest: text.Digest(), Name: "样本甲"}
	if _, err := h.service.Commit(ctx, g, app.ID(), 0, signed); err != nil {
		h.t.Fatal(err)
	}
	if app, err = h.service.Submit(ctx, g, app.ID(), 0); err != nil {
		h.t.Fatal(err)
	}
	return app
}

// now is an application as it is.
func (h *house) now(id string) service.Application {
	h.t.Helper()
	app, err := h.service.View(h.t.Context(), may(lead), id)
	if err != nil {
		h.t.Fatal(err)
	}
	return app
}

// field is what a form of the desk holds for a field.
func fieldForm(t *testing.T, page, name string) []string {
	t.Helper()
	form := regexp.MustCompile(`(?s)<form class="value [^>]*>(?:[^<]|<[^/]|</[^f])*?name="field" value="` + regexp.QuoteMeta(name) + `".*?</form>`).FindString(page)
	form = form[strings.LastIndex(form, `<form class="value`):]
	var pairs []string
	for _, m := range regexp.MustCompile(`name="(\w+)" value="([^"]*)"`).FindAllStringSubmatch(form, -1) {
		if m[1] != "problem" {
			pairs = append(pairs, m[1], m[2])
		}
	}
	if len(pairs) == 0 {
		t.Fatalf("the desk has no form for %s", name)
	}
	return pairs
}

// with replaces a value of pairs.
func with(pairs []string, name, value string) []string {
	pairs = slices.Clone(pairs)
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] == name {
			pairs[i+1] = value
		}
	}
	return pairs
}

// A reviewer without scripts goes from the queue to the decision and on.
func TestDeskWithoutScripts(t *testing.T) {
	h := open(t)
	first, second := h.waiting("c-1"), h.waiting("c-2")
	b := h.as(reviewer)
	if page := b.get("/review").want(t, http.StatusOK).Body; !strings.Contains(page, "/review/"+first.ID()) || !strings.Contains(page, "/review/"+second.ID()) {
		t.Error("the queue does not hold what waits")
	}
	path := b.post("/review").want(t, http.StatusSeeOther).Header.Get("Location")
	if path != "/review/"+first.ID() {
		t.Errorf("given %s, want the oldest", path)
	}
	page := b.get(path).want(t, http.StatusOK).Body
	if inline := regexp.MustCompile(`(?i)<style| style=| on[a-z]+=|<script(>|[^>]*[^"]>)`).FindString(page); inline != "" {
		t.Errorf("the page holds %q", inline)
	}
	for _, want := range []string{`class="value doubt" id="f-2-certificate_number"`, `/seals/`, "requirement.", "doubt.low_confidence", `class="value agreed" id="f-4-name"`, "一致于："} {
		if !strings.Contains(page, want) {
			t.Errorf("the desk does not show %s", want)
		}
	}
	word := with(fieldForm(t, page, "employer"), "value", "湖南样本建设有限公司")
	b.post(path+"/words", word...).want(t, http.StatusSeeOther)
	if r := b.post(path+"/words", with(word, "value", "湖南样本建筑有限公司")...).want(t, http.StatusPreconditionFailed); !strings.Contains(r.Body, `value="湖南样本建筑有限公司"`) {
		t.Error("what was typed is lost")
	}
	page = b.get(path).Body
	if !strings.Contains(page, `class="value changed"`) {
		t.Error("no field is shown as changed")
	}
	b.post(path+"/notes", "note", "已电话核实").want(t, http.StatusSeeOther)
	if page = b.get(path).Body; !strings.Contains(page, "已电话核实") {
		t.Error("the note is not shown")
	}
	version := versionField.FindStringSubmatch(page)[1]
	b.post(path+"/decision", "version", version, "verb", "send_back").want(t, http.StatusUnprocessableEntity)
	to := b.post(path+"/decision", "version", version, "verb", "send_back", "problem", "毕业证书的学校请核实或更正。", "reason", "缺少应交的材料。", "text", "请三日内补交").
		want(t, http.StatusSeeOther).Header.Get("Location")
	if to != "/review/"+second.ID() {
		t.Errorf("after the decision %s opens, want the next application", to)
	}
	want := "1. 毕业证书的学校请核实或更正。\n2. 缺少应交的材料。\n3. 请三日内补交"
	if app := h.now(first.ID()); app.State != document.StateSentBack || app.Reason != want {
		t.Errorf("%s: %q", app.State, app.Reason)
	}
	owner := h.as(document.Grant{Account: "c-1", Role: document.RoleCandidate})
	if page := owner.get("/applications/"+first.ID()).want(t, http.StatusOK).Body; strings.Contains(page, "已电话核实") || !strings.Contains(page, "请三日内补交") {
		t.Error("the candidate sees the note, or not what to do")
	}
}

// While somebody has an application, others see it and cannot speak; a lead is
// told who, and releases it.
func TestDeskOfTwo(t *testing.T) {
	h := open(t)
	path := "/review/" + h.waiting("c-1").ID()
	one, two, boss := h.as(reviewer), h.as(another), h.as(lead)
	page := one.get(path).want(t, http.StatusOK).Body
	version := versionField.FindStringSubmatch(page)[1]
	if page := two.get(path).want(t, http.StatusOK).Body; !strings.Contains(page, "其他人正在核查") || strings.Contains(page, "r-1") || strings.Contains(page, `id="decide"`) {
		t.Error("a second reviewer may decide, or is told who has it")
	}
	two.post(path+"/decision", "version", version, "verb", "pass").want(t, http.StatusConflict)
	if page := boss.get(path).want(t, http.StatusOK).Body; !strings.Contains(page, "r-1") {
		t.Error("a lead is not told who has it")
	}
	boss.post(path+"/claim", "version", version, "claim", "release").want(t, http.StatusSeeOther)
	refused := one.post(path+"/words", with(fieldForm(t, page, "employer"), "value", "别的公司")...).want(t, http.StatusPreconditionFailed)
	if !strings.Contains(refused.Body, `value="别的公司"`) {
		t.Error("what was typed is lost")
	}
	two.get(path).want(t, http.StatusOK)
	if r := one.post(path+"/words", with(fieldForm(t, refused.Body, "employer"), "value", "别的公司")...).want(t, http.StatusConflict); !strings.Contains(r.Body, `value="别的公司"`) {
		t.Error("what was typed is lost")
	}
	now := versionField.FindStringSubmatch(boss.get(path).Body)[1]
	h.as(document.Grant{Account: "r-9", Role: document.RoleReviewer, City: "株洲市"})
	for _, nobody := range []string{"r-8", "r-9", "../r-1"} {
		refused := boss.post(path+"/claim", "version", now, "claim", "give", "reviewer", nobody).want(t, http.StatusUnprocessableEntity)
		if !strings.Contains(refused.Body, `value="`+nobody+`"`) || !strings.Contains(refused.Body, "没有这个账号") {
			t.Errorf("given to %s: what was typed is lost, or nobody says why", nobody)
		}
	}
	boss.post(path+"/claim", "version", now, "claim", "give", "reviewer", "r-1").want(t, http.StatusSeeOther)
	if page := one.get(path).Body; !strings.Contains(page, `id="decide"`) {
		t.Error("who was given it cannot decide")
	}
}

// The pages of those who review are theirs.
func TestDeskByRoles(t *testing.T) {
	h := open(t)
	app := h.waiting("c-1")
	path := "/review/" + app.ID()
	seal := ""
	for _, g := range []document.Grant{
		{Account: "c-1", Role: document.RoleCandidate}, {Account: "e-1", Role: document.RoleEmployer, Employer: "x"},
		{Account: "a-1", Role: document.RoleAuditor}, {Account: "a-2", Role: document.RoleAdmin},
		{Account: "r-9", Role: document.RoleReviewer, City: "株洲市"}, {Account: "p-1", Role: document.RoleProvince}, lead, reviewer,
	} {
		b, status, list := h.as(g), http.StatusForbidden, http.StatusForbidden
		switch {
		case g.City == "株洲市":
			status, list = http.StatusNotFound, http.StatusOK
		case g.Role == document.RoleEmployer || g.Role == document.RoleAdmin: // not theirs to see
			status = http.StatusNotFound
		case g.Role == document.RoleProvince || g.Role == document.RoleLead || g.Role == document.RoleReviewer:
			status, list = http.StatusOK, http.StatusOK
		}
		b.get("/review").want(t, list)
		page := b.get(path).want(t, status)
		seal = cmp.Or(regexp.MustCompile(path+`/seals/[0-9a-f]+/\d+/\d+`).FindString(page.Body), seal)
		if status != http.StatusOK {
			for _, form := range []string{"words", "decision", "notes", "claim"} {
				if r := b.post(path+"/"+form, "version", "1", "document", "0", "verb", "pass", "note", "x", "claim", "take"); r.Status != http.StatusForbidden && r.Status != http.StatusNotFound {
					t.Errorf("a %s posts to %s: %d", g.Role, form, r.Status)
				}
			}
		}
	}
	b := h.browser()
	b.post("/login", "account", "l-1", "password", secret).want(t, http.StatusSeeOther)
	r := b.get(seal).want(t, http.StatusOK)
	if img, err := jpeg.Decode(strings.NewReader(r.Body)); err != nil || img.Bounds().Dx() < 4*img.Bounds().Dy() {
		t.Errorf("the seal is no strip: %v", err)
	}
	b.get(seal[:strings.LastIndexByte(seal, '/')]+"/99").want(t, http.StatusNotFound)
	b.post("/logout")
	b.post("/login", "account", "c-1", "password", secret).want(t, http.StatusSeeOther)
	b.get(seal).want(t, http.StatusForbidden)
}
