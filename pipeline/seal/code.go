package seal

import (
	"math"

	"hecha/document"
	"hecha/document/register"
)

// codeLength is the number of digits of a registered seal.
const codeLength = 13

// codeStrip lays the digits along the bottom arc out straight. They stand with
// their feet to the rim and run against the clock, so that the ring is turned
// upside down. ok is false when nothing stands there.
func (c crop) codeStrip(l layout) (strip plane, ok bool) {
	if !l.sure {
		return plane{}, false
	}
	b := c.imp.B
	from, to := l.to, l.from+l.track.length
	outer, inner := l.rim, l.rim+0.19*b
	// At the rim the arc is longer than on the track inside.
	wide := (b - (outer+inner)/2) / (b - l.track.inset)
	arc := l.track.unwrap(c.fill, outer, inner, from, to, int((to-from)*wide), int(inner-outer))
	band, ok := digitBand(arc, b)
	if !ok {
		return plane{}, false
	}
	pad := 0.15 * (band.y1 - band.y0)
	scale := stripHeight / (band.y1 - band.y0 + 2*pad)
	side := 0.5 * (band.y1 - band.y0)
	x0, x1 := from+(band.x0-side)/wide, from+(band.x1+side)/wide
	out := l.track.unwrap(c.fill, math.Max(l.rim+0.3, outer+band.y0-pad), outer+band.y1+pad, x0, x1,
		int((x1-x0)*wide*scale), stripHeight)
	out.contrast()
	return out.upsideDown().tightened(0.25), true
}

// box is a part of a strip, in its pixels.
type box struct{ x0, y0, x1, y1 float64 }

// digitBand finds the rows and columns of the digits on the arc. Straight text
// may reach into the inner rows at both ends.
func digitBand(arc plane, b float64) (box, bool) {
	third := arc.w / 4
	rows := make([]float64, arc.h)
	for y := range rows {
		for x := third; x < arc.w-third; x++ {
			rows[y] += soft(arc.pix[y*arc.w+x])
		}
	}
	rows = smoothed(rows, 1)
	// The rim's bleeding ends at the emptiest of the first rows.
	first := 0
	for y := range min(arc.h, int(0.07*b)) {
		if rows[y] < rows[first] {
			first = y
		}
	}
	peak := 0.0
	for _, v := range rows[first:] {
		peak = math.Max(peak, v)
	}
	if peak < 0.04*b {
		return box{}, false
	}
	y0 := first
	for y0 < arc.h-1 && rows[y0] < 0.25*peak {
		y0++
	}
	y1 := y0
	for y1 < arc.h && rows[y1] >= 0.2*peak {
		y1++
	}
	if h := float64(y1 - y0); h < 0.035*b || h > 0.15*b {
		return box{}, false
	}
	x0, x1 := digitSpan(arc, y0, y1)
	if x1-x0 < 6*(y1-y0)/2 {
		return box{}, false
	}
	return box{float64(x0), float64(y0), float64(x1), float64(y1)}, true
}

// digitSpan walks from the middle outwards until the blank is wider than
// digits are apart.
func digitSpan(arc plane, y0, y1 int) (x0, x1 int) {
	columns := arc.columns(float64(y0), float64(y1))
	widest := 2 * (y1 - y0)
	reach := func(step int) int {
		end, blank := arc.w/2, 0
		for x := arc.w / 2; x >= 0 && x < arc.w && blank <= widest; x += step {
			if columns[x] > 0.06 {
				end, blank = x, 0
			} else {
				blank++
			}
		}
		return end
	}
	return reach(-1), reach(1) + 1
}

// code is the registered number on strip, of which line is a first reading. A
// number of another length, or one that several looks at it do not bear out,
// is left out: half a number is worse than none.
func (r *reader) code(line document.Line, strip plane) (string, error) {
	looks := []plane{strip, strip.widened(1.3), strip.widened(1.7), strip.padded(6)}
	lines, err := r.recognise(looks, "0123456789")
	if err != nil {
		return "", err
	}
	var readings [][]document.Char
	for _, l := range append(lines, line) {
		if d := digitsOf(l); len(d) > codeLength/2 {
			readings = append(readings, d)
		}
	}
	choices := written(elect(readings))
	if len(choices) != codeLength || len(readings) < 3 {
		return "", nil
	}
	for _, c := range choices {
		if c.share < 0.7 {
			return "", nil
		}
	}
	// The first four digits are a city's in GB/T 2260, whichever of the two
	// stories about the rest is true.
	if code := spell(choices); register.RegionKnown(code[:4] + "00") {
		return code, nil
	}
	return "", nil
}

// padded puts n blank rows above and below.
func (p plane) padded(n int) plane {
	out := newPlane(p.w, p.h+2*n)
	copy(out.pix[n*p.w:], p.pix)
	return out
}

// widened stretches the picture sideways.
func (p plane) widened(f float64) plane {
	out := newPlane(int(float64(p.w)*f), p.h)
	for y := range out.h {
		for x := range out.w {
			at := (float64(x)+0.5)/f - 0.5
			i := int(math.Max(0, math.Min(float64(p.w-2), at)))
			k := math.Max(0, math.Min(1, at-float64(i)))
			row := p.pix[y*p.w:]
			out.pix[y*out.w+x] = uint8(float64(row[i])*(1-k) + float64(row[i+1])*k + 0.5)
		}
	}
	return out
}

// digitsOf are the digits that were read.
func digitsOf(l document.Line) []document.Char {
	var out []document.Char
	for _, c := range l.Chars {
		if c.Rune >= '0' && c.Rune <= '9' {
			out = append(out, c)
		}
	}
	return out
}
