package specimen

import (
	"image/color"
	"math"
)

// style is how a run of text looks.
type style struct {
	font    string
	pt      float64
	ink     color.NRGBA
	spacing float64 // extra advance after every character, in em
	stretch float64 // horizontal scale; 0 means 1
	wobble  float64 // how far characters stray from the baseline, in em
}

func (st style) sized(pt float64) style         { st.pt = pt; return st }
func (st style) in(font string) style           { st.font = font; return st }
func (st style) coloured(ink color.NRGBA) style { st.ink = ink; return st }
func (st style) spaced(em float64) style        { st.spacing = em; return st }

func (st style) scale() float64 { return cond(st.stretch == 0, 1, st.stretch) }

// advance is how far the pen moves for r, in em.
func (st style) advance(r rune) float64 {
	return math.Max(0, faceFor(st.font, r).advance(r))*st.scale() + st.spacing
}

// mm converts em of this style to millimetres.
func (st style) mm(em float64) float64 { return em * st.pt / ptPerInch * mmPerInch }

// width is the length of s in millimetres, without space after its end.
func (st style) width(s string) float64 {
	em := 0.0
	for _, r := range s {
		em += st.advance(r)
	}
	if em > 0 {
		em -= st.spacing
	}
	return st.mm(em)
}

// cond is a choice inside an expression; both values are evaluated.
func cond[T any](is bool, yes, no T) T {
	if is {
		return yes
	}
	return no
}
