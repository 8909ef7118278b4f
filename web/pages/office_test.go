package pages_test

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/xuri/excelize/v2"

	"hecha/document"
	"hecha/pipeline/raster"
)

var (
	lead     = document.Grant{Account: "l-1", Role: document.RoleLead, City: city}
	reviewer = document.Grant{Account: "r-1", Role: document.RoleReviewer, City: city}
	province = document.Grant{Account: "p-1", Role: document.RoleProvince}
)

// version is that of an application, as its page says.
func (b *browser) version(path string) string {
	b.t.Helper()
	m := versionField.FindStringSubmatch(b.get(path).want(b.t, http.StatusOK).Body)
	if m == nil {
		b.t.Fatalf("%s has no form", path)
	}
	return m[1]
}

// decided is an application of a candidate that a reviewer passed; it returns the
// path of its page.
func (h *house) decided() string {
	owner := h.as(candidate)
	path, _ := create(h.t, owner)
	owner.sign(path)
	owner.post(path+"/submission", "version", owner.version(path)).want(h.t, http.StatusSeeOther)
	r := h.as(reviewer)
	r.post(path+"/decision", "version", r.version(path), "verb", "pass").want(h.t, http.StatusSeeOther)
	return path
}

// From the decision to the archive on the office's pages, with an objection.
func TestActs(t *testing.T) {
	h := open(t)
	path := h.decided()
	b := h.as(lead)
	act := func(status int, fields ...string) reply {
		t.Helper()
		return b.post(path+"/acts", append([]string{"version", b.version(path + "/history")}, fields...)...).want(t, status)
	}
	act(http.StatusConflict, "act", "archived")
	act(http.StatusSeeOther, "act", "published")
	if page := h.browser().get("/announced?city="+url.QueryEscape(city)).want(t, http.StatusOK).Body; !strings.Contains(page, "样*甲") ||
		!strings.Contains(page, "<td>002X</td>") || strings.Contains(page, "样本甲") || strings.Contains(page, "110105") || !strings.Contains(page, "0731-84907978") {
		t.Errorf("what strangers see of the list: %s", page)
	}
	if page := act(http.StatusUnprocessableEntity, "act", "objected", "reason", " ", "basis", "typed before").Body; !strings.Contains(page, "typed before") {
		t.Error("what was typed is lost")
	}
	act(http.StatusSeeOther, "act", "objected", "reason", "工作年限不实")
	act(http.StatusSeeOther, "act", "objection_settled", "upheld", "no", "reason", "经查不实")
	act(http.StatusSeeOther, "act", "cleared")
	act(http.StatusForbidden, "act", "voided", "void", "certificate", "basis", "人社部令第31号第十条")
	act(http.StatusSeeOther, "act", "deadline_set", "date", "2021-12-31")
	act(http.StatusSeeOther, "act", "archived")
	page := b.get(path+"/history").want(t, http.StatusOK).Body
	for _, want := range []string{"记录链完整", "工作年限不实", "举报不属实", "经查不实", "2021-12-31", "存档", "查看"} {
		if !strings.Contains(page, want) {
			t.Errorf("the history does not say %q", want)
		}
	}
	p := h.as(province)
	p.post(path+"/acts", "version", p.version(path+"/history"), "act", "voided", "void", "certificate", "basis", "人社部令第31号第十条", "record", "five_years").want(t, http.StatusSeeOther)
	if page := h.browser().get("/announced").Body; strings.Contains(page, "样*甲") {
		t.Error("a void result is still announced")
	}
}

// Auditors see the network that something was asked from; leads, who work with the
// application, do not; and candidates find their own in what they download.
func TestHistorySaysFromWhere(t *testing.T) {
	h := open(t)
	owner := h.as(candidate)
	path, _ := create(t, owner)
	look := owner.request("GET", path, nil)
	look.Header.Set("X-Forwarded-For", "198.51.100.77")
	owner.send(look)
	page := h.as(document.Grant{Account: "a-1", Role: document.RoleAuditor}).get(path+"/history").want(t, http.StatusOK).Body
	wants(t, page, "<td>198.51.100.0/24</td>", "来自")
	if strings.Contains(page, "198.51.100.77") {
		t.Error("the address is kept as a whole")
	}
	if page := h.as(lead).get(path+"/history").want(t, http.StatusOK).Body; strings.Contains(page, "198.51.100") {
		t.Error("a lead sees the network")
	}
	wants(t, owner.get(path+"/data").Body, "您操作时所在的网络")
}

