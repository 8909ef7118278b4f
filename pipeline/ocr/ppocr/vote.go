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
	longLine    = 2   // length over height from which a box tells its direction
	longestVote = 20  // length over height beyond which more length is no better: ornaments are longest
	roundSize   = 4   // lines that are read at a time until the direction is clear
	rounds      = 3   // at most
	clearLead   = 1.5 // evidence by which a direction must lead: some three sure characters
	sureHan     = 6   // Chinese characters, and
	sureMean    = 0.9 // their mean score, that need no reading the other way round
)

// ballot is the outcome of a vote on the page's direction: its quads, and the
// lines of the first ones, which had to be read to decide.
type ballot struct {
	direction direction
	quads     []document.Quad
	lines     []document.Line
	clear     bool
}

func (v *ballot) unread() []document.Quad { return v.quads[len(v.lines):] }

// vote decides on the direction of the page as a whole. Long boxes tell whether
// lines run across or down; which of the two ways, reading some of them tells.
// When that tells nothing, as with ornaments along the edges, the other axis
// gets its chance, and in the end the page stays as it is.
func (p *page) vote(ctx context.Context, boxes []box) (*ballot, error) {
	across, err := p.contest(ctx, joinNeighbours(boxes, p.image), 0, standing(boxes))
	if err != nil || across.clear {
		return across, err
	}
	down, err := p.contest(ctx, quadsOf(boxes), 1, !standing(boxes))
	if err != nil || down.clear {
		return down, err
	}
	return across, nil
}

// contest reads lines in direction d and, unless that is sure at once, the
// other way round, until one leads. An unlikely contest is not held when there
// are no lines for it.
func (p *page) contest(ctx context.Context, quads []document.Quad, d direction, unlikely bool) (*ballot, error) {
	v := &ballot{direction: d, quads: quads}
	voters := bestVoters(v.quads, d)
	if voters == 0 && (unlikely || d == 1) {
		return v, nil
	}
	if unlikely {
		// One round is enough to see that the likely axis is right.
		voters = min(voters, roundSize)
	}
	var flipped []document.Line
	lead := 0.
	for n := 0; n < min(max(voters, 1), rounds*roundSize, len(quads)); {
		round := quads[n:min(n+roundSize, len(quads))]
		n += len(round)
		lines, err := p.read(ctx, round, d)
		if err != nil {
			return nil, err
		}
		v.lines = append(v.lines, lines...)
		if len(flipped) == 0 && sure(lines) {
			v.clear = true
			return v, nil
		}
		back, err := p.read(ctx, round, d+2)
		if err != nil {
			return nil, err
		}
		flipped = append(flipped, back...)
		lead += evidence(lines) - evidence(back)
		if v.clear = math.Abs(lead) >= clearLead; v.clear {
			break
		}
	}
	return p.decide(ctx, v, flipped, lead)
}

// decide takes the direction that leads. When hardly any does, the classifier
// has its say.
func (p *page) decide(ctx context.Context, v *ballot, flipped []document.Line, lead float64) (*ballot, error) {
	if !v.clear && p.engine.cls != nil && len(v.lines) > 0 {
		sample := make([]document.Quad, len(v.lines))
		for i, q := range v.quads[:len(v.lines)] {
			sample[i] = v.direction.start(q)
		}
		f, err := p.engine.cls.flipped(ctx, p.image, sample)
		if err != nil {
			return nil, err
		}
		lead += (1 - 2*f) * clearLead / 2
	}
	if lead < 0 {
		v.direction, v.lines = v.direction+2, flipped
	}
	return v, nil
}

// standing tells whether the long boxes run down the picture rather than across
// it.
func standing(boxes []box) bool {
	balance := 0.0
	for _, b := range boxes {
		w, h := b.quad.Width(), b.quad.Height()
		switch {
		case w > longLine*h:
			balance -= math.Min(w, longestVote*h)
		case h > longLine*w:
			balance += math.Min(h, longestVote*w)
		}
	}
	return balance > 0
}

// evidence is how much the lines look like text: Chinese characters count for
// what their score exceeds one half by; others little, since 6, 9, 0, 1 and 8
// read well on their head.
func evidence(lines []document.Line) float64 {
	sum := 0.
	for _, l := range lines {
		for _, c := range l.Chars {
			weight := .2
			if unicode.Is(unicode.Han, c.Rune) {
				weight = 1
			}
			sum += weight * math.Max(c.Confidence-.5, 0)
		}
	}
	return sum
}

// sure tells that nobody would read these lines in another direction.
func sure(lines []document.Line) bool {
	sum, n := 0., 0
	for _, l := range lines {
		for _, c := range l.Chars {
			if unicode.Is(unicode.Han, c.Rune) {
				sum, n = sum+c.Confidence, n+1
			}
		}
	}
	return n >= sureHan && sum >= sureMean*float64(n)
}

func quadsOf(boxes []box) []document.Quad {
	quads := make([]document.Quad, len(boxes))
	for i, b := range boxes {
		quads[i] = b.quad
	}
	return quads
}

// bestVoters brings the lines that tell most about direction d to the front and
// returns how many lie along it: the longer the better, but what is too long to
// be a line of text comes last.
func bestVoters(quads []document.Quad, d direction) int {
	worth := func(q document.Quad) float64 {
		w, h := q.Width(), q.Height()
		if d&1 == 1 {
			w, h = h, w
		}
		if w > longestVote*h {
			return longLine
		}
		return w / h
	}
	slices.SortStableFunc(quads, func(a, b document.Quad) int { return cmp.Compare(worth(b), worth(a)) })
	n := 0
	for n < len(quads) && worth(quads[n]) >= longLine {
		n++
	}
	return n
}
