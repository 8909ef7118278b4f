package policy

import (
	"fmt"
	"regexp"
	"slices"

	"hecha/document"
)

// notice is notice.yaml.
type notice struct {
	Version      string        `yaml:"version"`
	Requirements []requirement `yaml:"requirements"`
	Routes       []route       `yaml:"routes"`
	Never        []never       `yaml:"never"`
}

// requirement is one line of what is owed. The conditions all must hold.
type requirement struct {
	ID           string                   `yaml:"id"`
	Code         string                   `yaml:"code"`
	OnlyClaims   []document.Claim         `yaml:"only_claims"`
	ExceptClaims []document.Claim         `yaml:"except_claims"`
	OnlyPaths    []document.EducationPath `yaml:"only_paths"`
	ExceptPaths  []document.EducationPath `yaml:"except_paths"`
	// ForRule asks for it only where the rule of eligibility rests on a title
	// or on a degree.
	ForRule string  `yaml:"for_rule"`
	Routed  bool    `yaml:"routed"` // the proofs are those of the route
	Proofs  []proof `yaml:"proofs"`
	// Refuse and Look are codes of findings on a paper: with one of Refuse it
	// does not count, with one of Look a person looks.
	Refuse []string `yaml:"refuse"`
	Look   []string `yaml:"look"`
	Gap    string   `yaml:"gap"`
	Origin `yaml:",inline"`

	// fails tells why a paper does not prove what it should; nil asks nothing.
	fails func(document.Paper) (document.Reason, bool)
	// tolerated are those of the route.
	tolerated []tolerated
}

type proof struct {
	Kinds  []document.Kind `yaml:"kinds"`
	Site   string          `yaml:"site"`
	Issuer string          `yaml:"issuer"`
}

// route leads from an education to the proof that is owed.
type route struct {
	ID        string      `yaml:"id"`
	When      condition   `yaml:"when"`
	Proofs    []proof     `yaml:"proofs"`
	Tolerated []tolerated `yaml:"tolerated"`
	// Gap is the code of what the notice leaves open here.
	Gap    string `yaml:"gap"`
	Origin `yaml:",inline"`
}

// tolerated is a paper that the notice does not ask for and that says as much.
type tolerated struct {
	Kind   document.Kind `yaml:"kind"`
	Reason string        `yaml:"reason"`
}

// never is a kind that proves no graduation.
type never struct {
	Kind   document.Kind `yaml:"kind"`
	Reason string        `yaml:"reason"`
	Origin `yaml:",inline"`
}

// condition holds where every part that is given holds.
type condition struct {
	Paths        []document.EducationPath `yaml:"paths"`
	Levels       []string                 `yaml:"levels"`
	Places       []placeClass             `yaml:"places"`
	Graduated    *dates                   `yaml:"graduated"`
	Registered   []answer                 `yaml:"registered"`
	OnlineRecord []answer                 `yaml:"online_record"`
}

// dates are a range of months, both ends with it.
type dates struct {
	From    string `yaml:"from"`
	Until   string `yaml:"until"`
	Unknown bool   `yaml:"unknown"` // holds where nobody said when, too
}

// holds compares by month. A range without ends holds no known date.
func (d *dates) holds(date string) bool {
	if d == nil {
		return true
	}
	if len(date) < len("2006-01") {
		return d.Unknown
	}
	month := date[:len("2006-01")]
	if d.From == "" && d.Until == "" {
		return false
	}
	return month >= d.From && (d.Until == "" || month <= d.Until)
}

// answer is what is known about a yes-or-no question.
type answer string

const (
	answerYes     answer = "yes"
	answerNo      answer = "no"
	answerUnknown answer = "unknown"
)

func answered(b *bool) answer {
	switch {
	case b == nil:
		return answerUnknown
	case *b:
		return answerYes
	}
	return answerNo
}

func (c condition) holds(e education) bool {
	return among(c.Paths, e.path) && among(c.Levels, e.level) && among(c.Places, e.place) &&
		c.Graduated.holds(e.graduated) && among(c.Registered, e.registered) && among(c.OnlineRecord, e.onlineRecord)
}

