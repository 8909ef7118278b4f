// Command workers measures what the service costs beside reading: it reads the same
// pictures with `hecha scan` and with `hecha work` processes of one slot each, over
// a Redis, an S3 server and a PostgreSQL that run already. docs/performance.md has
// what it printed.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"time"

	"github.com/alecthomas/kong"
)

type commands struct {
	Hecha    string   `help:"The program." required:"" type:"existingfile"`
	Redis    string   `help:"host:port; its databases from 1 on are used." required:""`
	S3       string   `name:"s3" help:"URL of an S3 server; HECHA_S3_ACCESS_KEY and HECHA_S3_SECRET_KEY are its keys." required:""`
	Postgres string   `help:"URL of a database beside which others are made." required:""`
	Servers  []int    `help:"Processes of the three, to see what they cost."`
	Rounds   int      `help:"How often everything is read each way." default:"2"`
	Work     string   `help:"Empty folder for what is written." required:"" type:"existingdir"`
	Files    []string `arg:"" help:"Pictures of one page each." type:"existingfile"`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var c commands
	kong.Parse(&c)
	if err := c.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "workers:", err)
		os.Exit(1)
	}
}

// spent is what reading all files once took.
type spent struct {
	clock   time.Duration
	readers time.Duration // processor time of those that read
	others  time.Duration // of serve and the three servers
}

func (s spent) plus(o spent) spent {
	return spent{s.clock + o.clock, s.readers + o.readers, s.others + o.others}
}

// way is a way of reading all files.
type way struct {
	name string
	read func(context.Context) (spent, error)
	sum  spent
}

// run reads round after round, each way in turn, so that what else the machine does
// falls on all of them.
func (c commands) run(ctx context.Context) error {
	runs := 0
	work := func(workers int) func(context.Context) (spent, error) {
		return func(ctx context.Context) (spent, error) {
			runs++
			return c.serve(ctx, runs, workers)
		}
	}
	ways := []*way{
		{name: "hecha scan, 1 slot", read: func(ctx context.Context) (spent, error) { return c.scan(ctx, 1) }},
		{name: "1 hecha work", read: work(1)},
		{name: "hecha scan, 2 slots", read: func(ctx context.Context) (spent, error) { return c.scan(ctx, 2) }},
		{name: "2 hecha work", read: work(2)},
	}
	for range c.Rounds {
		for _, w := range ways {
			s, err := w.read(ctx)
			if err != nil {
				return fmt.Errorf("%s: %w", w.name, err)
			}
			w.sum = w.sum.plus(s)
		}
	}
	c.print(ways)
	return nil
}

func (c commands) print(ways []*way) {
	pages := float64(c.Rounds * len(c.Files))
	fmt.Printf("%d pages, %d rounds\n%-20s %8s %13s %13s\n", len(c.Files), c.Rounds, "", "pages/s", "reader CPU/p", "others CPU/p")
	for _, w := range ways {
		fmt.Printf("%-20s %8.2f %11.3f s %11.3f s\n", w.name, pages/w.sum.clock.Seconds(), w.sum.readers.Seconds()/pages, w.sum.others.Seconds()/pages)
	}
	scan1, work1, scan2, work2 := ways[0].sum, ways[1].sum, ways[2].sum, ways[3].sum
	more := func(what string, a, b time.Duration) {
		fmt.Printf("%s: %+.1f %%\n", what, 100*(a.Seconds()/b.Seconds()-1))
	}
	fmt.Printf("2 workers read %.2f times as fast as 1; hecha scan with 2 slots %.2f times\n", work1.clock.Seconds()/work2.clock.Seconds(), scan1.clock.Seconds()/scan2.clock.Seconds())
	more("1 worker against 1 slot, clock", work1.clock, scan1.clock)
	more("2 workers against 2 slots, clock", work2.clock, scan2.clock)
	more("1 worker against 1 slot, processor time of the reader", work1.readers, scan1.readers)
	more("2 workers against 2 slots, processor time of the readers", work2.readers, scan2.readers)
	more("1 worker against 1 slot, processor time of everything", work1.readers+work1.others, scan1.readers)
	more("2 workers against 2 slots, processor time of everything", work2.readers+work2.others, scan2.readers)
}
