package pages_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"hecha/document"
)

// window is a tab of a headless Chromium.
type window struct {
	t     *testing.T
	ctx   context.Context
	axe   string // axe-core, as a script
	shots string // folder for pictures; empty: none
}

func openWindow(t *testing.T) *window {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	axe, err := os.ReadFile(filepath.Join(cache, "hecha", "tools", "axe.min.js"))
	if err != nil {
		t.Fatalf("%v: run make servers, which installs it", err)
	}
	allocator, closeAllocator := chromedp.NewExecAllocator(t.Context(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox)...)
	t.Cleanup(closeAllocator)
	ctx, closeTab := chromedp.NewContext(allocator)
	t.Cleanup(closeTab)
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	return &window{t, ctx, string(axe), os.Getenv("HECHA_SHOTS")}
}

func (w *window) do(actions ...chromedp.Action) {
	w.t.Helper()
	for _, action := range actions {
		err := chromedp.Run(w.ctx, action)
		for tries := 0; left(err) && tries < 20; tries++ {
			err = chromedp.Run(w.ctx, action)
		}
		if err != nil {
			w.t.Fatal(err)
		}
	}
}

// left tells that the page was left for another while an action looked for its
// element: nothing was done yet.
func left(err error) bool {
	var refused *cdproto.Error
	return errors.As(err, &refused) && refused.Code == -32000
}

// sizes are a desk's and a phone's.
var sizes = []struct{ width, height int64 }{{1440, 900}, {390, 844}}

func awaited(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }

// look has axe-core look at the page in both sizes, and at whether it fits.
func (w *window) look(name string) {
	w.t.Helper()
	for _, size := range sizes {
		var beyond int
		var violations []string
		w.do(
			chromedp.EmulateViewport(size.width, size.height),
			chromedp.Evaluate(`document.documentElement.scrollWidth - innerWidth`, &beyond),
			chromedp.Evaluate(w.axe+";0", nil),
			chromedp.Evaluate(`axe.run().then(r => r.violations.map(v => v.id + ": " + v.nodes.map(n => n.html).join(" ")))`, &violations, awaited),
		)
		if beyond > 0 {
			w.t.Errorf("%s is %d pixels wider than %d", name, beyond, size.width)
		}
		for _, v := range violations {
			w.t.Errorf("%s at %d pixels: %s", name, size.width, v)
		}
		if w.shots != "" {
			var picture []byte
			w.do(chromedp.FullScreenshot(&picture, 100))
			if err := os.WriteFile(filepath.Join(w.shots, fmt.Sprintf("%s-%d.png", name, size.width)), picture, 0o600); err != nil {
				w.t.Fatal(err)
			}
		}
	}
}

// TestInABrowser goes the candidate's way by keyboard: login, a password of one's
// own, an application, an upload in pieces, and what was read.
func TestInABrowser(t *testing.T) {
	h := open(t)
	once := h.add(candidate)
	h.work()
	file := filepath.Join(t.TempDir(), "card.jpg")
	if err := os.WriteFile(file, photo(t), 0o600); err != nil {
		t.Fatal(err)
	}
	w := openWindow(t)
	w.do(chromedp.Navigate(h.URL))
	w.look("login")
	w.do(chromedp.SendKeys("#account", "c-1\t"), chromedp.SendKeys("#password", once+"\r"), chromedp.WaitVisible("#chosen"))
	w.look("password")
	w.do(chromedp.SendKeys("#old", once+"\t"), chromedp.SendKeys("#chosen", secret+"\r"), chromedp.WaitVisible("#id_number"))
	w.look("declaration")
	w.do(
		chromedp.SendKeys("#name", "样本甲"), chromedp.SendKeys("#id_number", "11010519491231002X\r"), chromedp.WaitVisible("#files"),
		chromedp.SetUploadFiles("#files", []string{file}), chromedp.SendKeys("#upload button", "\r"),
		chromedp.WaitVisible(`[data-upload][data-state=done]`),
	)
	w.look("application")
	var words string
	w.do(chromedp.Text("#files-read", &words))
	if !strings.Contains(words, "card.jpg") || !strings.Contains(words, "finding.id_card.expired") {
		t.Errorf("the page does not tell what was read: %s", words)
	}
	w.do(chromedp.SendKeys("[data-upload] a", "\r"), chromedp.WaitVisible("polygon.doubt"))
	w.look("upload")

	h.as(document.Grant{Account: "a-1", Role: document.RoleAdmin})
	w.do(
		chromedp.Navigate(h.URL+"/login"), chromedp.SendKeys("#account", "a-1\t"), chromedp.SendKeys("#password", secret+"\r"),
		chromedp.WaitVisible("#state"), chromedp.Navigate(h.URL+"/components"), chromedp.WaitVisible("#bar"),
	)
	w.look("components")
}

// TestEmployerInABrowser goes the employer's way by keyboard: its people, the
// comparison, sending back with reasons, and the word about the originals.
func TestEmployerInABrowser(t *testing.T) {
	h := open(t)
	candidate := h.invite("c-1", "样本甲", firmName)
	path := h.handedIn(candidate)
	h.invite("c-2", "样本乙", firmName)
	h.as(firm)
	w := openWindow(t)
	w.login(h, firm.Account)
	w.do(chromedp.WaitVisible("tbody a"))
	w.look("employer-people")
	w.do(chromedp.SendKeys("tbody a", "\r"), chromedp.WaitVisible("#check"))
	w.look("employer-check")
	w.do(chromedp.SendKeys("#check button[value=pass]", "\r"), chromedp.WaitVisible(".message.error"))
	w.look("employer-refused")
	w.do(
		chromedp.SendKeys(`#check [value="send_back.seal"]`, " "), chromedp.SendKeys("#reason", "请补盖公章"),
		chromedp.SendKeys("#check button[value=send_back]", "\r"), chromedp.WaitVisible(".badge.returned"),
	)
	candidate.post(path+"/submission", "version", versionOf(candidate, path)).want(t, 303)
	w.do(
		chromedp.Reload(), chromedp.WaitVisible("#check"), chromedp.SendKeys("#check [name=originals]", " "),
		chromedp.SendKeys("#check button[value=pass]", "\r"), chromedp.WaitVisible(".badge.waiting"),
	)
	w.look("employer-passed")
	if c := h.fold(path); c.State != document.StateWaiting || !c.Originals.Covers(sum(photo(t))) {
		t.Errorf("after the employer's pass: %s, %+v", c.State, c.Originals)
	}
}

// login enters an account with the password of its own.
func (w *window) login(h *house, account string) {
	w.t.Helper()
	w.do(chromedp.Navigate(h.URL+"/login"), chromedp.SendKeys("#account", account+"\t"), chromedp.SendKeys("#password", secret+"\r"), chromedp.WaitNotPresent("#password"))
}
