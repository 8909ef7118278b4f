package raster_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"hecha/document"
	"hecha/pipeline/raster"
)

// read is what became of a hostile file.
type read struct {
	code  string // of the file, or of its first page that has a problem
	pages int    // that came with an image
	took  time.Duration
	peak  int64 // bytes of resident memory above what the process had before
}

// readHostile reads data, measuring the process's own peak, which Linux lets
// one reset.
func readHostile(t *testing.T, r *raster.Reader, data []byte) read {
	t.Helper()
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		t.Fatal(err)
	}
	before := resident(t)
	start := time.Now()
	var got read
	for page, err := range r.Pages(context.Background(), data) {
		if page.Image != nil {
			got.pages++
		}
		p, ok := err.(*document.Problem)
		switch {
		case err == nil:
		case !ok:
			t.Fatalf("page %d: %v is not a problem of the upload", page.Number, err)
		case !strings.ContainsFunc(p.Message, func(c rune) bool { return unicode.Is(unicode.Han, c) }):
			t.Errorf("page %d: no advice in Chinese: %q", page.Number, p.Message)
		}
		if ok && got.code == "" {
			got.code = p.Code
		}
	}
	got.took = time.Since(start)
	got.peak = resident(t) - before
	return got
}

// resident is the process's highest resident memory since it was last reset.
func resident(t *testing.T) int64 {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	line, _, _ := strings.Cut(rest, "kB")
	kb, err := strconv.ParseInt(strings.TrimSpace(line), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return kb << 10
}

const mb = 1 << 20

func hostileFile(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "hostile", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestHostile(t *testing.T) {
	const header, picture, pdfium = 48 * mb, 400 * mb, 420 * mb // peaks
	tests := []struct {
		name  string
		data  []byte
		code  string // empty: read all the same
		pages int    // with an image
		peak  int64
	}{
		{"flate bomb", hostileFile(t, "flate-bomb-1gib.pdf"), raster.CodeBomb, 0, pdfium},
		{"nested forms", hostileFile(t, "form-billion-laughs.pdf"), raster.CodeBomb, 0, pdfium},
		{"nil dereference in pdfcpu", hostileFile(t, "pdfcpu-nil-dereference.pdf"), "", 1, pdfium},
		{"object number 2^31", hostileFile(t, "pdfcpu-object-number-2e31.pdf"), raster.CodeBroken, 0, pdfium},
		{"page tree of 100,000 pages", manyPages(100_000), raster.CodeTooManyPages, 0, pdfium},
		{"page tree that claims 2^31 pages", claimedPages(1<<31 - 1), raster.CodeBlank, 1, pdfium},
		{"page tree that claims -1 pages", claimedPages(-1), raster.CodeBlank, 1, pdfium},
		{"page tree 5,000 deep", deepTree(5000), raster.CodeBroken, 0, pdfium},
		{"page tree that contains itself", pdfFile("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"), raster.CodeBroken, 0, pdfium},
		{"arrays 100,000 deep", pdf([]pdfPage{{box: a4, content: strings.Repeat("[", 100_000)}}), raster.CodeBlank, 1, pdfium},
		{"page of one point", pdf([]pdfPage{{box: "0 0 1 1", content: "0 0 1 1 re f"}}), raster.CodeTooSmall, 0, pdfium},
		{"page of 200 inches", pdf([]pdfPage{{box: "0 0 14400 14400", content: "0 0 7000 9000 re f"}}), "", 1, pdfium},
		{"page a million miles wide", pdf([]pdfPage{{box: "0 0 1e30 1e30", content: "0 0 1 1 re f"}}), "", 1, pdfium},
		{"page box upside down", pdf([]pdfPage{{box: "595 842 0 0", content: "0 0 99 99 re f"}}), "", 1, pdfium},
		{"page 10,000 times as high as wide", pdf([]pdfPage{{box: "0 0 10 100000", content: "0 0 9 9999 re f"}}), raster.CodeTooSmall, 0, pdfium},
		{"picture of a gigapixel in a PDF", scanned(jpegHeader(65500, 65500), 65500, 65500, a4, "595.2 0 0 841.92 0 0", ""), raster.CodeBlank, 1, pdfium},
		{"PDF of nothing", []byte("%PDF-1.7\n"), raster.CodeBroken, 0, pdfium},
		{"truncated PDF", born("样本")[:len(born("样本"))-16], "", 1, pdfium},

		{"JPEG of 4 gigapixels", jpegHeader(65535, 65535), raster.CodeBomb, 0, header},
		{"JPEG of no pixels", jpegHeader(0, 100), raster.CodeTooSmall, 0, header},
		{"PNG of a terapixel", pngHeader(1<<20, 1<<20, 8, 6), raster.CodeBomb, 0, header},
		{"PNG of 2^31 columns", pngHeader(1<<31-1, 1, 1, 0), raster.CodeTooSmall, 0, header},
		{"PNG that inflates to its claim", pngBomb(6000, 6000), raster.CodeBlank, 1, picture},
		{"PNG that inflates beyond its claim", pngBombBeyond(), raster.CodeBroken, 0, header},
		{"PNG with a bomb of a profile", profileBomb(), "", 1, header},
		{"WebP of 268 megapixels", webpHeader(16383, 16383), raster.CodeBomb, 0, header},
		{"WebP that lies about its canvas", webpLie(), raster.CodeBroken, 0, header},
		{"BMP of 4 gigapixels", bmpHeader(65535, 65535), raster.CodeBomb, 0, header},
		{"BMP of 80 megapixels without any", bmpHeader(9000, 9000), raster.CodeBroken, 0, picture},
		{"GIF of 4 gigapixels", []byte("GIF89a\xff\xff\xff\xff\x00\x00\x00"), raster.CodeBomb, 0, header},
		{"TIFF of 16 gigapixels", tiff(1<<17, 1<<17, 1, 8), raster.CodeBomb, 0, header},
		{"TIFF in a circle", tiff(64, 64, 1, 8), raster.CodeBroken, 0, header},
		{"TIFF of 1,000 pages", chainedTIFF(1000), raster.CodeTooManyPages, 0, header},
		{"TIFF with a tile of 4 gigapixels", tiff(1000, 1000, 1, 8, 322, 65535, 323, 65535), raster.CodeBroken, 0, header},
		{"empty", nil, raster.CodeEmpty, 0, header},
		{"zeros", make([]byte, 4*mb), raster.CodeNotADocument, 0, header},
		{"web page named .jpg", []byte("<html><body><img src='scan.jpg'></body></html>"), raster.CodeNotADocument, 0, header},
		{"one pixel", encodePNG(image.NewGray(image.Rect(0, 0, 1, 1))), raster.CodeTooSmall, 0, header},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := readHostile(t, reader, test.data)
			if got.code != test.code || got.pages != test.pages {
				t.Errorf("code %q and %d pages, want %q and %d", got.code, got.pages, test.code, test.pages)
			}
			if got.took > 40*time.Second {
				t.Errorf("took %v", got.took)
			}
			if got.peak > test.peak {
				t.Errorf("peak of %d MiB, want at most %d", got.peak/mb, test.peak/mb)
			}
		})
	}
}

