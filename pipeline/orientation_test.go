package pipeline

import (
	"testing"

	"hecha/document"
)

func TestQuarterTurns(t *testing.T) {
	right := document.Rect(0, 0, 100, 20)
	// The same line on sheets that were turned clockwise before.
	down := document.Quad{{20, 0}, {20, 100}, {0, 100}, {0, 0}}
	left := document.Quad{{100, 20}, {0, 20}, {0, 0}, {100, 0}}
	up := document.Quad{{0, 100}, {0, 0}, {20, 0}, {20, 100}}
	skewed := document.Quad{{0, 0}, {100, 9}, {98, 29}, {-2, 20}}
	short := document.Rect(0, 0, 20, 20)
	for name, tc := range map[string]struct {
		quads []document.Quad
		want  int
	}{
		"upright":               {[]document.Quad{right}, 0},
		"turned clockwise once": {[]document.Quad{down}, 3},
		"upside down":           {[]document.Quad{left}, 2},
		"turned anticlockwise":  {[]document.Quad{up}, 1},
		"skewed":                {[]document.Quad{skewed}, 0},
		"long lines decide":     {[]document.Quad{down, short, short}, 3},
		"nothing read":          {nil, 0},
	} {
		t.Run(name, func(t *testing.T) {
			var lines []document.Line
			for _, q := range tc.quads {
				lines = append(lines, document.Line{Quad: q, Confidence: 0.9})
			}
			if got := quarterTurns(lines); got != tc.want {
				t.Errorf("got %d quarter turns, want %d", got, tc.want)
			}
		})
	}
}
