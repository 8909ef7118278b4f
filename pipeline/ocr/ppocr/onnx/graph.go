package onnx

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"
)

// Field numbers of onnx.proto.
const (
	modelGraph = 7

	graphNode        = 1
	graphInitializer = 5
	graphOutput      = 12

	nodeInput     = 1
	nodeOutput    = 2
	nodeName      = 3
	nodeOperator  = 4
	nodeAttribute = 5
	nodeDomain    = 7

	attributeName   = 1
	attributeFloat  = 2
	attributeInt    = 3
	attributeString = 4
	attributeTensor = 5
	attributeGraph  = 6
	attributeInts   = 8
	attributeGraphs = 11
	attributeType   = 20

	tensorDims      = 1
	tensorType      = 2
	tensorFloatData = 4
	tensorName      = 8
	tensorRaw       = 9

	valueName = 1

	typeFloat = 1 // of a tensor

	kindFloat = 1 // of an attribute that holds one float
	kindInt   = 2 // one integer
	kindInts  = 7 // several
)

// tensor is a constant of floats.
type tensor struct {
	dims []int64
	data []float32
}

// node is one operation.
type node struct {
	operator string
	inputs   []string
	outputs  []string
	rest     message // everything else
	gone     bool
}

// graph is a model opened up for rewriting.
type graph struct {
	model, other message // other: the graph's fields that are not nodes
	nodes        []*node
	constants    map[string]tensor
	outputs      map[string]bool
	added        []field // initializers made by rewriting
}

// errSubgraph: nodes with graphs of their own may use values from outside, which
// the rewriting would not see.
var errSubgraph = errors.New("the graph has subgraphs")

