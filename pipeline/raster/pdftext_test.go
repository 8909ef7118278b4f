package raster_test

import (
	"fmt"
	"image"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/pipeline/raster"
)

func texts(page raster.Page) []string {
	var all []string
	for _, l := range page.Text {
		all = append(all, l.Text)
	}
	return all
}

func TestTextLayer(t *testing.T) {
	want := []string{"姓名：样本", "出生日期：1990年01月02日，一二三", "王 小 明 2020 abc"}
	page := onePage(t, born(want...))
	if diff := cmp.Diff(want, texts(page)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for i, l := range page.Text {
		if l.Confidence != 1 || l.Chars != nil {
			t.Errorf("line %d: confidence %v, %d characters", i, l.Confidence, len(l.Chars))
		}
		// 72 points from the left, baseline 82 + 20i from the top, at 200 dpi.
		x0, y0, _, y1 := l.Quad.Bounds()
		baseline := (841.92 - 760 + 20*float64(i)) / 72 * 200
		if math.Abs(x0-200) > 6 || y0 > baseline-20 || y1 < baseline-4 || y1 > baseline+12 {
			t.Errorf("line %d at %v, baseline %.0f", i, l.Quad, baseline)
		}
	}
}

// Pieces drawn apart, in any order, are one line; cells of a table are not.
func TestTextInPieces(t *testing.T) {
	var b strings.Builder
	at := func(x, y int, text string) {
		fmt.Fprintf(&b, "BT /F 12 Tf 1 0 0 1 %d %d Tm %s Tj ET\n", x, y, hex(text))
	}
	at(96, 700, "本样")
	at(72, 680, "第二行")
	at(72, 700, "样本")
	at(300, 700, "另一栏")
	page := onePage(t, pdf([]pdfPage{{box: a4, content: b.String(), resources: "/Font<</F 5 0 R>>"}}, songFont(5)...))
	if diff := cmp.Diff([]string{"样本本样", "另一栏", "第二行"}, texts(page)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A line lies over its own ink, and corner 0 is where reading starts, whichever
// way the page or the text is turned.
func TestTextLiesOnItsInk(t *testing.T) {
	directions := map[string]string{"right": "1 0 0 1", "up": "0 1 -1 0", "left": "-1 0 0 -1", "down": "0 -1 1 0"}
	for name, m := range directions {
		for _, rotate := range []int{0, 90, 180, 270} {
			p := pdfPage{
				box: "20 30 420 330", extra: fmt.Sprintf("/Rotate %d/CropBox[40 40 400 320]", rotate),
				content:   "BT /F 20 Tf " + m + " 220 180 Tm " + hex("样本甲乙") + " Tj ET",
				resources: "/Font<</F 5 0 R>>",
			}
			page := onePage(t, pdf([]pdfPage{p}, songFont(5)...))
			if diff := cmp.Diff([]string{"样本甲乙"}, texts(page)); diff != "" {
				t.Fatalf("%s, rotated %d (-want +got):\n%s", name, rotate, diff)
			}
			q := page.Text[0].Quad
			if diff := cmp.Diff(ink(page.Image), q, closeQuads(8)); diff != "" {
				t.Errorf("%s, rotated %d: ink and quad (-want +got):\n%s", name, rotate, diff)
			}
			if q.Width() < 3*q.Height() {
				t.Errorf("%s, rotated %d: %v does not read along the line", name, rotate, q)
			}
			start := quarterTurn(map[string]int{"right": 0, "down": 1, "left": 2, "up": 3}[name]*90 + rotate)
			if got := (document.Point{X: q[1].X - q[0].X, Y: q[1].Y - q[0].Y}); got.X*start.X+got.Y*start.Y < 0.9*q.Width() {
				t.Errorf("%s, rotated %d: reads towards %v, want %v", name, rotate, got, start)
			}
		}
	}
}

// quarterTurn is the direction of reading after a turn clockwise.
func quarterTurn(degrees int) document.Point {
	sin, cos := math.Sincos(float64(degrees) * math.Pi / 180)
	return document.Point{X: cos, Y: sin}
}

// ink is the box around all dark pixels.
func ink(img image.Image) document.Quad {
	b := img.Bounds()
	x0, y0, x1, y1 := b.Dx(), b.Dy(), 0, 0
	for y := range b.Dy() {
		for x := range b.Dx() {
			if r, _, _, _ := img.At(x, y).RGBA(); r < 0x8000 {
				x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x+1), max(y1, y+1)
			}
		}
	}
	return document.Rect(float64(x0), float64(y0), float64(x1), float64(y1))
}

// closeQuads compares the bounds of quads.
func closeQuads(tolerance float64) cmp.Option {
	return cmp.Comparer(func(a, b document.Quad) bool {
		ax0, ay0, ax1, ay1 := a.Bounds()
		bx0, by0, bx1, by1 := b.Bounds()
		return math.Abs(ax0-bx0) < tolerance && math.Abs(ay0-by0) < tolerance && math.Abs(ax1-bx1) < tolerance && math.Abs(ay1-by1) < tolerance
	})
}

func TestTextOutsideThePageIsLeftOut(t *testing.T) {
	p := pdfPage{
		box:       a4,
		content:   "BT /F 12 Tf 72 700 Td " + hex("里面") + " Tj 2000 0 Td " + hex("外面") + " Tj ET",
		resources: "/Font<</F 5 0 R>>",
	}
	page := onePage(t, pdf([]pdfPage{p}, songFont(5)...))
	if diff := cmp.Diff([]string{"里面"}, texts(page)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
