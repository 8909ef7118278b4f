// Package pyramid makes a picture smaller, once for all who look at it small: a
// page at 300 dpi is 35 MB, and going through them takes longer than most of what
// is then done with the result.
package pyramid

import "image"

// Picture is a picture and its reductions, each made when it is first asked for.
// It is for one goroutine at a time, and the picture must not change any more.
type Picture struct {
	full    *image.RGBA
	reduced [MaxFactor + 1]*image.RGBA
}

// Of is img, whose bounds start at (0,0), without any reduction as yet.
func Of(img *image.RGBA) *Picture { return &Picture{full: img} }

// Full is the picture itself.
func (p *Picture) Full() *image.RGBA { return p.full }

// By is the picture made smaller by the whole factor k as Reduce does it, and the
// picture itself for 1. It is not to be written to.
func (p *Picture) By(k int) *image.RGBA {
	if k == 1 {
		return p.full
	}
	if p.reduced[k] == nil {
		p.reduced[k] = Reduce(p.full, k)
	}
	return p.reduced[k]
}

// workSide is the longest side of a picture in which a line of text and the
// modules of a code can still be told: A4 at about 120 dpi.
const workSide = 1400

// WorkFactor is the factor of the reduction that most searches share.
func (p *Picture) WorkFactor() int {
	long := max(p.full.Rect.Dx(), p.full.Rect.Dy())
	return min(max(1, (long+workSide-1)/workSide), MaxFactor)
}
