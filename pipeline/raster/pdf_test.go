package raster_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"hecha/document"
	"hecha/pipeline/raster"
)

// place is how a JPEG lies on the page: the matrix that fills a page of 300 by
// 200 points with it, by its EXIF orientation.
var place = map[int]string{
	1: "300 0 0 200 0 0", 2: "-300 0 0 200 300 0", 3: "-300 0 0 -200 300 200", 4: "300 0 0 -200 0 200",
	5: "0 -200 -300 0 300 200", 6: "0 -200 300 0 0 200", 7: "0 200 300 0 0 0", 8: "0 200 -300 0 300 0",
}

// The picture of a scanned page is decoded by Go where it is all that the page
// shows, and drawn by PDFium otherwise: both give the same page.
func TestScannedPageIsTheSameBothWays(t *testing.T) {
	for orientation, matrix := range place {
		rotate := orientation % 4 * 90
		w, h := 600, 400
		if orientation >= 5 {
			w, h = h, w
		}
		jpg := encodeJPEG(quarters(w, h, rgbk), 95)
		extra := fmt.Sprintf("/Rotate %d", rotate)
		decoded := scanned(jpg, w, h, "0 0 300 200", matrix, extra)
		drawn := append(bytes.Clone(decoded), "%/Decode["...) // it might be inverted
		fast, slow := onePage(t, decoded), onePage(t, drawn)
		if _, ok := fast.Image.(*image.YCbCr); !ok {
			t.Errorf("orientation %d: %T, want the JPEG's own YCbCr", orientation, fast.Image)
		}
		if _, ok := slow.Image.(*image.RGBA); !ok {
			t.Errorf("orientation %d: %T, want what PDFium drew", orientation, slow.Image)
		}
		if fast.Image.Bounds() != slow.Image.Bounds() {
			t.Errorf("orientation %d: %v and %v", orientation, fast.Image.Bounds(), slow.Image.Bounds())
		}
		if diff := cmp.Diff(corners(slow.Image), corners(fast.Image), near); diff != "" {
			t.Errorf("orientation %d, rotated %d (-drawn +decoded):\n%s", orientation, rotate, diff)
		}
		if fast.DPI != slow.DPI || math.Abs(fast.DPI-144) > 0.5 {
			t.Errorf("DPI %v decoded, %v drawn, want 144", fast.DPI, slow.DPI)
		}
	}
}

// What a scanner has recognised lies over the scan and is not seen.
func TestInvisibleTextLeavesAScanAlone(t *testing.T) {
	jpg := encodeJPEG(quarters(600, 400, rgbk), 95)
	page := func(mode int) raster.Page {
		content := fmt.Sprintf("q 300 0 0 200 0 0 cm /I Do Q BT %d Tr /F 30 Tf 1 0 0 1 20 40 Tm %s Tj ET", mode, hex("样本"))
		p := pdfPage{box: "0 0 300 200", content: content, resources: "/XObject<</I 5 0 R>>/Font<</F 6 0 R>>"}
		return onePage(t, pdf([]pdfPage{p}, append([]string{jpegObject(jpg, 600, 400, "DeviceRGB", "")}, songFont(6)...)...))
	}
	const fill, invisible = 0, 3
	got := page(invisible)
	if _, ok := got.Image.(*image.YCbCr); !ok {
		t.Errorf("with invisible text: %T, want the JPEG's own YCbCr", got.Image)
	}
	if len(got.Text) != 1 || got.Text[0].Text != "样本" {
		t.Errorf("with invisible text: text layer %v", got.Text)
	}
	if _, ok := page(fill).Image.(*image.RGBA); !ok {
		t.Error("visible text was not drawn")
	}
}

