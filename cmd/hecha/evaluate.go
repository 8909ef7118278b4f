package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"hecha/document"
	"hecha/pipeline/evaluate"
	"hecha/pipeline/memo"
)

type evaluateCmd struct {
	Memory memoryFlag `embed:""`

	JSON      bool    `help:"The whole report as JSON."`
	Errors    int     `help:"Print up to this many mistakes, silent ones first; -1 for all." default:"0"`
	FromTruth bool    `help:"Applications only: take what stands on the papers from the truth beside them, as a perfect reader would."`
	Misread   float64 `help:"With --from-truth: share of the values that are misread, as look-alikes or without a character." default:"0"`
	Dir       string  `arg:"" help:"Folder with a truth.json, or with an applications.json." type:"existingdir"`
}

// scanner reads one file.
type scanner interface {
	Scan(ctx context.Context, path string) (document.Result, error)
}

// Run reads the folder's files and prints how right the readings are.
func (c evaluateCmd) Run(ctx context.Context, cfg config) error {
	memory, closeMemory, err := c.Memory.open(ctx)
	if err != nil {
		return err
	}
	defer closeMemory()
	if list, ok, err := evaluate.LoadApplications(c.Dir); ok || err != nil {
		return c.applications(ctx, cfg, memory, list, err)
	}
	report, inference, err := measureFolder(ctx, cfg, memory, c.Dir)
	if err != nil {
		return err
	}
	if c.JSON {
		out := json.NewEncoder(os.Stdout)
		out.SetIndent("", "  ")
		return out.Encode(report)
	}
	if err := report.WriteText(os.Stdout, c.Errors); err != nil || memory != nil {
		return err // what is remembered takes no work that a share could be told of
	}
	return printShare(inference)
}

// measureFolder reads the files of a folder with a truth.json, or recalls what is
// remembered of them, and compares them; inference is the work that was spent in
// ONNX Runtime.
func measureFolder(ctx context.Context, cfg config, memory *memo.Memory, dir string) (report evaluate.Report, inference time.Duration, err error) {
	truth, err := evaluate.Load(dir)
	if err != nil {
		return report, 0, err
	}
	s, err := openScannerWith(cfg, time.Now(), memory)
	if err != nil {
		return report, 0, err
	}
	defer s.Close()
	readings, err := readAll(ctx, s, dir, truth, cfg.slots())
	if err != nil {
		return report, 0, err
	}
	return evaluate.Measure(truth, readings), s.engine.Stats().Inference, nil
}

// printShare tells how much of the process's work was spent in ONNX Runtime, the
// loading of the models apart.
func printShare(inference time.Duration) error {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return err
	}
	work := time.Duration(u.Utime.Nano() + u.Stime.Nano())
	fmt.Printf("\n%.1f s of processor time, %.1f s inside ONNX Runtime: %.1f %% outside\n",
		work.Seconds(), inference.Seconds(), 100*(1-inference.Seconds()/work.Seconds()))
	return nil
}

// readAll reads every file of the truth, limit at a time, with its progress on
// standard error. A file that cannot be opened is part of the readings.
func readAll(ctx context.Context, s scanner, dir string, truth []evaluate.Expected, limit int) ([]evaluate.Reading, error) {
	names := evaluate.FileNames(truth)
	readings := make([]evaluate.Reading, 0, len(names))
	bar := newProgress(len(names))
	read := func(ctx context.Context, name string) (evaluate.Reading, error) {
		start := time.Now()
		r, err := s.Scan(ctx, filepath.Join(dir, filepath.FromSlash(name)))
		ms := float64(time.Since(start)) / float64(time.Millisecond)
		return evaluate.Reading{File: name, Result: r, MS: ms, Err: err}, ctx.Err()
	}
	err := inOrder(ctx, limit, names, read, func(_ string, r evaluate.Reading, err error) error {
		if err != nil {
			return err
		}
		if r.Err != nil {
			fmt.Fprintf(os.Stderr, "\nhecha: %v\n", r.Err)
		}
		readings = append(readings, r)
		return bar.Add(1)
	})
	return readings, err
}
