package policy

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"hecha/document"
	"hecha/document/normalize"
)

// eligibilityBook is eligibility.yaml.
type eligibilityBook struct {
	Version          string            `yaml:"version"`
	Cutoff           string            `yaml:"cutoff"` // MM-DD of the exam year, up to which years count
	TechnicianLevels []technicianLevel `yaml:"technician_levels"`
	Exams            []*exam           `yaml:"exams"`
}

// technicianLevel is the level that a technician class counts as.
type technicianLevel struct {
	Class  document.TechnicianClass `yaml:"class"`
	Level  string                   `yaml:"level"`
	Origin `yaml:",inline"`
}

// exam is one exam of one year with its rules.
type exam struct {
	ID        string   `yaml:"id"`
	Name      string   `yaml:"name"`
	Aliases   []string `yaml:"aliases"`
	Year      int      `yaml:"year"`
	Work      string   `yaml:"work"`
	WorkWords []string `yaml:"work_words"` // one of them names the work; empty: any work
	Majors    string   `yaml:"majors"`     // for rules without a class of their own
	Titles    []string `yaml:"titles"`     // one of them is asked by every rule
	// Count is where counting starts: empty for all work, after_graduation or
	// after_title.
	Count  string      `yaml:"count"`
	Rules  []rule      `yaml:"rules"`
	Claims []claimRule `yaml:"claims"`
	Origin `yaml:",inline"`

	cutoff string // of the book
}

// rule is one way to be entitled. What is not given is not asked.
type rule struct {
	ID             string                   `yaml:"id"`
	Education      []string                 `yaml:"education"`
	AndAbove       bool                     `yaml:"and_above"`
	Paths          []document.EducationPath `yaml:"paths"`
	Majors         string                   `yaml:"majors"`
	Accredited     bool                     `yaml:"accredited"`
	Degree         []string                 `yaml:"degree"`
	Length         float64                  `yaml:"length"` // of the course in years
	GraduatedFrom  string                   `yaml:"graduated_from"`
	GraduatedUntil string                   `yaml:"graduated_until"`
	Titles         []string                 `yaml:"titles"`
	Special        *int                     `yaml:"special"` // years in the named work
	Total          *int                     `yaml:"total"`   // years of all work
	Judge          string                   `yaml:"judge"`
	Origin         `yaml:",inline"`
}

// claimRule is what an exam says about a claim.
type claimRule struct {
	ID        string         `yaml:"id"`
	Claim     document.Claim `yaml:"claim"`
	Levels    []string       `yaml:"levels"`    // of the registration, that make the claim
	Condition string         `yaml:"condition"` // for a person to judge
	Holds     []string       `yaml:"holds"`     // one of these qualifications is held already
	Origin    `yaml:",inline"`
}

// otherMajors stands for the majors outside the classes that the exam names.
const otherMajors = "other"

const (
	countAfterGraduation = "after_graduation"
	countAfterTitle      = "after_title"
)

// inherit gives rules what they take from their exam.
func (b *eligibilityBook) inherit() {
	for _, e := range b.Exams {
		e.cutoff = b.Cutoff
		for i := range e.Rules {
			r := &e.Rules[i]
			r.Origin = r.or(e.Origin)
			if r.Majors == "" && len(r.Education) > 0 {
				r.Majors = e.Majors
			}
			r.Titles = append(r.Titles, e.Titles...)
		}
		for i := range e.Claims {
			e.Claims[i].Origin = e.Claims[i].or(e.Origin)
		}
	}
}

