package seal

import (
	"math"
	"strings"

	"hecha/document"
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
	return out.upsideDown(), true
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

// code is the registered number that line says; what has another length is
// read once more with nothing but digits allowed, and then left out.
func (r *reader) code(line document.Line, strip plane) (string, error) {
	if code := digits(line.Text); len(code) == codeLength && code == strings.ReplaceAll(line.Text, " ", "") {
		return code, nil
	}
	lines, err := r.recognise([]plane{strip, strip.widened(1.4), strip.widened(1.8)}, "0123456789")
	if err != nil {
		return "", err
	}
	for _, l := range append(lines, line) {
		if code := digits(l.Text); len(code) == codeLength {
			return code, nil
		}
	}
	return "", nil
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

// digits are the digits of s.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
