package onnx

// conv is a convolution whose weights are known.
type conv struct {
	*node
	weights tensor    // output channels first
	bias    []float32 // one for each output channel
}

func (g *graph) conv(n *node) (conv, bool) {
	if n.gone || n.operator != "Conv" || len(n.inputs) < 2 || len(n.outputs) != 1 {
		return conv{}, false
	}
	w, ok := g.constants[n.inputs[1]]
	if !ok || len(w.dims) != 4 {
		return conv{}, false
	}
	c := conv{node: n, weights: tensor{dims: w.dims, data: append([]float32(nil), w.data...)}}
	c.bias = make([]float32, w.dims[0])
	if len(n.inputs) > 2 && n.inputs[2] != "" {
		b, ok := g.constants[n.inputs[2]]
		if !ok || len(b.data) != len(c.bias) {
			return conv{}, false
		}
		copy(c.bias, b.data)
	}
	return c, true
}

// store gives the convolution its changed weights, under new names since others
// may share the old ones.
func (g *graph) store(c conv) {
	bias := tensor{dims: []int64{int64(len(c.bias))}, data: c.bias}
	c.inputs = []string{c.inputs[0], g.define(c.inputs[1], c.weights), g.define(c.inputs[1]+"/bias", bias)}
}

func (c conv) scaleWeights(s float32) {
	for i := range c.weights.data {
		c.weights.data[i] *= s
	}
}

// pads tells whether a convolution sees anything but its input, or drops a part of
// its output.
func (n *node) pads() bool {
	for _, name := range []string{"auto_pad", "pads"} {
		a, ok, err := n.attribute(name)
		if err != nil {
			return true
		}
		if !ok {
			continue
		}
		if s := a.text(attributeString); s != "" && s != "NOTSET" && s != "VALID" {
			return true
		}
		pads, err := a.integers(attributeInts)
		if err != nil {
			return true
		}
		for _, p := range pads {
			if p != 0 {
				return true
			}
		}
	}
	return false
}

// foldAfterConv moves scalar factors and terms that follow a convolution into
// its weights and bias.
func (g *graph) foldAfterConv() {
	for _, n := range g.nodes {
		c, ok := g.conv(n)
		if !ok {
			continue
		}
		changed := false
		for g.absorb(&c) {
			changed = true
		}
		if changed {
			g.store(c)
		}
	}
}

// absorb folds the operation that follows c.
func (g *graph) absorb(c *conv) bool {
	out := c.outputs[0]
	if mul, ok := g.next(out, "Mul"); ok {
		if s, ok := g.scalarWith(mul, out); ok {
			c.scaleWeights(s)
			for i := range c.bias {
				c.bias[i] *= s
			}
			mul.gone, c.outputs = true, mul.outputs
			return true
		}
	}
	if add, ok := g.next(out, "Add"); ok {
		if s, ok := g.scalarWith(add, out); ok {
			for i := range c.bias {
				c.bias[i] += s
			}
			add.gone, c.outputs = true, add.outputs
			return true
		}
	}
	return false
}

// foldBeforeConv moves scalar factors, and the terms that follow them, into the
// convolutions that read the result.
func (g *graph) foldBeforeConv() {
	for _, mul := range g.nodes {
		if mul.gone || mul.operator != "Mul" || len(mul.inputs) != 2 || len(mul.outputs) != 1 {
			continue
		}
		for i, x := range mul.inputs {
			if s, ok := g.scalarWith(mul, x); ok && s != 0 {
				g.foldAffine(mul, mul.inputs[i], s)
				break
			}
		}
	}
}

// foldAffine folds mul, which is x*s, and an addition of a scalar after it.
//
// A convolution that pads with zeros cannot take the term: at the border it
// would be missing. It stays, divided by the factor that goes.
func (g *graph) foldAffine(mul *node, x string, s float32) {
	out, term := mul.outputs[0], float32(0)
	add, hasTerm := g.next(out, "Add")
	if hasTerm {
		if term, hasTerm = g.scalarWith(add, out); hasTerm {
			out = add.outputs[0]
		}
	}
	convs, ok := g.convsReading(out)
	if !ok {
		return
	}
	mul.gone = true
	keep := false
	for _, c := range convs {
		if hasTerm && c.pads() {
			keep = true
		} else {
			c.addInput(term)
			c.inputs[0] = x
		}
		c.scaleWeights(s)
		g.store(c)
	}
	if !hasTerm {
		return
	}
	if add.gone = !keep; keep {
		add.inputs = []string{x, g.define(out, tensor{dims: []int64{1}, data: []float32{term / s}})}
	}
}

// convsReading are the readers of a value if all of them are convolutions of it.
func (g *graph) convsReading(value string) ([]conv, bool) {
	nodes, ok := g.consumers(value)
	if !ok || len(nodes) == 0 {
		return nil, false
	}
	var convs []conv
	for _, n := range nodes {
		c, ok := g.conv(n)
		if !ok || c.inputs[0] != value {
			return nil, false
		}
		convs = append(convs, c)
	}
	return convs, true
}

// addInput changes the bias as if term were added to every input.
func (c conv) addInput(term float32) {
	per := len(c.weights.data) / len(c.bias)
	for i := range c.bias {
		sum := float32(0)
		for _, w := range c.weights.data[i*per : (i+1)*per] {
			sum += w
		}
		c.bias[i] += sum * term
	}
}
