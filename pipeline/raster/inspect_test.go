package raster_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/pipeline/raster"
)

func inspect(t *testing.T, r *raster.Reader, data []byte) raster.Info {
	t.Helper()
	info, err := r.Inspect(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

func TestInspect(t *testing.T) {
	page := pdfPage{box: a4, content: "0 0 99 99 re f"}
	plain := pdf([]pdfPage{page}, "<</Creator(Word)/Producer(Drucker)/CreationDate(D:20260101)/ModDate(D:20260202)>>")
	plain = bytes.Replace(plain, []byte("/Root 1 0 R"), []byte("/Root 1 0 R/Info 5 0 R"), 1)
	want := raster.Info{
		Creator: "Word", Producer: "Drucker", Created: "D:20260101", Modified: "D:20260202",
		Revisions: 1, Structure: raster.StructureValid,
	}
	if diff := cmp.Diff(want, inspect(t, reader, plain)); diff != "" {
		t.Errorf("plain (-want +got):\n%s", diff)
	}
	busy := pdf([]pdfPage{page}, "<</S/JavaScript/JS(app.alert\\(1\\))>>", "<</Type/Filespec/F(a)/EF<</F 7 0 R>>>>", stream("/Type/EmbeddedFile", []byte("a")))
	busy = bytes.Replace(busy, []byte("/Type/Catalog"), []byte("/Type/Catalog/AcroForm<</Fields[]>>/Names<</JavaScript<</Names[(a)5 0 R]>>/EmbeddedFiles<</Names[(a)6 0 R]>>>>"), 1)
	got := inspect(t, reader, busy)
	if !got.Form || got.Scripts != 1 || got.Attachments != 1 || got.Signatures != 0 {
		t.Errorf("form %v, %d scripts, %d attachments, %d signatures", got.Form, got.Scripts, got.Attachments, got.Signatures)
	}
}

func TestInspectOfAppendedChanges(t *testing.T) {
	first := born("样本")
	start := bytes.LastIndex(first, []byte("xref\n0"))
	update := append(bytes.Clone(first), "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"...)
	offset := len(first)
	xref := len(update)
	update = append(update, []byte("xref\n1 1\n"+pad10(offset)+" 00000 n \ntrailer\n<</Size 8/Root 1 0 R/Prev "+pad10(start)+">>\nstartxref\n"+pad10(xref)+"\n%%EOF\n")...)
	if got := inspect(t, reader, update).Revisions; got != 2 {
		t.Errorf("%d revisions, want 2", got)
	}
}

func pad10(n int) string {
	digits := []byte("0000000000")
	for i := 9; n > 0; i, n = i-1, n/10 {
		digits[i] = byte('0' + n%10)
	}
	return string(digits)
}

func TestInspectOfPictures(t *testing.T) {
	if diff := cmp.Diff(raster.Info{}, inspect(t, reader, fixture(t, "baseline.jpg"))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A file that crashes or fills pdfcpu costs its child, and nothing else.
func TestHostileFilesForPDFCPU(t *testing.T) {
	for _, name := range []string{"flate-bomb-1gib.pdf", "form-billion-laughs.pdf", "pdfcpu-nil-dereference.pdf"} {
		if got := inspect(t, reader, hostileFile(t, name)); got.Structure == "" {
			t.Errorf("%s: no verdict", name)
		}
	}
	sick, err := raster.New(raster.Config{Child: []string{filepath.Join(t.TempDir(), "missing")}})
	if err != nil {
		t.Fatal(err)
	}
	defer sick.Close()
	if got := inspect(t, sick, born("样本")).Structure; got != raster.StructureNotChecked {
		t.Errorf("without a child: %q, want not checked", got)
	}
	if _, err := os.Stat(filepath.Join(os.Getenv("HOME"), ".config", "pdfcpu")); err == nil {
		t.Error("pdfcpu wrote to the user's home")
	}
}
