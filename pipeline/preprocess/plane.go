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

// closed removes what is darker than its surroundings and narrower than 2r+1
// pixels either way, such as text on paper: a dilation and an erosion with a
// square.
func (p plane) closed(r int) plane {
	q := p.dilated(r)
	q.invert()
	q = q.dilated(r)
	q.invert()
	return q
}

// opened removes what is brighter than its surroundings and narrow.
func (p plane) opened(r int) plane {
	q := newPlane(p.w, p.h)
	copy(q.pix, p.pix)
	q.invert()
	q = q.closed(r)
	q.invert()
	return q
}

// invert exchanges dark and bright in place.
func (p plane) invert() {
	for i, v := range p.pix {
		p.pix[i] = ^v
	}
}

// dilated is the largest value within r, across and then down: the running
// maximum over 2r+1 values (van Herk 1992; Gil and Werman 1993), three
// comparisons a value whatever r is. Rows and columns are cut into blocks as
// long as the window; the maximum over a window is that of the end of one block
// and the start of the next.
func (p plane) dilated(r int) plane { return p.maxAcross(r).maxDown(r) }

func (p plane) maxAcross(r int) plane {
	if r == 1 {
		return p.max3Across()
	}
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
		maxOf(dst.row(y), back, forward[2*r:])
	}
	return dst
}

// maxDown does the same with whole rows, so that memory is read in order.
func (p plane) maxDown(r int) plane {
	if r == 1 {
		return p.max3Down()
	}
	k := 2*r + 1
	padded := (p.h + 2*r + k - 1) / k * k
	forward, back := newPlane(p.w, padded), newPlane(p.w, padded)
	copy(forward.pix[r*p.w:], p.pix)
	copy(back.pix, forward.pix)
	for b := 0; b < padded; b += k {
		for i := b + 1; i < b+k; i++ {
			maxOf(forward.row(i), forward.row(i), forward.row(i-1))
		}
		for i := b + k - 2; i >= b; i-- {
			maxOf(back.row(i), back.row(i), back.row(i+1))
		}
	}
	dst := newPlane(p.w, p.h)
	for y := range p.h {
		maxOf(dst.row(y), back.row(y), forward.row(y+2*r))
	}
	return dst
}

// max3Across is maxAcross for the smallest window, which needs no blocks.
func (p plane) max3Across() plane {
	dst := newPlane(p.w, p.h)
	for y := range p.h {
		row, out := p.row(y), dst.row(y)
		left, middle := uint8(0), row[0]
		for x, right := range row[1:] {
			out[x] = max(left, middle, right)
			left, middle = middle, right
		}
		out[p.w-1] = max(left, middle)
	}
	return dst
}

func (p plane) max3Down() plane {
	dst := newPlane(p.w, p.h)
	for y := range p.h {
		out := dst.row(y)
		maxOf(out, p.row(max(y-1, 0)), p.row(y))
		maxOf(out, out, p.row(min(y+1, p.h-1)))
	}
	return dst
}

// maxOf sets dst to the larger of a and b, value by value.
func maxOf(dst, a, b []uint8) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = max(a[i], b[i])
	}
}

// blurred is the mean over 2r+1 by 2r+1 pixels; beyond its edges the plane goes
// on as it ends.
func (p plane) blurred(r int) plane {
	across, dst := newPlane(p.w, p.h), newPlane(p.w, p.h)
	mean := newMeanOf(2*r + 1)
	for y := range p.h {
		slidingMean(across.row(y), p.row(y), r, mean)
	}
	sums := make([]uint32, p.w)
	for y := -r; y <= r; y++ {
		for x, v := range across.row(min(max(y, 0), p.h-1)) {
			sums[x] += uint32(v)
		}
	}
	for y := range p.h {
		in, out := across.row(min(y+r+1, p.h-1)), across.row(max(y-r, 0))
		row := dst.row(y)
		for x, s := range sums {
			row[x] = mean.of(s)
			sums[x] = s + uint32(in[x]) - uint32(out[x])
		}
	}
	return dst
}

// slidingMean is the running mean over 2r+1 values.
func slidingMean(dst, src []uint8, r int, mean meanOf) {
	n, sum := len(src), uint32(r+1)*uint32(src[0])
	for i := 1; i <= r; i++ {
		sum += uint32(src[min(i, n-1)])
	}
	for i := range dst {
		dst[i] = mean.of(sum)
		sum += uint32(src[min(i+r+1, n-1)]) - uint32(src[max(i-r, 0)])
	}
}

// meanOf divides sums of k bytes by k, rounded, with a multiplication: exact for
// k below 64, which is more than any window here is long.
type meanOf struct{ half, factor uint32 }

func newMeanOf(k int) meanOf { return meanOf{uint32(k / 2), (1<<20 + uint32(k) - 1) / uint32(k)} }

func (m meanOf) of(sum uint32) uint8 { return uint8((sum + m.half) * m.factor >> 20) }

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
