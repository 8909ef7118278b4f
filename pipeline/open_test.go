package pipeline

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/pipeline/ocr"
)

func TestReadOpenLines(t *testing.T) {
	whole := row(100, 100, 40, "建筑装饰工程技术", 0.98)
	short := row(100, 100, 40, "建筑装饰工程技", 0.99)
	for name, tc := range map[string]struct {
		ink, read document.Line
		want      string
	}{
		"the last character":    {whole, whole, "建筑装饰工程技术"},
		"nothing beside it":     {short, whole, "建筑装饰工程技"},
		"unsure of what is new": {whole, row(100, 100, 40, "建筑装饰工程技木", 0.6), "建筑装饰工程技"},
		"something else":        {whole, row(100, 100, 40, "建筑工程技术专业", 0.99), "建筑装饰工程技"},
	} {
		t.Run(name, func(t *testing.T) {
			lines := []document.Line{short}
			p := &Processor{Config: Config{Engine: shown{tc.read}}}
			if err := p.readOpen(context.Background(), inkedSheet(characters(tc.ink)...), lines); err != nil {
				t.Fatal(err)
			}
			if lines[0].Text != tc.want {
				t.Errorf("read %q, want %q", lines[0].Text, tc.want)
			}
		})
	}
}

// shown is an engine that reads one line wherever it is asked to.
type shown struct{ line document.Line }

func (s shown) Read(_ context.Context, req ocr.Request) (found []document.Line, err error) {
	for _, q := range req.Lines {
		l := s.line
		l.Quad = q
		found = append(found, l)
	}
	return found, nil
}

// characters are those of a line, each by itself.
func characters(l document.Line) (all []document.Line) {
	x0, y0, _, y1 := l.Quad.Bounds()
	for i, r := range []rune(l.Text) {
		all = append(all, row(x0+float64(i)*(y1-y0), y0, y1-y0, string(r), l.Confidence))
	}
	return all
}

func TestApart(t *testing.T) {
	label, address := row(100, 100, 40, "住址贵", 0.96), row(180, 104, 40, "贵州省黎平县", 0.99)
	for name, tc := range map[string]struct{ a, b, want string }{
		"read twice": {"住址贵", "贵州省黎平县", "住址"},
		"two signs":  {"住址云", "贵州省黎平县", "住址云"},
	} {
		a, b := label, address
		a.Text, b.Text = tc.a, tc.b
		if got := apart([]document.Line{a, b}); got[0].Text != tc.want || got[1].Text != tc.b {
			t.Errorf("%s: %v", name, texts(got))
		}
	}
	first, second := row(100, 100, 40, "劳动西路4", 0.99), row(104, 104, 40, "45号滨江国际", 0.99)
	if got := apart([]document.Line{first, second}); got[0].Text != "劳动西路4" {
		t.Errorf("of two rows that are askew the first is %q", got[0].Text)
	}
	cut, rest := row(852, 1555, 55, "湖南省新宇建", 0.99), row(1025, 1555, 55, "宇建设工程", 0.99)
	cut.Quad = document.Rect(852, 1555, 1120, 1610)
	if got := apart([]document.Line{cut, rest}); got[0].Text != "湖南省新" || got[1].Text != "宇建设工程" {
		t.Errorf("two characters on both lines: %v", texts(got))
	}
	far := row(240, 100, 40, "贵州省", 0.99)
	if diff := cmp.Diff([]string{"住址贵", "贵州省"}, texts(apart([]document.Line{label, far}))); diff != "" {
		t.Errorf("beside each other (-want +got):\n%s", diff)
	}
}
