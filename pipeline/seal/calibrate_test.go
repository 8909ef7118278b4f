package seal_test

import (
	"math"
	"testing"
)

// sample is one reading: the model's features and whether the text was right.
type sample struct {
	features []float64
	right    bool
}

// fit finds the coefficients of a logistic model by gradient descent on the
// likelihood with a ridge of 1: the few hundred samples must not make any
// feature infinitely telling.
func fit(samples []sample) []float64 {
	w := make([]float64, len(samples[0].features))
	for range 20000 {
		gradient := make([]float64, len(w))
		for _, s := range samples {
			p := logistic(w, s.features)
			if s.right {
				p--
			}
			for i, f := range s.features {
				gradient[i] += p * f
			}
		}
		for i := range w {
			w[i] -= 2 / float64(len(samples)) * (gradient[i] + w[i]/float64(len(samples))*5)
		}
	}
	return w
}

func logistic(w, features []float64) float64 {
	z := 0.0
	for i, f := range features {
		z += w[i] * f
	}
	return 1 / (1 + math.Exp(-z))
}

// reliability prints, by tenths of the confidence, how often the text was right.
func reliability(t *testing.T, confidence []float64, right []bool) {
	t.Helper()
	var n, ok [10]int
	var sum [10]float64
	brier := 0.0
	for i, c := range confidence {
		k := min(9, int(c*10))
		n[k]++
		sum[k] += c
		hit := 0.0
		if right[i] {
			ok[k]++
			hit = 1
		}
		brier += (c - hit) * (c - hit) / float64(len(confidence))
	}
	for k := range n {
		if n[k] > 0 {
			t.Logf("confidence %.2f: %d of %d right", sum[k]/float64(n[k]), ok[k], n[k])
		}
	}
	t.Logf("Brier score %.3f", brier)
}

func TestFitSeparates(t *testing.T) {
	var samples []sample
	for i := range 100 {
		x := float64(i) / 100
		samples = append(samples, sample{[]float64{1, x}, x > 0.6 || i%10 == 0})
	}
	w := fit(samples)
	if low, high := logistic(w, []float64{1, 0.1}), logistic(w, []float64{1, 0.9}); low > 0.35 || high < 0.75 {
		t.Errorf("fitted %.2f at 0.1 and %.2f at 0.9 with %v", low, high, w)
	}
}
