package onnx

import (
	"math"
	"slices"
)

// doubling is a transposed convolution that makes a picture twice as large, its
// kernels side by side, so that each pixel becomes four.
type doubling struct {
	*node
	weights  tensor    // input channels, output channels, 2, 2
	bias     []float32 // one for each output channel
	out      string    // the value behind what is absorbed
	absorbed []*node   // what scales and shifts the output, by channel
}

// foldHead finds the end of a detector, which doubles the picture twice. The sixteen
// pixels that come of one are computed as channels of the small picture, and put in
// their places last.
func (g *graph) foldHead() {
	for _, n := range g.nodes {
		first, ok := g.doubling(n)
		if !ok {
			continue
		}
		relu, ok := g.next(first.out, "Relu")
		if !ok {
			continue
		}
		n, ok := g.next(relu.outputs[0], "ConvTranspose")
		if !ok {
			continue
		}
		second, ok := g.doubling(n)
		if !ok || len(second.bias) != 1 {
			continue
		}
		if sigmoid, ok := g.next(second.out, "Sigmoid"); ok {
			g.replace(first, first.pixels())
			g.replace(second, second.pixelsOfPixels())
			g.arrange(sigmoid)
			return
		}
	}
}

// doubling is n, if it is one, with all that can be folded into it.
func (g *graph) doubling(n *node) (d doubling, ok bool) {
	if n.gone || n.operator != "ConvTranspose" || len(n.inputs) < 2 || len(n.outputs) != 1 {
		return d, false
	}
	w, ok := g.constants[n.inputs[1]]
	if !ok || len(w.dims) != 4 || w.dims[2] != 2 || w.dims[3] != 2 || !n.doubles() {
		return d, false
	}
	d = doubling{node: n, bias: make([]float32, w.dims[1]), out: n.outputs[0]}
	d.weights = tensor{dims: w.dims, data: slices.Clone(w.data)}
	if len(n.inputs) > 2 && n.inputs[2] != "" {
		b, ok := g.constants[n.inputs[2]]
		if !ok || len(b.data) != len(d.bias) {
			return d, false
		}
		copy(d.bias, b.data)
	}
	for g.absorbInto(&d) {
		continue
	}
	return d, true
}

// doubles tells whether the kernels of n, which are 2×2, lie side by side.
func (n *node) doubles() bool {
	_, strides, err := n.attribute("strides")
	if err != nil || !strides || !n.each("strides", 2) || !n.each("dilations", 1) || !n.each("output_padding", 0) {
		return false
	}
	_, shaped, err := n.attribute("output_shape")
	return err == nil && !shaped && !n.pads() && n.groups() == 1
}

// absorbInto folds an addition, or a normalisation, that follows d.
func (g *graph) absorbInto(d *doubling) bool {
	if add, ok := g.next(d.out, "Add"); ok {
		terms, ok := g.channelsWith(add, d.out, len(d.bias))
		if !ok {
			return false
		}
		for i, t := range terms {
			d.bias[i] += t
		}
		d.out, d.absorbed = add.outputs[0], append(d.absorbed, add)
		return true
	}
	normal, ok := g.next(d.out, "BatchNormalization")
	if !ok {
		return false
	}
	factors, terms, ok := g.normalises(normal, len(d.bias))
	if !ok {
		return false
	}
	for i, w := range d.weights.data {
		d.weights.data[i] = w * factors[i/4%len(factors)]
	}
	for i := range d.bias {
		d.bias[i] = d.bias[i]*factors[i] + terms[i]
	}
	d.out, d.absorbed = normal.outputs[0], append(d.absorbed, normal)
	return true
}

// channelsWith is the constant that n combines value with, if it has one number for
// each of n channels.
func (g *graph) channelsWith(n *node, value string, channels int) ([]float32, bool) {
	if len(n.inputs) != 2 || n.inputs[0] != value {
		return nil, false
	}
	t, ok := g.constants[n.inputs[1]]
	if !ok || len(t.data) != channels || len(t.dims) != 4 || t.dims[1] != int64(channels) {
		return nil, false
	}
	return t.data, true
}

// normalises is what a normalisation multiplies each channel by and then adds.
func (g *graph) normalises(n *node, channels int) (factors, terms []float32, ok bool) {
	if len(n.inputs) != 5 {
		return nil, nil, false
	}
	var by [4][]float32 // scale, shift, mean and variance
	for i := range by {
		t, ok := g.constants[n.inputs[1+i]]
		if !ok || len(t.data) != channels {
			return nil, nil, false
		}
		by[i] = t.data
	}
	epsilon := float32(1e-5)
	if a, ok, err := n.attribute("epsilon"); err != nil {
		return nil, nil, false
	} else if ok {
		v, _ := a.get(attributeFloat)
		epsilon = math.Float32frombits(uint32(v.bits))
	}
	for i := range channels {
		f := by[0][i] / float32(math.Sqrt(float64(by[3][i]+epsilon)))
		factors, terms = append(factors, f), append(terms, by[1][i]-by[2][i]*f)
	}
	return factors, terms, true
}

// pixels is a pointwise convolution that gives the four pixels of each as so many
// times the channels: first all channels of the top left one, then of the top
// right one and of those below.
func (d doubling) pixels() conv {
	in, out := int(d.weights.dims[0]), int(d.weights.dims[1])
	c := conv{weights: uniform(0, 4*out, in, 1, 1)}
	for pixel := range 4 {
		c.bias = append(c.bias, d.bias...)
		for o := range out {
			for i := range in {
				c.weights.data[(pixel*out+o)*in+i] = d.weights.data[(i*out+o)*4+pixel]
			}
		}
	}
	return c
}

// pixelsOfPixels is a pointwise convolution that gives the four pixels of each of
// the four that pixels made, of one channel, row by row.
func (d doubling) pixelsOfPixels() conv {
	in := int(d.weights.dims[0])
	c := conv{weights: uniform(0, 16, 4*in, 1, 1), bias: uniform(d.bias[0], 16).data}
	for y := range 4 {
		for x := range 4 {
			pixel, part := y/2*2+x/2, y%2*2+x%2
			row := c.weights.data[(4*y+x)*4*in:]
			for i := range in {
				row[pixel*in+i] = d.weights.data[i*4+part]
			}
		}
	}
	return c
}

// replace puts a pointwise convolution in the place of d and of what it absorbed.
func (g *graph) replace(d doubling, c conv) {
	for _, n := range d.absorbed {
		n.gone = true
	}
	d.operator, d.outputs = "Conv", []string{d.out}
	d.rest = message{intsAttribute("kernel_shape", 1, 1)}
	c.node = d.node
	g.store(c)
}

// arrange puts the channels behind n in the places of the pixels that they are.
func (g *graph) arrange(n *node) {
	out := n.outputs[0]
	n.outputs = []string{out + "/channels"}
	after := slices.Index(g.nodes, n) + 1
	g.nodes = slices.Insert(g.nodes, after, &node{
		operator: "DepthToSpace", inputs: n.outputs, outputs: []string{out}, rest: message{intAttribute("blocksize", 4)},
	})
}
