package preprocess

import (
	"image"
	"image/color"

	"hecha/document"
)

// Measure is the quality of a sheet's picture. dpi is its resolution, 0 when
// unknown. CutOff and SkewDeg, which cannot be seen any more on a straightened
// sheet, are left unset.
func Measure(img *image.RGBA, dpi float64) document.Quality {
	s := newScene(newThumb(img, thumbSide), dpi)
	return s.quality(Sheet{Image: img, DPI: dpi}, 0, false)
}

// quality measures a sheet that s was reduced from, or from its page.
func (s *scene) quality(sheet Sheet, skew float64, cutOff bool) document.Quality {
	height, gray := s.charHeight(), s.grayscale()
	return document.Quality{
		Sharpness:     sharpness(edgeBlur(sheet.Image), height),
		Glare:         s.glare(),
		Underexposed:  s.underexposed(),
		CutOff:        cutOff,
		Grayscale:     gray,
		ScreenPhoto:   !gray && s.screenPhoto(sheet.Image),
		SkewDeg:       skew,
		DPI:           sheet.DPI,
		LowResolution: height > 0 && height < smallChar || sheet.DPI > 0 && sheet.DPI < lowDPI,
	}
}

// Below these a Chinese character has too few pixels for its strokes: reading
// engines see lines 48 pixels high, and one from fewer than 15 is a guess.
const (
	smallChar = 15.0 // pixels
	lowDPI    = 110.0
)

// glare is the share of the picture that is burnt out where the paper is not:
// on a scan the paper itself may be pure white, and nothing is lost.
func (s *scene) glare() float64 {
	const burnt, dull = 250, 236
	var rest histogram
	n := 0
	for i, v := range s.y.opened(1).pix {
		if v >= burnt {
			n++
		} else {
			rest[s.flat.y.pix[i]]++
		}
	}
	if rest.percentile(0.6) >= dull || 2*n > len(s.y.pix) {
		return 0
	}
	return float64(n) / float64(len(s.y.pix))
}

// underexposed is the share of the picture, in tiles, whose ground is so dark
// that writing has no contrast left.
func (s *scene) underexposed() float64 {
	const dark = 64
	n, lost := 0, 0
	eachTile(s.w(), s.h(), max(s.w(), s.h())/16+1, func(r image.Rectangle) {
		var h histogram
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for _, v := range s.y.row(y)[r.Min.X:r.Max.X] {
				h[v]++
			}
		}
		if n++; h.percentile(0.9) < dark {
			lost++
		}
	})
	return float64(lost) / float64(n)
}

// eachTile calls f for the tiles of at most side by side pixels of a w by h
// picture.
func eachTile(w, h, side int, f func(r image.Rectangle)) {
	for y := 0; y < h; y += side {
		for x := 0; x < w; x += side {
			f(image.Rect(x, y, min(x+side, w), min(y+side, h)))
		}
	}
}

// grayscale tells whether nothing on the sheet has a colour of its own. A gray
// copy photographed in warm light, or toned sepia, has one tint everywhere, in
// proportion to its brightness; ink and print have others.
func (s *scene) grayscale() bool {
	const (
		chromaNoise = 9.0   // levels; JPEG noise of the means over blocks
		colored     = 0.002 // share of the pixels: a seal on an A4 page has more
	)
	// JPEG stores chroma at half the resolution: it is compared with luminance
	// that is blurred alike.
	luma, blue, red := s.y.blurred(2), s.cb.blurred(2), s.cr.blurred(2)
	cb, cr := tint(luma, blue), tint(luma, red)
	n := 0
	for i, y := range luma.pix {
		db := float64(blue.pix[i]) - 128 - cb*float64(y)
		dr := float64(red.pix[i]) - 128 - cr*float64(y)
		if db*db+dr*dr > chromaNoise*chromaNoise {
			n++
		}
	}
	return float64(n) < colored*float64(len(s.y.pix))
}

// tint is the median of chroma by luminance over all but the dark pixels.
func tint(luma, chroma plane) float64 {
	const dark = 64 // four times the chroma's own range stays in a histogram
	var h signedHistogram
	for i, y := range luma.pix {
		if y > dark {
			h.add((int(chroma.pix[i]) - 128) * 127 / int(y))
		}
	}
	return h.median() / 127
}

// paperColor is what most of the picture's brighter part looks like.
func (s *scene) paperColor() color.RGBA {
	var h [3]histogram
	s.sample(func(_ document.Point, i int) { s.count(&h, i) })
	t := toneOf(&h, 0.6)
	r, g, b := color.YCbCrToRGB(t.y, t.cb, t.cr)
	return color.RGBA{r, g, b, 255}
}

// touchesBorder tells whether writing runs into the border of the picture, as
// where a scan has cut off a page: several pieces of ink on one side of which
// most is paper. A scanner's dark rim and a desk are not paper.
func (s *scene) touchesBorder() bool {
	w, h := s.w(), s.h()
	sides := [4]struct{ start, step, n, inward int }{
		{0, 1, w, w}, {(h - 1) * w, 1, w, -w}, {0, w, h, 1}, {w - 1, w, h, -1},
	}
	for _, side := range sides {
		paper, pieces, run := 0, 0, 0
		for i := range side.n {
			at := side.start + i*side.step
			switch {
			case s.isInk(at) && s.isInk(at+side.inward):
				run++
			default:
				if run > 0 && run <= 2*closeRadius {
					pieces++
				}
				run = 0
				if s.flat.y.pix[at] > 170 {
					paper++
				}
			}
		}
		if pieces >= 6 && 10*paper > 7*side.n {
			return true
		}
	}
	return false
}
