package seal

import (
	"math"

	"hecha/document"
)

// evidence is what speaks for a reading of the ring.
type evidence struct {
	weakest float64 // the smallest share of the votes that a character won
	mean    float64 // mean of the shares
	score   float64 // mean of the engine's scores over all readings
	low     float64 // the smallest engine score in the best reading
	agree   float64 // share of the readings that are the result, letter for letter
	pitch   float64 // pixels of the sheet per character along the ring
	gap     float64 // 1 when the text's beginning and end are clear
	gray    float64 // 1 on a gray copy
	length  int
}

// sureConfidence is the probability below which a reading is in doubt.
const sureConfidence = 0.9

// weigh collects the evidence for choices.
func weigh(choices []choice, readings [][]document.Char, l layout, c crop) evidence {
	e := evidence{weakest: 1, length: len(choices)}
	if len(choices) == 0 {
		return evidence{}
	}
	for _, ch := range choices {
		e.weakest = math.Min(e.weakest, ch.share)
		e.mean += ch.share / float64(len(choices))
	}
	text := spell(choices)
	for _, r := range readings {
		e.score += trust(r) / float64(len(readings))
		if textOf(r) == text {
			e.agree += 1 / float64(len(readings))
			low := 1.0
			for _, ch := range r {
				low = math.Min(low, ch.Confidence)
			}
			e.low = math.Max(e.low, low)
		}
	}
	e.pitch = (l.to - l.from) / float64(len(choices))
	if l.sure {
		e.gap = 1
	}
	if c.imp.Color == Gray {
		e.gray = 1
	}
	return e
}

// coefficients of the logistic model below.
var coefficients = [...]float64{-6, 3, 2, 2, 3, 2, 0.5, 0.3, -0.5}

// features are the model's inputs.
func (e evidence) features() [len(coefficients)]float64 {
	return [...]float64{1, e.weakest, e.mean, e.score, e.low, e.agree, math.Min(2, e.pitch/25), e.gap, e.gray}
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
