package ppocr_test

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"hecha/document"
	"hecha/pipeline/ocr"
	"hecha/pipeline/ocr/ocrtest"
	"hecha/pipeline/ocr/ppocr"
)

func read(t *testing.T, e *ppocr.Engine, img *image.RGBA) []document.Line {
	t.Helper()
	lines, err := e.Read(context.Background(), ocr.Request{Image: img})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// ring draws the outline of a circle, as ornamental borders have them.
func ring(s *ocrtest.Sheet, cx, cy float64) {
	const r = 11.
	for a := 0.; a < 2*math.Pi; a += .5 / r {
		for w := 0.; w < 3; w++ {
			s.Set(int(cx+(r-w)*math.Cos(a)), int(cy+(r-w)*math.Sin(a)), color.Black)
		}
	}
}

// TestTurnedPage reads pages that lie in all four directions: the text comes
// out the same, in order, and the quads start where reading starts.
func TestTurnedPage(t *testing.T) {
	plain := func(*ocrtest.Sheet) {}
	bordered := func(s *ocrtest.Sheet) {
		b := s.Rect.Inset(24)
		for x := b.Min.X; x < b.Max.X; x += 26 {
			ring(s, float64(x), float64(b.Min.Y))
			ring(s, float64(x), float64(b.Max.Y))
		}
		for y := b.Min.Y; y < b.Max.Y; y += 26 {
			ring(s, float64(b.Min.X), float64(y))
			ring(s, float64(b.Max.X), float64(y))
		}
	}
	columns := func(s *ocrtest.Sheet) {
		b := s.Rect.Inset(24)
		for y := b.Min.Y; y < b.Max.Y; y += 26 {
			ring(s, float64(b.Min.X), float64(y))
			ring(s, float64(b.Max.X), float64(y))
		}
	}
	tests := []struct {
		name     string
		decorate func(*ocrtest.Sheet)
		text     []string
	}{
		{"certificate", plain, []string{"工作年限证明", "兹证明张伟明同志自二〇〇八年七月一日起", "累计壹拾贰年", "男"}},
		{"ornamental border", bordered, []string{"毕业证书", "学生吴楠安性别男", "修完教学计划规定的全部课程"}},
		{"a column of ornaments on either side", columns, []string{"毕业证书", "学生吴楠安性别男", "修完教学计划规定的全部课程"}},
		{"one line", plain, []string{"湖南省长沙市岳麓区麓山南路"}},
		{"mostly numbers", plain, []string{"430102198607151234", "电话 13800138000", "2019年6月9日"}},
	}
	e := open(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := ocrtest.NewSheet(t, 900, 600)
			tt.decorate(s)
			for i, text := range tt.text {
				s.Text(ocrtest.Song, 32, 120, 130+90*i, 0, text)
			}
			for turns := range 4 {
				checkTurned(t, read(t, e, ocrtest.Turned(s.RGBA, turns)), turns, tt.text)
			}
		})
	}
}

// starts is where the first corner of a line lies from the second, by quarter
// turns of the page.
var starts = []document.Point{{X: -1}, {Y: -1}, {X: 1}, {Y: 1}}

func checkTurned(t *testing.T, lines []document.Line, turns int, text []string) {
	t.Helper()
	var got []string
	for i, s := range texts(lines) {
		// Rings of a border may be read as letters.
		if strings.Trim(s, "o0O。°〇8") == "" {
			continue
		}
		got = append(got, s)
		q := lines[i].Quad
		if d := starts[turns]; utf8.RuneCountInString(s) > 2 && (q[0].X-q[1].X)*d.X+(q[0].Y-q[1].Y)*d.Y < 50 {
			t.Errorf("%d quarter turns: %q lies at %v", turns, s, q)
		}
	}
	var want []string
	for _, s := range text {
		want = append(want, sameShape.Replace(s))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%d quarter turns: got %q, want %q", turns, got, want)
	}
}

