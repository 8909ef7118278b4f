// Command screen measures how long a candidate waits from the end of an upload
// until its fields stand on the page, in a browser on a running service whose
// queue is empty.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"time"

	"github.com/alecthomas/kong"
	"github.com/chromedp/cdproto"
	"github.com/chromedp/chromedp"
)

type commands struct {
	URL      string   `help:"Address of the service." default:"http://127.0.0.1:8080" placeholder:"URL"`
	Account  string   `help:"Account of a candidate with one application to which papers may be handed in." required:""`
	Password string   `help:"Password that the candidate chose." env:"HECHA_PASSWORD" required:""`
	Files    []string `arg:"" help:"Photos and PDFs that the application does not have yet, each uploaded by itself." type:"existingfile"`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var c commands
	kong.Parse(&c)
	if err := c.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "screen:", err)
		os.Exit(1)
	}
}

// fileTime bounds what one file may take.
const fileTime = 2 * time.Minute

func (c commands) run(ctx context.Context) error {
	ctx, closeAllocator := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox)...)
	defer closeAllocator()
	ctx, closeTab := chromedp.NewContext(ctx)
	defer closeTab()
	if err := c.open(ctx); err != nil {
		return err
	}
	var waits []time.Duration
	for _, file := range c.Files {
		wait, err := upload(ctx, file)
		if err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
		fmt.Printf("%6d ms  %s\n", wait.Milliseconds(), filepath.Base(file))
		waits = append(waits, wait)
	}
	slices.Sort(waits)
	at := func(share float64) int64 {
		return waits[min(len(waits)-1, int(share*float64(len(waits))))].Milliseconds()
	}
	fmt.Printf("%d files: p50 %d ms, p95 %d ms, longest %d ms\n", len(waits), at(0.5), at(0.95), at(1))
	return nil
}

// open logs in and opens the application.
func (c commands) open(ctx context.Context) error {
	return act(ctx,
		chromedp.Navigate(c.URL+"/login"), chromedp.SendKeys("#account", c.Account), chromedp.SendKeys("#password", c.Password+"\r"),
		chromedp.WaitVisible("td a"), chromedp.Click("td a"), chromedp.WaitVisible("#files"),
	)
}

// act runs actions one by one. One whose element was replaced while it was looked
// for has done nothing yet, and is tried again.
func act(ctx context.Context, actions ...chromedp.Action) error {
	for _, a := range actions {
		const replaced, tries = -32000, 20
		var refused *cdproto.Error
		err := chromedp.Run(ctx, a)
		for n := 1; n < tries && errors.As(err, &refused) && refused.Code == replaced; n++ {
			time.Sleep(50 * time.Millisecond)
			err = chromedp.Run(ctx, a)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// watch notes in the page when a file has arrived, as the page says, and when it
// stands there as read.
const watch = `(() => {
  const arrived = document.getElementById("total").textContent, read = document.querySelectorAll("[data-upload][data-state=done]").length;
  window.noted = { arrived: 0, read: 0 };
  new MutationObserver((_, observer) => {
    if (!noted.arrived && document.getElementById("total").textContent.match(/(\d+) \/ \1$/) && document.getElementById("total").textContent !== arrived) noted.arrived = performance.now();
    if (document.querySelectorAll("[data-upload][data-state=done]").length > read) { noted.read = performance.now(); observer.disconnect(); }
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
})()`

// upload sends one file and is how long its fields took to appear.
func upload(ctx context.Context, file string) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(ctx, fileTime)
	defer cancel()
	var milliseconds float64
	err := act(ctx,
		chromedp.Evaluate(watch, nil), chromedp.SetUploadFiles("#files", []string{file}), chromedp.Click("#upload button"),
		chromedp.Poll("window.noted.read > 0 && window.noted.arrived > 0", nil), chromedp.Evaluate("window.noted.read - window.noted.arrived", &milliseconds),
	)
	return time.Duration(milliseconds * float64(time.Millisecond)), err
}
