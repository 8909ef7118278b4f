package tesseract_test

import (
	"strings"
	"testing"

	"hecha/pipeline/ocr/ocrtest"
	"hecha/pipeline/ocr/tesseract"
)

func open(tb testing.TB) *tesseract.Engine {
	tb.Helper()
	e, err := tesseract.Open(tesseract.Config{Clients: 2})
	if err != nil {
		tb.Fatalf("make setup installs Tesseract with chi_sim: %v", err)
	}
	tb.Cleanup(func() {
		if err := e.Close(); err != nil {
			tb.Error(err)
		}
	})
	return e
}

func TestConformance(t *testing.T) { ocrtest.Conformance(t, open(t)) }

func TestOpenUnknownLanguage(t *testing.T) {
	_, err := tesseract.Open(tesseract.Config{Language: "tlh_latin"})
	if err == nil {
		t.Fatal("a language that is not installed was loaded")
	}
	if !strings.Contains(err.Error(), "tlh_latin") {
		t.Errorf("%v does not name the language", err)
	}
}
