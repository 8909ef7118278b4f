package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/singleflight"

	"hecha/document"
	"hecha/pipeline/raster"
	"hecha/storage"
)

type batchCmd struct {
	Bucket bucketFlags `embed:""`
	Jobs   int         `help:"Files worked on at the same time; 0 means one more than pages are read." default:"0"`
	JSON   bool        `help:"One JSON object for each file and line, and one for the whole."`
	Paths  []string    `arg:"" optional:"" name:"path" help:"Files, and folders with everything in them. Without any: the uploads that the bucket holds already."`
}

// What became of a file.
const (
	statusRead   = "read"   // now
	statusKnown  = "known"  // read by this version before
	statusFailed = "failed" // it has no result, and Error says why
)

// batched is one line of the JSON output.
type batched struct {
	File    string            `json:"file,omitempty"` // none for an upload that was in the bucket
	SHA256  string            `json:"sha256,omitempty"`
	Status  string            `json:"status"`
	Problem *document.Problem `json:"problem"`         // why nothing could be read on it
	Kinds   []document.Kind   `json:"kinds"`           // of its documents
	Doubts  int               `json:"doubts"`          // fields that ask for a person
	Error   string            `json:"error,omitempty"` // with statusFailed
}

// batchSummary is the last line of the JSON output.
type batchSummary struct {
	Files    int     `json:"files"`
	Read     int     `json:"read"`
	Known    int     `json:"known"`
	Failed   int     `json:"failed"`
	Problems int     `json:"problems"` // of those that were read, now or before
	Seconds  float64 `json:"seconds"`
}

// Run brings every file into the bucket and reads what this version has not read
// yet. A file that fails does not stop the others; the exit status is then 2. What
// stops the whole is an error, and loses nothing: running the same command again
// goes on where it was.
func (c batchCmd) Run(ctx context.Context, cfg config) (err error) {
	if c.Jobs < 0 {
		return fmt.Errorf("--jobs is %d: give 0 for one more than --workers, or a number of files", c.Jobs)
	}
	bucket, err := openBucket(ctx, c.Bucket.orDefault())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, bucket.Close()) }()
	repository := storage.New(bucket, "")
	s, err := openScannerWith(cfg, time.Now(), remember(repository))
	if err != nil {
		return err
	}
	defer s.Close()
	b := &batch{repository: repository, scanner: s, json: c.JSON, out: os.Stdout, log: os.Stderr}
	from := b.unread
	if len(c.Paths) > 0 {
		from = func(ctx context.Context) inputs { return filesBelow(ctx, c.Paths) }
	}
	jobs := c.Jobs
	if jobs == 0 {
		jobs = cfg.slots() + 1
	}
	return b.run(ctx, from, jobs)
}

// batch is a run over many files.
type batch struct {
	repository *storage.Repository
	scanner    *fileScanner
	json       bool
	out, log   io.Writer

	// one has equal files that come at the same time read once.
	one singleflight.Group
	// reading is held by all that are being read, or by the one that reads alone.
	reading sync.RWMutex

	mu      sync.Mutex // for what follows, and for writing
	summary batchSummary
}

// run works through what from yields, jobs at a time.
func (b *batch) run(ctx context.Context, from func(context.Context) inputs, jobs int) error {
	began := time.Now()
	total, err := count(from(ctx))
	if err != nil {
		return err
	}
	bar := newProgress(max(1, total))
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(jobs)
	for in, err := range from(gctx) {
		if gctx.Err() != nil {
			break
		}
		g.Go(func() error {
			line := batched{File: in.file, Status: statusFailed}
			if err == nil {
				line, err = b.process(gctx, in)
			}
			var failed *fileError
			if errors.As(err, &failed) {
				line.Error = failed.Error()
			} else if err != nil {
				return err
			}
			return errors.Join(b.tell(line), bar.Add(1))
		})
	}
	if err = g.Wait(); err == nil {
		err = ctx.Err()
	}
	b.summary.Seconds = time.Since(began).Round(time.Millisecond).Seconds()
	switch told := b.tellSummary(); {
	case err != nil:
		return fmt.Errorf("stopped, run the same command again to go on: %w", err)
	case told != nil:
		return told
	case b.summary.Failed > 0:
		return exitStatus(2)
	}
	return nil
}

// count is how many inputs there are, those that will fail among them.
func count(all inputs) (n int, err error) {
	for _, err := range all {
		var failed *fileError
		if err != nil && !errors.As(err, &failed) {
			return n, err
		}
		n++
	}
	return n, nil
}

// fileError is what is wrong with one file: the others may be well.
type fileError struct{ err error }

