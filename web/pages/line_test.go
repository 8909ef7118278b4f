package pages_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"hecha/document"
)

// metered counts the bytes of what is sent in pieces.
type metered struct {
	http.Handler
	bytes atomic.Int64
}

func (m *metered) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodPatch {
		r.Body = struct {
			io.Reader
			io.Closer
		}{io.TeeReader(r.Body, m), r.Body}
	}
	m.Handler.ServeHTTP(w, r)
}

func (m *metered) Write(b []byte) (int, error) {
	m.bytes.Add(int64(len(b)))
	return len(b), nil
}

// The line of TestSendsOverABrokenLine.
const (
	photos    = 12
	photoSize = 6 << 20
	lineRate  = 12 << 20 // bytes a second
)

// shownShare is what the page says has arrived, in files.
const shownShare = `parseInt(document.querySelector("#total").innerText.match(/(\d+) \//)?.[1] ?? "0") +
  Math.max(0, ...[...document.querySelectorAll("#sending progress")].map((bar) => bar.value < 1 ? bar.value : 0))`

// Twelve large photos arrive once each over a slow line that breaks in the middle,
// and the page never says that more has arrived than has.
func TestSendsOverABrokenLine(t *testing.T) {
	h := open(t)
	meter := &metered{Handler: h.Config.Handler}
	h.Config.Handler = meter
	once := h.add(candidate)
	b := h.enter("c-1", once)
	path := b.post("/applications", filled()...).want(t, http.StatusSeeOther).Header.Get("Location")
	contents, sums := map[string][]byte{}, map[string]bool{}
	noise := rand.NewChaCha8([32]byte{1})
	for i := range photos {
		data := append(photo(t), make([]byte, photoSize)...)
		if _, err := noise.Read(data[len(data)-photoSize:]); err != nil {
			t.Fatal(err)
		}
		contents[fmt.Sprintf("%02d.jpg", i)] = data
		sums[sum(data)] = true
	}
	w := openWindow(t)
	w.do(chromedp.Navigate(h.URL + "/login"))
	w.arrive("#account")
	w.do(chromedp.SendKeys("#account", "c-1\t"), chromedp.SendKeys("#password", secret+"\r"))
	w.arrive("table")
	w.do(chromedp.Navigate(h.URL + path))
	w.arrive("#files")
	line := func(offline bool) chromedp.Action {
		return network.EmulateNetworkConditions(offline, 20, lineRate, lineRate)
	}
	w.do(network.Enable(), line(false), chromedp.SetUploadFiles("#files", files(t, contents)), chromedp.SendKeys("#upload button", "\r"))
	shown, broken := 0.0, false
	for shown < photos {
		var now float64
		w.do(chromedp.Evaluate(shownShare, &now))
		arrived := float64(meter.bytes.Load()) / photoSize
		if now < shown-0.001 || now > arrived+0.001 {
			t.Fatalf("the page says that %.3f files arrived, after %.3f; %.3f did", now, shown, arrived)
		}
		shown = now
		if shown > photos/2 && !broken {
			broken = true
			h.CloseClientConnections()
			w.do(line(true))
			w.wait(`document.querySelector("#sending").innerText.includes("The line is broken")`)
			w.do(line(false))
		}
	}
	app, err := h.service.View(t.Context(), document.Grant{Account: "p-1", Role: document.RoleProvince, Scopes: []document.Scope{document.ScopeRead}}, strings.TrimPrefix(path, "/applications/"))
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range app.Uploads {
		delete(sums, u.SHA256)
	}
	if len(app.Uploads) != photos || len(sums) > 0 {
		t.Errorf("%d uploads, %d photos are missing", len(app.Uploads), len(sums))
	}
	if !broken {
		t.Error("the line did not break")
	}
	if sent := float64(meter.bytes.Load()) / photoSize; sent > photos+1 {
		t.Errorf("%.1f photos were sent for %d", sent, photos)
	}
}
