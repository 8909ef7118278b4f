package onnx

import "slices"

// pointwise tells whether c computes every pixel of its output from the same pixel
// of its input, of all channels.
func (c conv) pointwise() bool {
	return c.weights.dims[2] == 1 && c.weights.dims[3] == 1 && !c.pads() &&
		c.each("strides", 1) && c.each("dilations", 1) && c.groups() == 1
}

// groups is into how many parts the channels are divided; 0 when that cannot be
// understood.
func (n *node) groups() int {
	a, ok, err := n.attribute("group")
	switch {
	case err != nil:
		return 0
	case !ok:
		return 1
	}
	v, _ := a.get(attributeInt)
	return int(v.bits)
}

// each tells whether the integers of an attribute are all want, or are not given.
func (n *node) each(name string, want int64) bool {
	a, ok, err := n.attribute(name)
	if err != nil || !ok {
		return err == nil
	}
	all, err := a.integers(attributeInts)
	return err == nil && !slices.ContainsFunc(all, func(v int64) bool { return v != want })
}

// then is what two pointwise convolutions compute, one after the other, in the
// place of the second.
func (c conv) then(second conv) conv {
	in, between, out := int(c.weights.dims[1]), int(c.weights.dims[0]), int(second.weights.dims[0])
	both := conv{node: second.node, weights: uniform(0, out, in, 1, 1), bias: slices.Clone(second.bias)}
	both.inputs[0] = c.inputs[0]
	for o := range out {
		sums := make([]float64, in)
		bias := 0.
		for b := range between {
			w := float64(second.weights.data[o*between+b])
			bias += w * float64(c.bias[b])
			for i := range in {
				sums[i] += w * float64(c.weights.data[b*in+i])
			}
		}
		both.bias[o] += float32(bias)
		for i, s := range sums {
			both.weights.data[o*in+i] = float32(s)
		}
	}
	return both
}

// fillOutput adds channels of zeros to the output of a pointwise convolution until
// they fill blocks; fillInput has it ignore as many.
func (c *conv) fillOutput() {
	in, out := int(c.weights.dims[1]), int(c.weights.dims[0])
	filled := uniform(0, whole(out), in, 1, 1)
	copy(filled.data, c.weights.data)
	c.weights = filled
	c.bias = append(c.bias, make([]float32, whole(out)-out)...)
}

func (c *conv) fillInput() {
	in, out := int(c.weights.dims[1]), int(c.weights.dims[0])
	filled := uniform(0, out, whole(in), 1, 1)
	for o := range out {
		copy(filled.data[o*whole(in):], c.weights.data[o*in:(o+1)*in])
	}
	c.weights = filled
}

// whole is the number of channels of the blocks that n channels need.
func whole(n int) int { return (n + block - 1) / block * block }
