// Command hecha reads the papers behind a professional qualification.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"runtime/pprof"
	"syscall"

	"github.com/alecthomas/kong"

	"hecha/pipeline/raster"
)

// commands is the command line.
type commands struct {
	Config config `embed:""`

	Scan      scanCmd      `cmd:"" help:"Read images and PDFs: documents, fields, seals and what is in doubt."`
	Assess    assessCmd    `cmd:"" help:"Assess an application: what is owed, what contradicts, whether the candidate was entitled."`
	Batch     batchCmd     `cmd:"" help:"Read whole folders into a bucket, and go on where it was stopped."`
	Verify    verifyCmd    `cmd:"" help:"Prove every upload, result and event of a bucket, and name what is wrong."`
	Backup    backupCmd    `cmd:"" help:"Copy what is new in a bucket to a folder, beside a running service."`
	Restore   restoreCmd   `cmd:"" help:"Bring a backup into an empty bucket, and prove every byte of it."`
	Reindex   reindexCmd   `cmd:"" help:"Make the index of applications anew from the bucket."`
	Serve     serveCmd     `cmd:"" help:"Run the service: the API, the sweeper and, unless told otherwise, a worker."`
	Work      workCmd      `cmd:"" help:"Read the uploads of a service, on this machine, too."`
	Token     tokenCmd     `cmd:"" help:"Make, list and take back tokens for machines."`
	User      userCmd      `cmd:"" help:"Make, import, list and disable accounts of people."`
	Ready     readyCmd     `cmd:"" help:"Ask whether a service or worker is ready; for health checks."`
	Load      loadCmd      `cmd:"" help:"Hand files in as fast as a service takes them, and print how fast that is."`
	Demo      demoCmd      `cmd:"" help:"Draw specimens of every kind, read them, and write a report."`
	Specimens specimensCmd `cmd:"" help:"Draw synthetic documents with known truth."`
	Evaluate  evaluateCmd  `cmd:"" help:"Read a folder with a truth.json and measure how right the reading is."`
	Calibrate calibrateCmd `cmd:"" help:"Fit the confidence to a folder with a truth.json."`
	Soak      soakCmd      `cmd:"" help:"Read pages for a long time and print the resident memory."`
}

// exitStatus is an error that only sets the exit status: what it is about was
// said already.
type exitStatus int

func (e exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

func main() {
	raster.MaybeChild()
	collectOften()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var cli commands
	parsed := kong.Parse(&cli,
		kong.Name("hecha"),
		kong.Description("核查: reads scans of ID cards, diplomas, CHSI forms and work certificates, and says what is in doubt."),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		defaults(),
	)
	err := run(parsed, cli.Config)
	var status exitStatus
	switch {
	case errors.As(err, &status):
		os.Exit(int(status))
	case err != nil:
		fmt.Fprintln(os.Stderr, "hecha:", err)
		os.Exit(1)
	}
}

// collectOften has the garbage collected when the heap has grown by a third and not
// only when it has doubled, unless GOGC says otherwise. Most of the heap is pixels,
// which hold no pointers and cost nothing to go over, and most of these are used
// again without becoming garbage.
func collectOften() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(33)
	}
}

// run runs the chosen command, under the profiler if that was asked for.
func run(parsed *kong.Context, cfg config) error {
	if cfg.Profile == "" {
		return parsed.Run(cfg)
	}
	f, err := os.Create(cfg.Profile)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := pprof.StartCPUProfile(f); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	return parsed.Run(cfg)
}
