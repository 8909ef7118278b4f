package seal

// unmix fills ink and dark of a coloured seal from rgb. Two inks darken the
// paper, the seal's and that of print. Print darkens every channel, the seal's
// own channel it leaves light.
//
// The difference of channels tells whose ink it is, but JPEG keeps colour at half
// the resolution and less: where no print is near, the shape of the strokes is
// taken from what the seal darkens most, and where print is, from the ratio of
// the channels, which is that of the seal's ink whatever lies beneath.
func (c *crop) unmix() {
	own := 0
	if c.imp.Color == Blue {
		own = 2
	}
	tint := newPlane(c.ink.w, c.ink.h)
	for i := range tint.pix {
		p := c.rgb[3*i : 3*i+3]
		darkest := (3*int(p[1]) + int(p[2-own])) / 4
		c.ink.pix[i] = uint8(max(0, 250-darkest))
		c.dark.pix[i] = 255 - p[own]
		tint.pix[i] = uint8(max(0, min(255, tintZero+tintRange*(int(p[own])-darkest)/(int(p[own])+tintNoise))))
	}
	c.takeTint(tint, c.nearPrint())
	c.gate(tint)
	c.stretch()
}

// A tint is by how much less light than the seal's own channel the others have,
// as a share of it.
const (
	tintZero  = 64  // stands for no difference, which paper of a tint may be below
	tintRange = 180 // of ink that lets nothing through
	tintNoise = 20  // levels: what is nearly black has no tint to speak of
)

// nearPrint is how likely print lies at each pixel or just beside it: where the
// seal's own channel is clearly darker than the seal makes it.
func (c *crop) nearPrint() plane {
	from := c.rimLevel(c.dark, 0.5) + 25
	const width, reach = 60, 2
	out := newPlane(c.dark.w, c.dark.h)
	for i, v := range c.dark.pix {
		out.pix[i] = uint8(max(0, min(255, (int(v)-from)*255/width)))
	}
	return out.spread(reach).boxMean(1)
}

// takeTint replaces the ink near print by what its tint says, at the same scale:
// along the rim both are the seal's.
func (c *crop) takeTint(tint, print plane) {
	full := max(1, c.rimLevel(tint, 0.6)-tintZero)
	level := c.rimLevel(c.ink, 0.6)
	for i, near := range print.pix {
		told := min(255, max(0, int(tint.pix[i])-tintZero)*level/full)
		c.ink.pix[i] = uint8((int(c.ink.pix[i])*(255-int(near)) + told*int(near)) / 255)
	}
}

// gate keeps the ink where there is a tint around, more than the paper's noise:
// thin strokes have little colour left after JPEG, but paper has none.
func (c *crop) gate(tint plane) {
	level := c.rimLevel(tint, 0.6) - tintZero
	tint = tint.boxMean(max(1, int(0.012*c.imp.A)))
	var histogram [256]int
	for _, v := range tint.pix {
		histogram[v]++
	}
	// Most of the crop is paper; ink is on one side of it only.
	paper := percentile(histogram, 0.5)
	noise := max(1, paper-percentile(histogram, 0.16))
	from, width := paper+noise/2, max(2*noise, level/10, 1)
	for i, v := range c.ink.pix {
		open := max(0, min(width, int(tint.pix[i])-from))
		c.ink.pix[i] = uint8(int(v) * open / width)
	}
}

// stretch makes the strokes of a faint impression as strong as those of a good
// one: the level that the rim reaches becomes 230.
func (c *crop) stretch() {
	level := max(40, c.rimLevel(c.ink, 0.6))
	for i, v := range c.ink.pix {
		c.ink.pix[i] = uint8(min(255, int(v)*230/level))
	}
}

// Darkness of a coloured seal's own channel, which the ink itself leaves light:
// up to clearDark nothing hides the ink, from hiddenDark on print hides it all.
const (
	clearDark  = 75
	hiddenDark = 195
)

// bridged estimates the ink under dark print from around, the more the darker
// the print is (normalised convolution with a box).
func (c *crop) bridged() plane {
	w, h := c.ink.w, c.ink.h
	seen, weight := newPlane(w, h), newPlane(w, h)
	for i, v := range c.ink.pix {
		clear := (hiddenDark - max(clearDark, min(hiddenDark, int(c.dark.pix[i])))) * 255 / (hiddenDark - clearDark)
		clear = clear * clear / 255
		weight.pix[i] = uint8(clear)
		seen.pix[i] = uint8(int(v) * clear / 255)
	}
	reach := max(1, int(0.015*c.imp.A+0.5))
	around, share := seen.boxMean(reach), weight.boxMean(reach)
	out := newPlane(w, h)
	for i := range out.pix {
		guess := int(around.pix[i]) * 255 / max(5, int(share.pix[i]))
		clear := int(weight.pix[i])
		out.pix[i] = uint8(min(255, (clear*int(c.ink.pix[i])+(255-clear)*guess)/255))
	}
	return out
}
