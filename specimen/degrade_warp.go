package specimen

import (
	"image"
	"maps"
	"math"

	"hecha/document"
)

// mapping takes points of a page to those of its picture and back: the bend
// lies in the plane of the page, the camera or scanner comes after it.
type mapping struct {
	toPicture, toPage document.Homography
	bend              *bend // nil: the paper is flat
}

// newMapping is the mapping of a flat or bent page by h, which has an inverse.
func newMapping(h document.Homography, b *bend) mapping {
	inv, _ := h.Inverse()
	return mapping{toPicture: h, toPage: inv, bend: b}
}

func (m mapping) forward(p document.Point) document.Point {
	if m.bend != nil {
		p = m.bend.undo(p)
	}
	return m.toPicture.Map(p)
}

func (m mapping) backward(p document.Point) document.Point {
	p = m.toPage.Map(p)
	if m.bend != nil {
		p = m.bend.apply(p)
	}
	return p
}

func (m mapping) quad(q document.Quad) document.Quad {
	if q == (document.Quad{}) {
		return q
	}
	for i := range q {
		q[i] = m.forward(q[i])
	}
	return q
}

// run moves a run of text: its baseline, its size, its length and its angle.
func (m mapping) run(r Run) Run {
	sin, cos := math.Sincos(r.Angle * math.Pi / 180)
	end := document.Point{X: r.Baseline.X + r.Size*cos, Y: r.Baseline.Y + r.Size*sin}
	a, b := m.forward(r.Baseline), m.forward(end)
	scale := a.Dist(b) / r.Size
	r.Baseline, r.Size, r.Width = a, r.Size*scale, r.Width*scale
	r.Angle = math.Atan2(b.Y-a.Y, b.X-a.X) * 180 / math.Pi
	return r
}

// mapPage is p with its truth moved by m, over the picture img of resolution
// dpi (0: unknown).
func mapPage(p Page, m mapping, img *image.RGBA, dpi float64) Page {
	out := Page{Image: img, DPI: dpi}
	for _, t := range p.Documents {
		t.Region = m.quad(t.Region)
		t.Quads = maps.Clone(t.Quads)
		for name, q := range t.Quads {
			t.Quads[name] = m.quad(q)
		}
		t.Seals = append([]SealTruth(nil), t.Seals...)
		for i := range t.Seals {
			t.Seals[i].Quad = m.quad(t.Seals[i].Quad)
		}
		t.Codes = append([]document.Code(nil), t.Codes...)
		for i := range t.Codes {
			t.Codes[i].Quad = m.quad(t.Codes[i].Quad)
		}
		t.Copy = t.Copy.placed(m.quad)
		out.Documents = append(out.Documents, t)
	}
	for _, r := range p.Runs {
		out.Runs = append(out.Runs, m.run(r))
	}
	return out
}

// grayTruth marks every seal as gray: the picture has no colour left.
func grayTruth(p *Page) {
	for _, t := range p.Documents {
		for i := range t.Seals {
			t.Seals[i].Color = "gray"
		}
	}
}

// lattice is how many pixels lie between two exact evaluations of a mapping;
// between them it is taken as linear, which errs by less than a hundredth of a
// pixel for any camera that a person would hold.
const lattice = 16

// eachRow calls f for every row of a w by h picture with the page's
// coordinates of each pixel's centre.
func eachRow(w, h int, m mapping, f func(y int, xs, ys []float64)) {
	xs, ys := make([]float64, w), make([]float64, w)
	for y := range h {
		cy := float64(y) + 0.5
		p := m.backward(document.Point{X: 0.5, Y: cy})
		for x0 := 0; x0 < w; x0 += lattice {
			q := m.backward(document.Point{X: float64(x0+lattice) + 0.5, Y: cy})
			dx, dy := (q.X-p.X)/lattice, (q.Y-p.Y)/lattice
			for i := 0; i < lattice && x0+i < w; i++ {
				xs[x0+i], ys[x0+i] = p.X+dx*float64(i), p.Y+dy*float64(i)
			}
			p = q
		}
		f(y, xs, ys)
	}
}

// warp paints the page's picture src over dst. The page is first reduced by
// averaging over areas to about the resolution that it will have in dst, then
// sampled linearly; its border is smoothed over one pixel.
func warp(dst, src *image.RGBA, m mapping) {
	w, h := float64(src.Rect.Dx()), float64(src.Rect.Dy())
	scale := math.Min(1, 1.1*localScale(m, w, h))
	small := src
	if scale < 0.95 {
		small = resize(src, int(math.Ceil(w*scale)), int(math.Ceil(h*scale)))
	}
	fx, fy := float64(small.Rect.Dx())/w, float64(small.Rect.Dy())/h
	eachRow(dst.Rect.Dx(), dst.Rect.Dy(), m, func(y int, xs, ys []float64) {
		row := dst.Pix[y*dst.Stride:]
		for x := range xs {
			sx, sy := xs[x]*fx, ys[x]*fy
			cover := coverage(sx, sy, w*fx, h*fy)
			if cover <= 0 {
				continue
			}
			c := sample(small, sx-0.5, sy-0.5)
			if cover < 1 {
				c = mix(load(row[4*x:]), c, int(cover*256))
			}
			store(row[4*x:], c)
		}
	})
}

// localScale is the largest magnification that m has at the page's corners and
// centre.
func localScale(m mapping, w, h float64) float64 {
	best := 0.0
	for _, p := range []document.Point{{X: 0, Y: 0}, {X: w, Y: 0}, {X: 0, Y: h}, {X: w, Y: h}, {X: w / 2, Y: h / 2}} {
		a := m.toPicture.Map(p)
		best = max(best, a.Dist(m.toPicture.Map(document.Point{X: p.X + 1, Y: p.Y})),
			a.Dist(m.toPicture.Map(document.Point{X: p.X, Y: p.Y + 1})))
	}
	return best
}

// coverage is how much of the pixel around (x, y) the w by h page covers.
func coverage(x, y, w, h float64) float64 {
	return min(x+0.5, w-x+0.5, y+0.5, h-y+0.5, 1)
}
