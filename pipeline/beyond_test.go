package pipeline

import (
	"image"
	"image/color"
	"image/draw"
	"testing"

	"hecha/document"
)

// strokes draws what has the ink of a character: three beams and a post.
func strokes(img *image.RGBA, x, y, size int) {
	ink := image.NewUniform(color.Black)
	thick := max(2, size/10)
	for _, top := range []int{0, size/2 - thick/2, size - thick} {
		draw.Draw(img, image.Rect(x, y+top, x+size, y+top+thick), ink, image.Point{}, draw.Src)
	}
	draw.Draw(img, image.Rect(x+size/2, y, x+size/2+thick, y+size), ink, image.Point{}, draw.Src)
}

func TestMarkOpen(t *testing.T) {
	const size, left, top = 30, 200, 100
	line := document.Line{Text: "王王", Quad: document.Rect(left-2, top-3, left+2*size+8, top+size+3)}
	after := left + 2*size + 16
	for _, c := range []struct {
		name       string
		draw       func(*image.RGBA)
		others     []document.Line
		start, end bool
	}{
		{name: "nothing beside it", draw: func(*image.RGBA) {}},
		{name: "a character behind it", draw: func(img *image.RGBA) { strokes(img, after, top, size) }, end: true},
		{name: "a character before it", draw: func(img *image.RGBA) { strokes(img, left-size-10, top, size) }, start: true},
		{
			name: "a character behind it on a line of its own", draw: func(img *image.RGBA) { strokes(img, after, top, size) },
			others: []document.Line{{Text: "王", Quad: document.Rect(float64(after), top, float64(after+size), top+size)}},
		},
		{name: "the rule of a table", draw: func(img *image.RGBA) {
			draw.Draw(img, image.Rect(after, top-60, after+3, top+90), image.NewUniform(color.Black), image.Point{}, draw.Src)
		}},
		{name: "a picture", draw: func(img *image.RGBA) {
			draw.Draw(img, image.Rect(after, top-60, after+120, top+90), image.NewUniform(color.Gray{Y: 60}), image.Point{}, draw.Src)
		}},
		{name: "larger print that passes", draw: func(img *image.RGBA) { strokes(img, after, top-size, 3*size) }},
		{name: "a speck", draw: func(img *image.RGBA) { strokes(img, after, top+size/2, 6) }},
	} {
		img := image.NewRGBA(image.Rect(0, 0, 500, 240))
		draw.Draw(img, img.Rect, image.NewUniform(color.Gray{Y: 235}), image.Point{}, draw.Src)
		strokes(img, left, top, size)
		strokes(img, left+size+4, top, size)
		c.draw(img)
		lines := append([]document.Line{line}, c.others...)
		markOpen(img, lines)
		if lines[0].OpenStart != c.start || lines[0].OpenEnd != c.end {
			t.Errorf("%s: start %v, end %v; want %v, %v", c.name, lines[0].OpenStart, lines[0].OpenEnd, c.start, c.end)
		}
	}
}

// What is beside a line is beside its first and its last characters only.
func TestOpenEndsOfASpan(t *testing.T) {
	l := document.Line{Text: "姓名张明", OpenStart: true, OpenEnd: true}
	for _, c := range []struct {
		from, to   int
		start, end bool
	}{{0, len(l.Text), true, true}, {0, len("姓名"), true, false}, {len("姓名"), len(l.Text), false, true}} {
		if s := l.Span(c.from, c.to); s.OpenStart != c.start || s.OpenEnd != c.end {
			t.Errorf("%q: %v, %v", s.Text, s.OpenStart, s.OpenEnd)
		}
	}
}
