package document

// Assessment is what can be said about one application as a whole. It holds
// codes with arguments, never prose, and decides nothing.
type Assessment struct {
	// Policy is the version of the rules that were asked.
	Policy     string        `json:"policy"`
	Checklist  []Requirement `json:"checklist"`
	Findings   []Finding     `json:"findings"`    // about the application; those of one paper are in its Document
	NotChecked []NotChecked  `json:"not_checked"` // checks of the application that could not be asked
	// Corroborated are values in doubt that need no person: other places of the
	// application bear them out.
	Corroborated []Corroboration `json:"corroborated"`
	Eligibility  Eligibility     `json:"eligibility"`
	Risk         Risk            `json:"risk"`
}

// Corroboration is a value in doubt that others bear out.
type Corroboration struct {
	Place Place   `json:"place"` // where it stands
	By    []Place `json:"by"`    // where the same value was read for sure, one paper at least, or declared
}

// Corroborating are the places that bear out a field of a paper that is in doubt;
// nil: there are none.
func (a Assessment) Corroborating(p Paper, field string) []Place {
	for _, c := range a.Corroborated {
		if c.Place.Field == field && p.Holds(c.Place) {
			return c.By
		}
	}
	return nil
}

// Place tells where in an application a value stands.
type Place struct {
	// Declared tells that the candidate declared the value; all but Field is
	// then zero.
	Declared bool   `json:"declared,omitempty"`
	Upload   string `json:"upload,omitempty"` // SHA-256 of the file
	Document int    `json:"document"`         // index in the upload's Result
	Kind     Kind   `json:"kind,omitempty"`
	Field    string `json:"field,omitempty"` // empty for the document as a whole; seals.0 for a seal
	Page     int    `json:"page,omitempty"`  // from 1
	Quad     Quad   `json:"quad"`
}

// Requirement is one thing that a candidate owes, and what was handed in for
// it.
type Requirement struct {
	Code   string            `json:"code"` // such as application_form, education_proof
	Args   map[string]string `json:"args"`
	Rule   string            `json:"rule"`   // id in the policy files
	Source string            `json:"source"` // where the rule is written
	Proofs []Proof           `json:"proofs"` // any one of them will do
	Status RequirementStatus `json:"status"`
	Offers []Offer           `json:"offers"` // papers that were handed in for it
	// Reasons tell why a person must decide, and which gap of the notice the
	// rule fills.
	Reasons []Reason `json:"reasons"`
}

// Proof is one way to meet a requirement: papers of all its kinds.
type Proof struct {
	Kinds  []Kind `json:"kinds"`
	Site   string `json:"site,omitempty"`   // where it is made
	Issuer string `json:"issuer,omitempty"` // who makes it, where the kind alone does not say
}

// RequirementStatus tells how things stand with a requirement.
type RequirementStatus string

// The states.
const (
	StatusPresent      RequirementStatus = "present"
	StatusMissing      RequirementStatus = "missing"
	StatusUnacceptable RequirementStatus = "unacceptable" // only papers that do not count
	StatusPerson       RequirementStatus = "person"       // the rules or the papers leave it to a person
)

// Offer is a paper that was handed in for a requirement.
type Offer struct {
	Place    Place    `json:"place"`
	Accepted bool     `json:"accepted"`
	Reasons  []Reason `json:"reasons"` // why it does not count, or what is to be looked at
}

// Reason is a code with arguments.
type Reason struct {
	Code   string            `json:"code"`
	Args   map[string]string `json:"args"`
	Fields []string          `json:"fields,omitempty"`
}

// Outcome is what a calculation comes to. None of them is a decision.
type Outcome string

// The outcomes.
const (
	OutcomeMet    Outcome = "met"
	OutcomeClose  Outcome = "close"   // within three months of the limit: look closely
	OutcomeNotMet Outcome = "not_met" // by what the papers say
	OutcomePerson Outcome = "person"  // the rule or the facts leave it to a person
)

// Eligibility is the calculation of whether the candidate was entitled to sit
// the exam.
type Eligibility struct {
	Exam    string  `json:"exam"` // id in the policy files; empty when they do not have it
	Year    int     `json:"year"`
	Rule    string  `json:"rule"` // the rule that the outcome rests on; empty when none applies
	Source  string  `json:"source"`
	Outcome Outcome `json:"outcome"`
	// Provisional tells that a value that the outcome rests on is in doubt; those
	// are listed.
	Provisional bool    `json:"provisional"`
	Doubted     []Place `json:"doubted"`
	// Special and Total are years of work in months: in the named work, and all.
	Special Years `json:"special"`
	Total   Years `json:"total"`
	// Steps are the calculation in order, for candidate and reviewer.
	Steps   []Step   `json:"steps"`
	Reasons []Reason `json:"reasons"` // why a person must decide, or what is lacking
}

// Years compares years of work with what a rule asks, in months.
type Years struct {
	Required *int `json:"required"` // nil: the rule does not ask
	// Least and Most bound what the papers attest; they are equal when every
	// month is known.
	Least int `json:"least"`
	Most  int `json:"most"`
}

// Step is one step of a calculation.
type Step struct {
	Code   string            `json:"code"`
	Args   map[string]string `json:"args"`
	Places []Place           `json:"places"` // of the values that it uses
}

// Risk orders applications in a reviewer's queue. It says where to look first
// and why, and decides nothing.
type Risk struct {
	Score   float64      `json:"score"` // 0 and up; only its order means something
	Factors []RiskFactor `json:"factors"`
}

// RiskFactor is one reason for the score.
type RiskFactor struct {
	Code   string  `json:"code"`   // of a finding, or checklist.missing and the like
	Rule   string  `json:"rule"`   // the line of the policy file that gave the weight
	Count  int     `json:"count"`  // how often
	Weight float64 `json:"weight"` // what it adds to the score
}

// Picture is a part of an application by which it can be found again: the hash
// of a file, of what a paper says, of a portrait or of the image of a seal, or the
// number of a certificate.
type Picture struct {
	Application string `json:"application"` // identifier of the application that it belongs to
	// Holder is the identity number of whom the application is about; empty where
	// it is not known. One person may hand in the same for several exams.
	Holder string      `json:"holder,omitempty"`
	Sort   PictureSort `json:"sort"`
	// Hash is exact for a file (SHA-256), a seal (Seal.ImageHash) and a number (kind
	// and number); for a page it is its Document.Sketch, for a portrait its
	// Portrait.Thumb.
	Hash  string `json:"hash"`
	Place Place  `json:"place"`
}

// PictureSort tells what a Picture shows.
type PictureSort string

// The sorts.
const (
	PictureFile     PictureSort = "file"
	PicturePage     PictureSort = "page"
	PicturePortrait PictureSort = "portrait"
	PictureSeal     PictureSort = "seal"
	PictureNumber   PictureSort = "number"
)