var countedField = regexp.MustCompile(`name="counted" value="(\d+)"`)

// An act on many is counted, confirmed, and refused when the number has changed.
func TestActsOnMany(t *testing.T) {
	h := open(t)
	path := h.decided()
	b := h.as(lead)
	b.get("/office/acts?act=nothing").want(t, http.StatusUnprocessableEntity)
	page := b.get("/office/acts?act=published&state=passed").want(t, http.StatusOK).Body
	if m := countedField.FindStringSubmatch(page); m == nil || m[1] != "1" {
		t.Fatalf("counted %v", m)
	}
	form := func(counted string) []string {
		return []string{"act", "published", "state", "passed", "counted", counted}
	}
	if page := b.post("/office/acts", form("2")...).want(t, http.StatusConflict).Body; !strings.Contains(page, "件数已有变化") {
		t.Error("another number is not told")
	}
	begun := b.post("/office/acts", form("1")...).want(t, http.StatusSeeOther).Header.Get("Location")
	if page := b.get(begun).want(t, http.StatusOK).Body; !strings.Contains(page, "等待办理") || !strings.Contains(page, "0 / 1") {
		t.Errorf("that it waits is not told: %s", page)
	}
	h.perform()
	b.awaitText(begun, "已办理：1 / 1")
	if page := b.get(path + "/history").Body; !strings.Contains(page, "公示中") {
		t.Error("the application is not published")
	}
	b.post("/office/acts", "act", "deadline_set", "date", "tomorrow", "counted", "1").want(t, http.StatusUnprocessableEntity)
	b.awaitText(b.post("/office/acts", "act", "deadline_set", "date", "2020-12-24", "counted", "1").want(t, http.StatusSeeOther).Header.Get("Location"), "已办理：1 / 1")
	b.post(begun+"/cancel").want(t, http.StatusSeeOther) // it has ended: that is shown
	refused := b.post("/office/acts", "act", "archived", "counted", "1").want(t, http.StatusSeeOther).Header.Get("Location")
	b.awaitText(refused, "已办理：0 / 1")
	if page := b.get(refused).Body; !strings.Contains(page, "当时的状态不允许") || !strings.Contains(page, "公示中") {
		t.Errorf("why nothing was done is not told: %s", page)
	}
	b.get("/office/acts?act=deadline_set").want(t, http.StatusUnprocessableEntity)
	b.post("/office/acts", "act", "deadline_set", "date", "", "counted", "1").want(t, http.StatusUnprocessableEntity)
	if page := b.get(path + "/history").Body; !strings.Contains(page, "期限 2020-12-24") {
		t.Error("a forgotten date takes the deadline away")
	}
	b.get("/office/acts?act=published&due_before=soon").want(t, http.StatusUnprocessableEntity)
	if page := b.get("/office").Body; !strings.Contains(page, "已过期限未办结：<strong>0</strong>") {
		t.Error("a published application is overdue")
	}
}

// The overview says which fields people changed, and how often the machine had not
// doubted what was wrong.
func TestOverrides(t *testing.T) {
	h := open(t)
	path := "/review/" + h.waiting("c-1").ID()
	r := h.as(reviewer)
	for field, value := range map[string]string{"employer": "湖南另一家公司", "school": "中南大学", "certificate_number": ""} {
		form := fieldForm(t, r.get(path).want(t, http.StatusOK).Body, field)
		if value != "" {
			form = with(form, "value", value)
		} else {
			form = append(form, "value", pairs(form)["shown"])
		}
		r.post(path+"/words", form...).want(t, http.StatusSeeOther)
	}
	page := h.as(lead).get("/office").want(t, http.StatusOK).Body
	rows := regexp.MustCompile(`(?s)<th scope="row">([^<]+)</th><td>(\d+)</td><td>(\d+)</td><td>(\d+)</td><td>(\d+)</td>`).FindAllStringSubmatch(page, -1)
	var got []string
	for _, row := range rows {
		got = append(got, strings.Join(row[1:], " "))
	}
	want := []string{"kind.chsi_registration · field.school 1 1 1 100", "kind.work_certificate · field.employer 0 1 1 100"}
	if !slices.Equal(got, want) {
		t.Errorf("overrides %q, want %q", got, want)
	}
	if page := h.as(document.Grant{Account: "l-2", Role: document.RoleLead, City: "株洲市"}).get("/office").Body; strings.Contains(page, `id="overrides"`) {
		t.Error("a lead sees the fields of another city")
	}
}

