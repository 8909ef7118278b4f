package main

import (
	"context"
	"errors"
	"fmt"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"hecha/document"
	"hecha/pipeline/policy"
	"hecha/specimen"
)

type demoCmd struct {
	Out    string `help:"Folder for the specimens, the report and the service's data." default:"demo" type:"path"`
	Seed   uint64 `help:"Draws other people and papers." default:"7"`
	Listen string `help:"Address of the service; another one if it is taken." default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	Stop   bool   `help:"End the service that an earlier demo left running, and do nothing else."`
}

// demoTime bounds what a part of the demo may take.
const demoTime = 10 * time.Minute

// Run starts a service, hands specimens of every kind and whole applications in
// as candidates do, prints what was read, writes the report, and leaves the
// service running.
func (c demoCmd) Run(ctx context.Context, cfg config) error {
	ctx, cancel := context.WithTimeout(ctx, demoTime)
	defer cancel()
	b := background{dir: c.Out}
	if err := b.stop(ctx); err != nil || c.Stop {
		return err
	}
	if err := cfg.check(); err != nil {
		return err
	}
	fmt.Println("Drawing synthetic specimens (样本) …")
	handed, err := c.drawAll(ctx)
	if err != nil {
		return err
	}
	if b.listen, err = freeListen(c.Listen); err != nil {
		return err
	}
	if err := b.start(ctx); err != nil {
		return err
	}
	accounts, err := demoAccounts(ctx, b.data(), handed[1:])
	if err != nil {
		return err
	}
	if err := demoDeadlines(ctx, b.data()); err != nil {
		return err
	}
	if err := handInAll(ctx, b, accounts, handed); err != nil {
		return err
	}
	if err := c.show(ctx, cfg, handed); err != nil {
		return err
	}
	if err := submitAll(ctx, b, accounts, handed[1:]); err != nil {
		return err
	}
	return c.farewell(b, accounts)
}

// demoApplication is an application on its way through the service.
type demoApplication struct {
	declared document.Application
	files    []string
	client   client
	id       string
	sums     []string // SHA-256 of the files
	assessed assessed
}

// drawAll draws loose specimens of every kind, and two whole applications: one
// is truthful, the other holds a lie.
func (c demoCmd) drawAll(ctx context.Context) ([]*demoApplication, error) {
	rules, err := policy.Default()
	if err != nil {
		return nil, err
	}
	loose, err := c.draw()
	if err != nil {
		return nil, err
	}
	all := []*demoApplication{{
		declared: document.Application{Exam: "一级建造师", ExamYear: 2020, EducationPath: document.PathRegular, EducationLevel: "本科"},
		files:    loose,
	}}
	folder := filepath.Join(c.Out, "applications")
	if err := specimen.WriteApplications(ctx, folder, specimen.Options{Split: specimen.Tune, Seed: c.Seed, Count: 2, Workers: 2}); err != nil {
		return nil, err
	}
	for _, name := range []string{"0001", "0002"} {
		dir := filepath.Join(folder, name)
		declared, err := readApplication(rules, filepath.Join(dir, applicationFile))
		if err != nil {
			return nil, err
		}
		papers, err := papersOf(dir)
		if err != nil {
			return nil, err
		}
		declared.ID = ""
		app := &demoApplication{declared: declared}
		for _, p := range papers {
			app.files = append(app.files, filepath.Join(dir, p))
		}
		all = append(all, app)
	}
	return all, nil
}

// show prints what was read of the loose specimens and what can be said about the
// applications, and writes the report.
func (c demoCmd) show(ctx context.Context, cfg config, handed []*demoApplication) error {
	for _, f := range handed[0].assessed.Files {
		if err := printTable(os.Stdout, filepath.Base(f.File), f.Result); err != nil {
			return err
		}
	}
	rules, err := policy.Default()
	if err != nil {
		return err
	}
	for _, app := range handed[1:] {
		for i, f := range app.assessed.Files {
			app.assessed.Files[i].File = filepath.Base(f.File)
		}
		if err := printAssessment(os.Stdout, rules, app.assessed); err != nil {
			return err
		}
		fmt.Println()
	}
	pages, err := openRaster(cfg)
	if err != nil {
		return err
	}
	return errors.Join(c.report(ctx, &fileScanner{raster: pages}, handed[0].assessed.Files), pages.Close())
}

func (c demoCmd) farewell(b background, accounts []demoAccount) error {
	fmt.Printf("\nThe service is running: http://%s (OpenAPI at /openapi.json, see docs/api.md). The demo's accounts, with a one-time password for the pages and a token for the API:\n\n", b.listen)
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	for _, a := range accounts {
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\n", a.grant.Role, a.grant.Account, a.password, a.secret)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Println("\nOne application is not submitted yet, one waits for demo-employer-2, and one for demo-reviewer.")
	fmt.Printf("\nIts log is %s. hecha demo --stop --out %s ends it.\n", b.logFile(), c.Out)
	return nil
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
