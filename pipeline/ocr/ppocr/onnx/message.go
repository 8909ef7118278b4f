package onnx

import (
	"encoding/binary"
	"fmt"
	"math"

	"google.golang.org/protobuf/encoding/protowire"
)

// message is a protobuf message as a list of fields. What is not understood is
// kept as it came.
type message []field

type field struct {
	num   protowire.Number
	kind  protowire.Type
	bytes []byte // of a length-delimited field
	bits  uint64 // of any other
}

func parse(b []byte) (message, error) {
	var m message
	for len(b) > 0 {
		num, kind, n := protowire.ConsumeTag(b)
		if n < 0 {
			return nil, protowire.ParseError(n)
		}
		b = b[n:]
		f := field{num: num, kind: kind}
		switch kind {
		case protowire.VarintType:
			f.bits, n = protowire.ConsumeVarint(b)
		case protowire.Fixed32Type:
			var v uint32
			v, n = protowire.ConsumeFixed32(b)
			f.bits = uint64(v)
		case protowire.Fixed64Type:
			f.bits, n = protowire.ConsumeFixed64(b)
		case protowire.BytesType:
			f.bytes, n = protowire.ConsumeBytes(b)
		default:
			return nil, fmt.Errorf("field %d has the wire type %d", num, kind)
		}
		if n < 0 {
			return nil, protowire.ParseError(n)
		}
		b = b[n:]
		m = append(m, f)
	}
	return m, nil
}

func (m message) encode() []byte {
	var b []byte
	for _, f := range m {
		b = protowire.AppendTag(b, f.num, f.kind)
		switch f.kind {
		case protowire.VarintType:
			b = protowire.AppendVarint(b, f.bits)
		case protowire.Fixed32Type:
			b = protowire.AppendFixed32(b, uint32(f.bits))
		case protowire.Fixed64Type:
			b = protowire.AppendFixed64(b, f.bits)
		case protowire.BytesType:
			b = protowire.AppendBytes(b, f.bytes)
		default: // parse takes no others
		}
	}
	return b
}

func text(num protowire.Number, s string) field {
	return field{num: num, kind: protowire.BytesType, bytes: []byte(s)}
}

func submessage(num protowire.Number, m message) field {
	return field{num: num, kind: protowire.BytesType, bytes: m.encode()}
}

func integer(num protowire.Number, v int) field {
	return field{num: num, kind: protowire.VarintType, bits: uint64(v)}
}

func float(num protowire.Number, v float32) field {
	return field{num: num, kind: protowire.Fixed32Type, bits: uint64(math.Float32bits(v))}
}

// get is the last field of that number, which is the one that counts when a
// field is not repeated.
func (m message) get(num protowire.Number) (f field, ok bool) {
	for _, g := range m {
		if g.num == num {
			f, ok = g, true
		}
	}
	return f, ok
}

func (m message) text(num protowire.Number) string {
	f, _ := m.get(num)
	return string(f.bytes)
}

// texts are the values of a repeated string.
func (m message) texts(num protowire.Number) []string {
	var all []string
	for _, f := range m {
		if f.num == num {
			all = append(all, string(f.bytes))
		}
	}
	return all
}

// integers are the values of a repeated integer, packed or not.
func (m message) integers(num protowire.Number) ([]int64, error) {
	var all []int64
	for _, f := range m {
		if f.num != num {
			continue
		}
		if f.kind == protowire.VarintType {
			all = append(all, int64(f.bits))
			continue
		}
		for b := f.bytes; len(b) > 0; {
			v, n := protowire.ConsumeVarint(b)
			if n < 0 {
				return nil, protowire.ParseError(n)
			}
			all, b = append(all, int64(v)), b[n:]
		}
	}
	return all, nil
}

// floats are the values of little-endian 32 bit floats.
func floats(b []byte) []float32 {
	v := make([]float32, len(b)/4)
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return v
}

func floatBytes(v []float32) []byte {
	b := make([]byte, 0, 4*len(v))
	for _, f := range v {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(f))
	}
	return b
}
