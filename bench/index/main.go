// Command index fills an index with synthetic applications and measures how long
// its pages and searches take. docs/performance.md has what it printed.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"time"

	"github.com/alecthomas/kong"

	"hecha/document"
	"hecha/storage/index"
)

type commands struct {
	Applications int    `help:"Applications to fill in." default:"1000000"`
	Index        string `help:"File of a SQLite index, or postgres:// URL. What is there is deleted, unless it holds that many applications." required:""`
	Runs         int    `help:"How often each query is asked." default:"100"`
	Pages        bool   `help:"Compare the pages of the web application with a hundred applications and with that many instead; they lie in new folders beside --index."`
	Slow         bool   `help:"Print queries above 50 ms."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var c commands
	kong.Parse(&c)
	if err := c.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "index:", err)
		os.Exit(1)
	}
}

func (c commands) run(ctx context.Context) error {
	if c.Pages {
		return c.comparePages(ctx)
	}
	x, err := index.Open(ctx, c.Index)
	if err != nil {
		return err
	}
	defer func() { fmt.Fprintln(os.Stderr, "closed:", x.Close()) }()
	have, err := x.CountStates(ctx, index.Filter{})
	if err != nil {
		return err
	}
	total := 0
	for _, n := range have {
		total += n
	}
	if total != c.Applications {
		if x, err = c.fill(ctx, x); err != nil {
			return err
		}
	}
	return measure(ctx, x, c)
}

// fill makes the index anew.
func (c commands) fill(ctx context.Context, old *index.Index) (*index.Index, error) {
	if err := old.Close(); err != nil {
		return nil, err
	}
	x, err := index.Recreate(ctx, c.Index)
	if err != nil {
		return nil, err
	}
	began, gone := time.Now(), 0
	heads := func(yield func(document.Head, error) bool) {
		for i := range c.Applications {
			if !yield(document.Head{Application: identifier(i), Sequence: 1}, nil) {
				return
			}
		}
	}
	err = x.Fill(ctx, heads, load, index.Everything, func(n int) {
		if gone += n; gone%50_000 < n {
			fmt.Fprintf(os.Stderr, "%d applications, %.0f a second\n", gone, float64(gone)/time.Since(began).Seconds())
		}
	})
	fmt.Printf("filled %d applications in %.0f s\n", gone, time.Since(began).Seconds())
	return x, err
}
