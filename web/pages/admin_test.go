package pages_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"hecha/document"
)

var administrator = document.Grant{Account: "admin-1", Role: document.RoleAdmin}

const list = "账号,考试,年度,市州,单位,姓名\nc-1,一级建造师,2020,长沙市,湖南样本建设有限公司,样本甲\nc-2,无名考试,2020,长沙市,,样本乙\n"

// form sends fields, pairs of name and value, as a form that may hold files; the
// one named file is a file.
func (b *browser) form(path string, fields ...string) reply {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i+1 < len(fields); i += 2 {
		part, err := form.CreateFormField(fields[i])
		if fields[i] == "file" {
			part, err = form.CreateFormFile("file", "passed.csv")
		}
		if err == nil {
			_, err = part.Write([]byte(fields[i+1]))
		}
		if err != nil {
			b.t.Fatal(err)
		}
	}
	form.Close()
	req := b.request("POST", path, &body)
	req.Header.Set("Content-Type", form.FormDataContentType())
	return b.send(req)
}

func (h *house) accounts() (all []string) {
	h.t.Helper()
	people, err := h.people.All(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	for _, p := range people {
		all = append(all, p.Account)
	}
	return all
}

func TestImport(t *testing.T) {
	h := open(t)
	b := h.as(administrator)
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(list)
	if err != nil {
		t.Fatal(err)
	}
	page := b.form("/people/list", "file", gbk).want(t, http.StatusOK).Body
	wants(t, page, "样本甲", "湖南样本建设有限公司", "规则库中没有", "无名考试 <span class=\"badge warning\">规则库中没有，须人工认定</span> <span class=\"badge warning\">不在公告的考试中", "一级建造师</td>", "<td>2</td><td>c-1</td>")
	if n := len(h.accounts()); n != 1 {
		t.Fatalf("a preview made %d accounts", n-1)
	}
	wrong := strings.Replace(list, "长沙市,,", "武汉市,,", 1)
	for _, path := range []string{"/people/list", "/people/import"} {
		page = b.form(path, "list", wrong).want(t, http.StatusUnprocessableEntity).Body
		wants(t, page, "<td>3</td><td>没有这个市州的核查机构</td><td>武汉市</td>")
	}
	if n := len(h.accounts()); n != 1 {
		t.Fatalf("a list with mistakes made %d accounts", n-1)
	}
	b.form("/people/list", "other", "x").want(t, http.StatusUnprocessableEntity)

	r := b.form("/people/import", "list", list).want(t, http.StatusOK)
	if !strings.HasPrefix(r.Header.Get("Content-Disposition"), "attachment") {
		t.Error("the passwords are no download")
	}
	password := regexp.MustCompile(`(?m)^c-1,(\w{16})$`).FindStringSubmatch(r.Body)
	if password == nil || !strings.Contains(r.Body, "\nc-2,") {
		t.Fatalf("passwords:\n%s", r.Body)
	}
	wants(t, h.enter("c-1", password[1]).get("/declaration").want(t, http.StatusOK).Body, "一级建造师")
	wants(t, b.form("/people/list", "list", list).Body, "账号已存在、保持不变的人数： 2", `name="renew"`)
	if r := b.form("/people/import", "list", list).want(t, http.StatusOK); strings.Contains(r.Body, "c-") {
		t.Errorf("existing accounts got another password: %s", r.Body)
	}
	if r := b.form("/people/import", "list", list, "renew", "yes").want(t, http.StatusOK); strings.Contains(r.Body, "c-1") || !strings.Contains(r.Body, "c-2,") {
		t.Errorf("renewed: %s", r.Body)
	}
}

var onceShown = regexp.MustCompile(`id="once">(\w+)<`)

func TestAccounts(t *testing.T) {
	h := open(t)
	b := h.as(administrator)
	for name, fields := range map[string][]string{
		"no city":          {"account", "r-1", "role", "reviewer"},
		"an unknown city":  {"account", "r-1", "role", "lead", "city", "武汉市"},
		"no employer":      {"account", "e-7", "role", "employer"},
		"no such role":     {"account", "x-1", "role", "operator"},
		"a name":           {"account", "张三", "role", "auditor"},
		"one that exists":  {"account", "admin-1", "role", "auditor"},
		"nothing selected": {},
	} {
		if r := b.post("/people", fields...); r.Status != http.StatusUnprocessableEntity || !strings.Contains(r.Body, `role="alert"`) {
			t.Errorf("%s: status %d", name, r.Status)
		}
	}
	if n := len(h.accounts()); n != 1 {
		t.Fatalf("refused forms made %d accounts", n-1)
	}
	made := b.post("/people", "account", "e-7", "role", "employer", "employer", "湖南样本建设(集团)有限公司", "city", "长沙市").want(t, http.StatusOK)
	once := onceShown.FindStringSubmatch(made.Body)[1]
	employer := h.enter("e-7", once)
	wants(t, employer.get("/").want(t, http.StatusOK).Body, "本单位人员")
	wants(t, b.get("/people?of=employer").Body, "e-7", "湖南样本建设（集团）有限公司")
	if page := b.get("/people?text=集团").Body; !strings.Contains(page, "/people/e-7") || strings.Contains(page, "/people/admin-1") {
		t.Error("the search does not hold")
	}
	wants(t, b.get("/people/e-7").want(t, http.StatusOK).Body, "正常")
	reset := b.post("/people/e-7/reset").want(t, http.StatusOK)
	employer.get("/").want(t, http.StatusSeeOther)
	h.enter("e-7", onceShown.FindStringSubmatch(reset.Body)[1])

	b.post("/people/e-7/disable").want(t, http.StatusUnprocessableEntity)
	b.post("/people/e-7/disable", "sure", "yes").want(t, http.StatusSeeOther)
	wants(t, b.get("/people/e-7").Body, "已停用")
	b.post("/people/e-7/reset").want(t, http.StatusNotFound)
	b.post("/people/admin-1/disable", "sure", "yes").want(t, http.StatusForbidden)
	b.post("/people/admin-1/reset").want(t, http.StatusForbidden)
	b.get("/people/nobody").want(t, http.StatusNotFound)
	h.as(firm).get("/people").want(t, http.StatusNotFound)
}

// TestAdministratorInABrowser imports a list and makes an account by keyboard.
func TestAdministratorInABrowser(t *testing.T) {
	h := open(t)
	h.as(administrator)
	folder := t.TempDir()
	good, bad := filepath.Join(folder, "good.csv"), filepath.Join(folder, "bad.csv")
	for file, text := range map[string]string{good: list, bad: strings.ReplaceAll(list, "2020", "")} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w := openWindow(t)
	w.login(h, administrator.Account)
	w.do(chromedp.Navigate(h.URL+"/people"), chromedp.WaitVisible("#import"))
	w.look("people")
	w.do(chromedp.SetUploadFiles("#file", []string{bad}), chromedp.SendKeys("#import button", "\r"), chromedp.WaitVisible("[role=alert]"))
	w.look("import-mistakes")
	w.do(
		chromedp.SendKeys("main > p:last-child a", "\r"), chromedp.WaitVisible("#import"),
		chromedp.SetUploadFiles("#file", []string{good}), chromedp.SendKeys("#import button", "\r"), chromedp.WaitVisible("#store"),
	)
	w.look("import")
	w.do(
		chromedp.Navigate(h.URL+"/people"), chromedp.SendKeys("#account", "r-1"), chromedp.SetValue("#role", "reviewer"), chromedp.SetValue("#city", city),
		chromedp.SendKeys("#add button", "\r"), chromedp.WaitVisible("#once"),
	)
	w.look("password-once")
	w.do(chromedp.Navigate(h.URL+"/people/r-1"), chromedp.WaitVisible("#disable"))
	w.look("person")
}
