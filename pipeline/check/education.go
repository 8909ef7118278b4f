package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/document/register"
)

// graduation are the papers about a finished course of study.
var graduation = []document.Kind{document.Diploma, document.CHSIAuthentication, document.CHSIRegistration}

// courses are those, and the records of authorities about one.
var courses = slices.Concat(graduation, queries)

var educationRules = []rule{
	{Rule{
		Code: "education.school_unknown", Severity: document.SeverityWarning, Kinds: append(slices.Clone(graduation), document.WorkCertificate),
		Needs:   []string{"school"},
		Meaning: "the register of 2017 knows no ordinary higher school of this name",
	}, schoolKnown},
	{Rule{
		Code: "education.major_unknown", Severity: document.SeverityInfo, Kinds: graduation, Needs: []string{"major", "level"},
		Meaning: "the list of undergraduate majors, which has gaps, does not know the major",
	}, majorKnown},
	{Rule{
		Code: "education.school_level", Severity: document.SeverityWarning, Kinds: graduation, Needs: []string{"school", "level"},
		Meaning: "a school that teaches no undergraduates by the register gave a higher level",
	}, schoolLevel},
	{Rule{
		Code: "education.dates_order", Severity: document.SeverityError, Kinds: courses, Needs: []string{"enrollment_date", "graduation_date"},
		Meaning: "the graduation is not after the enrolment",
	}, studyOrder},
	{Rule{
		Code: "education.length", Severity: document.SeverityWarning, Kinds: courses,
		Needs:   []string{"enrollment_date", "graduation_date", "length_years"},
		Meaning: "the time from enrolment to graduation is not the length of the course",
	}, studyLength},
	{Rule{
		Code: "education.age", Severity: document.SeverityWarning, Kinds: courses, Needs: []string{"birth_date", "graduation_date"},
		Meaning: "the holder was younger at graduation than anybody of that level is, or older than 75",
	}, studyAge},
	{Rule{
		Code: "education.school_name_year", Severity: document.SeverityWarning, Kinds: graduation, Needs: []string{"school", "graduation_date"},
		Meaning: "the school had another name in the year of the graduation",
	}, schoolOfItsTime},
}

// suggestionLimit is how far a registered name may be for a misreading of it:
// less than two characters.
const suggestionLimit = 1.5

// schoolKnown doubts an unknown name only where a registered one is near: adult
// schools, and schools of before 2017, are in no register.
func schoolKnown(p *paper) {
	name := p.value("school")
	if otherSchool.MatchString(name) || p.value("level") == normalize.LevelSecondary || p.value("technician_class") != "" {
		p.notChecked(ReasonRegister, "school")
		return
	}
	_, _, former := register.SchoolNow(name)
	if _, ok := register.SchoolByName(name); ok || former {
		p.prove(ProofRegister, "school")
		return
	}
	near := register.NearestSchools(name, 1)
	if len(near) == 0 || near[0].Distance > suggestionLimit {
		p.find(nil, "school")
		return
	}
	p.find(args{"suggestion": near[0].Code}, "school")
	p.doubt(document.DoubtRegister, "school")
}

// otherSchool names a school that a register of higher schools does not hold.
var otherSchool = regexp.MustCompile(`党校|技工学校|技师学院|中等|中专|职业高中`)

// majorKnown doubts a major that only look-alikes tell from a listed one.
func majorKnown(p *paper) {
	major := p.value("major")
	if _, ok := register.Major(major); ok {
		p.prove(ProofRegister, "major")
		return
	}
	if register.NearMajor(major) {
		p.doubt(document.DoubtRegister, "major")
	}
	if p.value("level") == normalize.LevelBachelor {
		p.find(nil, "major")
		return
	}
	p.notChecked(ReasonRegister, "major")
}

