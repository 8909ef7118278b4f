package policy

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/document"
	"hecha/document/normalize"
)

// closeMonths is how near to the limit a person must look.
const closeMonths = 3

// Eligibility calculates whether the candidate was entitled to sit the exam, by
// the rules and what the papers say.
func (p *Policy) Eligibility(app document.Application, papers []document.Paper) document.Eligibility {
	out := document.Eligibility{Year: app.ExamYear, Outcome: document.OutcomePerson}
	e, ok := p.exam(app.Exam, app.ExamYear)
	if !ok {
		out.Reasons = []document.Reason{{Code: "exam_unknown", Args: args{"year": itoa(app.ExamYear)}}}
		return complete(out)
	}
	out.Exam = e.ID
	if claim, ok := p.claimRule(e, app); ok {
		return complete(e.byClaim(claim, app, papers, out))
	}
	c := calculation{policy: p, exam: e, app: app, papers: papers, out: out, titles: titles(app, papers)}
	return complete(c.run())
}

// complete gives every list a value, so that the JSON has [] and never null.
func complete(e document.Eligibility) document.Eligibility {
	e.Doubted = append([]document.Place{}, e.Doubted...)
	e.Steps = append([]document.Step{}, e.Steps...)
	e.Reasons = append([]document.Reason{}, e.Reasons...)
	return e
}

// calculation is one candidate against one exam.
type calculation struct {
	policy *Policy
	exam   *exam
	app    document.Application
	papers []document.Paper
	titles []value
	out    document.Eligibility
}

// attempt is one study held against one rule.
type attempt struct {
	study   study
	rule    rule
	applies answer // no attempt is kept to which the rule does not apply
	unknown []document.Reason
	title   value
	member  membership
	class   string
	work    work
	outcome document.Outcome // of the years alone
	// undated tells that years count from a title of which nobody knows the day.
	undated bool
}

func (c *calculation) run() document.Eligibility {
	studies := c.policy.studies(c.app, c.papers)
	attempts := c.attempts(studies)
	best, open := choose(attempts)
	if best == nil {
		return c.none(studies)
	}
	c.describe(*best)
	c.out.Outcome = best.outcome
	if best.outcome != document.OutcomeMet {
		c.lacking(*best)
	}
	if len(open) > 0 {
		c.person(open...)
	}
	if confidence := c.confidence(*best); confidence != ConfidenceA {
		c.person(document.Reason{Code: "rule_confidence", Args: args{"confidence": string(confidence)}})
	}
	if best.undated && best.outcome == document.OutcomePerson {
		c.person(document.Reason{Code: "title_undated", Args: args{}, Fields: []string{"awarded_date"}})
	}
	if best.rule.Judge != "" {
		c.person(document.Reason{Code: best.rule.Judge, Args: args{}})
	}
	if !best.study.proven && len(best.rule.Education) > 0 {
		c.out.Reasons = append(c.out.Reasons, document.Reason{Code: "education_unproven", Args: args{}})
		c.out.Provisional = true
	}
	if t := best.title; t.text != "" && t.place.Declared {
		c.out.Reasons = append(c.out.Reasons, document.Reason{Code: "title_unproven", Args: args{}})
		c.out.Provisional = true
	}
	return c.out
}

// person leaves the outcome to a person, for reasons.
func (c *calculation) person(reasons ...document.Reason) {
	c.out.Outcome = document.OutcomePerson
	c.out.Reasons = append(c.out.Reasons, reasons...)
}

func (c *calculation) attempts(studies []study) []attempt {
	var all []attempt
	for _, s := range studies {
		if month, ok := normalize.Month(s.graduated.text); ok && month > c.exam.cutoffMonth() {
			c.step("graduated_after_cutoff", args{"graduated": s.graduated.text, "cutoff": c.exam.cutoffDate(), "level": s.level.text}, s.graduated)
			continue
		}
		if ended, known := normalize.Conclusion(s.conclusion.text); known && ended != "毕业" {
			c.step("not_graduated", args{"level": s.level.text}, s.conclusion)
			continue
		}
		for _, r := range c.exam.Rules {
			if a, ok := c.attempt(s, r, studies); ok {
				all = append(all, a)
			}
		}
	}
	return all
}

// attempt holds a study against a rule; ok is false where the rule does not
// apply to it.
func (c *calculation) attempt(s study, r rule, studies []study) (a attempt, ok bool) {
	a = attempt{study: s, rule: r, applies: answerYes}
	if !r.forLevel(s.level.text) || !among(r.Paths, s.path) {
		return a, false
	}
	a.class = r.Majors
	for _, ask := range []func(*attempt) answer{c.askMajor, askAccredited, askLength, askGraduated, askDegree, c.askTitle} {
		switch ask(&a) {
		case answerNo:
			return a, false
		case answerUnknown:
			a.applies = answerUnknown
		}
	}
	first := 0
	switch c.exam.Count {
	case countAfterGraduation:
		first, _ = normalize.Month(s.graduated.text)
	case countAfterTitle:
		month, known := c.titleMonth(a.title)
		first, a.undated = month, !known
	}
	a.work = c.exam.work(c.papers, studies, first)
	a.outcome = worse(years(r.Special, a.work.special()), years(r.Total, a.work.total()))
	if a.outcome == document.OutcomeNotMet && a.work.unknown() {
		a.outcome = document.OutcomePerson // what was not handed in or not read is not lacking
	}
	if a.undated {
		a.outcome = worse(a.outcome, document.OutcomePerson) // all work was counted
	}
	return a, true
}

