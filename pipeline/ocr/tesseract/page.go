package tesseract

import (
	"image"

	"github.com/otiai10/gosseract/v2"

	"hecha/document"
)

// page finds and reads the lines of an upright picture. Characters have their
// word's score and an equal share of its width.
func (r *reader) page(img *image.RGBA, charset string) ([]document.Line, error) {
	words, err := r.words(img, charset)
	if err != nil {
		return nil, err
	}
	var lines []document.Line
	for from := 0; from < len(words); {
		to := from + 1
		for to < len(words) && sameLine(words[from], words[to]) {
			to++
		}
		if l := joinWords(words[from:to]); l.Text != "" {
			lines = append(lines, l)
		}
		from = to
	}
	return lines, nil
}

func (r *reader) words(img *image.RGBA, charset string) (words []gosseract.BoundingBox, err error) {
	c := r.client(charset)
	err = onOneThread(func() error {
		if err := prepare(c, grayOf(img), gosseract.PSM_AUTO, charset); err != nil {
			return err
		}
		words, err = c.GetBoundingBoxesVerbose()
		return err
	})
	return words, err
}

func grayOf(img *image.RGBA) *image.Gray {
	gray := image.NewGray(img.Rect)
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride:]
		for x := range img.Rect.Dx() {
			p := row[4*x : 4*x+3]
			gray.Pix[y*gray.Stride+x] = uint8((299*int(p[0]) + 587*int(p[1]) + 114*int(p[2])) / 1000)
		}
	}
	return gray
}

func sameLine(a, b gosseract.BoundingBox) bool {
	return a.BlockNum == b.BlockNum && a.ParNum == b.ParNum && a.LineNum == b.LineNum
}

// joinWords is the line that words make.
func joinWords(words []gosseract.BoundingBox) document.Line {
	bounds := words[0].Box
	for _, w := range words {
		bounds = bounds.Union(w.Box)
	}
	l := document.Line{Quad: document.Rect(
		float64(bounds.Min.X), float64(bounds.Min.Y), float64(bounds.Max.X), float64(bounds.Max.Y))}
	for _, w := range words {
		w.Box = w.Box.Add(image.Pt(border-bounds.Min.X, 0))
		l.Chars = append(l.Chars, charsOf(w, bounds.Dx())...)
	}
	finish(&l)
	return l
}
