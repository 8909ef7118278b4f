package check

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hecha/document"
	"hecha/document/normalize"
)

// proofOrder are the papers that prove an education, those first whose word
// counts more.
var proofOrder = []document.Kind{
	document.CHSIRegistration, document.CHSIAuthentication, document.CSCSECertificate, document.VocationalQuery,
	document.TechnicianQuery, document.PartySchoolQuery, document.SchoolStatusProof, document.CHSIEnrolment,
}

// educationAcross are the rules about one education on several papers.
var educationAcross = []crossRule{
	acrossStudy("school", "the papers about one education name different schools", sameSchool),
	acrossStudy("major", "the papers about one education name different majors", sameMajor),
	acrossStudy("level", "the papers about one education give different levels", exactly),
	acrossStudy("study_form", "the papers about one education give different forms of study", sameForm),
	acrossStudy("length_years", "the papers about one education give different lengths of the course", exactly),
	acrossStudy("enrollment_date", "the papers about one education give different enrolments", sameMonth),
	acrossStudy("graduation_date", "the papers about one education give different graduations", sameDate),
	acrossStudy("certificate_number", "the papers about one education bear different certificate numbers", sameNumber),
	presidentsAgree,
	{Rule{
		Code: "application.degree", Severity: document.SeverityError, Unclear: true,
		Meaning: "the degree and the education are of different levels, or the degree was given before the graduation",
	}, degreeGoesWithStudy},
	{Rule{
		Code: "application.number", Severity: document.SeverityError, Unclear: true,
		Meaning: "a certificate number of an education holds another level or year than another paper about it gives",
	}, numberOfStudy},
	{Rule{
		Code: "application.graduated_young", Severity: document.SeverityWarning,
		Meaning: "by the identity number the holder was younger at graduation than anybody of that level is",
	}, graduatedYoung},
	{Rule{
		Code: "application.diploma_unproven", Severity: document.SeverityWarning,
		Meaning: "a diploma has no proof of its own among the papers, though another education has one",
	}, diplomaUnproven},
}

// presidentsAgree is a warning only: a diploma that was given out anew has the president
// of that day.
var presidentsAgree = func() crossRule {
	r := acrossStudy("president", "the papers about one education name different presidents: one was given out anew, or is false", sameName)
	r.Severity = document.SeverityWarning
	return r
}()

func acrossStudy(field, meaning string, same comparison) crossRule {
	return crossRule{Rule{
		Code: "application." + field, Severity: document.SeverityError, Meaning: meaning, Unclear: true, Renames: field == "school",
	}, func(b *bundle) { b.agreeByStudy(field, same) }}
}

// schoolName is what the names of schools have.
var schoolName = regexp.MustCompile(`学|校`)

// sameSchool lets what is no name of a school, because something else was taken
// for it, contradict nothing, and a school agree with itself before it was renamed.
func sameSchool(a, b string) verdict {
	if today(a) == today(b) {
		return agrees
	}
	v := sameWords(a, b)
	if v == contradicts && (!schoolName.MatchString(a) || !schoolName.MatchString(b)) {
		return unclear
	}
	return v
}

// sameMonth compares enrolments: diplomas give months, the register days.
func sameMonth(a, b string) verdict {
	n := min(len(a), len(b), len("2006-01"))
	return exactly(a[:n], b[:n])
}

// agreeByStudy compares a field within every group of papers about one
// education.
func (b *bundle) agreeByStudy(field string, same comparison) {
	compared := false
	for i, group := range b.studies() {
		all := b.studyFacts(i, group, field)
		if len(all) > 1 {
			compared = true
			b.agreeIn(all, func(x, y fact) verdict { return byHearsay(same(x.value, y.value), x, y) })
		}
	}
	if !compared {
		b.notChecked(ReasonSingle, field)
	}
}

// byHearsay lets what a certificate of work says about an education contradict
// nothing: an employer writes down what it knows, of whichever education.
func byHearsay(v verdict, x, y fact) verdict {
	if v > unclear && (x.kind == document.WorkCertificate || y.kind == document.WorkCertificate) {
		return unclear
	}
	return v
}

// studyFact is a field of a paper about a study. A level that is none of the
// contracts' (a technician's class) compares with nothing, and a form or a
// certificate of work gives the level as education.
func (b *bundle) studyFact(p document.Paper, field string) (fact, bool) {
	name := field
	if field == "level" && (p.Kind == document.ApplicationForm || p.Kind == document.WorkCertificate) {
		name = "education"
	}
	f, ok := read(p, name)
	if p.Kind == document.WorkCertificate && field == "school" && f.value == p.Fields["employer"].Value {
		return f, false // a school that employs
	}
	if field != "level" || !ok {
		return f, ok
	}
	f.value, ok = normalize.Level(f.value)
	return f, ok && !strings.Contains(f.place.Field, "技")
}

// saidFields are the names under which an application declares what papers say.
var saidFields = map[string]string{
	"school": "school", "major": "major", "level": "education_level", "study_form": "study_form", "length_years": "length_years",
	"enrollment_date": "enrollment_date", "graduation_date": "graduation_date", "certificate_number": "certificate_number",
}

