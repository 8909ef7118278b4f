package pages

import (
	"net/http"

	"hecha/service"
)

// kept is one sort of data: what it is, why it is kept and how long; keys of texts.
type kept struct{ What, Why, Long string }

// keptData is everything that is kept of a candidate.
var keptData = []kept{
	{"own.declared", "own.declared_why", "own.long"},
	{"own.files", "own.files_why", "own.long"},
	{"own.withdrawn", "own.withdrawn_why", "own.long"},
	{"own.results", "own.results_why", "own.long"},
	{"own.events", "own.events_why", "own.long"},
	{"own.looks", "own.looks_why", "own.long"},
	{"own.origin", "own.origin_why", "own.long"},
	{"own.account", "own.account_why", "own.account_long"},
	{"own.session", "own.session_why", "own.session_long"},
}

// ownDataView is what is kept of whose application it is.
type ownDataView struct {
	ID   string
	Kept []kept
}

// ownData tells candidates what is kept of them.
func (p *pages) ownData(w http.ResponseWriter, r *http.Request, v visit) error {
	app, err := p.Service.View(r.Context(), v.Person.Grant, r.PathValue("id"))
	if err == nil {
		err = service.MayOn(v.Person.Grant, service.ActionHandIn, app)
	}
	if err != nil {
		return err
	}
	return p.render(w, r, v, http.StatusOK, "owndata", ownDataView{app.ID(), keptData})
}

// export sends candidates everything of their own. What breaks half-way breaks the
// connection, so that nobody takes a part for the whole.
func (p *pages) export(w http.ResponseWriter, r *http.Request, v visit) error {
	e, err := p.Service.Export(r.Context(), v.Person.Grant, r.PathValue("id"))
	if err != nil {
		return err
	}
	attachment(w, "application/zip", "hecha-"+r.PathValue("id")+".zip")
	if err := e.Write(r.Context(), w); err != nil {
		p.Log.WarnContext(r.Context(), "export not sent to its end", "application", r.PathValue("id"), "error", err)
		panic(http.ErrAbortHandler)
	}
	return nil
}
