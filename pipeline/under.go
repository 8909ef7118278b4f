package pipeline

import (
	"context"
	"image"
	"slices"

	"hecha/document"
	"hecha/pipeline/attest"
	"hecha/pipeline/ocr"
	"hecha/pipeline/preprocess"
	"hecha/pipeline/seal"
)

// What is looked at around a gray seal, in parts of its width, and what is
// believed there.
const (
	besideSeal = 0.35 // to the left and right, where lines begin and end
	aboveSeal  = 0.12 // and below
	underScore = 0.8  // of a line that was not found before
	underChars = 2
	ringInside = 0.6 // of the radius: where a ring's text begins
)

// readUnder looks once more, from nearer, for lines where gray seals lie. On the
// whole page their rims and stars run into the print: lines below them are not
// found, or begin where the rim ends.
func (p *Processor) readUnder(ctx context.Context, img *image.RGBA, lines []document.Line, impressions []seal.Impression) ([]document.Line, error) {
	for _, imp := range impressions {
		if imp.Color != seal.Gray {
			continue
		}
		area := aroundSeal(imp.Quad, lines).Intersect(img.Rect)
		again, err := p.readPart(ctx, img, area)
		if err != nil {
			return nil, err
		}
		lines = withFound(lines, slices.DeleteFunc(again, func(l document.Line) bool {
			return lineTurns(l) != 0 || cutOff(l.Quad, area, img.Rect) || onRing(l.Quad, imp)
		}))
	}
	return lines, nil
}

// besideWords is how far the ink of who vouches for a copy reaches beyond the lines
// that were read of it, in heights of a line.
const besideWords = 2

// mostWords is how many such places are looked at: words, stamp, name and date of
// two who vouch, and no page that says them a hundred times.
const mostWords = 8

// readBelow looks once more for the lines over which somebody wrote, or pressed a
// stamp, in colour that the copy is like its original: without that ink.
func (p *Processor) readBelow(ctx context.Context, img *image.RGBA, lines []document.Line) ([]document.Line, error) {
	var places []document.Quad
	for _, at := range attest.Places(lines) {
		if slices.ContainsFunc(places, func(q document.Quad) bool { return q.Contains(at[0]) && q.Contains(at[2]) }) {
			continue // seen with the line beside it
		}
		if len(places) == mostWords {
			break
		}
		x0, y0, x1, y1 := at.Bounds()
		far := besideWords * (y1 - y0)
		place := document.Rect(max(x0-far, 0), max(y0-far, 0), x1+far, y1+far)
		places = append(places, place)
		bare := preprocess.SuppressSeals(img, []document.Quad{place})
		if bare == img {
			continue // in no colour
		}
		area := aroundSeal(place, lines).Intersect(img.Rect)
		again, err := p.readPart(ctx, bare, area)
		preprocess.Recycle(bare)
		if err != nil {
			return nil, err
		}
		lines = withBare(lines, slices.DeleteFunc(again, func(l document.Line) bool {
			return lineTurns(l) != 0 || cutOff(l.Quad, area, img.Rect) || !overlap(l.Quad, place)
		}))
	}
	return lines, nil
}

// mixedScore is the score of a line below which something may run through it.
const mixedScore = 0.98

// withBare is lines with those of bare, read without the ink above them, that are
// surer than what was read with it. What vouches for the copy stays, and so does
// what was read well: without its own colour less of it is left.
func withBare(lines, bare []document.Line) []document.Line {
	for _, m := range bare {
		if m.Confidence < underScore {
			continue
		}
		same := func(l document.Line) bool {
			return sameRow(l.Quad, m.Quad) && len(attest.Without([]document.Line{l})) > 0
		}
		switch at := slices.IndexFunc(lines, same); {
		case at < 0:
			lines = append(lines, m)
		case lines[at].Confidence < min(mixedScore, m.Confidence):
			m.Others = append(m.Others, document.Reading{Engine: "other_channel", Text: lines[at].Text, Confidence: lines[at].Confidence})
			lines = append(slices.DeleteFunc(slices.Clone(lines), same), m)
		}
	}
	return lines
}

