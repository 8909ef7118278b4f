package check

import (
	"strconv"
	"strings"

	"hecha/document"
)

// Report is what the rules say about one document.
type Report struct {
	Findings []document.Finding
	// Doubts are by the name of the field; the row n of the periods has the
	// names periods.n.start and so on, from 0.
	Doubts     map[string][]document.Doubt
	SealDoubts map[int][]document.Doubt // by the index of the seal
	Evidence   Evidence
	NotChecked []NotChecked
}

// Evidence is by the name of the field what else on the paper confirms its
// value.
type Evidence map[string][]Proof

// Proof is one independent reason to believe a value.
type Proof string

// The proofs, the strongest first. How much each is worth is measured by
// calibration, not stated here.
const (
	ProofCode        Proof = "machine_code" // the QR code says the same
	ProofCheckDigit  Proof = "check_digit"  // the number proves itself
	ProofIDNumber    Proof = "id_number"    // agrees with an identity number that proves itself
	ProofSeal        Proof = "seal"         // the seal says the same
	ProofCertificate Proof = "certificate"  // the certificate number and the field agree
	ProofRegister    Proof = "register"     // a public register knows the value
	ProofArithmetic  Proof = "arithmetic"   // two other fields add up to it
	ProofRepeated    Proof = "repeated"     // the same stands on the paper once more
)

// Has tells whether field has proof.
func (e Evidence) Has(field string, proof Proof) bool {
	for _, p := range e[field] {
		if p == proof {
			return true
		}
	}
	return false
}

// NotChecked is a rule that applies to the document but could not be asked.
type NotChecked struct {
	Code   string
	Reason Reason
	Fields []string // what was missing, where the reason is that
}

// Reason tells why a rule was not asked.
type Reason string

// The reasons.
const (
	ReasonMissing    Reason = "missing_field"
	ReasonNoSeal     Reason = "no_seal"
	ReasonUnreadSeal Reason = "seal_unreadable"
	ReasonNoCode     Reason = "no_code"
	ReasonRegister   Reason = "not_in_register"
	ReasonForm       Reason = "other_form"    // the value has not the form that the rule knows
	ReasonSingle     Reason = "single_source" // only one paper says it
	ReasonDoubted    Reason = "doubted"       // the reading must be settled first
)

// Reasons are all of them.
var Reasons = []Reason{
	ReasonMissing, ReasonNoSeal, ReasonUnreadSeal, ReasonNoCode, ReasonRegister, ReasonForm, ReasonSingle, ReasonDoubted,
}

// Apply adds the findings to d, and the doubts to those of its fields and seals
// that are there.
func (r Report) Apply(d *document.Document) {
	d.Findings = append(d.Findings, r.Findings...)
	for name, doubts := range r.Doubts {
		if part := periodPart(d, name); part != nil {
			addDoubts(part, doubts)
			continue
		}
		if f, ok := d.Fields[name]; ok {
			addDoubts(&f, doubts)
			d.Fields[name] = f
		}
	}
	for i, doubts := range r.SealDoubts {
		if i < len(d.Seals) {
			f := document.Field{Doubt: d.Seals[i].Doubt}
			addDoubts(&f, doubts)
			d.Seals[i].Doubt = f.Doubt
		}
	}
}

func addDoubts(f *document.Field, doubts []document.Doubt) {
	for _, d := range doubts {
		f.AddDoubt(d)
	}
}

// periodField is the name of a part of the row n of the periods.
func periodField(n int, part string) string { return "periods." + strconv.Itoa(n) + "." + part }

// periodPart is the field that periodField names, nil for other names.
func periodPart(d *document.Document, name string) *document.Field {
	parts := strings.Split(name, ".")
	if len(parts) != 3 || parts[0] != "periods" {
		return nil
	}
	n, err := strconv.Atoi(parts[1])
	if err != nil || n < 0 || n >= len(d.Periods) {
		return nil
	}
	row := &d.Periods[n]
	return map[string]*document.Field{
		"start": &row.Start, "end": &row.End, "employer": &row.Employer, "job": &row.Job,
	}[parts[2]]
}
