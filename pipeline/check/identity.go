package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/document/register"
)

// identityRules are about the identity number wherever one is printed, and the
// rest of a card's side with the portrait.
var identityRules = slices.Concat(
	numberRules("id_card", document.IDCardPortrait),
	numberRules("work_certificate", document.WorkCertificate),
	numberRules("application_form", document.ApplicationForm),
	numberRules("study", document.CHSIAuthentication, document.CHSIEnrolment, document.SchoolStatusProof),
	portraitRules,
)

// numberRules are the rules about the identity number on the papers of kinds,
// their codes beginning with prefix. Source: GB 11643-1999. A number that does not
// prove itself is first of all mistyped or misread; what differs from the card, and
// what stands on two papers alike, is told by itself.
func numberRules(prefix string, kinds ...document.Kind) []rule {
	return []rule{
		{Rule{
			Code: prefix + ".check_digit", Severity: document.SeverityWarning, Kinds: kinds, Needs: []string{"id_number"},
			Meaning: "the identity number does not prove itself: its check digit or its birth date is wrong",
		}, checkDigit},
		{Rule{
			Code: prefix + ".region_unknown", Severity: document.SeverityWarning, Kinds: kinds, Needs: []string{"id_number"},
			Meaning: "the first six digits of the identity number were no region's code in any year from 1980 to 2020",
		}, regionKnown},
		{Rule{
			Code: prefix + ".birth_date", Severity: document.SeverityError, Kinds: kinds, Needs: []string{"id_number", "birth_date"},
			Meaning: "the birth date differs from that in the identity number",
		}, birthDateAgrees},
		{Rule{
			Code: prefix + ".sex", Severity: document.SeverityError, Kinds: kinds, Needs: []string{"id_number", "sex"},
			Meaning: "the sex differs from that in the identity number",
		}, sexAgrees},
		{Rule{
			Code: prefix + ".age", Severity: document.SeverityWarning, Kinds: kinds, Needs: []string{"id_number"},
			Meaning: "by the identity number its holder is older than 100 or not yet born",
		}, plausibleAge},
	}
}

var portraitRules = []rule{
	{Rule{
		Code: "id_card.ethnicity_unknown", Severity: document.SeverityWarning, Kinds: []document.Kind{document.IDCardPortrait},
		Needs: []string{"ethnicity"}, Meaning: "the people is none of the 56 of GB/T 3304",
	}, ethnicityKnown},
	{Rule{
		Code: "id_card.address_unknown", Severity: document.SeverityInfo, Kinds: []document.Kind{document.IDCardPortrait},
		Needs: []string{"address"}, Meaning: "the address begins with no region that the register knows",
	}, addressKnown},
}

// idLength is the length of identity numbers since October 1999.
const idLength = 18

// checkDigit lets older numbers, and those that were read in part, pass unasked;
// except on the cards of today, which bear none.
func checkDigit(p *paper) {
	number := p.value("id_number")
	if len(number) != idLength && p.doc.Kind != document.IDCardPortrait {
		p.notChecked(ReasonForm, "id_number")
		return
	}
	if normalize.IDCheck(number) {
		p.prove(ProofCheckDigit, "id_number")
		return
	}
	p.find(nil, "id_number")
	p.doubt(document.DoubtCheckDigit, "id_number")
}

// idFacts are what the number on the paper says about its holder.
func (p *paper) idFacts() (normalize.IDFacts, bool) {
	facts, ok := normalize.IDParts(p.value("id_number"))
	if !ok {
		p.notChecked(ReasonForm, "id_number")
	}
	return facts, ok
}

// regionKnown raises no doubt: a misread digit breaks the check digit, and the
// register has gaps.
func regionKnown(p *paper) {
	number := p.value("id_number")
	if len(number) < 6 {
		p.notChecked(ReasonForm, "id_number")
		return
	}
	if register.RegionKnown(number[:6]) {
		p.prove(ProofRegister, "id_number")
		return
	}
	p.find(nil, "id_number")
}

func birthDateAgrees(p *paper) {
	if facts, ok := p.idFacts(); ok {
		p.agreesWithNumber("birth_date", facts.BirthDate)
	}
}

func sexAgrees(p *paper) {
	if facts, ok := p.idFacts(); ok {
		p.agreesWithNumber("sex", facts.Sex)
	}
}

// agreesWithNumber compares a field with what the identity number says. They
// prove each other only where the number proves itself.
func (p *paper) agreesWithNumber(field, want string) {
	if len(p.value(field)) == len("2006-01") && len(want) == len("2006-01-02") { // a month of birth
		want = want[:len("2006-01")]
	}
	if p.value(field) != want {
		p.conflict(nil, field, "id_number")
		return
	}
	if p.report.Evidence.Has("id_number", ProofCheckDigit) {
		p.prove(ProofIDNumber, field, "id_number")
	}
}

// maxAge is where a birth date stops being plausible, in years.
const maxAge = 100

func plausibleAge(p *paper) {
	facts, ok := p.idFacts()
	if !ok {
		return
	}
	age, ok := normalize.AgeOn(facts.BirthDate, p.today.Format("2006-01-02"))
	if !ok || age < 0 || age > maxAge {
		p.conflict(nil, "id_number")
	}
}

func ethnicityKnown(p *paper) {
	if _, ok := normalize.Ethnicity(p.value("ethnicity")); ok {
		p.prove(ProofRegister, "ethnicity")
		return
	}
	p.find(nil, "ethnicity")
	p.doubt(document.DoubtRegister, "ethnicity")
}

// addressKnown finds the region at the head of the address. That it is another
// than the number's is no finding: people move, the number stays. But where it
// is nearly the number's, it was misread.
func addressKnown(p *paper) {
	address, number := p.value("address"), p.value("id_number")
	codes := register.RegionsOfAddress(address)
	if len(codes) == 0 {
		p.find(nil, "address")
	} else {
		p.prove(ProofRegister, "address")
	}
	if len(number) != 18 {
		return
	}
	if slices.Contains(codes, number[:6]) {
		p.prove(ProofIDNumber, "address")
		return
	}
	if len(codes) > 0 && !strings.HasSuffix(codes[0], "00") {
		return // a county that exists, only another
	}
	for _, r := range register.Region(number[:6]) {
		if nearHead(address, register.RegionName(r.Code, r.From)) {
			p.doubt(document.DoubtConflict, "address")
		}
	}
}

// nearHead tells whether text begins with name but for one character.
func nearHead(text, name string) bool {
	head := []rune(text)
	n := utf8.RuneCountInString(name)
	if len(head) < n {
		return false
	}
	d := normalize.Distance(string(head[:n]), name)
	return d > 0 && d <= 1
}
