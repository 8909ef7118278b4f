package tesseract

import (
	"errors"
	"fmt"
	"image"
	"math"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/otiai10/gosseract/v2"

	"hecha/document"
	"hecha/pipeline/ocr"
)

const (
	lineHeight = 48   // pixels, of a straightened line; Tesseract's network scales it to 36 or 48
	border     = 10   // pixels of paper around it, without which it reads badly
	maxWidth   = 4096 // pixels
)

// reader owns one Tesseract instance for each language. It is used by one
// goroutine at a time.
type reader struct {
	text, digits *gosseract.Client
}

// newReader loads both languages. The reader can be closed even after an error.
func newReader(cfg Config) (*reader, error) {
	r := &reader{}
	var err error
	if r.text, err = newClient(cfg.TessdataDir, cfg.Language); err != nil {
		return r, err
	}
	r.digits = r.text
	if cfg.Digits != cfg.Language {
		r.digits, err = newClient(cfg.TessdataDir, cfg.Digits)
	}
	return r, err
}

// newClient loads a language, which gosseract does when the first picture is
// read.
func newClient(dir, language string) (*gosseract.Client, error) {
	c := gosseract.NewClient()
	if dir != "" {
		c.TessdataPrefix = dir
	}
	c.Languages = strings.Split(language, "+")
	// What Tesseract says on standard error is of no use, and its guess of the
	// resolution depends on the picture.
	c.Variables[gosseract.DEBUG_FILE] = os.DevNull
	c.Variables["user_defined_dpi"] = "300"
	blank := image.NewGray(image.Rect(0, 0, 32, 32))
	for i := range blank.Pix {
		blank.Pix[i] = 255
	}
	if _, err := recognise(c, blank, gosseract.PSM_SINGLE_LINE, ""); err != nil {
		return nil, errors.Join(fmt.Errorf("tesseract: load %s: %w", language, err), c.Close())
	}
	return c, nil
}

func (r *reader) close() error {
	var err error
	for _, c := range []*gosseract.Client{r.text, r.digits} {
		if c != nil {
			err = errors.Join(err, c.Close())
		}
		if r.text == r.digits {
			break
		}
	}
	return err
}

// client is the instance for a charset: digits and Latin letters are better
// read by a model that knows nothing else.
func (r *reader) client(charset string) *gosseract.Client {
	if charset == "" || strings.IndexFunc(charset, func(c rune) bool { return c >= utf8.RuneSelf }) >= 0 {
		return r.text
	}
	return r.digits
}

// line reads what stands in the quad q of img.
func (r *reader) line(img *image.RGBA, q document.Quad, charset string) (document.Line, error) {
	line := document.Line{Quad: q}
	w, h := q.Width(), q.Height()
	if !(w >= 1 && h >= 1) {
		return line, nil
	}
	width := min(max(int(math.Round(w/h*lineHeight)), 1), maxWidth)
	mode := gosseract.PSM_SINGLE_LINE
	if w < 1.4*h {
		mode = gosseract.PSM_SINGLE_CHAR
	}
	gray, contrast := straighten(img, q, width)
	if contrast < ocr.MinContrast {
		return line, nil
	}
	boxes, err := recognise(r.client(charset), gray, mode, charset)
	if err != nil {
		return line, err
	}
	for _, b := range boxes {
		line.Chars = append(line.Chars, charsOf(b, width)...)
	}
	finish(&line)
	return line, nil
}

// straighten is the quad q of img in gray, with paper around it, and its
// contrast.
func straighten(img *image.RGBA, q document.Quad, width int) (gray *image.Gray, contrast uint8) {
	gray = image.NewGray(image.Rect(0, 0, width+2*border, lineHeight+2*border))
	ink, paper := uint8(255), uint8(0)
	ocr.Straighten(img, q, width, lineHeight, func(x, y int, r, g, b float32) {
		v := uint8(.299*r + .587*g + .114*b)
		gray.Pix[gray.PixOffset(x+border, y+border)] = v
		ink, paper = min(ink, v), max(paper, v)
	})
	inner := gray.Rect.Inset(border)
	for y := range gray.Rect.Dy() {
		for x := range gray.Rect.Dx() {
			if !(image.Point{X: x, Y: y}).In(inner) {
				gray.Pix[gray.PixOffset(x, y)] = paper
			}
		}
	}
	return gray, paper - ink
}

// recognise returns the symbols of gray in order.
func recognise(c *gosseract.Client, gray *image.Gray, mode gosseract.PageSegMode, charset string) (boxes []gosseract.BoundingBox, err error) {
	err = onOneThread(func() error {
		if err := prepare(c, gray, mode, charset); err != nil {
			return err
		}
		boxes, err = c.GetBoundingBoxes(gosseract.RIL_SYMBOL)
		return err
	})
	return boxes, err
}

func prepare(c *gosseract.Client, gray *image.Gray, mode gosseract.PageSegMode, charset string) error {
	return errors.Join(
		c.SetImageFromBytes(pgm(gray)),
		c.SetPageSegMode(mode),
		c.SetWhitelist(charset),
	)
}

// pgm is gray as a Netpbm file, which is the picture behind a short header.
func pgm(gray *image.Gray) []byte {
	w, h := gray.Rect.Dx(), gray.Rect.Dy()
	return append(fmt.Appendf(nil, "P5\n%d %d\n255\n", w, h), gray.Pix...)
}

// charsOf are the characters of a symbol, or word, of a line that is width
// pixels wide without its border. Those of a word share its place and score.
func charsOf(b gosseract.BoundingBox, width int) []document.Char {
	word := strings.TrimSpace(b.Word)
	n := float64(utf8.RuneCountInString(word))
	from, step := float64(b.Box.Min.X-border), float64(b.Box.Dx())/n
	var chars []document.Char
	for _, r := range word {
		chars = append(chars, document.Char{
			Rune: r, Confidence: b.Confidence / 100,
			From: fraction(from, width), To: fraction(from+step, width),
		})
		from += step
	}
	return chars
}

func fraction(x float64, width int) float64 {
	return math.Max(0, math.Min(x/float64(width), 1))
}

// finish derives text and confidence from the characters.
func finish(l *document.Line) {
	var text strings.Builder
	for _, c := range l.Chars {
		text.WriteRune(c.Rune)
		l.Confidence += c.Confidence / float64(len(l.Chars))
	}
	l.Text = text.String()
}
