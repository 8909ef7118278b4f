package main

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"image/jpeg"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"hecha/document"
	"hecha/specimen"
)

type loadCmd struct {
	URL       string        `arg:"" help:"Address of the service." default:"http://127.0.0.1:8080"`
	Token     string        `help:"Token of a candidate with the scope hand_in." env:"HECHA_TOKEN" required:""`
	Operating string        `help:"Address of the service's /metrics, to see its memory." placeholder:"URL"`
	Clients   int           `help:"Uploads at the same time." default:"8"`
	Uploads   int           `help:"Number of uploads, at most." default:"500"`
	For       time.Duration `help:"Time, at most." default:"30s"`
	Megabytes int           `help:"Size of each upload; 0: that of a scanned card." default:"0"`
}

// Run hands files in as fast as the service takes them, and prints how fast that
// is. No two files are the same.
func (c loadCmd) Run(ctx context.Context) error { return c.run(ctx, os.Stdout) }

func (c loadCmd) run(ctx context.Context, out io.Writer) error {
	if c.Clients < 1 || c.Uploads < 1 || c.Megabytes < 0 || c.Megabytes > 50 {
		return errors.New("give one client and upload or more, and 0 to 50 megabytes")
	}
	file, err := loadFile(c.Megabytes)
	if err != nil {
		return err
	}
	caller := client{strings.TrimSuffix(c.URL, "/"), c.Token}
	l := &load{limit: c.Uploads}
	ctx, cancel := context.WithTimeout(ctx, c.For)
	defer cancel()
	look := c.watch(ctx)
	start := time.Now()
	var g errgroup.Group
	for range c.Clients {
		g.Go(func() error { return l.send(ctx, caller, file) })
	}
	err = g.Wait()
	took := time.Since(start)
	cancel()
	seen := look()
	if err != nil {
		return err
	}
	l.print(out, took, len(file)+ownBytes)
	seen.print(out)
	return nil
}

// ownBytes is what follows a file so that no two are the same.
const ownBytes = 32

// loadFile is a scanned card or, if it is to be larger with its own bytes, one with
// bytes behind it that no reader looks at.
func loadFile(megabytes int) ([]byte, error) {
	var buf bytes.Buffer
	page := specimen.Draw(document.IDCardEmblem, specimen.Tune, 1)[0]
	if err := jpeg.Encode(&buf, page.Image, &jpeg.Options{Quality: 60}); err != nil {
		return nil, err
	}
	if more := megabytes<<20 - ownBytes - buf.Len(); more > 0 {
		buf.Write(make([]byte, more))
	}
	return buf.Bytes(), nil
}

// load is what many clients did together.
type load struct {
	limit int

	mu       sync.Mutex
	sent     int
	accepted []time.Duration
	refused  int
	why      error // the first one was refused
}

// next tells whether one more upload is to be sent.
func (l *load) next() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.sent++
	return l.sent <= l.limit
}

func (l *load) done(took time.Duration, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err != nil {
		l.refused++
		l.why = cmp.Or(l.why, err)
		return
	}
	l.accepted = append(l.accepted, took)
}

// filesOfOne is how many files a client hands in for one application.
const filesOfOne = 8

// send hands files in until there is no time or nothing more to send.
func (l *load) send(ctx context.Context, c client, file []byte) error {
	declared := document.Application{Exam: "一级建造师", ExamYear: 2020, EducationPath: document.PathRegular, EducationLevel: "本科"}
	for ctx.Err() == nil {
		id, err := c.create(ctx, declared)
		if err != nil {
			return ignoreEnd(ctx, err)
		}
		for range filesOfOne {
			if !l.next() {
				return nil
			}
			var own [ownBytes / 2]byte
			_, _ = rand.Read(own[:]) // never fails
			body := io.MultiReader(bytes.NewReader(file), strings.NewReader(hex.EncodeToString(own[:])))
			start := time.Now()
			var u document.Upload
			err := c.ask(ctx, http.MethodPost, "/api/applications/"+id+"/uploads", body, nil, &u)
			if ctx.Err() != nil {
				return nil
			}
			l.done(time.Since(start), err)
		}
	}
	return nil
}

// ignoreEnd is nil for an error that comes of the end of the time.
func ignoreEnd(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

func (l *load) print(out io.Writer, took time.Duration, size int) {
	n := len(l.accepted)
	fmt.Fprintf(out, "%d uploads of %.1f MiB accepted in %.1f s (%.1f a second), %d refused\n", n, float64(size)/(1<<20), took.Seconds(), float64(n)/took.Seconds(), l.refused)
	if l.why != nil {
		fmt.Fprintf(out, "the first that was refused: %v\n", l.why)
	}
	if n == 0 {
		return
	}
	slices.Sort(l.accepted)
	at := func(share float64) time.Duration { return l.accepted[int(share*float64(n-1))].Round(time.Millisecond) }
	fmt.Fprintf(out, "time to the answer: median %s, p95 %s, longest %s\n", at(0.5), at(0.95), at(1))
}
