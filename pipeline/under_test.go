package pipeline

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/pipeline/ocr"
	"hecha/pipeline/seal"
)

// near is an engine that finds lines only in a part of a picture, where it sees
// them, and knows what is written in places that it is shown.
type near struct {
	lines []document.Line // of the whole picture
	asked []image.Point   // sizes of the parts
}

func (n *near) Read(_ context.Context, req ocr.Request) (found []document.Line, err error) {
	if req.Lines != nil {
		for _, q := range req.Lines {
			l := document.Line{Quad: q}
			for _, known := range n.lines {
				if q.Contains(known.Quad.Center()) {
					l.Text, l.Confidence = known.Text, known.Confidence
				}
			}
			found = append(found, l)
		}
		return found, nil
	}
	n.asked = append(n.asked, req.Image.Rect.Size())
	// The part is known by its first pixel, which tells where it was cut.
	c := req.Image.RGBAAt(0, 0)
	from := document.Point{X: float64(c.R) * 10, Y: float64(c.G) * 10}
	for _, l := range n.lines {
		for k := range l.Quad {
			l.Quad[k].X, l.Quad[k].Y = l.Quad[k].X-from.X, l.Quad[k].Y-from.Y
		}
		if x0, y0, x1, y1 := l.Quad.Bounds(); x0 >= 0 && y0 >= 0 && x1 <= float64(req.Image.Rect.Dx()) && y1 <= float64(req.Image.Rect.Dy()) {
			found = append(found, l)
		}
	}
	return found, nil
}

func texts(lines []document.Line) (all []string) {
	for _, l := range lines {
		all = append(all, l.Text)
	}
	slices.Sort(all)
	return all
}

// numbered is a sheet on which every tenth pixel tells where it lies.
func numbered(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, color.RGBA{uint8(x / 10), uint8(y / 10), 255, 255})
		}
	}
	return img
}

func graySeal(x, y, r float64, colour string) seal.Impression {
	return seal.Impression{Shape: seal.Circle, Color: colour, Quad: document.Rect(x-r, y-r, x+r, y+r), Center: document.Point{X: x, Y: y}, A: r, B: r}
}

func TestReadUnderGraySeals(t *testing.T) {
	date, name := row(480, 600, 30, "二〇二一年四月二十五日", 0.95), row(500, 500, 30, "样本建设有限公司", 0.98)
	ring := row(560, 430, 30, "样本", 0.99) // of the ring's text
	engine := &near{lines: []document.Line{date, name, ring}}
	p := &Processor{Config: Config{Engine: engine}}
	first := []document.Line{row(560, 600, 30, "一年四月二十五日", 0.97), name}
	got, err := p.readUnder(context.Background(), numbered(1200, 1000), first, []seal.Impression{graySeal(600, 560, 150, seal.Gray)})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"二〇二一年四月二十五日", "样本建设有限公司"}, texts(got)); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	if len(engine.asked) != 1 || engine.asked[0].X > 700 {
		t.Errorf("read parts of %v, want one around the seal", engine.asked)
	}
	coloured, err := p.readUnder(context.Background(), numbered(1200, 1000), first, []seal.Impression{graySeal(600, 560, 150, seal.Red)})
	if err != nil || len(coloured) != 2 || len(engine.asked) != 1 {
		t.Errorf("below a seal in colour: %v, %v, %d parts", texts(coloured), err, len(engine.asked))
	}
}

func TestWithFound(t *testing.T) {
	known := []document.Line{row(300, 100, 30, "姓名样本甲", 0.99), row(300, 200, 30, "一年四月", 0.99)}
	for name, tc := range map[string]struct {
		more document.Line
		want []string
	}{
		"where nothing was":            {row(300, 300, 30, "00121348", 0.99), []string{"00121348", "一年四月", "姓名样本甲"}},
		"unsure":                       {row(300, 300, 30, "00121348", 0.7), []string{"一年四月", "姓名样本甲"}},
		"a single sign":                {row(300, 300, 30, "3", 0.99), []string{"一年四月", "姓名样本甲"}},
		"the same":                     {row(300, 100, 30, "姓名样本早", 0.99), []string{"一年四月", "姓名样本甲"}},
		"a part":                       {row(330, 100, 30, "名样本", 0.99), []string{"一年四月", "姓名样本甲"}},
		"goes on":                      {row(240, 200, 30, "二〇一年四月", 0.9), []string{"二〇一年四月", "姓名样本甲"}},
		"goes on, and begins too late": {row(360, 200, 30, "四月二十五日", 0.9), []string{"一年四月", "姓名样本甲"}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, texts(withFound(known, []document.Line{tc.more}))); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}

// What vouches for a copy is written in blue over black print.
func TestReadBelowColouredWords(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 1000, 600))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(320, 205, 560, 225), image.NewUniform(color.RGBA{36, 64, 168, 255}), image.Point{}, draw.Src)
	words, mixed := row(300, 200, 30, "与原件核对一致", 0.9), row(300, 240, 30, "审核经济与簧学院", 0.84)
	engine := &below{t, []document.Line{row(300, 240, 30, "经济与管理学院", 0.99), row(300, 200, 30, "本科", 0.99), row(300, 280, 30, "机械", 0.99)}}
	p := &Processor{Config: Config{Engine: engine}}
	lines := []document.Line{words, mixed, row(300, 280, 30, "机械", 0.995)}
	got, err := p.readBelow(context.Background(), img, lines)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"与原件核对一致", "本科", "机械", "经济与管理学院"}, texts(got)); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	if got, err := p.readBelow(context.Background(), img, lines); err != nil || len(got) != 3 {
		t.Errorf("without colour: %v, %v", texts(got), err)
	}
}

// A page may say a hundred times that it was compared; it is not read as often.
func TestReadBelowHasAnEnd(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 600, 6000))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	var lines []document.Line
	for i := range 40 {
		y := 100 + 140*i
		draw.Draw(img, image.Rect(320, y+5, 560, y+25), image.NewUniform(color.RGBA{36, 64, 168, 255}), image.Point{}, draw.Src)
		lines = append(lines, row(300, float64(y), 30, "与原件核对一致", 0.9))
	}
	engine := new(counting)
	p := &Processor{Config: Config{Engine: engine}}
	if _, err := p.readBelow(context.Background(), img, lines); err != nil || engine.calls == 0 || engine.calls > mostWords {
		t.Errorf("%d readings, %v; want 1 to %d", engine.calls, err, mostWords)
	}
}

// counting is an engine that finds nothing.
type counting struct{ calls int }

func (c *counting) Read(context.Context, ocr.Request) ([]document.Line, error) {
	c.calls++
	return nil, nil
}

// below is an engine that reads print in a part from which blue ink was taken.
type below struct {
	t     *testing.T
	lines []document.Line
}

func (b *below) Read(_ context.Context, req ocr.Request) (found []document.Line, err error) {
	for i := 0; i < len(req.Image.Pix); i += 4 {
		if int(req.Image.Pix[i+2]) > int(req.Image.Pix[i])+60 {
			b.t.Fatal("there is blue ink")
		}
	}
	part := aroundSeal(document.Rect(240, 140, 570, 290), nil)
	for _, l := range b.lines {
		for k := range l.Quad {
			l.Quad[k].X, l.Quad[k].Y = l.Quad[k].X-float64(max(part.Min.X, 0)), l.Quad[k].Y-float64(max(part.Min.Y, 0))
		}
		found = append(found, l)
	}
	return found, nil
}
