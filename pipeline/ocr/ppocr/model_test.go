package ppocr_test

import (
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
)

// The models of this file are as small as can be and still behave like PP-OCR's
// exports: the detector marks dark pixels, the recognizer reads class 1 where a
// column of its input is dark for more than a quarter and the blank elsewhere.

// pb builds protobuf messages; the field numbers are those of onnx.proto.
type pb []byte

func (m pb) str(num protowire.Number, s string) pb {
	return protowire.AppendString(protowire.AppendTag(m, num, protowire.BytesType), s)
}

func (m pb) sub(num protowire.Number, s pb) pb { return m.str(num, string(s)) }

func (m pb) num(num protowire.Number, v int64) pb {
	return protowire.AppendVarint(protowire.AppendTag(m, num, protowire.VarintType), uint64(v))
}

// axes is the attribute of that name, a list of integers.
func axes(values ...int64) pb {
	m := pb{}.str(1, "axes")
	for _, v := range values {
		m = m.num(8, v)
	}
	return m.num(20, 7)
}

// number is an attribute that holds an integer.
func number(name string, v int64) pb { return pb{}.str(1, name).num(3, v).num(20, 2) }

func op(operator string, inputs []string, output string, attributes ...pb) pb {
	var m pb
	for _, in := range inputs {
		m = m.str(1, in)
	}
	m = m.str(2, output).str(4, operator)
	for _, a := range attributes {
		m = m.sub(5, a)
	}
	return m
}

func constant(name string, values ...float32) pb {
	var raw []byte
	for _, v := range values {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(v))
	}
	return pb{}.num(1, int64(len(values))).num(2, 1).str(8, name).str(9, string(raw))
}

// value describes an input or output of floats; -1 is a free dimension.
func value(name string, dims ...int64) pb {
	var shape pb
	for _, d := range dims {
		if d < 0 {
			shape = shape.sub(1, pb{}.str(2, "d"+name))
		} else {
			shape = shape.sub(1, pb{}.num(1, d))
		}
	}
	return pb{}.str(1, name).sub(2, pb{}.sub(1, pb{}.num(1, 1).sub(2, shape)))
}

type model struct {
	nodes, constants []pb
	in, out          pb
	metadata         map[string]string
}

func (m model) encode() []byte {
	graph := pb{}
	for _, n := range m.nodes {
		graph = graph.sub(1, n)
	}
	graph = graph.str(2, "g")
	for _, c := range m.constants {
		graph = graph.sub(5, c)
	}
	graph = graph.sub(11, m.in).sub(12, m.out)
	file := pb{}.num(1, 7).sub(7, graph).sub(8, pb{}.str(1, "").num(2, 11))
	for k, v := range m.metadata {
		file = file.sub(14, pb{}.str(1, k).str(2, v))
	}
	return file
}

// detModel is a detector with an input of height and width, -1 for free ones.
func detModel(height, width int64) []byte {
	return model{
		nodes: []pb{
			op("ReduceMean", []string{"x"}, "mean", axes(1), number("keepdims", 1)),
			op("Mul", []string{"mean", "k"}, "scaled"),
			op("Sigmoid", []string{"scaled"}, "fetch_name_0"),
		},
		constants: []pb{constant("k", -8)},
		in:        value("x", -1, 3, height, width),
		out:       value("fetch_name_0", -1, 1, height, width),
	}.encode()
}

// recModel is a recognizer of so many classes. outClasses is what its file says
// about them, -1 for nothing.
func recModel(height, width int64, classes int, outClasses int64, metadata map[string]string) []byte {
	slope, level := make([]float32, classes), make([]float32, classes)
	slope[0], slope[1] = 12, -12
	level[0], level[1] = -6, 6
	for i := 2; i < classes; i++ {
		level[i] = -20
	}
	return model{
		nodes: []pb{
			op("ReduceMean", []string{"x"}, "columns", axes(1, 2), number("keepdims", 0)),
			op("Unsqueeze", []string{"columns"}, "steps", axes(2)),
			op("Mul", []string{"steps", "slope"}, "sloped"),
			op("Add", []string{"sloped", "level"}, "scores"),
			op("Softmax", []string{"scores"}, "fetch_name_0", number("axis", 2)),
		},
		constants: []pb{constant("slope", slope...), constant("level", level...)},
		in:        value("x", -1, 3, height, width),
		out:       value("fetch_name_0", -1, -1, outClasses),
		metadata:  metadata,
	}.encode()
}

// clsModel says that nothing stands on its head.
func clsModel(height, width int64) []byte {
	return model{
		nodes: []pb{
			op("ReduceMean", []string{"x"}, "mean", axes(1, 2, 3), number("keepdims", 0)),
			op("Unsqueeze", []string{"mean"}, "column", axes(1)),
			op("Mul", []string{"column", "zero"}, "zeros"),
			op("Add", []string{"zeros", "upright"}, "scores"),
			op("Softmax", []string{"scores"}, "fetch_name_0", number("axis", 1)),
		},
		constants: []pb{constant("zero", 0, 0), constant("upright", 5, 0)},
		in:        value("x", -1, 3, height, width),
		out:       value("fetch_name_0", -1, 2),
	}.encode()
}

// folderOf writes files, given by their names, to a new folder.
func folderOf(t *testing.T, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func lines(keys ...string) []byte { return []byte(strings.Join(keys, "\n") + "\n") }
