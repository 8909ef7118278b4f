package pipeline

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
)

// inkedSheet is a white sheet with ink on the middles of lines.
func inkedSheet(lines ...document.Line) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 1000, 600))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	for _, l := range lines {
		x0, y0, x1, y1 := l.Quad.Bounds()
		stroke := func(x0, y0, x1, y1 int) {
			draw.Draw(img, image.Rect(x0, y0, x1, y1), image.NewUniform(color.Gray{Y: 30}), image.Point{}, draw.Src)
		}
		left, right, top, foot := int(x0)+4, int(x1)-4, int(y0)+4, int(y1)-4
		for y := top; y < foot; y += 10 {
			stroke(left, y, right, y+2)
		}
		for x := left; x < right; x += 10 {
			stroke(x, top, x+2, foot)
		}
	}
	return img
}

func TestReadGaps(t *testing.T) {
	name, sex, birth := row(100, 100, 40, "样本甲", 0.99), row(280, 100, 40, "男", 0.98), row(400, 100, 40, "一九八八年生", 0.99)
	label, value := row(100, 300, 40, "性别", 0.99), row(240, 300, 40, "女", 0.98)
	rule := document.Rect(300, 80, 304, 160)
	for what, tc := range map[string]struct {
		ink, lost []document.Line // printed, and not found by detection
		rule      bool
		want      []string
	}{
		"between two lines":    {[]document.Line{name, sex, birth}, []document.Line{sex}, false, []string{"一九八八年生", "样本甲", "男"}},
		"behind a label":       {[]document.Line{label, value}, []document.Line{value}, false, []string{"女", "性别"}},
		"nothing but paper":    {[]document.Line{name, birth, label}, nil, false, []string{"一九八八年生", "性别", "样本甲"}},
		"the rule of a table":  {[]document.Line{name, birth}, []document.Line{sex}, true, []string{"一九八八年生", "样本甲"}},
		"what makes no sense":  {[]document.Line{name, sex, birth}, []document.Line{{Quad: sex.Quad, Text: "男", Confidence: 0.5}}, false, []string{"一九八八年生", "样本甲"}},
		"signs without a word": {[]document.Line{name, sex, birth}, []document.Line{{Quad: sex.Quad, Text: "，：", Confidence: 0.99}}, false, []string{"一九八八年生", "样本甲"}},
	} {
		t.Run(what, func(t *testing.T) {
			img := inkedSheet(tc.ink...)
			if tc.rule {
				x0, y0, x1, y1 := rule.Bounds()
				draw.Draw(img, image.Rect(int(x0), int(y0), int(x1), int(y1)), image.Black, image.Point{}, draw.Src)
			}
			var found []document.Line
			for _, l := range tc.ink {
				if l.Quad != sex.Quad && l.Quad != value.Quad {
					found = append(found, l)
				}
			}
			p := &Processor{Config: Config{Engine: &near{lines: tc.lost}}}
			got, err := p.readGaps(context.Background(), img, found)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, texts(got)); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}
