package pages_test

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"hecha/document"
)

// enter has somebody in a window of a desk's size.
func (w *window) enter(h *house, g document.Grant) {
	w.t.Helper()
	h.as(g)
	w.do(chromedp.EmulateViewport(1440, 900))
	w.login(h, g.Account)
}

// strike sends keys to whatever has the focus.
func (w *window) strike(keys ...string) {
	w.t.Helper()
	for _, k := range keys {
		w.do(chromedp.KeyEvent(k))
	}
}

// focused is the id of the element that has the focus.
func (w *window) focused() (id string) {
	w.t.Helper()
	w.do(chromedp.Evaluate(`document.activeElement.id || document.activeElement.value || document.activeElement.className`, &id))
	return id
}

// await waits until an expression is true in the page.
func (w *window) await(expression string) {
	w.t.Helper()
	for {
		var yes bool
		err := chromedp.Run(w.ctx, chromedp.Evaluate(expression, &yes)) // fails while a page gives way to another
		if yes && err == nil {
			return
		}
		select {
		case <-w.ctx.Done():
			w.t.Fatalf("never true: %s (%v)", expression, err)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

const (
	first  = "v-f-2-certificate_number"
	second = "v-f-3-employer"
)

// opened waits until the desk stands with its first doubt and that one's picture.
func (w *window) opened() {
	w.t.Helper()
	w.await(`document.activeElement.id === "` + first + `" && document.querySelector("#slots svg .now") !== null`)
}

// TestReviewByKeyboard decides an application of five papers, two fields of which
// are in doubt, and counts the keys.
func TestReviewByKeyboard(t *testing.T) {
	h := open(t)
	app, following := h.waiting("c-1"), h.waiting("c-2")
	w := openWindow(t)
	w.enter(h, reviewer)
	w.do(chromedp.Navigate(h.URL+"/review"), chromedp.WaitVisible(".waiting"))
	w.look("review-queue")
	w.do(chromedp.EmulateViewport(1440, 900), chromedp.Navigate(h.URL+"/review/"+app.ID()))
	w.opened()
	w.look("review")
	w.do(chromedp.EmulateViewport(1440, 900))

	var keys atomic.Int32
	count := func(k ...string) { keys.Add(int32(len(k))); w.strike(k...) }
	w.do(chromedp.Focus("#" + first))
	count(kb.Enter)
	if at := w.focused(); at != second {
		t.Fatalf("after the first doubt the focus is at %s", at)
	}
	count(kb.Backspace, "甲", kb.Enter)
	for w.focused() != "pass" { // findings are looked at on the way
		if keys.Load() > 30 {
			t.Fatalf("the focus is at %s", w.focused())
		}
		count(kb.Enter, kb.Tab)
	}
	w.await(`document.getElementById("saving").className === "good"`)
	w.look("review-decided")
	w.do(chromedp.EmulateViewport(1440, 900))
	begun := time.Now()
	count(kb.Enter)
	w.await(`location.pathname === "/review/` + following.ID() + `" && document.activeElement.id === "` + first + `"`)
	t.Logf("%d key presses for five papers with two fields in doubt; the next application opened in %d ms", keys.Load(), time.Since(begun).Milliseconds())
	if keys.Load() > 12 {
		t.Errorf("%d key presses, want 12 or fewer", keys.Load())
	}
	decided := h.now(app.ID())
	if decided.State != document.StatePassed || len(decided.Words) != 2 {
		t.Errorf("%s with %d words", decided.State, len(decided.Words))
	}
	for _, word := range decided.Words {
		if word.Decision.Field.Name == "employer" && (word.Decision.Verb != document.VerbCorrect || word.Decision.Value != "甲") {
			t.Errorf("the employer: %+v", word.Decision)
		}
	}
}

// What the keys do: Tab goes from doubt to doubt, arrows to every field, ? shows
// the help, and nothing happens while an input method composes.
func TestReviewKeys(t *testing.T) {
	h := open(t)
	app := h.waiting("c-1")
	w := openWindow(t)
	w.enter(h, reviewer)
	w.do(chromedp.Navigate(h.URL + "/review/" + app.ID()))
	w.opened()
	want := func(id string) {
		t.Helper()
		if at := w.focused(); at != id {
			t.Errorf("the focus is at %q, want %q", at, id)
		}
	}
	w.strike(kb.Tab)
	want(second)
	w.do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(8)))
	want(first)
	w.strike(kb.ArrowDown, kb.ArrowUp)
	want(first)
	w.strike("?")
	w.await(`document.getElementById("help").open`)
	w.look("review-help")
	w.do(chromedp.EmulateViewport(1440, 900))
	w.strike(kb.Escape)
	w.await(`!document.getElementById("help").open`)
	want(first)
	var moved bool
	w.do(chromedp.Evaluate(`(() => {
		const e = document.activeElement;
		for (const key of ["Tab", "?", "ArrowDown"]) e.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, isComposing: true }));
		return document.activeElement !== e || document.getElementById("help").open;
	})()`, &moved))
	if moved {
		t.Error("keys of an input method do something")
	}
	w.do(chromedp.KeyEvent("\r", chromedp.KeyModifiers(2)))
	var message string
	w.do(chromedp.Value("#text", &message))
	if message == "" {
		t.Error("Ctrl+Enter puts nothing into the message")
	}
	w.strike("9", kb.Escape)
	var typed, stored string
	w.do(chromedp.Value("#"+first, &typed), chromedp.AttributeValue("#"+first, "data-stored", &stored, nil))
	if typed != stored {
		t.Errorf("Escape leaves %q, want %q", typed, stored)
	}
	w.strike(kb.Escape)
	want("slots")
}

// A claim runs out while somebody types, and a lead releases it: nothing that was
// typed is lost, and nothing that somebody else said is overwritten.
func TestReviewClaimLost(t *testing.T) {
	h := open(t)
	app := h.waiting("c-1")
	ctx, past := t.Context(), time.Now().Add(-time.Minute)
	w := openWindow(t)
	w.enter(h, reviewer)
	w.do(chromedp.Navigate(h.URL + "/review/" + app.ID()))
	w.opened()
	typed := func() (value string) {
		w.do(chromedp.Value("#"+first, &value))
		return value
	}
	lost := func(holder string) {
		t.Helper()
		if _, err := h.service.Assign(ctx, may(lead), app.ID(), 0, document.Assignment{Reviewer: holder, Until: &past}); err != nil {
			t.Fatal(err)
		}
	}

	lost("r-1")
	w.strike("1")
	w.strike(kb.Enter)
	w.await(`document.getElementById("saving").className === "good"`)
	if now := h.now(app.ID()); now.HeldBy(time.Now()) != "r-1" || len(now.Words) != 1 {
		t.Errorf("a claim that ran out is not renewed by the next word: held by %q, %d words", now.HeldBy(time.Now()), len(now.Words))
	}

	lost("r-1")
	if _, err := h.service.Claim(ctx, may(another), app.ID()); err != nil {
		t.Fatal(err)
	}
	w.do(chromedp.Focus("#" + first))
	w.strike("2", kb.Enter)
	w.await(`document.getElementById("saving").className === "bad" && !document.getElementById("alert").hidden`)
	if typed() != "2" {
		t.Errorf("typed %q", typed())
	}
	w.look("review-taken")
	w.do(chromedp.EmulateViewport(1440, 900))

	if _, err := h.service.Release(ctx, may(lead), app.ID()); err != nil {
		t.Fatal(err)
	}
	before := h.now(app.ID())
	w.do(chromedp.Focus("#" + first))
	w.strike(kb.Enter)
	w.await(`document.getElementById("alert").textContent === document.getElementById("saving").dataset.changed`)
	if now := h.now(app.ID()); len(now.Words) != len(before.Words) || typed() != "2" {
		t.Errorf("%d words after %d, typed %q", len(now.Words), len(before.Words), typed())
	}
	w.do(chromedp.Focus("#" + first))
	w.strike(kb.Enter)
	w.await(`document.getElementById("saving").className === "good"`)
	for _, word := range h.now(app.ID()).Words {
		if word.Decision.Value != "2" {
			t.Errorf("stored %q", word.Decision.Value)
		}
	}
}

// TestReviewWeight tells how much a browser fetches for the desk and when it
// paints first.
func TestReviewWeight(t *testing.T) {
	h := open(t)
	app := h.waiting("c-1")
	w := openWindow(t)
	w.enter(h, reviewer)
	var measured struct{ Page, Others, Pictures, Paint float64 }
	w.do(chromedp.Navigate(h.URL + "/review/" + app.ID()))
	w.opened()
	w.do(chromedp.Evaluate(`(() => {
		const sum = (list) => list.reduce((n, e) => n + e.encodedBodySize, 0) / 1024;
		const others = performance.getEntriesByType("resource");
		const pictures = others.filter((e) => /pages|seals/.test(e.name));
		return { Page: sum(performance.getEntriesByType("navigation")), Others: sum(others.filter((e) => !pictures.includes(e))), Pictures: sum(pictures), Paint: performance.getEntriesByName("first-contentful-paint")[0].startTime };
	})()`, &measured))
	t.Logf("page %.0f kB, style and scripts %.0f kB, pictures %.0f kB, first paint after %.0f ms", measured.Page, measured.Others, measured.Pictures, measured.Paint)
	if measured.Page+measured.Others > 300 {
		t.Errorf("the desk weighs %.0f kB without its pictures, want 300 or less", measured.Page+measured.Others)
	}
}
