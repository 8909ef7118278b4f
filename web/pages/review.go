package pages

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"hecha/document"
	"hecha/service"
	"hecha/storage/index"
)

// reviewing are the pages of those who review.
func (p *pages) reviewing() map[string]handler {
	return map[string]handler{
		"GET /review":                p.queue,
		"POST /review":               p.next,
		"GET /review/{id}":           p.on(p.desk, service.ActionDecide),
		"POST /review/{id}/words":    p.on(p.deskWord, service.ActionDecide),
		"POST /review/{id}/decision": p.on(p.deskDecision, service.ActionDecide),
		"POST /review/{id}/notes":    p.on(p.deskNote, service.ActionDecide),
		"POST /review/{id}/claim":    p.on(p.deskClaim, service.ActionDecide),
		"GET /review/{id}/seals/{sha256}/{document}/{seal}": p.on(p.sealPicture, service.ActionDecide),
	}
}

// queueLength is how many applications the queue shows.
const queueLength = 50

// queueView is what waits for the visitor.
type queueView struct {
	Waiting []index.Summary
	Kept    bool   // the word that was said last waits for that of another person
	Current string // ID of the one that is open
}

// queue shows what waits, the riskiest first.
func (p *pages) queue(w http.ResponseWriter, r *http.Request, v visit) error {
	waiting, err := p.Service.Waiting(r.Context(), v.Person.Grant, queueLength)
	if err != nil {
		return err
	}
	return p.render(w, r, v, http.StatusOK, "review_queue", queueView{Waiting: waiting, Kept: r.FormValue(keptWord) != ""})
}

// keptWord is what an address has after a word that does not count by itself.
const keptWord = "kept"

// next opens the application that should be decided next.
func (p *pages) next(w http.ResponseWriter, r *http.Request, v visit) error {
	return p.openNext(w, r, v, "")
}

// openNext is next with a query for the page that opens.
func (p *pages) openNext(w http.ResponseWriter, r *http.Request, v visit, query string) error {
	app, err := p.Service.Next(r.Context(), v.Person.Grant)
	if errors.Is(err, service.ErrNone) {
		return goTo(w, r, "/review"+query)
	}
	if err != nil {
		return err
	}
	return goTo(w, r, "/review/"+app.ID()+query)
}

// desk shows one application with everything that a decision needs. A reviewer who
// opens it claims it, if it waits; leads and the province only look.
func (p *pages) desk(w http.ResponseWriter, r *http.Request, v visit) error {
	if g := v.Person.Grant; g.Role == document.RoleReviewer {
		if _, err := p.Service.Claim(r.Context(), g, r.PathValue("id")); err != nil && !errors.Is(err, service.ErrNotPossible) {
			return err
		}
	}
	view, err := p.deskView(r, v)
	if err != nil {
		return err
	}
	return p.render(w, r, v, http.StatusOK, "review", view)
}

// deskWord stores a word about a field that a browser without scripts sends.
func (p *pages) deskWord(w http.ResponseWriter, r *http.Request, v visit) error {
	m, err := match(r)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(r.PostFormValue("document"))
	if err != nil {
		return errForm
	}
	value := strings.TrimSpace(r.PostFormValue("value"))
	d := document.Decision{Verb: document.VerbCorrect, Value: value, Field: &document.FieldRef{
		Upload: r.PostFormValue("upload"), Fingerprint: r.PostFormValue("fingerprint"), Document: n, Name: r.PostFormValue("field"),
	}}
	if value == r.PostFormValue("shown") {
		d.Verb = document.VerbConfirm
	}
	if _, err = p.Service.Decide(r.Context(), v.Person.Grant, r.PathValue("id"), m, d); err != nil {
		return p.deskAgain(w, r, v, err, drafts{Field: *d.Field, Value: value})
	}
	return goTo(w, r, "/review/"+r.PathValue("id")+"#"+r.PostFormValue("row"))
}

