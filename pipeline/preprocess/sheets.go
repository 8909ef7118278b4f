package preprocess

import (
	"image"
	"math"
	"slices"
	"sort"

	"hecha/document"
)

// The longest side that a straightened sheet gets, in pixels: A4 at about 300
// dpi, a card at about 600. More is only reading time.
const (
	maxPaperSide = 3600
	maxCardSide  = 2048
)

// Sheets finds the papers and cards of a page and straightens each with one
// resampling; dpi is the page's resolution, 0 when unknown. There is always at
// least one sheet, and together they show every piece of writing on the page:
//
//   - A picture in which no outline is certain is one sheet, in its own pixels
//     unless its writing is askew.
//   - Papers and cards on a background are a sheet each, in reading order. When
//     there is writing beside them, the page with the found ones painted over
//     is a last sheet, with Rest set.
//   - Cards on a paper, such as the copy of both sides of an ID card, are
//     sheets of their own; the paper follows as Rest if more stands on it.
//
// Turns by 90, 180 and 270 degrees are left to Turn: only reading shows them.
func Sheets(img image.Image, dpi float64) []Sheet {
	s := newScene(newThumb(img, thumbSide), dpi)
	outlines := findOutlines(&s)
	return onRGBA(img, func(rgba *image.RGBA) []Sheet {
		page := pageOf{&s, rgba, dpi}
		if len(outlines) == 0 {
			return []Sheet{page.whole()}
		}
		return page.sheets(outlines)
	})
}

// onRGBA gives make the picture as RGBA. A conversion that no sheet holds on to
// is used again for the next page.
func onRGBA(img image.Image, make func(*image.RGBA) []Sheet) []Sheet {
	if src, ok := img.(*image.RGBA); ok {
		return make(RGBA(src))
	}
	rgba := borrowRGBA(img.Bounds().Dx(), img.Bounds().Dy())
	convert(rgba, img)
	sheets := make(rgba)
	if !slices.ContainsFunc(sheets, func(s Sheet) bool { return s.Image == rgba }) {
		Recycle(rgba)
	}
	return sheets
}

// sheets cuts the outlines out of the page.
func (p pageOf) sheets(outlines []outline) []Sheet {
	sort.SliceStable(outlines, func(i, j int) bool { return before(outlines[i].quad, outlines[j].quad) })
	var sheets, rests []Sheet
	var top []outline
	for _, o := range outlines {
		if !o.nested || !inAnother(o, outlines) {
			top = append(top, o)
		}
		on := cardsInside(o, outlines)
		if len(on) == 0 {
			sheets = append(sheets, p.cut(o))
			continue
		}
		if p.writingBeside(o.quad, on) {
			rests = append(rests, p.masked(p.cut(o), on))
		}
	}
	if p.writingBeside(p.scene.whole(), top) {
		rests = append(rests, p.masked(p.whole(), top))
	}
	return append(sheets, rests...)
}

// Whole is the page as one sheet, whatever lies on it.
func Whole(img image.Image, dpi float64) Sheet {
	s := newScene(newThumb(img, thumbSide), dpi)
	return onRGBA(img, func(rgba *image.RGBA) []Sheet { return []Sheet{pageOf{&s, rgba, dpi}.whole()} })[0]
}

// before is the reading order of two outlines that do not overlap.
func before(a, b document.Quad) bool {
	p, q := a.Center(), b.Center()
	if math.Abs(p.Y-q.Y) > 0.5*math.Min(a.Height(), b.Height()) {
		return p.Y < q.Y
	}
	return p.X < q.X
}

func inAnother(o outline, all []outline) bool {
	for _, p := range all {
		if !p.nested && contains(p.quad, o.quad, 3) {
			return true
		}
	}
	return false
}

// cardsInside are the nested cards that lie on the paper o.
func cardsInside(o outline, all []outline) []outline {
	if o.nested {
		return nil
	}
	var cards []outline
	for _, c := range all {
		if c.nested && contains(o.quad, c.quad, 3) {
			cards = append(cards, c)
		}
	}
	return cards
}

// pageOf is a page that is being cut into sheets.
type pageOf struct {
	scene *scene
	img   *image.RGBA
	dpi   float64
}

// whole is the page as one sheet: as it is, or turned about its centre until
// its writing is level, on a canvas that loses no corner.
func (p pageOf) whole() Sheet {
	b := p.img.Rect
	w, h := b.Dx(), b.Dy()
	sheet := Sheet{
		Image: p.img, ToPage: document.Identity, DPI: p.dpi,
		Region: document.Rect(0, 0, float64(w), float64(h)),
	}
	skew := p.skew(document.Identity, p.scene.whole())
	if math.Abs(skew) < minSkew {
		sheet.Quality = p.scene.quality(sheet, skew, p.scene.touchesBorder())
		return sheet
	}
	sheet.ToPage, w, h = levelled(document.Identity, w, h, skew)
	sheet.Image = warp(p.img, sheet.ToPage, w, h, p.scene.paperColor())
	sheet.Quality = p.scene.quality(sheet, skew, p.scene.touchesBorder())
	return sheet
}

