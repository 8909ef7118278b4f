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
		Revisions: 1,
	}
	if diff := cmp.Diff(want, inspect(t, reader, plain)); diff != "" {
		t.Errorf("plain (-want +got):\n%s", diff)
	}
	if got := reader.Validate(t.Context(), plain); got != raster.StructureValid {
		t.Errorf("structure %q, want valid", got)
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
		if got := reader.Validate(t.Context(), hostileFile(t, name)); got == "" {
			t.Errorf("%s: no verdict", name)
		}
	}
	sick, err := raster.New(raster.Config{Child: []string{filepath.Join(t.TempDir(), "missing")}})
	if err != nil {
		t.Fatal(err)
	}
	defer sick.Close()
	if got := sick.Validate(t.Context(), born("样本")); got != raster.StructureNotChecked {
		t.Errorf("without a child: %q, want not checked", got)
	}
	if _, err := os.Stat(filepath.Join(os.Getenv("HOME"), ".config", "pdfcpu")); err == nil {
		t.Error("pdfcpu wrote to the user's home")
	}
}

func TestInspectOfSignedFiles(t *testing.T) {
	signed := func(covered string) []byte {
		data := pdf([]pdfPage{{box: a4, content: "0 0 99 99 re f"}}, "<</FT/Sig/T(s)/V 6 0 R>>", "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange["+covered+"]/Contents<00>>>")
		return bytes.Replace(data, []byte("/Type/Catalog"), []byte("/Type/Catalog/AcroForm<</SigFlags 3/Fields[5 0 R]>>"), 1)
	}
	changed := signed("0 100 200 0050")
	for _, test := range []struct {
		name string
		data []byte
		want int
	}{
		{"covered in part", changed, len(bytes.TrimSpace(changed[250:]))},
		{"covered beyond its end", signed("0 100 200 9999"), 0},
	} {
		got := inspect(t, reader, test.data)
		if got.Signatures != 1 || got.Unsigned != test.want {
			t.Errorf("%s: %d signatures, %d bytes not signed, want 1 and %d", test.name, got.Signatures, got.Unsigned, test.want)
		}
	}
}
