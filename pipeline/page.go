package pipeline

import (
	"context"
	"fmt"
	"image"
	"runtime/debug"
	"slices"

	"hecha/document"
	"hecha/extractors"
	"hecha/pipeline/attest"
	"hecha/pipeline/codes"
	"hecha/pipeline/ocr"
	"hecha/pipeline/portrait"
	"hecha/pipeline/preprocess"
	"hecha/pipeline/pyramid"
	"hecha/pipeline/seal"
)

// draft is a document as one page shows it, before pages are joined. Its
// coordinates are the sheet's; views map them to their pages.
type draft struct {
	found    extractors.Found
	sheets   []extractors.Sheet // one for each page
	views    []view
	seals    []document.Seal
	codes    []document.Code
	quality  document.Quality
	portrait *document.Portrait
	opinions map[string]secondOpinion // of the second reader, by field
	again    map[string]secondOpinion // of the first one, on another cut
	rest     bool                     // what remains of a page whose papers were cut out
	// truncated tells that a part of the page's picture was never received.
	truncated bool
	hidden    int          // characters of the PDF's text layer that the picture does not show
	marks     attest.Marks // of a copy, on the first sheet
	covered   bool         // by what vouches for the copy
}

// view is how one sheet lies on its page.
type view struct {
	page   int
	toPage document.Homography
	scale  float64 // pixels of the raster per pixel of the upload's picture
	layer  []document.Line
}

// readPage reads every sheet of a page. Where a sheet that was cut out turns out
// to be nothing while there is something beside it, the cut may have gone through
// a paper, along a fold or the edge of a shadow: then the page is read whole, and
// the reading that found more counts. One unlucky picture, on which something
// panics, is an error and does not take other uploads with it.
func (p *Processor) readPage(ctx context.Context, src source, watch *stopwatch) (drafts []draft, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("page %d: panic: %v\n%s", src.Number, r, debug.Stack())
		}
	}()
	drafts, err = p.readSheets(ctx, src, cutOut, watch)
	if err != nil || !cutThrough(drafts) {
		return withoutClutter(drafts), err
	}
	one, err := p.readSheets(ctx, src, uncut, watch)
	if err == nil && known(one) > known(drafts) {
		drafts = one
	}
	return withoutClutter(drafts), err
}

// cutThrough tells whether a sheet that was cut out is no known paper while what
// remained of the page is one.
func cutThrough(drafts []draft) bool {
	nothing := func(d draft) bool { return !d.rest && d.found.Kind == document.Other && len(d.found.Lines) > 0 }
	beside := func(d draft) bool { return d.rest && d.found.Kind != document.Other }
	return slices.ContainsFunc(drafts, nothing) && slices.ContainsFunc(drafts, beside)
}

// known is how many fields were found.
func known(drafts []draft) int {
	n := 0
	for _, d := range drafts {
		n += len(d.found.Fields)
	}
	return n
}

func (p *Processor) readSheets(ctx context.Context, src source, cut cutting, watch *stopwatch) ([]draft, error) {
	readings, page, err := p.readings(ctx, src, cut, watch)
	if err != nil {
		return nil, err
	}
	var drafts []draft
	for _, r := range readings {
		if r.Sheet.Rest && len(r.Lines) == 0 {
			continue
		}
		more, err := p.extract(ctx, r, watch)
		if err != nil {
			return nil, err
		}
		v := view{page: src.Number, toPage: r.Sheet.ToPage, scale: src.Scale, layer: src.Text}
		hidden := hiddenText(src.Text, onPage(r.Lines, r.Sheet.ToPage))
		for i := range more {
			more[i].views, more[i].hidden, more[i].rest = []view{v}, hidden, r.Sheet.Rest
			more[i].truncated = src.Lost > 0
		}
		drafts = append(drafts, more...)
	}
	lend(drafts)
	page.recycle()
	return drafts, nil
}

// reading is what was read on a sheet, and the sheet.
type reading struct {
	sheetReading
	page int
	// clean is the sheet without the ink of its seals. It may have to be made, or
	// be out of reach: errNoPixels.
	clean func() (*image.RGBA, error)
	key   string // the sheet's, to remember by
}

// upright is a sheet as it is read.
type upright struct {
	preprocess.Sheet
	small       *pyramid.Picture // Image
	impressions []seal.Impression
	// plain is the picture without the ink of the seals; legible without the moiré
	// of a screen, too.
	plain, legible *image.RGBA
}

// look finds the seals of a sheet and takes them from its picture.
func look(s preprocess.Sheet) upright {
	small := pyramid.Of(s.Image)
	u := upright{Sheet: s, small: small, impressions: findSeals(small, s)}
	u.plain = suppress(s.Image, u.impressions)
	u.legible = u.plain
	if s.Quality.ScreenPhoto {
		u.legible = preprocess.WithoutScreen(u.plain)
	}
	return u
}