func open(model []byte) (*graph, error) {
	m, err := parse(model)
	if err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	f, ok := m.get(modelGraph)
	if !ok {
		return nil, errors.New("model: no graph")
	}
	fields, err := parse(f.bytes)
	if err != nil {
		return nil, fmt.Errorf("graph: %w", err)
	}
	g := &graph{model: m, constants: map[string]tensor{}, outputs: map[string]bool{}}
	for _, f := range fields {
		if err := g.take(f); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// take sorts one field of the graph in.
func (g *graph) take(f field) error {
	if f.num == graphNode {
		n, err := openNode(f.bytes)
		if err != nil {
			return fmt.Errorf("node: %w", err)
		}
		g.nodes = append(g.nodes, n)
		return g.takeConstant(n)
	}
	g.other = append(g.other, f)
	switch f.num {
	case graphInitializer:
		t, name, err := openTensor(f.bytes)
		if err != nil {
			return fmt.Errorf("initializer: %w", err)
		}
		if t != nil {
			g.constants[name] = *t
		}
	case graphOutput:
		m, err := parse(f.bytes)
		if err != nil {
			return fmt.Errorf("output: %w", err)
		}
		g.outputs[m.text(valueName)] = true
	default: // kept, but of no use here
	}
	return nil
}

// takeConstant remembers the value of a Constant node.
func (g *graph) takeConstant(n *node) error {
	if n.operator != "Constant" || len(n.outputs) != 1 {
		return nil
	}
	a, ok, err := n.attribute("value")
	if err != nil || !ok {
		return err
	}
	f, _ := a.get(attributeTensor)
	t, _, err := openTensor(f.bytes)
	if err == nil && t != nil {
		g.constants[n.outputs[0]] = *t
	}
	return err
}

func openNode(b []byte) (*node, error) {
	m, err := parse(b)
	if err != nil {
		return nil, err
	}
	n := &node{operator: m.text(nodeOperator), inputs: m.texts(nodeInput), outputs: m.texts(nodeOutput)}
	for _, f := range m {
		switch f.num {
		case nodeInput, nodeOutput, nodeOperator:
			continue
		case nodeAttribute:
			a, err := parse(f.bytes)
			if err != nil {
				return nil, err
			}
			_, one := a.get(attributeGraph)
			if _, many := a.get(attributeGraphs); one || many {
				return nil, errSubgraph
			}
		default: // name, domain and documentation go along
		}
		n.rest = append(n.rest, f)
	}
	return n, nil
}

// attribute finds a node's attribute by name.
func (n *node) attribute(name string) (message, bool, error) {
	for _, f := range n.rest {
		if f.num != nodeAttribute {
			continue
		}
		a, err := parse(f.bytes)
		if err != nil {
			return nil, false, err
		}
		if a.text(attributeName) == name {
			return a, true, nil
		}
	}
	return nil, false, nil
}

// openTensor returns nil for tensors of anything but floats.
func openTensor(b []byte) (t *tensor, name string, err error) {
	m, err := parse(b)
	if err != nil {
		return nil, "", err
	}
	dims, err := m.integers(tensorDims)
	if err != nil {
		return nil, "", err
	}
	if kind, _ := m.get(tensorType); kind.bits != typeFloat {
		return nil, "", nil
	}
	t = &tensor{dims: dims}
	if raw, ok := m.get(tensorRaw); ok {
		t.data = floats(raw.bytes)
	} else if f, ok := m.get(tensorFloatData); ok && f.kind == protowire.BytesType {
		t.data = floats(f.bytes)
	}
	if int64(len(t.data)) != size(dims) || len(t.data) == 0 {
		return nil, "", nil // stored elsewhere, or in a way that nobody uses
	}
	return t, m.text(tensorName), nil
}

// size is the number of values; 0 when dims are not those of a constant.
func size(dims []int64) int64 {
	n := int64(1)
	for _, d := range dims {
		if d <= 0 || n > math.MaxInt32/d {
			return 0
		}
		n *= d
	}
	return n
}

// define adds a constant under a name of its own, derived from base.
func (g *graph) define(base string, t tensor) string {
	name := fmt.Sprintf("%s/folded%d", base, len(g.added))
	m := message{}
	for _, d := range t.dims {
		m = append(m, integer(tensorDims, int(d)))
	}
	m = append(m, integer(tensorType, typeFloat), text(tensorName, name),
		field{num: tensorRaw, kind: protowire.BytesType, bytes: floatBytes(t.data)})
	g.constants[name] = t
	g.added = append(g.added, submessage(graphInitializer, m))
	return name
}

// encode writes the model with its changes.
func (g *graph) encode() []byte {
	var fields message
	used := g.used()
	for _, n := range g.nodes {
		if !n.gone && (n.operator != "Constant" || len(n.outputs) != 1 || used[n.outputs[0]]) {
			fields = append(fields, submessage(graphNode, n.message()))
		}
	}
	for _, f := range g.other {
		if f.num != graphInitializer || used[nameOfTensor(f.bytes)] {
			fields = append(fields, f)
		}
	}
	for _, f := range g.added {
		if used[nameOfTensor(f.bytes)] {
			fields = append(fields, f)
		}
	}
	model := slices.Clone(g.model)
	for i, f := range model {
		if f.num == modelGraph {
			model[i].bytes = fields.encode()
		}
	}
	return model.encode()
}

// used are the values that something still needs.
func (g *graph) used() map[string]bool {
	used := map[string]bool{}
	for name := range g.outputs {
		used[name] = true
	}
	for _, n := range g.nodes {
		if n.gone {
			continue
		}
		for _, name := range n.inputs {
			used[name] = true
		}
	}
	return used
}

func nameOfTensor(b []byte) string {
	m, err := parse(b)
	if err != nil {
		return ""
	}
	return m.text(tensorName)
}

func (n *node) message() message {
	var m message
	for _, s := range n.inputs {
		m = append(m, text(nodeInput, s))
	}
	for _, s := range n.outputs {
		m = append(m, text(nodeOutput, s))
	}
	return append(append(m, text(nodeOperator, n.operator)), n.rest...)
}
