package onnx

import (
	"runtime"
	"slices"
)

// block is the number of channels that ONNX Runtime keeps side by side between
// convolutions, or a multiple of it. What does not fill whole blocks, and every
// operation that it does not know in that layout, costs a pass over memory to
// leave the layout and one to come back.
const block = 16

// foldScalars makes a convolution of what is left of factors and terms behind one, 1×1
// and of each channel by itself: it stays in the layout of its neighbours. Where
// ONNX Runtime has no such layout, that would cost more than it saves.
func (g *graph) foldScalars() {
	if runtime.GOARCH != "amd64" {
		return
	}
	for _, n := range g.nodes {
		c, ok := g.conv(n)
		if !ok || c.weights.dims[0]%block != 0 {
			continue
		}
		out := g.behindActivation(c.outputs[0])
		for _, n := range g.readers(out) {
			g.foldScalarsAt(n, out, int(c.weights.dims[0]))
		}
	}
}

// behindActivation is the value of a HardSwish of value, or value.
func (g *graph) behindActivation(value string) string {
	nodes, ok := g.consumers(value)
	if !ok || len(nodes) != 2 || nodes[0].operator != "HardSigmoid" || nodes[1].operator != "Mul" {
		return value
	}
	sigmoid, mul := nodes[0], nodes[1]
	if len(sigmoid.outputs) != 1 || len(mul.inputs) != 2 || len(mul.outputs) != 1 || !slices.Contains(mul.inputs, sigmoid.outputs[0]) {
		return value
	}
	return mul.outputs[0]
}

// foldScalarsAt turns n, if it combines value with a scalar, and an addition of a
// scalar behind it into a convolution.
func (g *graph) foldScalarsAt(n *node, value string, channels int) {
	factor, term := float32(1), float32(0)
	s, ok := g.scalarWith(n, value)
	switch {
	case !ok || len(n.outputs) != 1:
		return
	case n.operator == "Add":
		term = s
	case n.operator == "Mul":
		factor = s
		if add, ok := g.next(n.outputs[0], "Add"); ok {
			if t, ok := g.scalarWith(add, n.outputs[0]); ok {
				term, n.outputs, add.gone = t, add.outputs, true
			}
		}
	default:
		return
	}
	n.operator = "Conv"
	n.inputs = []string{value,
		g.define(value, uniform(factor, channels, 1, 1, 1)),
		g.define(value+"/bias", uniform(term, channels))}
	n.rest = message{intAttribute("group", channels), intsAttribute("kernel_shape", 1, 1)}
}

// uniform is a tensor of one value.
func uniform(v float32, dims ...int) tensor {
	t := tensor{}
	n := 1
	for _, d := range dims {
		t.dims = append(t.dims, int64(d))
		n *= d
	}
	for range n {
		t.data = append(t.data, v)
	}
	return t
}

// foldResiduals replaces x + x*s by x*(s+1) where s has one value a channel, so that
// only one operation passes over the picture.
func (g *graph) foldResiduals() {
	for _, mul := range g.nodes {
		if mul.gone || mul.operator != "Mul" || len(mul.inputs) != 2 || len(mul.outputs) != 1 {
			continue
		}
		add, ok := g.next(mul.outputs[0], "Add")
		if !ok || len(add.inputs) != 2 {
			continue
		}
		for i, s := range mul.inputs {
			x := mul.inputs[1-i]
			if g.pooled(s) && !g.pooled(x) && (add.inputs[0] == x || add.inputs[1] == x) {
				g.foldResidual(mul, add, x, s)
				break
			}
		}
	}
}

func (g *graph) foldResidual(mul, add *node, x, s string) {
	more := mul.outputs
	mul.operator, mul.inputs, mul.rest = "Add", []string{s, g.define(s, uniform(1, 1))}, nil
	add.operator, add.inputs, add.rest = "Mul", []string{x, more[0]}, nil
}

// pooled tells whether a value is made of the means of whole channels, in few steps.
func (g *graph) pooled(value string) bool {
	for range 8 {
		n := g.producer(value)
		if n == nil || len(n.inputs) == 0 {
			return false
		}
		switch n.operator {
		case "GlobalAveragePool":
			return true
		case "Relu", "Sigmoid", "HardSigmoid":
		case "Conv":
			if n.pads() {
				return false
			}
		default:
			return false
		}
		value = n.inputs[0]
	}
	return false
}

// foldBottlenecks looks at 1×1 convolutions of nothing but the output of another. The
// two become one where that costs less; else what lies between fills blocks.
func (g *graph) foldBottlenecks() {
	for _, n := range g.nodes {
		first, ok := g.conv(n)
		if !ok || !first.pointwise() {
			continue
		}
		next, ok := g.next(first.outputs[0], "Conv")
		if !ok || next.inputs[0] != first.outputs[0] {
			continue
		}
		second, ok := g.conv(next)
		if !ok || !second.pointwise() || second.weights.dims[1] != first.weights.dims[0] {
			continue
		}
		in, between, out := first.weights.dims[1], first.weights.dims[0], second.weights.dims[0]
		switch {
		case in*out <= in*between+between*out:
			g.store(first.then(second))
			first.gone = true
		case between%block != 0:
			first.fillOutput()
			second.fillInput()
			g.store(first)
			g.store(second)
		}
	}
}