// levelled composes toPage with a rotation that undoes a skew in degrees and
// enlarges the canvas of w by h so that it still holds everything.
func levelled(toPage document.Homography, w, h int, skew float64) (document.Homography, int, int) {
	sin, cos := math.Sincos(math.Abs(skew) * math.Pi / 180)
	fw, fh := float64(w), float64(h)
	nw, nh := int(fw*cos+fh*sin+0.5), int(fw*sin+fh*cos+0.5)
	centre := document.Point{X: fw / 2, Y: fh / 2}
	shift := document.Homography{1, 0, centre.X - float64(nw)/2, 0, 1, centre.Y - float64(nh)/2, 0, 0, 1}
	return toPage.Mul(rotationAbout(centre, skew)).Mul(shift), nw, nh
}

// cut is the outline o straightened.
func (p pageOf) cut(o outline) Sheet {
	toPage, w, h := p.frame(o)
	quad := toPage.MapQuad(document.Rect(0, 0, float64(w), float64(h)))
	sheet := Sheet{Region: p.clip(quad), Card: o.card}
	skew := 0.0
	if !o.card {
		if skew = p.skew(toPage, o.quad); math.Abs(skew) >= 2*minSkew {
			toPage, w, h = levelled(toPage, w, h, skew)
		} else {
			skew = 0
		}
	}
	sheet.ToPage = toPage
	sheet.Image = warp(p.img, toPage, w, h, p.scene.paperColor())
	sheet.DPI = p.resolution(o, quad, w, h)
	sheet.Guessed = p.dpi == 0 && sheet.DPI > 0
	s := newScene(newThumb(sheet.Image, thumbSide), sheet.DPI)
	sheet.Quality = s.quality(sheet, skew+tilt(quad), o.cutOff)
	return sheet
}

// tilt is the mean angle of the top and bottom edges, clockwise in degrees.
func tilt(q document.Quad) float64 {
	return math.Atan2(q[1].Y-q[0].Y+q[2].Y-q[3].Y, q[1].X-q[0].X+q[2].X-q[3].X) * 180 / math.Pi
}

// frame is the mapping from the straightened sheet to the page and the sheet's
// size. An outline that lies straight is cut along whole pixels, which needs no
// resampling.
func (p pageOf) frame(o outline) (toPage document.Homography, w, h int) {
	k := float64(p.scene.scale)
	quad := grow(o.quad, 0.6) // half a pixel: rather some background than lost paper
	for i := range quad {
		quad[i].X, quad[i].Y = quad[i].X*k, quad[i].Y*k
	}
	limit := maxPaperSide
	if o.card {
		limit = maxCardSide
	}
	if x0, y0, x1, y1, ok := p.straight(quad); ok && max(x1-x0, y1-y0) <= limit {
		return document.Homography{1, 0, float64(x0), 0, 1, float64(y0), 0, 0, 1}, x1 - x0, y1 - y0
	}
	fw := math.Max(quad[0].Dist(quad[1]), quad[3].Dist(quad[2]))
	fh := math.Max(quad[0].Dist(quad[3]), quad[1].Dist(quad[2]))
	if fw < fh*o.aspect {
		fw = fh * o.aspect
	} else {
		fh = fw / o.aspect
	}
	shrink := math.Min(1, float64(limit)/math.Max(fw, fh))
	w, h = int(fw*shrink+0.5), int(fh*shrink+0.5)
	toPage, ok := document.HomographyBetween(document.Rect(0, 0, float64(w), float64(h)), quad)
	if !ok {
		return document.Identity, p.img.Rect.Dx(), p.img.Rect.Dy()
	}
	return toPage, w, h
}

// straight tells whether quad is an axis-parallel rectangle but for a few
// thousandths, and gives that rectangle inside the picture.
func (p pageOf) straight(quad document.Quad) (x0, y0, x1, y1 int, ok bool) {
	a, b, c, d := quad.Bounds()
	limit := 0.004 * math.Max(c-a, d-b)
	for i, corner := range document.Rect(a, b, c, d) {
		if quad[i].Dist(corner) > limit {
			return 0, 0, 0, 0, false
		}
	}
	r := image.Rect(int(a), int(b), int(math.Ceil(c)), int(math.Ceil(d))).Intersect(p.img.Rect)
	return r.Min.X, r.Min.Y, r.Max.X, r.Max.Y, true
}

// clip moves the corners of q into the page.
func (p pageOf) clip(q document.Quad) document.Quad {
	w, h := float64(p.img.Rect.Dx()), float64(p.img.Rect.Dy())
	for i := range q {
		q[i].X, q[i].Y = math.Min(math.Max(q[i].X, 0), w), math.Min(math.Max(q[i].Y, 0), h)
	}
	return q
}

// resolution is the sheet's, from the page's or from the size of a card.
func (p pageOf) resolution(o outline, quad document.Quad, w, h int) float64 {
	switch {
	case p.dpi > 0:
		return p.dpi * float64(w+h) / (quad.Width() + quad.Height())
	case o.card:
		return float64(max(w, h)) * 25.4 / widthID1
	}
	return 0
}

// skew is the angle of the writing inside of quad, as it would lie on the
// sheet.
func (p pageOf) skew(toPage document.Homography, quad document.Quad) float64 {
	k := float64(p.scene.scale)
	toSheet, ok := toPage.Inverse()
	if !ok {
		return 0
	}
	inner := grow(quad, -3)
	var ink []document.Point
	p.scene.eachInk(func(q document.Point, _ int) {
		if inner.Contains(q) {
			m := toSheet.Map(document.Point{X: q.X * k, Y: q.Y * k})
			ink = append(ink, document.Point{X: m.X / k, Y: m.Y / k})
		}
	})
	deg, _ := textSkew(ink)
	return deg
}
