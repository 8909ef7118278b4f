package ppocr

import (
	"image"
	"math"
	"testing"

	"hecha/document"
)

// filled is a map in which the inside of the convex quads is text.
func filled(width, height int, p float32, quads ...document.Quad) probabilityMap {
	m := probabilityMap{values: make([]float32, width*height), width: width, height: height}
	for y := range height {
		for x := range width {
			for _, q := range quads {
				if q.Contains(document.Point{X: float64(x) + .5, Y: float64(y) + .5}) {
					m.values[y*width+x] = p
				}
			}
		}
	}
	return m
}

// turned is a rectangle of w by h around (cx, cy), turned clockwise.
func turned(cx, cy, w, h, degrees float64) document.Quad {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return rect{center: document.Point{X: cx, Y: cy}, dx: cos, dy: sin, w: w, h: h}.quad()
}

func TestBoxes(t *testing.T) {
	long := document.Rect(20, 20, 120, 30)
	tests := []struct {
		name  string
		quads []document.Quad
		p     float32
		want  []document.Quad // before growing
	}{
		{"nothing", nil, 1, nil},
		{"a line", []document.Quad{long}, .9, []document.Quad{long}},
		{"two lines", []document.Quad{long, document.Rect(20, 34, 90, 44)}, .9, []document.Quad{long, document.Rect(20, 34, 90, 44)}},
		{"not sure enough", []document.Quad{long}, .5, nil},
		{"noise", []document.Quad{document.Rect(50, 50, 52, 90)}, 1, nil},
		{"slanted", []document.Quad{turned(90, 60, 120, 14, 10)}, 1, []document.Quad{turned(90, 60, 120, 14, 10)}},
		{"standing", []document.Quad{turned(60, 75, 12, 100, 3)}, 1, []document.Quad{turned(60, 75, 12, 100, 3)}},
		{"a lone character lies along the lines", []document.Quad{turned(90, 30, 120, 14, 5), turned(90, 90, 16, 16, 45)}, 1,
			[]document.Quad{turned(90, 30, 120, 14, 5), turned(90, 90, 24, 24, 5)}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := filled(180, 150, tt.p, tt.quads...).boxes(.6, 1.5)
			if len(got) != len(tt.want) {
				t.Fatalf("%d boxes, want %d", len(got), len(tt.want))
			}
			for i, b := range got {
				// Liao et al.: a region grows by its area times 1.5 over its perimeter.
				w, h := tt.want[i].Width(), tt.want[i].Height()
				d := w * h * 1.5 / (2 * (w + h))
				if math.Abs(b.quad.Width()-w-2*d) > 4 || math.Abs(b.quad.Height()-h-2*d) > 4 || b.quad.Center().Dist(tt.want[i].Center()) > 1.5 {
					t.Errorf("box %d is %.1f, want %.1f grown by %.1f", i, b.quad, tt.want[i], d)
				}
				if b.quad[0].X > b.quad[1].X || b.quad[0].Y > b.quad[3].Y {
					t.Errorf("box %d does not start top left: %.1f", i, b.quad)
				}
			}
		})
	}
}

func TestRegionsTouchByCorners(t *testing.T) {
	m := probabilityMap{width: 4, height: 3, values: []float32{
		1, 0, 0, 1,
		0, 1, 0, 1,
		1, 0, 0, 0,
	}}
	if got := len(m.regions()); got != 2 {
		t.Errorf("%d regions, want 2", got)
	}
}

func TestTurnBackAndPlace(t *testing.T) {
	img := filledImage(7, 5)
	for d := range direction(4) {
		out := turnBack(img, d)
		for y := range out.Rect.Dy() {
			for x := range out.Rect.Dx() {
				q := d.place(document.Rect(float64(x), float64(y), float64(x)+1, float64(y)+1), out.Rect)
				c := q.Center()
				if got, want := out.RGBAAt(x, y), img.RGBAAt(int(c.X), int(c.Y)); got != want {
					t.Fatalf("direction %d: pixel (%d,%d) is %v, want %v from %v", d, x, y, got, want, c)
				}
			}
		}
	}
}

// filledImage has a different colour everywhere.
func filledImage(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = uint8(i)
	}
	return img
}