// pairs are names and values as a map.
func pairs(fields []string) map[string]string {
	all := map[string]string{}
	for i := 0; i+1 < len(fields); i += 2 {
		all[fields[i]] = fields[i+1]
	}
	return all
}

// What is stopped says what it left.
func TestActsOnManyAreStopped(t *testing.T) {
	h := open(t)
	path := h.decided()
	b := h.as(lead)
	begun := b.post("/office/acts", "act", "published", "counted", "1").want(t, http.StatusSeeOther).Header.Get("Location")
	b.post(begun+"/cancel").want(t, http.StatusSeeOther)
	if page := b.get(begun).Body; !strings.Contains(page, "正在停止") || strings.Contains(page, "/cancel") {
		t.Errorf("that it is being stopped is not told: %s", page)
	}
	h.perform()
	b.awaitText(begun, "已停止")
	if page := b.get(begun).Body; !strings.Contains(page, "取消前未办理：1") || !strings.Contains(page, path) {
		t.Errorf("what is left is not told: %s", page)
	}
	if page := b.get("/office").Body; !strings.Contains(page, begun) {
		t.Error("the overview does not lead there")
	}
}

// awaitText returns once a page says something.
func (b *browser) awaitText(path, text string) {
	b.t.Helper()
	for end := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		page := b.get(path).want(b.t, http.StatusOK).Body
		if strings.Contains(page, text) {
			return
		}
		if time.Now().After(end) {
			b.t.Fatalf("after a minute %s does not say %q: %s", path, text, page)
		}
	}
}

// The overview's charts: by exam where there are several, and how long those wait that
// somebody should look at.
func TestCharts(t *testing.T) {
	h := open(t)
	h.waiting("c-1")
	h.decided()
	page := h.as(lead).get("/office").want(t, http.StatusOK).Body
	if !strings.Contains(page, `<th scope="row">不到 3 天</th><td>1</td>`) || strings.Contains(page, "14 天以上") {
		t.Error("the one that waits is not shown as new, or others are")
	}
	if strings.Contains(page, `id="by-exam"`) {
		t.Error("one exam has a chart")
	}
	g := document.Grant{Account: "c-9", Role: document.RoleCandidate, Scopes: document.Scopes}
	if _, err := h.service.Create(t.Context(), g, document.Application{
		Exam: "一级造价工程师", ExamYear: 2020, Level: "考全科", City: city, Name: "样本乙", IDNumber: "11010519491231002X",
		EducationPath: document.PathRegular, EducationLevel: "本科",
	}, ""); err != nil {
		t.Fatal(err)
	}
	page = h.as(province).get("/office").want(t, http.StatusOK).Body
	for _, exam := range []string{"一级造价工程师", "一级建造师"} {
		if !strings.Contains(page, `<a href="/office?exam=`+strings.ToLower(url.QueryEscape(exam))+`">`+exam) {
			t.Errorf("no bar for %s", exam)
		}
	}
}

