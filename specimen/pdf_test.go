package specimen_test

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hecha/document"
	"hecha/specimen"
)

// wordPage is a page of 400 by 300 pixels at 100 dpi with one run in the given
// face, a bar of its ink where the run stands, and a red square over its end.
func wordPage(font, text string) specimen.Page {
	img := image.NewRGBA(image.Rect(0, 0, 400, 300))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(50, 80, 250, 98), image.Black, image.Point{}, draw.Src)
	for y := 70; y < 110; y++ {
		for x := 240; x < 280; x++ {
			copy(img.Pix[y*img.Stride+4*x:], []uint8{200, 20, 20, 255})
		}
	}
	return specimen.Page{Image: img, DPI: 100, Runs: []specimen.Run{
		{Text: text, Font: font, Size: 20, Width: 200, Baseline: document.Point{X: 50, Y: 100}},
	}}
}

func writePDF(t *testing.T, pages []specimen.Page, o specimen.PDFOptions) string {
	t.Helper()
	var buf bytes.Buffer
	if err := specimen.WritePDF(&buf, pages, o); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, buf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// poppler runs one of its commands and returns what it printed.
func poppler(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.Command(args[0], args[1:]...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v\n%s", args, err, out)
	}
	return string(out)
}

// rendered is the first page of a PDF at 100 dpi.
func rendered(t *testing.T, path string) image.Image {
	t.Helper()
	root := strings.TrimSuffix(path, ".pdf")
	poppler(t, "pdftoppm", "-png", "-r", "100", "-f", "1", "-singlefile", path, root)
	f, err := os.Open(root + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, _, err := image.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func TestWritePDFText(t *testing.T) {
	const text = "样本姓名 430102199001011234"
	tests := map[string]struct {
		options specimen.PDFOptions
		want    string // empty: no text at all
	}{
		"scanned":      {specimen.PDFOptions{}, ""},
		"born digital": {specimen.PDFOptions{Mode: specimen.PDFBornDigital}, text},
		"true layer":   {specimen.PDFOptions{Hidden: specimen.TrueText}, text},
		"lying layer":  {specimen.PDFOptions{Hidden: specimen.LyingText}, "样本姓名 763435422334344567"},
		"rotated":      {specimen.PDFOptions{Mode: specimen.PDFBornDigital, Rotate: 90}, text},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			path := writePDF(t, []specimen.Page{wordPage("hei", text)}, tt.options)
			got := strings.Join(strings.Fields(poppler(t, "pdftotext", path, "-")), "")
			if want := strings.ReplaceAll(tt.want, " ", ""); got != want {
				t.Errorf("text is %q, want %q", got, want)
			}
		})
	}
}

func TestWritePDFInEveryFace(t *testing.T) {
	for _, font := range []string{"song", "ukai", "zenhei", "wenkai", "ocrb", "gbsn", "sans", "dejavu"} {
		const text = "样本〇㐂1X"
		path := writePDF(t, []specimen.Page{wordPage(font, text)}, specimen.PDFOptions{Mode: specimen.PDFBornDigital})
		if got := strings.Join(strings.Fields(poppler(t, "pdftotext", path, "-")), ""); got != text {
			t.Errorf("%s: text is %q, want %q", font, got, text)
		}
	}
}

func TestWritePDFPages(t *testing.T) {
	pages := []specimen.Page{wordPage("hei", "甲"), wordPage("hei", "乙"), wordPage("hei", "丙")}
	path := writePDF(t, pages, specimen.PDFOptions{Mode: specimen.PDFMixed})
	if got := poppler(t, "pdftotext", path, "-"); !strings.Contains(got, "乙") || strings.Contains(got, "甲") || strings.Contains(got, "丙") {
		t.Errorf("of mixed pages only the second has text; got %q", got)
	}
	if got := poppler(t, "pdfinfo", path); !strings.Contains(got, "Pages:           3") {
		t.Errorf("want 3 pages:\n%s", got)
	}
}

func TestWritePDFLooks(t *testing.T) {
	for _, rotate := range []int{0, 90, 180, 270} {
		for name, mode := range map[string]specimen.PDFMode{"scanned": specimen.PDFScanned, "digital": specimen.PDFBornDigital} {
			t.Run(fmt.Sprintf("%s/%d", name, rotate), func(t *testing.T) {
				path := writePDF(t, []specimen.Page{wordPage("hei", "一")}, specimen.PDFOptions{Mode: mode, Rotate: rotate})
				img := rendered(t, path)
				if got := img.Bounds().Size(); got != image.Pt(400, 300) {
					t.Fatalf("page is %v, want 400x300", got)
				}
				r, g, _, _ := img.At(265, 90).RGBA()
				if r>>8 < 150 || g>>8 > 80 {
					t.Errorf("the seal's place is not red: %v", img.At(265, 90))
				}
				level, _, _, _ := img.At(150, 95).RGBA()
				if dark := level>>8 < 100; dark != (mode == specimen.PDFScanned) {
					t.Errorf("ink below the text: level %d, want it in the scan only", level>>8)
				}
			})
		}
	}
}
