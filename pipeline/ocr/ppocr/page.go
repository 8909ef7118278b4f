package ppocr

import (
	"cmp"
	"context"
	"image"
	"math"
	"slices"
	"unicode"

	"hecha/document"
	"hecha/pipeline/ocr"
)

// direction counts the quarter turns, clockwise, from reading to the right:
// 0 right, 1 down, 2 left (the page stands on its head), 3 up.
type direction int

// start is q beginning at the corner where reading in direction d begins.
func (d direction) start(q document.Quad) document.Quad {
	k := int(d) & 3
	return document.Quad{q[k], q[(k+1)&3], q[(k+2)&3], q[(k+3)&3]}
}

// page is one picture being read.
type page struct {
	engine  *Engine
	image   *image.RGBA
	allowed []int32
}

func (e *Engine) readPage(ctx context.Context, req ocr.Request) ([]document.Line, error) {
	boxes, err := e.det.detect(ctx, req.Image)
	if err != nil || len(boxes) == 0 {
		return nil, err
	}
	p := &page{engine: e, image: req.Image, allowed: e.rec.classesOf(req.Charset)}
	quads := joinNeighbours(boxes, standing(boxes), req.Image)
	d, lines, err := p.orient(ctx, quads)
	if err != nil {
		return nil, err
	}
	if err := p.reread(ctx, lines, d); err != nil {
		return nil, err
	}
	lines = slices.DeleteFunc(lines, func(l document.Line) bool { return l.Text == "" })
	inReadingOrder(lines, d)
	return lines, nil
}

// read recognises the quads in direction d.
func (p *page) read(ctx context.Context, quads []document.Quad, d direction) ([]document.Line, error) {
	turned := make([]document.Quad, len(quads))
	for i, q := range quads {
		turned[i] = d.start(q)
	}
	return p.engine.rec.read(ctx, p.image, turned, p.allowed)
}

// standing tells whether the long boxes run down the picture rather than across
// it.
func standing(boxes []box) bool {
	balance := 0.0
	for _, b := range boxes {
		w, h := b.quad.Width(), b.quad.Height()
		if w > longLine*h || h > longLine*w {
			balance += h - w
		}
	}
	return balance > 0
}

const (
	longLine   = 2    // length over height from which a box tells its direction
	sampleSize = 4    // lines that vote on the page's direction
	sureMean   = 0.85 // mean score of a sample that needs no second look
	sureHan    = 6    // Chinese characters in such a sample: digits read both ways
)

// orient finds the direction of the page and reads all quads in it. The lines
// are in the order of quads.
func (p *page) orient(ctx context.Context, quads []document.Quad) (direction, []document.Line, error) {
	order := byLength(quads)
	n := min(sampleSize, len(order))
	sample, rest := pick(quads, order[:n]), pick(quads, order[n:])
	d, lines, err := p.vote(ctx, sample)
	if err != nil {
		return 0, nil, err
	}
	others, err := p.read(ctx, rest, d)
	if err != nil {
		return 0, nil, err
	}
	return d, unpick(append(lines, others...), order), nil
}

// vote reads the sample in the likeliest direction and, unless that is sure,
// the other way round.
func (p *page) vote(ctx context.Context, sample []document.Quad) (direction, []document.Line, error) {
	d := direction(0)
	if q := sample[0]; q.Height() > longLine*q.Width() {
		d = 1
	}
	lines, err := p.read(ctx, sample, d)
	if err != nil || sure(lines) {
		return d, lines, err
	}
	flipped, err := p.read(ctx, sample, d+2)
	if err != nil {
		return 0, nil, err
	}
	gain := mean(flipped) - mean(lines)
	if math.Abs(gain) < closeCall && p.engine.cls != nil {
		turned := make([]document.Quad, len(sample))
		for i, q := range sample {
			turned[i] = d.start(q)
		}
		f, err := p.engine.cls.flipped(ctx, p.image, turned)
		if err != nil {
			return 0, nil, err
		}
		gain += (f - .5) * 2 * closeCall
	}
	if gain > 0 {
		return d + 2, flipped, nil
	}
	return d, lines, nil
}

// closeCall is the difference of mean scores below which the classifier is
// asked.
const closeCall = 0.1

// sure tells that nobody would read these lines in another direction.
func sure(lines []document.Line) bool {
	han := 0
	for _, l := range lines {
		for _, c := range l.Chars {
			if unicode.Is(unicode.Han, c.Rune) {
				han++
			}
		}
	}
	return han >= sureHan && mean(lines) >= sureMean
}

// mean is the mean score of the lines' characters; a line without any counts as
// one of score 0.
func mean(lines []document.Line) float64 {
	sum, n := 0.0, 0
	for _, l := range lines {
		for _, c := range l.Chars {
			sum += c.Confidence
		}
		n += max(len(l.Chars), 1)
	}
	return sum / float64(max(n, 1))
}

const (
	weakLine = 0.6 // score below which a line is tried in other directions
	clearWin = 0.2 // by which another direction must be better
)

// reread tries other directions for the lines that make no sense in the page's:
// text that stands across, a stamp on its head.
func (p *page) reread(ctx context.Context, lines []document.Line, d direction) error {
	for turn := direction(1); turn < 4; turn++ {
		var index []int
		var quads []document.Quad
		for i, l := range lines {
			across := l.Quad.Height() > 1.5*l.Quad.Width()
			if (turn == 2 && l.Confidence < weakLine) || (turn != 2 && across && l.Confidence < .9) {
				index = append(index, i)
				quads = append(quads, l.Quad)
			}
		}
		if len(quads) == 0 {
			continue
		}
		again, err := p.read(ctx, quads, turn)
		if err != nil {
			return err
		}
		for k, i := range index {
			if again[k].Confidence > lines[i].Confidence+clearWin {
				lines[i] = again[k]
			}
		}
	}
	return nil
}

// byLength orders the indexes of quads by how long the lines are.
func byLength(quads []document.Quad) []int {
	order := make([]int, len(quads))
	for i := range order {
		order[i] = i
	}
	length := func(i int) float64 { return math.Max(quads[i].Width(), quads[i].Height()) }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(length(b), length(a)) })
	return order
}

func pick(quads []document.Quad, index []int) []document.Quad {
	picked := make([]document.Quad, len(index))
	for k, i := range index {
		picked[k] = quads[i]
	}
	return picked
}

// unpick puts lines back where order took their quads from.
func unpick(lines []document.Line, order []int) []document.Line {
	back := make([]document.Line, len(lines))
	for k, i := range order {
		back[i] = lines[k]
	}
	return back
}
