package ppocr

import (
	"cmp"
	"context"
	"math"
	"slices"
	"unicode"

	"hecha/document"
)

const (
	longLine   = 2    // length over height from which a box tells its direction
	sampleSize = 4    // lines that vote on the page's direction
	sureMean   = 0.85 // mean score of a sample that needs no second look
	sureHan    = 6    // Chinese characters in such a sample: digits read both ways
	closeCall  = 0.1  // difference of mean scores below which the classifier is asked
)

// ballot is the outcome of a vote on the page's direction: the quads of an
// upright page, longest first, and the lines of the first ones, which had to be
// read to decide.
type ballot struct {
	direction direction
	quads     []document.Quad
	lines     []document.Line
}

func (v *ballot) unread() []document.Quad { return v.quads[len(v.lines):] }

// vote decides on the direction of the page as a whole. Long boxes tell whether
// lines run across or down; which of the two ways, reading a sample tells.
func (p *page) vote(ctx context.Context, boxes []box) (*ballot, error) {
	axis := direction(0)
	if standing(boxes) {
		axis = 1
	}
	v := &ballot{quads: quadsOf(boxes)}
	if axis == 0 {
		v.quads = joinNeighbours(boxes, p.image)
	}
	longestFirst(v.quads)
	sample := v.quads[:min(sampleSize, len(v.quads))]
	lines, err := p.read(ctx, sample, axis)
	if err != nil {
		return nil, err
	}
	v.direction, v.lines = axis, lines
	if sure(lines) {
		return v, nil
	}
	flipped, err := p.read(ctx, sample, axis+2)
	if err != nil {
		return nil, err
	}
	gain := mean(flipped) - mean(lines)
	if math.Abs(gain) < closeCall {
		bias, err := p.bias(ctx, sample, axis)
		if err != nil {
			return nil, err
		}
		gain += bias
	}
	if gain > 0 {
		v.direction, v.lines = axis+2, flipped
	}
	return v, nil
}

// bias is the classifier's word for turning the sample round, from -closeCall
// to closeCall. Without a classifier a page stays as it is.
func (p *page) bias(ctx context.Context, sample []document.Quad, d direction) (float64, error) {
	if p.engine.cls == nil {
		return -closeCall, nil
	}
	turned := make([]document.Quad, len(sample))
	for i, q := range sample {
		turned[i] = d.start(q)
	}
	f, err := p.engine.cls.flipped(ctx, p.image, turned)
	return (2*f - 1) * closeCall, err
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

func quadsOf(boxes []box) []document.Quad {
	quads := make([]document.Quad, len(boxes))
	for i, b := range boxes {
		quads[i] = b.quad
	}
	return quads
}

func longestFirst(quads []document.Quad) {
	length := func(q document.Quad) float64 { return math.Max(q.Width(), q.Height()) }
	slices.SortStableFunc(quads, func(a, b document.Quad) int { return cmp.Compare(length(b), length(a)) })
}