func (b *bundle) saidOfStudy(field string) string {
	level := b.app.EducationLevel
	if b.app.TechnicianClass != "" {
		level = ""
	}
	return map[string]string{
		"school": b.app.School, "major": b.app.Major, "level": level, "study_form": b.app.StudyForm, "length_years": b.app.LengthYears,
		"enrollment_date": b.app.EnrollmentDate, "graduation_date": b.app.GraduationDate, "certificate_number": b.app.CertificateNumber,
	}[field]
}

// studies are the papers by the education that they are about, the one that the
// application rests on first; the form and the certificates of work speak about
// that one. Every proof begins a group, and a diploma joins the one that it
// shares most with, so that one that was changed meets its proof.
func (b *bundle) studies() [][]document.Paper {
	var groups [][]document.Paper
	for _, p := range b.of(proofOrder...) {
		i := slices.IndexFunc(groups, func(g []document.Paper) bool { return likeness(g[0], p) >= sameStudy && p.Kind != g[0].Kind })
		if i < 0 {
			groups = append(groups, []document.Paper{p})
		} else {
			groups[i] = append(groups[i], p)
		}
	}
	diplomas := b.of(document.Diploma)
	for _, d := range diplomas {
		i := b.closest(groups, d, len(diplomas))
		if i < 0 {
			groups = append(groups, []document.Paper{d})
		} else {
			groups[i] = append(groups[i], d)
		}
	}
	if len(groups) == 0 {
		groups = [][]document.Paper{nil}
	}
	slices.SortStableFunc(groups, func(x, y []document.Paper) int { return cmp.Compare(b.declaredLikeness(y), b.declaredLikeness(x)) })
	groups[0] = append(groups[0], b.of(document.ApplicationForm, document.WorkCertificate)...)
	return groups
}

// closest is the group that a diploma belongs to; -1 where it is about an
// education of its own.
func (b *bundle) closest(groups [][]document.Paper, d document.Paper, diplomas int) int {
	best, most := -1, 0
	for i, g := range groups {
		if slices.ContainsFunc(g, func(p document.Paper) bool { return p.Kind == document.Diploma }) {
			continue
		}
		if n := likeness(g[0], d); n > most {
			best, most = i, n
		}
	}
	if best < 0 && diplomas == 1 && len(groups) == 1 {
		return 0 // whose else would it be
	}
	return best
}

// sameStudy is the likeness from which on two proofs are about one education.
const sameStudy = 3

// likeness counts what two papers about an education share.
func likeness(a, b document.Paper) int {
	n := 0
	for field, weight := range map[string]int{"certificate_number": 4, "school": 2, "level": 2, "graduation_date": 2, "major": 2, "enrollment_date": 1} {
		x, okX := read(a, field)
		y, okY := read(b, field)
		if !okX || !okY {
			continue
		}
		if k := min(len(x.value), len(y.value)); strings.HasSuffix(field, "_date") && x.value[:k] == y.value[:k] || x.value == y.value {
			n += weight
		}
	}
	return n
}

// declaredLikeness counts what a group shares with the declared education; the
// higher education counts where nothing was declared.
func (b *bundle) declaredLikeness(group []document.Paper) int {
	n := 0
	for _, p := range group {
		for field, weight := range map[string]int{"level": 8, "school": 2, "major": 2, "graduation_date": 2, "certificate_number": 4} {
			if f, ok := read(p, field); ok && f.value == b.saidOfStudy(field) {
				n += weight
			}
		}
		if f, ok := read(p, "level"); ok && b.app.EducationLevel == "" {
			n += slices.Index([]string{normalize.LevelSecondary, normalize.LevelCollege, normalize.LevelBachelor, normalize.LevelMaster, normalize.LevelDoctor}, f.value)
		}
	}
	return n
}

// degreeGoesWithStudy finds the study of every degree's level and compares
// school and date with it.
func degreeGoesWithStudy(b *bundle) {
	degrees := b.of(document.DegreeCertificate)
	if len(degrees) == 0 {
		b.notChecked(ReasonMissing, "degree")
		return
	}
	for _, d := range degrees {
		degree, ok := read(d, "degree")
		level := levelOfDegree(degree.value)
		if !ok || level == "" {
			b.notChecked(ReasonForm, "degree")
			continue
		}
		b.degreeOf(d, degree, level)
	}
}

func levelOfDegree(degree string) string {
	for _, d := range []struct{ word, level string }{
		{"博士", normalize.LevelDoctor}, {"硕士", normalize.LevelMaster}, {"学士", normalize.LevelBachelor},
	} {
		if strings.Contains(degree, d.word) {
			return d.level
		}
	}
	return ""
}

