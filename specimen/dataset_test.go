package specimen_test

import (
	"bytes"
	"context"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	_ "golang.org/x/image/tiff"

	"hecha/document"
	"hecha/pipeline/evaluate"
	"hecha/specimen"
)

// contents are the files of a folder by name.
func contents(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		all[d.Name()], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func write(t *testing.T, o specimen.Options) (dir string, files map[string][]byte) {
	t.Helper()
	dir = t.TempDir()
	if err := specimen.WriteDataset(context.Background(), dir, o); err != nil {
		t.Fatal(err)
	}
	return dir, contents(t, dir)
}

func TestWriteDatasetIsDeterministic(t *testing.T) {
	o := specimen.Options{
		Split: specimen.Tune, Seed: 4, Count: 4, Workers: 2, Kinds: []document.Kind{document.IDCardPortrait},
		Formats:      []specimen.Format{specimen.FormatJPEG, specimen.FormatPDF},
		Degradations: []specimen.Degradation{specimen.LowRes, specimen.Clean},
	}
	_, first := write(t, o)
	o.Workers = 1
	_, again := write(t, o)
	for name, data := range first {
		if !bytes.Equal(data, again[name]) {
			t.Errorf("%s differs between two runs", name)
		}
	}
	o.Seed++
	_, other := write(t, o)
	if bytes.Equal(first["truth.json"], other["truth.json"]) {
		t.Error("another seed gives the same truth")
	}
}

func TestWriteDatasetTruth(t *testing.T) {
	dir, files := write(t, specimen.Options{
		Split: specimen.Tune, Seed: 2, Count: 6, Degradations: []specimen.Degradation{specimen.LowRes},
		Formats: []specimen.Format{specimen.FormatJPEG, specimen.FormatPNG, specimen.FormatTIFF},
		Kinds:   []document.Kind{document.IDCardPortrait, document.WorkCertificate, document.CHSIRegistration},
	})
	truth, err := evaluate.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[document.Kind]int{}
	for _, e := range truth {
		kinds[e.Kind]++
		data, ok := files[e.File]
		if !ok {
			t.Fatalf("%s is in the truth and not in the folder", e.File)
		}
		if e.Truth.Fields["name"] == "" || e.Degradation != string(specimen.LowRes) || e.Pages < 1 {
			t.Errorf("%s: incomplete entry %+v", e.File, e)
		}
		if strings.HasSuffix(e.File, ".pdf") {
			continue
		}
		config, _, err := image.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", e.File, err)
		}
		if _, _, x1, y1 := e.Region.Bounds(); int(x1) > config.Width+2 || int(y1) > config.Height+2 || x1 < 100 {
			t.Errorf("%s is %dx%d, the document's region %v", e.File, config.Width, config.Height, e.Region)
		}
	}
	want := map[document.Kind]int{document.IDCardPortrait: 2, document.WorkCertificate: 2, document.CHSIRegistration: 2}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Errorf("kinds (-want +got):\n%s", diff)
	}
}

func TestWriteDatasetSheetHoldsBothSides(t *testing.T) {
	dir, _ := write(t, specimen.Options{
		Split: specimen.Tune, Seed: 3, Count: 1, Kinds: []document.Kind{document.IDCardEmblem},
		Degradations: []specimen.Degradation{specimen.CopyA4},
	})
	truth, err := evaluate.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	got := map[document.Kind]string{}
	for _, e := range truth {
		got[e.Kind] = e.File
	}
	if len(truth) != 2 || got[document.IDCardPortrait] == "" || got[document.IDCardPortrait] != got[document.IDCardEmblem] {
		t.Errorf("entries %v, want both sides in one file", got)
	}
}

func TestWriteDatasetRefuses(t *testing.T) {
	for name, o := range map[string]specimen.Options{
		"split":       {Split: "x"},
		"kind":        {Split: specimen.Tune, Kinds: []document.Kind{"x"}},
		"degradation": {Split: specimen.Tune, Degradations: []specimen.Degradation{"x"}},
		"format":      {Split: specimen.Tune, Formats: []specimen.Format{"x"}},
		"count":       {Split: specimen.Tune, Count: -1},
	} {
		if err := specimen.WriteDataset(context.Background(), t.TempDir(), o); err == nil {
			t.Errorf("%s: want an error", name)
		}
	}
}
