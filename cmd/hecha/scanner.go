package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"time"

	"hecha/document"
	"hecha/pipeline"
	"hecha/pipeline/confidence"
	"hecha/pipeline/memo"
	"hecha/pipeline/ocr"
	"hecha/pipeline/ocr/ppocr"
	"hecha/pipeline/ocr/tesseract"
	"hecha/pipeline/raster"
)

// fileScanner reads files with everything wired: the one place where engines,
// limits and the pipeline meet.
type fileScanner struct {
	raster    *raster.Reader
	engine    *ppocr.Engine
	second    *tesseract.Engine // nil without a second reader
	processor *pipeline.Processor
}

// openScanner loads the models and starts the engines. The caller closes it.
func openScanner(cfg config) (*fileScanner, error) { return openScannerOn(cfg, time.Now()) }

// openScannerOn is openScanner for papers that are judged on the day of today.
func openScannerOn(cfg config, today time.Time) (*fileScanner, error) {
	return openScannerWith(cfg, today, nil)
}

// openScannerWith is openScannerOn with a memory, which may be nil, of what was
// read before.
func openScannerWith(cfg config, today time.Time, memory *memo.Memory) (s *fileScanner, err error) {
	if err := cfg.check(); err != nil {
		return nil, err
	}
	s = &fileScanner{}
	defer func() {
		if err != nil {
			s.Close()
		}
	}()
	model, err := confidence.Default()
	if err != nil {
		return nil, err
	}
	if s.engine, err = ppocr.Open(ppocr.Config{ModelDir: cfg.Models, Library: cfg.Runtime, Sessions: cfg.slots()}); err != nil {
		return nil, err
	}
	var second ocr.Engine
	secondDigest := ""
	if cfg.Second {
		if s.second, err = tesseract.Open(tesseract.Config{Clients: cfg.slots()}); err != nil {
			return nil, err
		}
		second = s.second
		secondDigest = "tesseract " + tesseract.Version()
	}
	if s.raster, err = openRaster(cfg); err != nil {
		return nil, err
	}
	s.processor = pipeline.New(pipeline.Config{
		Raster: s.raster, Inspector: s.raster, Engine: s.engine, Second: second, Confidence: model,
		EngineDigest: s.engine.Digest(), SecondDigest: secondDigest, Memory: memory, Slots: cfg.slots(), Today: today,
	})
	return s, nil
}

// openRaster turns files into pages. The caller closes it.
func openRaster(cfg config) (*raster.Reader, error) {
	return raster.New(raster.Config{CacheDir: filepath.Join(cfg.Cache, "wazero"), FontDir: raster.DefaultFontDir, Workers: cfg.slots()})
}

// Scan reads one file. The error is about the file system, the context or an
// engine; what is wrong with the file's content is in the result.
func (s *fileScanner) Scan(ctx context.Context, path string) (document.Result, error) {
	data, err := s.load(path)
	if err != nil {
		return document.Result{}, err
	}
	return s.processor.Process(ctx, data)
}

// Pages are the pages of one file as its quads see them.
func (s *fileScanner) Pages(ctx context.Context, path string) iter.Seq2[raster.Page, error] {
	return func(yield func(raster.Page, error) bool) {
		data, err := s.load(path)
		if err != nil {
			yield(raster.Page{}, err)
			return
		}
		s.raster.Pages(ctx, data)(yield)
	}
}

// load reads at most one byte more than the limit, so that a huge file is a
// problem of the result and not of the memory.
func (s *fileScanner) load(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, raster.DefaultLimits.MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return data, nil
}

// Close ends the engines.
func (s *fileScanner) Close() error {
	var errs []error
	if s.raster != nil {
		errs = append(errs, s.raster.Close())
	}
	if s.second != nil {
		errs = append(errs, s.second.Close())
	}
	if s.engine != nil {
		errs = append(errs, s.engine.Close())
	}
	return errors.Join(errs...)
}