func (b *bundle) degreeOf(d document.Paper, degree fact, level string) {
	var other []fact
	for _, group := range b.studies() {
		for _, p := range group {
			if p.Kind != document.Diploma && !slices.Contains(proofOrder, p.Kind) {
				continue
			}
			f, ok := read(p, "level")
			if !ok {
				continue
			}
			if f.value == level || level == normalize.LevelBachelor && f.value == normalize.LevelSecondDegree {
				b.degreeWithStudy(d, p)
				return
			}
			other = append(other, f)
		}
	}
	if len(other) == 0 {
		b.notChecked(ReasonMissing, "level")
		return
	}
	if tolerate(contradicts, degree, other[0]) == contradicts {
		b.find(args{"first": source(degree), "second": source(other[0])}, degree, other[0])
		return
	}
	b.unclear(args{"first": source(degree), "second": source(other[0])}, degree, other[0])
}

func (b *bundle) degreeWithStudy(d, study document.Paper) {
	for _, c := range []struct {
		field string
		same  comparison
	}{{"school", sameWords}, {"major", sameMajor}} {
		x, okX := read(study, c.field)
		y, okY := read(d, c.field)
		if okX && okY {
			b.agree([]fact{x, y}, c.same)
		}
	}
	awarded, okA := read(d, "awarded_date")
	graduated, okG := read(study, "graduation_date")
	at, okAt := awarded.month()
	end, okEnd := graduated.month()
	if okA && okG && okAt && okEnd && at < end-1 {
		b.find(args{"first": source(awarded), "second": source(graduated)}, awarded, graduated)
	}
}

func diplomaUnproven(b *bundle) {
	groups := b.studies()
	proven := func(g []document.Paper) bool {
		return slices.ContainsFunc(g, func(p document.Paper) bool { return slices.Contains(proofOrder, p.Kind) })
	}
	if !slices.ContainsFunc(groups, proven) {
		b.notChecked(ReasonMissing, "certificate_number")
		return
	}
	for _, g := range groups {
		if len(g) > 0 && g[0].Kind == document.Diploma && !proven(g) {
			number, ok := read(g[0], "certificate_number")
			if !ok {
				number = fact{field: "certificate_number", place: g[0].Place(""), kind: g[0].Kind}
			}
			b.find(nil, number)
		}
	}
}

// numberOfStudy holds the numbers of a group against level and year on its other papers,
// where the paper with the number does not give them itself: those that it gives were
// compared when it was read. The year of self-study is that of the registration.
func numberOfStudy(b *bundle) {
	asked := false
	for i, group := range b.studies() {
		numbers := b.studyFacts(i, group, "certificate_number")
		for _, n := range numbers {
			c, ok := normalize.ParseCertificate(n.value)
			if !ok || c.Form != normalize.Certificate18 {
				continue
			}
			asked = true
			b.sayOther(n, c.Level, b.studyFacts(i, group, "level"), exactly)
			b.sayOther(n, c.Year, b.studyFacts(i, group, "graduation_date"), sameYear)
		}
	}
	if !asked {
		b.notChecked(ReasonForm, "certificate_number")
	}
}

func sameYear(a, b string) verdict { return exactly(a[:min(4, len(a))], b[:min(4, len(b))]) }

// sayOther tells of the first fact that differs from what a number holds, unless the
// paper of the number gives that fact itself.
func (b *bundle) sayOther(number fact, held string, all []fact, same comparison) {
	paper := func(f fact) document.Place {
		return document.Place{Upload: f.place.Upload, Document: f.place.Document, Declared: f.place.Declared}
	}
	if slices.ContainsFunc(all, func(f fact) bool { return paper(f) == paper(number) }) {
		return
	}
	for _, f := range all {
		v := tolerate(byHearsay(same(held, f.value), number, f), number, f)
		if v != agrees {
			b.say(v, number, f)
			return
		}
	}
}

// studyFacts are the values of a field on the papers of the group i, and what was
// declared about the first.
func (b *bundle) studyFacts(i int, group []document.Paper, field string) []fact {
	var all []fact
	for _, p := range group {
		if f, ok := b.studyFact(p, field); ok {
			all = append(all, f)
		}
	}
	if said := b.saidOfStudy(field); i == 0 && said != "" {
		all = append(all, declared(saidFields[field], said))
	}
	return all
}

// graduatedYoung asks the papers that bear no birth date; the others were asked when
// they were read.
func graduatedYoung(b *bundle) {
	id, parts, ok := b.idNumber()
	if !ok {
		b.notChecked(ReasonMissing, "id_number")
		return
	}
	for i, group := range b.studies() {
		levels := b.studyFacts(i, group, "level")
		for _, p := range group {
			end, ok := read(p, "graduation_date")
			if _, has := read(p, "birth_date"); has || !ok || end.doubted || p.Kind == document.WorkCertificate {
				continue
			}
			level := ""
			if len(levels) > 0 && b.app.TechnicianClass == "" && p.Fields["technician_class"].Value == "" {
				level = levels[0].value
			}
			if age, ok := normalize.AgeOn(parts.BirthDate, end.value); ok && tooYoung(age, level) {
				b.find(args{"age": strconv.Itoa(age)}, end, id)
			}
		}
	}
}
