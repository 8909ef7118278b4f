package raster

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"

	"hecha/document"
)

// maxChars bounds the text layer of a page. A page full of small print has
// about 10,000; beyond this it is left out, as an upload without one.
const maxChars = 50_000

// text reads the text layer of page i in pixels of a raster of w x h.
func (f *pdfFile) text(i, w, h int) ([]document.Line, error) {
	n, err := f.countChars(i)
	if err != nil || n == 0 || n > maxChars {
		return nil, err
	}
	toPixels, err := f.toPixels(i, w, h)
	if err != nil {
		return nil, err
	}
	layer, err := f.GetPageTextStructured(&requests.GetPageTextStructured{
		Page: f.page(i), Mode: requests.GetPageTextStructuredModeChars,
	})
	if err != nil {
		return nil, err
	}
	return textLines(layer.Chars, toPixels, w, h), nil
}

func (f *pdfFile) countChars(i int) (int, error) {
	loaded, err := f.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: f.page(i)})
	if err != nil {
		return 0, err
	}
	counted, err := f.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: loaded.TextPage})
	if err != nil {
		return 0, err
	}
	_, err = f.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: loaded.TextPage})
	return counted.Count, err
}

// affine maps points of the page, whose y grows upwards, to pixels.
type affine struct{ origin, x, y document.Point }

func (a affine) at(x, y float64) document.Point {
	return document.Point{X: a.origin.X + x*a.x.X + y*a.y.X, Y: a.origin.Y + x*a.x.Y + y*a.y.Y}
}

// toPixels asks PDFium, which knows the page's boxes and rotation, where three
// points lie. It answers in whole pixels, hence the fine grid and the long
// base.
func (f *pdfFile) toPixels(i, w, h int) (affine, error) {
	const grid, base = 256, 100.0
	var err error
	at := func(x, y float64) document.Point {
		got, failed := f.FPDF_PageToDevice(&requests.FPDF_PageToDevice{
			Page: f.page(i), SizeX: w * grid, SizeY: h * grid, PageX: x, PageY: y,
		})
		if failed != nil {
			err = failed
			return document.Point{}
		}
		return document.Point{X: float64(got.DeviceX) / grid, Y: float64(got.DeviceY) / grid}
	}
	o, x, y := at(0, 0), at(base, 0), at(0, base)
	return affine{
		origin: o,
		x:      document.Point{X: (x.X - o.X) / base, Y: (x.Y - o.Y) / base},
		y:      document.Point{X: (y.X - o.X) / base, Y: (y.Y - o.Y) / base},
	}, err
}

// run is a piece of text in one reading direction. Its box is in pixels turned
// so that reading goes to the right.
type run struct {
	text           strings.Builder
	turns          int // quarter turns clockwise from upright to the reading direction
	x0, y0, x1, y1 float64
}

func (r *run) height() float64 { return r.y1 - r.y0 }
func (r *run) middle() float64 { return (r.y0 + r.y1) / 2 }

// Distances in heights of the text.
const (
	lineGap = 2.0 // a wider gap separates columns or table cells
	wordGap = 0.25
	// Middles further apart are on different lines: of single characters, whose
	// boxes fit them tightly, be they commas, and of whole runs.
	charStep = 0.9
	runStep  = 0.5
)

// textLines groups characters, which PDFium gives in the order of the content
// stream, into lines: by direction, line and gaps, whatever pieces the program
// that made the file drew them in. Lines outside the raster are left out, since
// nobody sees them.
func textLines(chars []*responses.GetPageTextStructuredChar, toPixels affine, w, h int) []document.Line {
	var runs []*run
	open, space := false, false // the last run can go on; after a space
	for _, c := range chars {
		r := newRun(c, toPixels)
		switch {
		case r == nil:
			open = open && c.Text != "\n" && c.Text != "\r"
			space = true
			continue
		case open && runs[len(runs)-1].follows(r, charStep):
			runs[len(runs)-1].join(r, space)
		default:
			runs, open = append(runs, r), true
		}
		space = false
	}
	var lines []document.Line
	for _, r := range joinRuns(runs) {
		q := r.quad()
		if c := q.Center(); c.X < 0 || c.Y < 0 || c.X > float64(w) || c.Y > float64(h) {
			continue
		}
		lines = append(lines, document.Line{Text: r.text.String(), Confidence: 1, Quad: q})
	}
	return lines
}

