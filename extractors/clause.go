package extractors

import (
	"regexp"

	"hecha/extractors/internal/layout"
)

// clause finds one thing that a sentence says by the words around it, not by the
// sentence as a whole: wordings and their order differ from school to school and
// from office to office.
type clause struct {
	field   string
	pattern *regexp.Regexp // with a group of the name "v"
	// unlike refuses a match of that form; nil refuses none.
	unlike *regexp.Regexp
}

// readClauses sets every field that is missing, or out of form, from the first
// clause for it that matches in form. A clause is looked for line by line first
// and then in the running text, before any less sure clause gets its turn: where
// a sentence breaks must not decide what it says.
func (p *paper) readClauses(t layout.Text, clauses []clause, parsers map[string]parser) {
	running := t.Without("\n")
	for _, c := range clauses {
		p.readClause(t, c, parsers[c.field])
		p.readClause(running, c, parsers[c.field])
	}
}

func (p *paper) readClause(t layout.Text, c clause, parse parser) {
	if f, ok := p.fields[c.field]; ok && !outOfForm(f) {
		return
	}
	for _, m := range t.FindAll(c.pattern) {
		run := m["v"]
		if c.unlike != nil && c.unlike.MatchString(run.String()) {
			continue
		}
		p.set(c.field, run, parse)
		if f, ok := p.fields[c.field]; ok && !outOfForm(f) {
			return
		}
	}
}

// footDate is a date that is no part of a span, a birth or a graduation.
var footDate = sentencePattern(`(?:^|[^于自从至到-])(?P<v>D)(?:[^生出至到起入毕参始-]|$)`)
