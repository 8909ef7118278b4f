package check

import (
	"slices"
	"strings"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/document/register"
)

// certificateRules hold the number of a diploma against what the paper says.
// Source: 教学〔2002〕15号, 浙教办高教〔2008〕80号.
var certificateRules = []rule{
	{Rule{
		Code: "education.certificate_form", Severity: document.SeverityWarning, Kinds: graduation,
		Needs:   []string{"certificate_number", "graduation_date", "level"},
		Meaning: "the certificate number of a later higher education has not the form that such numbers have since 2002",
	}, certificateForm},
	{Rule{
		Code: "education.certificate_school", Severity: document.SeverityError, Kinds: graduation,
		Needs:   []string{"certificate_number", "school"},
		Meaning: "the certificate number begins with the code of another school",
	}, certificateSchool},
	{Rule{
		Code: "education.certificate_school_name", Severity: document.SeverityWarning, Kinds: graduation,
		Needs:   []string{"certificate_number", "school"},
		Meaning: "the certificate number begins with the code of a school of another name; the printed one is in no register",
	}, certificateSchoolName},
	{Rule{
		Code: "education.school_code_unknown", Severity: document.SeverityWarning, Kinds: graduation, Needs: []string{"certificate_number"},
		Meaning: "the certificate number begins with the code of no ordinary higher school of 2017",
	}, certificateSchoolCode},
	{Rule{
		Code: "education.certificate_year", Severity: document.SeverityError, Kinds: graduation,
		Needs:   []string{"certificate_number", "graduation_date"},
		Meaning: "the year in the certificate number is not that of the graduation",
	}, certificateYear},
	{Rule{
		Code: "education.certificate_level", Severity: document.SeverityError, Kinds: graduation,
		Needs:   []string{"certificate_number", "level"},
		Meaning: "the level in the certificate number is another than the printed one",
	}, certificateLevel},
	{Rule{
		Code: "education.certificate_study_form", Severity: document.SeverityError, Kinds: graduation,
		Needs:   []string{"certificate_number", "study_form"},
		Meaning: "the type in the certificate number does not go with the form of study",
	}, certificateStudyForm},
	{Rule{
		Code: "education.certificate_category", Severity: document.SeverityError, Kinds: graduation,
		Needs:   []string{"certificate_number", "category"},
		Meaning: "the type in the certificate number does not go with the category of education",
	}, certificateCategory},
}

// numberedSince is the year of graduation from which on every higher school
// numbers by the common rule; some were late in 2002.
const numberedSince = "2003"

// certificateForm leaves out secondary schools, which have no common rule, and
// self-study, whose provinces number in several ways.
func certificateForm(p *paper) {
	selfStudy := strings.Contains(p.value("study_form")+p.value("category"), "自学")
	if p.value("graduation_date") < numberedSince || p.value("level") == normalize.LevelSecondary || selfStudy {
		p.notChecked(ReasonForm, "certificate_number")
		return
	}
	switch c, _ := normalize.ParseCertificate(p.value("certificate_number")); c.Form {
	case normalize.Certificate18, normalize.CertificateSelfStudy:
	default:
		p.find(nil, "certificate_number")
		p.doubt(document.DoubtFormat, "certificate_number")
	}
}

// certificate is the number taken apart; a rule is not asked about the old
// forms, which say nothing.
func (p *paper) certificate() (c normalize.Certificate, ok bool) {
	c, ok = normalize.ParseCertificate(p.value("certificate_number"))
	if !ok || c.Form == normalize.CertificateOld {
		p.notChecked(ReasonForm, "certificate_number")
		return c, false
	}
	return c, true
}

// certificateSchool compares the code that begins the number with that of the
// printed school, or the printed name with the school of the code, of which it
// may be a misreading.
func certificateSchool(p *paper) {
	c, ok := p.certificate()
	if !ok {
		return
	}
	if c.School == "" {
		p.notChecked(ReasonForm, "certificate_number")
		return
	}
	ofCode, knownCode := register.School(c.School)
	school := p.value("school")
	ofName, knownName := register.SchoolByName(school)
	if now := today(school); now != school {
		if ofNow, _ := register.SchoolByName(now); ofNow.Code == c.School {
			p.prove(ProofCertificate, "certificate_number", "school")
			return
		}
	}
	switch {
	case knownName && ofName.Code == c.School:
		p.prove(ProofCertificate, "certificate_number", "school")
	case knownName:
		p.conflict(args{"number": c.School, "school": ofName.Code}, "certificate_number", "school")
	case !knownCode:
		p.notChecked(ReasonRegister, "certificate_number", "school")
	case near(p.value("school"), ofCode.Name):
		p.conflict(args{"number": c.School}, "school")
	}
}

