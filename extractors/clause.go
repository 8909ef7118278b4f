package extractors

import (
	"math"
	"regexp"
	"strings"

	"hecha/document"
	"hecha/extractors/internal/layout"
	"hecha/extractors/internal/sentence"
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
	labelled := p.known("name")
	p.readNames([]layout.Text{t, running}, clauses, parsers["name"])
	for _, c := range clauses {
		p.readClause(t, c, parsers[c.field])
		p.readClause(running, c, parsers[c.field])
	}
	if !labelled && p.endsWithSex() {
		p.doubt("name", document.DoubtExtent)
	}
}

// endsWithSex tells whether the name can end with the word for the sex, which stands
// nowhere else.
func (p *paper) endsWithSex() bool {
	name, sex := p.fields["name"], p.fields["sex"]
	return sexEnd.MatchString(name.Value) && (sex.Value == "" || name.Quad.Contains(sex.Quad.Center()))
}

// sexEnd ends what can be a name with the word for the sex behind it, where the mark
// between the two was lost.
var sexEnd = regexp.MustCompile(`..[男女]$`)

// sureName is the cost up to which a person's name in a sentence is one: it begins
// with a surname and is of the usual length. Any other that its clause found may be
// longer, shorter, or no name.
const sureName = 1.1

// nameLead are words that stand before a name where no mark parts them from it.
var nameLead = regexp.MustCompile(`^.*(?:证明|兹有|确定|同意|认定|批准|确认|授予|聘任|照片|钢印|盖章|持有人|持证人|持证者|申请人|学生|学员|考生|教师|职工|员工|干部|证书|编号|关于|[你贵我本](?:单位|公司|局|院|校|厂|所))`)

// afterLead is what stands behind such words.
func afterLead(run layout.Run) layout.Run {
	return run[len([]rune(nameLead.FindString(run.String()))):]
}

// readNames sets the name from the first clause for it that finds a sure one, else
// from the first that finds what can be one, in doubt.
func (p *paper) readNames(texts []layout.Text, clauses []clause, parse parser) {
	if p.known("name") {
		return
	}
	best, cost := layout.Run(nil), math.Inf(1)
	for _, c := range clausesFor(clauses, "name") {
		for _, t := range texts {
			for _, m := range t.FindAll(c.pattern) {
				run := afterLead(m["v"])
				text := run.String()
				if c.unlike != nil && c.unlike.MatchString(text) || !isHan(text, "·•.") {
					continue
				}
				switch n := personForm(text); {
				case n <= sureName:
					p.set("name", run, parse)
					return
				case n < cost:
					best, cost = run, n
				}
			}
		}
	}
	if best != nil {
		p.set("name", best, parse)
		p.doubt("name", document.DoubtExtent)
	}
}

func (p *paper) readClause(t layout.Text, c clause, parse parser) {
	if f, ok := p.fields[c.field]; ok && !outOfForm(f) {
		return
	}
	for _, m := range t.FindAll(c.pattern) {
		run := m["v"]
		if c.field == "name" && isHan(run.String(), "·•.") && personForm(run.String()) == sentence.Never {
			continue
		}
		if c.unlike != nil && c.unlike.MatchString(run.String()) {
			continue
		}
		p.set(c.field, run, parse)
		if f, ok := p.fields[c.field]; ok && !outOfForm(f) {
			return
		}
	}
}

// What stands before and after a date that is part of a span, a birth or a
// graduation, and none at the foot.
const (
	beforeSaid = "于自从至到-"
	afterSaid  = "生出至到起入毕参始-"
)

// footDates are the dates of t that are no part of such.
func footDates(t layout.Text) []layout.Run {
	var out []layout.Run
	rs := []rune(t.String())
	for i, r := range rs {
		if r != dateSign || i > 0 && strings.ContainsRune(beforeSaid, rs[i-1]) || i+1 < len(rs) && strings.ContainsRune(afterSaid, rs[i+1]) {
			continue
		}
		out = append(out, t.Slice(i, i+1))
	}
	return out
}
