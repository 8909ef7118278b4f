package raster

import (
	"encoding/binary"
	"math"
)

// ifd is an image file directory of TIFF 6.0, section 2, which EXIF uses too.
type ifd struct {
	data    []byte // the whole file, from its byte order mark
	order   binary.ByteOrder
	entries map[uint16]ifdEntry
	next    uint32 // offset of the following directory; 0: none
}

type ifdEntry struct {
	kind  uint16
	count uint32
	value []byte // the four bytes of the entry: the value, or its offset
}

// The tags that are read (TIFF 6.0; EXIF 2.3).
const (
	tagNewSubfileType  = 254
	tagImageWidth      = 256
	tagImageLength     = 257
	tagBitsPerSample   = 258
	tagCompression     = 259
	tagPhotometric     = 262
	tagStripOffsets    = 273
	tagOrientation     = 274
	tagSamples         = 277
	tagRowsPerStrip    = 278
	tagStripByteCounts = 279
	tagXResolution     = 282
	tagYResolution     = 283
	tagPlanar          = 284
	tagResolutionUnit  = 296
	tagTileWidth       = 322
	tagTileLength      = 323
	tagTileOffsets     = 324
	tagTileByteCounts  = 325
	tagJPEGTables      = 347
	tagExposureTime    = 0x829a
	tagEXIF            = 0x8769
	tagFocalLength     = 0x920a
)

// The types of values, TIFF 6.0, page 15.
const (
	typeByte     = 1
	typeShort    = 3
	typeLong     = 4
	typeRational = 5
	typeOpaque   = 7
)

// byteOrder is that of a TIFF header; nil if data does not begin with one.
func byteOrder(data []byte) binary.ByteOrder {
	switch {
	case len(data) < 8:
		return nil
	case string(data[:4]) == "II*\x00":
		return binary.LittleEndian
	case string(data[:4]) == "MM\x00*":
		return binary.BigEndian
	}
	return nil
}

// readIFD reads the directory at offset; false if data does not reach so far.
func readIFD(data []byte, order binary.ByteOrder, offset uint32) (ifd, bool) {
	const entrySize = 12
	if uint64(offset)+2 > uint64(len(data)) {
		return ifd{}, false
	}
	rest := data[offset:]
	n := int(order.Uint16(rest))
	rest = rest[2:]
	if len(rest) < n*entrySize {
		return ifd{}, false
	}
	d := ifd{data: data, order: order, entries: make(map[uint16]ifdEntry, n)}
	for ; n > 0; n-- {
		d.entries[order.Uint16(rest)] = ifdEntry{order.Uint16(rest[2:]), order.Uint32(rest[4:]), rest[8:12]}
		rest = rest[entrySize:]
	}
	if len(rest) >= 4 {
		d.next = order.Uint32(rest)
	}
	return d, true
}

func (d ifd) has(tag uint16) bool {
	_, ok := d.entries[tag]
	return ok
}

// at is the n bytes that e's offset points to.
func (d ifd) at(e ifdEntry, n uint64) ([]byte, bool) {
	offset := uint64(d.order.Uint32(e.value))
	if n > uint64(len(d.data)) || offset > uint64(len(d.data))-n {
		return nil, false
	}
	return d.data[offset : offset+n], true
}

// uints are the values of a tag of a whole-number type, at most limit of them;
// nil if there is none.
func (d ifd) uints(tag uint16, limit int) []uint32 {
	e := d.entries[tag]
	size := map[uint16]uint64{typeByte: 1, typeShort: 2, typeLong: 4}[e.kind]
	count := min(uint64(e.count), uint64(limit))
	if size == 0 || count == 0 {
		return nil
	}
	raw := e.value
	if uint64(e.count)*size > 4 {
		var ok bool
		if raw, ok = d.at(e, count*size); !ok {
			return nil
		}
	}
	values := make([]uint32, count)
	for i := range values {
		switch size {
		case 1:
			values[i] = uint32(raw[i])
		case 2:
			values[i] = uint32(d.order.Uint16(raw[2*i:]))
		case 4:
			values[i] = d.order.Uint32(raw[4*i:])
		}
	}
	return values
}

// uint is the first value of a tag, or otherwise.
func (d ifd) uint(tag uint16, otherwise uint32) uint32 {
	if v := d.uints(tag, 1); len(v) > 0 {
		return v[0]
	}
	return otherwise
}

// rational is the value of a tag of that type; 0 if it is missing or makes no
// sense.
func (d ifd) rational(tag uint16) float64 {
	e := d.entries[tag]
	if e.kind != typeRational {
		return 0
	}
	raw, ok := d.at(e, 8)
	if !ok {
		return 0
	}
	v := float64(d.order.Uint32(raw)) / float64(d.order.Uint32(raw[4:]))
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return v
}

// bytes is the value of a tag of opaque bytes.
func (d ifd) bytes(tag uint16) []byte {
	e := d.entries[tag]
	if e.kind != typeOpaque || e.count <= 4 {
		return nil
	}
	raw, _ := d.at(e, uint64(e.count))
	return raw
}

// resolution is that of the tags 282, 283 and 296.
func (d ifd) resolution() resolution {
	unit := map[uint32]float64{2: 1, 3: centimetres}[d.uint(tagResolutionUnit, 2)]
	return newResolution(d.rational(tagXResolution), d.rational(tagYResolution), unit)
}

// exif is what a picture's EXIF block tells us.
type exif struct {
	orientation int // 1 to 8; 0 when not given
	resolution  resolution
	camera      bool // taken by a camera: the resolution says nothing about paper
}

// parseEXIF reads an EXIF block from its byte order mark. A damaged block is
// as good as none.
func parseEXIF(data []byte) exif {
	order := byteOrder(data)
	if order == nil {
		return exif{}
	}
	main, ok := readIFD(data, order, order.Uint32(data[4:]))
	if !ok {
		return exif{}
	}
	e := exif{orientation: int(main.uint(tagOrientation, 0)), resolution: main.resolution()}
	if sub, ok := readIFD(data, order, main.uint(tagEXIF, uint32(len(data)))); ok {
		e.camera = sub.has(tagExposureTime) || sub.has(tagFocalLength)
	}
	if e.camera {
		e.resolution = resolution{}
	}
	return e
}
