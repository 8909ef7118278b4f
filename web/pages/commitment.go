package pages

import (
	"errors"
	"net/http"
	"time"

	"hecha/document"
	"hecha/pipeline/policy"
	"hecha/service"
)

// commitmentView is the text of the commitment, and who signed it when.
type commitmentView struct {
	ID      string
	Version int
	Text    policy.Commitment
	Signed  document.Commitment
	At      time.Time
	Current bool // what was signed is the text that counts now
	Sign    bool // it may be signed
	Name    string
	Mistake string
}

func (p *pages) commitment(w http.ResponseWriter, r *http.Request, v visit) error {
	view, err := p.commitmentView(r, v)
	if err != nil {
		return err
	}
	return p.render(w, r, v, http.StatusOK, "commitment", view)
}

func (p *pages) commitmentView(r *http.Request, v visit) (commitmentView, error) {
	app, err := p.Service.View(r.Context(), v.Person.Grant, r.PathValue("id"))
	return commitmentView{
		ID: app.ID(), Version: app.Version, Text: p.Service.Rules.Commitment(), Signed: app.Commitment, At: app.Committed,
		Current: p.Service.HasCommitted(app),
		Sign:    app.Open() && !p.Service.HasCommitted(app) && service.MayOn(v.Person.Grant, service.ActionHandIn, app) == nil,
	}, err
}

// commit signs. The box says that the text was read; the name is the signature.
func (p *pages) commit(w http.ResponseWriter, r *http.Request, v visit) error {
	m, err := match(r)
	if err != nil {
		return err
	}
	signed := document.Commitment{Version: r.PostFormValue("text"), Digest: r.PostFormValue("digest"), Name: r.PostFormValue("name")}
	words := v.T("commitment.unread")
	if r.PostFormValue("agree") != "" {
		_, err = p.Service.Commit(r.Context(), v.Person.Grant, r.PathValue("id"), m, signed)
		var invalid *service.Invalid
		switch {
		case err == nil:
			return goTo(w, r, "/applications/"+r.PathValue("id"))
		case !errors.As(err, &invalid):
			return err
		}
		words = v.Words.With("reason", invalid.Reasons[0].Code, invalid.Reasons[0].Args)
	}
	view, err := p.commitmentView(r, v)
	if err != nil {
		return err
	}
	view.Name, view.Mistake = signed.Name, words
	return p.render(w, r, v, http.StatusUnprocessableEntity, "commitment", view)
}