// deskDecision passes, fails or sends back, and opens the next application.
func (p *pages) deskDecision(w http.ResponseWriter, r *http.Request, v visit) error {
	m, err := match(r)
	if err != nil {
		return err
	}
	d := document.Decision{Verb: document.Verb(r.PostFormValue("verb"))}
	if d.Verb != document.VerbPass {
		d.Reason = compose(append(append(r.PostForm["problem"], r.PostForm["reason"]...), r.PostFormValue("text"))...)
	}
	app, err := p.Service.Decide(r.Context(), v.Person.Grant, r.PathValue("id"), m, d)
	if err != nil {
		return p.deskAgain(w, r, v, err, drafts{Reason: d.Reason})
	}
	query := ""
	if app.State == document.StateWaiting {
		query = "?" + keptWord + "=yes"
	}
	if err := p.openNext(w, r, v, query); err != nil {
		// The decision is stored: its page must not look as if it were not.
		p.Log.ErrorContext(r.Context(), "no next application after a decision", "error", err)
		return goTo(w, r, "/review"+query)
	}
	return nil
}

// deskNote adds a note.
func (p *pages) deskNote(w http.ResponseWriter, r *http.Request, v visit) error {
	n := document.Note{Text: strings.TrimSpace(r.PostFormValue("note"))}
	if err := p.Service.Note(r.Context(), v.Person.Grant, r.PathValue("id"), n); err != nil {
		return p.deskAgain(w, r, v, err, drafts{Note: n.Text})
	}
	return goTo(w, r, "/review/"+r.PathValue("id")+"#notes")
}

// deskClaim takes the application, gives it back, or gives it to somebody else.
func (p *pages) deskClaim(w http.ResponseWriter, r *http.Request, v visit) (err error) {
	ctx, g, id := r.Context(), v.Person.Grant, r.PathValue("id")
	to := "/review/" + id
	switch r.PostFormValue("claim") {
	case "take":
		_, err = p.Service.Claim(ctx, g, id)
	case "release":
		_, err = p.Service.Release(ctx, g, id)
		if g.Role == document.RoleReviewer {
			to = "/review"
		}
	case "give":
		err = p.give(r, g, id, strings.TrimSpace(r.PostFormValue("reviewer")))
	default:
		err = errForm
	}
	if err != nil {
		return p.deskAgain(w, r, v, err, drafts{To: r.PostFormValue("reviewer")})
	}
	return goTo(w, r, to)
}

// errNoReviewer tells that an application was to be given to an account that may not
// decide it.
var errNoReviewer = errors.New("no such reviewer")

// give gives an application to somebody who may decide it, or back to all.
func (p *pages) give(r *http.Request, g document.Grant, id, account string) error {
	ctx := r.Context()
	m, err := match(r)
	if err != nil {
		return err
	}
	if account != "" {
		app, err := p.Service.View(ctx, g, id)
		if err != nil {
			return err
		}
		to, err := p.Sessions.people.Person(ctx, account)
		if errors.Is(err, service.ErrNotFound) || err == nil && service.MayOn(to.Grant, service.ActionDecide, app) != nil {
			return errNoReviewer
		}
		if err != nil {
			return err
		}
	}
	_, err = p.Service.Assign(ctx, g, id, m, document.Assignment{Reviewer: account})
	return err
}

// drafts are what was typed and not stored.
type drafts struct {
	Field  document.FieldRef
	Value  string
	Reason string
	Note   string
	To     string // account that it was to be given to
}

// deskAgain shows the desk with what was typed and why it was not stored. Errors
// of which the page cannot tell more get a page of their own.
func (p *pages) deskAgain(w http.ResponseWriter, r *http.Request, v visit, why error, typed drafts) error {
	status, key := statusOf(why)
	var invalid *service.Invalid
	if errors.As(why, &invalid) {
		status, key = http.StatusUnprocessableEntity, "error.invalid"
	}
	if status == http.StatusNotFound || status == http.StatusForbidden || status == http.StatusServiceUnavailable {
		return why
	}
	view, err := p.deskView(r, v)
	if err != nil {
		return err
	}
	view.Mistake, view.Typed = key, typed
	view.putBack(typed)
	return p.render(w, r, v, status, "review", view)
}

// sealPicture is a seal laid out straight.
func (p *pages) sealPicture(w http.ResponseWriter, r *http.Request, v visit) error {
	doc, err := strconv.Atoi(r.PathValue("document"))
	if err != nil {
		return fmt.Errorf("%w: document", service.ErrNotFound)
	}
	number, err := strconv.Atoi(r.PathValue("seal"))
	if err != nil {
		return fmt.Errorf("%w: seal", service.ErrNotFound)
	}
	picture, err := p.Service.SealPicture(r.Context(), v.Person.Grant, r.PathValue("id"), r.PathValue("sha256"), doc, number)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "image/jpeg")
	_, _ = w.Write(picture) // whoever asked is gone
	return nil
}