// Every prefix of a file is a result, never a failure.
func TestTruncated(t *testing.T) {
	for _, name := range []string{"base.png", "palette.png", "progressive.jpg", "ycck.jpg", "lossy.webp", "lossless.webp", "alpha.webp", "plain.bmp", "plain.gif", "lzw.tif", "g4.tif", "jpeg.tif", "zip.tif"} {
		data := fixture(t, name)
		for n := 1; n < len(data); n += 1 + len(data)/60 {
			problems(t, reader, data[:n])
		}
		if got := problems(t, reader, data[:len(data)/2]); len(got) == 0 {
			t.Errorf("half of %s is no problem", name)
		}
	}
	scan := scanned(fixture(t, "baseline.jpg"), 64, 48, "0 0 300 200", "300 0 0 200 0 0", "")
	for n := 10; n < len(scan); n += len(scan) / 7 {
		problems(t, reader, scan[:n])
	}
}

func TestTooLarge(t *testing.T) {
	r := limited(t, func(l *raster.Limits) { l.MaxBytes, l.MaxPixels = 5000, 3000 })
	if got := problems(t, r, encodePNG(image.NewGray(image.Rect(0, 0, 64, 48))))[0]; got != raster.CodeTooManyPixels {
		t.Errorf("64 x 48 pixels: %q", got)
	}
	if got := problems(t, r, append(fixture(t, "baseline.jpg"), make([]byte, 5000)...))[0]; got != raster.CodeTooLarge {
		t.Errorf("5,372 bytes: %q", got)
	}
	if got := problems(t, r, []byte(strings.Repeat("text ", 2000)))[0]; got != raster.CodeNotADocument {
		t.Errorf("what it is comes first: %q", got)
	}
}

