package confidence_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"hecha/document"
	"hecha/pipeline/confidence"
)

func TestDefaultModelLoads(t *testing.T) {
	m, err := confidence.Default()
	if err != nil {
		t.Fatal(err)
	}
	sure := document.Evidence{Class: document.ClassNumber, Min: 0.999, Mean: 0.999, Margin: 0.99, Length: 18, HeightPX: 40,
		Second: document.Agrees, Proofs: 2, Sharpness: 1}
	poor := sure
	poor.Min, poor.Mean, poor.Margin, poor.Second, poor.Proofs, poor.Objections = 0.4, 0.6, 0.1, document.Differs, 0, 1
	if p, q := m.Probability(sure), m.Probability(poor); p < 0.97 || q > 0.9 || m.Doubtful(p) || !m.Doubtful(q) {
		t.Errorf("proven number: %.3f, disputed number: %.3f, limit %.3f", p, q, m.DoubtBelow)
	}
}

func TestParseRefusesAnIncompleteModel(t *testing.T) {
	for name, yaml := range map[string]string{
		"no limit":       "coefficients: {}",
		"missing class":  "doubt_below: 0.9\ncoefficients: {}",
		"not YAML":       "{",
		"limit too high": "doubt_below: 1.5",
	} {
		if _, err := confidence.Parse([]byte(yaml)); err == nil {
			t.Errorf("%s: parsed", name)
		}
	}
}

// The fit recovers a known relation, and its limit keeps the promise.
func TestFit(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	draw := func(class document.Class) confidence.Sample {
		e := document.Evidence{Class: class, Min: 0.3 + 0.7*rng.Float64(), Mean: 0.95, Margin: 0.9, Length: 5, HeightPX: 40, Sharpness: 1}
		e.Second = document.Agreement(1 + rng.IntN(2))
		z := math.Log(e.Min/(1-e.Min)) + 1
		if e.Second == document.Differs {
			z -= 4
		}
		return confidence.Sample{Evidence: e, Right: rng.Float64() < 1/(1+math.Exp(-z))}
	}
	var samples []confidence.Sample
	for range 4000 {
		for _, class := range document.Classes {
			samples = append(samples, draw(class))
		}
	}
	m, err := confidence.Fit(samples, 0.2, "test")
	if err != nil {
		t.Fatal(err)
	}
	var sum, right float64
	for _, s := range samples {
		sum += m.Probability(s.Evidence)
		if s.Right {
			right++
		}
	}
	if n := float64(len(samples)); math.Abs(sum-right)/n > 0.01 {
		t.Errorf("mean probability %.3f for %.3f right", sum/n, right/n)
	}
	doubted, wrong, caught := 0.0, 0.0, 0.0
	for _, s := range samples {
		switch d := m.Doubtful(m.Probability(s.Evidence)); {
		case s.Right && d:
			doubted++
		case !s.Right && d:
			caught++
			wrong++
		case !s.Right:
			wrong++
		}
	}
	if share := doubted / right; math.Abs(share-0.2) > 0.005 {
		t.Errorf("%.3f of the right values are doubted, want 0.2", share)
	}
	if caught/wrong < 0.3 {
		t.Errorf("only %.0f of %.0f wrong values are doubted", caught, wrong)
	}
	if d := m.Coefficients[document.ClassName]; d["second_differs"] > d["second_agrees"]-2 {
		t.Errorf("second_differs %.2f, second_agrees %.2f: want about four apart", d["second_differs"], d["second_agrees"])
	}
	if _, err := confidence.Fit(nil, 0.05, "none"); err == nil || !strings.Contains(err.Error(), "no samples") {
		t.Errorf("fit of nothing: %v", err)
	}
}
