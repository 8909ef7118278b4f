package check

import (
	"regexp"
	"strings"

	"hecha/document"
	"hecha/document/normalize"
)

var (
	enrolled  = []document.Kind{document.CHSIEnrolment}
	fromTrips = []document.Kind{document.CSCSECertificate}
	// answers are what offices write about a diploma.
	answers = []document.Kind{document.CHSIAuthentication, document.SchoolStatusProof}
)

// proofRules are about the papers that vouch for a diploma or a degree.
var proofRules = []rule{
	{Rule{
		Code: "chsi_enrolment.no_proof", Severity: document.SeverityError, Kinds: enrolled,
		Meaning: "a report about an enrolment proves no graduation",
	}, proofOfNothing},
	{Rule{
		Code: "school_status_proof.no_proof", Severity: document.SeverityError, Kinds: []document.Kind{document.SchoolStatusProof},
		Meaning: "a school's proof that somebody studies there proves no graduation",
	}, proofOfStudy},
	{Rule{
		Code: "chsi_enrolment.dates_order", Severity: document.SeverityError, Kinds: enrolled, Needs: []string{"enrollment_date", "expected_graduation_date"},
		Meaning: "the expected graduation is not after the enrolment",
	}, expectedOrder},
	{Rule{
		Code: "verification.unconfirmed", Severity: document.SeverityError, Kinds: answers, Needs: []string{"verification_result"},
		Meaning: "the office did not find the diploma genuine",
	}, confirmed},
	{Rule{
		Code: "verification.dates_order", Severity: document.SeverityError, Kinds: answers, Needs: []string{"issued_date", "graduation_date"},
		Meaning: "the answer is older than the graduation that it is about",
	}, answeredAfter},
	{Rule{
		Code: "verification.seal_missing", Severity: document.SeverityWarning, Kinds: append(fromTrips[:1:1], answers...),
		Meaning: "no seal was found on the paper",
	}, sealPresent},
	{Rule{
		Code: "verification.seal_name", Severity: document.SeverityWarning, Kinds: answers, Needs: []string{"issuer"},
		Meaning: "no seal bears the name of the office that signed",
	}, sealOfIssuer},
	{Rule{
		Code: "cscse.number_form", Severity: document.SeverityWarning, Kinds: fromTrips, Needs: []string{"certificate_number"},
		Meaning: "the number has neither 12 digits with a year nor the form 教留服认美[2010]00001号",
	}, cscseNumberForm},
	{Rule{
		Code: "cscse.number_year", Severity: document.SeverityError, Kinds: fromTrips, Needs: []string{"certificate_number", "issued_date"},
		Meaning: "the year in the number is not that of the certificate, nor the one before",
	}, cscseNumberYear},
	{Rule{
		Code: "cscse.dates_order", Severity: document.SeverityError, Kinds: fromTrips, Needs: []string{"awarded_date", "issued_date"},
		Meaning: "the certificate is older than the degree that it is about",
	}, certifiedAfter},
	{Rule{
		Code: "cscse.issuer", Severity: document.SeverityWarning, Kinds: fromTrips,
		Meaning: "a seal bears another name than that of 教育部留学服务中心",
	}, cscseIssuer},
}

func proofOfNothing(p *paper) {
	if p.value("student_status") != "" {
		p.find(nil, "student_status")
		return
	}
	p.find(nil)
}

func proofOfStudy(p *paper) {
	if p.value("student_status") != "" {
		p.find(nil, "student_status")
	}
}

// inOrder tells of two dates of which the first must not lie after the second.
func (p *paper) inOrder(first, second string, strictly bool) {
	a, okA := p.date(first)
	b, okB := p.date(second)
	if okA && okB && (b.Before(a) || strictly && b.Equal(a)) {
		p.conflict(nil, first, second)
	}
}

func expectedOrder(p *paper) { p.inOrder("enrollment_date", "expected_graduation_date", true) }

func answeredAfter(p *paper) { p.inOrder("graduation_date", "issued_date", false) }

func certifiedAfter(p *paper) { p.inOrder("awarded_date", "issued_date", false) }

func confirmed(p *paper) {
	switch p.value("verification_result") {
	case normalize.Confirmed:
	case normalize.Unconfirmed:
		p.find(nil, "verification_result")
	default:
		if strings.ContainsAny(p.value("verification_result"), "不未无假") {
			p.findAs(document.SeverityWarning, nil, "verification_result")
			return
		}
		p.notChecked(ReasonForm, "verification_result")
	}
}

// bureau is an office's name up to its department: 长沙市人力资源和社会保障局 seals
// for its 职业能力建设科.
var bureau = regexp.MustCompile(`^(.*(?:局|厅|委员会))\p{Han}{2,12}(?:科|处|室)(?:（[科处]）)?$`)

// sealOfIssuer lets the seal of an office stand for its department.
func sealOfIssuer(p *paper) {
	names := []string{p.value("issuer")}
	if m := bureau.FindStringSubmatch(names[0]); m != nil {
		names = append(names, m[1])
	}
	sure := false
	for _, s := range p.doc.Seals {
		for _, name := range names {
			if s.Text != "" && normalize.Distance(sealOwner(s.Text), name) <= suggestionLimit {
				p.prove(ProofSeal, "issuer")
				return
			}
		}
		sure = sure || s.Text != "" && s.Confidence >= sureSeal && len(s.Doubt) == 0
	}
	if !sure {
		p.notChecked(p.noSealReason(), "issuer")
		return
	}
	p.find(nil, "issuer")
}

func cscseNumberForm(p *paper) {
	if _, _, ok := normalize.CSCSENumber(p.value("certificate_number")); !ok {
		p.find(nil, "certificate_number")
		p.doubt(document.DoubtFormat, "certificate_number")
	}
}

// cscseNumberYear lets a number be of the year before: an application that is
// numbered in December ends in January.
func cscseNumberYear(p *paper) {
	_, year, ok := normalize.CSCSENumber(p.value("certificate_number"))
	if !ok {
		p.notChecked(ReasonForm, "certificate_number")
		return
	}
	issued, ok := p.date("issued_date")
	switch {
	case !ok:
	case issued.Format("2006") == year:
		p.prove(ProofCertificate, "certificate_number", "issued_date")
	case issued.AddDate(-1, 0, 0).Format("2006") != year:
		p.conflict(args{"number": year}, "certificate_number", "issued_date")
	}
}

const cscseOffice = "留学服务中心"

func cscseIssuer(p *paper) {
	read := false
	for _, s := range p.doc.Seals {
		if strings.Contains(s.Text, cscseOffice) {
			return
		}
		read = read || s.Text != "" && s.Confidence >= sureSeal && len(s.Doubt) == 0
	}
	if !read {
		p.notChecked(p.noSealReason())
		return
	}
	p.find(nil)
}
