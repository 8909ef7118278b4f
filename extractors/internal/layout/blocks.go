package layout

import (
	"cmp"
	"slices"
)

// Limits of the cuts, in median heights of a line.
const (
	columnGap = 2.5 // white between two columns
	blockGap  = 0.8 // white between two blocks, at least
	// blockRatio is how many times the usual white between rows the white
	// between two blocks is.
	blockRatio = 1.8
	// maxSpacing is the white, whatever is usual, that no two rows of one block have
	// between them: on a paper of few lines the usual white is that between blocks.
	maxSpacing = 4.0
	// maxDepth bounds the recursion over hostile input.
	maxDepth = 12
)

// Blocks splits frags into blocks in reading order by recursive cuts along the
// white space (XY cut: Nagy and Seth, 1984): columns where white runs down
// between at least two rows on either side, else bands where the white between
// rows is wider than usual.
func Blocks(frags []Frag) [][]Frag { return cut(frags, MedianHeight(frags), maxDepth) }

func cut(frags []Frag, height float64, depth int) [][]Frag {
	if len(frags) < 2 || depth == 0 {
		return leaf(frags)
	}
	parts := columns(frags, columnGap*height)
	if len(parts) < 2 {
		parts = bands(frags, height)
	}
	if len(parts) < 2 {
		return leaf(frags)
	}
	var out [][]Frag
	for _, p := range parts {
		out = append(out, cut(p, height, depth-1)...)
	}
	return out
}

func leaf(frags []Frag) [][]Frag {
	if len(frags) == 0 {
		return nil
	}
	return [][]Frag{slices.Concat(Rows(frags)...)}
}

// columns cuts frags at the widest white column that is at least gap wide.
func columns(frags []Frag, gap float64) [][]Frag {
	sorted := slices.Clone(frags)
	slices.SortStableFunc(sorted, func(a, b Frag) int { return cmp.Compare(a.X0, b.X0) })
	at, reach := 0, sorted[0].X1
	for i, f := range sorted[1:] {
		if f.X0-reach >= gap {
			gap, at = f.X0-reach, i+1
		}
		reach = max(reach, f.X1)
	}
	left, right := sorted[:at], sorted[at:]
	if at == 0 || len(Rows(left)) < 2 || len(Rows(right)) < 2 {
		return nil
	}
	return [][]Frag{left, right}
}

// bands cuts frags, of lines of a height, at every white row that is clearly higher
// than the usual one.
func bands(frags []Frag, height float64) [][]Frag {
	sorted := slices.Clone(frags)
	slices.SortStableFunc(sorted, func(a, b Frag) int { return cmp.Compare(a.Y0, b.Y0) })
	var white []float64
	reach := sorted[0].Y1
	for _, f := range sorted[1:] {
		if f.Y0 > reach {
			white = append(white, f.Y0-reach)
		}
		reach = max(reach, f.Y1)
	}
	gap := blockGap * height
	if len(white) > 0 {
		slices.Sort(white)
		gap = min(max(gap, blockRatio*white[len(white)/2]), maxSpacing*height)
	}
	var out [][]Frag
	start := 0
	reach = sorted[0].Y1
	for i, f := range sorted[1:] {
		if f.Y0-reach > gap {
			out = append(out, sorted[start:i+1])
			start = i + 1
		}
		reach = max(reach, f.Y1)
	}
	return append(out, sorted[start:])
}

// Cuts are the ways to cut frags in two at the widest white rows and columns,
// widest first, at most n of them.
func Cuts(frags []Frag, n int) [][2][]Frag {
	type gap struct {
		white float64
		parts [2][]Frag
	}
	var gaps []gap
	sweep := func(from, to func(Frag) float64) {
		sorted := slices.Clone(frags)
		slices.SortStableFunc(sorted, func(a, b Frag) int { return cmp.Compare(from(a), from(b)) })
		for i, reach := 1, 0.0; i < len(sorted); i++ {
			if reach = max(reach, to(sorted[i-1])); i == 1 {
				reach = to(sorted[0])
			}
			if white := from(sorted[i]) - reach; white > 0 {
				gaps = append(gaps, gap{white, [2][]Frag{sorted[:i], sorted[i:]}})
			}
		}
	}
	sweep(func(f Frag) float64 { return f.Y0 }, func(f Frag) float64 { return f.Y1 })
	sweep(func(f Frag) float64 { return f.X0 }, func(f Frag) float64 { return f.X1 })
	slices.SortStableFunc(gaps, func(a, b gap) int { return cmp.Compare(b.white, a.white) })
	var out [][2][]Frag
	for _, g := range gaps[:min(n, len(gaps))] {
		out = append(out, g.parts)
	}
	return out
}
