package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"hecha/document"
	"hecha/pipeline"
	"hecha/pipeline/policy"
)

type assessCmd struct {
	JSON    bool     `help:"One JSON object with the application, its files and the assessment."`
	Against []string `help:"Assessments of others, as --json printed them: files and images of seals that are shared with them are told." type:"existingfile" placeholder:"FILE"`
	Dir     string   `arg:"" help:"Folder with an application.yaml and the candidate's files." type:"existingdir"`
}

// applicationFile holds what the candidate declared; everything else in its
// folder is a paper.
const applicationFile = "application.yaml"

// assessed is the JSON output.
type assessed struct {
	Application document.Application `json:"application"`
	Files       []scanned            `json:"files"`
	Assessment  document.Assessment  `json:"assessment"`
}

// Run reads the folder and prints checklist, findings and calculation. Whatever
// they come to, the exit status is 0 when the application could be assessed.
func (c assessCmd) Run(ctx context.Context, cfg config) error {
	rules, err := policy.Default()
	if err != nil {
		return err
	}
	app, err := readApplication(rules, filepath.Join(c.Dir, applicationFile))
	if err != nil {
		return err
	}
	today := time.Now()
	if day, err := time.Parse(time.DateOnly, app.ReviewDate); err == nil {
		today = day
	}
	s, err := openScannerOn(cfg, today)
	if err != nil {
		return err
	}
	defer s.Close()
	a, err := assessFolder(ctx, s, cfg.slots(), rules, app, c.Dir, today)
	if err != nil {
		return err
	}
	if err := c.compare(rules, &a); err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(os.Stdout).Encode(a)
	}
	return printAssessment(os.Stdout, rules, a)
}

// compare looks for the pictures of an application in the assessments of others.
func (c assessCmd) compare(rules *policy.Policy, a *assessed) error {
	var others []document.Picture
	for _, path := range c.Against {
		var other assessed
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := json.Unmarshal(data, &other); err != nil {
			return fmt.Errorf("%s is no output of hecha assess --json: %w", path, err)
		}
		others = append(others, pipeline.Pictures(path, other.Application, other.results())...)
	}
	if len(others) > 0 {
		own := pipeline.Pictures(c.Dir, a.Application, a.results())
		a.Assessment = pipeline.Shared(rules, a.Assessment, a.results(), own, others)
	}
	return nil
}

func (a assessed) results() []document.Result {
	results := make([]document.Result, len(a.Files))
	for i, f := range a.Files {
		results[i] = f.Result
	}
	return results
}

func (a assessed) names() []string {
	names := make([]string, len(a.Files))
	for i, f := range a.Files {
		names[i] = f.File
	}
	return names
}

// assessFolder reads every file of a folder and assesses them together.
func assessFolder(ctx context.Context, s scanner, slots int, rules *policy.Policy, app document.Application, dir string, today time.Time) (assessed, error) {
	files, err := papersOf(dir)
	if err != nil {
		return assessed{}, err
	}
	a := assessed{Application: app, Files: []scanned{}}
	err = inOrder(ctx, slots, files, func(ctx context.Context, name string) (document.Result, error) {
		return s.Scan(ctx, filepath.Join(dir, name))
	}, func(name string, r document.Result, err error) error {
		if err != nil {
			return err
		}
		a.Files = append(a.Files, scanned{name, r})
		return nil
	})
	if err != nil {
		return assessed{}, err
	}
	a.Assessment = pipeline.Assess(rules, app, a.results(), today)
	return a, nil
}

// papersOf are the files of a folder beside application.yaml, those below it too;
// hidden ones are left out.
func papersOf(dir string) ([]string, error) {
	var files []string
	dir, err := filepath.EvalSymlinks(dir) // a walk goes into no folder that is a link
	if err != nil {
		return nil, err
	}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil || name == "." || name == applicationFile {
			return err
		}
		if strings.HasPrefix(d.Name(), ".") {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if isFile(path, d) {
			files = append(files, name)
		}
		return nil
	})
	return files, err
}
