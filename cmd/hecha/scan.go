package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/sync/errgroup"

	"hecha/document"
)

type scanCmd struct {
	Bucket bucketFlags `embed:""`

	JSON  bool     `help:"One JSON object for each file and line."`
	Text  bool     `help:"Print every line that was read, too."`
	Files []string `arg:"" name:"file" help:"Images (JPEG, PNG, TIFF, WebP, BMP) and PDFs."`
}

// scanned is one line of the JSON output.
type scanned struct {
	File string `json:"file"`
	document.Result
}

// Run reads the files, some at a time, and prints them in the order given. A
// file that cannot be opened does not stop the others; the exit status is then
// 2.
func (c scanCmd) Run(ctx context.Context, cfg config) error {
	memory, closeMemory, err := c.Bucket.memory(ctx)
	if err != nil {
		return err
	}
	defer closeMemory()
	s, err := openScannerWith(cfg, time.Now(), memory)
	if err != nil {
		return err
	}
	defer s.Close()
	unopened := false
	err = inOrder(ctx, cfg.slots(), c.Files, s.Scan, func(file string, r document.Result, err error) error {
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			fmt.Fprintf(os.Stderr, "hecha: %v\n", err)
			unopened = true
			return nil
		}
		return c.print(os.Stdout, scanned{file, r})
	})
	if err == nil && unopened {
		return exitStatus(2)
	}
	return err
}

func (c scanCmd) print(w io.Writer, s scanned) error {
	if c.JSON {
		return json.NewEncoder(w).Encode(s)
	}
	if err := printTable(w, s.File, s.Result); err != nil || !c.Text {
		return err
	}
	for _, d := range s.Documents {
		for _, l := range d.Lines {
			fmt.Fprintf(w, "    %.3f %.3f %v %s\n", l.Confidence, l.MinConfidence(), l.Quad[0], l.Text)
		}
	}
	return nil
}

// inOrder calls work on every item, at most limit at a time, and done with the
// outcomes in the order of the items, as soon as each is there.
func inOrder[T any](ctx context.Context, limit int, items []string,
	work func(context.Context, string) (T, error), done func(string, T, error) error) error {
	type outcome struct {
		value T
		err   error
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	slots := make([]chan outcome, len(items))
	for i := range slots {
		slots[i] = make(chan outcome, 1)
	}
	var g errgroup.Group
	g.SetLimit(limit + 1) // one for the loop that hands out the work
	g.Go(func() error {
		for i, item := range items {
			if ctx.Err() != nil {
				slots[i] <- outcome{err: ctx.Err()}
				continue
			}
			g.Go(func() error {
				v, err := work(ctx, item)
				slots[i] <- outcome{v, err}
				return nil
			})
		}
		return nil
	})
	var failed error
	for i, item := range items {
		o := <-slots[i]
		if failed == nil {
			if failed = done(item, o.value, o.err); failed != nil {
				cancel()
			}
		}
	}
	return failed
}
