package main

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"hecha/pipeline/evaluate"
	"hecha/specimen"
)

// A folder that is measured twice is read once, with the same outcome.
func TestEvaluateRemembers(t *testing.T) {
	dir := t.TempDir()
	err := specimen.WriteDataset(t.Context(), dir, specimen.Options{
		Split: specimen.Tune, Seed: 31, Count: 1, Workers: 2, Degradations: []specimen.Degradation{specimen.Clean},
	})
	if err != nil {
		t.Fatal(err)
	}
	kept := memoryFlag{Remember: filepath.Join(t.TempDir(), "kept")}
	measure := func() (evaluate.Report, bool) {
		memory, closeMemory, err := kept.open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer closeMemory()
		report, inference, err := measureFolder(t.Context(), testConfig(), memory, dir)
		if err != nil {
			t.Fatal(err)
		}
		return report, inference > 0
	}
	first, read := measure()
	if !read || len(first.Outcomes) == 0 {
		t.Fatalf("first: read %v, %d outcomes", read, len(first.Outcomes))
	}
	second, read := measure()
	if read {
		t.Error("the second measurement reads again")
	}
	if !reflect.DeepEqual(values(first), values(second)) {
		t.Errorf("%v, then %v", values(first), values(second))
	}
}

// values are the fields of a report by name.
func values(r evaluate.Report) map[string]string {
	all := map[string]string{}
	for _, o := range r.Outcomes {
		all[o.Name] = o.Got
	}
	return all
}

// Whoever names no folder has no memory, whatever stands in the environment.
func TestMemoryOnlyWhereNamed(t *testing.T) {
	t.Setenv("HECHA_DATA", t.TempDir())
	memory, closeMemory, err := memoryFlag{}.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer closeMemory()
	if memory != nil {
		t.Error("a memory nobody asked for")
	}
	if left, err := os.ReadDir(os.Getenv("HECHA_DATA")); err != nil || len(left) > 0 {
		t.Errorf("%d files, %v", len(left), err)
	}
}