// readPart reads a part of img by itself, in the pixels of img.
func (p *Processor) readPart(ctx context.Context, img *image.RGBA, part image.Rectangle) ([]document.Line, error) {
	lines, err := p.Engine.Read(ctx, ocr.Request{Image: crop(img, part)})
	for i := range lines {
		for k := range lines[i].Quad {
			lines[i].Quad[k].X += float64(part.Min.X)
			lines[i].Quad[k].Y += float64(part.Min.Y)
		}
	}
	return lines, err
}

// aroundSeal is the place of a seal with the lines that it lies over.
func aroundSeal(q document.Quad, lines []document.Line) image.Rectangle {
	x0, y0, x1, y1 := q.Bounds()
	mx, my := besideSeal*(x1-x0), aboveSeal*(x1-x0)
	area := image.Rect(int(x0-mx), int(y0-my), int(x1+mx), int(y1+my))
	for _, l := range lines {
		if overlap(l.Quad, q) && l.Quad.Width() < 2*(x1-x0) {
			area = area.Union(around(l.Quad))
		}
	}
	return area
}

// cutOff tells whether a line reaches the edge of the part that was read, where
// more of it may follow.
func cutOff(q document.Quad, part, whole image.Rectangle) bool {
	x0, y0, x1, y1 := q.Bounds()
	near := (y1 - y0) / 2
	return part.Min.X > whole.Min.X && x0 < float64(part.Min.X)+near || part.Max.X < whole.Max.X && x1 > float64(part.Max.X)-near ||
		part.Min.Y > whole.Min.Y && y0 < float64(part.Min.Y)+1 || part.Max.Y < whole.Max.Y && y1 > float64(part.Max.Y)-1
}

// onRing tells whether a short line lies where a seal has its ring text.
func onRing(q document.Quad, imp seal.Impression) bool {
	far := q.Center().Dist(imp.Center)
	return q.Width() < imp.A && far > ringInside*imp.A && far < imp.A
}

// withFound is lines with those of more that say something new: they stand where
// none was, or hold one and go on beyond its ends.
func withFound(lines, more []document.Line) []document.Line {
	for _, m := range more {
		if m.Confidence < underScore || len([]rune(m.Text)) < underChars {
			continue
		}
		same := func(l document.Line) bool { return sameRow(l.Quad, m.Quad) }
		at := slices.IndexFunc(lines, same)
		switch {
		case at < 0:
			lines = append(lines, m)
		case goesOn(m, lines, same):
			m.Others = append(m.Others, document.Reading{Engine: "other_cut", Text: lines[at].Text, Confidence: lines[at].Confidence})
			lines = append(slices.DeleteFunc(slices.Clone(lines), same), m)
		}
	}
	return lines
}

// sameRow tells whether two lines share a place: more than a third of the height
// of the lower and of the width of the shorter.
func sameRow(a, b document.Quad) bool {
	ax0, ay0, ax1, ay1 := a.Bounds()
	bx0, by0, bx1, by1 := b.Bounds()
	across, down := min(ax1, bx1)-max(ax0, bx0), min(ay1, by1)-max(ay0, by0)
	return across > min(ax1-ax0, bx1-bx0)/3 && down > min(ay1-ay0, by1-by0)/3
}

// goesOn tells whether m holds every line with which it shares its place, and one
// more character at least.
func goesOn(m document.Line, lines []document.Line, same func(document.Line) bool) bool {
	x0, y0, x1, y1 := m.Quad.Bounds()
	half := (y1 - y0) / 2
	chars, longer := 0, false
	for _, l := range lines {
		if !same(l) {
			continue
		}
		a, _, b, _ := l.Quad.Bounds()
		if a < x0-half || b > x1+half {
			return false
		}
		chars += len([]rune(l.Text))
		longer = longer || a > x0+half || b < x1-half
	}
	return longer && len([]rune(m.Text)) > chars
}
