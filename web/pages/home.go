package pages

import (
	"errors"
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
}

func (p *pages) home(w http.ResponseWriter, r *http.Request, v visit) error {
	g := v.Person.Grant
	if g.Role == document.RoleEmployer {
		return p.employees(w, r, v)
	}
	view := homeView{State: r.FormValue("state"), Text: r.FormValue("text"), States: document.States}
	view.Create = service.May(g, service.ActionCreate) == nil
	view.Filters = !view.Create
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
	if invited := v.Person.Passed != nil; invited && view.Create {
		if len(found.Applications) == 0 {
			return goTo(w, r, "/declaration")
		}
		view.Create = false
	}
	return p.render(w, r, v, http.StatusOK, "home", view)
}