func (r rule) forLevel(level string) bool {
	if len(r.Education) == 0 || slices.Contains(r.Education, level) {
		return true
	}
	if !r.AndAbove {
		return false
	}
	return slices.ContainsFunc(r.Education, func(l string) bool { return ranks[level] > ranks[l] })
}

// unsure records that the rule may apply and why that is not known.
func (a *attempt) unsure(code string, fields ...string) answer {
	a.unknown = append(a.unknown, document.Reason{Code: code, Args: args{}, Fields: fields})
	return answerUnknown
}

func (c *calculation) askMajor(a *attempt) answer {
	if a.rule.Majors == "" {
		a.member = membership{answerYes, ConfidenceA}
		return answerYes
	}
	a.member = c.policy.member(c.exam, a.rule, a.study)
	if a.member.in == answerUnknown {
		return a.unsure("major_for_person", "major")
	}
	return a.member.in
}

// member tells whether the major of a study belongs to the class of the rule.
// other is what belongs to no class that the exam names for the level.
func (p *Policy) member(e *exam, r rule, s study) membership {
	if r.Majors != otherMajors {
		class, _ := p.majors.class(r.Majors)
		return class.has(s.major.text, s.level.text)
	}
	out := membership{answerYes, r.Confidence}
	for _, named := range e.Rules {
		if named.Majors == "" || named.Majors == otherMajors || !named.forLevel(s.level.text) {
			continue
		}
		class, _ := p.majors.class(named.Majors)
		m := class.has(s.major.text, s.level.text)
		if m.in == answerYes {
			return membership{answerNo, m.confidence}
		}
		if m.in == answerUnknown {
			out.in = answerUnknown
		}
		out.confidence = max(out.confidence, m.confidence)
	}
	return out
}

func askAccredited(a *attempt) answer {
	if !a.rule.Accredited {
		return answerYes
	}
	if a.study.accredited == answerUnknown {
		return a.unsure("accreditation_for_person", "accredited")
	}
	return a.study.accredited
}

func askLength(a *attempt) answer {
	if a.rule.Length == 0 {
		return answerYes
	}
	n, err := number(a.study.length.text)
	switch {
	case err != nil:
		return a.unsure("length_unknown", "length_years")
	case n == a.rule.Length:
		return answerYes
	}
	return answerNo
}

func askGraduated(a *attempt) answer {
	d := dates{From: a.rule.GraduatedFrom, Until: a.rule.GraduatedUntil}
	if d.From == "" && d.Until == "" {
		return answerYes
	}
	if a.study.graduated.text == "" {
		return a.unsure("graduation_undated", "graduation_date")
	}
	if d.holds(a.study.graduated.text) {
		return answerYes
	}
	return answerNo
}

// askDegree never takes a missing degree for its absence: the diploma may be all
// that was handed in.
func askDegree(a *attempt) answer {
	if len(a.rule.Degree) == 0 {
		return answerYes
	}
	if a.study.degree.text == "" {
		return a.unsure("degree_unknown", "degree")
	}
	if containsAny(a.study.degree.text, a.rule.Degree...) {
		return answerYes
	}
	return answerNo
}

// askTitle never takes a title that nobody read for its absence, either.
func (c *calculation) askTitle(a *attempt) answer {
	if len(a.rule.Titles) == 0 {
		return answerYes
	}
	for _, t := range c.titles {
		for _, want := range a.rule.Titles {
			if holdsTitle(t.text, want) {
				a.title = t
				return answerYes
			}
		}
	}
	if len(c.titles) == 0 || titleUnread(c.papers) || slices.ContainsFunc(c.titles, a.rule.nearlyHeld) {
		return a.unsure("title_unknown", "title")
	}
	return answerNo
}

// nearlyHeld tells whether one character of a title on a paper, read otherwise or
// lost, keeps it from being one that the rule asks for. A lower rank stays one.
func (r rule) nearlyHeld(held value) bool {
	signs := []rune(normalize.StripSpace(held.text))
	return !held.place.Declared && slices.ContainsFunc(r.Titles, func(want string) bool {
		if lowerThan(held.text, want) {
			return false
		}
		n := utf8.RuneCountInString(want)
		for i := range max(0, len(signs)-n+1) {
			if normalize.SameButLookAlike(string(signs[i:i+n]), want) {
				return true
			}
		}
		end := string(signs[max(0, len(signs)-n+1):])
		return normalize.Distance(end, want) == 1
	})
}

