package preprocess

import (
	"encoding/binary"
	"image"
	"image/color"

	"hecha/document"
)

// minRestInk is how many pixels of the reduced picture must be writing for it
// to be worth reading: about four characters of an A4 page.
const minRestInk = 30

// writingBeside tells whether there may be writing inside of quad but outside
// of the outlines: ink on a ground that could be paper. A picture's other
// contents, a dark or coloured desk, are not.
func (p pageOf) writingBeside(quad document.Quad, outlines []outline) bool {
	s := p.scene
	var papers []tone
	for _, o := range outlines {
		papers = append(papers, s.tone(o.quad).in)
	}
	inner := grow(quad, -3)
	n := 0
	s.eachInk(func(q document.Point, i int) {
		if inner.Contains(q) && !within(q, outlines, 4) && s.likeAny(i, papers) {
			n++
		}
	})
	return n >= minRestInk
}

// likeAny tells whether the ground of pixel i could be a paper like one of
// those found, perhaps less well lit or without their tint.
func (s *scene) likeAny(i int, papers []tone) bool {
	for _, t := range papers {
		if 10*int(s.flat.y.pix[i]) > 7*int(t.y) &&
			abs(int(s.flat.cb.pix[i])-int(t.cb)) <= 8 && abs(int(s.flat.cr.pix[i])-int(t.cr)) <= 8 {
			return true
		}
	}
	return false
}

// masked is sheet as Rest, with the outlines painted over in the colour of
// what lies around each.
func (p pageOf) masked(sheet Sheet, outlines []outline) Sheet {
	toSheet, ok := sheet.ToPage.Inverse()
	if !ok {
		return sheet
	}
	img := sheet.Image
	if img == p.img {
		img = clone(img)
	}
	k := float64(p.scene.scale)
	for _, o := range outlines {
		quad := grow(o.quad, 2)
		for i := range quad {
			quad[i] = toSheet.Map(document.Point{X: quad[i].X * k, Y: quad[i].Y * k})
		}
		fillQuad(img, quad, colorAround(img, quad))
	}
	sheet.Image, sheet.Rest = img, true
	return sheet
}

// colorAround is the median colour just outside of quad.
func colorAround(img *image.RGBA, quad document.Quad) color.RGBA {
	var h [3]histogram
	ring := grow(quad, 3)
	for i, a := range ring {
		for j := range 40 {
			q := a.Lerp(ring[(i+1)%4], float64(j)/40)
			c := img.RGBAAt(int(q.X), int(q.Y))
			if c.A == 0 { // outside of the picture
				continue
			}
			h[0][c.R]++
			h[1][c.G]++
			h[2][c.B]++
		}
	}
	return color.RGBA{h[0].percentile(0.5), h[1].percentile(0.5), h[2].percentile(0.5), 255}
}

// fillQuad paints the convex quad.
func fillQuad(img *image.RGBA, quad document.Quad, c color.RGBA) {
	px := uint32(c.R) | uint32(c.G)<<8 | uint32(c.B)<<16 | 0xff<<24
	eachSpan(img.Rect, quad, func(y, x0, x1 int) {
		row := img.Pix[y*img.Stride:]
		for x := x0; x < x1; x++ {
			binary.LittleEndian.PutUint32(row[4*x:], px)
		}
	})
}

// eachSpan calls f for every row of the picture that the convex quad touches,
// with the pixels [x0, x1) whose centres lie inside.
func eachSpan(r image.Rectangle, quad document.Quad, f func(y, x0, x1 int)) {
	_, top, _, bottom := quad.Bounds()
	for y := max(r.Min.Y, int(top)); y < min(r.Max.Y, int(bottom)+1); y++ {
		cy := float64(y) + 0.5
		x0, x1 := float64(r.Max.X), float64(r.Min.X)
		for i, a := range quad {
			b := quad[(i+1)%4]
			if (a.Y <= cy) == (b.Y <= cy) {
				continue
			}
			x := a.X + (b.X-a.X)*(cy-a.Y)/(b.Y-a.Y)
			x0, x1 = min(x0, x), max(x1, x)
		}
		from, to := max(r.Min.X, int(x0+0.5)), min(r.Max.X, int(x1+0.5))
		if from < to {
			f(y, from, to)
		}
	}
}