func (b eligibilityBook) mistakes(majors majorBook) []string {
	var out []string
	if b.Version == "" {
		out = append(out, "has no version")
	}
	if _, err := time.Parse("2006-01-02", "2020-"+b.Cutoff); err != nil {
		out = append(out, fmt.Sprintf("cutoff %q is no day of the form MM-DD", b.Cutoff))
	}
	for _, t := range b.TechnicianLevels {
		name := "technician class " + string(t.Class)
		out = append(out, t.Origin.mistakes(name)...)
		if !slices.Contains(document.TechnicianClasses, t.Class) || ranks[t.Level] == 0 {
			out = append(out, name+" or its level is not known")
		}
	}
	seen := map[string]bool{}
	for _, e := range b.Exams {
		key := fmt.Sprint(e.ID, e.Year)
		if e.ID == "" || e.Name == "" || e.Year < 2000 || seen[key] {
			out = append(out, fmt.Sprintf("exam %s %d lacks id, name or year, or is there twice", e.ID, e.Year))
		}
		seen[key] = true
		out = append(out, e.mistakes(majors)...)
	}
	return out
}

func (e *exam) mistakes(majors majorBook) []string {
	var out []string
	name := "exam " + e.ID
	if !slices.Contains([]string{"", countAfterGraduation, countAfterTitle}, e.Count) {
		out = append(out, fmt.Sprintf("%s: count is %q", name, e.Count))
	}
	if len(e.Rules) == 0 {
		out = append(out, name+" has no rules")
	}
	known := func(rule, class string) {
		if _, ok := majors.class(class); !ok && class != "" && class != otherMajors {
			out = append(out, fmt.Sprintf("%s names the class of majors %q, which majors.yaml has not", rule, class))
		}
	}
	known(name, e.Majors)
	seen := map[string]bool{}
	for _, r := range e.Rules {
		id := e.key(r.ID)
		if r.ID == "" || seen[r.ID] {
			out = append(out, id+" has no id of its own")
		}
		seen[r.ID] = true
		known(id, r.Majors)
		out = append(out, r.or(e.Origin).mistakes(id)...)
		out = append(out, r.mistakes(id)...)
	}
	for _, c := range e.Claims {
		id := e.key(c.ID)
		if c.ID == "" || seen[c.ID] {
			out = append(out, id+" has no id of its own")
		}
		seen[c.ID] = true
		out = append(out, c.or(e.Origin).mistakes(id)...)
		if !slices.Contains(document.ApplicationClaims, c.Claim) || (c.Condition == "") == (len(c.Holds) == 0) {
			out = append(out, id+" needs a claim that there is, and either condition or holds")
		}
	}
	return out
}

func (r rule) mistakes(id string) []string {
	var out []string
	for _, l := range r.Education {
		if ranks[l] == 0 {
			out = append(out, fmt.Sprintf("%s names the level %q, which there is not", id, l))
		}
	}
	if len(r.Education) == 0 && len(r.Titles) == 0 {
		out = append(out, id+" asks neither an education nor a title")
	}
	if r.Special == nil && r.Total == nil && r.Judge == "" {
		out = append(out, id+" asks no years; write special: 0 where none are needed")
	}
	for _, years := range []*int{r.Special, r.Total} {
		if years != nil && (*years < 0 || *years > 40) {
			out = append(out, fmt.Sprintf("%s asks %d years", id, *years))
		}
	}
	if r.Special != nil && r.Total != nil && *r.Special > *r.Total {
		out = append(out, id+" asks more years in the named work than in all")
	}
	if !monthForm.MatchString(r.GraduatedFrom) || !monthForm.MatchString(r.GraduatedUntil) {
		out = append(out, id+": graduated_from and graduated_until are months, YYYY-MM")
	}
	return out
}

// key names a rule of the exam: yijian.2020.college.
func (e *exam) key(id string) string { return fmt.Sprintf("%s.%d.%s", e.ID, e.Year, id) }

func (e *exam) cutoffDate() string { return fmt.Sprintf("%d-%s", e.Year, e.cutoff) }

func (e *exam) cutoffMonth() int {
	month, _ := normalize.Month(e.cutoffDate())
	return month
}

// names tells whether a text names the work of the exam. Words are never
// complete, so what has none of them is not known to be other work.
func (e *exam) names(work string) answer {
	if len(e.WorkWords) == 0 || containsAny(work, e.WorkWords...) {
		return answerYes
	}
	return answerUnknown
}

