package document_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hecha/document"
)

var near = cmpopts.EquateApprox(0, 1e-6)

func TestHomographyBetween(t *testing.T) {
	from := document.Rect(0, 0, 100, 50)
	for name, to := range map[string]document.Quad{
		"same":        from,
		"moved":       document.Rect(10, 20, 110, 70),
		"turned":      {{50, 0}, {50, 100}, {0, 100}, {0, 0}},
		"perspective": {{12, 8}, {190, 30}, {170, 120}, {5, 90}},
	} {
		t.Run(name, func(t *testing.T) {
			h, ok := document.HomographyBetween(from, to)
			if !ok {
				t.Fatal("no homography")
			}
			if diff := cmp.Diff(to, h.MapQuad(from), near); diff != "" {
				t.Errorf("mapped corners (-want +got)\n%s", diff)
			}
			inv, ok := h.Inverse()
			if !ok {
				t.Fatal("no inverse")
			}
			p := document.Point{X: 33, Y: 21}
			if diff := cmp.Diff(p, inv.Map(h.Map(p)), near); diff != "" {
				t.Errorf("there and back (-want +got)\n%s", diff)
			}
			if diff := cmp.Diff(p, inv.Mul(h).Map(p), near); diff != "" {
				t.Errorf("product with the inverse (-want +got)\n%s", diff)
			}
		})
	}
	if _, ok := document.HomographyBetween(from, document.Quad{{0, 0}, {1, 1}, {2, 2}, {3, 3}}); ok {
		t.Error("four points on one line have a homography")
	}
}

func TestQuad(t *testing.T) {
	q := document.Quad{{10, 0}, {10, 100}, {0, 100}, {0, 0}} // reads downwards
	if q.Width() != 100 || q.Height() != 10 {
		t.Errorf("width %g, height %g; want 100, 10", q.Width(), q.Height())
	}
	if diff := cmp.Diff(document.Quad{{10, 25}, {10, 50}, {0, 50}, {0, 25}}, q.Slice(0.25, 0.5), near); diff != "" {
		t.Errorf("slice (-want +got)\n%s", diff)
	}
	if !q.Contains(document.Point{X: 5, Y: 50}) || q.Contains(document.Point{X: 11, Y: 50}) {
		t.Error("contains: wrong side")
	}
	if diff := cmp.Diff(document.Rect(-5, 0, 10, 100), document.Union(q, document.Rect(-5, 3, 2, 9)), near); diff != "" {
		t.Errorf("union (-want +got)\n%s", diff)
	}
}

func TestPointJSON(t *testing.T) {
	b, err := json.Marshal(document.Point{X: 1.26, Y: -3})
	if err != nil || string(b) != "[1.3,-3]" {
		t.Fatalf("marshal: %s, %v", b, err)
	}
	var p document.Point
	if err := json.Unmarshal(b, &p); err != nil || p != (document.Point{X: 1.3, Y: -3}) {
		t.Errorf("unmarshal: %v, %v", p, err)
	}
}

func TestLineSpan(t *testing.T) {
	line := document.Line{Text: "姓名张三", Quad: document.Rect(0, 0, 40, 10)}
	for i, r := range line.Text {
		k := float64(i) / 12
		line.Chars = append(line.Chars, document.Char{Rune: r, Confidence: 0.9 - k/2, From: k, To: k + 0.25})
	}
	got := line.Span(len("姓名"), len(line.Text))
	if got.Text != "张三" || len(got.Chars) != 2 || math.Abs(got.Confidence-0.5875) > 1e-9 {
		t.Errorf("span: %q, %d characters, confidence %g", got.Text, len(got.Chars), got.Confidence)
	}
	if diff := cmp.Diff(document.Rect(20, 0, 40, 10), got.Quad, near); diff != "" {
		t.Errorf("quad (-want +got)\n%s", diff)
	}
	if got.Chars[0].From != 0 || got.Chars[1].To != 1 {
		t.Errorf("characters start at %g and end at %g; want 0 and 1", got.Chars[0].From, got.Chars[1].To)
	}
	if math.Abs(line.MinConfidence()-0.525) > 1e-9 {
		t.Errorf("least confidence %g; want 0.525", line.MinConfidence())
	}
	bare := document.Line{Text: "一二三四", Quad: document.Rect(0, 0, 40, 10), Confidence: 1}
	if diff := cmp.Diff(document.Rect(10, 0, 30, 10), bare.Span(3, 9).Quad, near); diff != "" {
		t.Errorf("quad without characters (-want +got)\n%s", diff)
	}
}
