package pipeline

import (
	"strings"
	"unicode"

	"hecha/document"
	"hecha/document/normalize"
)

// The text layer of a PDF is a second reader that knows every character, and a
// liar's favourite place: what a search or a copy-and-paste shows need not be
// what the eye sees. So the picture gives the value, and the layer only agrees
// with it or does not.

// layerVerdict compares what was read in quad, in pixels of the page, with the
// layer's text in the same place; says is what the layer has there.
func layerVerdict(layer []document.Line, quad document.Quad, read string) (verdict document.Agreement, says string) {
	var lines, part strings.Builder
	covered := 0.0
	for _, line := range layer {
		piece, share := overlapping(line, quad)
		if share > 0 {
			lines.WriteString(line.Text)
			part.WriteString(piece)
			covered += share
		}
	}
	want, have := folded(read), folded(lines.String())
	switch {
	case want == "" || have == "" || covered < 0.3:
		return document.NotAsked, ""
	case strings.Contains(have, want):
		return document.Agrees, part.String()
	}
	return document.Differs, part.String()
}

// overlapping is about the part of a layer's line that lies over quad, and the
// share of the quad's width that it covers. Only the whole line is certain: the
// layer does not tell where its characters stand.
func overlapping(line document.Line, quad document.Quad) (text string, share float64) {
	ax0, ay0, ax1, ay1 := line.Quad.Bounds()
	bx0, by0, bx1, by1 := quad.Bounds()
	height := min(ay1, by1) - max(ay0, by0)
	from, to := max(ax0, bx0), min(ax1, bx1)
	if height < 0.4*min(ay1-ay0, by1-by0) || to <= from || ax1 <= ax0 {
		return "", 0
	}
	runes := []rune(line.Text)
	n := float64(len(runes))
	i := max(0, int((from-ax0)/(ax1-ax0)*n)-1)
	j := min(len(runes), int((to-ax0)/(ax1-ax0)*n)+2)
	return string(runes[i:j]), (to - from) / (bx1 - bx0)
}

// folded keeps the letters and digits of s in one form, so that spacing and
// punctuation never make a difference between readers.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '〇' || r == '○':
			return '0'
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToUpper(r)
		}
		return -1
	}, normalize.Fold(s))
}

// hiddenText counts the characters of the layer that stand where the picture
// shows no text at all.
func hiddenText(layer, seen []document.Line) int {
	hidden := 0
	for _, line := range layer {
		text := folded(line.Text)
		if text == "" || visible(line.Quad, seen) {
			continue
		}
		hidden += len([]rune(text))
	}
	return hidden
}

func visible(q document.Quad, seen []document.Line) bool {
	x0, y0, x1, y1 := q.Bounds()
	for _, line := range seen {
		a0, b0, a1, b1 := line.Quad.Bounds()
		if min(x1, a1) > max(x0, a0) && min(y1, b1) > max(y0, b0) {
			return true
		}
	}
	return false
}
