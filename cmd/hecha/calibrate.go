package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/goccy/go-yaml"

	"hecha/document"
	"hecha/pipeline/confidence"
	"hecha/pipeline/evaluate"
)

type calibrateCmd struct {
	Memory memoryFlag `embed:""`

	Out     string   `help:"Where to write the model." required:"" type:"path"`
	Doubted float64  `help:"Share of right values that a person may look at for nothing." default:"0.06"`
	Errors  int      `help:"Print up to this many mistakes before the fit; -1 for all." default:"0"`
	Samples string   `help:"Also write what the model is fitted to, one JSON object a line." type:"path"`
	From    []string `help:"Fit to samples that were written before, too." type:"existingfile"`
	Dir     []string `arg:"" optional:"" help:"Folders with a truth.json; never the unseen split." type:"existingdir"`
}

// Run reads the folders and fits the confidence model to what was right.
func (c calibrateCmd) Run(ctx context.Context, cfg config) error {
	samples, err := readSamples(c.From)
	if err != nil {
		return err
	}
	memory, closeMemory, err := c.Memory.open(ctx)
	if err != nil {
		return err
	}
	defer closeMemory()
	for _, dir := range c.Dir {
		report, _, err := measureFolder(ctx, cfg, memory, dir)
		if err != nil {
			return err
		}
		if err := report.WriteText(os.Stdout, c.Errors); err != nil {
			return err
		}
		samples = append(samples, samplesOf(report)...)
	}
	if err := writeSamples(c.Samples, samples); err != nil {
		return err
	}
	model, err := confidence.Fit(samples, c.Doubted, fmt.Sprintf("%d values of synthetic documents", len(samples)))
	if err != nil {
		return err
	}
	data, err := yaml.Marshal(model)
	if err != nil {
		return err
	}
	fmt.Printf("fitted to %s; doubt below %.4f\n", model.Source, model.DoubtBelow)
	return os.WriteFile(c.Out, data, 0o644)
}

// samplesOf is every value of a report that was read off the paper.
func samplesOf(report evaluate.Report) []confidence.Sample {
	var samples []confidence.Sample
	for _, o := range report.Outcomes {
		if !o.Missing && o.Field.Evidence != (document.Evidence{}) {
			samples = append(samples, confidence.Sample{Name: string(o.Entry.Kind) + "/" + o.Name, Evidence: o.Field.Evidence, Right: o.Right})
		}
	}
	return samples
}

// writeSamples writes one JSON object a line; to no file where there is no name.
func writeSamples(path string, samples []confidence.Sample) error {
	if path == "" {
		return nil
	}
	var out bytes.Buffer
	lines := json.NewEncoder(&out)
	for _, s := range samples {
		if err := lines.Encode(s); err != nil {
			return err
		}
	}
	return os.WriteFile(path, out.Bytes(), 0o644)
}

// readSamples reads what writeSamples wrote.
func readSamples(paths []string) ([]confidence.Sample, error) {
	var samples []confidence.Sample
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		for lines := json.NewDecoder(bytes.NewReader(data)); lines.More(); {
			var s confidence.Sample
			if err := lines.Decode(&s); err != nil {
				return nil, fmt.Errorf("read samples of %s: %w", path, err)
			}
			samples = append(samples, s)
		}
	}
	return samples, nil
}
