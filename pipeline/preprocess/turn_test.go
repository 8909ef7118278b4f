package preprocess_test

import (
	"image/color"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hecha/document"
	"hecha/pipeline/preprocess"
)

func TestTurn(t *testing.T) {
	img := filled(7, 40, color.RGBA{255, 255, 255, 255})
	img.SetRGBA(5, 33, color.RGBA{1, 2, 3, 255})
	s := preprocess.Sheet{
		Image: img, Region: document.Rect(100, 100, 107, 140),
		ToPage: document.Homography{1, 0, 100, 0, 1, 100, 0, 0, 1},
	}
	spot := document.Point{X: 5.5, Y: 33.5}
	line := []document.Line{{Text: "甲", Quad: document.Rect(5, 33, 6, 34)}}
	want := map[int]struct {
		x, y  int
		first document.Point // of the region
	}{
		0: {5, 33, document.Point{X: 100, Y: 100}}, 1: {6, 5, document.Point{X: 100, Y: 140}},
		2: {1, 6, document.Point{X: 107, Y: 140}}, 3: {33, 1, document.Point{X: 107, Y: 100}},
		-1: {33, 1, document.Point{X: 107, Y: 100}}, 5: {6, 5, document.Point{X: 100, Y: 140}},
	}
	for turns, w := range want {
		got := preprocess.Turn(s, turns)
		if c := got.Image.RGBAAt(w.x, w.y); c != (color.RGBA{1, 2, 3, 255}) {
			t.Errorf("%d turns: pixel (%d,%d) is %v", turns, w.x, w.y, c)
		}
		on := document.Point{X: float64(w.x) + 0.5, Y: float64(w.y) + 0.5}
		if back := got.ToPage.Map(on); back.Dist(document.Point{X: 105.5, Y: 133.5}) > 1e-9 {
			t.Errorf("%d turns: the pixel maps to %v on the page", turns, back)
		}
		if got.Region[0] != w.first {
			t.Errorf("%d turns: the region starts at %v, want %v", turns, got.Region[0], w.first)
		}
		lines := preprocess.TurnLines(line, 7, 40, turns)
		if c := lines[0].Quad.Center(); c.Dist(on) > 1e-9 {
			t.Errorf("%d turns: the line around %v lies around %v, want %v", turns, spot, c, on)
		}
	}
	if diff := cmp.Diff(document.Rect(5, 33, 6, 34), line[0].Quad); diff != "" {
		t.Errorf("the input changed (-want +got):\n%s", diff)
	}
}

func TestTurnFourTimesIsNothing(t *testing.T) {
	img := filled(65, 33, color.RGBA{0, 0, 0, 255})
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range img.Pix {
		img.Pix[i] = uint8(rng.IntN(256))
	}
	s := preprocess.Sheet{Image: img, ToPage: document.Identity, Region: document.Rect(0, 0, 65, 33)}
	got := s
	for range 4 {
		got = preprocess.Turn(got, 1)
	}
	if diff := cmp.Diff(s, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
