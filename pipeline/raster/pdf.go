package raster

import (
	"context"
	"errors"
	"image"
	"math"
	"strings"

	"github.com/klippa-app/go-pdfium/enums"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/requests"
)

// pdf yields the pages of a PDF.
func (r *Reader) pdf(ctx context.Context, clock *stopwatch, data []byte, yield func(Page, error) bool) {
	s := &pdfSession{pool: &r.pdfium, limits: r.limits, clock: clock, data: data}
	defer s.close()
	n, err := s.open(ctx)
	if err == nil && n > r.limits.MaxPages {
		err = problemTooManyPages(n, r.limits.MaxPages)
	}
	if err != nil {
		yield(Page{}, err)
		return
	}
	for i := range n {
		page, err := s.page(ctx, i)
		if n == 1 {
			yieldPage(page, err, yield)
			return
		}
		if !yield(page, err) || err != nil && asProblem(err) == nil {
			return
		}
	}
}

// pdfSession reads one PDF from its first page to its last. When a page kills
// the instance the next one opens the file anew.
type pdfSession struct {
	pool   *pdfiumPool
	limits Limits
	clock  *stopwatch
	data   []byte
	file   *pdfFile
	marked *bool // the answer of plain, negated; nil before the first question
}

func (s *pdfSession) close() {
	if s.file != nil {
		s.file.close()
		s.file = nil
	}
}

// open opens the file and counts its pages. Waiting for a free worker is not
// the upload's fault and does not count as its time.
func (s *pdfSession) open(ctx context.Context) (n int, err error) {
	s.close()
	if s.file, err = s.pool.instance(ctx); err != nil {
		return 0, err
	}
	err = s.clock.step(ctx, func(ctx context.Context) error {
		if err := s.file.open(ctx, s.data); err != nil {
			return err
		}
		n, err = s.file.pages(ctx)
		return err
	})
	if err == nil && n <= 0 {
		err = problemBroken("PDF 文件")
	}
	return n, err
}

// page draws page i, counted from 0.
func (s *pdfSession) page(ctx context.Context, i int) (Page, error) {
	page := Page{Number: i + 1, Scale: 1}
	if s.clock.exhausted() {
		return page, problemTimeout()
	}
	if s.file == nil || s.file.dead {
		if _, err := s.open(ctx); err != nil {
			return page, err
		}
	}
	err := s.clock.step(ctx, func(ctx context.Context) error {
		err := s.file.do(ctx, func() error { return s.draw(ctx, &page, i) })
		switch {
		case err == nil, asProblem(err) != nil, ctx.Err() != nil:
			return err
		}
		return pageProblem(i+1, err)
	})
	if err == nil && isBlank(page.Image) {
		err = problemBlank()
	}
	return page, err
}

// pageProblem tells what is wrong with a page that PDFium cannot draw. It aborts
// when its memory is used up, and hardly ever otherwise.
func pageProblem(n int, err error) error {
	if strings.Contains(err.Error(), "wasm error: unreachable") {
		return problemHeavyPage(n)
	}
	return problemBrokenPage(n)
}

// draw makes the raster of page i and reads its text layer.
func (s *pdfSession) draw(ctx context.Context, page *Page, i int) error {
	size, err := s.file.size(i)
	if err != nil {
		return err
	}
	content, err := s.file.content(i)
	if err != nil {
		return err
	}
	plan := planRaster(size, content, s.limits.MaxSide)
	if plan.width < minSide || plan.height < minSide {
		return problemTooSmall(plan.width, plan.height)
	}
	var img image.Image
	if plan.scan != nil && s.plain() {
		img = s.file.scan(ctx, i, plan, s.limits)
	}
	if img == nil {
		if img, err = s.file.render(i, plan.width, plan.height); err != nil {
			return err
		}
	}
	b := img.Bounds()
	text, err := s.file.text(i, b.Dx(), b.Dy())
	if err != nil {
		return err
	}
	page.Image, page.DPI, page.Text = img, plan.dpi, text
	return nil
}

// pageSize is in points of 1/72 inch, with /Rotate applied.
type pageSize struct{ width, height float64 }

func (f *pdfFile) size(i int) (pageSize, error) {
	w, err := f.FPDF_GetPageWidthF(&requests.FPDF_GetPageWidthF{Page: f.page(i)})
	if err != nil {
		return pageSize{}, err
	}
	h, err := f.FPDF_GetPageHeightF(&requests.FPDF_GetPageHeightF{Page: f.page(i)})
	if err != nil {
		return pageSize{}, err
	}
	size := pageSize{float64(w.PageWidth), float64(h.PageHeight)}
	if !(size.width > 0 && size.height > 0) || math.IsInf(size.width*size.height, 0) {
		return pageSize{}, pdfiumerrors.ErrPage
	}
	return size, nil
}

// render draws a page with its annotations and form fields on white.
func (f *pdfFile) render(i, w, h int) (*image.RGBA, error) {
	if f.hasForm() {
		return f.renderForm(i, w, h)
	}
	created, err := f.FPDFBitmap_Create(&requests.FPDFBitmap_Create{Width: w, Height: h, Alpha: 1})
	if err != nil {
		return nil, err
	}
	bitmap := created.Bitmap
	const white = 0xffffffff
	_, err = f.FPDFBitmap_FillRect(&requests.FPDFBitmap_FillRect{Bitmap: bitmap, Width: w, Height: h, Color: white})
	if err != nil {
		return nil, err
	}
	_, err = f.FPDF_RenderPageBitmap(&requests.FPDF_RenderPageBitmap{
		Bitmap: bitmap, Page: f.page(i), SizeX: w, SizeY: h,
		Flags: enums.FPDF_RENDER_FLAG_ANNOT | enums.FPDF_RENDER_FLAG_REVERSE_BYTE_ORDER,
	})
	if err != nil {
		return nil, err
	}
	view, err := f.FPDFBitmap_GetBuffer(&requests.FPDFBitmap_GetBuffer{Bitmap: bitmap})
	if err != nil {
		return nil, err
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	copy(img.Pix, view.Buffer)
	_, err = f.FPDFBitmap_Destroy(&requests.FPDFBitmap_Destroy{Bitmap: bitmap})
	return img, err
}

func (f *pdfFile) hasForm() bool {
	form, err := f.FPDF_GetFormType(&requests.FPDF_GetFormType{Document: f.doc})
	return err == nil && form.FormType != enums.FPDF_FORMTYPE_NONE
}

// renderForm draws a page of a document that has form fields. The library draws
// them only together with the page, and on a transparent ground.
func (f *pdfFile) renderForm(i, w, h int) (*image.RGBA, error) {
	drawn, err := f.RenderPageInPixels(&requests.RenderPageInPixels{
		Page: f.page(i), Width: w, Height: h,
		RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT, RenderForm: true, Document: &f.doc,
	})
	if err != nil {
		return nil, err
	}
	defer drawn.Cleanup()
	img, ok := drawn.Result.RenderedImage.(*image.RGBA)
	if !ok {
		return nil, errors.New("pdfium drew nothing")
	}
	own := &image.RGBA{Pix: append([]byte(nil), img.Pix...), Stride: img.Stride, Rect: img.Rect}
	return laidOverWhite(own.Pix, own.Stride, own.Rect, true), nil
}
