package seal

import (
	"math"
	"testing"

	"hecha/document"
)

// drawnRing is a seal of radius 150 with twelve blocks of text over three quarters of its
// ring. Something may run through the upper part of it to the middle.
func drawnRing(stamped bool) (plane, Impression) {
	imp := Impression{Shape: Circle, Color: Red, Center: document.Point{X: 170, Y: 170}, A: 150, B: 150}
	p := newPlane(340, 340)
	for i := range p.pix {
		x, y := float64(i%p.w)-imp.Center.X, float64(i/p.w)-imp.Center.Y
		inset := 1 - math.Hypot(x, y)/imp.B
		turn := math.Atan2(x, -y) * 180 / math.Pi // from the top
		block := math.Mod(turn+360, 22.5) < 14
		switch {
		case inset > 0 && inset < 0.04, math.Abs(turn) < 135 && block && inset > 0.08 && inset < 0.22:
			p.pix[i] = 230
		case stamped && math.Abs(turn) < 45 && inset > 0.08 && inset < 0.65 && (i%p.w+i/p.w)%6 < 4:
			p.pix[i] = 230
		}
	}
	return p, imp
}

// A stamp over the seal hides some of its text, but not where the text stands.
func TestLayoutBelowAStamp(t *testing.T) {
	clear, imp := drawnRing(false)
	want := findLayout(clear, imp, 0)
	stamped, _ := drawnRing(true)
	got := findLayout(stamped, imp, 0)
	if !want.sure || math.Abs(want.from-got.from) > 5 || math.Abs(want.to-got.to) > 5 || math.Abs(want.inner-got.inner) > 5 {
		t.Errorf("text from %.0f to %.0f down to %.0f, below a stamp from %.0f to %.0f down to %.0f",
			want.from, want.to, want.inner, got.from, got.to, got.inner)
	}
}
