package raster

import (
	"bytes"
	"context"
	"image"
	"math"
	"slices"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"hecha/document"
)

// Most PDFs that people upload are photographs or scans, one JPEG to the page.
// Go decodes that JPEG several times faster than PDFium draws it inside
// WebAssembly, and keeps its YCbCr. It is done only where it cannot differ from
// the drawn page: one picture, in gray or RGB, filling the page, without mask,
// clip, annotation or anything else over it.

// keepPlain are the keys with which a picture can be shown otherwise than its
// JPEG says. A stream's dictionary is never compressed, so that they stand in
// the file; one found anywhere is enough to let PDFium draw.
var keepPlain = [][]byte{[]byte("/Decode["), []byte("/Decode ["), []byte("/Mask"), []byte("/SMask"), []byte("/OC ")}

// plain tells whether no picture of the file can have such a key.
func (s *pdfSession) plain() bool {
	if s.marked == nil {
		marked := slices.ContainsFunc(keepPlain, func(key []byte) bool { return bytes.Contains(s.data, key) })
		s.marked = &marked
	}
	return !*s.marked
}

// scan decodes the picture that is page i; nil if PDFium had better draw it.
func (f *pdfFile) scan(ctx context.Context, i int, plan rasterPlan, limits Limits) image.Image {
	object := plan.scan.object
	if plan.scan.nesting > 0 || f.hasForm() || f.annotated(i) || f.adorned(object) || !f.plainJPEG(i, object) {
		return nil
	}
	toPixels, err := f.toPixels(i, plan.width, plan.height)
	if err != nil {
		return nil
	}
	orientation := plan.scan.orientation(toPixels, plan.width, plan.height)
	if orientation == 0 {
		return nil
	}
	raw, err := f.FPDFImageObj_GetImageDataRaw(&requests.FPDFImageObj_GetImageDataRaw{ImageObject: object})
	if err != nil {
		return nil
	}
	p, err := readJPEG(ctx, raw.Data, limits)
	if err != nil || p.lost > 0 {
		return nil
	}
	if _, isCMYK := p.image.(*image.CMYK); isCMYK {
		return nil
	}
	img, _ := shrink(flatten(p.image), limits.MaxSide)
	img = orient(img, orientation)
	if !sameShape(img.Bounds(), plan) {
		return nil
	}
	return img
}

// annotated tells whether anything may lie over page i.
func (f *pdfFile) annotated(i int) bool {
	counted, err := f.FPDFPage_GetAnnotCount(&requests.FPDFPage_GetAnnotCount{Page: f.page(i)})
	return err != nil || counted.Count > 0
}

// adorned tells whether an object has a clip, a mask or marks, which can belong
// to a layer that is switched off.
func (f *pdfFile) adorned(object references.FPDF_PAGEOBJECT) bool {
	transparent, err := f.FPDFPageObj_HasTransparency(&requests.FPDFPageObj_HasTransparency{PageObject: object})
	if err != nil || transparent.HasTransparency {
		return true
	}
	marks, err := f.FPDFPageObj_CountMarks(&requests.FPDFPageObj_CountMarks{PageObject: object})
	if err != nil || marks.Count > 0 {
		return true
	}
	clip, err := f.FPDFPageObj_GetClipPath(&requests.FPDFPageObj_GetClipPath{PageObject: object})
	if err != nil {
		return true
	}
	paths, err := f.FPDFClipPath_CountPaths(&requests.FPDFClipPath_CountPaths{ClipPath: clip.ClipPath})
	return err == nil && paths.Count > 0 // without a clip there is nothing to count, and an error
}

// plainJPEG tells whether a picture is nothing but a JPEG in an ordinary
// colour space.
func (f *pdfFile) plainJPEG(i int, object references.FPDF_PAGEOBJECT) bool {
	filters, err := f.FPDFImageObj_GetImageFilterCount(&requests.FPDFImageObj_GetImageFilterCount{ImageObject: object})
	if err != nil || filters.Count != 1 {
		return false
	}
	filter, err := f.FPDFImageObj_GetImageFilter(&requests.FPDFImageObj_GetImageFilter{ImageObject: object})
	if err != nil || filter.ImageFilter != "DCTDecode" {
		return false
	}
	about, err := f.FPDFImageObj_GetImageMetadata(&requests.FPDFImageObj_GetImageMetadata{ImageObject: object, Page: f.page(i)})
	if err != nil {
		return false
	}
	return slices.Contains([]enums.FPDF_COLORSPACE{
		enums.FPDF_COLORSPACE_DEVICEGRAY, enums.FPDF_COLORSPACE_DEVICERGB,
		enums.FPDF_COLORSPACE_CALGRAY, enums.FPDF_COLORSPACE_CALRGB, enums.FPDF_COLORSPACE_ICCBASED,
	}, about.ImageMetadata.Colorspace)
}

// Tolerances of a picture that is the whole page: pages are rounded to points,
// and a scanner feeds a little askew.
const (
	edgeTolerance  = 0.01 // of the page's side
	shapeTolerance = 0.01 // of the proportions
)

// orientation is how the picture lies on the page, as an EXIF orientation; 0 if
// it is not parallel to the page or does not fill it from edge to edge.
func (p placed) orientation(toPixels affine, w, h int) int {
	at := func(x, y float64) document.Point { return toPixels.at(p.matrix.at(x, y)) }
	topLeft, topRight, bottomLeft, bottomRight := at(0, 1), at(1, 1), at(0, 0), at(1, 0)
	x0, y0, x1, y1 := document.Quad{topLeft, topRight, bottomRight, bottomLeft}.Bounds()
	dx, dy := edgeTolerance*float64(w), edgeTolerance*float64(h)
	if math.Abs(x0) > dx || math.Abs(y0) > dy || math.Abs(x1-float64(w)) > dx || math.Abs(y1-float64(h)) > dy {
		return 0
	}
	right := document.Point{X: topRight.X - topLeft.X, Y: topRight.Y - topLeft.Y}
	down := document.Point{X: bottomLeft.X - topLeft.X, Y: bottomLeft.Y - topLeft.Y}
	upright := math.Abs(right.Y) < dy && math.Abs(down.X) < dx
	onSide := math.Abs(right.X) < dx && math.Abs(down.Y) < dy
	switch {
	case upright && right.X > 0 && down.Y > 0:
		return 1
	case upright && right.X < 0 && down.Y > 0:
		return 2
	case upright && right.X < 0:
		return 3
	case upright:
		return 4
	case onSide && right.Y > 0 && down.X > 0:
		return 5
	case onSide && right.Y > 0:
		return 6
	case onSide && down.X < 0:
		return 7
	case onSide:
		return 8
	}
	return 0
}

// sameShape tells whether a picture has the page's proportions, so that its
// pixels are as high as they are wide.
func sameShape(b image.Rectangle, plan rasterPlan) bool {
	ratio := float64(b.Dx()) * float64(plan.height) / (float64(b.Dy()) * float64(plan.width))
	return math.Abs(ratio-1) < shapeTolerance
}
