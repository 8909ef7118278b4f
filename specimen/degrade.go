package specimen

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"math/rand/v2"
	"slices"

	"hecha/document"
)

// Degradation names what happened to a paper on its way into an upload.
type Degradation string

// The degradations. The values stand in truth.json.
const (
	Clean   Degradation = "clean"   // as drawn
	Scan    Degradation = "scan"    // flatbed: small skew, paper tone, dust, JPEG 75 to 92
	Photo   Degradation = "photo"   // phone camera over a desk
	Moire   Degradation = "moire"   // phone camera before a screen
	BWCopy  Degradation = "bw_copy" // copier: gray or nearly two-toned
	LowRes  Degradation = "low_res" // A4 at 90 to 120 dpi, cards from 500 pixels
	JPEG    Degradation = "jpeg"    // sent twice through a chat program
	Rotate  Degradation = "rotate"  // scan or photo that lies on its side or head
	Crumple Degradation = "crumple" // folded or crumpled, then scanned or photographed
	CopyA4  Degradation = "copy_a4" // copies on A4, attested or not, scanned, copied or photographed
	// Screenshot is a picture that a screen made of itself: a web page as it is,
	// a paper in a viewer.
	Screenshot Degradation = "screenshot"
)

// Degradations are all of them, in the order of reports.
var Degradations = []Degradation{Clean, Scan, Photo, Moire, BWCopy, LowRes, JPEG, Rotate, Crumple, CopyA4, Screenshot}

// Degrade is the page as d leaves it, with the ranges and backgrounds of the
// Tune split. See DegradeFor.
func Degrade(p Page, d Degradation, rng *rand.Rand) Page {
	return DegradeFor(Tune, p, d, rng)
}

// DegradeFor is the page as d leaves it. Every quad and run of the truth goes
// through the same mapping as the pixels; what turns gray says so in the truth
// of its seals. The DPI of a photograph is 0: nobody knows it. The Unseen split
// draws from wider ranges and lays the papers on other desks. An unknown
// degradation leaves the page as it is. p is not changed.
func DegradeFor(split Split, p Page, d Degradation, rng *rand.Rand) Page {
	s := expose(split, p, d, rng)
	if s.quality > 0 {
		s.page.Image = throughJPEG(s.page.Image, s.quality)
	}
	return s.page
}

// shot is a degraded page before it is stored. Quality is that of the device's
// own JPEG, 0 when the device stores without loss.
type shot struct {
	page    Page
	quality int
}

// expose degrades p short of the last compression, so that a file can be
// written with exactly one.
func expose(split Split, p Page, d Degradation, rng *rand.Rand) shot {
	k := dice{Rand: rng, split: split}
	if p.Screen && !slices.Contains([]Degradation{Clean, Moire, JPEG, Screenshot}, d) {
		p = k.printed(p)
	}
	switch d {
	case Scan:
		return k.scan(p, 0, nil)
	case Photo:
		return k.photo(p, 0, nil)
	case Moire:
		return k.screen(p)
	case BWCopy:
		return k.copier(p)
	case LowRes:
		return k.lowRes(p)
	case JPEG:
		return k.chat(p)
	case Rotate:
		return k.turned(p)
	case Crumple:
		return k.crumpled(p)
	case CopyA4:
		return k.sheet(p)
	case Screenshot:
		return k.screenshot(p)
	default:
		return shot{page: p}
	}
}

// dice draws the parameters of one exposure.
type dice struct {
	*rand.Rand
	split Split
}

// between draws evenly from lo to hi; the Unseen split reaches a fifth of the
// range beyond either end, but never below zero where lo is not.
func (k dice) between(lo, hi float64) float64 {
	if k.split == Unseen {
		w := (hi - lo) / 5
		wide := lo - w
		if lo >= 0 {
			wide = max(wide, 0)
		}
		lo, hi = wide, hi+w
	}
	return lo + (hi-lo)*k.Float64()
}

// chance is true with probability p.
func (k dice) chance(p float64) bool { return k.Float64() < p }

// turned puts the paper on its side or head before it is scanned or
// photographed.
func (k dice) turned(p Page) shot {
	turn := 1 + k.IntN(3)
	if k.chance(0.6) {
		return k.scan(p, turn, nil)
	}
	return k.photo(p, turn, nil)
}

// sheet is how a copy on A4 is uploaded: mostly scanned, else copied once more
// or photographed.
func (k dice) sheet(p Page) shot {
	switch v := k.Float64(); {
	case v < 0.25:
		return k.copier(p)
	case v < 0.5:
		return k.photo(p, 0, nil)
	}
	return k.scan(p, 0, nil)
}

// jpegQuality draws the quality of a device's JPEG.
func (k dice) jpegQuality(lo, hi float64) int {
	return int(min(max(k.between(lo, hi), 15), 95))
}

// throughJPEG is the picture after one compression with 4:2:0 chroma.
func throughJPEG(img *image.RGBA, quality int) *image.RGBA {
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, img, &jpeg.Options{Quality: quality}); err != nil {
		panic(fmt.Sprintf("specimen: encode %v: %v", img.Rect, err)) // only a side above 65535 fails
	}
	back, err := jpeg.Decode(&buf)
	if err != nil {
		panic(fmt.Sprintf("specimen: decode our own JPEG: %v", err))
	}
	out := image.NewRGBA(image.Rect(0, 0, img.Rect.Dx(), img.Rect.Dy()))
	draw.Draw(out, out.Rect, back, back.Bounds().Min, draw.Src)
	return out
}

// legible tells how tall, in pixels of the page, the smallest field's text
// stands: the measure that keeps every degradation readable for a person.
func legible(p Page) float64 {
	small := 0.0
	for _, t := range p.Documents {
		for _, q := range t.Quads {
			if q == (document.Quad{}) {
				continue
			}
			h := min(q.Height(), q.Width())
			if h > 0 && (small == 0 || h < small) {
				small = h
			}
		}
	}
	if small == 0 {
		small = pageDPI(p) * 10.5 / 72 // the body size of an office letter
	}
	return small
}

// pageDPI is the page's resolution, that of a screen picture when unknown.
func pageDPI(p Page) float64 {
	if p.DPI > 0 {
		return p.DPI
	}
	return 150
}
