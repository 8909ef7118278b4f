package layout_test

import (
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/extractors/internal/layout"
)

// at is a line of letters as wide as high that begins at x,y.
func at(x, y, h float64, text string) document.Line {
	n := float64(len([]rune(text)))
	return document.Line{Text: text, Confidence: 1, Quad: document.Rect(x, y, x+n*h, y+h)}
}

// turned turns a line about the origin by deg, clockwise.
func turned(l document.Line, deg float64) document.Line {
	sin, cos := math.Sincos(deg * math.Pi / 180)
	for i, p := range l.Quad {
		l.Quad[i] = document.Point{X: p.X*cos - p.Y*sin, Y: p.X*sin + p.Y*cos}
	}
	return l
}

func TestFoldString(t *testing.T) {
	if got, want := layout.FoldString("毕〔结〕业 ：ＡＢ１，‘＿—"), "毕(结)业:AB1,,-"; got != want {
		t.Errorf("FoldString = %q, want %q", got, want)
	}
}

func TestFragsTurnUpright(t *testing.T) {
	lines := []document.Line{at(100, 100, 20, "姓名张三李四"), at(100, 150, 20, "性别男民族汉")}
	want := layout.Frags(lines)
	for _, deg := range []float64{3, 90, 180, -90} {
		var tilted []document.Line
		for _, l := range lines {
			tilted = append(tilted, turned(l, deg))
		}
		tilted = append(tilted, turned(at(300, 300, 20, "样本"), deg+40))
		got := layout.Frags(tilted)
		if len(got) != len(want) {
			t.Fatalf("%v°: %d fragments, want %d without the one that leans", deg, len(got), len(want))
		}
		for i := range want {
			if math.Abs(got[i].X0-want[i].X0) > 1e-6 || math.Abs(got[i].Y1-want[i].Y1) > 1e-6 {
				t.Errorf("%v°: fragment %d at %v,%v, want %v,%v", deg, i, got[i].X0, got[i].Y1, want[i].X0, want[i].Y1)
			}
		}
	}
}

// TestFragsIgnoreOrnaments gives a page more rings that lie on their heads than
// lines of text.
func TestFragsIgnoreOrnaments(t *testing.T) {
	lines := []document.Line{at(100, 100, 20, "准予毕业证书编号")}
	for range 5 {
		lines = append(lines, turned(at(0, 0, 20, strings.Repeat("o", 40)), 180))
	}
	if got := layout.Frags(lines); len(got) != 1 || got[0].X0 != 100 {
		t.Errorf("Frags = %+v", got)
	}
}

func texts(frags []layout.Frag) string {
	var out []string
	for _, f := range frags {
		out = append(out, f.Text())
	}
	return strings.Join(out, " ")
}

func TestBlocks(t *testing.T) {
	tests := []struct {
		name  string
		lines []document.Line
		want  []string
	}{
		{"title, paragraph, foot", []document.Line{
			at(400, 900, 20, "日期"), at(100, 330, 20, "续行续行续行续行续行续行续行续行续行"), at(300, 100, 40, "标题"), at(100, 300, 20, "首行首行首行首行首行首行首行首行首行"), at(100, 360, 20, "末行"),
		}, []string{"标题", "首行首行首行首行首行首行首行首行首行 续行续行续行续行续行续行续行续行续行 末行", "日期"}},
		{"two columns", []document.Line{
			at(100, 100, 20, "左一"), at(500, 105, 20, "右一"), at(100, 130, 20, "左二"), at(500, 135, 20, "右二"),
		}, []string{"左一 左二", "右一 右二"}},
		{"one row in pieces", []document.Line{at(500, 101, 20, "丙"), at(100, 100, 20, "甲"), at(300, 99, 20, "乙")}, []string{"甲 乙 丙"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, b := range layout.Blocks(layout.Frags(tt.lines)) {
				got = append(got, texts(b))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestTextLeadsBack(t *testing.T) {
	lines := []document.Line{at(100, 100, 20, "于二〇〇四年九"), at(100, 130, 20, "月 在本校学习")}
	text := layout.NewText(layout.Blocks(layout.Frags(lines)))
	if got, want := text.String(), "于二〇〇四年九月在本校学习"; got != want {
		t.Fatalf("String = %q, want %q", got, want)
	}
	from := strings.Index(text.String(), "二")
	masked := text.Mask([][2]int{{from, strings.Index(text.String(), "在")}}, 'D')
	if got, want := masked.String(), "于D在本校学习"; got != want {
		t.Fatalf("masked = %q, want %q", got, want)
	}
	m, ok := masked.Find(regexp.MustCompile(`于(?P<date>D)在(?P<where>本校)`))
	if !ok {
		t.Fatal("no match")
	}
	sources := m["date"].Sources(lines)
	if len(sources) != 2 || sources[0].Text != "二〇〇四年九" || sources[1].Text != "月" {
		t.Errorf("the date stands on %+v", sources)
	}
	if got := m["where"].Sources(lines); len(got) != 1 || got[0].Text != "本校" || math.Abs(got[0].Quad[0].X-160) > 1 {
		t.Errorf("本校 stands on %+v", got)
	}
}

func TestSourcesLeaveOutWhatARunPassesOver(t *testing.T) {
	lines := []document.Line{at(0, 0, 20, "2018」年 6月")}
	var got []string
	for _, s := range layout.Frags(lines)[0].Glyphs.Without(")").Sources(lines) {
		got = append(got, s.Text)
	}
	if diff := cmp.Diff([]string{"2018", "年 6月"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestCuts(t *testing.T) {
	frags := layout.Frags([]document.Line{at(100, 100, 20, "甲"), at(100, 140, 20, "乙"), at(100, 600, 20, "丙")})
	cuts := layout.Cuts(frags, 1)
	if len(cuts) != 1 || texts(cuts[0][0]) != "甲 乙" || texts(cuts[0][1]) != "丙" {
		t.Errorf("Cuts = %v", cuts)
	}
}

func TestGaps(t *testing.T) {
	l := at(0, 0, 20, "张三性别男")
	for i, r := range []rune(l.Text) {
		x := float64(i) / 10
		if i >= 2 {
			x += 0.4
		}
		l.Chars = append(l.Chars, document.Char{Rune: r, Confidence: 1, From: x, To: x + 0.1})
	}
	var gaps []string
	for _, g := range layout.Frags([]document.Line{l})[0].Glyphs {
		if g.Gap {
			gaps = append(gaps, string(g.Rune))
		}
	}
	if diff := cmp.Diff([]string{"性"}, gaps); diff != "" {
		t.Errorf("gaps (-want +got):\n%s", diff)
	}
}