// TestHardLines reads what PP-OCR's users complain of.
func TestHardLines(t *testing.T) {
	type drawn func(s *ocrtest.Sheet)
	tests := []struct {
		name          string
		width, height int
		draw          drawn
		want          []string
	}{
		{"a character alone on a page", 1240, 1754, func(s *ocrtest.Sheet) {
			s.Text(ocrtest.Song, 32, 600, 800, 0, "男")
		}, []string{"男"}},
		{"a name of one character in its box", 900, 300, func(s *ocrtest.Sheet) {
			s.Text(ocrtest.Kai, 32, 60, 100, 0, "姓名")
			s.Text(ocrtest.Kai, 32, 300, 100, 0, "丁")
			s.Text(ocrtest.Kai, 32, 60, 200, 0, "性别")
			s.Text(ocrtest.Kai, 32, 300, 200, 0, "女")
		}, []string{"姓名", "丁", "性别", "女"}},
		{"small type in the corner of a large page", 2480, 3508, func(s *ocrtest.Sheet) {
			s.Text(ocrtest.Song, 30, 1900, 3300, 0, "在线验证码ABCD1234")
		}, []string{"在线验证码ABCD1234"}},
		{"digits with wide spacing", 1240, 300, func(s *ocrtest.Sheet) {
			s.Text(ocrtest.Song, 32, 100, 150, 26, "430102198607151234")
		}, []string{"430102198607151234"}},
		{"a title with wide spacing", 1240, 300, func(s *ocrtest.Sheet) {
			s.Text(ocrtest.Kai, 60, 250, 180, 60, "毕业证书")
		}, []string{"毕业证书"}},
		{"an address of several lines", 900, 400, func(s *ocrtest.Sheet) {
			s.Text(ocrtest.Hei, 32, 80, 80, 0, "住址")
			s.Text(ocrtest.Hei, 32, 200, 80, 0, "湖南省长沙市岳麓区麓")
			s.Text(ocrtest.Hei, 32, 200, 125, 0, "山南路932号升华公寓12")
			s.Text(ocrtest.Hei, 32, 200, 170, 0, "栋3单元501室")
		}, []string{"住址", "湖南省长沙市岳麓区麓", "山南路932号升华公寓12", "栋3单元501室"}},
		{"a long line", 2600, 300, func(s *ocrtest.Sheet) {
			s.Text(ocrtest.Song, 32, 60, 150, 0, strings.Repeat("兹证明张伟明同志在我单位从事卫生监督工作满十二年，", 3))
		}, []string{strings.Repeat("兹证明张伟明同志在我单位从事卫生监督工作满十二年，", 3)}},
		{"columns of a table", 900, 300, func(s *ocrtest.Sheet) {
			for _, x := range []int{60, 230, 400, 570} {
				draw.Draw(s.RGBA, image.Rect(x, 80, x+2, 200), image.NewUniform(color.Black), image.Point{}, draw.Src)
			}
			s.Text(ocrtest.Song, 32, 75, 150, 0, "起止年月")
			s.Text(ocrtest.Song, 32, 245, 150, 0, "工作单位")
			s.Text(ocrtest.Song, 32, 415, 150, 0, "职务职称")
		}, []string{"起止年月", "工作单位", "职务职称"}},
		{"characters one below the other", 900, 500, func(s *ocrtest.Sheet) {
			for i, c := range []rune("工作经历") {
				s.Text(ocrtest.Song, 36, 80, 120+46*i, 0, string(c))
			}
			s.Text(ocrtest.Song, 32, 200, 120, 0, "二〇〇八年七月至今在长沙市第一人民医院")
			s.Text(ocrtest.Song, 32, 200, 200, 0, "从事卫生监督工作累计壹拾贰年")
		}, []string{"工作经历", "二〇〇八年七月至今在长沙市第一人民医院", "从事卫生监督工作累计壹拾贰年"}},
	}
	e := open(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := ocrtest.NewSheet(t, tt.width, tt.height)
			tt.draw(s)
			got := texts(read(t, e, s.RGBA))
			var want []string
			for _, s := range tt.want {
				want = append(want, sameShape.Replace(s))
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// TestRareCharacters: what the dictionary does not hold is neither left out
// unnoticed nor read with confidence.
func TestRareCharacters(t *testing.T) {
	e := open(t)
	for _, font := range []ocrtest.Font{ocrtest.Song, ocrtest.Kai} {
		for _, name := range []string{"王㛃", "张𬭚明", "李㛃芳"} {
			s := ocrtest.NewSheet(t, 400, 100)
			s.Text(font, 36, 60, 64, 0, "姓名"+name)
			for _, l := range read(t, e, s.RGBA) {
				if l.MinConfidence() >= .9 {
					t.Errorf("%s in %s was read as %q with at least %.2f", name, font.Path, l.Text, l.MinConfidence())
				}
			}
		}
	}
}

func TestSpanCoversGlyphs(t *testing.T) {
	const text = "出生1986年7月15日公民身份号码430102198607151234"
	e := open(t)
	s := ocrtest.NewSheet(t, 1000, 120)
	var starts []int
	x := 40
	for _, r := range text {
		starts = append(starts, x)
		x = s.Text(ocrtest.Song, 32, x, 70, 0, string(r))
	}
	q := document.Rect(34, 36, float64(x)+6, 84)
	lines, err := e.Read(context.Background(), ocr.Request{Image: s.RGBA, Lines: []document.Quad{q}})
	if err != nil {
		t.Fatal(err)
	}
	if lines[0].Text != text {
		t.Fatalf("read %q", lines[0].Text)
	}
	number := lines[0].Span(strings.Index(text, "4301"), len(text))
	x0, _, x1, _ := number.Quad.Bounds()
	first := float64(starts[utf8.RuneCountInString(text)-18])
	if math.Abs(x0-first) > 8 || math.Abs(x1-float64(x)) > 8 {
		t.Errorf("the number stands from %v to %v, its quad from %.0f to %.0f", first, x, x0, x1)
	}
}

// TestSkip finds all lines of a page and reads those that need it as if all were
// read, but for some by which it knows the page's direction.
func TestSkip(t *testing.T) {
	e := open(t)
	s := ocrtest.NewSheet(t, 1240, 1754)
	for i, text := range []string{
		"湖南省中等职业学校毕业证查询系统", "姓名样本甲性别女", "毕业学校邵阳师范学校", "毕业时间二〇〇六年七月",
		"证书编号", "查询时间", "专业名称", "学制三年", "入学时间", "层次中专", "备注", "湖南省教育厅",
	} {
		s.Text(ocrtest.Song, 32, 120, 120+i*110, 0, text)
	}
	before := e.Stats().Runs
	all := read(t, e, s.RGBA)
	every := e.Stats().Runs - before
	skip := func(q document.Quad) bool { return q.Center().Y > 700 }
	some, err := e.Read(t.Context(), ocr.Request{Image: s.RGBA, Skip: skip})
	if err != nil {
		t.Fatal(err)
	}
	if runs := e.Stats().Runs - before - every; runs >= every {
		t.Errorf("%d runs of the networks, %d without skipping", runs, every)
	}
	wanted := func(lines []document.Line) []string {
		return texts(slices.DeleteFunc(slices.Clone(lines), func(l document.Line) bool { return skip(l.Quad) }))
	}
	if got, want := wanted(some), wanted(all); !slices.Equal(got, want) || len(want) == 0 {
		t.Errorf("got %q, want %q", got, want)
	}
}
