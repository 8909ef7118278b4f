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

// transposed swaps rows and columns.
func (p plane) transposed() plane {
	t := newPlane(p.h, p.w)
	for y := range p.h {
		for x, v := range p.row(y) {
			t.pix[x*p.h+y] = v
		}
	}
	return t
}

// closed removes what is darker than its surroundings and narrower than 2r+1
// pixels either way, such as text on paper: a dilation and an erosion with a
// square.
func (p plane) closed(r int) plane {
	return p.extreme(r, true).extreme(r, false)
}

// opened removes what is brighter than its surroundings and narrow.
func (p plane) opened(r int) plane {
	return p.extreme(r, false).extreme(r, true)
}

// extreme replaces every pixel by the largest, or the smallest, within r.
func (p plane) extreme(r int, largest bool) plane {
	across := newPlane(p.w, p.h)
	for y := range p.h {
		slidingExtreme(across.row(y), p.row(y), r, largest)
	}
	t := across.transposed()
	down := newPlane(t.w, t.h)
	for y := range t.h {
		slidingExtreme(down.row(y), t.row(y), r, largest)
	}
	return down.transposed()
}

// slidingExtreme is the running maximum or minimum over 2r+1 values (van Herk
// 1992; Gil and Werman 1993): three comparisons a value whatever r is.
func slidingExtreme(dst, src []uint8, r int, largest bool) {
	pick := func(a, b uint8) uint8 { return min(a, b) }
	pad := uint8(255)
	if largest {
		pick, pad = func(a, b uint8) uint8 { return max(a, b) }, 0
	}
	k, n := 2*r+1, len(src)
	padded := (n + 2*r + k - 1) / k * k
	in, forward, back := make([]uint8, padded), make([]uint8, padded), make([]uint8, padded)
	for i := range in {
		in[i] = pad
	}
	copy(in[r:], src)
	for i := range in {
		forward[i] = in[i]
		if i%k != 0 {
			forward[i] = pick(forward[i-1], in[i])
		}
	}
	for i := padded - 1; i >= 0; i-- {
		back[i] = in[i]
		if i%k != k-1 {
			back[i] = pick(back[i+1], in[i])
		}
	}
	for i := range dst {
		dst[i] = pick(back[i], forward[i+2*r])
	}
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
	n := len(src)
	value := func(i int) int { return int(src[min(max(i, 0), n-1)]) }
	sum := 0
	for i := -r; i <= r; i++ {
		sum += value(i)
	}
	k := 2*r + 1
	for i := range dst {
		dst[i] = uint8((sum + k/2) / k)
		sum += value(i+r+1) - value(i-r)
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
