package specimen

import (
	"encoding/binary"
	"errors"
)

var errNotAFont = errors.New("not a TrueType font or collection")

// alignFont copies the first font of a TrueType file with every table on a
// four-byte boundary, as the format demands. Those of the WenQuanYi and
// the AR PL UKai fonts are not, and x/image/font/sfnt refuses to read them.
func alignFont(data []byte) ([]byte, error) {
	start := 0
	if len(data) > 16 && string(data[:4]) == "ttcf" {
		start = int(binary.BigEndian.Uint32(data[12:]))
	}
	if start < 0 || start+12 > len(data) {
		return nil, errNotAFont
	}
	n := int(binary.BigEndian.Uint16(data[start+4:]))
	head := 12 + 16*n
	if start+head > len(data) {
		return nil, errNotAFont
	}
	out := append([]byte(nil), data[start:start+head]...)
	for i := range n {
		entry := out[12+16*i:]
		off, size := int(binary.BigEndian.Uint32(entry[8:])), int(binary.BigEndian.Uint32(entry[12:]))
		if off < 0 || size < 0 || off+size > len(data) {
			return nil, errNotAFont
		}
		binary.BigEndian.PutUint32(entry[8:], uint32(len(out)))
		out = append(out, data[off:off+size]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out, nil
}