// Lists for other programs: everything that the filter leaves, and nothing that a
// spreadsheet would calculate.
func TestExports(t *testing.T) {
	h := open(t)
	owner := h.as(candidate)
	owner.post("/applications", "level", "=HYPERLINK(1)", "name", "样本甲", "id_number", "11010519491231002X",
		"education_path", "regular", "education_level", "本科").want(t, http.StatusSeeOther)
	b := h.as(lead)
	r := b.get("/office/list.csv?state=draft").want(t, http.StatusOK)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(r.Body, "\uFEFF"))).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v: %s", len(rows), err, r.Body)
	}
	if got := rows[1]; got[3] != "'=HYPERLINK(1)" || got[6] != "110105********002X" || got[8] != "待提交" {
		t.Errorf("row %q", got)
	}
	book, err := excelize.OpenReader(strings.NewReader(b.get("/office/list.xlsx").want(t, http.StatusOK).Body))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	cells, err := book.GetRows(book.GetSheetName(0))
	if err != nil || len(cells) != 2 || cells[1][3] != "=HYPERLINK(1)" {
		t.Errorf("cells %q, %v", cells, err)
	}
	if formula, err := book.GetCellFormula(book.GetSheetName(0), "D2"); formula != "" || err != nil {
		t.Errorf("formula %q, %v", formula, err)
	}
	if rows := strings.Count(b.get("/office/list.csv?state=passed").Body, "\n"); rows != 1 {
		t.Errorf("%d lines of a filter that leaves nothing", rows)
	}
}

func TestCaseFile(t *testing.T) {
	h := open(t)
	path := h.decided()
	r := h.as(lead).get(path+"/casefile.pdf").want(t, http.StatusOK)
	if got := r.Header.Get("Content-Type"); got != "application/pdf" {
		t.Fatalf("content type %q", got)
	}
	found, err := api.ExtractAttachmentsRaw(strings.NewReader(r.Body), "", nil, nil)
	if err != nil || len(found) != 1 {
		t.Fatalf("%d attachments, %v", len(found), err)
	}
	var original bytes.Buffer
	if _, err := original.ReadFrom(found[0]); err != nil || sum(original.Bytes()) != sum(photo(t)) {
		t.Errorf("the attachment is not what was uploaded: %v", err)
	}
	reader, err := raster.New(raster.Config{CacheDir: t.TempDir(), Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	var words strings.Builder
	for page, err := range reader.Pages(t.Context(), []byte(r.Body)) {
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range page.Text {
			words.WriteString(line.Text)
		}
	}
	for _, want := range []string{"样本甲", "kind.id_card_portrait", sum(photo(t)), "核查通过"} {
		if !strings.Contains(words.String(), want) {
			t.Errorf("the sheets do not say %q: %s", want, words.String())
		}
	}
	h.browser().get(path+"/casefile.pdf").want(t, http.StatusSeeOther)
	h.as(document.Grant{Account: "r-2", Role: document.RoleReviewer, City: city}).get(path+"/casefile.pdf").want(t, http.StatusForbidden)
}

// The office's pages in a browser, by keyboard.
func TestOfficeInABrowser(t *testing.T) {
	h := open(t)
	path := h.decided()
	h.as(lead)
	h.perform()
	w := openWindow(t)
	w.do(
		chromedp.Navigate(h.URL+"/login"), chromedp.SendKeys("#account", "l-1\t"), chromedp.SendKeys("#password", secret+"\r"),
		chromedp.WaitVisible("table"), chromedp.SendKeys(`nav a[href="/office"]`, "\r"), chromedp.WaitVisible("#by-state"),
	)
	w.look("office")
	w.do(chromedp.SendKeys("#act", "Pub\t"), chromedp.SendKeys("#date", "\r"), chromedp.WaitVisible("form[method=post][action='/office/acts'] button"))
	w.look("acts")
	w.do(chromedp.SendKeys("form[method=post][action='/office/acts'] button", "\r"), chromedp.WaitVisible("[role=status]"))
	w.look("bulk")
	w.do(chromedp.Navigate(h.URL+"/office"), chromedp.WaitVisible("#bulks"))
	w.do(chromedp.Navigate(h.URL+path+"/history"), chromedp.WaitVisible("#event-1"))
	w.look("history")
	w.do(chromedp.Navigate(h.URL+"/announced"), chromedp.WaitVisible("#object"))
	w.look("announced")
	var list string
	w.do(chromedp.Text("main", &list))
	if !strings.Contains(list, "样*甲") {
		t.Errorf("what was published by keyboard is not announced: %s", list)
	}
}
