package ppocr_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hecha/document"
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
var sameShape = strings.NewReplacer(" ", "", "\u3000", "", "○", "〇", "O", "〇", ",", "，")

func texts(lines []document.Line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, sameShape.Replace(l.Text))
	}
	return out
}

func TestConformance(t *testing.T) { ocrtest.Conformance(t, open(t)) }