func schoolLevel(p *paper) {
	school, ok := register.SchoolByName(p.value("school"))
	if !ok {
		p.notChecked(ReasonRegister, "school")
		return
	}
	level := p.value("level")
	if school.Level == normalize.LevelCollege && level != normalize.LevelCollege && level != normalize.LevelSecondary {
		p.find(args{"school": school.Code}, "school", "level")
	}
}

// study are the first and the last day of the course.
func (p *paper) study() (from, to time.Time, ok bool) {
	from, okFrom := p.date("enrollment_date")
	to, okTo := p.date("graduation_date")
	return from, to, okFrom && okTo
}

func studyOrder(p *paper) {
	if from, to, ok := p.study(); ok && !to.After(from) {
		p.conflict(nil, "enrollment_date", "graduation_date")
	}
}

// A course of n years ends up to four months early, because the school year has
// ten months and papers are dated ahead, and often half a year late. From a year
// late on, or half a year early, the numbers need a person: they may be right,
// for who repeats a year or joins a later one.
const (
	usualEarly, usualLate     = 4, 6   // months
	unusualEarly, unusualLate = -6, 12 // months
)

func studyLength(p *paper) {
	from, to, ok := p.study()
	if !ok || !to.After(from) {
		return
	}
	years, err := strconv.ParseFloat(p.value("length_years"), 64)
	if err != nil {
		p.notChecked(ReasonForm, "length_years")
		return
	}
	switch off := float64(monthsBetween(from, to)) - years*12; {
	case off >= -usualEarly && off <= usualLate:
		p.prove(ProofArithmetic, "enrollment_date", "graduation_date", "length_years")
	case off < unusualEarly || off > unusualLate:
		p.conflict(nil, "enrollment_date", "graduation_date", "length_years")
	}
}

// monthsBetween is the number of months from a to b, days aside.
func monthsBetween(a, b time.Time) int {
	return (b.Year()-a.Year())*12 + int(b.Month()) - int(a.Month())
}

// youngest are the ages at graduation below which nobody is expected of a level, those
// who skipped years among them; youngestOther is that of any other course.
var youngest = map[string]int{
	normalize.LevelCollege: 17, normalize.LevelBachelor: 18, normalize.LevelSecondDegree: 20, normalize.LevelMaster: 20, normalize.LevelDoctor: 22,
}

const youngestOther, oldest = 15, 75

// tooYoung tells whether somebody of this age cannot have finished a study of the level.
// A class of a technician school, which only counts as a level, is any other course.
func tooYoung(age int, level string) bool { return age < max(youngest[level], youngestOther) }

func studyAge(p *paper) {
	level := p.value("level")
	if p.value("technician_class") != "" {
		level = ""
	}
	age, ok := normalize.AgeOn(p.value("birth_date"), p.value("graduation_date"))
	switch {
	case !ok:
		p.notChecked(ReasonForm, "birth_date", "graduation_date")
	case tooYoung(age, level) || age > oldest:
		p.conflict(args{"age": strconv.Itoa(age)}, "birth_date", "graduation_date")
	}
}

// namesOverlap is how many years after its end a former name still stands on diplomas.
const namesOverlap = 1

// schoolOfItsTime lets a diploma bear the name that its school had when it was made out.
func schoolOfItsTime(p *paper) {
	end, ok := p.date("graduation_date")
	if !ok {
		return
	}
	school := p.value("school")
	since, renamed := register.SchoolNamedSince(school)
	_, until, former := register.SchoolNow(school)
	switch {
	case renamed && end.Year() < since:
		p.conflict(args{"since": strconv.Itoa(since)}, "school", "graduation_date")
	case former && end.Year() > until+namesOverlap:
		p.conflict(args{"until": strconv.Itoa(until)}, "school", "graduation_date")
	case !renamed && !former:
		p.notChecked(ReasonRegister, "school")
	}
}

// plain is a name of a school or an employer without blanks and without the
// form of its characters.
func plain(s string) string {
	return strings.ToUpper(normalize.Fold(normalize.StripSpace(s)))
}
