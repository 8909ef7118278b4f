package pages_test

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"hecha/document"
)

// mostSteps is how often somebody presses Tab to get anywhere on a page.
const mostSteps = 150

// step goes to an element by the Tab key alone.
func (w *window) step(selector string) {
	w.t.Helper()
	for range mostSteps {
		var there bool
		w.do(chromedp.KeyEvent(kb.Tab), chromedp.Evaluate(fmt.Sprintf(`document.activeElement?.matches(%q) ?? false`, selector), &there))
		if there {
			return
		}
	}
	w.t.Fatalf("Tab does not lead to %s", selector)
}

// press goes to an element and presses keys there.
func (w *window) press(selector, keys string) {
	w.t.Helper()
	w.step(selector)
	w.do(chromedp.KeyEvent(keys))
}

// jump follows a link to a field of the same page. The key makes no character: it
// would come when the field has the keyboard already, and send the form.
func (w *window) jump(selector string) {
	w.t.Helper()
	w.step(selector)
	for _, typ := range []input.KeyType{input.KeyRawDown, input.KeyUp} {
		w.do(input.DispatchKeyEvent(typ).WithKey("Enter").WithCode("Enter").WithWindowsVirtualKeyCode(13))
	}
}

// retype goes to a field, which selects what stands there, and types in its place.
func (w *window) retype(selector, value string) {
	w.t.Helper()
	w.step(selector)
	w.do(chromedp.KeyEvent(value))
}

// firstLogin goes from the login with a one-time password to one of the person's own.
func (w *window) firstLogin(account, once string) {
	w.t.Helper()
	w.retype("#account", account)
	w.retype("#password", once+"\r")
	w.arrive("#chosen")
	w.retype("#old", once)
	w.retype("#chosen", secret+"\r")
}

// wait waits until a condition holds on the page, or on the one that follows it.
func (w *window) wait(condition string) {
	w.t.Helper()
	tick, patience := time.NewTicker(50*time.Millisecond), time.NewTimer(20*time.Second)
	defer tick.Stop()
	defer patience.Stop()
	for {
		var holds bool
		if err := chromedp.Run(w.ctx, chromedp.Evaluate("Boolean("+condition+")", &holds)); err == nil && holds {
			return
		}
		select {
		case <-patience.C:
			var page string
			w.do(chromedp.Evaluate(`location.pathname + " at " + document.activeElement?.outerHTML + "\n" + document.body.innerText`, &page))
			w.t.Fatalf("in vain: %s\n%s", condition, page)
		case <-tick.C:
		}
	}
}

// arrive waits for an element of the page that follows.
func (w *window) arrive(selector string) {
	w.t.Helper()
	w.wait(fmt.Sprintf(`document.readyState === "complete" && document.querySelector(%q)?.checkVisibility()`, selector))
}

