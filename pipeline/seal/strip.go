package seal

import (
	"image"
	"math"

	"hecha/document"
)

// source says what to do about places that dark print covers.
type source int

const (
	filled source = iota // guess them from around
	thin                 // the same, but take as few for covered as possible
	bare                 // leave them out
)

// stripSpec is one way of laying the ring's text out straight.
type stripSpec struct {
	pad     float64 // room above and below, as a share of the characters' height
	stretch float64 // of the width
	source  source  // of the ink
	blank   float64 // the widest blank that stays, as a share of the height
}

// stripHeight is the height in pixels: that of PP-OCR's input, so that nothing
// is sampled twice.
const stripHeight = 48

// strip unwraps the text into an upright line with full contrast.
func (c crop) strip(l layout, s stripSpec) plane {
	h := l.inner - l.outer
	outer := math.Max(l.rim+0.2, l.outer-s.pad*h)
	inner := l.inner + s.pad*h
	scale := stripHeight / (inner - outer)
	side := 0.12 * h
	out := l.track.unwrap([...]plane{filled: c.fill, thin: c.thin, bare: c.ink}[s.source], outer, inner, l.from-side, l.to+side,
		int((l.to-l.from+2*side)*scale*s.stretch), stripHeight)
	out.contrast()
	return out.tightened(s.blank)
}

func (c crop) strips(l layout, specs []stripSpec) []plane {
	var out []plane
	for _, s := range specs {
		out = append(out, c.strip(l, s))
	}
	return out
}

// contrast stretches the ink so that the paper's haze vanishes and strokes are
// black. Scattered specks do not count as strokes: they are few.
func (p plane) contrast() {
	var histogram [256]int
	for _, v := range p.pix {
		histogram[v]++
	}
	low, high := percentile(histogram, 0.35), percentile(histogram, 0.96)
	low = min(low, 40)
	high = max(high, low+50)
	for i, v := range p.pix {
		p.pix[i] = uint8(max(0, min(255, (int(v)-low)*255/(high-low))))
	}
}

// tightened shortens the blanks between widely spaced characters to a share of
// the height: engines drop characters that stand alone.
func (p plane) tightened(share float64) plane {
	widest := int(share * float64(p.h))
	columns := p.columns(0, float64(p.h))
	var keep []int
	blank := 0
	for x, v := range columns {
		if v > 0.02 {
			blank = 0
		} else if blank++; blank > widest {
			continue
		}
		keep = append(keep, x)
	}
	out := newPlane(max(1, len(keep)), p.h)
	for y := range p.h {
		for i, x := range keep {
			out.pix[y*out.w+i] = p.pix[y*p.w+x]
		}
	}
	return out
}

// upsideDown turns the picture by 180 degrees.
func (p plane) upsideDown() plane {
	out := newPlane(p.w, p.h)
	for i, v := range p.pix {
		out.pix[len(p.pix)-1-i] = v
	}
	return out
}

// sheetOf stacks strips on white, as engines take them, and tells where each
// of them is.
func sheetOf(strips []plane) (*image.RGBA, []document.Quad) {
	const apart = 16
	w, h := 0, apart
	for _, s := range strips {
		w, h = max(w, s.w), h+s.h+apart
	}
	img := image.NewRGBA(image.Rect(0, 0, w+2*apart, h))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	places := make([]document.Quad, len(strips))
	y := apart
	for i, s := range strips {
		places[i] = document.Rect(apart, float64(y), float64(apart+s.w), float64(y+s.h))
		for row := range s.h {
			for x := range s.w {
				v := 255 - s.pix[row*s.w+x]
				o := img.PixOffset(apart+x, y+row)
				img.Pix[o], img.Pix[o+1], img.Pix[o+2] = v, v, v
			}
		}
		y += s.h + apart
	}
	return img, places
}
