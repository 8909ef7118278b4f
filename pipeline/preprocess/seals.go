package preprocess

import (
	"image"
	"math"

	"hecha/document"
)

// SuppressSeals is a copy of img in which red and blue seal ink within the
// regions has become paper, while black print beneath it stays. No region or no
// coloured ink in any: img itself.
//
// Every pixel is taken apart into two inks that swallow light one after the
// other (Beer and Lambert; colour deconvolution, Ruifrok and Johnston 2001):
// the seal's, which lets its own colour pass, and black, which lets nothing
// pass. The seal's own darkness, which print alone would show in its channel
// too, is measured in each region, and so is the light on the paper. What is
// dark in the seal's own channel beyond that is print.
func SuppressSeals(img *image.RGBA, regions []document.Quad) *image.RGBA {
	out := img
	for _, q := range regions {
		area := boundsOf(q).Intersect(img.Rect)
		if area.Empty() {
			continue
		}
		g := newGround(img, area, max(max(area.Dx(), area.Dy())/8, 8))
		ink, ok := meaSureInk(img, q, g)
		if !ok {
			continue
		}
		if out == img {
			out = clone(img)
		}
		ink.remove(out, img, q, g)
	}
	return out
}

// clone is a copy of img, whose bounds start at (0,0).
func clone(img *image.RGBA) *image.RGBA {
	b := img.Rect
	out := borrowRGBA(b.Dx(), b.Dy())
	copyPart(out, img, image.Point{})
	return out
}

// boundsOf is the smallest rectangle of whole pixels around q.
func boundsOf(q document.Quad) image.Rectangle {
	x0, y0, x1, y1 := q.Bounds()
	return image.Rect(int(math.Floor(x0)), int(math.Floor(y0)), int(math.Ceil(x1)), int(math.Ceil(y1)))
}

// sealInk is the ink of one region's seal. Densities are natural logarithms of
// paper by pixel.
type sealInk struct {
	own   int     // the channel that the ink lets pass: 0 red, 2 blue
	other [2]int  // the channels that it swallows
	leak  float64 // its density in its own channel, per density in the others
	full  float64 // its density in the others where it is laid on thickly
}

var (
	redInk  = sealInk{own: 0, other: [2]int{1, 2}}
	blueInk = sealInk{own: 2, other: [2]int{0, 0}}
)

// minSealPixels is how many pixels of sure ink make it worth the while.
const minSealPixels = 40

// meaSureInk finds the colour of the ink in q and its densities; ok is false
// when there is hardly any.
func meaSureInk(img *image.RGBA, q document.Quad, g *ground) (ink sealInk, ok bool) {
	var red, blue []sample
	var paper [3][]uint8
	for c := range paper {
		paper[c] = make([]uint8, g.area.Dx())
	}
	eachSpan(g.area, q, func(y, x0, x1 int) {
		if y&1 != 0 { // every other row tells enough
			return
		}
		for c := range paper {
			g.row(c, y, paper[c])
		}
		row := img.Pix[y*img.Stride:]
		for x := x0; x < x1; x++ {
			px := row[4*x : 4*x+3]
			i := x - g.area.Min.X
			switch {
			case InkRed(px[0], px[1], px[2]) >= SureInk:
				red = append(red, redInk.sample(px, paper, i))
			case InkBlue(px[0], px[1], px[2]) >= SureInk:
				blue = append(blue, blueInk.sample(px, paper, i))
			}
		}
	})
	ink, samples := redInk, red
	if len(blue) > len(red) {
		ink, samples = blueInk, blue
	}
	if len(samples) < minSealPixels {
		return ink, false
	}
	ink.calibrate(samples)
	return ink, true
}

// sample is a pixel's density in an ink's own channel and in the others.
type sample struct{ own, other float64 }

func (k sealInk) sample(px []uint8, paper [3][]uint8, i int) sample {
	a, b := k.other[0], k.other[1]
	return sample{
		density(px[k.own], paper[k.own][i]),
		(density(px[a], paper[a][i]) + density(px[b], paper[b][i])) / 2,
	}
}

// calibrate takes the ink's leak as the lower quartile over sure pixels, since
// print beneath only adds to it, and its full density as a high percentile.
func (k *sealInk) calibrate(samples []sample) {
	leaks, others := make([]float64, 0, len(samples)), make([]float64, 0, len(samples))
	for _, s := range samples {
		if s.other > 0.3 {
			leaks = append(leaks, s.own/s.other)
		}
		others = append(others, s.other)
	}
	k.full = percentile(others, 0.95)
	if len(leaks) > 0 {
		k.leak = math.Min(0.6, math.Max(0, percentile(leaks, 0.4)))
	}
}

// remove writes to dst the pixels of src within q without the ink.
func (k sealInk) remove(dst, src *image.RGBA, q document.Quad, g *ground) {
	var paper [3][]uint8
	for c := range paper {
		paper[c] = make([]uint8, g.area.Dx())
	}
	eachSpan(g.area, q, func(y, x0, x1 int) {
		for c := range paper {
			g.row(c, y, paper[c])
		}
		in, out := src.Pix[y*src.Stride:], dst.Pix[y*dst.Stride:]
		for x := x0; x < x1; x++ {
			i := x - g.area.Min.X
			print, ok := k.print(k.sample(in[4*x:4*x+3], paper, i))
			if !ok {
				continue
			}
			pass := math.Exp(-print)
			for c := range paper {
				out[4*x+c] = uint8(float64(paper[c][i])*pass + 0.5)
			}
		}
	})
}

// print is the density of the print at a pixel; ok is false where there is no
// seal ink and the pixel is to stay as it is. Faint remains of the ink, which
// vary with its thickness, fade to nothing.
func (k sealInk) print(s sample) (density float64, ok bool) {
	const trace, remains = 0.05, 0.12
	seal := (s.other - s.own) / (1 - k.leak)
	if seal < trace {
		return 0, false
	}
	left := s.own - k.leak*math.Min(seal, k.full)
	if left < 2*remains {
		left = math.Max(0, 2*(left-remains))
	}
	return left, true
}

// density is ln(paper/v): 0 for paper and what is brighter, at most 3, where
// noise is all there is.
func density(v, paper uint8) float64 {
	if v >= paper {
		return 0
	}
	return math.Min(3, logs[paper]-logs[max(v, 1)])
}

var logs = func() (t [256]float64) {
	for i := 1; i < 256; i++ {
		t[i] = math.Log(float64(i))
	}
	return t
}()
