package policy

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed data/*.yaml
var embedded embed.FS

// Policy is a set of rules that belong together. It is read-only after Load and
// safe for concurrent use.
type Policy struct {
	notice      notice
	majors      majorBook
	eligibility eligibilityBook
	risk        riskBook
	commitment  Commitment
}

// Default are the embedded rules: those of the notice of Hunan of December 2021.
var Default = sync.OnceValues(func() (*Policy, error) {
	data, err := fs.Sub(embedded, "data")
	if err != nil {
		return nil, err
	}
	return Load(data)
})

// Load reads the policy files of a folder. The error tells every mistake in
// them: an unknown key, a rule without source, a class of majors that is not
// there.
func Load(files fs.FS) (*Policy, error) {
	p := &Policy{}
	for name, book := range map[string]any{
		"notice.yaml": &p.notice, "majors.yaml": &p.majors, "eligibility.yaml": &p.eligibility, "risk.yaml": &p.risk,
		"commitment.yaml": &p.commitment,
	} {
		if err := decode(files, name, book); err != nil {
			return nil, err
		}
	}
	var mistakes []error
	for name, check := range map[string]func() []string{
		"notice.yaml": p.notice.mistakes, "majors.yaml": p.majors.mistakes, "risk.yaml": p.risk.mistakes, "commitment.yaml": p.commitment.mistakes,
		"eligibility.yaml": func() []string { return p.eligibility.mistakes(p.majors) },
	} {
		for _, m := range check() {
			mistakes = append(mistakes, fmt.Errorf("%s: %s", name, m))
		}
	}
	if len(mistakes) > 0 {
		return nil, fmt.Errorf("load policy: %w", errors.Join(mistakes...))
	}
	p.eligibility.inherit()
	return p, nil
}

func decode(files fs.FS, name string, book any) error {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return fmt.Errorf("load policy: %w", err)
	}
	if err := yaml.UnmarshalWithOptions(data, book, yaml.Strict()); err != nil {
		return fmt.Errorf("load policy: %s: %s", name, yaml.FormatError(err, false, true))
	}
	return nil
}

// Version names the rules, for the record of an assessment.
func (p *Policy) Version() string {
	return strings.Join([]string{p.notice.Version, p.eligibility.Version, p.majors.Version, p.risk.Version}, " ")
}

// Confidence tells how well a rule is founded.
type Confidence string

// The marks: A, the text was found and agrees in at least two sources or stands
// in the notice; B, in one; C, general knowledge or custom. Only A decides
// anything without a person.
const (
	ConfidenceA Confidence = "A"
	ConfidenceB Confidence = "B"
	ConfidenceC Confidence = "C"
)

// Origin is where a rule comes from. Every rule has one.
type Origin struct {
	Source     string     `yaml:"source"`
	Confidence Confidence `yaml:"confidence"`
	Note       string     `yaml:"note"`
}

// mistakes are what is wrong with the origin of the rule that is named.
func (o Origin) mistakes(rule string) []string {
	var out []string
	if strings.TrimSpace(o.Source) == "" {
		out = append(out, rule+" has no source")
	}
	switch o.Confidence {
	case ConfidenceA, ConfidenceB, ConfidenceC:
	default:
		out = append(out, fmt.Sprintf("%s has the confidence %q, which is none of A, B, C", rule, o.Confidence))
	}
	return out
}

// or is o, with what it lacks from parent.
func (o Origin) or(parent Origin) Origin {
	if o.Source == "" {
		o.Source = parent.Source
	}
	if o.Confidence == "" {
		o.Confidence = parent.Confidence
	}
	return o
}

// RuleInfo names a rule of the files and where it comes from.
type RuleInfo struct {
	ID string // as Requirement.Rule, Eligibility.Rule and RiskFactor.Rule give it
	Origin
}

// Rules are all rules of the files, those of notice.yaml first.
func (p *Policy) Rules() []RuleInfo {
	var all []RuleInfo
	for _, r := range p.notice.Requirements {
		all = append(all, RuleInfo{r.ID, r.Origin})
	}
	for _, r := range p.notice.Routes {
		all = append(all, RuleInfo{r.ID, r.Origin})
	}
	for _, r := range p.notice.Never {
		all = append(all, RuleInfo{r.Reason, r.Origin})
	}
	for _, t := range p.eligibility.TechnicianLevels {
		all = append(all, RuleInfo{string(t.Class), t.Origin})
	}
	for _, e := range p.eligibility.Exams {
		for _, r := range e.Rules {
			all = append(all, RuleInfo{e.key(r.ID), r.Origin})
		}
		for _, c := range e.Claims {
			all = append(all, RuleInfo{e.key(c.ID), c.Origin})
		}
	}
	for _, c := range p.majors.Classes {
		all = append(all, RuleInfo{c.ID, c.Origin})
	}
	for _, w := range p.risk.Weights {
		all = append(all, RuleInfo{w.ID, w.Origin})
	}
	return all
}
