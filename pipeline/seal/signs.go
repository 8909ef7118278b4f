package seal

import "hecha/document"

// The signs that a person should look at. None of them is a verdict.
const (
	SignFlatColour  = "flat_colour"      // no variation of pressure at all
	SignPureRed     = "pure_red"         // a colour that screens have and ink has not
	SignPasted      = "pasted_rectangle" // a box of other paper around the impression
	SignGrayCopy    = "gray_copy"        // the impression is not an original
	SignNotRound    = "not_round"        // a circle whose axes differ on a flat scan
	SignUnusualSize = "size_unusual"     // no seal of this sort is made in this size
)

func signs(c crop, s document.Seal) []string {
	var out []string
	if c.imp.Color == Gray {
		out = append(out, SignGrayCopy)
	}
	return out
}
