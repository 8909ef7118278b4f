package seal

import "testing"

// The soft edge of a dark stroke is no edge of its own; a faint line elsewhere is one.
func TestEdgesApartFromPrint(t *testing.T) {
	p := newPlane(40, 20)
	for y := range p.h {
		for x, v := range []uint8{12, 40, 200, 200, 40, 12} {
			p.pix[y*p.w+5+x] = v
		}
		for x := 30; x < 33; x++ {
			p.pix[y*p.w+x] = 40
		}
	}
	faint := edges(p, 30, 200)
	left := apartFrom(edges(p, 200, steepest), append([]edge(nil), faint...), p.w, p.h)
	print, line := 0, 0
	for _, e := range left {
		if e.x < 20 {
			print++
		} else {
			line++
		}
	}
	if len(left) == len(faint) || print > 0 || line < p.h {
		t.Errorf("of %d faint edges %d beside the stroke are left, and %d of the line", len(faint), print, line)
	}
}
