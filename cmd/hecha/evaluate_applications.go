package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"hecha/pipeline"
	"hecha/pipeline/evaluate"
	"hecha/pipeline/memo"
	"hecha/pipeline/policy"
)

// applications assesses every application of the folder and prints which lies
// were found and which truthful ones an error accuses.
func (c evaluateCmd) applications(ctx context.Context, cfg config, memory *memo.Memory, list []evaluate.ExpectedApplication, err error) error {
	if err != nil {
		return err
	}
	rules, err := policy.Default()
	if err != nil {
		return err
	}
	var assessed []evaluate.AssessedApplication
	if c.FromTruth {
		assessed = c.assessTruth(rules, list)
	} else {
		assessed, err = assessAll(ctx, cfg, memory, rules, c.Dir, list)
	}
	if err != nil {
		return err
	}
	report := evaluate.MeasureApplications(list, assessed)
	if err := c.measureValues(&report, list, assessed); err != nil {
		return err
	}
	if c.JSON {
		out := json.NewEncoder(os.Stdout)
		out.SetIndent("", "  ")
		return out.Encode(report)
	}
	return report.WriteText(os.Stdout)
}

// measureValues adds to the report what was read on the papers of applications
// that have their truth beside them.
func (c evaluateCmd) measureValues(r *evaluate.ApplicationReport, list []evaluate.ExpectedApplication, assessed []evaluate.AssessedApplication) error {
	for i, e := range list {
		if assessed[i].Err != nil {
			continue // told by itself
		}
		truth, err := evaluate.LoadApplicationTruth(filepath.Join(c.Dir, e.Dir))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		r.MeasureValues(truth, assessed[i])
	}
	return nil
}

// assessAll assesses the applications one after the other, the files of each
// side by side. All are judged on the day of review of the first: a scanner has
// one day.
func assessAll(ctx context.Context, cfg config, memory *memo.Memory, rules *policy.Policy, dir string, list []evaluate.ExpectedApplication) ([]evaluate.AssessedApplication, error) {
	today := time.Now()
	if len(list) > 0 {
		if app, err := readApplication(rules, filepath.Join(dir, list[0].Dir, applicationFile)); err == nil {
			if day, err := time.Parse(time.DateOnly, app.ReviewDate); err == nil {
				today = day
			}
		}
	}
	s, err := openScannerWith(cfg, today, memory)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	bar := newProgress(len(list))
	all := make([]evaluate.AssessedApplication, len(list))
	for i, e := range list {
		all[i] = assessOne(ctx, s, cfg.slots(), rules, filepath.Join(dir, e.Dir), today)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if all[i].Err != nil {
			fmt.Fprintf(os.Stderr, "\nhecha: %v\n", all[i].Err)
		}
		if err := bar.Add(1); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func assessOne(ctx context.Context, s scanner, slots int, rules *policy.Policy, dir string, today time.Time) evaluate.AssessedApplication {
	app, err := readApplication(rules, filepath.Join(dir, applicationFile))
	if err != nil {
		return evaluate.AssessedApplication{Err: err}
	}
	a, err := assessFolder(ctx, s, slots, rules, app, dir, today)
	return evaluate.AssessedApplication{Files: a.names(), Results: a.results(), Assessment: a.Assessment, Err: err}
}

// assessTruth assesses the applications by what is known to stand on their
// papers.
func (c evaluateCmd) assessTruth(rules *policy.Policy, list []evaluate.ExpectedApplication) []evaluate.AssessedApplication {
	all := make([]evaluate.AssessedApplication, len(list))
	for i, e := range list {
		all[i] = c.assessTruthOf(rules, filepath.Join(c.Dir, e.Dir), uint64(i))
	}
	return all
}

func (c evaluateCmd) assessTruthOf(rules *policy.Policy, dir string, seed uint64) evaluate.AssessedApplication {
	app, err := readApplication(rules, filepath.Join(dir, applicationFile))
	if err != nil {
		return evaluate.AssessedApplication{Err: err}
	}
	truth, err := evaluate.LoadApplicationTruth(dir)
	if err != nil {
		return evaluate.AssessedApplication{Err: err}
	}
	today, err := time.Parse(time.DateOnly, app.ReviewDate)
	if err != nil {
		today = time.Now()
	}
	results := evaluate.ReadTruth(truth, evaluate.Noise{Misread: c.Misread, Seed: seed}, today)
	return evaluate.AssessedApplication{Files: evaluate.FileNames(truth), Results: results, Assessment: pipeline.Assess(rules, app, results, today)}
}
