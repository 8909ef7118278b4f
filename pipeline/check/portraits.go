package check

import (
	"encoding/base64"
	"math"

	"hecha/document"
)

// How far two thumbs of one photograph may lie apart, because what was cut out as
// the portrait differs a little from picture to picture.
const (
	thumbShift   = 3 // pixels in every direction
	thumbMarginX = 4 // of one thumb that are not compared
	thumbMarginY = 5
	// thumbGround is the radius, in pixels, of the surroundings that a pixel is
	// measured against: what all portraits share is larger.
	thumbGround = 5
)

var thumbScales = []float64{0.92, 1, 1.08}

// samePortrait tells whether two thumbs are of one photograph.
func samePortrait(a, b string) bool {
	x, okX := thumbOf(a)
	y, okY := thumbOf(b)
	return okX && okY && x.likeness(y) >= nearPortrait
}

// thumb is a portrait's gray picture against its surroundings.
type thumb []float64

func thumbOf(text string) (thumb, bool) {
	gray, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(gray) != document.PortraitWidth*document.PortraitHeight {
		return nil, false
	}
	const w, h = document.PortraitWidth, document.PortraitHeight
	t := make(thumb, len(gray))
	for y := range h {
		for x := range w {
			var sum, n float64
			for v := max(0, y-thumbGround); v <= min(h-1, y+thumbGround); v++ {
				for u := max(0, x-thumbGround); u <= min(w-1, x+thumbGround); u++ {
					sum, n = sum+float64(gray[v*w+u]), n+1
				}
			}
			t[y*w+x] = float64(gray[y*w+x]) - sum/n
		}
	}
	return t, true
}

// likeness is how well two thumbs correlate where they fit best: 1 for the same
// picture however bright, about 0 for unrelated ones. It is the normalised cross
// correlation over small shifts and scales.
func (t thumb) likeness(o thumb) float64 {
	best, at := -1.0, [3]float64{0, 0, 1}
	try := func(dx, dy, scale float64) {
		if c := t.correlation(o, dx, dy, scale); c > best {
			best, at = c, [3]float64{dx, dy, scale}
		}
	}
	for _, scale := range thumbScales {
		for dy := -thumbShift; dy <= thumbShift; dy++ {
			for dx := -thumbShift; dx <= thumbShift; dx++ {
				try(float64(dx), float64(dy), scale)
			}
		}
	}
	for _, half := range [][2]float64{{-0.5, 0}, {0.5, 0}, {0, -0.5}, {0, 0.5}, {-0.5, -0.5}, {-0.5, 0.5}, {0.5, -0.5}, {0.5, 0.5}} {
		try(at[0]+half[0], at[1]+half[1], at[2])
	}
	return best
}

// correlation is that of the inner part of t with the part of o that lies there
// when o is scaled around its middle and shifted.
func (t thumb) correlation(o thumb, dx, dy, scale float64) float64 {
	var n, sa, sb, saa, sbb, sab float64
	const midX, midY = (document.PortraitWidth - 1) / 2.0, (document.PortraitHeight - 1) / 2.0
	for y := thumbMarginY; y < document.PortraitHeight-thumbMarginY; y++ {
		for x := thumbMarginX; x < document.PortraitWidth-thumbMarginX; x++ {
			a := t[y*document.PortraitWidth+x]
			b := o.at(midX+(float64(x)-midX)*scale+dx, midY+(float64(y)-midY)*scale+dy)
			n, sa, sb, saa, sbb, sab = n+1, sa+a, sb+b, saa+a*a, sbb+b*b, sab+a*b
		}
	}
	spread := math.Sqrt((n*saa - sa*sa) * (n*sbb - sb*sb))
	if spread == 0 {
		return 0 // one of them shows nothing
	}
	return (n*sab - sa*sb) / spread
}

// at is the value between pixels; the edge goes on outside.
func (t thumb) at(x, y float64) float64 {
	const w, h = document.PortraitWidth, document.PortraitHeight
	x, y = min(max(x, 0), w-1), min(max(y, 0), h-1)
	i, j := min(int(x), w-2), min(int(y), h-2)
	u, v := x-float64(i), y-float64(j)
	row, below := t[j*w+i:], t[(j+1)*w+i:]
	return (row[0]*(1-u)+row[1]*u)*(1-v) + (below[0]*(1-u)+below[1]*u)*v
}
