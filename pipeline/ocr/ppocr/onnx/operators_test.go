package onnx

import (
	"os"
	"path/filepath"
	"testing"
)

// What a pass over the picture costs is gone from the installed models.
func TestFoldLeaves(t *testing.T) {
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]map[string]int{
		"det.onnx": {"ConvTranspose": 0, "Clip": 0, "DepthToSpace": 1},
		"rec.onnx": {"Clip": 0},
		"cls.onnx": {"Clip": 0},
	} {
		model, err := os.ReadFile(filepath.Join(cache, "hecha", "models", "ppocrv4", name))
		if err != nil {
			t.Fatalf("make setup installs the models: %v", err)
		}
		folded, err := Fold(model)
		if err != nil {
			t.Fatal(err)
		}
		g, err := open(folded)
		if err != nil {
			t.Fatal(err)
		}
		operators := map[string]int{}
		for _, n := range g.nodes {
			operators[n.operator]++
			if s := residual(g, n); s != "" {
				t.Errorf("%s: %s is added to what it was multiplied with", name, s)
			}
		}
		for operator, n := range want {
			if operators[operator] != n {
				t.Errorf("%s: %d of %s, want %d", name, operators[operator], operator, n)
			}
		}
	}
}

// residual is x if n is x + x*s with an s of whole channels, else "".
func residual(g *graph, n *node) string {
	if n.operator != "Add" {
		return ""
	}
	for i, in := range n.inputs {
		mul := g.producer(in)
		if mul == nil || mul.operator != "Mul" {
			continue
		}
		x := n.inputs[1-i]
		for k, s := range mul.inputs {
			if mul.inputs[1-k] == x && g.pooled(s) {
				return x
			}
		}
	}
	return ""
}

// A bottleneck of few channels costs two passes, of many more than none.
func TestBottlenecks(t *testing.T) {
	for name, c := range map[string]struct{ in, between, out, want int }{
		"wide":   {in: 2, between: 40, out: 3, want: 0}, // one convolution
		"narrow": {in: 64, between: 3, out: 64, want: block},
		"blocks": {in: 64, between: block, out: 64, want: block},
	} {
		g := &graph{constants: map[string]tensor{}, outputs: map[string]bool{"y": true}}
		g.constants["w1"] = ramp(c.between, c.in, 1, 1)
		g.constants["w2"] = ramp(c.out, c.between, 1, 1)
		g.constants["b1"], g.constants["b2"] = ramp(c.between), ramp(c.out)
		g.nodes = []*node{
			{operator: "Conv", inputs: []string{"x", "w1", "b1"}, outputs: []string{"m"}},
			{operator: "Conv", inputs: []string{"m", "w2", "b2"}, outputs: []string{"y"}},
		}
		x := ramp(c.in).data
		want := compute(g, x)
		g.foldBottlenecks()
		if got := compute(g, x); !near(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
		between := 0
		if !g.nodes[0].gone {
			between = int(g.constants[g.nodes[0].inputs[1]].dims[0])
		}
		if between != c.want {
			t.Errorf("%s: %d channels between, want %d", name, between, c.want)
		}
	}
}

// ramp is a tensor of different small values.
func ramp(dims ...int) tensor {
	t := uniform(0, dims...)
	for i := range t.data {
		t.data[i] = float32(i%7-3) / 4
	}
	return t
}

// compute runs one pixel through the pointwise convolutions that are left.
func compute(g *graph, x []float32) []float32 {
	for _, n := range g.nodes {
		if n.gone {
			continue
		}
		w, b := g.constants[n.inputs[1]].data, g.constants[n.inputs[2]].data
		y := make([]float32, len(b))
		for o := range y {
			y[o] = b[o]
			for i, v := range x {
				y[o] += w[o*len(x)+i] * v
			}
		}
		x = y
	}
	return x
}

func near(a, b []float32) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if d := a[i] - b[i]; d > 1e-3 || d < -1e-3 {
			return false
		}
	}
	return true
}
