package pages

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/pipeline/policy"
	"hecha/service"
)

// declarationView is the form of a declaration, as it was typed last.
type declarationView struct {
	Action   string // where the form is sent
	Version  int    // of the application that is declared anew; 0: a new one
	Passed   document.Passed
	Sections []section
	Mistakes []mistake // in the order of the fields
	Refused  string    // key of why the form was not taken; empty: it was, or has mistakes
}

// section is a part of a form under a heading.
type section struct {
	Title  string // key of its text
	Fields []formField
}

// formField is one question. Label and Hint are keys of texts, and the hint says
// why it is asked.
type formField struct {
	Name, Label, Hint string
	Type              string // of the input; empty for text
	Required          bool
	Options           []option // to choose from; nil: it is typed
	Only              string   // classes of the paths that it is asked for; empty: all
	Value, Mistake    string
}

// option is a choice: what is sent, and what people read.
type option struct{ Value, Text string }

// mistake is what is wrong with a field.
type mistake struct{ Field, Label, Words string }

// Choosable tells whether the field is chosen and not typed.
func (f formField) Choosable() bool { return len(f.Options) > 0 }

// DescribedBy are the identifiers of what describes the field.
func (f formField) DescribedBy() string {
	by := f.Name + "-hint"
	if f.Mistake != "" {
		by = f.Name + "-mistake " + by
	}
	return by
}

// The paths by what is asked for them alone. CSS shows what goes with the path
// that is chosen, and a browser that cannot do that shows all.
const (
	onlyTechnician = "only technician"
	onlyParty      = "only party_school"
	onlyHigher     = "only regular adult network self_study military"
	exceptClass    = "only regular adult network self_study secondary high_school party_school military abroad"
)

func (p *pages) newDeclaration(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := service.May(v.Person.Grant, service.ActionCreate); err != nil {
		return err
	}
	app := document.Application{Level: levelAll, EducationPath: document.PathRegular, EducationLevel: normalize.LevelBachelor}
	invite(&app, v.Person.Passed)
	return p.declare(w, r, v, http.StatusOK, declarationView{Action: "/applications"}, app, nil)
}

// create makes an application of the exam that the candidate was invited for,
// once, or of the one that is declared.
func (p *pages) create(w http.ResponseWriter, r *http.Request, v visit) error {
	declared, mistakes := p.declaration(r, v.Person.Passed)
	key := ""
	if v.Person.Passed != nil {
		key = fmt.Sprintf("%s %d", declared.Exam, declared.ExamYear)
	}
	var app service.Application
	err := mistaken(mistakes)
	if err == nil {
		app, err = p.Service.Create(r.Context(), v.Person.Grant, declared, key)
	}
	return p.declared(w, r, v, declarationView{Action: "/applications"}, declared, app, err)
}

func (p *pages) oldDeclaration(w http.ResponseWriter, r *http.Request, v visit) error {
	app, err := p.Service.View(r.Context(), v.Person.Grant, r.PathValue("id"))
	if err == nil {
		err = service.MayOn(v.Person.Grant, service.ActionHandIn, app)
	}
	if err != nil {
		return err
	}
	if !app.Open() {
		return service.ErrNotPossible
	}
	return p.declare(w, r, v, http.StatusOK, declarationView{Action: r.URL.Path, Version: app.Version}, app.Case.Application, nil)
}

// declareAnew replaces a declaration by what was typed. What the form does not ask
// stays as it was declared.
func (p *pages) declareAnew(w http.ResponseWriter, r *http.Request, v visit) error {
	m, err := match(r)
	if err != nil {
		return err
	}
	before, err := p.Service.View(r.Context(), v.Person.Grant, r.PathValue("id"))
	if err != nil {
		return err
	}
	declared, mistakes := p.declaration(r, v.Person.Passed)
	keep(&declared, before.Case.Application)
	view := declarationView{Action: r.URL.Path, Version: int(m)}
	var app service.Application
	if err = mistaken(mistakes); err == nil {
		app, err = p.Service.Declare(r.Context(), v.Person.Grant, r.PathValue("id"), m, declared)
	}
	return p.declared(w, r, v, view, declared, app, err)
}

// declared goes on to the application, or shows what is wrong beside everything
// that was typed.
func (p *pages) declared(w http.ResponseWriter, r *http.Request, v visit, view declarationView, typed document.Application, app service.Application, err error) error {
	var invalid *service.Invalid
	switch {
	case errors.As(err, &invalid):
		return p.declare(w, r, v, http.StatusUnprocessableEntity, view, typed, invalid.Reasons)
	case errors.Is(err, service.ErrStale):
		view.Version = app.Version
		var status int
		status, view.Refused = statusOf(err)
		return p.declare(w, r, v, status, view, typed, nil)
	case err != nil:
		return err
	}
	return goTo(w, r, "/applications/"+app.ID())
}

func mistaken(reasons []document.Reason) error {
	if len(reasons) == 0 {
		return nil
	}
	return &service.Invalid{Reasons: reasons}
}