// among tells whether v is listed; an empty list asks nothing.
func among[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }

var monthForm = regexp.MustCompile(`^((19|20)\d\d-(0[1-9]|1[0-2]))?$`)

// finalKinds are the kinds that a policy file may name.
var finalKinds = []document.Kind{
	document.IDCardPortrait, document.IDCardEmblem, document.Diploma, document.DegreeCertificate, document.CHSIRegistration,
	document.CHSIAuthentication, document.CHSIEnrolment, document.CSCSECertificate, document.VocationalQuery, document.TechnicianQuery,
	document.PartySchoolQuery, document.SchoolStatusProof, document.WorkCertificate, document.ApplicationForm, document.TitleCertificate,
	document.AppointmentLetter, document.QualificationCertificate, document.Other,
}

func (n notice) mistakes() []string {
	var out []string
	if n.Version == "" {
		out = append(out, "has no version")
	}
	seen := map[string]bool{}
	id := func(rule, id string) {
		if id == "" || seen[id] {
			out = append(out, fmt.Sprintf("%s has no id of its own", rule))
		}
		seen[id] = true
	}
	for _, r := range n.Requirements {
		rule := "requirement " + r.ID
		id(rule, r.ID)
		out = append(out, r.Origin.mistakes(rule)...)
		if r.Code == "" {
			out = append(out, rule+" has no code")
		}
		if (len(r.Proofs) == 0) != r.Routed {
			out = append(out, rule+" needs either proofs or routed")
		}
		if !among([]string{"", "title", "degree"}, r.ForRule) {
			out = append(out, rule+": for_rule is neither title nor degree")
		}
		out = append(out, proofMistakes(rule, r.Proofs)...)
	}
	for _, r := range n.Routes {
		rule := "route " + r.ID
		id(rule, r.ID)
		out = append(out, r.Origin.mistakes(rule)...)
		out = append(out, r.When.mistakes(rule)...)
		if len(r.Proofs) == 0 {
			out = append(out, rule+" names no proof")
		}
		out = append(out, proofMistakes(rule, r.Proofs)...)
		for _, t := range r.Tolerated {
			out = append(out, proofMistakes(rule, []proof{{Kinds: []document.Kind{t.Kind}}})...)
			if t.Reason == "" {
				out = append(out, rule+" tolerates "+string(t.Kind)+" without a reason")
			}
		}
	}
	for _, r := range n.Never {
		rule := "never " + string(r.Kind)
		out = append(out, r.Origin.mistakes(rule)...)
		out = append(out, proofMistakes(rule, []proof{{Kinds: []document.Kind{r.Kind}}})...)
	}
	return out
}

func proofMistakes(rule string, proofs []proof) []string {
	var out []string
	for _, p := range proofs {
		if len(p.Kinds) == 0 {
			out = append(out, rule+" has a proof without kinds")
		}
		for _, k := range p.Kinds {
			if !slices.Contains(finalKinds, k) {
				out = append(out, fmt.Sprintf("%s names the kind %q, which there is not", rule, k))
			}
		}
	}
	return out
}

func (c condition) mistakes(rule string) []string {
	var out []string
	unknown := func(what string, v any) {
		out = append(out, fmt.Sprintf("%s names the %s %q, which there is not", rule, what, v))
	}
	for _, p := range c.Paths {
		if !slices.Contains(document.EducationPaths, p) {
			unknown("path", p)
		}
	}
	for _, l := range c.Levels {
		if _, ok := ranks[l]; !ok {
			unknown("level", l)
		}
	}
	for _, p := range c.Places {
		if !slices.Contains(placeClasses, p) {
			unknown("place", p)
		}
	}
	for _, a := range slices.Concat(c.Registered, c.OnlineRecord) {
		if !slices.Contains([]answer{answerYes, answerNo, answerUnknown}, a) {
			unknown("answer", a)
		}
	}
	if c.Graduated != nil && !(monthForm.MatchString(c.Graduated.From) && monthForm.MatchString(c.Graduated.Until)) {
		out = append(out, rule+": the ends of graduated are months, YYYY-MM")
	}
	return out
}