// recycle gives back what look made.
func (u upright) recycle() {
	if u.legible != u.plain {
		preprocess.Recycle(u.legible)
	}
	if u.plain != u.Image {
		preprocess.Recycle(u.plain)
	}
}

// readSheet reads the lines of a sheet, turns it upright by them, and reads its
// seals and codes. Legible is the picture of the upright sheet that was read.
func (p *Processor) readSheet(ctx context.Context, s preprocess.Sheet, page int, watch *stopwatch) (r sheetReading, legible *image.RGBA, err error) {
	stop := watch.start(stageSeal)
	u := look(s)
	stop()
	stop = watch.start(stageOCR)
	lines, err := p.Engine.Read(ctx, ocr.Request{Image: u.legible, Remainder: s.Rest})
	stop()
	if err != nil {
		return r, nil, err
	}
	turns := quarterTurns(lines)
	if turns != 0 {
		u.recycle()
		b := s.Image.Rect
		lines = preprocess.TurnLines(lines, float64(b.Dx()), float64(b.Dy()), turns)
		u = look(preprocess.Turn(s, turns))
	}
	stop = watch.start(stageOCR)
	lines, err = p.readAround(ctx, u, lines)
	stop()
	if err != nil {
		return r, nil, err
	}
	defer watch.start(stageSeal)()
	markSealed(lines, u.impressions)
	if err := p.rereadSealed(ctx, u.Image, u.legible, lines); err != nil {
		return r, nil, err
	}
	markOpen(u.legible, lines)
	r = sheetReading{Sheet: u.Sheet, Turns: turns, Width: u.Image.Rect.Dx(), Height: u.Image.Rect.Dy(), Lines: lines, Codes: codes.Find(u.small)}
	r.Sheet.Image = nil
	if u.plain != u.Image {
		u.small = pyramid.Of(u.plain)
	}
	r.Portraits = portrait.Find(u.small)
	for i := range r.Portraits {
		r.Portraits[i].Page = page
	}
	for i := range r.Codes {
		r.Codes[i].Page = page
	}
	for _, imp := range u.impressions {
		impression, err := seal.Examine(ctx, p.Engine, u.Image, imp, 0)
		if err != nil {
			return r, nil, err
		}
		impression.Seal.Page = page
		r.Seals = append(r.Seals, impression)
	}
	if u.plain != u.Image && u.plain != u.legible {
		preprocess.Recycle(u.plain)
	}
	return r, u.legible, nil
}

// readAround looks where lines are known to be missed when a whole page is read.
func (p *Processor) readAround(ctx context.Context, u upright, lines []document.Line) (all []document.Line, err error) {
	if all, err = p.readTurned(ctx, u.legible, lines); err != nil {
		return nil, err
	}
	if all, err = p.readUnder(ctx, u.legible, all, u.impressions); err != nil {
		return nil, err
	}
	if all, err = p.readBelow(ctx, u.legible, all); err != nil {
		return nil, err
	}
	if err := p.readOpen(ctx, u.legible, all); err != nil {
		return nil, err
	}
	all, err = p.readGaps(ctx, u.legible, all)
	return apart(all), err
}

// findSeals looks for the impressions on a sheet, small its picture. One that only has the shape of a
// card has no known size to measure them by: cards bear no seals, diplomas of that
// shape do.
func findSeals(small *pyramid.Picture, s preprocess.Sheet) []seal.Impression {
	if s.Guessed {
		return seal.Find(small, 0)
	}
	return seal.Find(small, s.DPI)
}

// suppress fades the ink of seals out of a copy of img; without any that can be
// told from the print it is img itself.
func suppress(img *image.RGBA, impressions []seal.Impression) *image.RGBA {
	clean := img
	use := func(next *image.RGBA) {
		if clean != img && clean != next {
			preprocess.Recycle(clean)
		}
		clean = next
	}
	var coloured []document.Quad
	for _, imp := range impressions {
		if imp.Color == seal.Gray {
			next, _ := preprocess.SuppressGray(clean, imp.Quad, imp.Level(img))
			use(next)
			continue
		}
		coloured = append(coloured, imp.Quad)
	}
	if len(coloured) > 0 {
		use(preprocess.SuppressSeals(clean, coloured))
	}
	return clean
}

// markSealed notes which lines a seal lies over.
func markSealed(lines []document.Line, impressions []seal.Impression) {
	for i := range lines {
		for _, imp := range impressions {
			if overlap(lines[i].Quad, imp.Quad) {
				lines[i].UnderSeal = true
			}
		}
	}
}

