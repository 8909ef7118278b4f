package pages

import (
	"errors"
	"fmt"
	"net/http"

	"hecha/document"
	"hecha/service"
	"hecha/storage/index"
)

// homeView is a page of the applications that somebody may see.
type homeView struct {
	Applications []index.Summary
	Next         string
	State, Text  string // as filtered
	States       []document.State
	Filters      bool
	Create       bool
	Passed       document.Passed
	Paths        []document.EducationPath
	Levels       []string
}

// educationLevels are what a candidate can choose from.
var educationLevels = []string{"高中", "中专", "大专", "本科", "硕士", "博士"}

func (p *pages) home(w http.ResponseWriter, r *http.Request, v visit) error {
	g := v.Person.Grant
	view := homeView{State: r.FormValue("state"), Text: r.FormValue("text"), States: document.States}
	view.Create = service.May(g, service.ActionCreate) == nil
	view.Filters = !view.Create
	if view.Create {
		view.Paths, view.Levels = document.EducationPaths, educationLevels
		if v.Person.Passed != nil {
			view.Passed = *v.Person.Passed
		}
	}
	q := index.Query{Filter: officeFilterOf(r).Filter(), Text: view.Text, After: r.FormValue("after")}
	found, err := p.Service.List(r.Context(), g, q)
	switch {
	case errors.Is(err, index.ErrInvalidQuery):
		return errForm
	case errors.Is(err, service.ErrForbidden): // an administrator sees none
	case err != nil:
		return err
	}
	view.Applications, view.Next = found.Applications, found.Next
	if v.Person.Passed != nil && len(found.Applications) > 0 {
		view.Create = false
	}
	return p.render(w, r, v, http.StatusOK, "home", view)
}

// create makes an application of the exam that the candidate was invited for,
// once, or of the one that is declared.
func (p *pages) create(w http.ResponseWriter, r *http.Request, v visit) error {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	declared, err := declaration(r, v.Person.Passed)
	if err != nil {
		return err
	}
	key := ""
	if v.Person.Passed != nil {
		key = fmt.Sprintf("%s %d", declared.Exam, declared.ExamYear)
	}
	app, err := p.Service.Create(r.Context(), v.Person.Grant, declared, key)
	if err != nil {
		return err
	}
	return goTo(w, r, "/applications/"+app.ID())
}
