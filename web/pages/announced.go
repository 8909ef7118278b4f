package pages

import (
	"errors"
	"net/http"

	"hecha/document"
	"hecha/service"
	"hecha/storage/index"
)

// announcedView is a page of the public list.
type announcedView struct {
	Filter  officeFilter
	List    []service.Announced
	Next    string
	Offices []document.Office
}

// announced shows anybody who passed the review, and where to object.
func (p *pages) announced(w http.ResponseWriter, r *http.Request, v visit) error {
	b, err := p.Service.Bulletin(r.Context())
	if err != nil {
		return err
	}
	view := announcedView{Filter: officeFilterOf(r), Offices: b.Offices}
	f := view.Filter.Filter()
	view.List, view.Next, err = p.Service.Announced(r.Context(), index.Query{Filter: f, After: r.FormValue("after")})
	if errors.Is(err, index.ErrInvalidQuery) {
		return errForm
	}
	if err != nil {
		return err
	}
	return p.render(w, r, v, http.StatusOK, "announced", view)
}