func TestTimeout(t *testing.T) {
	r := limited(t, func(l *raster.Limits) { l.PageTime, l.FileTime = time.Nanosecond, time.Nanosecond })
	large := encodeJPEG(image.NewGray(image.Rect(0, 0, 8000, 8000)), 50)
	for name, data := range map[string][]byte{"JPEG": large, "TIFF": fixture(t, "lzw.tif"), "PDF": born("样本")} {
		if got := problems(t, r, data)[0]; got != raster.CodeTimeout {
			t.Errorf("%s: %q, want timeout", name, got)
		}
	}
}

// A page that never ends is stopped in the middle of PDFium's work, and the next
// one is read.
func TestEndlessPage(t *testing.T) {
	r := limited(t, func(l *raster.Limits) { l.PageTime = time.Second })
	start := time.Now()
	got := problems(t, r, endlessPattern())
	if got[1] != raster.CodeTimeout || len(got) != 1 {
		t.Errorf("%v, want a timeout of page 1 alone", got)
	}
	if took := time.Since(start); took > time.Minute {
		t.Errorf("took %v", took)
	}
}

// A page that the machine finds no time for ends the reading with an error that
// says nothing about the upload.
func TestBusyMachine(t *testing.T) {
	r := limited(t, func(l *raster.Limits) { l.Patience = 300 * time.Millisecond })
	var errs []error
	for _, err := range r.Pages(t.Context(), endlessPattern()) {
		errs = append(errs, err)
	}
	var problem *document.Problem
	if len(errs) != 1 || errs[0] == nil || errors.As(errs[0], &problem) {
		t.Errorf("%v, want one error that is no problem", errs)
	}
}

func manyPages(n int) []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", ""}
	var kids strings.Builder
	for i := range n {
		fmt.Fprintf(&kids, "%d 0 R ", 3+i)
		objects = append(objects, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", n, kids.String())
	return pdfFile(objects...)
}

func claimedPages(n int) []byte {
	return pdfFile("<</Type/Catalog/Pages 2 0 R>>", fmt.Sprintf("<</Type/Pages/Count %d/Kids[3 0 R]>>", n), "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
}

func deepTree(n int) []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>"}
	for i := range n {
		objects = append(objects, fmt.Sprintf("<</Type/Pages/Count 1/Kids[%d 0 R]>>", 3+i))
	}
	return pdfFile(append(objects, fmt.Sprintf("<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]>>", n+1))...)
}

// endlessPattern has a page filled with countless tiles, each filled with tiles
// again, and an honest one.
func endlessPattern() []byte {
	pattern := stream("/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.01/YStep 0.01/Resources<</Pattern<</P 7 0 R>>>>", []byte("/Pattern cs /P scn 0 0 1 1 re f"))
	return pdf([]pdfPage{
		{box: a4, content: "0 0 300 300 re f /Pattern cs /P scn 0 0 595 842 re f", resources: "/Pattern<</P 7 0 R>>"},
		{box: a4, content: "0 0 99 99 re f"},
	}, pattern)
}

// jpegHeader is a JPEG that ends where its data would begin.
func jpegHeader(w, h uint16) []byte {
	data := encodeJPEG(image.NewGray(image.Rect(0, 0, 64, 64)), 50)
	i := bytes.Index(data, []byte{0xff, 0xc0})
	binary.BigEndian.PutUint16(data[i+5:], h)
	binary.BigEndian.PutUint16(data[i+7:], w)
	return data
}

func chunk(kind string, body []byte) []byte {
	c := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	c = append(append(c, kind...), body...)
	return binary.BigEndian.AppendUint32(c, crc32.ChecksumIEEE(c[4:]))
}

func pngHeader(w, h uint32, depth, colour byte) []byte {
	body := binary.BigEndian.AppendUint32(nil, w)
	body = append(binary.BigEndian.AppendUint32(body, h), depth, colour, 0, 0, 0)
	return append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", body)...)
}

func deflated(zeros int) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	block := make([]byte, 1<<16)
	for zeros > 0 {
		n, _ := w.Write(block[:min(zeros, len(block))])
		zeros -= n
	}
	w.Close()
	return b.Bytes()
}

