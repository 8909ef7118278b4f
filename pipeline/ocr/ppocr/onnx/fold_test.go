package onnx_test

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	ort "github.com/yalue/onnxruntime_go"

	"hecha/pipeline/ocr/ppocr/onnx"
)

// TestFoldComputesTheSame runs the installed models as they are and folded.
func TestFoldComputesTheSame(t *testing.T) {
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	ort.SetSharedLibraryPath(filepath.Join(cache, "hecha", "lib", "libonnxruntime.so.1"))
	if err := ort.InitializeEnvironment(); err != nil {
		t.Fatalf("make setup installs ONNX Runtime: %v", err)
	}
	shapes := map[string]ort.Shape{
		"det.onnx": ort.NewShape(1, 3, 160, 224),
		"rec.onnx": ort.NewShape(1, 3, 48, 200),
		"cls.onnx": ort.NewShape(1, 3, 48, 192),
	}
	for name, shape := range shapes {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(cache, "hecha", "models", "ppocrv4", name)
			model, err := os.ReadFile(path)
			if err != nil {
				t.Fatalf("make setup installs the models: %v", err)
			}
			folded, err := onnx.Fold(model)
			if err != nil {
				t.Fatal(err)
			}
			in, out, err := ort.GetInputOutputInfo(path)
			if err != nil {
				t.Fatal(err)
			}
			data := noise(shape.FlattenedSize())
			want := run(t, model, in[0].Name, out[0].Name, shape, data)
			got := run(t, folded, in[0].Name, out[0].Name, shape, data)
			worst := 0.
			for i := range want {
				worst = math.Max(worst, math.Abs(float64(want[i]-got[i])))
			}
			t.Logf("%d bytes folded to %d, greatest difference %.2g", len(model), len(folded), worst)
			if len(want) != len(got) || worst > 1e-4 {
				t.Errorf("%d and %d scores, greatest difference %v", len(want), len(got), worst)
			}
		})
	}
}

// noise is the same in every run.
func noise(n int64) []float32 {
	r := rand.New(rand.NewPCG(1, 2))
	data := make([]float32, n)
	for i := range data {
		data[i] = 2*r.Float32() - 1
	}
	return data
}

func run(t *testing.T, model []byte, in, out string, shape ort.Shape, data []float32) []float32 {
	t.Helper()
	s, err := ort.NewDynamicAdvancedSessionWithONNXData(model, []string{in}, []string{out}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer release(t, s)
	input, err := ort.NewTensor(shape, data)
	if err != nil {
		t.Fatal(err)
	}
	defer release(t, input)
	results := []ort.Value{nil}
	if err := s.Run([]ort.Value{input}, results); err != nil {
		t.Fatal(err)
	}
	defer release(t, results[0])
	return append([]float32(nil), results[0].(*ort.Tensor[float32]).GetData()...)
}

func release(t *testing.T, x interface{ Destroy() error }) {
	if err := x.Destroy(); err != nil {
		t.Error(err)
	}
}

func FuzzFold(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte{0x3a, 0x02, 0x0a, 0x00})
	f.Add([]byte("\x3a\x10\x0a\x0e\x0a\x01x\x12\x01y\x22\x04Conv\x2a\x00"))
	f.Fuzz(func(t *testing.T, model []byte) {
		folded, err := onnx.Fold(model)
		if err != nil {
			return
		}
		if _, err := onnx.Fold(folded); err != nil {
			t.Errorf("a folded model cannot be folded again: %v", err)
		}
	})
}