// Whatever can make a picture look otherwise than its JPEG is left to PDFium.
func TestDecoratedScansAreDrawn(t *testing.T) {
	jpg := encodeJPEG(quarters(600, 400, rgbk), 95)
	page := func(content, extra, picture string, objects ...string) []byte {
		p := pdfPage{box: "0 0 300 200", content: content, extra: extra, resources: "/XObject<</I 5 0 R>>"}
		return pdf([]pdfPage{p}, append([]string{jpegObject(jpg, 600, 400, "DeviceRGB", picture)}, objects...)...)
	}
	const full = "q 300 0 0 200 0 0 cm /I Do Q"
	square := "/Annots[6 0 R]"
	annotation := "<</Type/Annot/Subtype/Square/Rect[0 0 150 100]/C[1 1 1]/IC[1 1 1]/AP<</N 7 0 R>>>>"
	white := stream("/Type/XObject/Subtype/Form/BBox[0 0 150 100]", []byte("1 1 1 rg 0 0 150 100 re f"))
	inverted := [4]color.RGBA{{0, 255, 255, 255}, {255, 0, 255, 255}, {255, 255, 0, 255}, {255, 255, 255, 255}}
	covered := [4]color.RGBA{red, lime, {255, 255, 255, 255}, black}
	tests := []struct {
		name string
		data []byte
		want [4]color.RGBA
	}{
		{"inverted", page(full, "", "/Decode[1 0 1 0 1 0]"), inverted},
		{"covered by a drawing", page(full+" 1 1 1 rg 0 0 150 100 re f", "", ""), covered},
		{"covered by an annotation", page(full, square, "", annotation, white), covered},
		{"clipped", page("150 0 150 200 re 0 100 150 100 re W n "+full, "", ""), covered},
		{"masked", page(full, "", "/SMask 6 0 R", stream("/Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8", []byte("\xff\xff\x00\xff"))), covered},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := onePage(t, test.data)
			if diff := cmp.Diff(test.want, corners(got.Image), near); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestResolutionOfPages(t *testing.T) {
	photo := func(w, h int, box, matrix string) []byte {
		return bytes.Replace(scanned(encodeJPEG(paper(w, h), 40), w, h, box, matrix, ""), []byte("DeviceRGB"), []byte("DeviceGray"), 1)
	}
	beside := func(w, h int) []byte { // a picture of 4 x 3 inches on A4, with text
		p := pdfPage{box: a4, content: "q 288 0 0 216 72 72 cm /I Do Q BT /F 12 Tf 72 700 Td (Sample) Tj ET", resources: "/XObject<</I 5 0 R>>/Font<</F 6 0 R>>"}
		return pdf([]pdfPage{p}, jpegObject(encodeJPEG(paper(w, h), 40), w, h, "DeviceGray", ""), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
	}
	tests := []struct {
		name          string
		data          []byte
		width, height int
		dpi           float64
	}{
		{"text on A4", born("样本"), 1653, 2339, 200},
		{"A4 scanned at 300 dpi", photo(2480, 3508, a4, "595.2 0 0 841.92 0 0"), 2480, 3508, 300},
		{"A4 scanned at 150 dpi", photo(1240, 1754, a4, "595.2 0 0 841.92 0 0"), 1240, 1754, 150},
		{"A4 scanned at 600 dpi", photo(4960, 7016, a4, "595.2 0 0 841.92 0 0"), 3393, 4800, 410.48},
		{"photograph on a page of its own pixels", photo(3000, 2000, "0 0 3000 2000", "3000 0 0 2000 0 0"), 3000, 2000, 0},
		{"small photograph at 96 dpi", photo(794, 1123, a4, "595.2 0 0 841.92 0 0"), 794, 1123, 0},
		{"text beside a fine picture", beside(1600, 1200), 2480, 3508, 300},
		{"text beside a middling picture", beside(1000, 750), 2067, 2923, 250},
		{"text beside a coarse picture", beside(300, 225), 1653, 2339, 200},
		{"a card", pdf([]pdfPage{{box: "0 0 243 153", content: "10 10 100 50 re f"}}), 1013, 638, 300},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			page := onePage(t, test.data)
			got := page.Image.Bounds()
			if math.Abs(float64(got.Dx()-test.width)) > 1 || math.Abs(float64(got.Dy()-test.height)) > 1 {
				t.Errorf("%v, want %d x %d", got, test.width, test.height)
			}
			if math.Abs(page.DPI-test.dpi) > 0.3 {
				t.Errorf("DPI %v, want %v", page.DPI, test.dpi)
			}
		})
	}
}

// A form XObject around a scan, as some programs write it, does not hide its
// resolution.
func TestScanInsideForms(t *testing.T) {
	jpg := encodeJPEG(paper(1240, 1754), 40)
	p := pdfPage{box: a4, content: "q 0.5 0 0 0.5 0 0 cm /F Do Q", resources: "/XObject<</F 5 0 R>>"}
	form := stream("/Type/XObject/Subtype/Form/BBox[0 0 1200 1700]/Resources<</XObject<</I 6 0 R>>>>", []byte("q 1190.4 0 0 1683.84 0 0 cm /I Do Q"))
	page := onePage(t, pdf([]pdfPage{p}, form, jpegObject(jpg, 1240, 1754, "DeviceGray", "")))
	if got := page.Image.Bounds(); got != image.Rect(0, 0, 1240, 1754) {
		t.Errorf("%v, want the scan's own pixels", got)
	}
}

func TestPagesInOrder(t *testing.T) {
	var all []pdfPage
	for i := range 7 {
		all = append(all, pdfPage{box: fmt.Sprintf("0 0 %d 200", 200+i), content: "10 10 100 50 re f"})
	}
	for i, page := range pages(t, reader, pdf(all)) {
		if page.Number != i+1 || page.Image.Bounds().Dx() != int(math.Round(float64(200+i)/72*300)) {
			t.Errorf("page %d has number %d and width %d", i+1, page.Number, page.Image.Bounds().Dx())
		}
	}
}

// A caller that has seen enough stops the rest.
func TestStopEarly(_ *testing.T) {
	data := pdf([]pdfPage{{box: a4, content: "1 1 9 9 re f"}, {box: a4, content: "1 1 9 9 re f"}})
	for range 5 { // more often than there are workers
		for range reader.Pages(context.Background(), data) {
			break
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, data := range [][]byte{fixture(t, "baseline.jpg"), fixture(t, "two.tif"), born("样本")} {
		n := 0
		for _, err := range reader.Pages(ctx, data) {
			n++
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%v, want the cancellation", err)
			}
		}
		if n != 1 {
			t.Errorf("%d results, want 1", n)
		}
	}
}

func TestClosedReader(t *testing.T) {
	r := limited(t, func(*raster.Limits) {})
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	for _, err := range r.Pages(context.Background(), born("样本")) {
		var p *document.Problem
		if err == nil || errors.As(err, &p) {
			t.Errorf("%v, want an error that is not the upload's", err)
		}
	}
}

// One broken page does not take the others with it, even if it takes PDFium.
func TestBrokenPageAmongOthers(t *testing.T) {
	good := pdfPage{box: a4, content: "100 100 300 300 re f"}
	laughs := pdfPage{box: a4, content: "/L Do", resources: "/XObject<</L 11 0 R>>"}
	var forms []string // each draws the next twice
	for i := range 40 {
		forms = append(forms, stream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</L %d 0 R>>>>", 12+i), []byte("/L Do /L Do")))
	}
	data := pdf([]pdfPage{good, laughs, good, good}, forms...)
	data = []byte(strings.Replace(string(data), "/Type/Page/Parent 2 0 R/MediaBox["+a4+"]/Contents 8 0 R", "/Type/Pagx/Parent 2 0 R/MediaBox["+a4+"]/Contents 8 0 R", 1))
	got := map[int]bool{}
	for page, err := range reader.Pages(context.Background(), data) {
		got[page.Number] = err == nil
	}
	if !got[1] || got[2] || !got[4] || len(got) != 4 {
		t.Errorf("pages read: %v, want all but the second", got)
	}
}

func TestEncrypted(t *testing.T) {
	plain := filepath.Join(t.TempDir(), "plain.pdf")
	if err := os.WriteFile(plain, born("样本"), 0o600); err != nil {
		t.Fatal(err)
	}
	encrypt := func(user string) []byte {
		out := filepath.Join(t.TempDir(), "encrypted.pdf")
		api.DisableConfigDir() // else pdfcpu writes to the user's home
		config := model.NewAESConfiguration(user, "owner", 256)
		config.Permissions = model.PermissionsNone
		if err := api.EncryptFile(plain, out, config); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	if got := problems(t, reader, encrypt("secret"))[0]; got != raster.CodeEncrypted {
		t.Errorf("with a password: %q, want encrypted", got)
	}
	if page := onePage(t, encrypt("")); len(page.Text) != 1 || page.Text[0].Text != "样本" {
		t.Errorf("without a password: text %v", page.Text)
	}
}

// Form fields and their values are part of what a reader sees.
func TestFormFieldsAreDrawn(t *testing.T) {
	field := "<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(x)/Rect[0 0 300 200]/F 4/P 3 0 R/AP<</N 6 0 R>>>>"
	look := stream("/Type/XObject/Subtype/Form/BBox[0 0 300 200]", []byte("1 0 0 rg 0 100 150 100 re f 0 1 0 rg 150 100 150 100 re f 0 0 1 rg 0 0 150 100 re f"))
	data := pdf([]pdfPage{{box: "0 0 300 200", content: "150 0 150 100 re f", extra: "/Annots[5 0 R]"}}, field, look)
	data = []byte(strings.Replace(string(data), "/Type/Catalog", "/Type/Catalog/AcroForm<</Fields[5 0 R]>>", 1))
	if diff := cmp.Diff(rgbk, corners(onePage(t, data).Image), near); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A page with transparency lies on white paper too.
func TestTransparentPage(t *testing.T) {
	p := pdfPage{
		box:       "0 0 300 200",
		content:   "1 0 0 rg 0 100 150 100 re f 0 1 0 rg 150 100 150 100 re f 0 0 1 rg 0 0 150 100 re f /G gs 0 0 0 rg 150 0 150 100 re f",
		resources: "/ExtGState<</G<</ca 0.5/BM/Multiply>>>>",
		extra:     "/Group<</S/Transparency/CS/DeviceRGB>>",
	}
	want := rgbk
	want[3] = color.RGBA{127, 127, 127, 255}
	if diff := cmp.Diff(want, corners(onePage(t, pdf([]pdfPage{p})).Image), near); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestBlankPages(t *testing.T) {
	grey := image.NewGray(image.Rect(0, 0, 300, 300))
	for i := range grey.Pix {
		grey.Pix[i] = uint8(128 + i%3)
	}
	faint := image.NewGray(grey.Rect)
	copy(faint.Pix, grey.Pix)
	for x := range 9 {
		faint.Pix[150*300+x] = 90
	}
	if got := problems(t, reader, encodePNG(grey))[1]; got != raster.CodeBlank {
		t.Errorf("gray picture: %q, want blank", got)
	}
	if got := problems(t, reader, encodePNG(faint)); len(got) > 0 {
		t.Errorf("a picture with a short line: %v", got)
	}
	three := pdf([]pdfPage{{box: a4, content: "1 1 99 99 re f"}, {box: a4}, {box: a4, content: "1 1 99 99 re f"}})
	if diff := cmp.Diff(map[int]string{2: raster.CodeBlank}, problems(t, reader, three)); diff != "" {
		t.Errorf("PDF (-want +got):\n%s", diff)
	}
	for page, err := range reader.Pages(context.Background(), three) {
		if page.Image == nil {
			t.Errorf("page %d has no image: %v", page.Number, err)
		}
	}
}

// A scan and a page of text in one file are each what they would be alone.
func TestMixedPages(t *testing.T) {
	jpg := encodeJPEG(quarters(600, 400, rgbk), 95)
	scan := pdfPage{box: "0 0 300 200", content: "q 300 0 0 200 0 0 cm /I Do Q", resources: "/XObject<</I 9 0 R>>"}
	text := pdfPage{box: a4, content: "BT /F 12 Tf 72 700 Td " + hex("样本") + " Tj ET", resources: "/Font<</F 10 0 R>>"}
	objects := append([]string{jpegObject(jpg, 600, 400, "DeviceRGB", "")}, songFont(10)...)
	got := pages(t, reader, pdf([]pdfPage{scan, text, scan}, objects...))
	if len(got) != 3 {
		t.Fatalf("%d pages, want 3", len(got))
	}
	for _, i := range []int{0, 2} {
		if diff := cmp.Diff(rgbk, corners(got[i].Image), near); diff != "" || len(got[i].Text) != 0 {
			t.Errorf("page %d has %d lines of text and (-want +got):\n%s", i+1, len(got[i].Text), diff)
		}
	}
	if len(got[1].Text) != 1 || got[1].Text[0].Text != "样本" || math.Abs(got[1].DPI-200) > 0.3 {
		t.Errorf("the page between has %v at %v dpi", got[1].Text, got[1].DPI)
	}
}
