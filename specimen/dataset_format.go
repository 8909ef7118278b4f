package specimen

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"math/rand/v2"

	"golang.org/x/image/tiff"
)

// Format is a file format that specimens are stored in, named as its suffix.
type Format string

// The formats.
const (
	FormatJPEG Format = "jpg"
	FormatPNG  Format = "png"
	FormatTIFF Format = "tiff"
	FormatPDF  Format = "pdf"
)

// DefaultFormats are what candidates upload, in about the shares they do.
var DefaultFormats = []Format{
	FormatJPEG, FormatJPEG, FormatJPEG, FormatJPEG, FormatJPEG, FormatJPEG, FormatJPEG,
	FormatPDF, FormatPDF, FormatPDF, FormatPNG, FormatTIFF,
}

// losslessQuality is the JPEG quality for a picture that no device compressed.
const losslessQuality = 95

// encode stores the shots in one file. What a device compressed is compressed
// exactly once. A clean page in a PDF is mostly born digital.
func (f Format) encode(shots []shot, clean bool, rng *rand.Rand) ([]byte, error) {
	if f == FormatPDF {
		return encodePDF(shots, clean, rng)
	}
	if len(shots) != 1 {
		return nil, fmt.Errorf("%s holds one page, not %d", f, len(shots))
	}
	s := shots[0]
	if f == FormatJPEG {
		return encodeJPEG(s.page, s.quality)
	}
	img := s.page.Image
	if s.quality > 0 {
		img = throughJPEG(img, s.quality)
	}
	var buf bytes.Buffer
	var err error
	switch f {
	case FormatPNG:
		err = (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&buf, img)
	case FormatTIFF:
		err = tiff.Encode(&buf, img, &tiff.Options{Compression: tiff.Deflate, Predictor: true})
	default:
		err = fmt.Errorf("no such format: %q", f)
	}
	return buf.Bytes(), err
}

// encodeJPEG writes a gray page as gray, and the resolution where it is known.
func encodeJPEG(p Page, quality int) ([]byte, error) {
	if quality == 0 {
		quality = losslessQuality
	}
	var img image.Image = p.Image
	if gray := grayImage(p.Image); gray != nil {
		img = gray
	}
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, img, &jpeg.Options{Quality: quality}); err != nil {
		return nil, err
	}
	return withJFIF(buf.Bytes(), p.DPI), nil
}

// withJFIF puts a JFIF header with the resolution behind the start marker;
// none when dpi is 0.
func withJFIF(data []byte, dpi float64) []byte {
	if dpi <= 0 {
		return data
	}
	d := uint16(dpi + 0.5)
	head := []byte{
		0xff, 0xd8, 0xff, 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1,
		1, byte(d >> 8), byte(d), byte(d >> 8), byte(d), 0, 0, // 1: dots per inch; no thumbnail
	}
	return append(head, data[2:]...)
}

// grayImage is img without its channels when no pixel has a colour, else nil.
func grayImage(img *image.RGBA) *image.Gray {
	gray := image.NewGray(image.Rect(0, 0, img.Rect.Dx(), img.Rect.Dy()))
	for i := range gray.Pix {
		px := img.Pix[4*i : 4*i+3 : 4*i+3]
		if px[0] != px[1] || px[1] != px[2] {
			return nil
		}
		gray.Pix[i] = px[0]
	}
	return gray
}

// encodePDF makes a clean page a born-digital PDF two times in three. Scanned
// ones have no text layer, a true one, or seldom one that lies, and may be
// stored turned.
func encodePDF(shots []shot, clean bool, rng *rand.Rand) ([]byte, error) {
	o := PDFOptions{Mode: PDFScanned, Rotate: 90 * max(rng.IntN(10)-6, 0)}
	if clean && rng.IntN(3) > 0 {
		o.Mode = PDFBornDigital
	}
	switch n := rng.IntN(12); {
	case n < 3:
		o.Hidden = TrueText
	case n == 3:
		o.Hidden = LyingText
	}
	pages := make([]Page, len(shots))
	for i, s := range shots {
		pages[i] = s.page
		o.Quality = s.quality
	}
	var buf bytes.Buffer
	err := WritePDF(&buf, pages, o)
	return buf.Bytes(), err
}
