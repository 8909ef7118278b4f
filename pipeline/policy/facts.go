package policy

import (
	"slices"
	"strings"

	"hecha/document"
	"hecha/document/normalize"
)

// value is something that was declared or read, and where it stands.
type value struct {
	text  string
	place document.Place
	doubt bool // the reading asks for a person
}

func declared(field, text string) value {
	return value{text: text, place: document.Declared(field)}
}

// read is a field of a paper; the first of names that it has.
func read(p document.Paper, names ...string) value {
	for _, name := range names {
		if f, ok := p.Field(name); ok && f.Value != "" {
			return value{f.Value, p.Place(name), len(f.Doubt) > 0}
		}
	}
	return value{}
}

// or is v, or o where v is empty, or doubted while o is not.
func (v value) or(o value) value {
	if v.text == "" || v.doubt && o.text != "" && !o.doubt && !o.place.Declared {
		return o
	}
	return v
}

// study is one education as papers and declaration describe it.
type study struct {
	path       document.EducationPath
	level      value
	class      value // of a technician school
	form       value
	category   value
	major      value
	school     value
	length     value
	enrolled   value
	graduated  value
	number     value
	degree     value
	conclusion value
	accredited answer
	proven     bool // by a paper that proves graduation
}

// studyKinds are the papers about an education, those first whose word counts
// more. The report of an enrolment is none of them.
var studyKinds = []document.Kind{
	document.CHSIRegistration, document.CHSIAuthentication, document.CSCSECertificate, document.VocationalQuery,
	document.TechnicianQuery, document.PartySchoolQuery, document.SchoolStatusProof, document.Diploma,
}

// studies are the educations that the papers describe, the one that the
// application rests on first; that one takes from the declaration what no paper
// says. There is always one.
func (p *Policy) studies(app document.Application, papers []document.Paper) []study {
	var all []study
	for _, kind := range studyKinds {
		for _, paper := range papers {
			if paper.Kind != kind || stillStudies(paper) {
				continue
			}
			s := p.studyOf(paper)
			if i := slices.IndexFunc(all, s.same); i >= 0 {
				all[i] = all[i].with(s)
			} else {
				all = append(all, s)
			}
		}
	}
	all = attachDegrees(all, papers)
	said := p.declaredStudy(app)
	i := slices.IndexFunc(all, func(s study) bool { return s.level.text == said.level.text })
	if i < 0 && len(all) == 1 && (said.level.text == "" || all[0].level.text == "") {
		i = 0
	}
	if i < 0 {
		return append([]study{said}, all...)
	}
	first := all[i].with(said)
	first.path, first.accredited = said.path, said.accredited
	return append([]study{first}, slices.Delete(all, i, i+1)...)
}

// stillStudies tells whether a school's proof says that somebody studies there,
// which is no education yet.
func stillStudies(paper document.Paper) bool {
	return paper.Kind == document.SchoolStatusProof && read(paper, "student_status").text != ""
}

func (p *Policy) studyOf(paper document.Paper) study {
	s := study{
		level: read(paper, "level", "education"), class: read(paper, "technician_class"), form: read(paper, "study_form"),
		category: read(paper, "category"), major: read(paper, "major"), school: read(paper, "school"), length: read(paper, "length_years"),
		enrolled: read(paper, "enrollment_date"), graduated: read(paper, "graduation_date"), number: read(paper, "certificate_number"),
		conclusion: read(paper, "conclusion"), degree: read(paper, "degree"), accredited: answerUnknown, proven: true,
	}
	if paper.Kind == document.CSCSECertificate {
		s.graduated = s.graduated.or(read(paper, "awarded_date"))
	}
	for _, v := range []value{s.class, s.level} {
		if class, ok := technicianClass(v.text); ok {
			s.class = value{string(class), v.place, v.doubt}
			s.level = value{p.levelOf("", class), v.place, v.doubt}
			break
		}
	}
	return s
}

// technicianClass is the class that a text names.
func technicianClass(text string) (document.TechnicianClass, bool) {
	switch {
	case strings.Contains(text, "技师"):
		return document.ClassTechnician, true
	case containsAny(text, "高级工", "高级技工", "高级班"):
		return document.ClassSenior, true
	case containsAny(text, "中级工", "中级技工", "中级班"):
		return document.ClassIntermediate, true
	}
	return "", false
}

func (p *Policy) declaredStudy(app document.Application) study {
	return study{
		path: app.EducationPath, level: declared("education_level", p.levelOf(app.EducationLevel, app.TechnicianClass)),
		class: declared("technician_class", string(app.TechnicianClass)), form: declared("study_form", app.StudyForm),
		major: declared("major", app.Major), school: declared("school", app.School), length: declared("length_years", app.LengthYears),
		enrolled: declared("enrollment_date", app.EnrollmentDate), graduated: declared("graduation_date", app.GraduationDate),
		number: declared("certificate_number", app.CertificateNumber), accredited: answered(app.Accredited),
	}
}

