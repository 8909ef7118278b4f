package specimen_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/specimen"
)

func TestLies(t *testing.T) {
	seen := map[string]bool{}
	for _, l := range specimen.Lies() {
		if l.Sort == "" || seen[l.Sort] || len(l.Codes) == 0 {
			t.Errorf("lie %+v is not fully described or not unique", l)
		}
		seen[l.Sort] = true
	}
}

func TestOddities(t *testing.T) {
	seen := map[string]bool{}
	for _, sort := range specimen.Oddities() {
		if sort == "" || seen[sort] {
			t.Errorf("oddity %q is not unique", sort)
		}
		seen[sort] = true
	}
	dir := t.TempDir()
	o := specimen.Options{Split: specimen.Tune, Seed: 5, Count: 12, TruthOnly: true}
	if err := specimen.WriteApplications(context.Background(), dir, o); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, specimen.ApplicationsFile))
	if err != nil {
		t.Fatal(err)
	}
	var entries []specimen.ApplicationEntry
	if err := json.Unmarshal(data, &entries); err != nil {
		t.Fatal(err)
	}
	odd := 0
	for _, e := range entries {
		if e.Oddity == "" {
			continue
		}
		odd++
		if e.Lie != nil || !seen[e.Oddity] {
			t.Errorf("%s is odd by %s with the lie %v", e.Dir, e.Oddity, e.Lie)
		}
	}
	if odd != 2 {
		t.Errorf("%d of 12 applications are odd, want every third of the truthful six", odd)
	}
}

// TestWriteApplications writes one truthful application and one with a lie, twice,
// and wants the same bytes.
func TestWriteApplications(t *testing.T) {
	if testing.Short() {
		t.Skip("draws whole applications")
	}
	o := specimen.Options{Split: specimen.Tune, Seed: 3, Count: 2, Degradations: []specimen.Degradation{specimen.LowRes}}
	dirs := [2]string{t.TempDir(), t.TempDir()}
	for _, dir := range dirs {
		if err := specimen.WriteApplications(context.Background(), dir, o); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(filepath.Join(dirs[0], specimen.ApplicationsFile))
	if err != nil {
		t.Fatal(err)
	}
	var entries []specimen.ApplicationEntry
	if err := json.Unmarshal(data, &entries); err != nil {
		t.Fatal(err)
	}
	if len(entries) != 2 || (entries[0].Lie == nil) == (entries[1].Lie == nil) {
		t.Errorf("entries %+v, want one of them a lie", entries)
	}
	if diff := cmp.Diff(tree(t, dirs[0]), tree(t, dirs[1])); diff != "" {
		t.Errorf("the same options give other files (-first +second)\n%s", diff)
	}
	o.TruthOnly = true
	bare := t.TempDir()
	if err := specimen.WriteApplications(context.Background(), bare, o); err != nil {
		t.Fatal(err)
	}
	for path := range tree(t, bare) {
		if strings.HasSuffix(path, ".jpg") || strings.HasSuffix(path, ".pdf") {
			t.Errorf("%s is drawn though only the truth was wanted", path)
		}
	}
	o.Kinds = []document.Kind{document.Diploma}
	if err := specimen.WriteApplications(context.Background(), t.TempDir(), o); err == nil {
		t.Error("an application of one kind is written")
	}
}

// tree is the content of every file by its path.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		all[rel] = string(data)
		return err
	})
	if err != nil || len(all) < 5 {
		t.Fatalf("%d files, %v", len(all), err)
	}
	return all
}