// declare shows the form.
func (p *pages) declare(w http.ResponseWriter, r *http.Request, v visit, status int, view declarationView, app document.Application, reasons []document.Reason) error {
	if v.Person.Passed != nil {
		view.Passed = *v.Person.Passed
	}
	view.Sections = p.sections(v, app)
	for _, s := range view.Sections {
		for i := range s.Fields {
			f := &s.Fields[i]
			f.Value = typed(app, f.Name)
			for _, reason := range reasons {
				if f.Mistake == "" && len(reason.Fields) > 0 && reason.Fields[0] == f.Name {
					f.Mistake = v.Words.With("reason", reason.Code, reason.Args)
					view.Mistakes = append(view.Mistakes, mistake{f.Name, f.Label, f.Mistake})
				}
			}
		}
	}
	if len(reasons) > 0 && len(view.Mistakes) == 0 { // about something that the form does not ask
		return mistaken(reasons)
	}
	return p.render(w, r, v, status, "declaration", view)
}

// levelAll is the level of a candidate who sits every subject.
const levelAll = "考全科"

// sections are everything that checklist and eligibility rest on.
func (p *pages) sections(v visit, app document.Application) []section {
	exam, known := p.Service.Rules.Exam(app.Exam, app.ExamYear)
	sitting := []formField{
		{Name: "level", Label: "declare.level", Hint: "declare.level_why", Options: plain(levelsOf(exam))},
		{Name: "specialty", Label: "declare.specialty", Hint: "declare.specialty_why"},
	}
	if v.Person.Passed == nil {
		sitting = slices.Concat([]formField{
			{Name: "exam", Label: "declare.exam", Hint: "declare.exam_why", Required: true},
			{Name: "exam_year", Label: "declare.exam_year", Hint: "declare.exam_year_why", Type: "number", Required: true},
			{Name: "city", Label: "declare.city", Hint: "declare.city_why", Required: true},
		}, sitting, []formField{{Name: "employer", Label: "declare.employer", Hint: "declare.employer_why"}})
	}
	return []section{
		{"declare.sitting", sitting},
		{"declare.person", []formField{
			{Name: "name", Label: "declare.name", Hint: "declare.name_why", Required: true},
			{Name: "id_number", Label: "declare.id_number", Hint: "declare.id_number_why", Required: true},
		}},
		{"declare.education", p.educationFields(v, exam.Accredited || !known)},
		{"declare.work", []formField{
			{Name: "work_start", Label: "declare.work_start", Hint: "declare.work_start_why"},
			{Name: "years", Label: "declare.years", Hint: "declare.years_why"},
			{Name: "total_years", Label: "declare.total_years", Hint: "declare.total_years_why"},
			{Name: "titles", Label: "declare.titles", Hint: "declare.titles_why"},
		}},
	}
}

func (p *pages) educationFields(v visit, accredited bool) []formField {
	var paths []option
	for _, path := range document.EducationPaths {
		paths = append(paths, option{string(path), v.Words.Say("path", string(path))})
	}
	var classes []string
	for _, c := range document.TechnicianClasses {
		classes = append(classes, string(c))
	}
	answers := []option{{"", v.T("declare.unsaid")}, {"yes", v.T("declare.yes")}, {"no", v.T("declare.no")}}
	open := func(values []string) []option {
		return slices.Concat([]option{{"", v.T("declare.unsaid")}}, plain(values))
	}
	fields := []formField{
		{Name: "education_path", Label: "declare.path", Hint: "declare.path_why", Options: paths, Required: true},
		{Name: "technician_class", Label: "declare.class", Hint: "declare.class_why", Options: open(classes), Only: onlyTechnician},
		{Name: "education_level", Label: "declare.education_level", Hint: "declare.education_level_why", Options: plain(policy.Levels()), Only: exceptClass},
		{Name: "graduation_place", Label: "declare.place", Hint: "declare.place_why", Options: open(policy.Places())},
		{Name: "graduation_date", Label: "declare.graduation_date", Hint: "declare.graduation_date_why"},
		{Name: "school", Label: "declare.school", Hint: "declare.school_why"},
		{Name: "major", Label: "declare.major", Hint: "declare.major_why"},
		{Name: "study_form", Label: "declare.study_form", Hint: "declare.study_form_why", Options: open(normalize.StudyForms())},
		{Name: "registered", Label: "declare.registered", Hint: "declare.registered_why", Options: answers, Only: onlyHigher},
		{Name: "online_record", Label: "declare.online_record", Hint: "declare.online_record_why", Options: answers, Only: onlyParty},
	}
	if accredited {
		fields = append(fields, formField{Name: "accredited", Label: "declare.accredited", Hint: "declare.accredited_why", Options: answers, Only: onlyHigher})
	}
	return fields
}