// lowerRanks stand before a title that is a lower one than the title alone.
var lowerRanks = []string{"助理", "初级", "副", "见习"}

// holdsTitle tells whether what is held is the title that is asked, in other
// words around it: 建筑工程师 holds 工程师, 助理工程师 does not.
func holdsTitle(held, want string) bool {
	held, want = normalize.StripSpace(held), normalize.StripSpace(want)
	if !strings.Contains(held, want) {
		return false
	}
	return !lowerThan(held, want)
}

func lowerThan(held, want string) bool {
	return slices.ContainsFunc(lowerRanks, func(l string) bool { return strings.Contains(held, l) && !strings.Contains(want, l) })
}

// titleMonth is when a title was gained; known is false where no paper says.
func (c *calculation) titleMonth(title value) (month int, known bool) {
	for _, p := range c.papers {
		if p.Upload == title.place.Upload && p.Index == title.place.Document && !title.place.Declared {
			if month, ok := normalize.Month(read(p, "awarded_date", "issued_date").text); ok {
				return month, true
			}
		}
	}
	return 0, false
}

// years compares what is attested with what is asked.
func years(required *int, have document.Years) document.Outcome {
	if required == nil || *required == 0 {
		return document.OutcomeMet
	}
	need := 12 * *required
	switch {
	case have.Least > need+closeMonths:
		return document.OutcomeMet
	case have.Most < need-closeMonths:
		return document.OutcomeNotMet
	case have.Least >= need-closeMonths:
		return document.OutcomeClose
	}
	return document.OutcomePerson
}

// better orders outcomes, the best first.
var better = []document.Outcome{document.OutcomeMet, document.OutcomeClose, document.OutcomePerson, document.OutcomeNotMet}

func rank(o document.Outcome) int { return slices.Index(better, o) }

func worse(a, b document.Outcome) document.Outcome { return better[max(rank(a), rank(b))] }

// choose is the attempt that the outcome rests on, and why a person must decide
// whether its rule applies. A rule that surely applies is preferred to one that
// only may; where one that may would give more, that is left to a person, but
// where a major is in no table and every class that it may belong to gives the
// same, nobody needs to ask.
func choose(all []attempt) (best *attempt, open []document.Reason) {
	var sure, perhaps *attempt
	for i := range all {
		a := &all[i]
		if a.applies == answerYes {
			sure = preferred(sure, a)
		} else {
			perhaps = preferred(perhaps, a)
		}
	}
	switch {
	case perhaps == nil:
		return sure, nil
	case sure != nil && rank(sure.outcome) <= rank(perhaps.outcome):
		return sure, nil
	case sure == nil && perhaps.outcome == document.OutcomeMet:
		if worst := worstClass(all, *perhaps); worst != nil {
			return worst, nil
		}
	case sure == nil && perhaps.outcome == document.OutcomeNotMet:
		return perhaps, nil // not even the most that may apply
	}
	return perhaps, perhaps.unknown
}

// preferred is the attempt with the better outcome, and of equal ones that with
// the better founded and the less demanding rule.
func preferred(a, b *attempt) *attempt {
	if a == nil {
		return b
	}
	order := cmp.Or(
		cmp.Compare(rank(a.outcome), rank(b.outcome)), cmp.Compare(a.rule.Confidence, b.rule.Confidence),
		cmp.Compare(a.asks(), b.asks()), cmp.Compare(a.member.confidence, b.member.confidence),
	)
	if order <= 0 {
		return a
	}
	return b
}

func (a *attempt) asks() int {
	n := 0
	for _, y := range []*int{a.rule.Special, a.rule.Total} {
		if y != nil {
			n += *y
		}
	}
	return n
}

// worstClass is the most demanding of the rules that only the major decides
// between, where they leave no major out and all are met; nil otherwise.
func worstClass(all []attempt, like attempt) *attempt {
	var worst *attempt
	whole := false
	for i := range all {
		a := &all[i]
		onlyMajor := len(a.unknown) == 1 && a.unknown[0].Code == "major_for_person"
		if !onlyMajor || a.study.level.text != like.study.level.text {
			continue
		}
		if a.outcome != document.OutcomeMet {
			return nil
		}
		whole = whole || a.rule.Majors == otherMajors
		if worst == nil || a.asks() > worst.asks() {
			worst = a
		}
	}
	if !whole {
		return nil
	}
	worst.member = membership{answerYes, ConfidenceA} // whatever the class, this much is met
	return worst
}

// confidence is how well the attempt is founded: the rule and the class that the
// major was found in.
func (c *calculation) confidence(a attempt) Confidence {
	if a.member.in == answerUnknown {
		return a.rule.Confidence
	}
	return max(a.rule.Confidence, a.member.confidence)
}
