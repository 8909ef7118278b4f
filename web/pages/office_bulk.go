package pages

import (
	"errors"
	"net/http"

	"hecha/service"
)

// shownBulks is how many of a visitor's acts on many the overview shows.
const shownBulks = 3

// bulk shows how far an act on many has come, and in the end what came of it.
func (p *pages) bulk(w http.ResponseWriter, r *http.Request, v visit) error {
	b, err := p.Service.Bulk(r.Context(), v.Person.Grant, r.PathValue("bulk"))
	if err != nil {
		return err
	}
	return p.render(w, r, v, http.StatusOK, "bulk", b)
}

// cancelBulk ends an act on many where it is. One that has ended meanwhile is shown.
func (p *pages) cancelBulk(w http.ResponseWriter, r *http.Request, v visit) error {
	b, err := p.Service.CancelBulk(r.Context(), v.Person.Grant, r.PathValue("bulk"))
	if err != nil && !errors.Is(err, service.ErrNotPossible) {
		return err
	}
	http.Redirect(w, r, bulkPage(b), http.StatusSeeOther)
	return nil
}

func bulkPage(b service.Bulk) string { return "/office/acts/" + b.ID() }
