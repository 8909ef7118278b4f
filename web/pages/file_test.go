package pages_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"hecha/document"
)

// paper is what is read of a file that holds one document.
func paper(kind document.Kind, values map[string]string, findings ...string) document.Document {
	quad := document.Quad{{X: 10, Y: 10}, {X: 90, Y: 10}, {X: 90, Y: 30}, {X: 10, Y: 30}}
	d := document.Document{Kind: kind, KindConfidence: 1, Pages: []int{1}, Region: quad, Fields: map[string]document.Field{}, Quality: document.Quality{Sharpness: 0.9}}
	for name, value := range values {
		d.Fields[name] = document.Field{Value: value, Text: value, Confidence: 0.999, Page: 1, Quad: quad}
	}
	for _, code := range findings {
		d.Findings = append(d.Findings, document.Finding{Code: code, Severity: document.SeverityError})
	}
	return d
}

// handIn uploads a file of which a document, or a problem, is read.
func (b *browser) handIn(path, name string, n byte, read any) {
	b.t.Helper()
	file := append(photo(b.t), n)
	b.attach(path+"/uploads", name, file).want(b.t, http.StatusSeeOther)
	r := document.Result{SHA256: sum(file), Fingerprint: fingerprint, PageSizes: []document.PageSize{{Page: 1, Width: 300, Height: 200}}, Documents: []document.Document{}}
	switch read := read.(type) {
	case document.Document:
		r.Documents = append(r.Documents, read)
	case document.Problem:
		r.Problem = &read
	}
	if _, err := b.store.PutResult(b.t.Context(), r); err != nil {
		b.t.Fatal(err)
	}
}

// card is what the page says of a file.
func card(t *testing.T, page, name string) string {
	t.Helper()
	for _, item := range strings.Split(page, "<li data-upload=")[1:] {
		if strings.Contains(item, ">"+name+"</a>") {
			return item[:strings.Index(item, "/withdrawals/")]
		}
	}
	t.Fatalf("the page shows no file %s", name)
	return ""
}

// Every file says what was read of it, what is wrong and what to do.
func TestFileCards(t *testing.T) {
	h := open(t)
	b := h.as(candidate)
	path, _ := create(t, b)
	study := map[string]string{"name": "样本甲", "school": "湖南大学", "major": "土木工程", "level": "本科", "graduation_date": "2008-06-30", "certificate_number": "105321200805001234"}
	other := map[string]string{}
	for k, v := range study {
		other[k] = v
	}
	other["certificate_number"] = "105321200805009999"
	b.handIn(path, "diploma.jpg", 1, paper(document.Diploma, study))
	b.handIn(path, "chsi.jpg", 2, paper(document.CHSIRegistration, other))
	b.handIn(path, "work.jpg", 3, paper(document.WorkCertificate, map[string]string{"name": "样本甲", "employer": "湖南样本建设有限公司"}, "work_certificate.seal_missing"))
	dark := paper(document.Other, nil)
	dark.Quality = document.Quality{Sharpness: 0.2, Underexposed: 0.6, CutOff: true}
	b.handIn(path, "dark.jpg", 4, dark)
	b.handIn(path, "locked.pdf", 5, document.Problem{Code: "encrypted", Message: "文件有密码，请去掉密码后重新上传。"})
	page := b.get(path).want(t, http.StatusOK).Body
	for name, want := range map[string][]string{
		"card.jpg":    {"kind.id_card_portrait", "field.name", "样本甲", "请核对", "还需上传国徽面", "finding.id_card.expired", "有效期内的身份证"},
		"diploma.jpg": {"kind.diploma", "105321200805001234", "finding.application.certificate_number", "kind.chsi_registration field.certificate_number：105321200805009999", "请对照两处"},
		"chsi.jpg":    {"kind.chsi_registration", "finding.application.certificate_number", "kind.diploma field.certificate_number：105321200805001234"},
		"work.jpg":    {"finding.work_certificate.seal_missing", "加盖印章"},
		"dark.jpg":    {"画面太暗", "画面模糊", "没有拍全", "没有认出是哪种材料"},
		"locked.pdf":  {"请去掉密码后重新上传"},
	} {
		got := card(t, page, name)
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s does not say %s:\n%s", name, w, got)
			}
		}
	}
	b.handIn(path, "back.jpg", 6, paper(document.IDCardEmblem, map[string]string{"valid_until": "长期"}))
	if page = b.get(path).Body; strings.Contains(page, "还需上传") {
		t.Error("with both sides one is still asked for")
	}
}

