// Command record draws specimens, reads them with PP-OCR and writes what was
// read beside what is true, one compressed JSON file for each page: the data
// that extractors are measured with and that goldens are chosen from.
//
//	go run ./extractors/internal/record -out /tmp/lines -n 3
//
// It only draws the split to develop with; the unseen one is for judging.
package main

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"hecha/document"
	"hecha/extractors"
	"hecha/pipeline/ocr"
	"hecha/pipeline/ocr/ppocr"
	"hecha/pipeline/preprocess"
	"hecha/specimen"
)

// Recording is one page: the sheet as an engine read it, and the papers on it.
type Recording struct {
	Sheet extractors.Sheet
	Truth []specimen.Truth
}

func main() {
	home, err := os.UserHomeDir()
	if err != nil {
		log.Fatal(err)
	}
	out := flag.String("out", "", "folder to write to")
	n := flag.Int("n", 1, "specimens of each layout")
	first := flag.Uint64("seed", 1, "seed of the first")
	kinds := flag.String("kinds", "", "kinds, separated by commas; all when empty")
	degradations := flag.String("degradations", "clean", "degradations, separated by commas")
	sheets := flag.Bool("sheets", false, "record sheets that hold several papers instead of single ones")
	models := flag.String("models", filepath.Join(home, ".cache/hecha/models/ppocrv4"), "model folder")
	library := flag.String("library", filepath.Join(home, ".cache/hecha/lib/libonnxruntime.so.1"), "ONNX Runtime")
	check := flag.String("measure", "", "folder of recordings to measure the extractors with, instead of recording")
	lines := flag.Bool("lines", false, "with -measure, show the lines of pages that differ")
	flag.Parse()
	if *check != "" {
		if err := measure(os.Stdout, *check, *lines); err != nil {
			log.Fatal(err)
		}
		return
	}
	engine, err := ppocr.Open(ppocr.Config{ModelDir: *models, Library: *library})
	if err != nil {
		log.Fatal(err)
	}
	r := recorder{engine, *out}
	if *sheets {
		if err := r.recordSheets(*first, *n); err != nil {
			log.Fatal(err)
		}
		return
	}
	for _, kind := range specimen.Kinds() {
		if *kinds != "" && !slices.Contains(strings.Split(*kinds, ","), string(kind)) {
			continue
		}
		for _, layout := range specimen.SplitLayouts(kind, specimen.Tune) {
			for i := range uint64(*n) {
				for _, d := range strings.Split(*degradations, ",") {
					if err := r.record(kind, layout, *first+i, specimen.Degradation(d)); err != nil {
						log.Fatal(err)
					}
				}
			}
		}
	}
	if err := engine.Close(); err != nil {
		log.Fatal(err)
	}
}

type recorder struct {
	engine ocr.Engine
	out    string
}

func (r recorder) record(kind document.Kind, layout string, seed uint64, d specimen.Degradation) error {
	for i, page := range specimen.DrawLayout(kind, layout, specimen.Tune, seed) {
		name := fmt.Sprintf("%s-%s-%d-%s-%d.json.gz", kind, layout, seed, d, i+1)
		h := fnv.New64a()
		h.Write([]byte(name))
		page = specimen.Degrade(page, d, rand.New(rand.NewPCG(seed, h.Sum64())))
		if err := r.page(name, page, i+1); err != nil {
			return err
		}
	}
	return nil
}

// recordSheets records copies of both sides of a card and mixed sheets.
func (r recorder) recordSheets(first uint64, n int) error {
	for i := range uint64(n) {
		seed := first + i
		if err := r.page(fmt.Sprintf("sheet-copy-%d.json.gz", seed), specimen.IDCardCopy(specimen.Tune, seed), 1); err != nil {
			return err
		}
		if err := r.page(fmt.Sprintf("sheet-mixed-%d.json.gz", seed), specimen.Mixed(specimen.Tune, seed), 1); err != nil {
			return err
		}
	}
	return nil
}

// page reads one page and writes its recording.
func (r recorder) page(name string, page specimen.Page, number int) error {
	lines, err := r.engine.Read(context.Background(), ocr.Request{Image: preprocess.SuppressSeals(page.Image, sealsOf(page))})
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	b := page.Image.Bounds()
	rec := Recording{
		Sheet: extractors.Sheet{Page: number, Width: float64(b.Dx()), Height: float64(b.Dy()), DPI: page.DPI, Lines: rounded(lines)},
		Truth: page.Documents,
	}
	return write(filepath.Join(r.out, name), rec)
}

// rounded drops the digits that nobody needs, to keep recordings small.
func rounded(lines []document.Line) []document.Line {
	round := func(v *float64) { *v = math.Round(*v*1000) / 1000 }
	for _, l := range lines {
		for i := range l.Chars {
			c := &l.Chars[i]
			for _, v := range []*float64{&c.Confidence, &c.From, &c.To, &c.SecondConfidence} {
				round(v)
			}
		}
	}
	return lines
}

// sealsOf are the places of the seals, as truth knows them.
func sealsOf(p specimen.Page) []document.Quad {
	var out []document.Quad
	for _, d := range p.Documents {
		for _, s := range d.Seals {
			out = append(out, s.Quad)
		}
	}
	return out
}

func write(path string, rec Recording) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	z := gzip.NewWriter(f)
	if err := json.NewEncoder(z).Encode(rec); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return f.Close()
}