// certificateSchoolName speaks where certificateSchool cannot: schools merge and
// change their names, so this is no contradiction.
func certificateSchoolName(p *paper) {
	c, ok := p.certificate()
	if !ok {
		return
	}
	ofCode, known := register.School(c.School)
	if !known {
		p.notChecked(ReasonRegister, "certificate_number")
		return
	}
	name := today(p.value("school"))
	if _, known := register.SchoolByName(name); !known && !near(name, ofCode.Name) {
		p.find(args{"number": c.School}, "certificate_number", "school")
	}
}

// today is the name that a school has in the register: the one it became or went into,
// where the name is a former one.
func today(school string) string {
	if now, _, ok := register.SchoolNow(school); ok {
		return now
	}
	return school
}

func certificateSchoolCode(p *paper) {
	c, ok := p.certificate()
	if !ok || c.School == "" {
		return
	}
	if _, known := register.School(c.School); !known {
		p.find(args{"number": c.School}, "certificate_number")
	}
}

// near tells whether read differs from a registered name as a misreading does.
func near(read, name string) bool {
	return normalize.Distance(read, name) <= 2*suggestionLimit
}

func certificateYear(p *paper) {
	c, ok := p.certificate()
	if !ok {
		return
	}
	graduated := p.value("graduation_date")
	if _, _, ok := normalize.ParseDate(graduated); !ok {
		p.notChecked(ReasonForm, "graduation_date")
		return
	}
	if strings.HasPrefix(graduated, c.Year) {
		p.prove(ProofCertificate, "certificate_number", "graduation_date")
		return
	}
	// The year of self-study is that of the registration, not of the end.
	if c.Form == normalize.CertificateSelfStudy && c.Year < p.value("graduation_date") {
		p.notChecked(ReasonForm, "certificate_number")
		return
	}
	p.conflict(args{"number": c.Year}, "certificate_number", "graduation_date")
}

func certificateLevel(p *paper) {
	c, ok := p.certificate()
	if !ok {
		return
	}
	if p.value("level") != c.Level {
		p.conflict(args{"number": c.Level}, "certificate_number", "level")
		return
	}
	p.prove(ProofCertificate, "certificate_number", "level")
}

// typeForms are the forms of study that go with a type; adult education has
// full-time courses too (脱产, printed as 全日制 by some).
var typeForms = map[string][]string{
	"1": {"全日制", "普通全日制", "非全日制"},
	"5": {"函授", "业余", "脱产", "夜大学", "全日制", "非全日制", "开放教育", "广播电视教育"},
	"6": {"自学考试"},
	"7": {"网络教育", "业余", "函授", "开放教育", "非全日制"},
}

func certificateStudyForm(p *paper) { p.certificateType("study_form", typeForms) }

// typeCategories are the words by which the category of a type begins.
var typeCategories = map[string][]string{
	"1": {"普通", "研究生"}, "5": {"成人", "开放"}, "6": {"高等教育自学", "自学", "自考", "学历文凭"}, "7": {"网络", "开放", "远程"},
}

func certificateCategory(p *paper) { p.certificateType("category", typeCategories) }

// certificateType compares a field with the words that go with the type of the
// number.
func (p *paper) certificateType(field string, words map[string][]string) {
	c, ok := p.certificate()
	if !ok {
		return
	}
	value := p.value(field)
	goesWith := func(w string) bool { return strings.HasPrefix(value, w) }
	if slices.ContainsFunc(words[c.Type], goesWith) {
		p.prove(ProofCertificate, "certificate_number", field)
		return
	}
	for _, others := range words {
		if slices.ContainsFunc(others, goesWith) {
			p.conflict(args{"type": c.Type}, "certificate_number", field)
			return
		}
	}
	p.notChecked(ReasonForm, field)
}
