package ppocr_test

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hecha/pipeline/ocr"
	"hecha/pipeline/ocr/ocrtest"
	"hecha/pipeline/ocr/ppocr"
)

func openDir(t *testing.T, dir string) (*ppocr.Engine, error) {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	e, err := ppocr.Open(ppocr.Config{
		ModelDir: dir,
		Library:  filepath.Join(cache, "hecha", "lib", "libonnxruntime.so.1"),
	})
	if err == nil {
		t.Cleanup(func() {
			if err := e.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	return e, err
}

// v5Settings is what PaddleX writes beside a recognizer, with characters that a
// careless parser of YAML loses.
const v5Settings = `Global:
  model_name: PP-OCRv5_mobile_rec
PreProcess:
  transform_ops:
  - DecodeImage:
      channel_first: false
      img_mode: BGR
  - RecResizeImg:
      image_shape: [3, 48, 320]
PostProcess:
  name: CTCLabelDecode
  character_dict:
  - 中
  - "\u3000"
  - '#'
  - ''''
  - '0'
  - 'n'
  - '~'
  - '-'
`

const oriSettings = `PreProcess:
  transform_ops:
  - ResizeImage:
      size: [160, 80]
  - NormalizeImage:
      mean: [0.485, 0.456, 0.406]
`

// TestModelFolders reads a black bar, which is the dictionary's first character,
// with the layouts in which PP-OCR models come.
func TestModelFolders(t *testing.T) {
	tests := []struct {
		name  string
		files map[string][]byte
	}{
		{"v4, keys in a file", map[string][]byte{
			"det.onnx": detModel(-1, -1), "rec.onnx": recModel(48, -1, 5, 5, nil), "cls.onnx": clsModel(-1, -1),
			"keys.txt": lines("中", "文", "字"),
		}},
		{"long names, no classifier, lines end as on Windows", map[string][]byte{
			"ch_PP-OCRv3_det_infer.onnx": detModel(-1, -1), "ch_PP-OCRv3_rec_infer.onnx": recModel(48, -1, 5, -1, nil),
			"ppocr_keys_v1.txt": []byte("中\r\n文\r\n字\r\n"),
		}},
		{"v5, a folder for each, keys in inference.yml", map[string][]byte{
			"PP-OCRv5_mobile_det/inference.onnx":           detModel(-1, -1),
			"PP-OCRv5_mobile_rec/inference.onnx":           recModel(48, -1, 10, 10, nil),
			"PP-OCRv5_mobile_rec/inference.yml":            []byte(v5Settings),
			"PP-LCNet_x0_25_textline_ori/inference.onnx":   clsModel(80, 160),
			"PP-LCNet_x0_25_textline_ori/inference.yml":    []byte(oriSettings),
			"PP-LCNet_x1_0_doc_ori/inference.onnx":         []byte("not ours"),
			"PP-OCRv5_mobile_rec/deeper/another/rec.onnx":  []byte("not looked at"),
			"PP-OCRv5_mobile_det/a description of it.json": []byte("{}"),
		}},
		{"v6, short folders, keys in inference.json", map[string][]byte{
			"det/inference.onnx": detModel(-1, -1), "rec/inference.onnx": recModel(48, -1, 4, -1, nil),
			"rec/inference.json": []byte(`{"PostProcess": {"name": "CTCLabelDecode", "character_dict": ["中", "文"]}}`),
		}},
		{"keys in the model's metadata, the space among them", map[string][]byte{
			"det.onnx": detModel(-1, -1),
			"rec.onnx": recModel(48, -1, 4, 4, map[string]string{"character": "中\n文\n "}),
		}},
		{"keys with the blank written down", map[string][]byte{
			"det.onnx": detModel(-1, -1), "rec.onnx": recModel(48, -1, 4, 4, nil), "dict.txt": lines("blank", "中", "文"),
		}},
		{"fixed sizes", map[string][]byte{
			"det.onnx": detModel(320, 320), "rec.onnx": recModel(32, 160, 4, 4, nil), "keys.txt": lines("中", "文"),
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, err := openDir(t, folderOf(t, tt.files))
			if err != nil {
				t.Fatal(err)
			}
			got, err := e.Read(context.Background(), ocr.Request{Image: bar(t)})
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != 1 || got[0].Text != "中" {
				t.Fatalf("read %+v, want one line 中", got)
			}
			x0, y0, x1, y1 := got[0].Quad.Bounds()
			if where := image.Rect(int(x0), int(y0), int(x1), int(y1)); !image.Rect(110, 110, 190, 150).In(where) || !where.In(image.Rect(60, 60, 240, 200)) {
				t.Errorf("found it at %v", where)
			}
		})
	}
}

// bar is a picture of one black bar, from (100,100) to (200,160).
func bar(t *testing.T) *image.RGBA {
	s := ocrtest.NewSheet(t, 320, 320)
	draw.Draw(s.RGBA, image.Rect(100, 100, 200, 160), image.NewUniform(color.Black), image.Point{}, draw.Src)
	return s.RGBA
}

func TestModelFolderErrors(t *testing.T) {
	det, rec := detModel(-1, -1), recModel(48, -1, 5, 5, nil)
	keys := lines("中", "文", "字")
	tests := []struct {
		name  string
		files map[string][]byte
		want  string // in the message
	}{
		{"empty", map[string][]byte{}, "want a .onnx file"},
		{"no recognizer", map[string][]byte{"det.onnx": det}, "want a .onnx file"},
		{"two recognizers", map[string][]byte{"det.onnx": det, "a_rec.onnx": rec, "b_rec.onnx": rec}, "two rec models"},
		{"no dictionary", map[string][]byte{"det.onnx": det, "rec.onnx": rec}, "no dictionary"},
		{"dictionary too short", map[string][]byte{"det.onnx": det, "rec.onnx": rec, "keys.txt": lines("中", "文")}, "2 characters"},
		{"dictionary too long", map[string][]byte{"det.onnx": det, "rec.onnx": rec, "keys.txt": lines("中", "文", "字", "典", "外")}, "does not fit"},
		{"dictionary is not text", map[string][]byte{"det.onnx": det, "rec.onnx": rec, "keys.txt": lines("中", "\xff", "字")}, "line 2"},
		{"detector and recognizer exchanged", map[string][]byte{"det.onnx": rec, "rec.onnx": det, "keys.txt": keys}, "det.onnx"},
		{"not a model", map[string][]byte{"det.onnx": []byte("hello"), "rec.onnx": rec, "keys.txt": keys}, "det.onnx"},
		{"settings are not YAML", map[string][]byte{"det.onnx": det, "rec.onnx": rec, "inference.yml": []byte("a: [")}, "inference.yml"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := openDir(t, folderOf(t, tt.files))
			if err == nil {
				t.Fatal("no error")
			}
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%v does not say %q", err, tt.want)
			}
		})
	}
}

func TestDigest(t *testing.T) {
	files := map[string][]byte{
		"det.onnx": detModel(-1, -1), "rec.onnx": recModel(48, -1, 5, 5, nil), "keys.txt": lines("中", "文", "字"),
	}
	digest := func() string {
		e, err := openDir(t, folderOf(t, files))
		if err != nil {
			t.Fatal(err)
		}
		return e.Digest()
	}
	first := digest()
	if again := digest(); again != first {
		t.Errorf("the same files have the digests %s and %s", first, again)
	}
	files["keys.txt"] = lines("中", "字", "文")
	if other := digest(); other == first {
		t.Error("another dictionary has the same digest")
	}
}

func TestOpenRefuses(t *testing.T) {
	tests := []struct {
		name string
		cfg  ppocr.Config
	}{
		{"no folder", ppocr.Config{Library: "x"}},
		{"no library", ppocr.Config{ModelDir: "x"}},
		{"no such folder", ppocr.Config{ModelDir: filepath.Join(t.TempDir(), "missing"), Library: "x"}},
		{"negative sessions", ppocr.Config{ModelDir: "x", Library: "x", Sessions: -1}},
		{"threshold", ppocr.Config{ModelDir: "x", Library: "x", BoxThreshold: 1}},
	}
	for _, tt := range tests {
		if _, err := ppocr.Open(tt.cfg); err == nil {
			t.Errorf("%s: no error", tt.name)
		}
	}
}
