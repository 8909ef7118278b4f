package raster_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"hecha/document"
	"hecha/pipeline/raster"
)

// reader is shared: compiling PDFium takes seconds when it is not in the cache,
// which is the program's own.
var reader *raster.Reader

func TestMain(m *testing.M) {
	raster.MaybeChild()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	r, err := newReader(raster.DefaultLimits)
	if err != nil {
		panic(err)
	}
	defer r.Close()
	reader = r
	return m.Run()
}

func newReader(limits raster.Limits) (*raster.Reader, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	return raster.New(raster.Config{
		Limits:   limits,
		CacheDir: filepath.Join(cache, "hecha", "wazero"),
		FontDir:  raster.DefaultFontDir,
	})
}

// limited is a reader with other limits for the time of one test.
func limited(t *testing.T, change func(*raster.Limits)) *raster.Reader {
	t.Helper()
	limits := raster.DefaultLimits
	change(&limits)
	r, err := newReader(limits)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// pages reads all pages of data, which must have none but problems of pages.
func pages(t *testing.T, r *raster.Reader, data []byte) []raster.Page {
	t.Helper()
	var all []raster.Page
	for page, err := range r.Pages(context.Background(), data) {
		if err != nil {
			t.Fatalf("page %d: %v", page.Number, err)
		}
		all = append(all, page)
	}
	return all
}

// onePage reads the only page of data.
func onePage(t *testing.T, data []byte) raster.Page {
	t.Helper()
	all := pages(t, reader, data)
	if len(all) != 1 {
		t.Fatalf("%d pages, want 1", len(all))
	}
	return all[0]
}

// problems are the codes that the pages of data come with, by page number.
func problems(t *testing.T, r *raster.Reader, data []byte) map[int]string {
	t.Helper()
	codes := map[int]string{}
	for page, err := range r.Pages(context.Background(), data) {
		if err == nil {
			continue
		}
		p, ok := err.(*document.Problem)
		if !ok {
			t.Fatalf("page %d: %v is not a problem of the upload", page.Number, err)
		}
		codes[page.Number] = p.Code
	}
	return codes
}

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
