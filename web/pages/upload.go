package pages

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"hecha/document"
	"hecha/service"
)

// uploadView is one file: its pages with what was found on them, and its fields.
type uploadView struct {
	applicationID string
	Version       int
	File          fileView
	Pages         []pageView
	Papers        []paperView
	Speak         bool   // fields may be confirmed and corrected
	Mistake       string // key of why a word was not stored
}

// ApplicationID is the application that the file is part of.
func (v uploadView) ApplicationID() string { return v.applicationID }

// pageView is a picture with outlines, in the page's own pixels.
type pageView struct {
	Number, Width, Height int
	Marks                 []mark
}

type mark struct{ Class, Label, Points string }

type paperView struct {
	document.Document
	Index int
	Rows  []rowView
}

// rowView is one field, and what people said of it.
type rowView struct {
	Name, Label string
	document.Field
	Own string // the visitor's own word
	// Candidate and Employer are their words, where the visitor is another.
	Candidate, Employer string
	Draft               string // typed and not stored
}

func (p *pages) upload(w http.ResponseWriter, r *http.Request, v visit) error {
	view, err := p.uploadView(r, v)
	if err != nil {
		return err
	}
	return p.render(w, r, v, http.StatusOK, "upload", view)
}

func (p *pages) uploadView(r *http.Request, v visit) (uploadView, error) {
	app, file, err := p.Service.File(r.Context(), v.Person.Grant, r.PathValue("id"), r.PathValue("sha256"))
	if err != nil {
		return uploadView{}, err
	}
	view := uploadView{applicationID: app.ID(), Version: app.Version, File: fileView{File: file}, Speak: maySpeak(v.Person.Grant, app)}
	if view.File.Result == nil {
		return view, nil
	}
	for i, d := range view.File.Result.Documents {
		view.Papers = append(view.Papers, v.Words.paper(app, v.Person.Role, *view.File.Result, i, d))
	}
	view.Pages, err = p.pagesOf(r, v, view)
	return view, err
}

// maySpeak tells whether somebody may confirm and correct fields now.
func maySpeak(g document.Grant, app service.Application) bool {
	action := service.ActionDecide
	switch g.Role {
	case document.RoleCandidate:
		action = service.ActionHandIn
	case document.RoleEmployer:
		action = service.ActionCheck
	}
	return app.MaySpeak(g.Role) && service.MayOn(g, action, app) == nil
}

func (w Words) paper(app service.Application, role document.Role, r document.Result, i int, d document.Document) paperView {
	view := paperView{Document: d, Index: i}
	add := func(name string, f document.Field) {
		row := rowView{Name: name, Label: w.Field(d.Kind, name), Field: f}
		said := func(by document.Role) string {
			return app.Words[document.WordKey{Upload: r.SHA256, Document: i, Field: name, Role: by}].Decision.Value
		}
		row.Own = said(role)
		if role != document.RoleCandidate {
			row.Candidate = said(document.RoleCandidate)
		}
		if role != document.RoleEmployer {
			row.Employer = said(document.RoleEmployer)
		}
		view.Rows = append(view.Rows, row)
	}
	for _, name := range w.Order(d) {
		add(name, d.Fields[name])
	}
	for k := range d.Periods {
		for _, part := range []string{"start", "end", "employer", "job"} {
			name := fmt.Sprintf("periods.%d.%s", k, part)
			f, _ := d.Field(name)
			add(name, f)
		}
	}
	return view
}

// pagesOf are the pages that papers were found on. A page that cannot be drawn is
// left out: its fields are shown all the same.
func (p *pages) pagesOf(r *http.Request, v visit, view uploadView) ([]pageView, error) {
	marks := map[int][]mark{}
	last := 0
	for _, paper := range view.Papers {
		for _, n := range paper.Pages {
			last = max(last, n)
		}
		for _, row := range paper.Rows {
			if row.Page == 0 {
				continue
			}
			class := "sure"
			if len(row.Doubt) > 0 {
				class = "doubt"
			}
			marks[row.Page] = append(marks[row.Page], mark{class, row.Label, points(row.Quad)})
		}
		for _, s := range paper.Seals {
			marks[s.Page] = append(marks[s.Page], mark{"seal", v.Words.Say("field", "seal"), points(s.Quad)})
		}
	}
	var all []pageView
	for n := 1; n <= last; n++ {
		size, err := p.sizeOf(r, v, view, n)
		if errors.Is(err, service.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, pageView{n, size.Width, size.Height, marks[n]})
	}
	return all, nil
}

// sizeOf is the size of a page as its result tells; where an older result does
// not, the page is drawn.
func (p *pages) sizeOf(r *http.Request, v visit, view uploadView, number int) (document.PageSize, error) {
	sizes := view.File.Result.PageSizes
	for _, s := range sizes {
		if s.Page == number {
			return s, nil
		}
	}
	if len(sizes) > 0 {
		return document.PageSize{}, service.ErrNotFound
	}
	page, err := p.Service.Page(r.Context(), v.Person.Grant, view.applicationID, view.File.SHA256, number)
	return document.PageSize{Page: number, Width: page.Width, Height: page.Height}, err
}

func points(q document.Quad) string {
	var list []string
	for _, at := range q {
		list = append(list, fmt.Sprintf("%.0f,%.0f", at.X, at.Y))
	}
	return strings.Join(list, " ")
}

// word stores that somebody confirms or corrects a field. What was typed outlives
// a refusal.
func (p *pages) word(w http.ResponseWriter, r *http.Request, v visit) error {
	m, err := match(r)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(r.PostFormValue("document"))
	if err != nil {
		return errForm
	}
	name, value := r.PostFormValue("field"), strings.TrimSpace(r.PostFormValue("value"))
	d := document.Decision{Verb: document.VerbCorrect, Value: value, Field: &document.FieldRef{
		Upload: r.PathValue("sha256"), Fingerprint: r.PostFormValue("fingerprint"), Document: n, Name: name,
	}}
	if value == r.PostFormValue("shown") {
		d.Verb = document.VerbConfirm
	}
	_, err = p.Service.Decide(r.Context(), v.Person.Grant, r.PathValue("id"), m, d)
	if errors.Is(err, service.ErrStale) {
		return p.wordAgain(w, r, v, n, name, value)
	}
	if err != nil {
		return err
	}
	return goTo(w, r, r.URL.Path+"#"+fmt.Sprintf("f-%d-%s", n, name))
}

func (p *pages) wordAgain(w http.ResponseWriter, r *http.Request, v visit, n int, name, value string) error {
	view, err := p.uploadView(r, v)
	if err != nil {
		return err
	}
	status, key := statusOf(service.ErrStale)
	view.Mistake = key
	for i := range view.Papers {
		for k := range view.Papers[i].Rows {
			if row := &view.Papers[i].Rows[k]; i == n && row.Name == name {
				row.Draft = value
			}
		}
	}
	return p.render(w, r, v, status, "upload", view)
}
