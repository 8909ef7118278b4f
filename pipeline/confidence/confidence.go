// Package confidence turns what is known about a read value into the
// probability that it is exactly right. It owns the features, the logistic
// model over them and its fit; the coefficients are data (model.yaml), fitted
// to synthetic documents by `make calibrate` and never by hand.
package confidence

import (
	_ "embed"
	"fmt"
	"math"
	"slices"

	"github.com/goccy/go-yaml"
)

// Class groups fields whose values are read, and go wrong, alike.
type Class string

// The classes. Closed is for values out of a short list (sex, level), Number
// for digits and dates, Name for a person's name, Text for the rest, Seal for
// the ring text of a seal.
const (
	Closed Class = "closed"
	Number Class = "number"
	Name   Class = "name"
	Text   Class = "text"
	Seal   Class = "seal"
)

// Agreement tells what another reader saw in the same place.
type Agreement int

// The outcomes of a second reading.
const (
	NotAsked Agreement = iota
	Agrees
	Differs
)

// Evidence is what is known about one value.
type Evidence struct {
	Class Class
	// Min and Mean are the engine's scores over the value's characters.
	Min, Mean float64
	// Margin is the smallest lead of a character over its runner-up.
	Margin float64
	Length int // in characters
	// HeightPX is the height of the text on the picture that was read.
	HeightPX float64
	Second   Agreement // another engine, or another channel of the picture
	Layer    Agreement // the PDF's own text
	// Proofs counts the independent checks that confirm the value: a check
	// digit, a register, another place on the same paper.
	Proofs int
	// Objections counts the checks that speak against it.
	Objections int
	UnderSeal  bool
	Corrected  bool // the value differs from the raw text
	Malformed  bool // not of the form that such a value has
	Gray       bool // read from a copy without colour
	Sharpness  float64
}

// featureNames is the order of the model's coefficients; the first is the
// intercept.
var featureNames = []string{
	"intercept", "min", "mean", "margin", "length", "small", "second_agrees", "second_differs",
	"layer_agrees", "layer_differs", "proof", "more_proofs", "objection", "under_seal", "corrected",
	"malformed", "gray", "blur",
}

// vector has one number for every name of featureNames.
func (e Evidence) vector() []float64 {
	return []float64{
		1, logit(e.Min) / 4, logit(e.Mean) / 4, e.Margin, math.Log1p(float64(e.Length)) / 3,
		math.Max(0, 24-e.HeightPX) / 12, is(e.Second == Agrees), is(e.Second == Differs),
		is(e.Layer == Agrees), is(e.Layer == Differs), is(e.Proofs > 0), is(e.Proofs > 1), is(e.Objections > 0),
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
	Coefficients map[Class]map[string]float64 `yaml:"coefficients"`
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
	for _, class := range []Class{Closed, Number, Name, Text, Seal} {
		for _, f := range featureNames {
			if _, ok := m.Coefficients[class][f]; !ok {
				return nil, fmt.Errorf("parse confidence model: class %s lacks %s", class, f)
			}
		}
	}
	return &m, nil
}

// Probability is the calibrated chance that the value is exactly right.
func (m *Model) Probability(e Evidence) float64 {
	z := 0.0
	w := m.Coefficients[e.Class]
	for i, x := range e.vector() {
		z += w[featureNames[i]] * x
	}
	return 1 / (1 + math.Exp(-z))
}

// Doubtful tells whether a probability asks for a person.
func (m *Model) Doubtful(p float64) bool { return p < m.DoubtBelow }

// ClassOf is the class of a field.
func ClassOf(field string) Class {
	switch {
	case slices.Contains([]string{"sex", "ethnicity", "level", "study_form", "length_years", "category", "conclusion"}, field):
		return Closed
	case slices.Contains([]string{"name", "president", "contact"}, field):
		return Name
	case slices.Contains([]string{
		"id_number", "certificate_number", "verification_code", "phone", "years", "total_years",
		"birth_date", "enrollment_date", "graduation_date", "updated_date", "issued_date", "valid_from",
		"valid_until", "work_start", "work_end", "awarded_date", "exam_year",
	}, field):
		return Number
	}
	return Text
}
