package evaluate

import (
	"cmp"
	"image"
	"image/draw"
	"path"
	"slices"
	"strings"

	"golang.org/x/image/vector"

	"hecha/document"
)

// pair is one expected document and the found one that stands for it; -1 for
// none.
type pair struct{ want, got int }

// match pairs the documents that a file should hold with those found in it,
// each at most once: those of the same kind first, among them the pair that
// shares most of its place and its values. What is left is paired across kinds
// when it shares its place or a value, or when there is only one of each, so
// that a wrong kind shows as that and not as a lost and a spurious document.
func match(want []Expected, got []document.Document) []pair {
	type candidate struct {
		pair
		sameKind bool
		score    float64
	}
	var all []candidate
	lone := len(want) == 1 && len(got) == 1
	for i, w := range want {
		for j, g := range got {
			c := candidate{pair{i, j}, w.Kind == g.Kind, overlap(w, g) + shared(w, g)}
			if c.sameKind || c.score > 0.2 || lone {
				all = append(all, c)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		if a.sameKind != b.sameKind {
			if a.sameKind {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.score, a.score)
	})
	partner := make([]int, len(want))
	for i := range partner {
		partner[i] = -1
	}
	taken := make([]bool, len(got))
	for _, c := range all {
		if partner[c.want] < 0 && !taken[c.got] {
			partner[c.want], taken[c.got] = c.got, true
		}
	}
	pairs := make([]pair, len(want))
	for i, j := range partner {
		pairs[i] = pair{i, j}
	}
	for j := range got {
		if !taken[j] {
			pairs = append(pairs, pair{-1, j})
		}
	}
	return pairs
}

// shared is the share of w's values that g gives under the same name.
func shared(w Expected, g document.Document) float64 {
	if len(w.Truth.Fields) == 0 {
		return 0
	}
	n := 0
	for name, v := range w.Truth.Fields {
		if f, ok := g.Fields[name]; ok && f.Value == v {
			n++
		}
	}
	return float64(n) / float64(len(w.Truth.Fields))
}

// overlap is the intersection over union of the regions; 0 when either is
// unknown, when they are on different pages, and for a PDF, whose pixels are as
// large as its reader chose.
func overlap(w Expected, g document.Document) float64 {
	if w.Region == (document.Quad{}) || g.Region == (document.Quad{}) || strings.EqualFold(path.Ext(w.File), ".pdf") {
		return 0
	}
	if w.Page > 0 && len(g.Pages) > 0 && g.Pages[0] != w.Page {
		return 0
	}
	return IoU(w.Region, g.Region)
}

// IoU is the intersection of two quads over their union, good to about one
// hundredth.
func IoU(a, b document.Quad) float64 {
	x0, y0, x1, y1 := document.Union(a, b).Bounds()
	if x1 <= x0 || y1 <= y0 {
		return 0
	}
	const side = 256
	ma, mb := fill(a, x0, y0, side/(x1-x0), side/(y1-y0), side), fill(b, x0, y0, side/(x1-x0), side/(y1-y0), side)
	both, either := 0, 0
	for i := range ma.Pix {
		both += int(min(ma.Pix[i], mb.Pix[i]))
		either += int(max(ma.Pix[i], mb.Pix[i]))
	}
	if either == 0 {
		return 0
	}
	return float64(both) / float64(either)
}

// fill is the coverage of q on a square raster.
func fill(q document.Quad, x0, y0, sx, sy float64, side int) *image.Alpha {
	r := vector.NewRasterizer(side, side)
	at := func(p document.Point) (float32, float32) { return float32((p.X - x0) * sx), float32((p.Y - y0) * sy) }
	r.MoveTo(at(q[0]))
	for _, p := range q[1:] {
		r.LineTo(at(p))
	}
	r.ClosePath()
	m := image.NewAlpha(image.Rect(0, 0, side, side))
	r.DrawOp = draw.Src
	r.Draw(m, m.Rect, image.Opaque, image.Point{})
	return m
}
