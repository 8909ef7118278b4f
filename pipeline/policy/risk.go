package policy

import (
	"fmt"
	"slices"
	"strings"

	"hecha/document"
)

// riskBook is risk.yaml: what weighs how much in the order of the queue.
type riskBook struct {
	Version string       `yaml:"version"`
	Weights []riskWeight `yaml:"weights"`
}

// riskWeight gives a weight to findings. The first line that fits a finding
// counts.
type riskWeight struct {
	ID string `yaml:"id"`
	// Code is a finding's, or the beginning of one where it ends with a star; or
	// checklist.<status>, eligibility.<outcome>, doubt or not_checked.
	Code     string            `yaml:"code"`
	Severity document.Severity `yaml:"severity"` // only findings of this one; empty for all
	Weight   float64           `yaml:"weight"`
	Most     float64           `yaml:"most"` // all of them together weigh no more; 0 for no limit
	Origin   `yaml:",inline"`
}

func (b riskBook) mistakes() []string {
	var out []string
	if b.Version == "" {
		out = append(out, "has no version")
	}
	seen := map[string]bool{}
	for _, w := range b.Weights {
		rule := "weight " + w.ID
		if w.ID == "" || seen[w.ID] {
			out = append(out, rule+" has no id of its own")
		}
		seen[w.ID] = true
		out = append(out, w.Origin.mistakes(rule)...)
		if w.Code == "" || w.Weight < 0 || w.Most < 0 {
			out = append(out, rule+" needs a code and weights of 0 or more")
		}
		if !slices.Contains([]document.Severity{"", document.SeverityInfo, document.SeverityWarning, document.SeverityError}, w.Severity) {
			out = append(out, fmt.Sprintf("%s names the severity %q, which there is not", rule, w.Severity))
		}
	}
	return out
}

func (w riskWeight) fits(code string, severity document.Severity) bool {
	if w.Severity != "" && w.Severity != severity {
		return false
	}
	head, star := strings.CutSuffix(w.Code, "*")
	return w.Code == code || star && strings.HasPrefix(code, head)
}

// Risk adds up the weights of everything that was found. It orders a queue: a
// person decides about an application of any score.
func (p *Policy) Risk(a document.Assessment, papers []document.Paper) document.Risk {
	t := tally{book: p.risk}
	for _, f := range a.Findings {
		t.add(f.Code, f.Severity)
	}
	for _, paper := range papers {
		for _, f := range paper.Findings {
			t.add(f.Code, f.Severity)
		}
		for _, f := range paper.Fields {
			if len(f.Doubt) > 0 {
				t.add("doubt", "")
			}
		}
	}
	for _, r := range a.Checklist {
		t.add("checklist."+string(r.Status), "")
	}
	t.add("eligibility."+string(a.Eligibility.Outcome), "")
	for range a.NotChecked {
		t.add("not_checked", "")
	}
	return t.risk()
}

// tally counts what weighs.
type tally struct {
	book    riskBook
	factors []document.RiskFactor
}

func (t *tally) add(code string, severity document.Severity) {
	i := slices.IndexFunc(t.book.Weights, func(w riskWeight) bool { return w.fits(code, severity) })
	if i < 0 || t.book.Weights[i].Weight == 0 {
		return
	}
	w := t.book.Weights[i]
	spent := 0.0
	for _, f := range t.factors {
		if f.Rule == w.ID {
			spent += f.Weight
		}
	}
	weight := w.Weight
	if w.Most > 0 {
		weight = min(weight, max(0, w.Most-spent))
	}
	j := slices.IndexFunc(t.factors, func(f document.RiskFactor) bool { return f.Code == code && f.Rule == w.ID })
	if j < 0 {
		t.factors = append(t.factors, document.RiskFactor{Code: code, Rule: w.ID})
		j = len(t.factors) - 1
	}
	t.factors[j].Count++
	t.factors[j].Weight += weight
}

// risk is the sum, the heaviest factors first.
func (t *tally) risk() document.Risk {
	r := document.Risk{Factors: []document.RiskFactor{}}
	for _, f := range t.factors {
		r.Score += f.Weight
		r.Factors = append(r.Factors, f)
	}
	slices.SortStableFunc(r.Factors, func(a, b document.RiskFactor) int {
		switch {
		case a.Weight > b.Weight:
			return -1
		case a.Weight < b.Weight:
			return 1
		}
		return strings.Compare(a.Code, b.Code)
	})
	return r
}
