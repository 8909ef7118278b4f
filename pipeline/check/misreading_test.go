package check_test

import (
	"testing"

	"hecha/document"
	"hecha/pipeline/check"
)

// misreadCases are papers with one error each and how grave it stays when what may
// be misread is taken into account.
var misreadCases = []struct {
	name     string
	doc      *document.Document
	code     string
	severity document.Severity
}{
	{
		"a digit of the birth date looks like that of the number",
		paper(document.IDCardPortrait, portrait().with(fields{"birth_date": "1986-03-05"})), "id_card.birth_date", document.SeverityWarning,
	},
	{
		"a birth date that no misread digit makes that of the number",
		paper(document.IDCardPortrait, portrait().with(fields{"birth_date": "1984-03-05"})), "id_card.birth_date", document.SeverityError,
	},
	{
		"a sex against a number that does not prove itself",
		paper(document.WorkCertificate, work().with(fields{"id_number": id[:16] + "4" + id[17:]})), "work_certificate.sex", document.SeverityWarning,
	},
	{
		"a year that looks like one to come",
		paper(document.Diploma, fields{"graduation_date": "2031-07-01"}), "document.future_date", document.SeverityError,
	},
	{
		"a year to come that looks like one that is over",
		paper(document.Diploma, fields{"graduation_date": "2071-07-01"}), "document.future_date", document.SeverityWarning,
	},
	{
		"the code of another school in the number, confirmed by nothing",
		paper(document.Diploma, diploma().with(fields{"certificate_number": "105331200805001234"})), "education.certificate_school", document.SeverityError,
	},
	{
		"a digit of the school in the number that looks alike",
		paper(document.Diploma, diploma().with(fields{"certificate_number": "105371200805001234"})), "education.certificate_school", document.SeverityWarning,
	},
	{
		"a seal of another name that was read with doubt",
		paper(document.WorkCertificate, work(), seals(document.Seal{Text: "长沙某某贸易有限公司", Color: "red", Confidence: 0.6})),
		"work_certificate.seal_name", document.SeverityWarning,
	},
	{
		"an answer that denies in other words",
		paper(document.SchoolStatusProof, fields{"verification_result": "不实"}), "verification.unconfirmed", document.SeverityWarning,
	},
	{
		"a conclusion that is none",
		paper(document.CHSIRegistration, registration().with(fields{"conclusion": "业"})), "chsi.not_graduated", document.SeverityWarning,
	},
	{
		"a study that was not finished",
		paper(document.CHSIRegistration, registration().with(fields{"conclusion": "结业"})), "chsi.not_graduated", document.SeverityError,
	},
}

func TestOneMisreadCharacterAccusesNobody(t *testing.T) {
	for _, c := range misreadCases {
		d := *c.doc
		for name, f := range d.Fields {
			f.Evidence.Min = 0.99
			d.Fields[name] = f
		}
		check.Document(&d, today)
		check.Relent(&d, today)
		found := false
		for _, f := range d.Findings {
			if f.Code != c.code {
				continue
			}
			found = true
			if f.Severity != c.severity {
				t.Errorf("%s: %s is %s, want %s", c.name, f.Code, f.Severity, c.severity)
			}
		}
		if !found {
			t.Errorf("%s: no %s among %v", c.name, c.code, d.Findings)
		}
	}
}
