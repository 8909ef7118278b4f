package policy

import (
	"slices"
	"strings"
	"time"

	"hecha/document"
	"hecha/document/normalize"
)

// Mistakes are what is wrong with the form of a declaration, for whoever wrote
// it: each names one field, under the name that it has in application.yaml. A
// declaration without mistakes may still be untrue.
func (p *Policy) Mistakes(app document.Application) []document.Reason {
	d := declaration{}
	d.required("exam", app.Exam)
	d.required("education_path", string(app.EducationPath))
	if app.EducationLevel == "" && app.TechnicianClass == "" {
		d.required("education_level", "")
	}
	if app.ExamYear < 1990 || app.ExamYear > 2099 {
		d.add("declaration_year", "exam_year", args{})
	}
	d.oneOf("education_path", string(app.EducationPath), words(document.EducationPaths...))
	d.oneOf("education_level", app.EducationLevel, Levels())
	d.oneOf("technician_class", string(app.TechnicianClass), words(document.TechnicianClasses...))
	d.oneOf("sex", app.Sex, []string{"男", "女"})
	for _, c := range app.Claims {
		d.oneOf("claims", string(c), words(document.ApplicationClaims...))
	}
	if app.TechnicianClass != "" && app.EducationPath != document.PathTechnician {
		d.add("declaration_class_without_path", "technician_class", args{})
	}
	d.canonical("name", app.Name, normalize.Name)
	d.canonical("id_number", app.IDNumber, normalize.IDNumber)
	d.canonical("employer", app.Employer, normalize.Organisation)
	d.canonical("certificate_number", app.CertificateNumber, normalize.CertificateNumber)
	d.canonical("enrollment_date", app.EnrollmentDate, normalize.Date)
	d.canonical("graduation_date", app.GraduationDate, normalize.Date)
	d.canonical("work_start", app.WorkStart, normalize.Date)
	d.canonical("years", app.Years, normalize.Years)
	d.canonical("total_years", app.TotalYears, normalize.Years)
	d.canonical("length_years", app.LengthYears, normalize.LengthYears)
	for field, date := range map[string]string{"birth_date": app.BirthDate, "review_date": app.ReviewDate, "applied_date": app.AppliedDate} {
		if _, err := time.Parse(time.DateOnly, date); date != "" && err != nil {
			d.add("declaration_day", field, args{"value": date})
		}
	}
	slices.SortStableFunc(d.mistakes, func(a, b document.Reason) int { return strings.Compare(a.Fields[0], b.Fields[0]) })
	return d.mistakes
}

// Canonical is a declaration with its values as the results write them, where it
// can be told how that is; the others stay as they were typed.
func Canonical(app document.Application) document.Application {
	for _, v := range []struct {
		value *string
		parse func(string) (string, bool)
	}{
		{&app.Name, normalize.Name}, {&app.IDNumber, normalize.IDNumber}, {&app.Employer, normalize.Organisation},
		{&app.CertificateNumber, normalize.CertificateNumber}, {&app.EnrollmentDate, normalize.Date}, {&app.GraduationDate, normalize.Date},
		{&app.WorkStart, normalize.Date}, {&app.Years, normalize.Years}, {&app.TotalYears, normalize.Years}, {&app.LengthYears, normalize.LengthYears},
	} {
		if canonical, ok := v.parse(*v.value); ok {
			*v.value = canonical
		}
	}
	return app
}

// declaration gathers mistakes.
type declaration struct{ mistakes []document.Reason }

func (d *declaration) add(code, field string, a args) {
	d.mistakes = append(d.mistakes, document.Reason{Code: code, Args: a, Fields: []string{field}})
}

func (d *declaration) required(field, value string) {
	if strings.TrimSpace(value) == "" {
		d.add("declaration_missing", field, args{})
	}
}

func (d *declaration) oneOf(field, value string, allowed []string) {
	if value != "" && !slices.Contains(allowed, value) {
		d.add("declaration_word", field, args{"value": value, "allowed": strings.Join(allowed, "、")})
	}
}

// canonical asks that a value is written as the results write it, and says how
// that would be where it can be told.
func (d *declaration) canonical(field, value string, parse func(string) (string, bool)) {
	if value == "" {
		return
	}
	want, ok := parse(value)
	switch {
	case !ok:
		d.add("declaration_form", field, args{})
	case want != value:
		d.add("declaration_canonical", field, args{"canonical": want})
	}
}
