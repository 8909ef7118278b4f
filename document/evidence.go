package document

import "slices"

// Class groups fields whose values are read, and go wrong, alike.
type Class string

// The classes: closed is for values out of a short list (sex, level), number
// for digits and dates, name for a person's name, text for the rest.
const (
	ClassClosed Class = "closed"
	ClassNumber Class = "number"
	ClassName   Class = "name"
	ClassText   Class = "text"
)

// Classes are all of them.
var Classes = []Class{ClassClosed, ClassNumber, ClassName, ClassText}

// Agreement tells what another reader saw in the same place.
type Agreement int

// The outcomes of a second reading.
const (
	NotAsked Agreement = iota
	Agrees
	Differs
)

// Evidence is what is known about one value, from which its confidence follows.
type Evidence struct {
	Class Class
	// Min and Mean are the engine's scores over the value's characters.
	Min, Mean float64
	// Margin is the smallest lead of a character over its runner-up.
	Margin float64
	Length int // in characters
	// HeightPX is the height of the text on the picture that was read.
	HeightPX float64
	Second   Agreement // another engine, or another channel of the picture
	Again    Agreement // the same engine, on another cut of the value alone
	Layer    Agreement // the PDF's own text
	// Proofs counts the independent checks that confirm this very value: a check
	// digit, a machine-readable code, a seal, another place on the paper.
	Proofs int
	// Known tells that the value is a possible one: a register has it, or it
	// adds up with others.
	Known bool
	// Objections counts the checks that speak against it.
	Objections int
	UnderSeal  bool
	Corrected  bool // the value differs from the raw text
	Malformed  bool // not of the form that such a value has
	Gray       bool // read from a copy without colour
	Sharpness  float64
}

// ClassOf is the class of a field.
func ClassOf(field string) Class {
	switch {
	case slices.Contains([]string{"sex", "ethnicity", "level", "technician_class", "study_form", "length_years", "category", "conclusion"}, field):
		return ClassClosed
	case slices.Contains([]string{"name", "president", "contact"}, field):
		return ClassName
	case slices.Contains([]string{
		"id_number", "certificate_number", "verification_code", "phone", "years", "total_years",
		"birth_date", "enrollment_date", "graduation_date", "updated_date", "issued_date", "valid_from",
		"valid_until", "work_start", "work_end", "awarded_date", "exam_year",
		"appointed_from", "appointed_until", "approval_date", "management_number", "expected_graduation_date",
		"student_number", "report_number",
	}, field):
		return ClassNumber
	}
	return ClassText
}
