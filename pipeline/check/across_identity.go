package check

import (
	"slices"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/document/register"
)

// identityOrder are the papers about a person, those first whose word about them
// counts more.
var identityOrder = []document.Kind{
	document.IDCardPortrait, document.CHSIRegistration, document.CHSIAuthentication, document.CHSIEnrolment, document.CSCSECertificate,
	document.VocationalQuery, document.TechnicianQuery, document.PartySchoolQuery, document.SchoolStatusProof, document.ApplicationForm,
	document.Diploma, document.DegreeCertificate, document.TitleCertificate, document.QualificationCertificate,
	document.AppointmentLetter, document.WorkCertificate,
}

// identityAcross are the rules about who the papers are about.
var identityAcross = []crossRule{
	{Rule{
		Code: "application.name", Severity: document.SeverityError, Unclear: true, Renames: true,
		Meaning: "two papers bear different names",
	}, namesAgree},
	{Rule{
		Code: "application.id_number", Severity: document.SeverityError, Unclear: true,
		Meaning: "two papers bear different identity numbers",
	}, func(b *bundle) { b.agree(facts("id_number", b.app.IDNumber, b.of(identityOrder...)), sameID) }},
	{Rule{
		Code: "application.id_number_false", Severity: document.SeverityError, Twice: true,
		Meaning: "two papers, or a paper and the declaration, bear one identity number that does not prove itself",
	}, falseNumber},
	{Rule{
		Code: "application.birth_date", Severity: document.SeverityError, Unclear: true,
		Meaning: "two papers bear different birth dates, or one differs from that in an identity number",
	}, func(b *bundle) {
		b.agree(b.withNumber("birth_date", b.app.BirthDate, func(f normalize.IDFacts) string { return f.BirthDate }), sameDay)
	}},
	{Rule{
		Code: "application.sex", Severity: document.SeverityError, Unclear: true,
		Meaning: "two papers give different sexes, or one differs from that in an identity number",
	}, func(b *bundle) {
		b.agree(b.withNumber("sex", b.app.Sex, func(f normalize.IDFacts) string { return f.Sex }), exactly)
	}},
	{Rule{
		Code: "application.card_sides", Severity: document.SeverityError,
		Meaning: "both sides of the identity card together are not possible: its validity does not go with the age at its issue",
	}, cardSides},
}

// namesAgree compares the names on all papers. On papers with one birth date a
// name that differs in one sign is unclear however surely it was read: engines
// are sure of wrong rare signs, and another person would have another birth date.
func namesAgree(b *bundle) {
	type paper struct {
		upload   string
		document int
	}
	births := map[paper]string{}
	for _, f := range b.withNumber("birth_date", b.app.BirthDate, func(f normalize.IDFacts) string { return f.BirthDate }) {
		if !f.doubted {
			births[paper{f.place.Upload, f.place.Document}] = f.value
		}
	}
	b.agreeIn(facts("name", b.app.Name, b.of(identityOrder...)), func(x, y fact) verdict {
		v := sameName(x.value, y.value)
		ofX := births[paper{x.place.Upload, x.place.Document}]
		ofY := births[paper{y.place.Upload, y.place.Document}]
		if v == nearlyAgrees && ofX != "" && ofY != "" && sameDay(ofX, ofY) == agrees {
			return unclear
		}
		if v == contradicts && named(x.value) != named(y.value) {
			return unclear
		}
		return v
	})
}

// named tells whether a name begins with a surname. Where others do, what does not may be any
// words of a paper that were taken for a name.
func named(name string) bool {
	_, ok := register.Surname(plain(name))
	return ok
}

// withNumber are the facts of a field and what the identity numbers of papers
// without that field say about it.
func (b *bundle) withNumber(field, said string, of func(normalize.IDFacts) string) []fact {
	papers := b.of(identityOrder...)
	all := facts(field, said, papers)
	for _, p := range papers {
		if _, ok := read(p, field); ok {
			continue
		}
		f, ok := read(p, "id_number")
		if !ok || !normalize.IDCheck(f.value) {
			continue
		}
		if parts, ok := normalize.IDParts(f.value); ok {
			f.value, f.derived = of(parts), true
			all = append(all, f)
		}
	}
	return all
}

// falseNumber finds a number that was read twice alike and does not prove itself:
// no two misreadings come to the same. Source: GB 11643-1999.
func falseNumber(b *bundle) {
	all := facts("id_number", b.app.IDNumber, b.of(identityOrder...))
	if len(all) < 2 {
		b.notChecked(ReasonSingle, "id_number")
		return
	}
	all = slices.DeleteFunc(all, func(f fact) bool { return len(f.value) != idLength || normalize.IDCheck(f.value) })
	for i, f := range all {
		same := slices.IndexFunc(all[i+1:], func(o fact) bool { return o.value == f.value })
		if same >= 0 {
			b.find(nil, f, all[i+1+same])
			return
		}
	}
}

// cardSides asks what Sides asks where the sides of one card came in different
// uploads; those of one upload were compared when it was read.
func cardSides(b *bundle) {
	portraits, emblems := b.of(document.IDCardPortrait), b.of(document.IDCardEmblem)
	if len(portraits) != 1 || len(emblems) != 1 {
		b.notChecked(ReasonMissing, "id_number", "valid_from", "valid_until")
		return
	}
	if portraits[0].Upload == emblems[0].Upload && portraits[0].Upload != "" {
		return
	}
	for _, f := range Sides(portraits[0].Document, emblems[0].Document, b.today).Findings {
		if f.Code != "id_card.validity_age" {
			continue
		}
		number, _ := read(portraits[0], "id_number")
		from, _ := read(emblems[0], "valid_from")
		until, _ := read(emblems[0], "valid_until")
		if number.doubted || from.doubted || until.doubted {
			b.notChecked(ReasonDoubted, "id_number", "valid_from", "valid_until")
			continue
		}
		b.find(nil, number, from, until)
	}
}