func overlap(a, b document.Quad) bool {
	ax0, ay0, ax1, ay1 := a.Bounds()
	bx0, by0, bx1, by1 := b.Bounds()
	return min(ax1, bx1) > max(ax0, bx0) && min(ay1, by1) > max(ay0, by0)
}

// rereadSealed reads the lines under seals once more from the untouched
// picture: where the seal is faint that is the better reading, and where both
// agree the value is much surer.
func (p *Processor) rereadSealed(ctx context.Context, untouched, clean *image.RGBA, lines []document.Line) error {
	var at []int
	var quads []document.Quad
	for i, l := range lines {
		if l.UnderSeal {
			at, quads = append(at, i), append(quads, l.Quad)
		}
	}
	if len(at) == 0 || clean == untouched {
		return nil
	}
	again, err := p.Engine.Read(ctx, ocr.Request{Image: untouched, Lines: quads})
	if err != nil {
		return err
	}
	for k, i := range at {
		lines[i] = better(lines[i], again[k])
	}
	return nil
}

// better is the surer of two readings of a line, which keeps the other one.
func better(a, b document.Line) document.Line {
	if b.Text == "" {
		return a
	}
	if b.Confidence > a.Confidence {
		a, b = b, a
	}
	a.UnderSeal = true
	a.Others = append(a.Others, document.Reading{Engine: "other_channel", Text: b.Text, Confidence: b.Confidence})
	return a
}

// extract finds the documents of a sheet and reads again what is not sure.
func (p *Processor) extract(ctx context.Context, r reading, watch *stopwatch) ([]draft, error) {
	sheet := extractors.Sheet{
		Page: r.page, Width: float64(r.Width), Height: float64(r.Height), DPI: r.Sheet.DPI, Card: r.Sheet.Card,
		Lines: attest.Without(r.Lines), Codes: r.Codes, Seals: asRead(r.Seals),
	}
	stop := watch.start(stageExtract)
	founds := documents(sheet)
	stop()
	founds, err := p.lookCloser(ctx, &r, &sheet, founds)
	if err != nil {
		return nil, err
	}
	drafts := make([]draft, len(founds))
	for i, f := range founds {
		drafts[i] = draft{found: f, sheets: []extractors.Sheet{sheet}, quality: r.Sheet.Quality}
		if r.Sheet.Guessed && !f.Kind.OfCard() {
			drafts[i].quality.DPI = 0
		}
	}
	share(drafts, r)
	marks, err := copyMarks(r, founds)
	if err != nil {
		return nil, err
	}
	for i := range drafts {
		drafts[i].marks, drafts[i].covered = marks, attest.Covers(r.Lines)
	}
	defer watch.start(stageSecond)()
	for i := range drafts {
		if err := p.askAgain(ctx, r, &drafts[i]); err != nil {
			return nil, err
		}
	}
	return drafts, nil
}

// asRead are the seals before any name is known.
func asRead(readings []seal.Reading) []document.Seal {
	seals := make([]document.Seal, len(readings))
	for i, r := range readings {
		seals[i] = r.Seal
	}
	return seals
}

// share gives every seal, code and portrait of a sheet to the document that it lies on,
// or is nearest to.
func share(drafts []draft, r reading) {
	nearest := func(q document.Quad) *draft {
		var best *draft
		far := 0.0
		for i := range drafts {
			region := drafts[i].found.Region
			d := region.Center().Dist(q.Center())
			if region.Contains(q.Center()) {
				d = 0
			}
			if best == nil || d < far {
				best, far = &drafts[i], d
			}
		}
		return best
	}
	for _, s := range r.Seals {
		if d := nearest(s.Seal.Quad); d != nil {
			d.seals = append(d.seals, s.Reconcile(printedNames(d.found.Fields), namesBeside(r.Lines, s.Seal.Quad)))
		}
	}
	for _, c := range r.Codes {
		if d := nearest(c.Quad); d != nil {
			d.codes = append(d.codes, c)
		}
	}
	for i := range r.Portraits { // the largest first
		if d := nearest(r.Portraits[i].Quad); d != nil && d.portrait == nil {
			d.portrait = &r.Portraits[i]
		}
	}
}

// withoutClutter drops the unknown remains of a page on which a paper was found
// (the desk, the edge of another sheet), and keeps one document of a page on
// which there is nothing else.
func withoutClutter(drafts []draft) []draft {
	kept := make([]draft, 0, len(drafts))
	for _, d := range drafts {
		if !d.rest || d.found.Kind != document.Other {
			kept = append(kept, d)
		}
	}
	if len(kept) == 0 && len(drafts) > 0 {
		return drafts[:1]
	}
	return kept
}

func onPage(lines []document.Line, toPage document.Homography) []document.Line {
	out := make([]document.Line, len(lines))
	for i, l := range lines {
		l.Quad = toPage.MapQuad(l.Quad)
		out[i] = l
	}
	return out
}