// exam finds the exam by id, name or alias and year.
func (p *Policy) exam(name string, year int) (*exam, bool) {
	for _, e := range p.eligibility.Exams {
		if e.Year == year && (e.ID == name || sameExam(e, name)) {
			return e, true
		}
	}
	return nil, false
}

// ExamName is how the rules write an exam that is given by its identifier, name or
// alias, whatever the year; false for one that they do not know.
func (p *Policy) ExamName(given string) (name string, ok bool) {
	for _, e := range p.eligibility.Exams {
		if e.ID == given || sameExam(e, given) {
			return e.Name, true
		}
	}
	return given, false
}

// WithExam is a declaration whose exam is written as the rules write it, so that
// one exam has one name on lists and is compared with the one on a form. What is
// wrong with it, if the rules do not know the exam, names those that they know.
func (p *Policy) WithExam(app document.Application) (document.Application, []document.Reason) {
	d, ok := declaration{}, false
	if app.Exam, ok = p.ExamName(app.Exam); !ok {
		var known []string
		for _, e := range p.eligibility.Exams {
			if !slices.Contains(known, e.Name) {
				known = append(known, e.Name)
			}
		}
		d.oneOf("exam", app.Exam, known)
	}
	return app, d.mistakes
}

func sameExam(e *exam, name string) bool {
	plain := func(s string) string {
		return strings.NewReplacer("(", "", ")", "", "考试", "", "职业资格", "", "执业资格", "", "资格考试", "").Replace(normalize.Fold(normalize.StripSpace(s)))
	}
	want := plain(name)
	return want != "" && (plain(e.Name) == want || slices.ContainsFunc(e.Aliases, func(a string) bool { return plain(a) == want }))
}

// Exam is an exam that the rules know.
type Exam struct {
	ID, Name string
	Year     int
	Levels   []string // 报考级别 beside 考全科
	// Titles tells that a rule asks for a title or a qualification, Accredited
	// that one asks whether the course had passed its evaluation.
	Titles, Accredited bool
}

// Exams are all exams that the rules know.
func (p *Policy) Exams() []Exam {
	var all []Exam
	for _, e := range p.eligibility.Exams {
		x := Exam{ID: e.ID, Name: e.Name, Year: e.Year}
		for _, c := range e.Claims {
			x.Levels = append(x.Levels, c.Levels...)
			x.Titles = x.Titles || len(c.Holds) > 0
		}
		for _, r := range e.Rules {
			x.Titles, x.Accredited = x.Titles || len(r.Titles) > 0, x.Accredited || r.Accredited
		}
		all = append(all, x)
	}
	return all
}

// Exam is the exam of a name or identifier and a year, if the rules know it.
func (p *Policy) Exam(name string, year int) (Exam, bool) {
	e, ok := p.exam(name, year)
	if !ok {
		return Exam{}, false
	}
	for _, x := range p.Exams() {
		if x.ID == e.ID && x.Year == e.Year {
			return x, true
		}
	}
	return Exam{}, false
}

// claims are what the candidate claims, in so many words or by the level that
// they signed up for.
func (p *Policy) claims(app document.Application) []document.Claim {
	all := slices.Clone(app.Claims)
	add := func(c document.Claim) {
		if !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	if e, ok := p.exam(app.Exam, app.ExamYear); ok {
		for _, c := range e.Claims {
			if app.Level != "" && slices.Contains(c.Levels, app.Level) {
				add(c.Claim)
			}
		}
	}
	switch level := app.Level; {
	case containsAny(level, "免一科", "免1科"):
		add(document.ClaimExemptOne)
	case containsAny(level, "免二科", "免两科", "免2科"):
		add(document.ClaimExemptTwo)
	case containsAny(level, "增项", "增报"):
		add(document.ClaimExtraSpecialty)
	}
	return all
}