func pngBomb(w, h uint32) []byte {
	data := append(pngHeader(w, h, 8, 2), chunk("IDAT", deflated(int(3*w+1)*int(h)))...)
	return append(data, chunk("IEND", nil)...)
}

func pngBombBeyond() []byte {
	data := append(pngHeader(100, 100, 8, 0), chunk("IDAT", deflated(101*100+200*mb))...)
	return append(data, chunk("IEND", nil)...)
}

func profileBomb() []byte {
	return withChunk(encodePNG(quarters(64, 48, rgbk)), "iCCP", append([]byte("p\x00\x00"), deflated(200*mb)...))
}

func webpHeader(w, h uint16) []byte {
	frame := []byte{0x10, 0, 0, 0x9d, 0x01, 0x2a}
	frame = binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(frame, w), h)
	return riff("VP8 ", frame)
}

// webpLie has a small canvas and a huge picture on it.
func webpLie() []byte {
	canvas := append([]byte{0, 0, 0, 0}, 63, 0, 0, 63, 0, 0)
	data := riff("VP8X", canvas)
	huge := uint32(16383) | 16383<<14
	lossless := append([]byte{0x2f}, binary.LittleEndian.AppendUint32(nil, huge)...)
	data = append(data, riff("VP8L", append(lossless, 0))[12:]...)
	binary.LittleEndian.PutUint32(data[4:], uint32(len(data)-8))
	return data
}

func riff(kind string, body []byte) []byte {
	data := append([]byte("RIFF\x00\x00\x00\x00WEBP"), kind...)
	data = append(binary.LittleEndian.AppendUint32(data, uint32(len(body))), body...)
	binary.LittleEndian.PutUint32(data[4:], uint32(len(data)-8))
	return data
}

func bmpHeader(w, h uint32) []byte {
	data := append([]byte("BM"), make([]byte, 52)...)
	binary.LittleEndian.PutUint32(data[10:], 54)
	binary.LittleEndian.PutUint32(data[14:], 40)
	binary.LittleEndian.PutUint32(data[18:], w)
	binary.LittleEndian.PutUint32(data[22:], h)
	data[26], data[28] = 1, 24
	return data
}

// tiff is a bilevel picture whose only strip does not exist; next is where the
// next directory is said to be.
func tiff(w, h, compression, next uint32, more ...uint32) []byte {
	tags := append([]uint32{256, w, 257, h, 258, 1, 259, compression, 262, 1, 273, 1 << 20, 277, 1, 278, h, 279, 1 << 10}, more...)
	data := []byte("II*\x00\x08\x00\x00\x00")
	data = binary.LittleEndian.AppendUint16(data, uint16(len(tags)/2))
	for i := 0; i < len(tags); i += 2 {
		data = binary.LittleEndian.AppendUint16(data, uint16(tags[i]))
		data = append(data, 4, 0, 1, 0, 0, 0)
		data = binary.LittleEndian.AppendUint32(data, tags[i+1])
	}
	return binary.LittleEndian.AppendUint32(data, next)
}

func chainedTIFF(n int) []byte {
	data := []byte("II*\x00\x08\x00\x00\x00")
	for range n {
		data = binary.LittleEndian.AppendUint16(data, 0)
		data = binary.LittleEndian.AppendUint32(data, uint32(len(data)+4))
	}
	return data
}
