package main

import (
	"context"
	"fmt"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"

	"hecha/document"
	"hecha/specimen"
)

type demoCmd struct {
	Out  string `help:"Folder for the specimens and the report." default:"demo" type:"path"`
	Seed uint64 `help:"Draws other people and papers." default:"7"`
}

// Run draws specimens of every kind as people hand them in, reads them, prints
// the table and writes the report.
func (c demoCmd) Run(ctx context.Context, cfg config) error {
	fmt.Println("Drawing synthetic specimens (样本) …")
	files, err := c.draw()
	if err != nil {
		return err
	}
	fmt.Printf("Reading %d files …\n\n", len(files))
	s, err := openScanner(cfg)
	if err != nil {
		return err
	}
	defer s.Close()
	var results []scanned
	err = inOrder(ctx, cfg.slots(), files, s.Scan, func(file string, r document.Result, err error) error {
		if err != nil {
			return err
		}
		results = append(results, scanned{file, r})
		return printTable(os.Stdout, filepath.Base(file), r)
	})
	if err != nil {
		return err
	}
	return c.report(ctx, s, results)
}

func (c demoCmd) report(ctx context.Context, s *fileScanner, results []scanned) error {
	path := filepath.Join(c.Out, "report.html")
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := writeReport(ctx, f, s, results); err != nil {
		return err
	}
	fields, doubtful := 0, 0
	for _, r := range results {
		for _, d := range r.Documents {
			for _, field := range d.Fields {
				fields++
				if len(field.Doubt) > 0 {
					doubtful++
				}
			}
		}
	}
	fmt.Printf("%d fields read, %d of them ask for a person.\nThe annotated pages are in %s\n", fields, doubtful, path)
	return f.Close()
}

// demoFiles are specimens in the forms in which they are handed in.
var demoFiles = []struct {
	name        string
	kind        document.Kind
	degradation specimen.Degradation
}{
	{"id-card-portrait-photo.jpg", document.IDCardPortrait, specimen.Photo},
	{"id-card-emblem-scan.jpg", document.IDCardEmblem, specimen.Scan},
	{"diploma-photo.jpg", document.Diploma, specimen.Photo},
	{"diploma-copy.jpg", document.Diploma, specimen.BWCopy},
	{"chsi-registration.pdf", document.CHSIRegistration, specimen.Clean},
	{"chsi-registration-scan.jpg", document.CHSIRegistration, specimen.Scan},
	{"work-certificate-scan.jpg", document.WorkCertificate, specimen.Scan},
	{"work-certificate-turned.jpg", document.WorkCertificate, specimen.Rotate},
	{"letter.jpg", document.Other, specimen.Scan},
}

// draw writes the specimens, and one page with both sides of an ID card, the
// commonest upload of all.
func (c demoCmd) draw() ([]string, error) {
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return nil, err
	}
	var files []string
	for i, f := range demoFiles {
		seed := c.Seed + uint64(i)
		path := filepath.Join(c.Out, f.name)
		rng := rand.New(rand.NewPCG(seed, 1))
		pages := specimen.Draw(f.kind, specimen.Tune, seed)
		for k, page := range pages {
			pages[k] = specimen.Degrade(page, f.degradation, rng)
		}
		if err := writeSpecimen(path, pages); err != nil {
			return nil, err
		}
		files = append(files, path)
	}
	return files, nil
}

// writeSpecimen writes pages as the file name's ending says: born digital for a
// PDF, the first page for a JPEG.
func writeSpecimen(path string, pages []specimen.Page) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if filepath.Ext(path) == ".pdf" {
		err = specimen.WritePDF(f, pages, specimen.PDFOptions{Mode: specimen.PDFBornDigital})
	} else {
		err = jpeg.Encode(f, pages[0].Image, &jpeg.Options{Quality: 88})
	}
	if err != nil {
		return fmt.Errorf("write specimen %s: %w", path, err)
	}
	return f.Close()
}