// same tells whether s and o are about one education: the same number, or the
// same level and no contradiction about the year. A doubted year contradicts none.
func (s study) same(o study) bool {
	if s.number.text != "" && s.number.text == o.number.text {
		return true
	}
	if s.level.text != o.level.text && s.level.text != "" && o.level.text != "" {
		return false
	}
	unsure := s.graduated.text == "" || o.graduated.text == "" || s.graduated.doubt || o.graduated.doubt
	return unsure || year(s.graduated.text) == year(o.graduated.text)
}

func year(date string) string { return date[:min(4, len(date))] }

// with is s with what o knows beside it.
func (s study) with(o study) study {
	s.level, s.class, s.form, s.category = s.level.or(o.level), s.class.or(o.class), s.form.or(o.form), s.category.or(o.category)
	s.major, s.school, s.length = s.major.or(o.major), s.school.or(o.school), s.length.or(o.length)
	s.enrolled, s.graduated, s.number = s.enrolled.or(o.enrolled), s.graduated.or(o.graduated), s.number.or(o.number)
	s.conclusion, s.degree = s.conclusion.or(o.conclusion), s.degree.or(o.degree)
	s.proven = s.proven || o.proven
	return s
}

// degreeLevels are the words of degrees by the level that goes with them.
var degreeLevels = []struct{ word, level string }{
	{"博士", normalize.LevelDoctor}, {"硕士", normalize.LevelMaster}, {"学士", normalize.LevelBachelor},
}

// attachDegrees gives every study the degree of its level.
func attachDegrees(all []study, papers []document.Paper) []study {
	for _, paper := range papers {
		if paper.Kind != document.DegreeCertificate {
			continue
		}
		degree := read(paper, "degree")
		for _, d := range degreeLevels {
			if !strings.Contains(degree.text, d.word) {
				continue
			}
			for i := range all {
				if all[i].level.text == d.level {
					all[i].degree = all[i].degree.or(degree)
				}
			}
			break
		}
	}
	return all
}

// attendance tells whether a study took the whole day.
type attendance int

const (
	attendanceUnknown attendance = iota
	fullTime
	partTime
)

// attendance comes from the form of study, else from the category, the path or
// the type in the certificate number. Source of what counts as full-time: 取得规定
// 学历前后从事该项工作时间的总和…全日制学历报考人员，未毕业期间经历不计入.
func (s study) attendance() attendance {
	switch f := s.form.text; {
	case f == "":
	case containsAny(f, "非全日制", "函授", "业余", "夜大", "自学", "网络", "开放", "广播", "半脱产"):
		return partTime
	case containsAny(f, "全日制", "脱产"):
		return fullTime
	}
	switch c := s.category.text; {
	case containsAny(c, "自学", "网络", "远程", "开放"):
		return partTime
	case strings.HasPrefix(c, "普通"):
		return fullTime
	}
	switch s.path {
	case document.PathSelfStudy, document.PathNetwork:
		return partTime
	case document.PathRegular, document.PathSecondary, document.PathHighSchool, document.PathTechnician, document.PathMilitary:
		return fullTime
	}
	return attendanceUnknown
}

// months are the months of study, from the enrolment to the one before the
// graduation. An enrolment that nobody said follows from the length.
func (s study) months() (span normalize.MonthSpan, ok bool) {
	last, ok := normalize.Month(s.graduated.text)
	if !ok {
		return span, false
	}
	first, ok := normalize.Month(s.enrolled.text)
	if !ok {
		years, err := number(s.length.text)
		if err != nil {
			return span, false
		}
		first = last - int(12*years) + 1
	}
	return normalize.MonthSpan{First: first, Last: last - 1}, true
}

// titles are the ranks and qualifications that the papers attest and those that
// the candidate claims.
func titles(app document.Application, papers []document.Paper) []value {
	var all []value
	for _, p := range papers {
		switch p.Kind {
		case document.TitleCertificate, document.AppointmentLetter, document.QualificationCertificate:
			for _, name := range titleFields {
				if v := read(p, name); v.text != "" {
					all = append(all, v)
				}
			}
		}
	}
	for _, t := range app.Titles {
		all = append(all, declared("titles", t))
	}
	return all
}

// titleUnread tells whether there is a paper about a rank or a qualification on which
// what it names was not surely read.
func titleUnread(papers []document.Paper) bool {
	named := map[document.Kind][]string{
		document.TitleCertificate: {"title", "qualification"}, document.QualificationCertificate: {"qualification", "exam"}, document.AppointmentLetter: titleFields,
	}
	return slices.ContainsFunc(papers, func(p document.Paper) bool {
		fields, about := named[p.Kind]
		return about && !slices.ContainsFunc(fields, func(name string) bool {
			v := read(p, name)
			return v.text != "" && !v.doubt
		})
	})
}

// titleFields may hold the name of a rank or a qualification.
var titleFields = []string{"title", "qualification", "post", "job", "exam"}
