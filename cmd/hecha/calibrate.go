package main

import (
	"context"
	"fmt"
	"os"

	"github.com/goccy/go-yaml"

	"hecha/document"
	"hecha/pipeline/confidence"
)

type calibrateCmd struct {
	Out    string  `help:"Where to write the model." required:"" type:"path"`
	Silent float64 `help:"Share of values that may be wrong without a doubt." default:"0.001"`
	Errors int     `help:"Print up to this many mistakes before the fit; -1 for all." default:"0"`
	Dir    string  `arg:"" help:"Folder with a truth.json; never the unseen split." type:"existingdir"`
}

// Run reads the folder and fits the confidence model to what was right.
func (c calibrateCmd) Run(ctx context.Context, cfg config) error {
	report, _, err := measureFolder(ctx, cfg, c.Dir)
	if err != nil {
		return err
	}
	if err := report.WriteText(os.Stdout, c.Errors); err != nil {
		return err
	}
	var samples []confidence.Sample
	for _, o := range report.Outcomes {
		if !o.Missing && o.Field.Evidence != (document.Evidence{}) {
			samples = append(samples, confidence.Sample{Evidence: o.Field.Evidence, Right: o.Right})
		}
	}
	model, err := confidence.Fit(samples, c.Silent, fmt.Sprintf("%d values of %d synthetic files", len(samples), report.Files))
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