// What one value contradicts is said once, with all places and one advice.
func TestContradictionsTogether(t *testing.T) {
	h := open(t)
	b := h.as(candidate)
	path, _ := create(t, b)
	for i, kind := range []document.Kind{document.Diploma, document.DegreeCertificate, document.WorkCertificate} {
		b.handIn(path, string(kind)+".jpg", byte(i), paper(kind, map[string]string{"name": []string{"张三丰", "李时珍", "欧阳修"}[i]}))
	}
	page := b.get(path).want(t, http.StatusOK).Body
	const contradicts = "finding.application.name\n"
	got := card(t, page, "diploma.jpg")
	for what, want := range map[string]int{contradicts: 1, "李时珍": 1, "欧阳修": 1, "请对照两处": 1} {
		if n := strings.Count(got, what); n != want {
			t.Errorf("%s is said %d times, want %d:\n%s", what, n, want, got)
		}
	}
	whole := page[strings.Index(page, `id="findings"`):strings.Index(page, `id="files-read"`)]
	for what, want := range map[string]int{contradicts: 1, "李时珍": 1, "欧阳修": 1} {
		if n := strings.Count(whole, what); n != want {
			t.Errorf("%s is said %d times, want %d:\n%s", what, n, want, whole)
		}
	}
}

// Of several files in one form those that can be read are taken.
func TestRefusesOneFileAlone(t *testing.T) {
	h := open(t)
	b := h.as(candidate)
	path, _ := create(t, b)
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, data := range map[string][]byte{"letter.docx": []byte("PK\x03\x04 a letter"), "good.jpg": append(photo(t), 9)} {
		part, err := form.CreateFormFile("files", name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	form.Close()
	req := b.request("POST", path+"/uploads", &body)
	req.Header.Set("Content-Type", form.FormDataContentType())
	page := b.send(req).want(t, http.StatusUnsupportedMediaType).Body
	if !strings.Contains(page, "letter.docx：") || !strings.Contains(page, ">good.jpg</a>") {
		t.Error("the page does not say which file was taken and which was not")
	}
}

// A candidate sees what happened and why, and not who of the office did it; the
// office has its own words for states.
func TestTimeline(t *testing.T) {
	h := open(t)
	b := h.as(candidate)
	path, _ := create(t, b)
	b.sign(path)
	b.post(path+"/submission", "version", b.version(path)).want(t, http.StatusSeeOther)
	r := h.as(document.Grant{Account: "reviewer-x", Role: document.RoleReviewer, City: city})
	page := r.get(path).want(t, http.StatusOK).Body
	if strings.Contains(page, "需要您处理") || !strings.Contains(page, "待核查") || strings.Contains(page, `id="timeline"`) {
		t.Error("the reviewer reads the candidate's words")
	}
	r.post(path+"/decision", "version", r.version(path), "verb", "send_back", "reason", "工作年限证明缺公章").want(t, http.StatusSeeOther)
	page = b.get(path).want(t, http.StatusOK).Body
	for _, want := range []string{"办理经过", "签署告知承诺", "上传文件", "card.jpg", "提交", "退回补正", "原因：工作年限证明缺公章", "核查部门"} {
		if !strings.Contains(page, want) {
			t.Errorf("the candidate is not told %s", want)
		}
	}
	for _, hidden := range []string{"reviewer-x", "c-1"} {
		if strings.Contains(page, hidden) {
			t.Errorf("the candidate sees %s", hidden)
		}
	}
	if page = r.get("/").want(t, http.StatusOK).Body; strings.Contains(page, "需要您处理") || !strings.Contains(page, "补正材料") {
		t.Error("the reviewer's list has the candidate's words")
	}
}
