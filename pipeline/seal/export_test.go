package seal

import "image"

func grayOf(p plane) *image.Gray {
	g := image.NewGray(image.Rect(0, 0, p.w, p.h))
	for i, v := range p.pix {
		g.Pix[i] = 255 - v
	}
	return g
}

// Look shows the stages of reading one impression.
func Look(img *image.RGBA, imp Impression, up float64) (ink, fill, ring, text *image.Gray, top float64) {
	c := cut(img, imp)
	l := findLayout(c.fill, c.imp, up)
	r := l.track.unwrap(c.fill, 0, 0.68*c.imp.B, 0, l.track.length, int(l.track.length), int(0.68*c.imp.B))
	t := c.strip(l, stripSpec{pad: 0.1, stretch: 1})
	return grayOf(c.ink), grayOf(c.fill), grayOf(r), grayOf(t), l.top()
}
