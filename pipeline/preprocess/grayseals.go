package preprocess

import (
	"image"

	"hecha/document"
)

// What a gray seal loses on a copy, and what counts as print on it.
const (
	fadedSeal  = 0.45 // of its darkness that stays
	leastGap   = 25   // of 255, by which print is darker than the seal
	printShare = 0.03 // of the strokes, that is print at least where there is any
	printLevel = 0.4  // of the way from the seal's level to print's, where print begins
	softEdge   = 2    // pixels beside the core of a stroke that are its edge
	leastCores = 200  // pixels of strokes that tell levels
)

// SuppressGray is a copy of the gray copy img in which a seal has faded within region
// and darker print has not. level is the brightness of the seal's ink, as its rim
// shows it. Thin strokes of print are as light as a seal and fade with it: so half of
// the seal stays, by which a reader is disturbed little and they are still seen.
// separable is false, and img itself returned, when nothing is darker than the seal.
func SuppressGray(img *image.RGBA, region document.Quad, level uint8) (out *image.RGBA, separable bool) {
	area := boundsOf(region).Intersect(img.Rect)
	if area.Empty() {
		return img, false
	}
	g := newGround(img, area, max(max(area.Dx(), area.Dy())/8, 8))
	shares := g.shares(img)
	seal := int(relative(level, g.middle()))
	print, ok := darkest(strokeLevels(img, region, g))
	if !ok || seal-print < leastGap {
		return img, false
	}
	kept := shares.darkerThan(uint8(float64(seal) - printLevel*float64(seal-print))).dilated(softEdge)
	out = clone(img)
	g.fade(out, region, func(x, y int) bool { return kept.pix[y*kept.w+x] == 0 && shares.pix[y*shares.w+x] < paperish })
	return out, true
}

// darkest is the level of the darkest strokes; ok is false when there are too few to
// tell.
func darkest(levels histogram) (level int, ok bool) {
	return int(levels.percentile(printShare)), levels.total() >= leastCores
}

// shares are the pixels of the ground's area in parts of 255 of the paper's
// brightness.
func (g *ground) shares(img *image.RGBA) plane {
	p := newPlane(g.area.Dx(), g.area.Dy())
	paper := make([]uint8, p.w)
	for y := range p.h {
		g.row(1, g.area.Min.Y+y, paper)
		row := img.Pix[img.PixOffset(g.area.Min.X, g.area.Min.Y+y):]
		for x, v := range paper {
			p.pix[y*p.w+x] = relative(row[4*x+1], v)
		}
	}
	return p
}

// middle is the paper's brightness in the middle of the ground's area.
func (g *ground) middle() uint8 {
	paper := make([]uint8, g.area.Dx())
	g.row(1, (g.area.Min.Y+g.area.Max.Y)/2, paper)
	return paper[len(paper)/2]
}

// fade takes the pixels of region for which ink is true, counted from the corner of
// the ground's area, nearer to the paper.
func (g *ground) fade(img *image.RGBA, region document.Quad, ink func(x, y int) bool) {
	var paper [3][]uint8
	for c := range paper {
		paper[c] = make([]uint8, g.area.Dx())
	}
	eachSpan(g.area, region, func(y, x0, x1 int) {
		for c := range paper {
			g.row(c, y, paper[c])
		}
		row := img.Pix[y*img.Stride:]
		for x := x0; x < x1; x++ {
			i := x - g.area.Min.X
			if !ink(i, y-g.area.Min.Y) {
				continue
			}
			for c := range paper {
				p := float64(paper[c][i])
				row[4*x+c] = uint8(p - fadedSeal*(p-float64(row[4*x+c])))
			}
		}
	})
}

// darkerThan is 255 where p is below limit, and 0 elsewhere.
func (p plane) darkerThan(limit uint8) plane {
	dark := newPlane(p.w, p.h)
	for i, v := range p.pix {
		if v < limit {
			dark.pix[i] = 255
		}
	}
	return dark
}

// relative is v in parts of 255 of the paper's brightness.
func relative(v, paper uint8) uint8 {
	if v >= paper {
		return 255
	}
	return uint8(int(v) * 255 / int(paper))
}

// paperish is the share of the paper's brightness, of 255, from which a pixel is paper.
const paperish = 225

// strokeLevels counts how dark the cores of strokes are: pixels darker than
// paper and not lighter than their neighbours across, so that the soft edges
// of dark strokes do not look like a lighter ink.
func strokeLevels(img *image.RGBA, region document.Quad, g *ground) (levels histogram) {
	paper := make([]uint8, g.area.Dx())
	eachSpan(g.area, region, func(y, x0, x1 int) {
		if y == img.Rect.Min.Y || y == img.Rect.Max.Y-1 {
			return
		}
		g.row(1, y, paper)
		row := img.Pix[y*img.Stride:]
		for x := x0 + 1; x < x1-1; x++ {
			v := row[4*x+1]
			across := v <= row[4*x-3] && v <= row[4*x+5]
			down := v <= img.Pix[(y-1)*img.Stride+4*x+1] && v <= img.Pix[(y+1)*img.Stride+4*x+1]
			if r := relative(v, paper[x-g.area.Min.X]); r < paperish && (across || down) {
				levels[r]++
			}
		}
	})
	return levels
}
