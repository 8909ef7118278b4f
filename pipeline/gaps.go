package pipeline

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

// Detection passes over characters that stand alone: a sex between name and birth,
// a single digit behind its label. Where a row of print goes on they are looked
// for by their ink. Lengths are in heights of the line.
const (
	leastGap   = 0.8
	widestGap  = 6.0
	shortLabel = 6    // characters of a line behind which a value may stand
	rowShift   = 0.3  // between the middles of two lines of a row
	rowSize    = 0.65 // of the lower line by the higher
	gapScore   = 0.85 // of what is read in a gap
	gapRows    = 32   // pixels that a gap's height is sampled with
)

// What ink is, in a gap.
const (
	gapContrast = 50   // of 255, against the paper
	gapFaint    = 0.35 // of that contrast
	strokeShare = 0.12 // of the rows of a column that are dark where a glyph stands
	ruleShare   = 0.85 // and where a rule does
	pointRows   = 1    // more are dark where a point or an underline is
	glyphWidth  = 0.35 // heights of the line: less is a point or a comma
)

// readGaps reads what stands between or right behind lines and was not found.
func (p *Processor) readGaps(ctx context.Context, img *image.RGBA, lines []document.Line) ([]document.Line, error) {
	var quads []document.Quad
	for _, gap := range gaps(lines, img.Rect) {
		if q, ok := inked(img, gap); ok {
			quads = append(quads, q)
		}
	}
	if len(quads) == 0 {
		return lines, nil
	}
	found, err := p.Engine.Read(ctx, ocr.Request{Image: img, Lines: quads})
	if err != nil {
		return nil, err
	}
	for _, l := range found {
		if l.Confidence >= gapScore && hasText(l.Text) {
			lines = append(lines, l)
		}
	}
	return lines, nil
}

// gaps are the places between two lines of one row, and behind short lines that end
// theirs, at most widestGap wide.
func gaps(lines []document.Line, sheet image.Rectangle) []document.Quad {
	level := slices.DeleteFunc(slices.Clone(lines), func(l document.Line) bool { return lineTurns(l) != 0 || l.Quad.Height() < 1 })
	slices.SortStableFunc(level, func(a, b document.Line) int { return cmp.Compare(a.Quad[0].X, b.Quad[0].X) })
	var found []document.Quad
	for i, l := range level {
		h := l.Quad.Height()
		end := document.Quad{l.Quad[1], beyond(l.Quad[0], l.Quad[1], widestGap*h), beyond(l.Quad[3], l.Quad[2], widestGap*h), l.Quad[2]}
		next := slices.IndexFunc(level[i+1:], func(o document.Line) bool { return crosses(o.Quad, end) })
		switch {
		case next >= 0:
			o := level[i+1+next].Quad
			if inRow(l.Quad, o) && o[0].X-l.Quad[1].X > leastGap*h {
				found = append(found, document.Quad{l.Quad[1], o[0], o[3], l.Quad[2]})
			}
		case len([]rune(l.Text)) <= shortLabel && end[1].X < float64(sheet.Max.X):
			found = append(found, end)
		}
	}
	return found
}

// beyond is the point so far behind b on the way from a to b.
func beyond(a, b document.Point, far float64) document.Point {
	return a.Lerp(b, 1+far/math.Max(a.Dist(b), 1))
}

// crosses tells whether a line reaches into a place.
func crosses(line, place document.Quad) bool {
	ax0, ay0, ax1, ay1 := line.Bounds()
	bx0, by0, bx1, by1 := place.Bounds()
	return ax1 > bx0 && ax0 < bx1 && min(ay1, by1)-max(ay0, by0) > min(ay1-ay0, by1-by0)/4
}

// inRow tells whether b goes on with the row of a.
func inRow(a, b document.Quad) bool {
	low, high := math.Min(a.Height(), b.Height()), math.Max(a.Height(), b.Height())
	off := a[1].Lerp(a[2], 0.5).Y - b[0].Lerp(b[3], 0.5).Y
	return low > rowSize*high && math.Abs(off) < rowShift*high
}

// inked is the part of a gap that holds ink, points and commas included; ok is
// false when none is as wide as a character.
func inked(img *image.RGBA, gap document.Quad) (q document.Quad, ok bool) {
	width := int(gap.Width() / gap.Height() * gapRows)
	from, to, glyphs := width, 0, 0.0
	for x, dark := range darkRows(img, gap, width) {
		if dark > pointRows && dark < ruleShare*gapRows {
			from, to = min(from, x), x+1
		}
		if dark > strokeShare*gapRows && dark < ruleShare*gapRows {
			glyphs++
		}
	}
	if glyphs < glyphWidth*gapRows {
		return gap, false
	}
	const margin = gapRows / 6
	a, b := math.Max(float64(from-margin)/float64(width), 0), math.Min(float64(to+margin)/float64(width), 1)
	return document.Quad{gap[0].Lerp(gap[1], a), gap[0].Lerp(gap[1], b), gap[3].Lerp(gap[2], b), gap[3].Lerp(gap[2], a)}, true
}

// darkRows is how many of the gapRows rows are dark in each of the columns of a gap.
func darkRows(img *image.RGBA, gap document.Quad, width int) []float64 {
	values := make([]float32, width*gapRows)
	low, paper := float32(255), float32(0)
	ocr.Straighten(img, gap, width, gapRows, func(x, y int, _, g, _ float32) {
		values[y*width+x] = g
		low, paper = min(low, g), max(paper, g)
	})
	columns := make([]float64, width)
	if paper-low < gapContrast {
		return columns
	}
	dark := paper - gapFaint*(paper-low)
	for i, v := range values {
		if v < dark {
			columns[i%width]++
		}
	}
	return columns
}

// hasText tells whether s is more than signs.
func hasText(s string) bool { return slices.ContainsFunc([]rune(s), isWritten) }

func isWritten(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
