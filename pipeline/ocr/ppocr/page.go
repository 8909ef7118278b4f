package ppocr

import (
	"context"
	"image"
	"slices"

	"hecha/document"
)

// page is one picture being read.
type page struct {
	engine  *Engine
	image   *image.RGBA
	allowed []int32
	// remainder tells that few lines are to be expected.
	remainder bool
	// skip tells of quads whether they need no reading; nil: all do.
	skip func(document.Quad) bool
}

// lines reads the whole page. A page that does not lie upright is turned and
// its lines found once more: the detector is at its best on upright text.
func (p *page) lines(ctx context.Context) ([]document.Line, error) {
	boxes, err := p.engine.det.detect(ctx, p.image, p.remainder)
	if err != nil || len(boxes) == 0 {
		return nil, err
	}
	v, err := p.vote(ctx, boxes)
	if err != nil {
		return nil, err
	}
	if v.direction == 0 {
		return p.upright(ctx, v)
	}
	// What needs no reading is known by its place on the page as it lies.
	turned := &page{engine: p.engine, image: turnBack(p.image, v.direction), allowed: p.allowed, remainder: p.remainder}
	lines, err := turned.uprightFresh(ctx)
	for i := range lines {
		lines[i].Quad = v.direction.place(lines[i].Quad, turned.image.Rect)
	}
	return lines, err
}

// uprightFresh finds and reads the lines of a page that is known to be upright.
func (p *page) uprightFresh(ctx context.Context) ([]document.Line, error) {
	boxes, err := p.engine.det.detect(ctx, p.image, p.remainder)
	if err != nil {
		return nil, err
	}
	return p.upright(ctx, &ballot{quads: joinNeighbours(boxes, p.image)})
}

// upright reads what the vote has not read yet and needs reading, then looks again at
// what made no sense.
func (p *page) upright(ctx context.Context, v *ballot) ([]document.Line, error) {
	unread := v.unread()
	if p.skip != nil {
		unread = slices.DeleteFunc(slices.Clone(unread), p.skip)
	}
	rest, err := p.read(ctx, unread, 0)
	if err != nil {
		return nil, err
	}
	lines := slices.DeleteFunc(append(v.lines, rest...), ornament)
	if err := p.reread(ctx, lines); err != nil {
		return nil, err
	}
	lines = slices.DeleteFunc(lines, func(l document.Line) bool { return l.Text == "" || ornament(l) })
	inReadingOrder(lines)
	return lines, nil
}

// read recognises the quads as text in direction d.
func (p *page) read(ctx context.Context, quads []document.Quad, d direction) ([]document.Line, error) {
	turned := make([]document.Quad, len(quads))
	for i, q := range quads {
		turned[i] = d.start(q)
	}
	return p.engine.rec.read(ctx, p.image, turned, sayable{allowed: p.allowed})
}

// ornament tells a border of rings or dots, which comes out as a few characters
// repeated, without conviction or up and down the page.
func ornament(l document.Line) bool {
	const long, sure = 8, .8
	x0, y0, x1, y1 := l.Quad.Bounds()
	if len(l.Chars) < long || (l.Confidence >= sure && y1-y0 < x1-x0) {
		return false
	}
	kinds := map[rune]int{}
	for _, c := range l.Chars {
		kinds[c.Rune]++
	}
	return len(kinds) <= 2 || len(l.Chars) >= 4*len(kinds)
}
