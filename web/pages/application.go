package pages

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"

	"hecha/document"
	"hecha/service"
	"hecha/web/internal/patient"
)

// applicationView is an application as somebody sees it.
type applicationView struct {
	service.Dossier
	Files    []fileView
	Findings []document.Finding // between the papers, those of one place together
	Timeline []service.Step     // for the candidate; nil for others
	Most     int64              // bytes that a file may have
	Refusals []string           // files that were not taken, and why
	HandIn   bool               // papers may be handed in
	Own      bool               // it is the visitor's
	Contact  document.Office    // of the own city; zero: nobody is announced
	Signed   bool               // the commitment that counts now is signed
	Decide   bool               // it may be passed, failed or sent back
	Mistake  string
	Draft    string // the reason that was typed and not stored
}

// Progress is the state in a candidate's words.
func (v applicationView) Progress() document.Progress { return v.Case.Progress(len(v.Results())) }

// Left is how many days there are until the deadline of an application that is open.
func (v applicationView) Left() daysLeft {
	if !slices.Contains(document.OpenStates, v.State) {
		return daysLeft{}
	}
	return leftUntil(v.Deadline, today())
}

// Read tells whether every file was read.
func (v applicationView) Read() bool { return len(v.Results()) == len(v.Uploads) }

// Value is what was read or declared at a place.
func (v applicationView) Value(at document.Place) string { return valueAt(v.Dossier, at) }

func (p *pages) application(w http.ResponseWriter, r *http.Request, v visit) error {
	if v.Person.Role == document.RoleEmployer {
		return p.check(w, r, v)
	}
	view, err := p.applicationView(r, v)
	if err != nil {
		return err
	}
	return p.render(w, r, v, http.StatusOK, "application", view)
}

func (p *pages) applicationView(r *http.Request, v visit) (view applicationView, err error) {
	ctx, g, id := r.Context(), v.Person.Grant, r.PathValue("id")
	if view.Dossier, err = p.Service.Dossier(ctx, g, id); err != nil {
		return view, err
	}
	view.Own, view.Signed = g.Role == document.RoleCandidate, p.Service.HasCommitted(view.Application)
	view.Files, view.Most = v.Words.cards(view.Dossier), p.Service.MaxUpload
	view.Findings = v.Words.together(view.Assessment.Findings)
	if view.Own {
		view.Timeline = view.Application.Timeline()
		b, err := p.Service.Bulletin(ctx)
		if err != nil {
			return view, err
		}
		view.Contact = b.Office(view.Case.Application.City)
	}
	view.HandIn = view.Open() && service.MayOn(g, service.ActionHandIn, view.Application) == nil
	view.Decide = view.mayDecide(g)
	return view, nil
}

// mayDecide tells whether the application waits for the word of such a person.
func (v applicationView) mayDecide(g document.Grant) bool {
	if g.Role == document.RoleEmployer {
		return v.State == document.StateEmployer
	}
	return service.MayOn(g, service.ActionDecide, v.Application) == nil && v.MayReview(g.Actor()) == nil && (v.State == document.StateWaiting || v.State == document.StateReview)
}

// receive takes files from a form: the way of browsers without scripts. One that
// is refused keeps none of the others away.
func (p *pages) receive(w http.ResponseWriter, r *http.Request, v visit) error {
	r.Body = patient.Body(w, r.Body, patient.Patience)
	form, err := r.MultipartReader()
	if err != nil {
		return errForm
	}
	var refusals []string
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return errForm
		}
		if part.FileName() == "" {
			continue
		}
		var refused *service.Refused
		switch _, err := p.Service.Receive(r.Context(), v.Person.Grant, r.PathValue("id"), service.Incoming{Name: part.FileName(), Body: part}); {
		case errors.As(err, &refused):
			refusals = append(refusals, part.FileName()+v.T("colon")+v.Words.Problem(refused.Problem))
		case err != nil:
			return err
		}
	}
	if len(refusals) == 0 {
		return goTo(w, r, "/applications/"+r.PathValue("id"))
	}
	view, err := p.applicationView(r, v)
	if err != nil {
		return err
	}
	view.Refusals = refusals
	return p.render(w, r, v, http.StatusUnsupportedMediaType, "application", view)
}

// match is the version that a form was made for.
func match(r *http.Request) (service.Match, error) {
	n, err := strconv.Atoi(r.PostFormValue("version"))
	if err != nil || n <= 0 {
		return 0, errForm
	}
	return service.Match(n), nil
}

func (p *pages) submit(w http.ResponseWriter, r *http.Request, v visit) error {
	m, err := match(r)
	if err != nil {
		return err
	}
	if _, err := p.Service.Submit(r.Context(), v.Person.Grant, r.PathValue("id"), m); err != nil {
		return err
	}
	return goTo(w, r, "/applications/"+r.PathValue("id"))
}

func (p *pages) withdraw(w http.ResponseWriter, r *http.Request, v visit) error {
	m, err := match(r)
	if err != nil {
		return err
	}
	if _, err := p.Service.Withdraw(r.Context(), v.Person.Grant, r.PathValue("id"), r.PathValue("sha256"), m); err != nil {
		return err
	}
	return goTo(w, r, "/applications/"+r.PathValue("id"))
}

// decide passes, fails or sends back. What was typed outlives a refusal.
func (p *pages) decide(w http.ResponseWriter, r *http.Request, v visit) error {
	m, err := match(r)
	if err != nil {
		return err
	}
	d := document.Decision{Verb: document.Verb(r.PostFormValue("verb")), Reason: r.PostFormValue("reason")}
	_, err = p.Service.Decide(r.Context(), v.Person.Grant, r.PathValue("id"), m, d)
	if errors.Is(err, service.ErrStale) || errors.Is(err, document.ErrInvalidDecision) {
		status, key := statusOf(err)
		view, err := p.applicationView(r, v)
		if err != nil {
			return err
		}
		view.Mistake, view.Draft = key, d.Reason
		return p.render(w, r, v, status, "application", view)
	}
	if err != nil {
		return err
	}
	return goTo(w, r, "/applications/"+r.PathValue("id"))
}
