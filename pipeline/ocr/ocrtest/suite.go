package ocrtest

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hecha/document"
	"hecha/pipeline/ocr"
)

// Conformance checks that the engine keeps the promises of the ocr.Engine port.
// The engine must read Chinese and be safe to use from several goroutines.
func Conformance(t *testing.T, engine ocr.Engine) {
	c := conformance{engine: engine}
	t.Run("finds lines in reading order", c.findsLines)
	t.Run("reads given lines in their order", c.readsGivenLines)
	t.Run("reads a given line whatever way it lies", c.readsTurnedLines)
	t.Run("keeps to a charset", c.keepsCharset)
	t.Run("finds nothing on a blank page", c.blankPage)
	t.Run("takes pictures of any size", c.oddSizes)
	t.Run("refuses an empty picture", c.noPicture)
	t.Run("ends with its context", c.cancelled)
	t.Run("is safe for concurrent use", c.concurrent)
}

type conformance struct{ engine ocr.Engine }

// printed are the lines of the suite's sheet and where they stand.
var printed = []string{"兹证明张伟明同志在我单位工作", "430102198607151234", "长沙市第一人民医院", "男"}

func sheet(t *testing.T) (*Sheet, []document.Quad) {
	s := NewSheet(t, 800, 440)
	var quads []document.Quad
	for i, text := range printed {
		y := 80 + 100*i
		x := s.Text(Song, 36, 60, y, 0, text)
		quads = append(quads, document.Rect(52, float64(y)-38, float64(x)+8, float64(y)+12))
	}
	return s, quads
}

func (c conformance) read(t *testing.T, req ocr.Request) []document.Line {
	t.Helper()
	lines, err := c.engine.Read(context.Background(), req)
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	for _, l := range lines {
		checkLine(t, l)
	}
	return lines
}

// checkLine checks what every line promises.
func checkLine(t *testing.T, l document.Line) {
	t.Helper()
	if len(l.Chars) != utf8.RuneCountInString(l.Text) {
		t.Errorf("%q has %d characters described", l.Text, len(l.Chars))
	}
	at := 0.
	for i, r := range []rune(l.Text) {
		if i >= len(l.Chars) {
			break
		}
		ch := l.Chars[i]
		if ch.Rune != r || ch.Confidence < 0 || ch.Confidence > 1 || ch.From > ch.To || ch.From < 0 || ch.To > 1 {
			t.Errorf("%q: character %d is %+v", l.Text, i, ch)
		}
		if ch.To < at {
			t.Errorf("%q: character %d stands before the one before", l.Text, i)
		}
		at = ch.From
	}
	if l.Confidence < 0 || l.Confidence > 1 {
		t.Errorf("%q: confidence %v", l.Text, l.Confidence)
	}
}

func textsOf(lines []document.Line) []string {
	var texts []string
	for _, l := range lines {
		texts = append(texts, strings.ReplaceAll(l.Text, " ", ""))
	}
	return texts
}

func (c conformance) findsLines(t *testing.T) {
	s, _ := sheet(t)
	before := bytes.Clone(s.Pix)
	lines := c.read(t, ocr.Request{Image: s.RGBA})
	// An engine may cut a line in two, but the text comes in order.
	want, got := strings.Join(printed, ""), strings.Join(textsOf(lines), "")
	if ratio := ocr.Agree(want, got).Ratio; ratio < .9 {
		t.Errorf("read %q, want %q", got, want)
	}
	for _, l := range lines {
		if x0, y0, x1, y1 := l.Quad.Bounds(); x0 < 0 || y0 < 0 || x1 > 800 || y1 > 440 || x0 >= x1 || y0 >= y1 {
			t.Errorf("%q lies at %v, outside the picture", l.Text, l.Quad)
		}
	}
	if !bytes.Equal(before, s.Pix) {
		t.Error("the engine changed the picture")
	}
}

