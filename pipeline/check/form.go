package check

import (
	"maps"
	"slices"

	"hecha/document"
	"hecha/document/normalize"
)

var formRules = []rule{
	{Rule{
		Code: "document.value_form", Severity: document.SeverityWarning,
		Meaning: "a value has not the form that such a value has",
	}, valueForms},
	{Rule{
		Code: "document.future_date", Severity: document.SeverityError,
		Meaning: "a date that lies in the past on every such paper lies after the day of the review",
	}, futureDates},
	{Rule{
		Code: "document.field_missing", Severity: document.SeverityWarning, Kinds: slices.Sorted(maps.Keys(always)),
		Meaning: "a field that every such paper has was not found: it is not there, covered, or could not be read",
	}, missingFields},
	{Rule{
		Code: "document.poorly_read", Severity: document.SeverityWarning, Kinds: slices.Sorted(maps.Keys(always)),
		Meaning: "half or more of what every such paper has was not found, so that the rest of it may be unread too",
	}, poorlyRead},
	{Rule{
		Code: "document.kind_unknown", Severity: document.SeverityWarning, Kinds: []document.Kind{document.Other},
		Meaning: "what paper this is was not recognised, so that no field of it was read",
	}, func(p *paper) { p.find(nil) }},
	{Rule{
		Code: "document.kind_unsure", Severity: document.SeverityWarning, Kinds: slices.Sorted(maps.Keys(always)),
		Meaning: "what paper this is was told by the fields that it gives, not by its title or its words",
	}, kindUnsure},
}

// always are the fields that stand on every paper of a kind.
var always = map[document.Kind][]string{
	document.IDCardPortrait:     {"name", "sex", "ethnicity", "birth_date", "address", "id_number"},
	document.IDCardEmblem:       {"issuing_authority", "valid_from", "valid_until"},
	document.CHSIAuthentication: {"name", "school", "certificate_number", "verification_result", "issuer", "issued_date"},
	document.CHSIEnrolment:      {"name", "school", "student_status", "enrollment_date"},
	document.CSCSECertificate:   {"name", "birth_date", "school", "country", "degree", "awarded_date", "certificate_number", "issued_date"},
	document.DegreeCertificate:  {"name", "sex", "birth_date", "school", "degree", "awarded_date", "certificate_number"},
	document.Diploma:            {"name", "sex", "major", "school", "graduation_date", "certificate_number"},
	document.SchoolStatusProof:  {"name", "school", "certificate_number", "verification_result", "issuer", "issued_date"},
	document.CHSIRegistration:   {"name", "sex", "birth_date", "graduation_date", "school", "major", "level", "study_form", "conclusion", "certificate_number", "verification_code"},
	document.WorkCertificate:    {"name", "employer", "issued_date"},

	document.ApplicationForm:          {"name", "id_number", "exam", "level", "employer"},
	document.AppointmentLetter:        {"employer", "appointed_from"},
	document.PartySchoolQuery:         {"name", "graduation_date", "certificate_number"},
	document.QualificationCertificate: {"name", "qualification", "issuing_authority"},
	document.TechnicianQuery:          {"name", "school", "technician_class", "graduation_date", "certificate_number"},
	document.TitleCertificate:         {"name", "title", "awarded_date", "certificate_number", "issuing_authority"},
	document.VocationalQuery:          {"name", "school", "graduation_date", "certificate_number"},
}

// missingFields tells which of the paper's fields nobody found: what is silently
// left out would be passed off as read.
func missingFields(p *paper) {
	if missing := Lacks(p.doc.Kind, p.doc.Fields); len(missing) > 0 {
		p.find(nil, missing...)
	}
}

// poorlyRead tells of a paper on which so much was not found that nobody can rely on
// the fields that only some such papers have to be absent.
func poorlyRead(p *paper) {
	if 2*len(Lacks(p.doc.Kind, p.doc.Fields)) >= len(always[p.doc.Kind]) {
		p.find(nil)
	}
}

// surelyOfKind is the confidence from which on words of a paper tell its kind; 0 stands
// for papers whose kind nobody had to tell.
const surelyOfKind = 0.5

