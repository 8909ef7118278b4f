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

// readFootDate sets a field from the lowest date that stands by itself: the day
// on which the paper was made out. Where none has a line of its own, the lowest
// that no sentence uses counts.
func (p *paper) readFootDate(name string, t layout.Text) {
	if f, ok := p.fields[name]; ok && !outOfForm(f) {
		return
	}
	for _, alone := range []bool{true, false} {
		lowest := -1.0
		var best layout.Run
		for _, m := range t.FindAll(footDate) {
			if y := p.centerY(m["v"]); y > lowest && (!alone || p.standsAlone(m["v"])) {
				lowest, best = y, m["v"]
			}
		}
		if best != nil {
			p.set(name, best, date)
			p.doubtWithoutDay(name)
			return
		}
	}
	for _, f := range reversed(p.frags) {
		if m := brokenDate.FindStringIndex(f.Text()); m != nil {
			p.set(name, f.Glyphs, date)
			return
		}
	}
}

// brokenDate is a line that was a date before it was misread.
var brokenDate = regexp.MustCompile(`^(?:日期:)?[^,。:;()年月]{1,6}年[^,。年月]{1,3}月[^,。年月]{1,4}[日曰目]?$`)

// footDate is a date that is no part of a span, a birth or a graduation.
var footDate = sentencePattern(`(?:^|[^于自从至到-])(?P<v>D)(?:[^生出至到起入毕参始-]|$)`)
