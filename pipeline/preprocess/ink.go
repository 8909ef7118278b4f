package preprocess

// Seal ink against paper and black print, for any light. What counts is how
// much of each channel the ink swallows, so the colour is judged by ratios and
// not by hue at a fixed white.

// SureInk is from where on InkRed and InkBlue stand for ink: skin, yellow light
// and JPEG's bleeding stay below half of it.
const SureInk = 60

// InkRed is how surely a pixel is red ink: 0 for paper and black print, 255
// for a full red. Dark red, where red lies over black, comes out low.
func InkRed(r, g, b uint8) uint8 {
	return excess(int(r), max(int(g), int(b)))
}

// InkBlue is the same for blue ink; violet counts as blue.
func InkBlue(r, g, b uint8) uint8 {
	return excess(int(b), (3*int(r)+int(g))/4)
}

// excess is by how much the brightest channel of an ink stands out from the
// next, in parts of 255 of its own brightness, less what JPEG and tinted paper
// leave (a twelfth).
func excess(own, next int) uint8 {
	const noise = 10 // levels, of JPEG's chroma
	if own <= next || own < 40 {
		return 0
	}
	return uint8(max(0, 278*(own-next-noise)/own-23))
}
