package seal

import (
	"math"

	"hecha/document"
)

// evidence is what speaks for a reading of the ring.
type evidence struct {
	length int     // of the text
	score  float64 // mean of the engine's scores over all readings
	low    float64 // the smallest score of a character in the best reading that is the result
	agree  float64 // share of the readings that are the result, letter for letter
	pitch  float64 // pixels of the sheet per character along the ring
	gray   float64 // 1 on a gray copy
	holes  float64 // share of the readings that leave the room of a character empty
	// strange is 1 where the text is nearly a name of a register, or the rim was
	// hardly found.
	strange float64
}

// wholeRim is the share of the rim below which the outline may not be the seal's.
const wholeRim = 0.7

// weigh collects the evidence for choices.
func weigh(choices []choice, readings [][]document.Char, l layout, c crop) evidence {
	if len(choices) == 0 {
		return evidence{}
	}
	e := evidence{length: len(choices), pitch: (l.to - l.from) / float64(len(choices))}
	text := spell(choices)
	for _, r := range readings {
		e.score += trust(r) / float64(len(readings))
		if holed(r) {
			e.holes += 1 / float64(len(readings))
		}
		if textOf(r) == text {
			e.agree += 1 / float64(len(readings))
			e.low = math.Max(e.low, lowest(r))
		}
	}
	if c.imp.Color == Gray {
		e.gray = 1
	}
	return e
}

// lowest is the smallest score of a character.
func lowest(r []document.Char) float64 {
	low := 1.0
	for _, c := range r {
		low = math.Min(low, c.Confidence)
	}
	return low
}

// sureConfidence is the probability below which a reading is in doubt.
const sureConfidence = 0.9

// leastFaint is the weight below which one character puts the reading in doubt,
// however sure the others are.
const leastFaint = 0.45

// coefficients of the logistic model, fitted to 373 seals of specimens of the
// tune split: scans, photographs, photographs of screens, low resolution, strong
// JPEG, crumpled paper and copies, straightened as pages are. TestReport fits them
// anew to what it draws:
//
//	SEAL_FIT=1 SEAL_PAGES=1 SEAL_N=400 SEAL_FROM=300 go test ./pipeline/seal -run TestReport -v -timeout 2h
var coefficients = [...]float64{-5.16, 1.63, 3.29, 2.74, 0.93, 0.55, -0.66, -2.39}

// features are the model's inputs.
func (e evidence) features() [len(coefficients)]float64 {
	return [...]float64{1, e.score, e.low, e.agree, math.Min(2, e.pitch/25), e.gray, e.holes, e.strange}
}

// confidence is the probability that the text is exactly right.
func (e evidence) confidence() float64 {
	if e.length < 2 {
		return 0
	}
	z := 0.0
	for i, f := range e.features() {
		z += coefficients[i] * f
	}
	return 1 / (1 + math.Exp(-z))
}
