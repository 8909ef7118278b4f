package specimen

import (
	"fmt"
	"image"
	"io"
	"math"

	"github.com/signintech/gopdf"

	"hecha/document"
)

// PDFMode tells what the pages of a PDF are made of.
type PDFMode int

// The modes.
const (
	PDFScanned     PDFMode = iota // one JPEG a page
	PDFBornDigital                // text in embedded fonts over what is no text
	PDFMixed                      // scanned and born-digital pages in turn
)

// TextLayer tells what stands behind the picture of a scanned page.
type TextLayer int

// The text layers.
const (
	NoText    TextLayer = iota
	TrueText            // what a recogniser without error would add
	LyingText           // other digits than the picture shows
)

// PDFOptions tell how to write a PDF. The zero value is a plain scan.
type PDFOptions struct {
	Mode PDFMode
	// Rotate is every page's /Rotate: 0, 90, 180 or 270. The content is stored
	// turned the other way, so that a reader sees the pages upright.
	Rotate  int
	Hidden  TextLayer // of scanned pages
	Quality int       // of the JPEGs; 0 means 95
}

// unknownWidth is how wide, in inches, a page of unknown resolution is printed:
// programs that make PDFs of photographs fill an A4 page.
const unknownWidth = 8.27

// WritePDF writes the pages as one PDF. Text in a face that cannot be embedded,
// and every character that its face lacks, stands in a Han face that can.
func WritePDF(w io.Writer, pages []Page, o PDFOptions) error {
	var pdf gopdf.GoPdf
	pdf.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4})
	t := typesetter{pdf: &pdf, loaded: map[string]bool{}}
	for i, p := range pages {
		digital := o.Mode == PDFBornDigital || o.Mode == PDFMixed && i%2 == 1
		if err := t.page(turnPage(p, -o.Rotate), digital, o); err != nil {
			return fmt.Errorf("write PDF: page %d: %w", i+1, err)
		}
	}
	data, err := pdf.GetBytesPdfReturnErr()
	if err != nil {
		return fmt.Errorf("write PDF: %w", err)
	}
	if o.Rotate%360 != 0 {
		if data, err = rotatePages(data, o.Rotate); err != nil {
			return fmt.Errorf("write PDF: %w", err)
		}
	}
	_, err = w.Write(data)
	return err
}

// page adds one page. What lies behind the picture is drawn first.
func (t *typesetter) page(p Page, digital bool, o PDFOptions) error {
	dpi := p.DPI
	if dpi <= 0 {
		dpi = float64(p.Image.Rect.Dx()) / unknownWidth
	}
	t.scale = ptPerInch / dpi
	size := &gopdf.Rect{W: float64(p.Image.Rect.Dx()) * t.scale, H: float64(p.Image.Rect.Dy()) * t.scale}
	t.pdf.AddPageWithOption(gopdf.PageOption{PageSize: size})
	picture := p
	if digital {
		picture.Image = withoutText(p)
	} else if o.Hidden != NoText {
		if err := t.runs(p.Runs, o.Hidden == LyingText); err != nil {
			return err
		}
	}
	if err := t.picture(picture, o.Quality, size); err != nil {
		return err
	}
	if digital {
		return t.runs(p.Runs, false)
	}
	return nil
}

func (t *typesetter) picture(p Page, quality int, size *gopdf.Rect) error {
	data, err := encodeJPEG(p, quality)
	if err != nil {
		return err
	}
	holder, err := gopdf.ImageHolderByBytes(data)
	if err != nil {
		return err
	}
	return t.pdf.ImageByHolder(holder, 0, 0, size)
}

// turnPage is p turned clockwise by a multiple of 90 degrees, pixel for pixel.
func turnPage(p Page, degrees int) Page {
	turn := ((degrees/90)%4 + 4) % 4
	if turn == 0 {
		return p
	}
	w, h := p.Image.Rect.Dx(), p.Image.Rect.Dy()
	m := []document.Homography{
		1: {0, -1, float64(h), 1, 0, 0, 0, 0, 1},
		2: {-1, 0, float64(w), 0, -1, float64(h), 0, 0, 1},
		3: {0, 1, 0, -1, 0, float64(w), 0, 0, 1},
	}[turn]
	if turn%2 == 1 {
		w, h = h, w
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	back := newMapping(m, nil)
	for y := range h {
		for x := range w {
			q := back.backward(document.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5})
			copy(img.Pix[y*img.Stride+4*x:][:4], p.Image.Pix[int(q.Y)*p.Image.Stride+4*int(q.X):])
		}
	}
	return mapPage(p, back, img, p.DPI)
}

// withoutText is p's picture with the ink of its runs taken out, as far as it
// is gray or of the run's own colour: seals and frames over the text stay.
func withoutText(p Page) *image.RGBA {
	out := image.NewRGBA(p.Image.Rect)
	copy(out.Pix, p.Image.Pix)
	for _, r := range p.Runs {
		if !r.Hidden {
			eraseRun(out, r)
		}
	}
	return out
}

// eraseRun replaces the run's ink by the lightest colour around it.
func eraseRun(img *image.RGBA, r Run) {
	sin, cos := math.Sincos(r.Angle * math.Pi / 180)
	place := func(u, v float64) document.Point {
		return document.Point{X: r.Baseline.X + u*cos - v*sin, Y: r.Baseline.Y + u*sin + v*cos}
	}
	width := r.Width
	if width == 0 {
		width = float64(len([]rune(r.Text))) * r.Size
	}
	pad := 0.1 * r.Size
	q := document.Quad{place(-pad, -r.Size), place(width+pad, -r.Size), place(width+pad, 0.25*r.Size), place(-pad, 0.25*r.Size)}
	x0, y0, x1, y1 := q.Bounds()
	box := image.Rect(int(x0), int(y0), int(x1)+1, int(y1)+1).Intersect(img.Rect)
	paper := lightest(img, box)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			px := img.Pix[y*img.Stride+4*x:][:3]
			if q.Contains(document.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5}) && inkOf(px, paper, r.Color) {
				copy(px, paper[:])
			}
		}
	}
}

// lightest is the brightest pixel in box.
func lightest(img *image.RGBA, box image.Rectangle) [3]uint8 {
	best, sum := [3]uint8{255, 255, 255}, -1
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			px := img.Pix[y*img.Stride+4*x:]
			if s := int(px[0]) + int(px[1]) + int(px[2]); s > sum {
				best, sum = [3]uint8{px[0], px[1], px[2]}, s
			}
		}
	}
	return best
}

// inkOf tells whether px lies near the line from paper to ink.
func inkOf(px []uint8, paper, ink [3]uint8) bool {
	var along, length float64
	var d, v [3]float64
	for c := range 3 {
		d[c], v[c] = float64(ink[c])-float64(paper[c]), float64(px[c])-float64(paper[c])
		along += d[c] * v[c]
		length += d[c] * d[c]
	}
	if length == 0 {
		return false
	}
	t, off := along/length, 0.0
	for c := range 3 {
		off += (v[c] - t*d[c]) * (v[c] - t*d[c])
	}
	return t > 0.03 && off < 40*40
}
