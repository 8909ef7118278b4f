package ppocr_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hecha/document"
	"hecha/pipeline/ocr"
	"hecha/pipeline/ocr/ocrtest"
	"hecha/pipeline/ocr/ppocr"
)

// open is the engine with the models that setup installs.
func open(tb testing.TB) *ppocr.Engine {
	tb.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		tb.Fatal(err)
	}
	e, err := ppocr.Open(ppocr.Config{
		ModelDir: filepath.Join(cache, "hecha", "models", "ppocrv4"),
		Library:  filepath.Join(cache, "hecha", "lib", "libonnxruntime.so.1"),
	})
	if err != nil {
		tb.Fatalf("make setup installs the models: %v", err)
	}
	tb.Cleanup(func() {
		if err := e.Close(); err != nil {
			tb.Error(err)
		}
	})
	return e
}

// sameShape drops spaces and folds what no picture can tell apart.
var sameShape = strings.NewReplacer(" ", "", "\u3000", "", "○", "〇", "O", "〇")

func texts(lines []document.Line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, sameShape.Replace(l.Text))
	}
	return out
}

func TestReadTurnedPage(t *testing.T) {
	e := open(t)
	s := ocrtest.NewSheet(t, 900, 600)
	want := []string{"工作年限证明", "兹证明张伟明同志自二〇〇八年七月一日起", "累计壹拾贰年", "男"}
	for i, text := range want {
		s.Text(ocrtest.Song, 32, 80, 100+80*i, 0, text)
	}
	for turns := range 4 {
		lines, err := e.Read(context.Background(), ocr.Request{Image: ocrtest.Turned(s.RGBA, turns)})
		if err != nil {
			t.Fatal(err)
		}
		if got := texts(lines); !slices.Equal(got, want) {
			t.Errorf("%d quarter turns: got %q, want %q", turns, got, want)
		}
	}
}

func TestConformance(t *testing.T) { ocrtest.Conformance(t, open(t)) }
