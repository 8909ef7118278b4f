package pages_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"hecha/document"
	"hecha/service"
)

// download presses Enter on an element and returns the file that the browser gets.
func (w *window) download(selector string) string {
	w.t.Helper()
	dir := w.t.TempDir()
	w.do(cdpbrowser.SetDownloadBehavior(cdpbrowser.SetDownloadBehaviorBehaviorAllow).WithDownloadPath(dir))
	w.press(selector, kb.Enter)
	for {
		found, err := filepath.Glob(filepath.Join(dir, "*.csv"))
		if err != nil {
			w.t.Fatal(err)
		}
		if len(found) == 1 {
			data, err := os.ReadFile(found[0])
			if err != nil {
				w.t.Fatal(err)
			}
			return string(data)
		}
		select {
		case <-w.ctx.Done():
			w.t.Fatal("nothing is downloaded")
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// act performs an act on the page of an application's history; fields are pairs of
// selector and keys.
func (w *window) act(h *house, path, name string, fields ...string) {
	w.t.Helper()
	w.do(chromedp.Navigate(h.URL + path + "/history"))
	w.arrive("#act")
	w.press("#act", name)
	for i := 0; i+1 < len(fields); i += 2 {
		w.press(fields[i], fields[i+1])
	}
	w.press(`form[action$="/acts"] button`, kb.Enter)
}

// TestFromImportToArchive goes the whole way of an application by keyboard, with
// everybody who has a part in it: the import of those who passed, handing in, the
// employer, a reviewer who sends back, two who differ, a lead who settles it, the
// public list, an objection, a consequence, the archive, and an auditor at the end.
func TestFromImportToArchive(t *testing.T) {
	h := open(t)
	h.service.Second = service.Second{Failures: true}
	h.work()
	auditor := document.Grant{Account: "a-1", Role: document.RoleAuditor}
	for _, g := range []document.Grant{administrator, firm, reviewer, another, lead, province, auditor} {
		h.as(g)
	}
	w := openWindow(t)

	w.login(h, administrator.Account)
	w.do(chromedp.Navigate(h.URL + "/people"))
	w.arrive("#import")
	w.do(chromedp.SetUploadFiles("#file", files(t, map[string][]byte{"passed.csv": []byte("账号,考试,年度,市州,单位,姓名\nc-1,一级建造师,2020,长沙市," + firmName + ",样本甲\n")})))
	w.press("#import button", kb.Enter)
	w.arrive("#store")
	once := regexp.MustCompile(`(?m)^c-1,(\w{16})`).FindStringSubmatch(w.download("#store button"))
	if once == nil {
		t.Fatal("the list of passwords has none for c-1")
	}

	w.do(chromedp.Navigate(h.URL + "/login"))
	w.firstLogin("c-1", once[1])
	w.arrive("#name")
	w.retype("#name", "样本甲")
	w.retype("#id_number", "11010519491231002X\r")
	w.arrive("#files")
	w.do(chromedp.SetUploadFiles("#files", files(t, map[string][]byte{"card.jpg": photo(t)})))
	w.press("#upload button", kb.Enter)
	w.wait(`document.querySelector("[data-upload][data-state=done]")`)
	w.press("#commitment a", kb.Enter)
	w.arrive("#agree")
	w.press("#agree", " ")
	w.retype("#name", "样本甲\r")
	w.arrive("#submission")
	w.press("#submission button", kb.Enter)
	w.wait(`document.querySelector("#state").innerText.includes("At the employer")`)
	var path string
	w.do(chromedp.Evaluate(`location.pathname`, &path))
	desk := "/review/" + strings.TrimPrefix(path, "/applications/")

	w.login(h, firm.Account)
	w.arrive("tbody a")
	w.press("tbody a", kb.Enter)
	w.arrive("#check")
	w.press("#check [name=originals]", " ")
	w.press("#check button[value=pass]", kb.Enter)
	w.arrive(".badge.waiting")

	w.decide(h, reviewer, desk, "send_back", "请补交毕业证书")
	w.login(h, "c-1")
	w.do(chromedp.Navigate(h.URL + path))
	w.wait(`document.body.innerText.includes("请补交毕业证书")`)
	w.do(chromedp.SetUploadFiles("#files", files(t, map[string][]byte{"diploma.jpg": append(photo(t), 7)})))
	w.press("#upload button", kb.Enter)
	w.wait(`document.querySelectorAll("[data-upload][data-state=done]").length === 2`)
	w.press("#submission button", kb.Enter)
	w.wait(`document.querySelector("#state").innerText.includes("Under review")`)

	w.decide(h, reviewer, desk, "fail", "毕业证书不真实")
	w.wait(`document.querySelector("[role=status]")?.innerText.includes("it counts only together with that of another person")`)
	w.look("review-kept")
	w.decide(h, another, desk, "pass", "")
	w.login(h, lead.Account)
	w.do(chromedp.Navigate(h.URL + "/office"))
	w.arrive("#disputes")
	w.press(`a[href="`+desk+`"]`, kb.Enter)
	w.arrive(".verdicts")
	w.press(`#decide button[value=pass]`, kb.Enter)
	w.wait(`location.pathname === "/review"`)
	w.act(h, path, "Pub")
	w.arrive(".badge.published")
	w.do(chromedp.Navigate(h.URL + "/announced"))
	w.wait(`document.body.innerText.includes("样*甲")`)
	w.act(h, path, "Record", "#reason", "工作年限不实")
	w.arrive(".badge.objected")
	w.look("history-objected")
	w.act(h, path, "Settle", "#reason", "经查不实")
	w.arrive(".badge.published")
	w.act(h, path, "Published")
	w.arrive(".badge.cleared")

	w.login(h, province.Account)
	w.act(h, path, "Declare", "#void", "The c", "#basis", "人社部令第31号第十条", "#record", "Five")
	w.arrive(".badge.void")
	w.act(h, path, "Arch")
	w.arrive(".badge.archived")
	w.look("history-archived")

	w.login(h, auditor.Account)
	w.do(chromedp.Navigate(h.URL + path + "/history"))
	w.arrive("#event-1")
	w.look("history-auditor")
	var said string
	w.do(chromedp.Text("main", &said))
	for _, want := range []string{"The chain is whole", "请补交毕业证书", "毕业证书不真实", "工作年限不实", "经查不实", "人社部令第31号第十条", "Five years", "Looked at", "127.0.0.0/24", "r-2", "l-1", "p-1"} {
		if !strings.Contains(said, want) {
			t.Errorf("the auditor does not see %q", want)
		}
	}
	w.login(h, "c-1")
	w.do(chromedp.Navigate(h.URL + path))
	w.wait(`document.body.innerText.includes("人社部令第31号第十条") && !document.body.innerText.includes("毕业证书不真实") && !document.body.innerText.includes("工作年限不实")`)
	if app := h.now(strings.TrimPrefix(path, "/applications/")); app.State != document.StateArchived || app.Outcome != document.VerbPass {
		t.Errorf("at the end: %s, %s", app.State, app.Outcome)
	}
}

// decide has somebody decide at a desk by keyboard.
func (w *window) decide(h *house, g document.Grant, desk, verb, reason string) {
	w.t.Helper()
	w.login(h, g.Account)
	w.do(chromedp.EmulateViewport(1440, 900), chromedp.Navigate(h.URL+desk))
	w.arrive("#decide")
	w.press("#decide button[value="+verb+"]", kb.Enter)
	if reason != "" { // asked for before anything is sent
		w.wait(`document.activeElement?.id === "text"`)
		w.do(chromedp.KeyEvent(reason))
		w.press("#decide button[value="+verb+"]", kb.Enter)
	}
	w.wait(`location.pathname === "/review"`)
}
