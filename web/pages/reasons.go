package pages

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"hecha/document"
)

//go:embed reasons.yaml
var reasonsYAML []byte

// reason is something to tell a candidate, ready to be chosen.
type reason struct {
	Verbs []document.Verb `yaml:"verbs"` // fail, send_back
	ZH    string          `yaml:"zh"`    // what the candidate is told
	EN    string          `yaml:"en"`
}

// In is the reason for somebody who reads the pages in a language.
func (r reason) In(language string) string {
	if language == "en" {
		return r.EN
	}
	return r.ZH
}

// For tells whether the reason goes with a decision.
func (r reason) For(verb string) bool { return slices.Contains(r.Verbs, document.Verb(verb)) }

// reasons are all of them, in the order in which they are shown.
var reasons = sync.OnceValue(func() (all []reason) {
	if err := yaml.UnmarshalWithOptions(reasonsYAML, &all, yaml.Strict()); err != nil {
		panic("reasons.yaml: " + err.Error()) // embedded and tested: cannot happen
	}
	return all
})

// compose makes one message of several problems: numbered, when there are more
// than one.
func compose(problems ...string) string {
	var lines []string
	for _, p := range problems {
		if p = strings.TrimSpace(p); p != "" && !slices.Contains(lines, p) {
			lines = append(lines, p)
		}
	}
	if len(lines) > 1 {
		for i := range lines {
			lines[i] = fmt.Sprintf("%d. %s", i+1, lines[i])
		}
	}
	return strings.Join(lines, "\n")
}
