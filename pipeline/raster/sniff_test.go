package raster_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"hecha/document"
	"hecha/pipeline/raster"
)

func TestRefusedFormats(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(strings.Repeat("兹证明样本同志在我单位工作", 20))
	if err != nil {
		t.Fatal(err)
	}
	heic := func(brand string) string {
		return "\x00\x00\x00\x18ftyp" + brand + "\x00\x00\x00\x00mif1heic" + strings.Repeat("\x00", 200)
	}
	const unsupported, notADocument = raster.CodeUnsupported, raster.CodeNotADocument
	tests := []struct {
		name, data, code string
		says             string // a word of the advice
	}{
		{"nothing", "", raster.CodeEmpty, "空"},
		{"zeros", strings.Repeat("\x00", 4096), notADocument, "JPG"},
		{"noise", "\x01\x02\x03\x9f\xee\x00\x00\x17", notADocument, "JPG"},
		{"iPhone", heic("heic"), unsupported, "兼容性最佳"},
		{"Android HEIF", heic("mif1"), unsupported, "HEIC"},
		{"AVIF", "\x00\x00\x00\x1cftypavif\x00\x00\x00\x00mif1avif", unsupported, "AVIF"},
		{"video", "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00isommp42", notADocument, "视频"},
		{"AVI", "RIFF\x00\x00\x00\x00AVI LIST", notADocument, "视频"},
		{"Matroska", "\x1aE\xdf\xa3\x01\x00", notADocument, "视频"},
		{"docx", "PK\x03\x04\x14\x00\x06\x00" + strings.Repeat("\x00", 22) + "[Content_Types].xml", unsupported, "Word"},
		{"doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 500), unsupported, "Word"},
		{"odt", "PK\x03\x04" + strings.Repeat("\x00", 26) + "mimetypeapplication/vnd.oasis.opendocument.text", unsupported, "Word"},
		{"OFD", "PK\x03\x04" + strings.Repeat("\x00", 26) + "OFD.xml", unsupported, "OFD"},
		{"ZIP", "PK\x03\x04" + strings.Repeat("\x00", 26) + "scan.jpg", notADocument, "解压"},
		{"RAR", "Rar!\x1a\x07\x01\x00", notADocument, "解压"},
		{"7z", "7z\xbc\xaf\x27\x1c\x00\x04", notADocument, "解压"},
		{"web page", "\xef\xbb\xbf\r\n<!DOCTYPE html><html><body>学信网</body></html>", notADocument, "网页"},
		{"saved web page", "MIME-Version: 1.0\r\nContent-Type: multipart/related", notADocument, "网页"},
		{"text", "姓名：样本\n身份证号：", notADocument, "文本"},
		{"text in GB 18030", gb, notADocument, "文本"},
		{"text that begins like a bitmap", "BM is how this text begins, and it goes on.", notADocument, "文本"},
		{"UTF-16", "\xff\xfe\x59\x72\x0d\x54", notADocument, "文本"},
		{"Photoshop", "8BPS\x00\x01\x00\x00", unsupported, "Photoshop"},
		{"JPEG 2000", "\x00\x00\x00\x0cjP  \x0d\x0a\x87\x0a", unsupported, "JPG"},
		{"BigTIFF", "II+\x00\x08\x00\x00\x00", unsupported, "TIFF"},
		{"SVG", "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", unsupported, "PDF"},
		{"CAJ", "CAJ\x00\x00\x00", unsupported, "PDF"},
		{"program", "MZ\x90\x00\x03\x00", notADocument, "程序"},
		{"fax of group 3", string(fixture(t, "g3.tif")), unsupported, "TIFF"},
		{"TIFF of 4 bits", string(fixture(t, "palette4.tif")), unsupported, "TIFF"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n := 0
			for page, err := range reader.Pages(t.Context(), []byte(test.data)) {
				n++
				p, ok := err.(*document.Problem)
				if !ok || p.Code != test.code || page.Number != 0 {
					t.Fatalf("page %d: %v, want %s of the file", page.Number, err, test.code)
				}
				if !strings.Contains(p.Message, test.says) {
					t.Errorf("%q does not speak of %q", p.Message, test.says)
				}
			}
			if n != 1 {
				t.Errorf("%d results, want 1", n)
			}
		})
	}
}

// What a file is called or claims elsewhere does not matter, only how it begins.
func TestPolyglots(t *testing.T) {
	pdf := string(born("样本"))
	gif := string(fixture(t, "plain.gif"))
	jpg := string(fixture(t, "baseline.jpg"))
	tests := []struct {
		name, data string
		width      int // of the page that is read
	}{
		{"JPEG with a PDF behind it", jpg + pdf, 64},
		{"JPEG with a ZIP behind it", jpg + "PK\x03\x04", 64},
		{"GIF with a PDF behind it", gif + pdf, 64},
		{"PDF behind a mail's header", "Content-Type: application/pdf\r\n\r\n" + pdf, 1653},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := onePage(t, []byte(test.data)).Image.Bounds().Dx(); got != test.width {
				t.Errorf("width %d, want %d", got, test.width)
			}
		})
	}
}
