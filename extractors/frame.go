package extractors

import (
	"cmp"
	"math"
	"math/cmplx"
	"slices"

	"hecha/document"
)

// cardHeight is the height of an ID-1 card when its width is 1: 54.00 mm by
// 85.60 mm (GA 448-2013). Positions on a card are complex numbers in that unit,
// from its upper left corner.
const cardHeight = 54.0 / 85.6

// mark is one printed thing whose place on the card is fixed, where it was
// found on the sheet.
type mark struct {
	name string
	at   complex128
	dir  complex128 // in which its line is read, of length 1
}

// frame maps the plane of a card onto the sheet: a·z + b. Cards come straightened
// or as flat copies, so turning, scaling and moving suffice.
type frame struct {
	a, b  complex128
	marks []mark // that agree
}

// Limits of a frame.
const (
	markTolerance = 0.07 // of the card's width
	minSpread     = 0.2  // between two marks that a frame is built on
	minCardWidth  = 100  // pixels
	maxCardTilt   = 0.1  // radians between the card and its lines
	maxMarks      = 80   // looked at: more are not of cards
)

// fitFrame finds the placement of a card that most of found agree with, where
// template says where they belong on the card. ok is false for fewer than three.
func fitFrame(template map[string]complex128, found []mark) (best frame, ok bool) {
	found = found[:min(len(found), maxMarks)]
	for i, m := range found {
		for _, n := range found[i+1:] {
			d := template[n.name] - template[m.name]
			if cmplx.Abs(d) < minSpread {
				continue
			}
			f := frame{a: (n.at - m.at) / d}
			f.b = m.at - f.a*template[m.name]
			if cmplx.Abs(f.a) < minCardWidth || math.Abs(cmplx.Phase(f.a/m.dir)) > maxCardTilt {
				continue
			}
			if f.marks = f.agreeing(template, found); len(f.marks) > len(best.marks) {
				best = f
			}
		}
	}
	if len(best.marks) < 3 {
		return frame{}, false
	}
	return best.refined(template), true
}

// agreeing are the marks that lie where f puts them, the nearest of each name.
func (f frame) agreeing(template map[string]complex128, found []mark) []mark {
	nearest := map[string]mark{}
	off := func(m mark) float64 { return cmplx.Abs(f.card(m.at) - template[m.name]) }
	for _, m := range found {
		if have, ok := nearest[m.name]; off(m) <= markTolerance && (!ok || off(m) < off(have)) {
			nearest[m.name] = m
		}
	}
	out := make([]mark, 0, len(nearest))
	for _, m := range nearest {
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b mark) int { return cmp.Compare(a.name, b.name) })
	return out
}

// refined is the least-squares placement by all marks of f.
func (f frame) refined(template map[string]complex128) frame {
	n := complex(float64(len(f.marks)), 0)
	var z, w complex128
	for _, m := range f.marks {
		z, w = z+template[m.name]/n, w+m.at/n
	}
	var num, den complex128
	for _, m := range f.marks {
		dz := template[m.name] - z
		num += (m.at - w) * cmplx.Conj(dz)
		den += dz * cmplx.Conj(dz)
	}
	f.a = num / den
	f.b = w - f.a*z
	return f
}

// card is the place on the card of a point of the sheet.
func (f frame) card(at complex128) complex128 { return (at - f.b) / f.a }

// region is the card's outline on the sheet.
func (f frame) region() document.Quad {
	var q document.Quad
	for i, corner := range []complex128{0, 1, complex(1, cardHeight), complex(0, cardHeight)} {
		w := f.a*corner + f.b
		q[i] = document.Point{X: real(w), Y: imag(w)}
	}
	return q
}

// cardMargin is how far beyond the fitted outline a line still counts as on the
// card.
const cardMargin = 0.04

// holds tells whether the middle of q lies on the card.
func (f frame) holds(q document.Quad) bool {
	z := f.card(point(q.Center()))
	return real(z) > -cardMargin && real(z) < 1+cardMargin && imag(z) > -cardMargin && imag(z) < cardHeight+cardMargin
}

func point(p document.Point) complex128 { return complex(p.X, p.Y) }

// direction is the way in which a quad is read, of length 1.
func direction(q document.Quad) complex128 {
	d := rightOf(q) - leftOf(q)
	return d / complex(max(cmplx.Abs(d), 1), 0)
}

// leftOf and rightOf are the middles of the ends of a quad.
func leftOf(q document.Quad) complex128  { return point(q[0].Lerp(q[3], 0.5)) }
func rightOf(q document.Quad) complex128 { return point(q[1].Lerp(q[2], 0.5)) }
