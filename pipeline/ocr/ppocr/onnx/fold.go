// Package onnx makes PP-OCR's exported networks cheaper to run without changing
// what they compute.
//
// The exports spell out what training needed: every convolution is followed by
// a learned scale and shift, the activation HardSwish is four operations, and
// another scale and shift follow it. ONNX Runtime folds scales per channel into
// convolutions, but not these scalar ones, and so spends half of its time on
// passes over memory. Fold rewrites these patterns:
//
//	Conv, Mul by a scalar, Add of a scalar   →  Conv
//	Add 3, Clip to 0…6, Mul, Div by 6        →  HardSigmoid, Mul
//	Mul by a scalar, Add of a scalar, Conv   →  Add, Conv, or Conv alone when it pads nothing
//	x + x*s, s of whole channels             →  x*(s+1)
//	Conv 1×1, Conv 1×1                       →  one of them, or with channels that fill blocks
//	Mul by a scalar, Add of a scalar         →  Conv 1×1 of each channel by itself
//	ConvTranspose, Relu, ConvTranspose, …    →  Conv, Relu, Conv, …, DepthToSpace
//
// Whatever does not match stays as it is, so any model passes through.
package onnx

import (
	"math"
	"slices"
)

// Fold returns a model that computes the same as model, up to rounding. An error
// means that model cannot be understood; it may still run.
func Fold(model []byte) ([]byte, error) {
	g, err := open(model)
	if err != nil {
		return nil, err
	}
	g.foldHardSwish()
	g.foldAfterConv()
	g.foldBeforeConv()
	g.foldResiduals()
	g.foldBottlenecks()
	g.foldHead()
	g.foldScalars()
	return g.encode(), nil
}

// consumers are the nodes that read a value; ok is false when it leaves the
// graph as well.
func (g *graph) consumers(value string) (nodes []*node, ok bool) {
	for _, n := range g.nodes {
		if n.gone {
			continue
		}
		for _, in := range n.inputs {
			if in == value {
				nodes = append(nodes, n)
			}
		}
	}
	return nodes, !g.outputs[value]
}

// readers are the nodes that read a value.
func (g *graph) readers(value string) []*node {
	nodes, _ := g.consumers(value)
	return nodes
}

// producer is the node that makes a value, nil if none does.
func (g *graph) producer(value string) *node {
	for _, n := range g.nodes {
		if !n.gone && slices.Contains(n.outputs, value) {
			return n
		}
	}
	return nil
}

// next is the only reader of a value, if that is an operator of that name.
func (g *graph) next(value, operator string) (*node, bool) {
	nodes, ok := g.consumers(value)
	if !ok || len(nodes) != 1 || nodes[0].operator != operator || len(nodes[0].outputs) != 1 {
		return nil, false
	}
	return nodes[0], true
}

// scalarWith is the scalar constant that n combines value with.
func (g *graph) scalarWith(n *node, value string) (float32, bool) {
	if len(n.inputs) != 2 {
		return 0, false
	}
	other := n.inputs[1]
	if other == value {
		other = n.inputs[0]
	}
	t, ok := g.constants[other]
	// A scalar of more dimensions than the picture would add dimensions to it.
	if !ok || len(t.data) != 1 || len(t.dims) > 4 {
		return 0, false
	}
	return t.data[0], true
}

// foldHardSwish replaces x*clip(x+3, 0, 6)/6 by x*HardSigmoid(x).
func (g *graph) foldHardSwish() {
	for _, add := range g.nodes {
		if add.gone || add.operator != "Add" || len(add.inputs) != 2 || len(add.outputs) != 1 {
			continue
		}
		for _, x := range add.inputs {
			if _, constant := g.constants[x]; !constant {
				g.foldHardSwishAt(add, x)
				break
			}
		}
	}
}

func (g *graph) foldHardSwishAt(add *node, x string) {
	three, ok := g.scalarWith(add, x)
	if !ok || three != 3 {
		return
	}
	clip, ok := g.next(add.outputs[0], "Clip")
	if !ok || !g.clips(clip, 0, 6) {
		return
	}
	mul, ok := g.next(clip.outputs[0], "Mul")
	if !ok || len(mul.inputs) != 2 || (mul.inputs[0] != x && mul.inputs[1] != x) {
		return
	}
	div, ok := g.next(mul.outputs[0], "Div")
	if !ok || div.inputs[0] != mul.outputs[0] {
		return
	}
	if six, ok := g.scalarWith(div, mul.outputs[0]); !ok || six != 6 {
		return
	}
	clip.operator = "HardSigmoid"
	clip.inputs = []string{x}
	clip.rest = message{floatAttribute("alpha", 1./6), floatAttribute("beta", .5)}
	mul.outputs = div.outputs
	add.gone, div.gone = true, true
}

// clips tells whether n clips to [lo, hi]. The bounds are inputs from version 11
// of the operators on, attributes before.
func (g *graph) clips(n *node, lo, hi float32) bool {
	if len(n.inputs) == 3 {
		a, okA := g.constants[n.inputs[1]]
		b, okB := g.constants[n.inputs[2]]
		return okA && okB && len(a.data) == 1 && len(b.data) == 1 && a.data[0] == lo && b.data[0] == hi
	}
	return len(n.inputs) == 1 && n.isFloat("min", lo) && n.isFloat("max", hi)
}

// isFloat tells whether the attribute called name has that value.
func (n *node) isFloat(name string, want float32) bool {
	a, ok, err := n.attribute(name)
	if err != nil || !ok {
		return false
	}
	v, ok := a.get(attributeFloat)
	return ok && math.Float32frombits(uint32(v.bits)) == want
}

func floatAttribute(name string, v float32) field {
	return submessage(nodeAttribute, message{
		text(attributeName, name), float(attributeFloat, v), integer(attributeType, kindFloat),
	})
}

func intAttribute(name string, v int) field {
	return submessage(nodeAttribute, message{
		text(attributeName, name), integer(attributeInt, v), integer(attributeType, kindInt),
	})
}

func intsAttribute(name string, all ...int) field {
	m := message{text(attributeName, name)}
	for _, v := range all {
		m = append(m, integer(attributeInts, v))
	}
	return submessage(nodeAttribute, append(m, integer(attributeType, kindInts)))
}
