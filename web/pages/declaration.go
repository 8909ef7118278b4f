package pages

import (
	"net/http"
	"strconv"

	"hecha/document"
)

// declaration is what a candidate filled in. Those who were invited cannot
// declare another exam, year, city or employer.
func declaration(r *http.Request, passed *document.Passed) (document.Application, error) {
	app := document.Application{
		Level: r.PostFormValue("level"), Name: r.PostFormValue("name"), IDNumber: r.PostFormValue("id_number"),
		EducationPath: document.EducationPath(r.PostFormValue("education_path")), EducationLevel: r.PostFormValue("education_level"),
		Exam: r.PostFormValue("exam"), City: r.PostFormValue("city"), Employer: r.PostFormValue("employer"),
	}
	if passed != nil {
		app.Exam, app.ExamYear, app.City, app.Employer = passed.Exam, passed.Year, passed.City, passed.Employer
		return app, nil
	}
	year, err := strconv.Atoi(r.PostFormValue("exam_year"))
	if err != nil {
		return app, errForm
	}
	app.ExamYear = year
	return app, nil
}
