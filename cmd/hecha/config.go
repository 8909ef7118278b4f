package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/alecthomas/kong"
)

// config is everything that can be set from outside. Each value has a flag and
// an environment variable; both are in the README's table.
type config struct {
	Models  string `help:"Folder of a PP-OCR export: det.onnx, rec.onnx, cls.onnx and a dictionary." env:"HECHA_MODELS" default:"${models}" type:"path"`
	Runtime string `help:"ONNX Runtime's shared library." env:"HECHA_ONNXRUNTIME" default:"${runtime}" type:"path"`
	Cache   string `help:"Folder for compiled code that can be made again." env:"HECHA_CACHE" default:"${cache}" type:"path"`
	Workers int    `help:"Pages read at the same time; 0 means one for each core." env:"HECHA_WORKERS" default:"0"`
	Profile string `help:"Write a CPU profile to this file." placeholder:"FILE" type:"path"`
	Second  bool   `help:"Use Tesseract as the second reader." env:"HECHA_SECOND_READER" default:"true" negatable:""`
}

// defaults are the places where make setup puts things.
func defaults() kong.Vars {
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	cache = filepath.Join(cache, "hecha")
	if dir := os.Getenv("HECHA_CACHE"); dir != "" {
		cache = dir
	}
	return kong.Vars{
		"cache":   cache,
		"models":  filepath.Join(cache, "models", "ppocrv4"),
		"runtime": filepath.Join(cache, "lib", "libonnxruntime.so.1"),
	}
}

// check tells what is missing before an engine fails on it with fewer words.
func (c config) check() error {
	for _, file := range []string{c.Models, c.Runtime} {
		if _, err := os.Stat(file); err != nil {
			return fmt.Errorf("%s is not there: run make setup, or name another place with --models and --runtime", file)
		}
	}
	if c.Workers < 0 {
		return fmt.Errorf("--workers is %d: give 0 for one for each core, or a number of pages", c.Workers)
	}
	return nil
}

// slots is the number of pages that are read at the same time.
func (c config) slots() int {
	if c.Workers > 0 {
		return c.Workers
	}
	return runtime.NumCPU()
}
