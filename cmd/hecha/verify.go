package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	"hecha/storage"
)

type verifyCmd struct {
	Bucket bucketFlags `embed:""`
	Jobs   int         `help:"Objects looked at at the same time; 0 means two for each core." default:"0"`
	JSON   bool        `help:"One JSON object for everything that is wrong, and one for the whole."`
}

// statusWrong is the exit status for a bucket in which something is wrong.
const statusWrong = exitStatus(3)

// verified is one line of the JSON output: an object that is wrong, or that nobody
// could look at.
type verified struct {
	Key   string `json:"key"`
	Wrong bool   `json:"wrong"` // false: it may be well, and could not be read
	Error string `json:"error"`
}

// verifySummary is the last line of the JSON output.
type verifySummary struct {
	Objects int     `json:"objects"`
	Bytes   int64   `json:"bytes"`
	Wrong   int     `json:"wrong"`
	Unseen  int     `json:"unseen"`
	Seconds float64 `json:"seconds"`
}

// Run proves every object of a bucket and names what is wrong. The exit status is 0
// if all is well, 3 if something is wrong, and 1 if something could not be looked at
// and nothing else is wrong.
func (c verifyCmd) Run(ctx context.Context, _ config) error {
	if c.Jobs < 0 {
		return fmt.Errorf("--jobs is %d: give 0 for two for each core, or a number of objects", c.Jobs)
	}
	bucket, err := openExistingBucket(ctx, c.Bucket.orDefault())
	if err != nil {
		return err
	}
	jobs := c.Jobs
	if jobs == 0 {
		jobs = 2 * runtime.NumCPU()
	}
	v := verification{repository: storage.New(bucket, ""), json: c.JSON, out: os.Stdout}
	return errors.Join(v.run(ctx, jobs), bucket.Close())
}

// verification is a walk over a bucket.
type verification struct {
	repository *storage.Repository
	json       bool
	out        io.Writer
	summary    verifySummary
}

func (v *verification) run(ctx context.Context, jobs int) error {
	began := time.Now()
	total := 0
	for _, err := range v.repository.Objects(ctx) {
		if err != nil {
			return err
		}
		total++
	}
	bar := newProgress(max(1, total))
	var failed error // of telling
	err := v.repository.Verify(ctx, jobs, func(info storage.Info, err error) {
		failed = errors.Join(failed, v.tell(info, err), bar.Add(1))
	})
	if err = errors.Join(err, failed); err != nil {
		return fmt.Errorf("stopped after %d of %d objects, %d of them wrong: %w", v.summary.Objects, total, v.summary.Wrong, err)
	}
	v.summary.Seconds = time.Since(began).Round(time.Millisecond).Seconds()
	if err := v.tellSummary(); err != nil {
		return err
	}
	switch {
	case v.summary.Wrong > 0:
		return statusWrong
	case v.summary.Unseen > 0:
		return exitStatus(1)
	}
	return nil
}

// tell counts an object and names it if it is not well.
func (v *verification) tell(info storage.Info, err error) error {
	v.summary.Objects++
	v.summary.Bytes += info.Size
	if err == nil {
		return nil
	}
	line := verified{Key: info.Key, Wrong: storage.Wrong(err), Error: err.Error()}
	what := "wrong"
	if line.Wrong {
		v.summary.Wrong++
	} else {
		v.summary.Unseen++
		what = "could not look"
	}
	if v.json {
		return json.NewEncoder(v.out).Encode(line)
	}
	_, failed := fmt.Fprintf(v.out, "%s: %s: %s\n", what, line.Key, line.Error)
	return failed
}

func (v *verification) tellSummary() error {
	s := v.summary
	if v.json {
		return json.NewEncoder(v.out).Encode(struct {
			Summary verifySummary `json:"summary"`
		}{s})
	}
	_, err := fmt.Fprintf(v.out, "%d objects, %.1f MiB in %.1f s: %d wrong, %d could not be looked at\n",
		s.Objects, float64(s.Bytes)/(1<<20), s.Seconds, s.Wrong, s.Unseen)
	return err
}
