package pages

import (
	"net/http"

	"hecha/document"
	"hecha/service"
)

// componentsView has what the page of all components shows.
type componentsView struct {
	States   []document.State
	Statuses []document.RequirementStatus
}

// components shows every part that pages are made of, to administrators.
func (p *pages) components(w http.ResponseWriter, r *http.Request, v visit) error {
	if v.Person.Role != document.RoleAdmin {
		return service.ErrNotFound
	}
	return p.render(w, r, v, http.StatusOK, "components", componentsView{
		States:   document.States,
		Statuses: []document.RequirementStatus{document.StatusPresent, document.StatusMissing, document.StatusUnacceptable, document.StatusPerson},
	})
}