// newRun is the run of one character; nil for spaces and controls.
func newRun(c *responses.GetPageTextStructuredChar, toPixels affine) *run {
	if strings.ContainsFunc(c.Text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r >= 0xfff0 && r <= 0xffff }) || c.Text == "" {
		return nil
	}
	p := c.PointPosition
	sin, cos := math.Sincos(-c.Angle) // PDFium counts clockwise
	ahead := document.Point{X: cos*toPixels.x.X + sin*toPixels.y.X, Y: cos*toPixels.x.Y + sin*toPixels.y.Y}
	r := &run{turns: int(math.Round(math.Atan2(ahead.Y, ahead.X)/(math.Pi/2))) & 3}
	a := unturn(toPixels.at(p.Left, p.Bottom), r.turns)
	b := unturn(toPixels.at(p.Right, p.Top), r.turns)
	r.x0, r.y0, r.x1, r.y1 = min(a.X, b.X), min(a.Y, b.Y), max(a.X, b.X), max(a.Y, b.Y)
	if !(r.x1 > r.x0 && r.y1 > r.y0) {
		return nil
	}
	r.text.WriteString(c.Text)
	return r
}

// unturn rotates p about the origin by quarter turns against the clock.
func unturn(p document.Point, turns int) document.Point {
	for range turns & 3 {
		p = document.Point{X: p.Y, Y: -p.X}
	}
	return p
}

// follows tells whether next continues r on the same line.
func (r *run) follows(next *run, step float64) bool {
	size := max(r.height(), next.height())
	gap := next.x0 - r.x1
	return r.turns == next.turns && math.Abs(r.middle()-next.middle()) < step*size &&
		gap < lineGap*size && gap > -0.5*size
}

// join appends next to r.
func (r *run) join(next *run, space bool) {
	if space {
		r.text.WriteByte(' ')
	}
	r.text.WriteString(next.text.String())
	r.x0, r.y0 = min(r.x0, next.x0), min(r.y0, next.y0)
	r.x1, r.y1 = max(r.x1, next.x1), max(r.y1, next.y1)
}

// joinRuns puts runs into reading order and joins those that continue each
// other.
func joinRuns(runs []*run) []*run {
	slices.SortStableFunc(runs, func(a, b *run) int {
		switch {
		case a.turns != b.turns:
			return a.turns - b.turns
		case a.middle() != b.middle():
			return int(math.Copysign(1, a.middle()-b.middle()))
		}
		return 0
	})
	var lines []*run
	for _, row := range rows(runs) {
		slices.SortStableFunc(row, func(a, b *run) int { return int(math.Copysign(1, a.x0-b.x0)) })
		for i, r := range row {
			if i > 0 && lines[len(lines)-1].follows(r, runStep) {
				last := lines[len(lines)-1]
				last.join(r, r.x0-last.x1 > wordGap*max(r.height(), last.height()))
				continue
			}
			lines = append(lines, r)
		}
	}
	return lines
}

// rows cuts runs sorted by their middles into rows of about the same middle.
func rows(runs []*run) [][]*run {
	var all [][]*run
	for i, r := range runs {
		if i > 0 {
			first := all[len(all)-1][0]
			if first.turns == r.turns && r.middle()-first.middle() < runStep*min(first.height(), r.height()) {
				all[len(all)-1] = append(all[len(all)-1], r)
				continue
			}
		}
		all = append(all, []*run{r})
	}
	return all
}

// quad is the run's box on the raster, with corner 0 where reading starts.
func (r *run) quad() document.Quad {
	q := document.Rect(r.x0, r.y0, r.x1, r.y1)
	for i := range q {
		q[i] = unturn(q[i], 4-r.turns)
	}
	return q
}