// levelsOf are the levels that an exam may be registered for.
func levelsOf(exam policy.Exam) []string {
	if len(exam.Levels) > 0 {
		return slices.Concat([]string{levelAll}, exam.Levels)
	}
	return []string{levelAll, "免一科", "免二科", "增项"}
}

func plain(values []string) []option {
	var all []option
	for _, value := range values {
		all = append(all, option{value, value})
	}
	return all
}

// typed is the value of a field of the form in a declaration.
func typed(app document.Application, field string) string {
	said := func(b *bool) string {
		switch {
		case b == nil:
			return ""
		case *b:
			return "yes"
		}
		return "no"
	}
	switch field {
	case "exam_year":
		if app.ExamYear == 0 {
			return ""
		}
		return strconv.Itoa(app.ExamYear)
	case "registered":
		return said(app.Registered)
	case "online_record":
		return said(app.OnlineRecord)
	case "accredited":
		return said(app.Accredited)
	case "titles":
		return strings.Join(app.Titles, "、")
	}
	return map[string]string{
		"exam": app.Exam, "city": app.City, "employer": app.Employer, "level": app.Level, "specialty": app.Specialty,
		"name": app.Name, "id_number": app.IDNumber, "education_path": string(app.EducationPath), "education_level": app.EducationLevel,
		"technician_class": string(app.TechnicianClass), "graduation_place": app.GraduationPlace, "graduation_date": app.GraduationDate,
		"school": app.School, "major": app.Major, "study_form": app.StudyForm, "work_start": app.WorkStart, "years": app.Years,
		"total_years": app.TotalYears,
	}[field]
}

// declaration is what a candidate filled in, written as results write it, and
// what is wrong with it.
func (p *pages) declaration(r *http.Request, passed *document.Passed) (document.Application, []document.Reason) {
	value := func(name string) string { return strings.TrimSpace(r.PostFormValue(name)) }
	answer := func(name string) *bool {
		if s := value(name); s == "yes" || s == "no" {
			yes := s == "yes"
			return &yes
		}
		return nil
	}
	year, _ := strconv.Atoi(value("exam_year")) // what is no year is a mistake of the rules
	app := policy.Canonical(document.Application{
		Exam: value("exam"), ExamYear: year, City: value("city"), Employer: value("employer"),
		Level: value("level"), Specialty: value("specialty"), Name: value("name"), IDNumber: value("id_number"),
		EducationPath: document.EducationPath(value("education_path")), EducationLevel: value("education_level"),
		TechnicianClass: document.TechnicianClass(value("technician_class")), GraduationPlace: value("graduation_place"),
		GraduationDate: value("graduation_date"), School: value("school"), Major: value("major"), StudyForm: value("study_form"),
		Registered: answer("registered"), OnlineRecord: answer("online_record"), Accredited: answer("accredited"),
		WorkStart: value("work_start"), Years: value("years"), TotalYears: value("total_years"), Titles: list(value("titles")),
	})
	leaveOut(&app)
	invite(&app, passed)
	return app, append(missing(app), p.Service.Rules.Mistakes(app)...)
}

// missing is what a person has to fill in beyond what the rules ask of a machine.
func missing(app document.Application) []document.Reason {
	var all []document.Reason
	lacks := func(field string) {
		all = append(all, document.Reason{Code: "declaration_missing", Fields: []string{field}})
	}
	for field, value := range map[string]string{"name": app.Name, "id_number": app.IDNumber, "city": app.City} {
		if value == "" {
			lacks(field)
		}
	}
	if app.EducationPath == document.PathTechnician && app.TechnicianClass == "" {
		lacks("technician_class")
	}
	return all
}

// list takes apart what was typed in a row.
func list(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，,；;", r) })
}

// leaveOut drops what is not asked for the path of the education.
func leaveOut(app *document.Application) {
	higher := slices.Contains(strings.Fields(onlyHigher), string(app.EducationPath))
	if !higher {
		app.Registered, app.Accredited = nil, nil
	}
	if app.EducationPath != document.PathPartySchool {
		app.OnlineRecord = nil
	}
	if app.EducationPath == document.PathTechnician {
		app.EducationLevel = "" // it follows from the class
	} else {
		app.TechnicianClass = ""
	}
}

// invite holds a declaration to the exam, year, city and employer that its
// candidate was invited with.
func invite(app *document.Application, passed *document.Passed) {
	if passed != nil {
		app.Exam, app.ExamYear, app.City, app.Employer = passed.Exam, passed.Year, passed.City, passed.Employer
	}
}

// keep takes from an earlier declaration what the form does not ask.
func keep(app *document.Application, before document.Application) {
	app.ID, app.Subjects, app.Claims = before.ID, before.Subjects, before.Claims
	app.Sex, app.BirthDate, app.LengthYears, app.EnrollmentDate = before.Sex, before.BirthDate, before.LengthYears, before.EnrollmentDate
	app.CertificateNumber, app.AppliedDate, app.ReviewDate = before.CertificateNumber, before.AppliedDate, before.ReviewDate
}
