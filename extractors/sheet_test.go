package extractors_test

import (
	"strings"
	"unicode/utf8"

	"hecha/document"
	"hecha/extractors"
)

// written is a line that a test puts on a sheet: text that starts at x,y in
// letters of height h.
type written struct {
	x, y, h float64
	text    string
}

// sheet puts lines on an upright A4 sheet of 1240 by 1754 pixels.
func sheet(lines ...written) extractors.Sheet {
	s := extractors.Sheet{Page: 1, Width: 1240, Height: 1754, DPI: 150}
	for _, w := range lines {
		s.Lines = append(s.Lines, line(w))
	}
	return s
}

// line gives wide characters the width of their height, narrow ones half of it.
func line(w written) document.Line {
	l := document.Line{Text: w.text, Confidence: 0.99}
	var width float64
	for _, r := range w.text {
		width += advance(r)
	}
	at := 0.0
	for _, r := range w.text {
		l.Chars = append(l.Chars, document.Char{Rune: r, Confidence: 0.99, From: at / width, To: (at + advance(r)) / width})
		at += advance(r)
	}
	l.Quad = document.Rect(w.x, w.y, w.x+width*w.h, w.y+w.h)
	return l
}

func advance(r rune) float64 {
	if r < 0x2000 {
		return 0.5
	}
	return 1
}

// paragraph breaks a sentence into lines of n characters, the first indented.
func paragraph(x, y, h float64, n int, text string) []written {
	var out []written
	first := true
	for rest := []rune(text); len(rest) > 0; first = false {
		k, at := min(n, len(rest)), x
		if first {
			k, at = min(n-2, len(rest)), x+2*h
		}
		out = append(out, written{at, y, h, string(rest[:k])})
		rest, y = rest[k:], y+1.6*h
	}
	return out
}

// values are the values of fields by name; those in doubt have a "?" behind.
func values(fields map[string]document.Field) map[string]string {
	out := map[string]string{}
	for name, f := range fields {
		out[name] = f.Value
		if len(f.Doubt) > 0 {
			out[name] += "?"
		}
	}
	return out
}

// fields parses "name=张三 sex=男".
func fields(s string) map[string]string {
	out := map[string]string{}
	for _, part := range strings.Fields(s) {
		name, value, ok := strings.Cut(part, "=")
		if !ok || utf8.RuneCountInString(value) == 0 {
			panic("not a field: " + part)
		}
		out[name] = value
	}
	return out
}
