package casefile_test

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"

	"hecha/pipeline/raster"
	"hecha/service/casefile"
)

const font = "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"

func init() { api.DisableConfigDir() } // else pdfcpu writes to the user's home

func picture(t *testing.T, width, height int) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, image.NewGray(image.Rect(0, 0, width, height)), nil); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// What was written comes back: the sheets as text, as many pages as pictures, and
// the originals byte for byte.
func TestWrite(t *testing.T) {
	original := []byte("样本 original bytes \x00\xff")
	reason := strings.Repeat("工作年限证明与申报不一致，请补充材料。", 40)
	f := casefile.File{
		Title:    "样本核查卷宗",
		Sections: []casefile.Section{{Title: "决定", Rows: []casefile.Row{{Label: "理由", Value: reason}, {Label: "SHA-256", Value: "0123456789abcdef X 2021-12-31 14:05"}, {Value: "全文完"}}}},
		Pictures: []casefile.Picture{{Caption: "毕业证书 第 1 页", JPEG: picture(t, 300, 200)}, {Caption: "身份证 第 1 页", JPEG: picture(t, 100, 900)}},
		Attachments: []casefile.Attachment{{Name: "01 毕业证.jpg", Bytes: original, Added: time.Date(2021, 12, 1, 0, 0, 0, 0, time.UTC)},
			{Name: "02.pdf", Bytes: []byte("%PDF-broken"), Added: time.Now()}},
	}
	for range 60 { // more than a sheet
		f.Sections[0].Rows = append(f.Sections[0].Rows, casefile.Row{Label: "事件", Value: "提交"})
	}
	var out bytes.Buffer
	if err := casefile.Write(&out, f, font); err != nil {
		t.Fatal(err)
	}
	reader, err := raster.New(raster.Config{CacheDir: t.TempDir(), Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	var pages []string
	for page, err := range reader.Pages(t.Context(), out.Bytes()) {
		if err != nil {
			t.Fatal(err)
		}
		var words strings.Builder
		for _, line := range page.Text {
			words.WriteString(line.Text)
		}
		pages = append(pages, words.String())
	}
	if len(pages) != 4 {
		t.Fatalf("%d pages, want two sheets and two pictures", len(pages))
	}
	front := pages[0] + pages[1]
	for _, want := range []string{"样本核查卷宗", "理由", reason, "0123456789abcdefX2021-12-3114:05", "全文完"} {
		if !strings.Contains(strings.ReplaceAll(front, " ", ""), want) {
			t.Errorf("the sheets do not say %q", want)
		}
	}
	if !strings.Contains(pages[2], "毕业证书") {
		t.Errorf("the first picture's caption is %q", pages[2])
	}
	found, err := api.ExtractAttachmentsRaw(bytes.NewReader(out.Bytes()), "", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, a := range found {
		data, err := io.ReadAll(a.Reader)
		if err != nil {
			t.Fatal(err)
		}
		got[a.FileName] = string(data)
	}
	if got["01 毕业证.jpg"] != string(original) || got["02.pdf"] != "%PDF-broken" {
		t.Errorf("attachments %q", got)
	}
}

func TestWriteWithoutFont(t *testing.T) {
	if err := casefile.Write(io.Discard, casefile.File{}, "no-such.ttf"); !errors.Is(err, casefile.ErrFont) {
		t.Errorf("error %v, want %v", err, casefile.ErrFont)
	}
}
