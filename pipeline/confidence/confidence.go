// Package confidence turns what is known about a read value into the
// probability that it is exactly right. It owns the features, the logistic
// model over them and its fit; the coefficients are data (model.yaml), fitted
// to synthetic documents by `make calibrate` and never by hand.
package confidence

import (
	_ "embed"
	"fmt"
	"math"

	"github.com/goccy/go-yaml"

	"hecha/document"
)

// featureNames is the order of the model's coefficients; the first is the
// intercept.
var featureNames = []string{
	"intercept", "min", "mean", "margin", "length", "small", "second_agrees", "second_differs", "again_agrees", "again_differs",
	"layer_agrees", "layer_differs", "proof", "more_proofs", "known", "objection", "under_seal", "corrected",
	"malformed", "gray", "blur",
}

// vector has one number for every name of featureNames.
func vector(e document.Evidence) []float64 {
	return []float64{
		1, logit(e.Min) / 4, logit(e.Mean) / 4, e.Margin, math.Log1p(float64(e.Length)) / 3,
		math.Max(0, 24-e.HeightPX) / 12, is(e.Second == document.Agrees), is(e.Second == document.Differs),
		is(e.Again == document.Agrees), is(e.Again == document.Differs),
		is(e.Layer == document.Agrees), is(e.Layer == document.Differs), is(e.Proofs > 0), is(e.Proofs > 1), is(e.Known), is(e.Objections > 0),
		is(e.UnderSeal), is(e.Corrected), is(e.Malformed), is(e.Gray), 1 - e.Sharpness,
	}
}

func is(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// logit keeps scores of exactly 0 or 1 within what float32 engines can tell.
func logit(p float64) float64 {
	const eps = 1e-4
	p = math.Min(1-eps, math.Max(eps, p))
	return math.Log(p / (1 - p))
}

// Model is a logistic regression per class.
type Model struct {
	// Source says what the coefficients were fitted to.
	Source string `yaml:"source"`
	// DoubtBelow is the probability under which a value asks for a person.
	DoubtBelow float64 `yaml:"doubt_below"`
	// Coefficients by class and feature.
	Coefficients map[document.Class]map[string]float64 `yaml:"coefficients"`
}

//go:embed model.yaml
var embedded []byte

// Default is the model that the program was built with.
func Default() (*Model, error) { return Parse(embedded) }

// Parse reads a model from YAML and refuses one with a class or a feature
// missing.
func Parse(b []byte) (*Model, error) {
	var m Model
	if err := yaml.Unmarshal(b, &m); err != nil {
		return nil, fmt.Errorf("parse confidence model: %w", err)
	}
	if m.DoubtBelow <= 0 || m.DoubtBelow >= 1 {
		return nil, fmt.Errorf("parse confidence model: doubt_below is %g, want between 0 and 1", m.DoubtBelow)
	}
	for _, class := range document.Classes {
		for _, f := range featureNames {
			if _, ok := m.Coefficients[class][f]; !ok {
				return nil, fmt.Errorf("parse confidence model: class %s lacks %s", class, f)
			}
		}
	}
	return &m, nil
}

// Probability is the calibrated chance that the value is exactly right.
func (m *Model) Probability(e document.Evidence) float64 {
	z := 0.0
	w := m.Coefficients[e.Class]
	for i, x := range vector(e) {
		z += w[featureNames[i]] * x
	}
	return 1 / (1 + math.Exp(-z))
}

// Doubtful tells whether a probability asks for a person.
func (m *Model) Doubtful(p float64) bool { return p < m.DoubtBelow }
