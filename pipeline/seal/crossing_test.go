package seal

import "testing"

// A stroke that a bar of print crosses goes on under it; beside the stroke there is
// paper under the bar.
func TestFilledCarriesStrokesAcrossPrint(t *testing.T) {
	const side = 60
	c := crop{imp: Impression{Color: Gray, A: 200, B: 200}, ink: newPlane(side, side)}
	covered := make([]bool, side*side)
	for y := range side {
		for x := range side {
			if x >= 28 && x < 32 {
				c.ink.pix[y*side+x] = 200
			}
			if y >= 30 && y < 35 {
				c.ink.pix[y*side+x], covered[y*side+x] = 255, true
			}
		}
	}
	fill := c.filled(covered)
	if stroke, paper := fill.pix[32*side+30], fill.pix[32*side+10]; stroke != 200 || paper != 0 {
		t.Errorf("under print the stroke is %d and the paper %d, want 200 and 0", stroke, paper)
	}
}

func TestNothingIsCarriedFromBeyondReach(t *testing.T) {
	p := newPlane(30, 30)
	covered := make([]bool, len(p.pix))
	for i := range covered {
		covered[i] = true
	}
	if _, ok := p.spanned(covered, 15, 15, 4); ok {
		t.Error("ink was carried over print that nobody sees beyond")
	}
}
