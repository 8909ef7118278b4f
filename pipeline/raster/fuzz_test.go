package raster_test

import (
	"encoding/binary"
	"errors"
	"image"
	"os"
	"path/filepath"
	"testing"
	"time"

	"hecha/document"
	"hecha/pipeline/raster"
)

// small limits keep each try of a fuzzer cheap.
func small(l *raster.Limits) {
	l.MaxPixels, l.MaxMemory, l.MaxPages, l.MaxSide = 1<<20, 32<<20, 4, 700
	l.PageTime, l.FileTime = 2*time.Second, 4*time.Second
}

// check reads data and looks at what every page promises.
func check(t *testing.T, r *raster.Reader, data []byte) {
	for page, err := range r.Pages(t.Context(), data) {
		var p *document.Problem
		if err != nil && (!errors.As(err, &p) || p.Code == "" || p.Message == "") {
			t.Fatalf("page %d: %v is not a problem", page.Number, err)
		}
		if page.Image == nil {
			if err == nil {
				t.Fatalf("page %d: neither image nor problem", page.Number)
			}
			continue
		}
		b := page.Image.Bounds()
		if b.Min != (image.Point{}) || b.Empty() || max(b.Dx(), b.Dy()) > 700 {
			t.Fatalf("page %d: bounds %v", page.Number, b)
		}
		switch page.Image.(type) {
		case *image.Gray, *image.RGBA, *image.YCbCr:
		default:
			t.Fatalf("page %d: %T", page.Number, page.Image)
		}
		page.Image.At(b.Dx()-1, b.Dy()-1)
		if !(page.Scale > 0 && page.Scale <= 1) || !(page.Lost >= 0 && page.Lost <= 1) || !(page.DPI >= 0 && page.DPI <= 1200) {
			t.Fatalf("page %d: scale %v, lost %v, DPI %v", page.Number, page.Scale, page.Lost, page.DPI)
		}
		for _, l := range page.Text {
			if l.Text == "" {
				t.Fatalf("page %d: empty line", page.Number)
			}
		}
	}
}

func fuzzReader(f *testing.F) *raster.Reader {
	limits := raster.DefaultLimits
	small(&limits)
	r, err := newReader(limits)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { r.Close() })
	return r
}

func FuzzPictures(f *testing.F) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil || len(files) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add(withEXIF(encodeJPEG(quarters(40, 30, rgbk), 80), exif(binary.LittleEndian, 7, 300, true)))
	r := fuzzReader(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 5 && string(data[:5]) == "%PDF-" {
			return // FuzzPDF has those
		}
		check(t, r, data)
	})
}

func FuzzPDF(f *testing.F) {
	f.Add(born("样本"))
	f.Add(scanned(encodeJPEG(quarters(64, 48, rgbk), 80), 64, 48, "0 0 300 200", "300 0 0 200 0 0", "/Rotate 90"))
	f.Add(deepTree(50))
	r := fuzzReader(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		check(t, r, append([]byte("%PDF-1.7\n"), data...))
	})
}