func (e *fileError) Error() string { return e.err.Error() }
func (e *fileError) Unwrap() error { return e.err }

// process brings one file into the bucket and reads it. The error is a fileError,
// or what concerns all files: the bucket's, or the context's.
func (b *batch) process(ctx context.Context, in input) (batched, error) {
	line := batched{File: in.file, SHA256: in.upload, Status: statusFailed, Kinds: []document.Kind{}}
	data, err := b.load(ctx, in)
	if err != nil {
		return line, err
	}
	sum := sha256.Sum256(data)
	line.SHA256 = hex.EncodeToString(sum[:])
	known := true // if an equal file is being read just now
	read, err, _ := b.one.Do(line.SHA256, func() (result any, err error) {
		result, known, err = b.read(ctx, line.SHA256, data)
		return result, err
	})
	if err != nil {
		return line, err
	}
	line.Status = statusRead
	if known {
		line.Status = statusKnown
	}
	result := read.(document.Result)
	line.Problem = result.Problem
	for _, d := range result.Documents {
		line.Kinds = append(line.Kinds, d.Kind)
		line.Doubts += doubtful(d)
	}
	return line, nil
}

// load is the bytes of a file or upload.
func (b *batch) load(ctx context.Context, in input) ([]byte, error) {
	if in.file == "" {
		data, err := b.repository.ReadUpload(ctx, in.upload)
		return data, b.sorted(err)
	}
	data, err := b.scanner.load(in.file)
	if err != nil {
		return nil, &fileError{err}
	}
	if limit := raster.DefaultLimits.MaxBytes; int64(len(data)) > limit {
		return nil, &fileError{fmt.Errorf("%s is larger than %d MiB: not stored", in.file, limit>>20)}
	}
	return data, nil
}

// read is the result of an upload under this version: the one that is there, else
// one that is made now. It is judged on the day on which the bytes first came.
func (b *batch) read(ctx context.Context, sum string, data []byte) (result document.Result, known bool, err error) {
	u, err := b.repository.Upload(ctx, sum)
	if errors.Is(err, storage.ErrNotFound) {
		u, _, err = b.repository.PutUpload(ctx, bytes.NewReader(data), storage.Intake{})
	}
	if err != nil {
		return result, false, b.sorted(err)
	}
	stored, err := b.repository.Result(ctx, sum, b.scanner.processor.Fingerprint())
	if err == nil || !errors.Is(err, storage.ErrNotFound) {
		return stored.Result, true, b.sorted(err)
	}
	done, err := b.try(ctx, sum)
	if err != nil {
		return result, false, err
	}
	defer done()
	result, err = b.scanner.processor.On(u.Day(), nil).Process(ctx, data)
	if err != nil {
		if ctx.Err() != nil {
			return result, false, ctx.Err()
		}
		return result, false, &fileError{err}
	}
	_, err = b.repository.PutResult(ctx, result)
	return result, false, err
}

// sorted makes a fileError of what is wrong with one object of the bucket.
func (b *batch) sorted(err error) error {
	if errors.Is(err, storage.ErrCorrupt) {
		return &fileError{err}
	}
	return err
}

// doubtful is how many fields of a document ask for a person.
func doubtful(d document.Document) (n int) {
	count := func(f document.Field) {
		if len(f.Doubt) > 0 {
			n++
		}
	}
	for _, f := range d.Fields {
		count(f)
	}
	for _, p := range d.Periods {
		for _, f := range []document.Field{p.Start, p.End, p.Employer, p.Job} {
			count(f)
		}
	}
	return n
}

// tell counts what became of a file, and says it where that was asked for or
// where it failed.
func (b *batch) tell(line batched) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.summary.Files++
	switch line.Status {
	case statusRead:
		b.summary.Read++
	case statusKnown:
		b.summary.Known++
	default:
		b.summary.Failed++
		name := line.File
		if name == "" {
			name = line.SHA256
		}
		fmt.Fprintf(b.log, "hecha: %s: %s\n", name, line.Error)
	}
	if line.Problem != nil {
		b.summary.Problems++
	}
	if !b.json {
		return nil
	}
	return json.NewEncoder(b.out).Encode(line)
}

func (b *batch) tellSummary() error {
	s := b.summary
	if b.json {
		return json.NewEncoder(b.out).Encode(struct {
			Summary batchSummary `json:"summary"`
		}{s})
	}
	_, err := fmt.Fprintf(b.out, "%d files in %.1f s: %d read, %d known already, %d failed; %d of them could not be read and say why\n",
		s.Files, s.Seconds, s.Read, s.Known, s.Failed, s.Problems)
	return err
}
