package extractors

import (
	"regexp"
	"strings"

	"hecha/document"
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

// sentencePattern compiles a pattern in which D is a date.
func sentencePattern(s string) *regexp.Regexp {
	return regexp.MustCompile(strings.ReplaceAll(s, "D", string(dateSign)))
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

// notName are words that stand where a name may stand but are none.
var notName = regexp.MustCompile(`证书|证明|专业|学校|大学|学院|工作|公司|单位|考试|课程|毕业|报名|以上|情况|计划|学位|答辩|规定|审核|性别`)

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

// doubtWithoutDay doubts a date at the foot that ends with its month: some papers
// have no day, but on most it was lost under the seal.
func (p *paper) doubtWithoutDay(name string) {
	if f := p.fields[name]; len(f.Value) == len("2006-01") {
		p.doubt(name, document.DoubtPartial)
	}
}

// brokenDate is a line that was a date before it was misread.
var brokenDate = regexp.MustCompile(`^(?:日期:)?[^,。:;()年月]{1,6}年[^,。年月]{1,3}月[^,。年月]{1,4}[日曰目]?$`)

// footDate is a date that is no part of a span, a birth or a graduation.
var footDate = sentencePattern(`(?:^|[^于自从至到-])(?P<v>D)(?:[^生出至到起入毕参始-]|$)`)

// standsAlone tells whether the lines of run hold little else: a date at the
// foot, not one in a sentence.
func (p *paper) standsAlone(run layout.Run) bool {
	lines := map[int]bool{}
	for _, g := range run {
		lines[g.Line] = true
	}
	total := 0
	for _, f := range p.frags {
		if lines[f.Glyphs[0].Line] {
			total += len(f.Glyphs)
		}
	}
	return total <= len(run)+maxBesideDate
}

// maxBesideDate is how many characters may stand in the line of the date at the
// foot: the label 日期:, the end of a school's name, noise of a seal.
const maxBesideDate = 6

// centerY is the mean height of run on the sheet, upright.
func (p *paper) centerY(run layout.Run) float64 {
	sum, n := 0.0, 0.0
	for _, g := range run {
		for _, f := range p.frags {
			if f.Glyphs[0].Line == g.Line {
				sum, n = sum+f.CenterY(), n+1
			}
		}
	}
	if n == 0 {
		return 0
	}
	return sum / n
}
