package seal

import (
	"image"
	"math"
	"slices"

	"hecha/document"
)

// The signs that a person should look at. None of them is a verdict.
const (
	SignFlatColour  = "flat_colour"      // no variation of pressure at all
	SignPureRed     = "pure_red"         // a red that screens have and ink has not
	SignPasted      = "pasted_rectangle" // a box of other paper around the impression
	SignGrayCopy    = "gray_copy"        // the impression is not an original
	SignNotRound    = "not_round"        // a circle whose axes differ
	SignUnusualSize = "size_unusual"     // no round seal is made in this size
)

// signs lists what is worth a look, in the order of the constants.
func signs(img *image.RGBA, imp Impression, c crop, s document.Seal) []string {
	var out []string
	note := func(sign string, seen bool) {
		if seen {
			out = append(out, sign)
		}
	}
	if imp.Color != Gray {
		tone := c.tone(img, imp)
		note(SignFlatColour, tone.pixels > 200 && tone.spread < flatSpread)
		note(SignPureRed, imp.Color == Red && tone.pixels > 200 && tone.pureRed())
	}
	note(SignPasted, boxed(img, imp))
	note(SignGrayCopy, imp.Color == Gray)
	note(SignNotRound, imp.Shape == Circle && imp.B < 0.94*imp.A)
	// 国发〔1999〕25号 allows up to 60 mm; makers start at 38. A tenth is left
	// for the scan's resolution.
	note(SignUnusualSize, imp.Shape == Circle && s.DiameterMM > 0 && (s.DiameterMM < 34 || s.DiameterMM > 66))
	return out
}

// flatSpread is the variation of absorption below which an impression has no
// pressure in it. Drawn impressions through a scanner's blur, noise and JPEG
// show 0.085 to 0.19, flat ones 0.008 to 0.02.
const flatSpread = 0.045

// tone is the colour of an impression where strokes are broad enough to be
// free of their edges.
type tone struct {
	pixels int
	median [3]int  // red, green, blue
	spread float64 // the middle half of the absorption, as a share of its median
}

func (t tone) pureRed() bool { return t.median[0] >= 240 && t.median[1] <= 28 && t.median[2] <= 28 }

// tone looks at the colours as they are on the sheet.
func (c crop) tone(img *image.RGBA, imp Impression) tone {
	reach := max(2, int(0.014*imp.A))
	origin := imp.Bounds().Inset(-int(cropMargin*imp.A) - 2).Min
	var channels [3][]int
	var absorbed []float64
	for y := reach; y < c.ink.h-reach; y++ {
		for x := reach; x < c.ink.w-reach; x++ {
			p := image.Pt(x, y).Add(origin)
			if c.imp.Depth(document.Point{X: float64(x), Y: float64(y)}) > 1 || !p.In(img.Rect.Inset(reach)) || !c.core(x, y, reach) {
				continue
			}
			sum := 0
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					sum += int(img.Pix[img.PixOffset(p.X+dx, p.Y+dy)+1])
				}
			}
			absorbed = append(absorbed, 255-float64(sum)/9)
			for k := range channels {
				channels[k] = append(channels[k], int(img.Pix[img.PixOffset(p.X, p.Y)+k]))
			}
		}
	}
	t := tone{pixels: len(absorbed)}
	if t.pixels == 0 {
		return t
	}
	slices.Sort(absorbed)
	n := len(absorbed)
	t.spread = (absorbed[n*3/4] - absorbed[n/4]) / math.Max(1, absorbed[n/2])
	for k := range channels {
		slices.Sort(channels[k])
		t.median[k] = channels[k][n/2]
	}
	return t
}

// core tells that (x, y) and what is reach away on all sides is ink and free
// of dark print.
func (c crop) core(x, y, reach int) bool {
	for _, d := range [5][2]int{{0, 0}, {-reach, 0}, {reach, 0}, {0, -reach}, {0, reach}} {
		i := (y+d[1])*c.ink.w + x + d[0]
		if c.ink.pix[i] < 90 || c.dark.pix[i] > 110 {
			return false
		}
	}
	return true
}

// boxed tells that the paper changes along at least three sides of an upright
// box around the impression.
func boxed(img *image.RGBA, imp Impression) bool {
	b := imp.Bounds()
	reach := int(0.45 * imp.A)
	sides := 0
	for _, s := range [4]struct {
		dx, dy int
		start  int
	}{{-1, 0, b.Min.X}, {1, 0, b.Max.X}, {0, -1, b.Min.Y}, {0, 1, b.Max.Y}} {
		for d := range reach {
			if stepAlong(img, b, s.dx, s.dy, s.start+(s.dx+s.dy)*(d-3)) {
				sides++
				break
			}
		}
	}
	return sides >= 3
}

// stepAlong tells that the brightness changes by the same small step nearly
// everywhere along a side of b that is moved to position.
func stepAlong(img *image.RGBA, b image.Rectangle, dx, dy, position int) bool {
	const samples = 64
	var steps []float64
	up, down := 0, 0
	for i := range samples {
		p := image.Pt(position, b.Min.Y+b.Dy()*(2*i+1)/(2*samples))
		if dy != 0 {
			p = image.Pt(b.Min.X+b.Dx()*(2*i+1)/(2*samples), position)
		}
		d, ok := stepAt(img, p, dx, dy)
		if !ok {
			continue
		}
		steps = append(steps, d)
		if d > 0 {
			up++
		} else if d < 0 {
			down++
		}
	}
	if len(steps) < samples*3/4 || max(up, down) < len(steps)*9/10 {
		return false
	}
	slices.Sort(steps)
	return math.Abs(steps[len(steps)/2]) > 1.8
}

// stepAt is the difference of the mean brightness of three by three pixels on
// both sides of p, across the side.
func stepAt(img *image.RGBA, p image.Point, dx, dy int) (float64, bool) {
	if !p.In(img.Rect.Inset(6)) {
		return 0, false
	}
	mean := func(sign int) float64 {
		sum := 0
		for k := 1; k <= 3; k++ {
			for along := -1; along <= 1; along++ {
				q := img.Pix[img.PixOffset(p.X+sign*k*dx+along*dy, p.Y+sign*k*dy+along*dx):]
				sum += 2*int(q[0]) + 5*int(q[1]) + int(q[2])
			}
		}
		return float64(sum) / 72
	}
	return mean(1) - mean(-1), true
}
