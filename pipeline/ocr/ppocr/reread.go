package ppocr

import (
	"context"
	"math"
	"unicode/utf8"

	"hecha/document"
	"hecha/pipeline/ocr"
)

const (
	goodLine = 0.9 // score of a line that is not tried otherwise
	weakLine = 0.6 // score below which a line is tried on its head
	clearWin = 0.1 // by which another way must be better
	tallBox  = 1.5 // height over width from which text may run down or up
	maxStack = 12  // characters one below the other; a longer column is an ornament
)

// reread looks again, in other ways, at lines that made little sense upright: a
// stamp on its head, text that runs up or down, characters one below the other.
func (p *page) reread(ctx context.Context, lines []document.Line) error {
	for i, l := range lines {
		tall := l.Quad.Height() > tallBox*l.Quad.Width()
		if l.Confidence >= goodLine || !(tall || l.Confidence < weakLine) {
			continue
		}
		best, err := p.otherwise(ctx, l, tall)
		if err != nil {
			return err
		}
		lines[i] = best
	}
	return nil
}

// otherwise is the best of the other ways to read l, or l.
func (p *page) otherwise(ctx context.Context, l document.Line, tall bool) (document.Line, error) {
	if !tall {
		return p.bestTurn(ctx, l, 2)
	}
	stacked, err := p.stacked(ctx, l.Quad)
	if err != nil || stacked.Confidence >= goodLine {
		return stacked, err
	}
	return p.bestTurn(ctx, better(l, stacked), 1, 3)
}

// bestTurn is the best of l and its readings in the directions given.
func (p *page) bestTurn(ctx context.Context, l document.Line, directions ...direction) (document.Line, error) {
	best := l
	for _, d := range directions {
		again, err := p.read(ctx, []document.Quad{l.Quad}, d)
		if err != nil {
			return l, err
		}
		best = better(best, again[0])
		if ornament(again[0]) {
			break
		}
	}
	return best, nil
}

// better keeps a unless b is clearly surer.
func better(a, b document.Line) document.Line {
	if b.Confidence > a.Confidence+clearWin {
		return b
	}
	return a
}

// stacked reads characters that stand upright one below the other. The line's
// quad is upright too, and every character spans its whole width.
func (p *page) stacked(ctx context.Context, q document.Quad) (document.Line, error) {
	cells := p.stackCells(q)
	if len(cells) > maxStack {
		return document.Line{Quad: q}, nil
	}
	lines, err := p.read(ctx, cells, 0)
	if err != nil {
		return document.Line{}, err
	}
	all := document.Line{Quad: q}
	for _, l := range lines {
		if utf8.RuneCountInString(l.Text) != 1 {
			return document.Line{Quad: q}, nil
		}
		c := l.Chars[0]
		c.From, c.To = 0, 1
		all.Text += l.Text
		all.Chars = append(all.Chars, c)
		all.Confidence += c.Confidence / float64(len(lines))
	}
	return all, nil
}

// stackCells cuts the tall quad q at its blank rows into cells of about one
// character, with some paper around each.
func (p *page) stackCells(q document.Quad) []document.Quad {
	rows := inkRuns(p.inkAcross(q), int(.7*q.Width()))
	height, margin := q.Height(), .15*q.Width()
	var cells []document.Quad
	for i, r := range rows {
		from, to := math.Max(r[0]-margin, 0), math.Min(r[1]+margin, height)
		if i > 0 {
			from = math.Max(from, (rows[i-1][1]+r[0])/2)
		}
		if i+1 < len(rows) {
			to = math.Min(to, (r[1]+rows[i+1][0])/2)
		}
		cells = append(cells, sliceDown(q, from/height, to/height))
	}
	return cells
}

// inkRuns are the stretches [from, to) of rows with ink. Blank rows end one only
// when it is at least long rows long: characters have gaps of their own.
func inkRuns(ink []bool, long int) [][2]float64 {
	var runs [][2]float64
	from, to := -1, 0
	for y, inked := range append(ink, false) {
		switch {
		case inked && from < 0:
			from, to = y, y+1
		case inked:
			to = y + 1
		case from >= 0 && (to-from >= long || y == len(ink)):
			runs = append(runs, [2]float64{float64(from), float64(to)})
			from = -1
		}
	}
	return runs
}

// inkAcross tells for each of the rows of q whether it has contrast.
func (p *page) inkAcross(q document.Quad) []bool {
	width, height := max(int(q.Width()), 1), max(int(q.Height()), 1)
	lo, hi := make([]float32, height), make([]float32, height)
	ocr.Straighten(p.image, q, width, height, func(x, y int, _, g, _ float32) {
		if x == 0 {
			lo[y], hi[y] = g, g
		}
		lo[y], hi[y] = min(lo[y], g), max(hi[y], g)
	})
	ink := make([]bool, height)
	for y := range ink {
		ink[y] = hi[y]-lo[y] >= inkContrast
	}
	return ink
}

// sliceDown is the part of q between the fractions from and to of its height.
func sliceDown(q document.Quad, from, to float64) document.Quad {
	return document.Quad{q[0].Lerp(q[3], from), q[1].Lerp(q[2], from), q[1].Lerp(q[2], to), q[0].Lerp(q[3], to)}
}
