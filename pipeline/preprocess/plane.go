package preprocess

// plane is one channel of a picture, row by row without padding.
type plane struct {
	w, h int
	pix  []uint8
}

func newPlane(w, h int) plane { return plane{w, h, make([]uint8, w*h)} }

// at is the value at (x, y), which is moved into the plane first.
func (p plane) at(x, y int) uint8 {
	return p.pix[min(max(y, 0), p.h-1)*p.w+min(max(x, 0), p.w-1)]
}

func (p plane) row(y int) []uint8 { return p.pix[y*p.w : (y+1)*p.w] }

// transposed swaps rows and columns, block by block for the cache's sake.
func (p plane) transposed() plane {
	t := newPlane(p.h, p.w)
	for by := 0; by < p.h; by += turnBlock {
		for bx := 0; bx < p.w; bx += turnBlock {
			for y := by; y < min(by+turnBlock, p.h); y++ {
				for x := bx; x < min(bx+turnBlock, p.w); x++ {
					t.pix[x*p.h+y] = p.pix[y*p.w+x]
				}
			}
		}
	}
	return t
}

// closed removes what is darker than its surroundings and narrower than 2r+1
// pixels either way, such as text on paper: a dilation and an erosion with a
// square.
func (p plane) closed(r int) plane {
	return p.dilated(r).inverted().dilated(r).inverted()
}

// opened removes what is brighter than its surroundings and narrow.
func (p plane) opened(r int) plane {
	return p.inverted().closed(r).inverted()
}

func (p plane) inverted() plane {
	n := newPlane(p.w, p.h)
	for i, v := range p.pix {
		n.pix[i] = 255 - v
	}
	return n
}

// dilated is the largest value within r, across and then down.
func (p plane) dilated(r int) plane { return p.maxAcross(r).transposed().maxAcross(r).transposed() }

// maxAcross is the running maximum of each row over 2r+1 values (van Herk 1992;
// Gil and Werman 1993): three comparisons a value whatever r is. The row is cut
// into blocks as long as the window; the maximum over a window is that of the
// end of one block and the start of the next.
func (p plane) maxAcross(r int) plane {
	k := 2*r + 1
	padded := (p.w + 2*r + k - 1) / k * k
	forward, back := make([]uint8, padded), make([]uint8, padded)
	dst := newPlane(p.w, p.h)
	for y := range p.h {
		copy(forward[r:], p.row(y))
		clear(forward[r+p.w:])
		clear(forward[:r])
		copy(back, forward)
		for b := 0; b < padded; b += k {
			f, g := forward[b:b+k], back[b:b+k]
			for i := 1; i < len(f); i++ {
				f[i] = max(f[i], f[i-1])
			}
			for i := len(g) - 2; i >= 0; i-- {
				g[i] = max(g[i], g[i+1])
			}
		}
		ends := forward[2*r:]
		for i := range dst.row(y) {
			dst.pix[y*p.w+i] = max(back[i], ends[i])
		}
	}
	return dst
}

// blurred is the mean over 2r+1 by 2r+1 pixels, clamped at the edges.
func (p plane) blurred(r int) plane {
	across := newPlane(p.w, p.h)
	for y := range p.h {
		slidingMean(across.row(y), p.row(y), r)
	}
	t := across.transposed()
	down := newPlane(t.w, t.h)
	for y := range t.h {
		slidingMean(down.row(y), t.row(y), r)
	}
	return down.transposed()
}

func slidingMean(dst, src []uint8, r int) {
	n, sum := len(src), (r+1)*int(src[0])
	for i := 1; i <= r; i++ {
		sum += int(src[min(i, n-1)])
	}
	k := 2*r + 1
	for i := range dst {
		dst[i] = uint8((sum + k/2) / k)
		sum += int(src[min(i+r+1, n-1)]) - int(src[max(i-r, 0)])
	}
}

// histogram counts values.
type histogram [256]int

func (h *histogram) total() (n int) {
	for _, c := range h {
		n += c
	}
	return n
}

// percentile is the smallest value with at least the share p of the counts at
// or below it; 0 for an empty histogram.
func (h *histogram) percentile(p float64) uint8 {
	want := int(p*float64(h.total()) + 0.5)
	for v, seen := 0, 0; v < 256; v++ {
		if seen += h[v]; seen >= want && seen > 0 {
			return uint8(v)
		}
	}
	return 0
}
