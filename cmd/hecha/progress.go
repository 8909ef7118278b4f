package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows how much of a long run is done.
type progress interface {
	// Add counts n more as done. It is safe for concurrent use.
	Add(n int) error
}

// logEvery is how often a run tells a log how far it is.
const logEvery = 10 * time.Second

// newProgress counts to total on standard error: by a bar on a terminal, by a
// line now and then anywhere else.
func newProgress(total int) progress {
	if !term.IsTerminal(int(os.Stderr.Fd())) {
		return &progressLog{out: os.Stderr, total: total, now: time.Now, last: time.Now()}
	}
	return progressbar.NewOptions(total, progressbar.OptionSetWriter(os.Stderr),
		progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(500*time.Millisecond))
}

// progressLog writes whole lines, none within logEvery of the start or of the
// line before: a short run leaves a log clean.
type progressLog struct {
	out   io.Writer
	total int
	now   func() time.Time

	mu   sync.Mutex
	done int
	last time.Time
}

func (p *progressLog) Add(n int) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done += n
	now := p.now()
	if now.Sub(p.last) < logEvery {
		return nil
	}
	p.last = now
	_, err := fmt.Fprintf(p.out, "%d of %d done\n", p.done, p.total)
	return err
}
