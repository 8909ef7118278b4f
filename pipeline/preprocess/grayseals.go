package preprocess

import (
	"image"
	"math"

	"hecha/document"
)

// SuppressGray is a copy of the gray copy img in which a seal that is clearly
// lighter than the print has become paper within region. separable is false,
// and img itself returned, when the seal's and the print's levels run into
// each other: then nothing tells them apart.
func SuppressGray(img *image.RGBA, region document.Quad) (out *image.RGBA, separable bool) {
	area := boundsOf(region).Intersect(img.Rect)
	if area.Empty() {
		return img, false
	}
	g := newGround(img, area, max(max(area.Dx(), area.Dy())/8, 8))
	levels := strokeLevels(img, region, g)
	print, seal, ok := twoInks(&levels)
	if !ok {
		return img, false
	}
	out = clone(img)
	lift := liftCurve(print, seal)
	paper := make([]uint8, area.Dx())
	eachSpan(area, region, func(y, x0, x1 int) {
		g.row(1, y, paper)
		row := out.Pix[y*out.Stride:]
		for x := x0; x < x1; x++ {
			p := paper[x-area.Min.X]
			v := relative(row[4*x+1], p)
			if lift[v] != v {
				level := uint8(int(lift[v]) * int(p) / 255)
				row[4*x], row[4*x+1], row[4*x+2] = level, level, level
			}
		}
	})
	return out, true
}

// relative is v in parts of 255 of the paper's brightness.
func relative(v, paper uint8) uint8 {
	if v >= paper {
		return 255
	}
	return uint8(int(v) * 255 / int(paper))
}

// strokeLevels counts how dark the cores of strokes are: pixels darker than
// paper and not lighter than their neighbours across, so that the soft edges
// of dark strokes do not look like a lighter ink.
func strokeLevels(img *image.RGBA, region document.Quad, g *ground) (levels histogram) {
	const paperish = 225
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

// twoInks splits stroke levels into a dark and a light ink (Otsu 1979) and
// gives their means; ok is false unless they lie well apart with few levels
// between them.
func twoInks(levels *histogram) (print, seal float64, ok bool) {
	const minGap, minShare, maxValley = 40, 0.06, 0.5
	cut := otsu(levels)
	var n, sum [2]float64
	for v, c := range levels {
		side := 0
		if v > cut {
			side = 1
		}
		n[side] += float64(c)
		sum[side] += float64(c * v)
	}
	total := n[0] + n[1]
	if total < 200 || n[0] < minShare*total || n[1] < minShare*total {
		return 0, 0, false
	}
	print, seal = sum[0]/n[0], sum[1]/n[1]
	middle := int(print+seal) / 2
	valley := levels.mean(middle-6, middle+6)
	peaks := math.Min(levels.mean(int(print)-12, int(print)+12), levels.mean(int(seal)-12, int(seal)+12))
	return print, seal, seal-print >= minGap && valley < maxValley*peaks
}

// mean is the average count over the values from lo to hi.
func (h *histogram) mean(lo, hi int) float64 {
	lo, hi = max(lo, 0), min(hi, 255)
	n := 0
	for _, c := range h[lo : hi+1] {
		n += c
	}
	return float64(n) / float64(hi-lo+1)
}

// otsu is the value that parts the histogram with the largest variance between
// the parts.
func otsu(h *histogram) int {
	var total, sum float64
	for v, c := range h {
		total, sum = total+float64(c), sum+float64(c*v)
	}
	var below, belowSum, best float64
	cut := 0
	for v, c := range h {
		below, belowSum = below+float64(c), belowSum+float64(c*v)
		above := total - below
		if below == 0 || above == 0 {
			continue
		}
		d := belowSum/below - (sum-belowSum)/above
		if between := below * above * d * d; between > best {
			best, cut = between, v
		}
	}
	return cut
}

// liftCurve leaves what is as dark as print, makes paper of what is as light
// as the seal, and runs smoothly in between.
func liftCurve(print, seal float64) (lift [256]uint8) {
	lo, hi := print+0.35*(seal-print), print+0.8*(seal-print)
	for v := range lift {
		t := math.Max(0, math.Min(1, (float64(v)-lo)/(hi-lo)))
		lift[v] = uint8(float64(v) + (255-float64(v))*t*t*(3-2*t) + 0.5)
	}
	return lift
}
