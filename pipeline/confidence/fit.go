package confidence

import (
	"errors"
	"fmt"
	"math"
	"sort"

	"gonum.org/v1/gonum/optimize"

	"hecha/document"
)

// Sample is one value whose truth is known.
type Sample struct {
	Name     string // of kind and field, for whoever studies the samples
	Evidence document.Evidence
	Right    bool
}

// ridge keeps coefficients of features that hardly occur near zero.
const ridge = 1.0

// Fit estimates a model from samples by penalised maximum likelihood, and sets
// the limit for doubt as high as a person's time allows: so that the share
// doubted of the right values is looked at for nothing. Fitting the limit to the
// wrong values instead would hang on the few of them that score high.
func Fit(samples []Sample, doubted float64, source string) (*Model, error) {
	if len(samples) == 0 {
		return nil, errors.New("fit confidence: no samples")
	}
	m := &Model{Source: source, Coefficients: map[document.Class]map[string]float64{}}
	byClass := map[document.Class][]Sample{}
	for _, s := range samples {
		byClass[s.Evidence.Class] = append(byClass[s.Evidence.Class], s)
	}
	for _, class := range document.Classes {
		w, err := fitClass(byClass[class])
		if err != nil {
			return nil, fmt.Errorf("fit confidence of %s: %w", class, err)
		}
		m.Coefficients[class] = map[string]float64{}
		for i, name := range featureNames {
			m.Coefficients[class][name] = math.Round(w[i]*1e4) / 1e4
		}
	}
	m.DoubtBelow = limit(m, samples, doubted)
	return m, nil
}

// fitClass minimises the negative log likelihood with an L2 penalty on all but
// the intercept, by L-BFGS.
func fitClass(samples []Sample) ([]float64, error) {
	xs := make([][]float64, len(samples))
	for i, s := range samples {
		xs[i] = vector(s.Evidence)
	}
	problem := optimize.Problem{
		Func: func(w []float64) float64 {
			loss := 0.0
			for i, x := range xs {
				z := dot(w, x)
				if !samples[i].Right {
					z = -z
				}
				loss += math.Log1p(math.Exp(-math.Abs(z))) + math.Max(0, -z)
			}
			for _, v := range w[1:] {
				loss += ridge / 2 * v * v
			}
			return loss
		},
		Grad: func(grad, w []float64) {
			clear(grad)
			for i, x := range xs {
				r := 1/(1+math.Exp(-dot(w, x))) - is(samples[i].Right)
				for j, v := range x {
					grad[j] += r * v
				}
			}
			for j := 1; j < len(w); j++ {
				grad[j] += ridge * w[j]
			}
		},
	}
	result, err := optimize.Minimize(problem, make([]float64, len(featureNames)),
		&optimize.Settings{GradientThreshold: 1e-3}, &optimize.LBFGS{})
	if err != nil && (result == nil || result.Status != optimize.IterationLimit) {
		return nil, err
	}
	return result.X, nil
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// limit is the probability under which the share doubted of the right samples lies.
func limit(m *Model, samples []Sample, doubted float64) float64 {
	var right []float64
	for _, s := range samples {
		if s.Right {
			right = append(right, m.Probability(s.Evidence))
		}
	}
	if len(right) == 0 {
		return highestLimit
	}
	sort.Float64s(right)
	at := right[min(int(doubted*float64(len(right))), len(right)-1)]
	return math.Max(lowestLimit, math.Min(highestLimit, math.Floor(at*1e4)/1e4))
}

// Whatever the samples say, a value as likely wrong as right is doubted, and
// certainty is not asked for.
const (
	lowestLimit  = 0.5
	highestLimit = 0.999
)