// files writes files into a folder and returns their paths in the order of names.
func files(t *testing.T, contents map[string][]byte) []string {
	t.Helper()
	dir := t.TempDir()
	var paths []string
	for name, data := range contents {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths
}

// locked is a PDF that nobody opens without its password.
func locked(t *testing.T) []byte {
	t.Helper()
	var plain, out bytes.Buffer
	if err := api.ImportImages(nil, &plain, []io.Reader{bytes.NewReader(photo(t))}, nil, nil); err != nil {
		t.Fatal(err)
	}
	config := model.NewAESConfiguration("secret", "owner", 256)
	if err := api.Encrypt(bytes.NewReader(plain.Bytes()), &out, config); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// tinted is a picture of one gray.
func tinted(t *testing.T, gray uint8) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 600, 400))
	for i := range img.Pix {
		img.Pix[i] = gray + uint8(i%9)
	}
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, img, nil); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// TestWholeWayByKeyboard goes the candidate's whole way with keys alone: first login,
// declaration with a mistake, bad uploads of every sort, correction, commitment,
// submission, and once more after it was sent back.
func TestWholeWayByKeyboard(t *testing.T) {
	h := open(t)
	once := h.add(candidate)
	h.work()
	w := openWindow(t)
	w.do(chromedp.Navigate(h.URL))
	w.firstLogin("c-1", once)
	w.arrive("#name")

	w.retype("#name", "样本甲")
	w.retype("#id_number", "1101")
	w.retype("#school", "湖南大学\r")
	w.arrive("#summary")
	w.wait(`document.activeElement?.id === "summary"`)
	w.look("declaration-mistakes")
	w.jump(`a[href="#id_number"]`)
	w.wait(`document.activeElement?.id === "id_number" && document.getElementById("school").value === "湖南大学"`)
	w.retype("#id_number", "11010519491231002X\r")
	w.arrive("#files")

	bad := map[string][]byte{
		"1-letter.docx": []byte("PK\x03\x04 a letter and no paper"),
		"2-locked.pdf":  locked(t),
		"3-cut.jpg":     photo(t)[:len(photo(t))/3],
		"4-dark.jpg":    tinted(t, 30),
		"5-empty.jpg":   {},
		"6-side.jpg":    photo(t),
	}
	w.do(chromedp.SetUploadFiles("#files", files(t, bad)))
	w.press("#upload button", kb.Enter)
	w.wait(`document.querySelectorAll("[data-upload][data-state=done]").length >= 4 && !document.querySelector("[data-upload]:not([data-state=done])") && [...document.querySelectorAll("#sending li")].every((row) => !row.querySelector("button:not([hidden])") || row.querySelector("button:last-of-type:not([hidden])"))`)
	w.look("application-bad-uploads")
	var sending, read string
	w.do(chromedp.Text("#sending", &sending), chromedp.Text("#files-read", &read))
	for name, want := range map[string]string{"1-letter.docx": "neither a picture nor a PDF", "4-dark.jpg": "rather dark", "5-empty.jpg": "empty"} {
		if !strings.Contains(sending, name) || !strings.Contains(sending, want) {
			t.Errorf("%s: nobody says %q:\n%s", name, want, sending)
		}
	}
	for name, want := range map[string]string{"2-locked.pdf": "密码", "6-side.jpg": "side with the emblem is still owed"} {
		if !strings.Contains(read, name) || !strings.Contains(read, want) {
			t.Errorf("%s: nobody says %q:\n%s", name, want, read)
		}
	}
	w.press(`button[aria-label="Withdraw 2-locked.pdf"]`, kb.Enter)
	w.wait(`!document.querySelector("#files-read").innerText.includes("2-locked.pdf")`)

	w.press(`#files-read li:last-child > a`, kb.Enter)
	w.arrive("#v-0-name")
	w.retype("#v-0-name", "样本乙\r")
	w.wait(`document.body.innerText.includes("Your word: 样本乙")`)
	w.look("upload-corrected")
	w.press(`main a[href^="/applications/"]`, kb.Enter)

	w.arrive("#commitment")
	w.press("#commitment a", kb.Enter)
	w.arrive("#agree")
	w.look("commitment")
	w.press("#agree", " ")
	w.retype("#name", "样本甲\r")
	w.arrive("#submission")
	w.press("#submission button", kb.Enter)
	w.wait(`document.querySelector("#state").innerText.includes("Under review")`)

	var path string
	w.do(chromedp.Evaluate(`location.pathname`, &path))
	r := h.as(reviewer)
	r.post(path+"/decision", "version", r.version(path), "verb", "send_back", "reason", "请补国徽面").want(t, http.StatusSeeOther)
	w.do(chromedp.Reload())
	w.arrive("#files")
	w.look("application-sent-back")
	w.do(chromedp.SetUploadFiles("#files", files(t, map[string][]byte{"emblem.jpg": append(photo(t), 7)})))
	w.press("#upload button", kb.Enter)
	w.wait(`[...document.querySelectorAll("[data-state=done]")].some((file) => file.innerText.includes("emblem.jpg"))`)
	w.press("#submission button", kb.Enter)
	w.wait(`document.querySelector("#state").innerText.includes("Under review") && document.querySelector("#timeline").innerText.includes("请补国徽面")`)
	w.press(`a[href$="/data"]`, kb.Enter)
	w.arrive("a[download]")
	w.look("owndata")

	app, err := h.service.View(t.Context(), document.Grant{Account: "p-1", Role: document.RoleProvince, Scopes: []document.Scope{document.ScopeRead}}, strings.TrimPrefix(path, "/applications/"))
	if err != nil {
		t.Fatal(err)
	}
	if app.State != document.StateWaiting || app.Committed.IsZero() || len(app.Words) != 1 {
		t.Errorf("state %s, committed %s, %d words", app.State, app.Committed, len(app.Words))
	}
}
