package preprocess

import "sort"

// charHeight is how high the picture's characters are, in pixels of the
// picture itself; 0 when there are too few to tell. They are the connected
// pieces of ink, a character's strokes or on a small picture its whole line;
// the middling height of the larger ones is near the height of the type.
func (s *scene) charHeight() float64 {
	var heights []int
	for _, b := range s.inkPieces() {
		w, h := b.x1-b.x0+1, b.y1-b.y0+1
		// Rules of tables are flat, frames and pictures high.
		if h >= 3 && 3*w >= h && h <= s.h()/8 && w >= 3 {
			heights = append(heights, min(w, h))
		}
	}
	if len(heights) < 12 {
		return 0
	}
	sort.Ints(heights)
	return float64(heights[len(heights)*8/10] * s.scale)
}

// box is the extent of one piece of ink, both ends included.
type box struct{ x0, y0, x1, y1 int }

// inkPieces are the connected pieces of ink, found row by row with union-find;
// a gap of one pixel across does not part them.
func (s *scene) inkPieces() []box {
	w := s.w()
	var pieces []box
	var parent []int
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	above, row := make([]int, w), make([]int, w) // piece by column plus one
	for y := range s.h() {
		clear(row)
		for x := range w {
			if !s.isInk(y*w + x) {
				continue
			}
			label := 0
			for _, n := range [5]int{at(row, x-1), at(row, x-2), at(above, x-1), at(above, x), at(above, x+1)} {
				switch {
				case n == 0:
				case label == 0:
					label = find(n-1) + 1
				default:
					parent[find(n-1)] = label - 1
				}
			}
			if label == 0 {
				parent = append(parent, len(parent))
				pieces = append(pieces, box{x, y, x, y})
				label = len(pieces)
			}
			row[x] = label
			p := &pieces[label-1]
			p.x0, p.x1, p.y1 = min(p.x0, x), max(p.x1, x), max(p.y1, y)
		}
		above, row = row, above
	}
	return merged(pieces, find)
}

func at(row []int, x int) int {
	if x < 0 || x >= len(row) {
		return 0
	}
	return row[x]
}

// merged joins the boxes of pieces that turned out to be connected.
func merged(pieces []box, find func(int) int) []box {
	for i, b := range pieces {
		if r := find(i); r != i {
			p := &pieces[r]
			p.x0, p.y0, p.x1, p.y1 = min(p.x0, b.x0), min(p.y0, b.y0), max(p.x1, b.x1), max(p.y1, b.y1)
		}
	}
	var roots []box
	for i, b := range pieces {
		if find(i) == i {
			roots = append(roots, b)
		}
	}
	return roots
}
