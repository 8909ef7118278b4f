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
	split  float64 // the greatest share of votes that stands against a character
	// strange is 1 where the text is nearly a name of a register.
	strange float64
}

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
	for _, place := range choices {
		e.split = math.Max(e.split, 1-place.share)
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

// coefficients of the logistic model: TestReport prints them with
//
//	SEAL_FIT=1 SEAL_PAGES=both SEAL_N=200 SEAL_FROM=300 go test ./pipeline/seal -run TestReport -v
//
// which fits them on drawn impressions of the tuning split: half of them over
// dense text, half on whole specimens; scans, phone photos, strong JPEG and
// photocopies.
var coefficients = [...]float64{-7.92, 3.03, 6.31, 0.94, 1.22, -0.89, 0, 0, 0}

// features are the model's inputs.
func (e evidence) features() [len(coefficients)]float64 {
	return [...]float64{1, e.score, e.low, e.agree, math.Min(2, e.pitch/25), e.gray, e.holes, e.split, e.strange}
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
