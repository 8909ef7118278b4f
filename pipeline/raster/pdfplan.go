package raster

import (
	"math"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// At which resolution a PDF page is drawn.
const (
	drawDPI     = 200  // what reading needs on paper
	maxDrawDPI  = 300  // for small print and pictures inside a page
	wantedPixel = 1600 // long side that a small page, such as a card, is drawn with
	pagePicture = 0.5  // share of the page from which on a picture is the page
	wholePage   = 0.9  // share from which on it is a scan of it
	minPicture  = 0.01 // share below which a picture is an ornament
)

// maxObjects bounds how many objects of a page are looked at for pictures, and
// maxNesting how deep inside forms. A scan has few, at most wrapped twice.
const (
	maxObjects = 500
	maxNesting = 2
)

// content is what a page is made of, as far as its resolution depends on it.
type content struct {
	pictures []placed
	other    bool // visible text, lines or shades besides the pictures
	looked   int  // objects so far
}

// placed is a picture on a page.
type placed struct {
	object  references.FPDF_PAGEOBJECT
	nesting int    // forms around it
	matrix  matrix // from the unit square, which the picture fills, to the page
	dpi     float64
}

// rasterPlan is the size to draw a page with.
type rasterPlan struct {
	width, height int
	dpi           float64 // believable resolution of the paper; 0 when unknown
	scan          *placed // the picture that is the whole page, if one is
}

// planRaster chooses it. A page that is a scan is drawn in the scan's own
// pixels, so that nothing is lost or invented.
func planRaster(size pageSize, c content, maxSide int) rasterPlan {
	short, long := min(size.width, size.height)/72, max(size.width, size.height)/72 // inches
	dpi := max(drawDPI, min(maxDrawDPI, wantedPixel/long))
	var scan *placed
	for _, p := range c.pictures {
		share := p.matrix.area() / (size.width * size.height)
		switch {
		case share >= wholePage && !c.other:
			dpi, scan = p.dpi, &p
		case share >= pagePicture:
			dpi = max(dpi, p.dpi)
		case share >= minPicture:
			dpi = max(dpi, min(p.dpi, maxDrawDPI))
		}
	}
	dpi = min(dpi, float64(maxSide)/long)
	plan := rasterPlan{width: pixels(size.width, dpi, maxSide), height: pixels(size.height, dpi, maxSide), dpi: roundDPI(dpi), scan: scan}
	if short < minPaperInch || long > maxPaperInch || scan != nil && dpi < minScanDPI {
		plan.dpi = 0 // a page made to the measure of a photograph says nothing about paper
	}
	return plan
}

// pixels is the size of points at dpi.
func pixels(points, dpi float64, limit int) int {
	return max(1, min(limit, int(math.Round(points/72*dpi))))
}

// content looks at the objects of page i, also inside form XObjects, in which
// some programs wrap a scan.
func (f *pdfFile) content(i int) (content, error) {
	counted, err := f.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: f.page(i)})
	if err != nil {
		return content{}, err
	}
	var c content
	for k := 0; k < counted.Count && !c.full(); k++ {
		object, err := f.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: f.page(i), Index: k})
		if err != nil {
			return content{}, err
		}
		if err := f.look(object.PageObject, identity, 0, &c); err != nil {
			return content{}, err
		}
	}
	return c, nil
}

// full tells that no more objects are looked at.
func (c *content) full() bool {
	if c.looked < maxObjects {
		return false
	}
	c.other = true
	return true
}

// look adds an object to c. Around is the matrix of the forms around it, nesting
// of them.
func (f *pdfFile) look(object references.FPDF_PAGEOBJECT, around matrix, nesting int, c *content) error {
	c.looked++
	kind, err := f.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object})
	if err != nil {
		return err
	}
	switch {
	case kind.Type == enums.FPDF_PAGEOBJ_IMAGE:
		p, err := f.placed(object, around)
		if err == nil && p.dpi > 0 {
			p.nesting = nesting
			c.pictures = append(c.pictures, p)
		}
		return err
	case kind.Type == enums.FPDF_PAGEOBJ_FORM && nesting < maxNesting:
		return f.lookInside(object, around, nesting+1, c)
	case kind.Type == enums.FPDF_PAGEOBJ_TEXT:
		invisible, err := f.invisible(object)
		c.other = c.other || !invisible
		return err
	}
	c.other = true
	return nil
}

// invisible tells whether a text is not drawn: scanners lay what they recognised
// over a scan in this way, so that it can be searched.
func (f *pdfFile) invisible(text references.FPDF_PAGEOBJECT) (bool, error) {
	mode, err := f.FPDFTextObj_GetTextRenderMode(&requests.FPDFTextObj_GetTextRenderMode{PageObject: text})
	if err != nil {
		return false, err
	}
	return mode.TextRenderMode == enums.FPDF_TEXTRENDERMODE_INVISIBLE, nil
}

func (f *pdfFile) lookInside(form references.FPDF_PAGEOBJECT, around matrix, nesting int, c *content) error {
	counted, err := f.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: form})
	if err != nil {
		return err
	}
	m, err := f.matrix(form)
	if err != nil {
		return err
	}
	for k := 0; k < counted.Count && !c.full(); k++ {
		object, err := f.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: form, Index: uint64(k)})
		if err != nil {
			return err
		}
		if err := f.look(object.PageObject, m.then(around), nesting, c); err != nil {
			return err
		}
	}
	return nil
}

// matrix is a PDF transformation: x' = ax + cy + e, y' = bx + dy + f.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// then is the mapping that applies m first and then n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

// area is that of the unit square's image.
func (m matrix) area() float64 { return math.Abs(m.a*m.d - m.b*m.c) }

func (m matrix) at(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

func (f *pdfFile) matrix(object references.FPDF_PAGEOBJECT) (matrix, error) {
	got, err := f.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: object})
	if err != nil {
		return matrix{}, err
	}
	m := got.Matrix
	return matrix{float64(m.A), float64(m.B), float64(m.C), float64(m.D), float64(m.E), float64(m.F)}, nil
}

// placed finds a picture's place and resolution, the mean of both axes; 0 if it
// is drawn nowhere.
func (f *pdfFile) placed(object references.FPDF_PAGEOBJECT, around matrix) (placed, error) {
	size, err := f.FPDFImageObj_GetImagePixelSize(&requests.FPDFImageObj_GetImagePixelSize{ImageObject: object})
	if err != nil {
		return placed{}, err
	}
	m, err := f.matrix(object)
	if err != nil {
		return placed{}, err
	}
	p := placed{object: object, matrix: m.then(around)}
	area := p.matrix.area()
	if area > 0 && !math.IsInf(area, 0) {
		p.dpi = 72 * math.Sqrt(float64(size.Width)*float64(size.Height)/area)
	}
	return p, nil
}
