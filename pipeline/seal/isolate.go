package seal

import (
	"image"
	"math"
	"slices"

	"hecha/document"
)

// crop is an impression cut out of its sheet, with the ink of its own colour
// apart from whatever else is printed there.
type crop struct {
	imp  Impression      // in pixels of the crop
	page image.Rectangle // what of the crop lies on the sheet
	rgb  []uint8         // made white where the paper is, three bytes a pixel
	ink  plane           // of the seal; of a gray one nothing where dark print covers it
	fill plane           // the same, with what dark print covers filled in from around
	thin plane           // of a gray seal: the same, where as little as possible counts as covered
	dark plane           // print darker than the seal
}

// cropMargin is the border of paper around the impression, as a share of its
// larger semi-axis.
const cropMargin = 0.12

// cut takes the impression out of img at full resolution.
func cut(img *image.RGBA, imp Impression) crop {
	m := int(cropMargin*imp.A) + 2
	area := imp.Bounds().Inset(-m)
	c := crop{imp: imp, page: img.Rect.Sub(area.Min)}
	shift := func(p document.Point) document.Point {
		return document.Point{X: p.X - float64(area.Min.X), Y: p.Y - float64(area.Min.Y)}
	}
	c.imp.Center = shift(imp.Center)
	for i, p := range imp.Quad {
		c.imp.Quad[i] = shift(p)
	}
	w, h := area.Dx(), area.Dy()
	c.rgb = whitened(img, area)
	c.ink, c.dark = newPlane(w, h), newPlane(w, h)
	if imp.Color != Gray {
		c.unmix()
		c.fill = c.bridged()
		return c
	}
	c.separateGray()
	c.thin = c.filled(c.covered(1))
	// The haze around print is as dark as the seal: more must be left out.
	covered := c.covered(max(1, int(0.01*c.imp.A+0.5)))
	c.fill = c.filled(covered)
	for i, hidden := range covered {
		if hidden {
			c.ink.pix[i] = 0
		}
	}
	return c
}

// whitened copies area, three bytes a pixel, with the paper made white: also what
// lies outside the sheet.
func whitened(img *image.RGBA, area image.Rectangle) []uint8 {
	w := area.Dx()
	out := make([]uint8, 3*w*area.Dy())
	for i := range out {
		out[i] = 255
	}
	inner := area.Intersect(img.Rect)
	for y := inner.Min.Y; y < inner.Max.Y; y++ {
		src := img.Pix[img.PixOffset(inner.Min.X, y):]
		dst := out[3*((y-area.Min.Y)*w+inner.Min.X-area.Min.X):]
		for x := range inner.Dx() {
			copy(dst[3*x:3*x+3], src[4*x:])
		}
	}
	even(out, w, inner.Sub(area.Min))
	return out
}

// percentile is the value below which the share of the counts lies.
func percentile(histogram [256]int, share float64) int {
	total := 0
	for _, n := range histogram {
		total += n
	}
	seen := 0
	for v, n := range histogram {
		seen += n
		if float64(seen) >= share*float64(total) {
			return v
		}
	}
	return 255
}

// rimLevel is the given quantile, along the rim, of the strongest ink just
// inside the outline.
func (c *crop) rimLevel(p plane, quantile float64) int {
	var found []float64
	for i := range rays {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / rays)
		best := 0.0
		for f := 1.0; f > 0.95; f -= 0.01 {
			q := c.imp.outline(cos*f, sin*f)
			best = math.Max(best, p.at(q.X, q.Y))
		}
		if best > 0 {
			found = append(found, best)
		}
	}
	if len(found) == 0 {
		return 0
	}
	slices.Sort(found)
	return int(found[int(quantile*float64(len(found)-1))])
}

// tinted is the difference of channels from which a pixel has a colour: ink that is not of
// a gray seal.
const tinted = 60

// separateGray takes for the seal's ink what is about as dark as the rim, and
// for print what is clearly darker.
func (c *crop) separateGray() {
	for i := range c.ink.pix {
		p := c.rgb[3*i : 3*i+3]
		c.ink.pix[i] = uint8(255 - (2*int(p[0])+5*int(p[1])+int(p[2]))/8)
	}
	// Print crosses the rim here and there; a lower quantile leaves it out.
	level := max(40, c.rimLevel(c.ink, 0.4))
	limit := level + max(25, (255-level)/4)
	// A copier's toner lies on the paper, too. Most of the crop is paper, and
	// what is lighter than its middle is only noise.
	var histogram [256]int
	for _, v := range c.ink.pix {
		histogram[v]++
	}
	paper := percentile(histogram, 0.5)
	haze := min(2*paper-percentile(histogram, 0.16), level/2)
	for i, v := range c.ink.pix {
		if p := c.rgb[3*i : 3*i+3]; int(v) > limit || int(max(p[0], p[1], p[2])-min(p[0], p[1], p[2])) > tinted {
			c.dark.pix[i] = 255
		}
		c.ink.pix[i] = uint8(max(0, min(255, (int(v)-haze)*230/(level-haze))))
	}
}

// covered tells where dark print hides a gray seal: where it is dark, and reach
// pixels beside, where the print's edge is as light as the seal.
func (c *crop) covered(reach int) []bool {
	w, h := c.ink.w, c.ink.h
	out := make([]bool, w*h)
	for y := reach; y < h-reach; y++ {
		for x := reach; x < w-reach; x++ {
			if c.dark.pix[y*w+x] == 0 {
				continue
			}
			for d := -reach; d <= reach; d++ {
				out[(y+d)*w+x], out[y*w+x+d] = true, true
			}
		}
	}
	return out
}

// filled estimates the ink under dark print from both sides of the print, and deep
// inside as the mean of what is around it and not dark.
func (c *crop) filled(covered []bool) plane {
	out := plane{c.ink.w, c.ink.h, slices.Clone(c.ink.pix)}
	around, across := max(1, int(0.018*c.imp.A)), max(2, int(0.03*c.imp.A))
	for i, hidden := range covered {
		if !hidden {
			continue
		}
		ink, ok := c.ink.spanned(covered, i%out.w, i/out.w, across)
		if !ok {
			ink = c.ink.meanAround(covered, i%out.w, i/out.w, around)
		}
		out.pix[i] = ink
	}
	return out
}

// meanAround is the mean of the uncovered pixels in the smallest box around
// (x, y), growing from reach, that holds enough of them.
func (p plane) meanAround(covered []bool, x, y, reach int) uint8 {
	for grow := 1; grow <= 3; grow++ {
		sum, n := 0, 0
		r := reach * grow
		for j := max(0, y-r); j <= min(p.h-1, y+r); j++ {
			for i := max(0, x-r); i <= min(p.w-1, x+r); i++ {
				if k := j*p.w + i; !covered[k] {
					sum += int(p.pix[k])
					n++
				}
			}
		}
		if n >= 4 {
			return uint8(sum / n)
		}
	}
	return 0
}