func (c conformance) readsGivenLines(t *testing.T) {
	s, quads := sheet(t)
	nothing := document.Rect(500, 320, 700, 360)
	degenerate := document.Rect(100, 100, 100, 100)
	quads = []document.Quad{quads[3], nothing, quads[1], degenerate, quads[0], quads[2]}
	want := []string{printed[3], "", printed[1], "", printed[0], printed[2]}
	lines := c.read(t, ocr.Request{Image: s.RGBA, Lines: quads})
	if diff := cmp.Diff(want, textsOf(lines)); diff != "" {
		t.Errorf("texts (-want +got):\n%s", diff)
	}
	for i := range min(len(lines), len(quads)) {
		if lines[i].Quad != quads[i] {
			t.Errorf("line %d lies at %v, want the quad that was given, %v", i, lines[i].Quad, quads[i])
		}
	}
	if lines := c.read(t, ocr.Request{Image: s.RGBA, Lines: []document.Quad{}}); len(lines) != 0 {
		t.Errorf("no lines were asked for, got %q", textsOf(lines))
	}
}

func (c conformance) readsTurnedLines(t *testing.T) {
	s, quads := sheet(t)
	want := []string{printed[0]}
	for turns := range 4 {
		q := quads[0]
		img := s.RGBA
		for range turns {
			for i, p := range q {
				q[i] = document.Point{X: float64(img.Rect.Dy()) - p.Y, Y: p.X}
			}
			img = Turned(img, 1)
		}
		lines := c.read(t, ocr.Request{Image: img, Lines: []document.Quad{q}})
		if diff := cmp.Diff(want, textsOf(lines)); diff != "" {
			t.Errorf("%d quarter turns (-want +got):\n%s", turns, diff)
		}
	}
}

func (c conformance) keepsCharset(t *testing.T) {
	const digits = "0123456789X"
	s, quads := sheet(t)
	lines := c.read(t, ocr.Request{Image: s.RGBA, Lines: quads, Charset: digits})
	if len(lines) != len(quads) {
		t.Fatalf("%d lines, want %d", len(lines), len(quads))
	}
	if got := textsOf(lines)[1]; got != printed[1] {
		t.Errorf("read %q, want %q", got, printed[1])
	}
	for _, l := range lines {
		if strings.Trim(l.Text, digits) != "" {
			t.Errorf("read %q, want nothing but %s", l.Text, digits)
		}
	}
}

func (c conformance) blankPage(t *testing.T) {
	s := NewSheet(t, 600, 400)
	if lines := c.read(t, ocr.Request{Image: s.RGBA}); len(lines) != 0 {
		t.Errorf("read %q on a blank page", textsOf(lines))
	}
}

func (c conformance) oddSizes(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {1, 300}, {300, 1}, {3, 3}, {31, 33}, {2000, 20}} {
		s := NewSheet(t, size[0], size[1])
		c.read(t, ocr.Request{Image: s.RGBA})
		c.read(t, ocr.Request{Image: s.RGBA, Lines: []document.Quad{document.Rect(-5, -5, float64(size[0])+5, float64(size[1])+5)}})
	}
}

func (c conformance) noPicture(t *testing.T) {
	if _, err := c.engine.Read(context.Background(), ocr.Request{}); err == nil {
		t.Error("no picture and no error")
	}
}

func (c conformance) cancelled(t *testing.T) {
	s, _ := sheet(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := c.engine.Read(ctx, ocr.Request{Image: s.RGBA}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
	ctx, cancel = context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	if _, err := c.engine.Read(ctx, ocr.Request{Image: s.RGBA}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want the context's error", err)
	}
}

func (c conformance) concurrent(t *testing.T) {
	s, quads := sheet(t)
	want := c.read(t, ocr.Request{Image: s.RGBA, Lines: quads})
	results := make([][]document.Line, 6)
	var wg sync.WaitGroup
	for i := range results {
		wg.Go(func() {
			mine := slices.Clone(quads)
			results[i], _ = c.engine.Read(context.Background(), ocr.Request{Image: s.RGBA, Lines: mine})
		})
	}
	wg.Wait()
	for _, got := range results {
		if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-3)); diff != "" {
			t.Fatalf("read at the same time as others (-want +got):\n%s", diff)
		}
	}
}
