package pyramid

import (
	"encoding/binary"
	"image"
)

// MaxFactor is the largest factor of a reduction: the sums of so many bytes fit
// into 16 bits.
const MaxFactor = 16

// Reduce is img, whose bounds start at (0,0), made smaller by a whole factor of 1
// to MaxFactor: the mean of k by k pixels, opaque. A remainder on the right and at
// the bottom is dropped.
func Reduce(img *image.RGBA, k int) *image.RGBA {
	dst := image.NewRGBA(image.Rect(0, 0, img.Rect.Dx()/k, img.Rect.Dy()/k))
	ReduceTo(dst, img, k)
	return dst
}

// ReduceTo writes every pixel of dst, which has the size of the result.
func ReduceTo(dst, img *image.RGBA, k int) {
	width := 4 * k * dst.Rect.Dx()
	row := func(y int) []uint8 { return img.Pix[y*img.Stride:][:width] }
	sums := make([]sum, dst.Rect.Dx())
	for y := range dst.Rect.Dy() {
		out := dst.Pix[y*dst.Stride:][:4*len(sums)]
		switch k { // the two that pages of 200 and 300 dpi are reduced by
		case 2:
			meanOf2(out, row(2*y), row(2*y+1))
		case 3:
			meanOf3(out, row(3*y), row(3*y+1), row(3*y+2))
		default:
			clear(sums)
			for r := range k {
				addRow(sums, row(k*y+r), 4*k)
			}
			meanOf(out, sums, uint32(k*k))
		}
	}
}

// Red and blue of two pixels, or green and alpha, are added up in one word, 16
// bits for each.
const (
	lanes  = 0x00ff00ff00ff00ff
	opaque = 0xff << 24
)

func meanOf2(out, a, b []uint8) {
	for len(out) >= 4 && len(a) >= 8 && len(b) >= 8 {
		u, v := binary.LittleEndian.Uint64(a), binary.LittleEndian.Uint64(b)
		redBlue, green := u&lanes+v&lanes, u>>8&lanes+v>>8&lanes
		const half = 0x20002
		rb := (uint32(redBlue) + uint32(redBlue>>32) + half) >> 2 & 0xff00ff
		g := (uint32(green) + uint32(green>>32) + half) >> 2 & 0xff
		binary.LittleEndian.PutUint32(out, rb|g<<8|opaque)
		out, a, b = out[4:], a[8:], b[8:]
	}
}

func meanOf3(out, a, b, c []uint8) {
	for len(out) >= 4 && len(a) >= 12 && len(b) >= 12 && len(c) >= 12 {
		u, v, w := binary.LittleEndian.Uint64(a), binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(c)
		p, q, r := binary.LittleEndian.Uint32(a[8:]), binary.LittleEndian.Uint32(b[8:]), binary.LittleEndian.Uint32(c[8:])
		const lane = 0xff00ff
		redBlue, green := u&lanes+v&lanes+w&lanes, u>>8&lanes+v>>8&lanes+w>>8&lanes
		rb := uint32(redBlue) + uint32(redBlue>>32) + p&lane + q&lane + r&lane
		g := uint32(green) + uint32(green>>32) + p>>8&lane + q>>8&lane + r>>8&lane
		binary.LittleEndian.PutUint32(out, ninth(rb&0xffff)|ninth(g&0xffff)<<8|ninth(rb>>16)<<16|opaque)
		out, a, b, c = out[4:], a[12:], b[12:], c[12:]
	}
}

// ninth is the mean of nine bytes, rounded; exact for all their sums.
func ninth(sum uint32) uint32 { return (sum + 4) * 7282 >> 16 }

// sum is that of a block of pixels: red in the low and blue in the high half of
// one word, green in the low half of the other.
type sum struct{ redBlue, green uint32 }

// addRow adds a row of a block of size bytes to each of sums.
func addRow(sums []sum, row []uint8, size int) {
	for x := range sums {
		var rb, g uint32
		block := row[:size]
		for ; len(block) >= 8; block = block[8:] {
			p := binary.LittleEndian.Uint64(block)
			redBlue, green := p&lanes, p>>8&lanes
			rb, g = rb+uint32(redBlue)+uint32(redBlue>>32), g+uint32(green)+uint32(green>>32)
		}
		if len(block) >= 4 {
			p := binary.LittleEndian.Uint32(block)
			rb, g = rb+p&0xff00ff, g+p>>8&0xff00ff
		}
		sums[x].redBlue += rb
		sums[x].green += g
		row = row[size:]
	}
}

// meanOf divides by n, which is at most 256, with a multiplication: exact for all
// sums of 16 bits.
func meanOf(out []uint8, sums []sum, n uint32) {
	factor, half := uint64((1<<24+n-1)/n), n/2
	mean := func(sum uint32) uint32 { return uint32(uint64(sum+half) * factor >> 24) }
	for _, s := range sums {
		binary.LittleEndian.PutUint32(out, mean(s.redBlue&0xffff)|mean(s.green&0xffff)<<8|mean(s.redBlue>>16)<<16|opaque)
		out = out[4:]
	}
}
