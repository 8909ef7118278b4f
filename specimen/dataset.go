package specimen

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"hecha/document"
)

// Options tell which dataset to write. The same options give the same files,
// byte for byte, on any number of cores.
type Options struct {
	Split Split
	Seed  uint64
	Count int // of files
	// Kinds and Degradations are drawn from in equal shares; nil means all. All
	// degradations without a list leave Clean out: uploads that are drawings
	// do not exist, except as born-digital PDFs, which PDF makes of them.
	Kinds        []document.Kind
	Degradations []Degradation
	// Formats are drawn evenly: a name twice counts twice. Nil means
	// DefaultFormats. A paper of several pages always becomes a PDF.
	Formats []Format
	// TruthOnly writes applications without their papers: what stands on each is
	// in its truth.
	TruthOnly bool
	Workers   int // 0 means one for each core
	// Progress, if set, is called after every file, from any goroutine.
	Progress func()
}

// Check tells what in o is unknown.
func (o Options) Check() error {
	if o.Split != Tune && o.Split != Unseen {
		return fmt.Errorf("split %q is neither %s nor %s", o.Split, Tune, Unseen)
	}
	for _, k := range o.Kinds {
		if !slices.Contains(Kinds(), k) {
			return fmt.Errorf("kind %q cannot be drawn; there are %v", k, Kinds())
		}
	}
	for _, d := range o.Degradations {
		if !slices.Contains(Degradations, d) {
			return fmt.Errorf("degradation %q is unknown; there are %v", d, Degradations)
		}
	}
	for _, f := range o.Formats {
		if !slices.Contains(DefaultFormats, f) {
			return fmt.Errorf("format %q cannot be written; there are %s, %s, %s and %s", f, FormatJPEG, FormatPNG, FormatTIFF, FormatPDF)
		}
	}
	if o.Count < 0 {
		return errors.New("the number of files is negative")
	}
	return CheckFonts()
}

// WriteDataset writes o.Count files and their truth.json into dir, which it
// makes. File names tell nothing about their content.
func WriteDataset(ctx context.Context, dir string, o Options) error {
	if err := o.Check(); err != nil {
		return fmt.Errorf("write dataset: %w", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("write dataset: %w", err)
	}
	plan := o.plan()
	entries := make([][]entry, len(plan))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(o.workers())
	for i, item := range plan {
		g.Go(func() (err error) {
			if err := ctx.Err(); err != nil {
				return err
			}
			if entries[i], err = item.write(dir, o.Split); err != nil {
				return fmt.Errorf("write dataset: file %d: %w", i, err)
			}
			if o.Progress != nil {
				o.Progress()
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return writeTruth(filepath.Join(dir, "truth.json"), slices.Concat(entries...))
}

func (o Options) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.NumCPU()
}

// planned is one file of a dataset before it is drawn.
type planned struct {
	number      int
	seed        uint64
	kind        document.Kind
	degradation Degradation
	format      Format
}

// plan deals kinds and degradations out in equal shares, in an order that does
// not show which file is which.
func (o Options) plan() []planned {
	kinds, degradations, formats := o.Kinds, o.Degradations, o.Formats
	if len(kinds) == 0 {
		kinds = Kinds()
	}
	if len(degradations) == 0 {
		degradations = Degradations[1:]
	}
	if len(formats) == 0 {
		formats = DefaultFormats
	}
	rng := rand.New(rand.NewPCG(o.Seed, 0x68656368))
	order := rng.Perm(o.Count)
	plan := make([]planned, o.Count)
	for n, i := range order {
		plan[i] = planned{
			number: i, seed: rng.Uint64(),
			kind:        kinds[n%len(kinds)],
			degradation: degradations[n/len(kinds)%len(degradations)],
			format:      formats[rng.IntN(len(formats))],
		}
	}
	return plan
}

// draw draws the file's papers. Copies on A4 show both sides of a card, a diploma
// with a card, or one paper.
func (p planned) draw(split Split) []Page {
	if p.degradation == CopyA4 {
		switch p.kind {
		case document.IDCardPortrait, document.IDCardEmblem:
			return []Page{IDCardCopy(split, p.seed)}
		case document.Diploma:
			if p.seed%2 == 0 {
				return []Page{Mixed(split, p.seed)}
			}
		case document.Other:
			return Draw(p.kind, split, p.seed)
		}
		return Copy(p.kind, split, p.seed)
	}
	return Draw(p.kind, split, p.seed)
}

// write draws, degrades and stores one file, and is what it says.
func (p planned) write(dir string, split Split) ([]entry, error) {
	rng := rand.New(rand.NewPCG(p.seed, 0x64617461))
	var shots []shot
	for _, page := range p.draw(split) {
		shots = append(shots, expose(split, page, p.degradation, rng))
	}
	if len(shots) > 1 {
		p.format = FormatPDF
	}
	name := fmt.Sprintf("%05d.%s", p.number+1, p.format)
	data, err := p.format.encode(shots, p.degradation == Clean, rng)
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
		return nil, err
	}
	return p.entries(name, shots), nil
}

func writeTruth(path string, all []entry) error {
	data, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		return fmt.Errorf("write truth: %w", err)
	}
	return os.WriteFile(path, append(data, '\n'), 0o644)
}
