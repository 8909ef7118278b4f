package check

import (
	"slices"
	"strings"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/document/register"
)

var degrees = []document.Kind{document.DegreeCertificate}

// degreeRules hold the number of a degree certificate against what the paper
// says. Source: notice of the academic degrees committee of 2005-08-25.
var degreeRules = []rule{
	{Rule{
		Code: "degree.number_form", Severity: document.SeverityWarning, Kinds: degrees, Needs: []string{"certificate_number", "awarded_date"},
		Meaning: "the number of a later degree has not the form that such numbers have since 2005",
	}, degreeNumberForm},
	{Rule{
		Code: "degree.number_year", Severity: document.SeverityError, Kinds: degrees, Needs: []string{"certificate_number", "awarded_date"},
		Meaning: "the year in the number is not that of the award",
	}, degreeNumberYear},
	{Rule{
		Code: "degree.number_rank", Severity: document.SeverityError, Kinds: degrees, Needs: []string{"certificate_number", "degree"},
		Meaning: "the number is that of another rank of degree than the printed one",
	}, degreeNumberRank},
	{Rule{
		Code: "degree.number_school", Severity: document.SeverityError, Kinds: degrees, Needs: []string{"certificate_number", "school"},
		Meaning: "the number begins with the code of another school",
	}, degreeNumberSchool},
	{Rule{
		Code: "degree.number_profession", Severity: document.SeverityWarning, Kinds: degrees, Needs: []string{"certificate_number", "degree"},
		Meaning: "the number is that of a professional degree and the degree is academic",
	}, degreeProfession},
	{Rule{
		Code: "degree.age", Severity: document.SeverityWarning, Kinds: degrees, Needs: []string{"birth_date", "awarded_date"},
		Meaning: "the holder was younger than 17 or older than 75 at the award",
	}, degreeAge},
}

// degreesNumberedSince is the year of award from which on degrees are numbered by
// the common rule of 2005-08-25.
const degreesNumberedSince = "2008"

func degreeNumberForm(p *paper) {
	if p.value("awarded_date") < degreesNumberedSince {
		p.notChecked(ReasonForm, "certificate_number")
		return
	}
	if _, ok := normalize.ParseDegree(p.value("certificate_number")); !ok {
		p.find(nil, "certificate_number")
		p.doubt(document.DoubtFormat, "certificate_number")
	}
}

// degreeNumber is the number taken apart; a rule is not asked about one of
// before, which says nothing.
func (p *paper) degreeNumber() (d normalize.Degree, ok bool) {
	if d, ok = normalize.ParseDegree(p.value("certificate_number")); !ok {
		p.notChecked(ReasonForm, "certificate_number")
	}
	return d, ok
}

func degreeNumberYear(p *paper) {
	d, ok := p.degreeNumber()
	if !ok {
		return
	}
	if strings.HasPrefix(p.value("awarded_date"), d.Year) {
		p.prove(ProofCertificate, "certificate_number", "awarded_date")
		return
	}
	p.conflict(args{"number": d.Year}, "certificate_number", "awarded_date")
}

func degreeNumberRank(p *paper) {
	d, ok := p.degreeNumber()
	if !ok {
		return
	}
	rank, ok := normalize.DegreeRank(p.value("degree"))
	switch {
	case !ok:
		p.notChecked(ReasonForm, "degree")
	case rank == d.Rank:
		p.prove(ProofCertificate, "certificate_number", "degree")
	default:
		p.conflict(args{"number": d.Rank}, "certificate_number", "degree")
	}
}

// degreeNumberSchool compares the unit that begins the number with the printed
// school. Institutes have codes that the register of schools does not hold.
func degreeNumberSchool(p *paper) {
	d, ok := p.degreeNumber()
	if !ok {
		return
	}
	ofName, known := register.SchoolByName(p.value("school"))
	switch {
	case !known:
		p.notChecked(ReasonRegister, "school")
	case ofName.Code == d.Unit:
		p.prove(ProofCertificate, "certificate_number", "school")
	default:
		p.conflict(args{"number": d.Unit, "school": ofName.Code}, "certificate_number", "school")
	}
}

// academic are the disciplines (学科门类), after which no profession is named but 建筑学.
var academic = []string{"哲学", "经济学", "法学", "教育学", "文学", "历史学", "理学", "工学", "农学", "医学", "军事学", "管理学", "艺术学"}

func degreeProfession(p *paper) {
	d, ok := p.degreeNumber()
	if !ok {
		return
	}
	rank, _ := normalize.DegreeRank(p.value("degree"))
	if d.Prefix == "Z" && slices.Contains(academic, strings.TrimSuffix(p.value("degree"), rank)) {
		p.find(nil, "certificate_number", "degree")
	}
}

const youngestDegree = 17 // years at the award

func degreeAge(p *paper) {
	age, ok := normalize.AgeOn(p.value("birth_date"), p.value("awarded_date"))
	switch {
	case !ok:
		p.notChecked(ReasonForm, "birth_date", "awarded_date")
	case age < youngestDegree || age > oldest:
		p.conflict(nil, "birth_date", "awarded_date")
	}
}
