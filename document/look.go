package document

import (
	"fmt"
	"strings"
)

// FieldLook is a field that a machine read and somebody who reviews spoke of.
type FieldLook struct {
	Kind    Kind
	Field   string // without numbers: periods.start, seals
	Sure    bool   // the machine did not doubt the value
	Changed bool   // the person said another one
}

// Looks are what those who review said of the values that are read now, in no
// order.
func (c Case) Looks(results []Result) (all []FieldLook) {
	look := func(p Paper, name, value string, doubts []Doubt) {
		if w, ok := c.Settled(p, name, value); ok {
			all = append(all, FieldLook{p.Kind, unnumbered(name), len(doubts) == 0, w.Decision.Value != value})
		}
	}
	for _, p := range Papers(results) {
		for name, f := range p.AllFields() {
			look(p, name, f.Value, f.Doubt)
		}
		for i, s := range p.Seals {
			look(p, fmt.Sprintf("seals.%d", i), s.Text, s.Doubt)
		}
	}
	return all
}

// unnumbered is the name of a field without the number of its row.
func unnumbered(name string) string {
	parts := strings.Split(name, ".")
	if len(parts) > 1 {
		parts = append(parts[:1], parts[2:]...)
	}
	return strings.Join(parts, ".")
}
