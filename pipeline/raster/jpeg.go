package raster

import (
	"context"
	"encoding/binary"
	"image/jpeg"
)

// readJPEG decodes a JPEG, and of a truncated one what is left.
func readJPEG(ctx context.Context, data []byte, limits Limits) (picture, error) {
	config, err := jpeg.DecodeConfig(reader(ctx, data))
	if err != nil {
		return picture{}, jpegProblem(err)
	}
	h := scanJPEG(data)
	if err := limits.size(config.Width, config.Height, len(data), h.bytesPerPixel()); err != nil {
		return picture{}, err
	}
	p := picture{orientation: h.exif.orientation, resolution: h.resolution()}
	p.image, err = jpeg.Decode(reader(ctx, data))
	if err == nil {
		return p, nil
	}
	if ctx.Err() != nil {
		return picture{}, ctx.Err()
	}
	var ok bool
	if p.image, p.lost, ok = h.salvage(ctx, data); !ok {
		return picture{}, jpegProblem(err)
	}
	return p, nil
}

// jpegHeader is what the marker segments of a JPEG say (ITU-T T.81, annex B).
// The picture's dimensions are left to the decoder: it alone decides how much
// memory it takes.
type jpegHeader struct {
	progressive bool
	components  int
	first       byte // identifier of the first component: luma, or gray
	jfif        resolution
	exif        exif
	scans       []jpegScan
}

// jpegScan is one pass over the picture.
type jpegScan struct {
	start int  // offset of the SOS marker
	luma  bool // holds the first component
	last  int  // last coefficient of the band, 63 for all
}

// bytesPerPixel counts 4:4:4 sampling. A progressive picture is held as 32 bit
// coefficients as well, and four components or RGB are converted.
func (h jpegHeader) bytesPerPixel() float64 {
	n := float64(h.components)
	perPixel := n
	if h.progressive {
		perPixel += 4 * n
	}
	if h.components == 4 {
		perPixel += 4
	}
	return perPixel
}

// resolution prefers EXIF, which JFIF forbids beside itself and every camera
// writes nevertheless.
func (h jpegHeader) resolution() resolution {
	if h.exif.camera || h.exif.resolution.known() {
		return h.exif.resolution
	}
	return h.jfif
}

// The markers of T.81, table B.1, that matter here.
const (
	markerSOF0 = 0xc0
	markerSOF2 = 0xc2
	markerRST0 = 0xd0
	markerRST7 = 0xd7
	markerSOI  = 0xd8
	markerEOI  = 0xd9
	markerSOS  = 0xda
	markerAPP0 = 0xe0
	markerAPP1 = 0xe1
)

// scanJPEG walks over all segments. It never fails: what it cannot follow ends
// the walk, as it will end the decoder's.
func scanJPEG(data []byte) jpegHeader {
	var h jpegHeader
	for i := 2; i+4 <= len(data); {
		if data[i] != 0xff || data[i+1] == 0 || data[i+1] == 0xff ||
			data[i+1] >= markerRST0 && data[i+1] <= markerSOI {
			i++ // entropy-coded data, fill bytes, or junk that decoders skip
			continue
		}
		marker := data[i+1]
		if marker == markerEOI {
			break
		}
		end := i + 2 + int(binary.BigEndian.Uint16(data[i+2:]))
		if end > len(data) || end < i+4 {
			break
		}
		h.segment(marker, i, data[i+4:end])
		i = end
	}
	return h
}

func (h *jpegHeader) segment(marker byte, start int, body []byte) {
	switch {
	case marker >= markerSOF0 && marker <= markerSOF2 && len(body) >= 9:
		h.progressive = h.progressive || marker == markerSOF2
		h.components = max(h.components, int(body[5]))
		h.first = body[6]
	case marker == markerSOS && len(body) >= 6 && len(body) >= 4+2*int(body[0]):
		h.scans = append(h.scans, jpegScan{start, body[1] == h.first, int(body[2+2*int(body[0])])})
	case marker == markerAPP0 && len(body) >= 12 && string(body[:5]) == "JFIF\x00":
		x, y := binary.BigEndian.Uint16(body[8:]), binary.BigEndian.Uint16(body[10:])
		h.jfif = newResolution(float64(x), float64(y), jfifUnits[min(body[7], 3)])
	case marker == markerAPP1 && len(body) > 6 && string(body[:6]) == "Exif\x00\x00":
		h.exif = parseEXIF(body[6:])
	}
}
