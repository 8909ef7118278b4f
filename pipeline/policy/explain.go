package policy

import (
	"slices"

	"hecha/document"
)

func (c *calculation) step(code string, a args, from ...value) {
	c.out.Steps = append(c.out.Steps, document.Step{Code: code, Args: a, Places: places(from)})
	c.doubt(from...)
}

// doubt records which of the values that the outcome rests on a person has to
// look at.
func (c *calculation) doubt(used ...value) {
	for _, v := range used {
		if v.doubt && !slices.Contains(c.out.Doubted, v.place) {
			c.out.Doubted = append(c.out.Doubted, v.place)
			c.out.Provisional = true
		}
	}
}

// describe writes the calculation down for the rule that the outcome rests on.
func (c *calculation) describe(a attempt) {
	c.out.Rule, c.out.Source = c.exam.key(a.rule.ID), a.rule.Source
	if a.study.class.text != "" {
		c.step("technician_level", args{"class": a.study.class.text, "level": a.study.level.text}, a.study.class)
	}
	if len(a.rule.Education) > 0 {
		c.step("education", args{"level": a.study.level.text}, a.study.level, a.study.graduated)
	}
	if a.class != "" {
		c.step("major", args{"class": c.className(a.class), "in": string(a.member.in)}, a.study.major)
	}
	if a.title.text != "" {
		c.step("title", args{}, a.title)
	}
	c.step("rule", args{
		"rule": c.out.Rule, "source": a.rule.Source, "confidence": string(a.rule.Confidence),
		"special": asked(a.rule.Special), "total": asked(a.rule.Total),
	})
	c.out.Steps = append(c.out.Steps, a.work.steps...)
	c.doubt(a.work.used...)
	c.out.Special, c.out.Total = a.work.special(), a.work.total()
	c.out.Special.Required, c.out.Total.Required = months(a.rule.Special), months(a.rule.Total)
	c.compare("special", c.out.Special)
	c.compare("total", c.out.Total)
}

func (c *calculation) className(id string) string {
	if class, ok := c.policy.majors.class(id); ok {
		return class.Name
	}
	return id
}

func asked(years *int) string {
	if years == nil {
		return ""
	}
	return itoa(*years)
}

func months(years *int) *int {
	if years == nil {
		return nil
	}
	n := 12 * *years
	return &n
}

// compare is the last step for one sort of years.
func (c *calculation) compare(which string, y document.Years) {
	if y.Required == nil {
		return
	}
	required := *y.Required / 12
	c.step("years", args{
		"which": which, "required": itoa(*y.Required), "least": itoa(y.Least), "most": itoa(y.Most),
		"outcome": string(years(&required, y)),
	})
}

// lacking tells why the outcome is not met.
func (c *calculation) lacking(a attempt) {
	for which, y := range map[string]document.Years{"special": c.out.Special, "total": c.out.Total} {
		if y.Required == nil {
			continue
		}
		required := *y.Required / 12
		if a.work.unknown() {
			break
		}
		code := map[document.Outcome]string{
			document.OutcomeClose: "years_close", document.OutcomeNotMet: "years_short", document.OutcomePerson: "years_uncertain",
		}[years(&required, y)]
		if code != "" {
			c.out.Reasons = append(c.out.Reasons, document.Reason{Code: code, Args: args{
				"which": which, "required": itoa(*y.Required), "least": itoa(y.Least), "most": itoa(y.Most),
			}})
		}
	}
	slices.SortFunc(c.out.Reasons, func(a, b document.Reason) int { return len(a.Args["which"]) - len(b.Args["which"]) })
	switch {
	case a.work.papers == 0:
		c.out.Reasons = append(c.out.Reasons, document.Reason{Code: "no_work_certificate", Args: args{}})
	case a.work.unknown():
		c.out.Reasons = append(c.out.Reasons, document.Reason{Code: "work_unread", Args: args{}, Fields: []string{"work_start", "work_end"}})
		c.doubt(a.work.unread...)
	}
}

// none explains that no rule of the exam applies.
func (c *calculation) none(studies []study) document.Eligibility {
	c.out.Outcome = document.OutcomeNotMet
	s := studies[0]
	switch {
	case s.level.text == "":
		c.person(document.Reason{Code: "level_unknown", Args: args{}, Fields: []string{"level"}})
	case len(c.out.Steps) > 0:
		code := c.out.Steps[0].Code // why the study does not count
		c.out.Reasons = append(c.out.Reasons, document.Reason{Code: code, Args: c.out.Steps[0].Args})
	case c.above(s.level.text):
		c.person(document.Reason{Code: "level_not_named", Args: args{"level": s.level.text}, Fields: []string{"level"}})
	default:
		c.step("education", args{"level": s.level.text}, s.level, s.graduated)
		c.out.Reasons = append(c.out.Reasons, c.whyNone(s))
	}
	if c.exam.Confidence != ConfidenceA {
		c.person(document.Reason{Code: "rule_confidence", Args: args{"confidence": string(c.exam.Confidence)}})
	}
	return c.out
}

// above tells whether no rule names the level, but one names a lower one: who has
// the higher education mostly has the lower one too.
func (c *calculation) above(level string) bool {
	lower := false
	for _, r := range c.exam.Rules {
		if r.forLevel(level) {
			return false
		}
		lower = lower || slices.ContainsFunc(r.Education, func(l string) bool { return ranks[l] < ranks[level] })
	}
	return lower
}

// whyNone tells whether level, title or major keeps a study out.
func (c *calculation) whyNone(s study) document.Reason {
	var level, title bool
	for _, r := range c.exam.Rules {
		if !r.forLevel(s.level.text) {
			continue
		}
		level = true
		a := attempt{rule: r, study: s}
		if c.askTitle(&a) == answerNo {
			title = true
		}
	}
	switch {
	case !level:
		return document.Reason{Code: "level_not_entitled", Args: args{"level": s.level.text}, Fields: []string{"level"}}
	case title:
		return document.Reason{Code: "title_lacking", Args: args{}, Fields: []string{"titles"}}
	}
	return document.Reason{Code: "major_not_entitled", Args: args{}, Fields: []string{"major"}}
}

// claimRule is the rule of the exam for a claim of the candidate.
func (p *Policy) claimRule(e *exam, app document.Application) (claimRule, bool) {
	for _, claim := range p.claims(app) {
		for _, r := range e.Claims {
			if r.Claim == claim {
				return r, true
			}
		}
	}
	return claimRule{}, false
}

// byClaim judges a claim: a further specialty needs the first qualification, and
// an exemption is for a person.
func (e *exam) byClaim(r claimRule, app document.Application, papers []document.Paper, out document.Eligibility) document.Eligibility {
	c := calculation{exam: e, app: app, out: out}
	c.out.Rule, c.out.Source = e.key(r.ID), r.Source
	c.step("claim", args{"claim": string(r.Claim), "condition": r.Condition, "source": r.Source})
	if len(r.Holds) == 0 {
		c.person(document.Reason{Code: "exemption_for_person", Args: args{"condition": r.Condition}})
		return c.out
	}
	for _, t := range titles(app, papers) {
		if !slices.ContainsFunc(r.Holds, func(want string) bool { return holdsTitle(t.text, want) }) {
			continue
		}
		c.step("title", args{}, t)
		if t.place.Declared {
			c.person(document.Reason{Code: "title_unproven", Args: args{}})
			return c.out
		}
		c.out.Outcome = document.OutcomeMet
		return c.out
	}
	c.out.Outcome = document.OutcomePerson
	c.out.Reasons = append(c.out.Reasons, document.Reason{Code: "first_qualification_unseen", Args: args{}})
	return c.out
}