func kindUnsure(p *paper) {
	if sure := p.doc.KindConfidence; sure > 0 && sure < surelyOfKind {
		p.find(nil)
	}
}

// Lacks names the fields that every paper of a kind has and that are not among
// fields.
func Lacks(kind document.Kind, fields map[string]document.Field) (missing []string) {
	for _, name := range always[kind] {
		if _, ok := fields[name]; !ok {
			missing = append(missing, name)
		}
	}
	return missing
}

// canonical are the parsers of the fields whose form is known.
var canonical = map[string]func(string) (string, bool){
	"name": normalize.Name, "president": normalize.Name, "sex": normalize.Sex, "id_number": normalize.IDNumber,
	"birth_date": fullDate, "enrollment_date": normalize.Date, "graduation_date": normalize.Date, "awarded_date": normalize.Date,
	"updated_date": fullDate, "issued_date": normalize.Date, "work_start": normalize.Date, "work_end": normalize.Date,
	"valid_from": fullDate, "valid_until": fullDate, "level": normalize.Level, "education": normalize.Level,
	"length_years": normalize.LengthYears, "years": normalize.Years, "total_years": normalize.Years,
	"study_form": normalize.StudyForm, "category": normalize.Category, "conclusion": normalize.Conclusion, "certificate_number": normalize.CertificateNumber,
	"verification_code": normalize.VerificationCode, "degree": normalize.DegreeName, "technician_class": normalize.TechnicianClass, "expected_graduation_date": normalize.Date, "phone": normalize.Phone,
	"appointed_from": normalize.Date, "appointed_until": normalize.Date, "approval_date": normalize.Date,
}

// otherLevels are the papers whose level is one of an exam, a rank or a
// profession, which have no common list.
var otherLevels = []document.Kind{document.ApplicationForm, document.QualificationCertificate, document.TitleCertificate}

// monthOfBirth are the papers that may give the month of a birth only.
var monthOfBirth = []document.Kind{
	document.ApplicationForm, document.AppointmentLetter, document.PartySchoolQuery, document.QualificationCertificate,
	document.TechnicianQuery, document.TitleCertificate, document.VocationalQuery,
}

// canonical is the parser of a field on this paper.
func (p *paper) canonical(name string) (parse func(string) (string, bool), known bool) {
	switch {
	case name == "level" && slices.Contains(otherLevels, p.doc.Kind):
		return nil, false
	case name == "birth_date" && slices.Contains(monthOfBirth, p.doc.Kind):
		return normalize.Date, true
	}
	parse, known = canonical[name]
	return parse, known
}

// openEnds are the words that stand in the place of a date.
var openEnds = map[string]string{"appointed_until": normalize.LongTerm, "valid_until": normalize.LongTerm, "work_end": normalize.Present}

// fullDate is a date to the day.
func fullDate(s string) (string, bool) {
	v, ok := normalize.Date(s)
	return v, ok && len(v) == len("2006-01-02")
}

// valueForms asks every field whose form is known for it.
func valueForms(p *paper) {
	for _, name := range slices.Sorted(maps.Keys(p.doc.Fields)) {
		parse, known := p.canonical(name)
		value := p.value(name)
		if !known || value == "" || value == openEnds[name] {
			continue
		}
		if v, ok := parse(value); !ok || v != value {
			p.find(nil, name)
			p.doubt(document.DoubtFormat, name)
		}
	}
}

// pastDates are the fields whose dates lie in the past. A card's end is not one
// of them, nor the end of work, which may be planned.
var pastDates = []string{
	"birth_date", "enrollment_date", "graduation_date", "awarded_date", "updated_date", "issued_date", "work_start", "valid_from",
	"approval_date",
}

func futureDates(p *paper) {
	for _, name := range pastDates {
		if t, _, ok := normalize.ParseDate(p.value(name)); ok && t.After(p.today) {
			p.conflict(nil, name)
		}
	}
	for i, period := range p.doc.Periods {
		if t, _, ok := normalize.ParseDate(period.Start.Value); ok && t.After(p.today) {
			p.conflict(nil, periodField(i, "start"))
		}
	}
}
