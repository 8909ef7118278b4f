package extractors_test

import (
	"compress/gzip"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/extractors"
)

var update = flag.Bool("update", false, "write the goldens anew")

// recording is what PP-OCR read on a specimen (see internal/record), with what
// is true about it.
type recording struct {
	Sheet extractors.Sheet
	Truth []struct {
		Kind    document.Kind
		Fields  map[string]string
		Periods []map[string]string
	}
}

// golden is one document found, in the form that reviewers of a change read.
type golden struct {
	Kind    document.Kind       `json:"kind"`
	Fields  map[string]string   `json:"fields"` // in doubt: with a "?" behind
	Texts   map[string]string   `json:"texts"`  // raw, where it differs from the value
	Periods []map[string]string `json:"periods,omitempty"`
}

func load(t testing.TB, path string) (rec recording) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.NewDecoder(z).Decode(&rec); err != nil {
		t.Fatal(err)
	}
	return rec
}

func recordings(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.json.gz")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no recordings: %v", err)
	}
	return paths
}

// read finds the documents of a recording. A further page is read as such, and
// only what stands on it is kept.
func read(t *testing.T, path string, rec recording) []extractors.Found {
	t.Helper()
	if rec.Sheet.Page == 1 {
		return extractors.Documents(rec.Sheet)
	}
	first := load(t, strings.TrimSuffix(path, "2.json.gz")+"1.json.gz")
	f, ok := extractors.Continue([]extractors.Sheet{first.Sheet}, rec.Sheet)
	if !ok {
		t.Fatalf("%s continues nothing", path)
	}
	maps.DeleteFunc(f.Fields, func(_ string, field document.Field) bool { return field.Page != rec.Sheet.Page })
	f.Periods = slices.DeleteFunc(f.Periods, func(p document.Period) bool { return p.Start.Page != rec.Sheet.Page })
	return []extractors.Found{f}
}

func goldens(found []extractors.Found) []golden {
	var out []golden
	for _, f := range found {
		g := golden{Kind: f.Kind, Fields: values(f.Fields), Texts: map[string]string{}, Periods: periods(f.Periods)}
		for name, field := range f.Fields {
			if field.Text != field.Value {
				g.Texts[name] = field.Text
			}
		}
		out = append(out, g)
	}
	return out
}

// TestGoldens holds what is read from the recordings against the goldens beside
// them; -update writes them anew.
func TestGoldens(t *testing.T) {
	for _, path := range recordings(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			got, err := json.MarshalIndent(goldens(read(t, path, load(t, path))), "", " ")
			if err != nil {
				t.Fatal(err)
			}
			file := strings.TrimSuffix(path, ".json.gz") + ".golden.json"
			if *update {
				if err := os.WriteFile(file, append(got, '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.TrimSpace(string(want)), string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestTruth tells what the goldens are worth: of the recordings' fields, which
// hold what the engine misread too, this share must be right, and none may be
// there that the paper does not have.
func TestTruth(t *testing.T) {
	const share = 0.97
	right, all := 0, 0
	for _, path := range recordings(t) {
		rec := load(t, path)
		found := read(t, path, rec)
		if len(found) != len(rec.Truth) {
			t.Errorf("%s: %d documents, want %d", path, len(found), len(rec.Truth))
			continue
		}
		for _, want := range rec.Truth {
			k := slices.IndexFunc(found, func(f extractors.Found) bool { return f.Kind == want.Kind })
			if k < 0 {
				t.Errorf("%s: no %s", path, want.Kind)
				continue
			}
			got := found[k]
			for name, value := range want.Fields {
				if all++; got.Fields[name].Value == value {
					right++
				}
			}
			for name := range got.Fields {
				// The span of a table's rows is not printed by itself.
				spanned := len(want.Periods) > 0 && (name == "work_start" || name == "work_end")
				if _, ok := want.Fields[name]; !ok && !spanned {
					t.Errorf("%s: the paper has no %s", path, name)
				}
			}
			if len(got.Periods) != len(want.Periods) {
				t.Errorf("%s: %d periods, want %d", path, len(got.Periods), len(want.Periods))
				continue
			}
			for k, p := range periods(got.Periods) {
				for name, value := range want.Periods[k] {
					if all++; p[name] == value {
						right++
					}
				}
			}
		}
	}
	if got := float64(right) / float64(all); got < share {
		t.Errorf("%.1f %% of %d fields are right, want %.1f %%", 100*got, all, 100*share)
	}
}
