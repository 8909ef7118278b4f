package pipeline

import (
	"context"
	"image"
	"slices"
	"strings"

	"hecha/document"
	"hecha/pipeline/ocr"
)

const (
	openSteps = 2    // characters, one after the other, that are fetched at an end
	openScore = 0.85 // of each character that is taken over
)

// readOpen reads lines once more that do not end where detection saw their ends,
// with one character's place more. What is read so contradicts nobody.
func (p *Processor) readOpen(ctx context.Context, img *image.RGBA, lines []document.Line) error {
	markOpen(img, lines)
	for range openSteps {
		var at []int
		var quads []document.Quad
		for i, l := range lines {
			if l.OpenStart || l.OpenEnd {
				at, quads = append(at, i), append(quads, longer(l))
			}
		}
		if len(at) == 0 {
			return nil
		}
		again, err := p.Engine.Read(ctx, ocr.Request{Image: img, Lines: quads})
		if err != nil {
			return err
		}
		grown := false
		for k, i := range at {
			if continues(lines[i], again[k]) {
				lines[i], grown = again[k], true
			}
		}
		if !grown {
			return nil
		}
		markOpen(img, lines)
	}
	return nil
}

// longer is the place of an open line with that of one more character.
func longer(l document.Line) document.Quad {
	one := beyondTo * l.Quad.Height() / l.Quad.Width()
	from, to := 0.0, 1.0
	if l.OpenStart {
		from -= one
	}
	if l.OpenEnd {
		to += one
	}
	return l.Quad.Slice(from, to)
}

// continues tells whether a longer line says what l does, but for the character at
// an open end, which may have been cut through, and surely says more.
func continues(l, longer document.Line) bool {
	kept := []rune(l.Text)
	if len(kept) < 2 || len(longer.Chars) <= len(kept) {
		return false
	}
	at := strings.Index(longer.Text, string(kept))
	switch {
	case at >= 0:
	case l.OpenEnd:
		kept = kept[:len(kept)-1]
	default:
		kept = kept[1:]
	}
	if at = strings.Index(longer.Text, string(kept)); at < 0 {
		return false
	}
	from := len([]rune(longer.Text[:at]))
	added := slices.Concat(longer.Chars[:from], longer.Chars[from+len(kept):])
	return !slices.ContainsFunc(added, func(c document.Char) bool {
		return c.Confidence < openScore || !isWritten(c.Rune) && c.Rune != '）' && c.Rune != ')'
	})
}

// How far two lines of a row reach over each other, in heights, when both hold the
// characters between them: less is their margins, more are two rows.
const (
	reachOver = 0.4 // for each character
	rowsOver  = 0.6 // more than there are characters
	mostTwice = 4   // characters that both hold
)

// apart takes from the end of a line the characters with which the next one of its
// row begins, where the two lie over each other: detection cut the row in two and
// gave them to both.
func apart(lines []document.Line) []document.Line {
	for i, l := range lines {
		text := []rune(l.Text)
		if len(text) < 2 || len(l.Chars) != len(text) {
			continue
		}
		for n := min(mostTwice, len(text)-1); n > 0; n-- {
			twice := string(text[len(text)-n:])
			if slices.ContainsFunc(lines, func(o document.Line) bool { return beginsOver(l, o, twice, float64(n)) }) {
				lines[i] = l.Span(0, len(l.Text)-len(twice))
				break
			}
		}
	}
	return lines
}

// beginsOver tells whether o goes on with the row of l and begins with its last n
// characters, which lie where both are.
func beginsOver(l, o document.Line, last string, n float64) bool {
	over := (l.Quad[1].X - o.Quad[0].X) / l.Quad.Height()
	return strings.HasPrefix(o.Text, last) && inRow(l.Quad, o.Quad) && over > n*reachOver && over < n+rowsOver && l.Quad[1].X < o.Quad[1].X
}
