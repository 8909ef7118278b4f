package raster_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"strings"
)

var (
	red   = color.RGBA{255, 0, 0, 255}
	lime  = color.RGBA{0, 255, 0, 255}
	blue  = color.RGBA{0, 0, 255, 255}
	black = color.RGBA{0, 0, 0, 255}
	white = color.RGBA{255, 255, 255, 255}
)

// quarters is a picture of four colours: top left, top right, bottom left,
// bottom right.
func quarters(w, h int, colours [4]color.RGBA) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i, c := range colours {
		x, y := i%2*w/2, i/2*h/2
		draw.Draw(img, image.Rect(x, y, x+w/2+1, y+h/2+1), image.NewUniform(c), image.Point{}, draw.Src)
	}
	return img
}

var rgbk = [4]color.RGBA{red, lime, blue, black}

func encodeJPEG(img image.Image, quality int) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func encodePNG(img image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// paper is a page with rows of dark marks, w x h pixels.
func paper(w, h int) *image.Gray {
	img := image.NewGray(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = 245
	}
	for y := h / 20; y < h-h/20; y += max(8, h/60) {
		for x := w / 12; x < w-w/12; x += 9 {
			for k := range 4 {
				img.Pix[y*w+x+(y+k)%5] = 30
				img.Pix[(y+k)*w+x] = 40
			}
		}
	}
	return img
}

// afterSOI puts a segment behind the first marker of a JPEG.
func afterSOI(data []byte, marker byte, body []byte) []byte {
	segment := binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2))
	return bytes.Join([][]byte{data[:2], segment, body, data[2:]}, nil)
}

// exif is an EXIF block with an orientation, a resolution and, of a camera, an
// exposure time.
func exif(order binary.AppendByteOrder, orientation uint16, dpi uint32, camera bool) []byte {
	b := []byte("II*\x00")
	if order == binary.AppendByteOrder(binary.BigEndian) {
		b = []byte("MM\x00*")
	}
	entry := func(tag, kind uint16, count, value uint32) {
		b = order.AppendUint16(order.AppendUint16(b, tag), kind)
		b = order.AppendUint32(b, count)
		if kind == 3 {
			b = order.AppendUint16(order.AppendUint16(b, uint16(value)), 0)
			return
		}
		b = order.AppendUint32(b, value)
	}
	n := uint16(4)
	if camera {
		n++
	}
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, n)
	rational := 8 + 2 + 12*uint32(n) + 4
	entry(274, 3, 1, uint32(orientation))
	entry(282, 5, 1, rational)
	entry(283, 5, 1, rational)
	entry(296, 3, 1, 2)
	if camera {
		entry(0x8769, 4, 1, rational+8)
	}
	b = order.AppendUint32(b, 0)
	b = order.AppendUint32(order.AppendUint32(b, dpi), 1)
	b = order.AppendUint16(b, 1)
	entry(0x829a, 5, 1, rational)
	return order.AppendUint32(b, 0)
}

func withEXIF(jpg, block []byte) []byte {
	return afterSOI(jpg, 0xe1, append([]byte("Exif\x00\x00"), block...))
}

// withChunk puts a chunk behind the header of a PNG.
func withChunk(data []byte, kind string, body []byte) []byte {
	const end = 8 + 25
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	chunk = append(append(chunk, kind...), body...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	return bytes.Join([][]byte{data[:end], chunk, data[end:]}, nil)
}

// pdfFile assembles a PDF from the bodies of its objects, the first of which is
// the catalog.
func pdfFile(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

func stream(dictionary string, data []byte) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", dictionary, len(data), data)
}

// pdfPage is one page of a PDF: its box in points, extra keys, content and
// resources.
type pdfPage struct {
	box       string // such as 0 0 595 842
	extra     string
	content   string
	resources string
}

// pdf makes a PDF of pages; further objects follow with numbers from
// 3+2*len(pages).
func pdf(pages []pdfPage, objects ...string) []byte {
	var kids []string
	var all []string
	for i, p := range pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", 3+2*i))
		all = append(all,
			fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents %d 0 R/Resources<<%s>>%s>>", p.box, 4+2*i, p.resources, p.extra),
			stream("", []byte(p.content)))
	}
	head := []string{
		"<</Type/Catalog/Pages 2 0 R>>",
		fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", strings.Join(kids, " "), len(pages)),
	}
	return pdfFile(append(append(head, all...), objects...)...)
}

const a4 = "0 0 595.2 841.92"

// jpegObject is an image XObject.
func jpegObject(jpg []byte, w, h int, space, extra string) string {
	return stream(fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s/BitsPerComponent 8/Filter/DCTDecode%s", w, h, space, extra), jpg)
}

// scanned is a PDF of one page that a JPEG fills.
func scanned(jpg []byte, w, h int, box, matrix, extra string) []byte {
	page := pdfPage{box: box, extra: extra, content: "q " + matrix + " cm /I Do Q", resources: "/XObject<</I 5 0 R>>"}
	return pdf([]pdfPage{page}, jpegObject(jpg, w, h, "DeviceRGB", ""))
}

// songFont is a Chinese font that the file does not carry, as objects from
// number n.
func songFont(n int) []string {
	return []string{
		fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[%d 0 R]>>", n+1),
		fmt.Sprintf("<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor %d 0 R>>", n+2),
		"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
	}
}

// hex is a string for songFont.
func hex(text string) string {
	var b strings.Builder
	for _, r := range text {
		fmt.Fprintf(&b, "%04x", r)
	}
	return "<" + b.String() + ">"
}

// born is a page of Chinese text, one line for each string, from the top at the
// left margin.
func born(lines ...string) []byte {
	var b strings.Builder
	for i, l := range lines {
		fmt.Fprintf(&b, "BT /F 12 Tf 1 0 0 1 72 %d Tm %s Tj ET\n", 760-20*i, hex(l))
	}
	return pdf([]pdfPage{{box: a4, content: b.String(), resources: "/Font<</F 5 0 R>>"}}, songFont(5)...)
}
