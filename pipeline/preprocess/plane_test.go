package preprocess

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func noisePlane(w, h int) plane {
	p := newPlane(w, h)
	rng := rand.New(rand.NewPCG(1, uint64(w*h)))
	for i := range p.pix {
		p.pix[i] = uint8(rng.IntN(256))
	}
	return p
}

var planeSizes = [][2]int{{1, 1}, {1, 9}, {40, 1}, {13, 7}, {33, 50}}

func TestDilated(t *testing.T) {
	for _, size := range planeSizes {
		for _, r := range []int{1, 2, 5} {
			p := noisePlane(size[0], size[1])
			want := newPlane(p.w, p.h)
			for i := range want.pix {
				for dy := -r; dy <= r; dy++ {
					for dx := -r; dx <= r; dx++ {
						want.pix[i] = max(want.pix[i], p.at(i%p.w+dx, i/p.w+dy))
					}
				}
			}
			if diff := cmp.Diff(want.pix, p.dilated(r).pix); diff != "" {
				t.Errorf("%v, radius %d (-want +got):\n%s", size, r, diff)
			}
		}
	}
}

func TestBlurred(t *testing.T) {
	for _, size := range planeSizes {
		for _, r := range []int{1, 2, 4} {
			p := noisePlane(size[0], size[1])
			got := p.blurred(r)
			for i, v := range got.pix {
				sum := 0
				for dy := -r; dy <= r; dy++ {
					for dx := -r; dx <= r; dx++ {
						sum += int(p.at(i%p.w+dx, i/p.w+dy))
					}
				}
				k := (2*r + 1) * (2*r + 1)
				if d := int(v) - sum/k; d < -1 || d > 2 { // rounded twice
					t.Fatalf("%v, radius %d: %d at %d, want %d", size, r, v, i, sum/k)
				}
			}
		}
	}
}

func TestClosedRemovesStrokesAndKeepsSteps(t *testing.T) {
	p := newPlane(60, 40)
	for i := range p.pix {
		if p.pix[i] = 200; i%60 >= 45 {
			p.pix[i] = 90
		}
	}
	stroked := plane{60, 40, append([]uint8(nil), p.pix...)}
	for x := 5; x < 40; x++ {
		stroked.pix[20*60+x], stroked.pix[21*60+x] = 10, 10
	}
	if diff := cmp.Diff(p.pix, stroked.closed(3).pix); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
