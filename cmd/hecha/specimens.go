package main

import (
	"context"
	"fmt"

	"hecha/document"
	"hecha/specimen"
)

type specimensCmd struct {
	Split        specimen.Split         `help:"tune, or unseen: never looked at while tuning." enum:"tune,unseen" default:"tune"`
	Seed         uint64                 `help:"The same seed gives the same files." default:"1"`
	Count        int                    `help:"Number of files." default:"100"`
	Kind         []document.Kind        `help:"Only these kinds; default all."`
	Degradation  []specimen.Degradation `help:"Only these: clean, scan, photo, moire, bw_copy, low_res, jpeg, rotate, crumple, copy_a4, screenshot; default all but clean."`
	Format       []specimen.Format      `help:"Drawn evenly from these: jpg, png, tiff, pdf; default mostly jpg."`
	Applications bool                   `help:"Whole applications, each in a folder: half of them truthful, half with one planted lie."`
	TruthOnly    bool                   `help:"Applications without their papers, only with what stands on each, for evaluate --from-truth."`
	Out          string                 `help:"Folder to write into." required:"" type:"path"`
}

// Run writes the dataset.
func (c specimensCmd) Run(ctx context.Context, cfg config) error {
	bar := newProgress(c.Count)
	write, what := specimen.WriteDataset, "files"
	if c.Applications {
		write, what = specimen.WriteApplications, "applications"
	}
	err := write(ctx, c.Out, specimen.Options{
		Split: c.Split, Seed: c.Seed, Count: c.Count, Kinds: c.Kind, Degradations: c.Degradation,
		Formats: c.Format, TruthOnly: c.TruthOnly, Workers: cfg.slots(), Progress: func() { _ = bar.Add(1) },
	})
	if err != nil {
		return err
	}
	fmt.Printf("%d %s in %s\n", c.Count, what, c.Out)
	return nil
}
