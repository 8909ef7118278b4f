package raster

import (
	"encoding/binary"
	"math"
)

// resolution is what a file claims, in pixels per inch along each axis.
type resolution struct{ x, y float64 }

// centimetres and metres turn a resolution per such a unit into one per inch.
const (
	centimetres = 2.54
	metres      = 0.0254
)

// jfifUnits are the units of JFIF 1.02, page 5: none, inch, centimetre; the
// last stands for anything else.
var jfifUnits = [4]float64{0, 1, centimetres, 0}

func newResolution(x, y, unit float64) resolution { return resolution{x * unit, y * unit} }

func (r resolution) known() bool { return r.x > 0 && r.y > 0 }

// What a scanner can have been set to, and the paper that lies on its glass:
// not smaller than a stamp, not larger than A3 with a margin.
const (
	minScanDPI    = 100
	maxScanDPI    = 1200
	minPaperInch  = 0.8
	maxPaperInch  = 18
	dpiDifference = 0.02 // between the axes
)

// believable is the resolution of a w x h picture if it can be that of a scan,
// and otherwise 0: phones and drawing programs write 72 or 96 into everything,
// and cameras 300 into pictures as large as a door.
func (r resolution) believable(w, h int) float64 {
	if !r.known() || math.Abs(r.x-r.y) > dpiDifference*r.x {
		return 0
	}
	dpi := (r.x + r.y) / 2
	short, long := float64(min(w, h))/dpi, float64(max(w, h))/dpi
	if dpi < minScanDPI || dpi > maxScanDPI || short < minPaperInch || long > maxPaperInch {
		return 0
	}
	return roundDPI(dpi)
}

// roundDPI takes away what conversion to metres added: 299.9994 is 300.
func roundDPI(dpi float64) float64 {
	if r := math.Round(dpi); math.Abs(dpi-r) < 0.02 {
		return r
	}
	return dpi
}

// pngMetadata reads the chunks pHYs and eXIf (PNG, third edition, section 11.3).
func pngMetadata(data []byte) (r resolution, orientation int) {
	const signature, frame = 8, 12 // bytes: the file's, and those around a chunk's data
	for i := signature; i+frame <= len(data); {
		n := int64(binary.BigEndian.Uint32(data[i:]))
		kind := string(data[i+4 : i+8])
		if n > int64(len(data)-i-frame) || kind == "IDAT" {
			break
		}
		body := data[i+8 : i+8+int(n)]
		switch {
		case kind == "pHYs" && n == 9 && body[8] == 1:
			x, y := binary.BigEndian.Uint32(body), binary.BigEndian.Uint32(body[4:])
			r = newResolution(float64(x), float64(y), metres)
		case kind == "eXIf":
			orientation = parseEXIF(body).orientation
		}
		i += frame + int(n)
	}
	return r, orientation
}

// webpMetadata reads the chunk EXIF (RFC 9649, section 2.7.1.5).
func webpMetadata(data []byte) (resolution, int) {
	const header, frame = 12, 8
	for i := header; i+frame <= len(data); {
		n := int64(binary.LittleEndian.Uint32(data[i+4:]))
		if n > int64(len(data)-i-frame) {
			break
		}
		if string(data[i:i+4]) == "EXIF" {
			body := data[i+frame : i+frame+int(n)]
			if len(body) > 6 && string(body[:6]) == "Exif\x00\x00" {
				body = body[6:]
			}
			e := parseEXIF(body)
			return e.resolution, e.orientation
		}
		i += frame + int(n+n%2)
	}
	return resolution{}, 0
}
