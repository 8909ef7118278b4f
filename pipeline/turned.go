package pipeline

import (
	"cmp"
	"context"
	"image"
	"image/draw"
	"math"
	"slices"

	"hecha/document"
	"hecha/extractors"
	"hecha/pipeline/preprocess"
)

// A paper that lies otherwise than the rest of its sheet, such as one side of an
// identity card on a copy of both, shows by some lines of which nobody would say
// that they make sense only by chance.
const (
	turnedScore = 0.75 // of a line that tells how its paper lies
	turnedLines = 2
	turnedChars = 8
)

// lineTurns is how many clockwise quarter turns make a line read from left to
// right: 0 to 3.
func lineTurns(l document.Line) int {
	return (4 - int(math.Round(readingAngle(l.Quad)/(math.Pi/2)))) & 3
}

// turnedParts are the parts of a sheet, by quarter turns, on which a paper lies
// otherwise than the sheet; those without one are empty.
func turnedParts(lines []document.Line) (parts [4]image.Rectangle) {
	var count, chars [4]int
	for _, l := range lines {
		turns := lineTurns(l)
		if turns == 0 || l.Confidence < turnedScore {
			continue
		}
		count[turns]++
		chars[turns] += len([]rune(l.Text))
		parts[turns] = parts[turns].Union(around(l.Quad))
	}
	for turns := range parts {
		if count[turns] < turnedLines || chars[turns] < turnedChars {
			parts[turns] = image.Rectangle{}
		}
	}
	return parts
}

// around is q with the paper of about a line on every side.
func around(q document.Quad) image.Rectangle {
	x0, y0, x1, y1 := q.Bounds()
	margin := min(x1-x0, y1-y0)
	return image.Rect(int(x0-margin), int(y0-margin), int(x1+margin), int(y1+margin))
}

// widened is part with as much paper as may hold what was not found of it: labels,
// a name above, the end of a line. Where that would reach into what reads well in
// another direction, it is part itself.
func widened(part image.Rectangle, lines []document.Line, turns int) image.Rectangle {
	more := part.Inset(-max(part.Dx(), part.Dy()) / 2)
	for _, l := range lines {
		c := l.Quad.Center()
		if image.Pt(int(c.X), int(c.Y)).In(more) && !belongs(l, more, turns) {
			return part
		}
	}
	return more
}

// readTurned reads the parts of a sheet that lie otherwise once more, each by
// itself: among the rest of the sheet their text was found on its side, which
// loses short lines and single characters.
func (p *Processor) readTurned(ctx context.Context, img *image.RGBA, lines []document.Line) ([]document.Line, error) {
	for turns, part := range turnedParts(lines) {
		if part.Empty() {
			continue
		}
		part = widened(part, lines, turns).Intersect(img.Rect)
		again, err := p.readPart(ctx, img, part)
		if err != nil {
			return nil, err
		}
		again = slices.DeleteFunc(again, func(l document.Line) bool { return lineTurns(l) != turns })
		if weight(again) <= weight(within(lines, part, turns)) {
			continue
		}
		lines = slices.DeleteFunc(slices.Clone(lines), func(l document.Line) bool { return belongs(l, part, turns) })
		lines = append(lines, again...)
	}
	return lines, nil
}

// belongs tells whether l is part of the paper on part that lies turned: what
// reads well in another direction does not.
func belongs(l document.Line, part image.Rectangle, turns int) bool {
	c := l.Quad.Center()
	return image.Pt(int(c.X), int(c.Y)).In(part) && (lineTurns(l) == turns || l.Confidence < turnedScore || len([]rune(l.Text)) <= 2)
}

func within(lines []document.Line, part image.Rectangle, turns int) []document.Line {
	return slices.DeleteFunc(slices.Clone(lines), func(l document.Line) bool { return lineTurns(l) != turns || !belongs(l, part, turns) })
}

// weight is how much sure text lines hold.
func weight(lines []document.Line) (sum float64) {
	for _, l := range lines {
		sum += l.Confidence * float64(len([]rune(l.Text)))
	}
	return sum
}

func crop(img *image.RGBA, part image.Rectangle) *image.RGBA {
	out := image.NewRGBA(image.Rectangle{Max: part.Size()})
	draw.Draw(out, out.Rect, img, part.Min, draw.Src)
	return out
}

// documents finds the documents of a sheet, those that lie turned on it among
// them. A turned part on which nothing known stands is left to the rest.
func documents(s extractors.Sheet) []extractors.Found {
	rest := make([]int, len(s.Lines))
	for i := range rest {
		rest[i] = i
	}
	var found []extractors.Found
	for turns, part := range turnedParts(s.Lines) {
		if part.Empty() {
			continue
		}
		inside, outside := split(rest, func(i int) bool { return belongs(s.Lines[i], part, turns) })
		if more := documentsAt(s, inside, turns); slices.ContainsFunc(more, isKnown) {
			found, rest = append(found, more...), outside
		}
	}
	if len(found) == 0 {
		return extractors.Documents(s)
	}
	found = append(found, documentsAt(s, rest, 0)...)
	slices.SortStableFunc(found, func(a, b extractors.Found) int {
		return cmp.Compare(a.Region.Center().Y, b.Region.Center().Y)
	})
	return found
}

func isKnown(f extractors.Found) bool { return f.Kind != document.Other }

func split(all []int, in func(int) bool) (inside, outside []int) {
	for _, i := range all {
		if in(i) {
			inside = append(inside, i)
		} else {
			outside = append(outside, i)
		}
	}
	return inside, outside
}

// documentsAt finds documents among some lines of s after quarter turns, and
// gives them in the pixels of s. Seals and codes, whose places tell nothing here,
// stay with the lines that were not turned.
func documentsAt(s extractors.Sheet, at []int, turns int) []extractors.Found {
	part := s
	part.Lines = make([]document.Line, len(at))
	for k, i := range at {
		part.Lines[k] = s.Lines[i]
	}
	if turns != 0 {
		part.Lines = preprocess.TurnLines(part.Lines, s.Width, s.Height, turns)
		part.Seals, part.Codes, part.Card = nil, nil, false
	}
	if turns&1 == 1 {
		part.Width, part.Height = s.Height, s.Width
	}
	found := extractors.Documents(part)
	for k := range found {
		turnFound(&found[k], func(lines []document.Line) []document.Line {
			return preprocess.TurnLines(lines, part.Width, part.Height, -turns)
		})
		for j, i := range found[k].Lines {
			found[k].Lines[j] = at[i]
		}
		slices.Sort(found[k].Lines)
	}
	return found
}

// turnFound maps every place of f as turn maps lines.
func turnFound(f *extractors.Found, turn func([]document.Line) []document.Line) {
	field := func(f document.Field) document.Field {
		f.Quad = turn([]document.Line{{Quad: f.Quad}})[0].Quad
		f.Sources = turn(f.Sources)
		return f
	}
	f.Region = turn([]document.Line{{Quad: f.Region}})[0].Quad
	for name, value := range f.Fields {
		f.Fields[name] = field(value)
	}
	for i, row := range f.Periods {
		f.Periods[i] = document.Period{Start: field(row.Start), End: field(row.End), Employer: field(row.Employer), Job: field(row.Job)}
	}
}
