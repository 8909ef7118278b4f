package specimen

import (
	"image"
	"math"
	"math/rand"

	"hecha/document"
)

// SealForgery is a way in which an impression is not one. The zero value is an
// honest impression of ink on paper.
type SealForgery int

// The forgeries that a reviewer meets.
const (
	SealHonest   SealForgery = iota
	SealFlat                 // one colour throughout, drawn by a program over the text
	SealCopied               // the very same ink at every call with the same spec
	SealPastedIn             // a rectangle of other paper, noise and JPEG blocks around it
)

// SealSpec says what an impression shows. Whatever it leaves open (proportions,
// typeface, ink) is drawn from the generator that DrawSeal is given.
type SealSpec struct {
	Text   string // along the ring, or in the square
	Inner  string // straight lines inside the ring, separated by newlines
	Code   string // digits along the bottom arc
	Shape  string // circle (default), ellipse or square
	Color  string // red (default), blue or gray
	Centre string // star, emblem, party or blank (default)
	// DiameterMM is the longer axis; zero takes what trade practice gives the type.
	DiameterMM float64
	Type       document.SealType
	Angle      float64 // clockwise from upright, in degrees
	Forgery    SealForgery
	// Unseen draws typefaces and proportions from ranges that are kept apart
	// for evaluation.
	Unseen bool
}

// DrawSeal presses the seal onto dst with its centre at center, at dpi pixels
// per inch. Honest ink darkens what lies beneath, as ink does. What falls
// outside dst is cut off; the returned truth describes the whole impression.
func DrawSeal(dst *image.RGBA, spec SealSpec, center document.Point, dpi float64, rng *rand.Rand) SealTruth {
	spec = spec.withDefaults()
	if spec.Forgery == SealCopied {
		rng = rand.New(rand.NewSource(sealSeed(spec)))
		center = document.Point{X: math.Round(center.X), Y: math.Round(center.Y)}
	}
	shape := newSealShape(spec, rng)
	scale := dpi / 25.4
	half := int(math.Ceil(math.Hypot(shape.a, shape.b)*scale)) + 4
	ox, oy := int(math.Floor(center.X))-half, int(math.Floor(center.Y))-half
	toPixels := sealAffine{scale, 0, center.X - float64(ox), 0, scale, center.Y - float64(oy)}.
		mul(sealRotation(spec.Angle))
	mask := shape.rasterize(2*half, toPixels, rng)
	switch spec.Forgery {
	case SealFlat:
		sealPaint(dst, mask, image.Pt(ox, oy), sealFlatColor(spec.Color, rng))
	case SealPastedIn:
		ink := newSealInk(spec, dpi, rng)
		ink.paste(dst, ink.press(mask, rng), image.Pt(ox, oy), rng)
	default:
		ink := newSealInk(spec, dpi, rng)
		ink.multiply(dst, ink.press(mask, rng), image.Pt(ox, oy))
	}
	return spec.truth(shape, toPixels, document.Point{X: float64(ox), Y: float64(oy)})
}

func (s SealSpec) withDefaults() SealSpec {
	if s.Shape == "" {
		s.Shape = "circle"
	}
	if s.Color == "" {
		s.Color = "red"
	}
	if s.Centre == "" {
		s.Centre = "blank"
	}
	if s.Type == "" {
		s.Type = document.SealOfficial
	}
	if s.DiameterMM == 0 {
		s.DiameterMM = sealDiameter(s)
	}
	return s
}

// sealDiameter is what seal makers give a seal of this sort, in millimetres.
func sealDiameter(s SealSpec) float64 {
	switch {
	case s.Shape == "square":
		return 18
	case s.Shape == "ellipse" && s.Type == document.SealInvoice:
		return 40
	case s.Shape == "ellipse":
		return 45
	case s.Centre == "emblem":
		return 45
	case s.Type == document.SealOfficial:
		return 42
	}
	return 38
}

func (s SealSpec) truth(shape sealShape, toPixels sealAffine, origin document.Point) SealTruth {
	w, h := shape.a, shape.b
	quad := document.Rect(-w, -h, w, h)
	for i, p := range quad {
		x, y := toPixels.apply(p.X, p.Y)
		quad[i] = document.Point{X: x + origin.X, Y: y + origin.Y}
	}
	return SealTruth{
		Text: s.Text, Inner: s.Inner, Code: s.Code, Type: s.Type, Shape: s.Shape,
		Color: s.Color, Centre: s.Centre, DiameterMM: s.DiameterMM, Quad: quad,
	}
}

// sealSeed is a number that is the same for equal specs (FNV-1a over the text).
func sealSeed(s SealSpec) int64 {
	h := uint64(14695981039346656037)
	for _, b := range []byte(s.Text + "|" + s.Inner + "|" + s.Code) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return int64(h >> 1)
}
