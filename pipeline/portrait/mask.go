package portrait

import (
	"image"
	"math"
	"slices"
)

// mask tells of every pixel whether it belongs to something.
type mask struct {
	w, h int
	set  []bool
}

func newMask(w, h int) mask { return mask{w, h, make([]bool, w*h)} }

// notPaper are the pixels that are darker than the paper, or coloured.
func notPaper(img *image.NRGBA) mask {
	m := newMask(img.Rect.Dx(), img.Rect.Dy())
	levels := make([]uint8, m.w*m.h)
	for i := range levels {
		px := img.Pix[4*i : 4*i+3]
		levels[i] = min(px[0], px[1], px[2])
	}
	sorted := slices.Clone(levels)
	slices.Sort(sorted)
	paper := sorted[len(sorted)*paperPercentile/100]
	for i, v := range levels {
		m.set[i] = int(v) < int(paper)-darker
	}
	return m
}

// opened is m without what is thinner than twice the radius: strokes of writing.
func opened(m mask) mask { return m.spread(false).spread(true) }

// spread lets what is set, or what is not, grow by the radius.
func (m mask) spread(set bool) mask {
	return m.spreadAlong(set, 1, 0).spreadAlong(set, 0, 1)
}

func (m mask) spreadAlong(set bool, dx, dy int) mask {
	out := newMask(m.w, m.h)
	for y := range m.h {
		for x := range m.w {
			v := m.set[y*m.w+x]
			for k := -openRadius; k <= openRadius && v != set; k++ {
				u, w := x+k*dx, y+k*dy
				if u >= 0 && w >= 0 && u < m.w && w < m.h && m.set[w*m.w+u] == set {
					v = set
				}
			}
			out.set[y*m.w+x] = v
		}
	}
	return out
}

// boxes surround the connected parts that fill enough of them and do not reach
// the edge of the picture.
func boxes(m mask) []image.Rectangle {
	var all []image.Rectangle
	inside := image.Rect(borderMargin, borderMargin, m.w-borderMargin, m.h-borderMargin)
	for start := range m.set {
		if !m.set[start] {
			continue
		}
		box, n := m.take(start)
		if box.In(inside) && float64(n) >= minFill*float64(box.Dx()*box.Dy()) {
			all = append(all, box)
		}
	}
	return all
}

// take clears the part that start belongs to and tells its box and its size in
// pixels.
func (m mask) take(start int) (box image.Rectangle, n int) {
	box.Min = image.Pt(m.w, m.h)
	stack := []int{start}
	m.set[start] = false
	for len(stack) > 0 {
		at := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		x, y := at%m.w, at/m.w
		n++
		box.Min.X, box.Min.Y = min(box.Min.X, x), min(box.Min.Y, y)
		box.Max.X, box.Max.Y = max(box.Max.X, x+1), max(box.Max.Y, y+1)
		for _, next := range []struct {
			at int
			ok bool
		}{{at - 1, x > 0}, {at + 1, x < m.w-1}, {at - m.w, y > 0}, {at + m.w, y < m.h-1}} {
			if next.ok && m.set[next.at] {
				m.set[next.at] = false
				stack = append(stack, next.at)
			}
		}
	}
	return box, n
}

// contrast is the standard deviation of the brightness in a box.
func contrast(img *image.NRGBA, box image.Rectangle) float64 {
	var sum, squares float64
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			px := img.Pix[img.PixOffset(x, y):]
			v := (float64(px[0]) + float64(px[1]) + float64(px[2])) / 3
			sum, squares = sum+v, squares+v*v
		}
	}
	n := float64(box.Dx() * box.Dy())
	return math.Sqrt(max(0, squares/n-sum*sum/n/n))
}
