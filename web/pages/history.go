package pages

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"hecha/document"
	"hecha/service"
	"hecha/service/casefile"
)

// historyView is everything that happened to an application.
type historyView struct {
	service.Application
	service.Record
	Broken  bool // the chain is not whole: nobody can tell what happened
	Origins bool // from where it was asked is told
	Acts    bool
	Types   []document.EventType // the acts that the state allows
	Draft   actDraft
	Mistake string
}

// actDraft is an act's form as it was filled in.
type actDraft struct {
	Type                                      document.EventType
	Date, Reason, Upheld, Void, Basis, Record string
}

// actsFrom are the acts that lead on from each state.
var actsFrom = map[document.State][]document.EventType{
	document.StateExpired:   {document.EventReopened},
	document.StatePassed:    {document.EventPublished, document.EventVoided},
	document.StateFailed:    {document.EventPublished, document.EventVoided, document.EventArchived},
	document.StatePublished: {document.EventObjected, document.EventCleared, document.EventVoided},
	document.StateObjected:  {document.EventSettled, document.EventVoided},
	document.StateCleared:   {document.EventArchived, document.EventVoided},
	document.StateVoid:      {document.EventArchived},
	document.StateArchived:  {document.EventVoided},
}

// actTypes are the acts that a state allows.
func actTypes(s document.State) []document.EventType {
	types := slices.Clone(actsFrom[s])
	if slices.Contains(document.OpenStates, s) {
		types = append(types, document.EventExpired)
	}
	return append(types, document.EventDeadline)
}

func (p *pages) history(w http.ResponseWriter, r *http.Request, v visit) error {
	view, err := p.historyView(r, v)
	if err != nil {
		return err
	}
	return p.render(w, r, v, http.StatusOK, "history", view)
}

func (p *pages) historyView(r *http.Request, v visit) (view historyView, err error) {
	view.Record, err = p.Service.History(r.Context(), v.Person.Grant, r.PathValue("id"))
	if errors.Is(err, document.ErrBrokenChain) {
		p.Log.ErrorContext(r.Context(), "chain is broken", "application", r.PathValue("id"), "error", err)
		view.Broken = true
		return view, nil
	}
	if err != nil {
		return view, err
	}
	if view.Application, err = p.Service.View(r.Context(), v.Person.Grant, r.PathValue("id")); err != nil {
		return view, err
	}
	view.Origins = v.Person.Role == document.RoleAuditor
	view.Acts = service.May(v.Person.Grant, service.ActionConclude) == nil
	view.Types = actTypes(view.State)
	return view, nil
}

// said is what the payloads of events may hold, as far as people read it.
type said struct {
	Verb     document.Verb
	Field    *document.FieldRef
	Value    string
	Upheld   *bool
	Void     document.Void
	Basis    string
	Record   document.Record
	Reason   string
	Text     string
	Date     string
	Reviewer string
	Name     string
	SHA256   string `json:"sha256"`
}

// Says is what an event says, in words; nothing for what was declared, which
// stands elsewhere.
func (v visit) Says(e document.Event) (lines []string) {
	var s said
	if e.Type == document.EventCreated || e.Type == document.EventDeclared || json.Unmarshal(e.Payload, &s) != nil {
		return nil
	}
	if s.Verb != "" {
		lines = append(lines, v.T("verb."+string(s.Verb)))
	}
	if s.Field != nil {
		lines = append(lines, v.Words.Field("", s.Field.Name))
	}
	if s.Upheld != nil {
		lines = append(lines, v.T(map[bool]string{true: "history.upheld", false: "history.not_upheld"}[*s.Upheld]))
	}
	if s.Void != "" {
		lines = append(lines, v.T("void."+string(s.Void)))
	}
	if s.Record != "" {
		lines = append(lines, v.T("record."+string(s.Record)))
	}
	for _, words := range []string{s.Value, s.Basis, s.Reason, s.Text, s.Date, s.Reviewer, s.Name, s.SHA256} {
		if words != "" {
			lines = append(lines, words)
		}
	}
	return lines
}

// conclude performs an act on one application. What was typed outlives a refusal.
func (p *pages) conclude(w http.ResponseWriter, r *http.Request, v visit) error {
	m, err := match(r)
	if err != nil {
		return err
	}
	d := actDraft{
		document.EventType(r.PostFormValue("act")), r.PostFormValue("date"), r.PostFormValue("reason"), r.PostFormValue("upheld"),
		r.PostFormValue("void"), r.PostFormValue("basis"), r.PostFormValue("record"),
	}
	_, err = p.Service.Conclude(r.Context(), v.Person.Grant, r.PathValue("id"), m, d.act())
	var invalid *service.Invalid
	if errors.As(err, &invalid) || errors.Is(err, service.ErrStale) || errors.Is(err, service.ErrNotPossible) {
		status, key := statusOf(err)
		if invalid != nil {
			status, key = http.StatusUnprocessableEntity, "error.invalid"
		}
		view, err := p.historyView(r, v)
		if err != nil {
			return err
		}
		view.Draft, view.Mistake = d, key
		return p.render(w, r, v, status, "history", view)
	}
	if err != nil {
		return err
	}
	return goTo(w, r, "/applications/"+r.PathValue("id")+"/history")
}

func (d actDraft) act() service.Act {
	a := service.Act{Type: d.Type}
	switch d.Type {
	case document.EventDeadline:
		a.Deadline = &document.Deadline{Date: d.Date}
	case document.EventObjected:
		a.Objection = &document.Objection{Reason: d.Reason}
	case document.EventSettled:
		a.Settlement = &document.Settlement{Upheld: d.Upheld == "yes", Reason: d.Reason}
	case document.EventVoided:
		a.Consequence = &document.Consequence{Void: document.Void(d.Void), Basis: d.Basis, Record: document.Record(d.Record)}
	}
	return a
}

// caseFile is everything about an application as one PDF.
func (p *pages) caseFile(w http.ResponseWriter, r *http.Request, v visit) error {
	select {
	case p.caseFiles <- struct{}{}:
		defer func() { <-p.caseFiles }()
	case <-r.Context().Done():
		return r.Context().Err()
	}
	d, err := p.Service.CaseFile(r.Context(), v.Person.Grant, r.PathValue("id"))
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := casefile.Write(&file, p.fileOf(d, v), p.Font); err != nil {
		return err
	}
	attachment(w, "application/pdf", d.ID()+".pdf")
	_, _ = file.WriteTo(w) // whoever asked is gone
	return nil
}

// fileOf puts a dossier into words.
func (p *pages) fileOf(d service.CaseFile, v visit) casefile.File {
	app := d.Case.Application
	row := func(key, value string) casefile.Row { return casefile.Row{Label: v.T(key), Value: value} }
	f := casefile.File{Title: v.T("casefile.title") + " " + d.ID()}
	front := casefile.Section{Title: v.T("casefile.application"), Rows: []casefile.Row{
		row("declare.exam", fmt.Sprint(app.ExamYear, " ", app.Exam)), row("declare.level", app.Level), row("declare.name", app.Name),
		row("declare.id_number", app.IDNumber), row("declare.city", app.City), row("declare.employer", app.Employer),
		row("list.state", v.T("state."+string(d.State))), row("casefile.reason", d.Reason),
		row("history.head", fmt.Sprint(d.Length, " · ", d.Head)),
	}}
	happened := casefile.Section{Title: v.T("history.title")}
	if d.Hidden > 0 {
		happened.Rows = append(happened.Rows, row("history.hidden", strconv.Itoa(d.Hidden)))
	}
	for _, e := range d.Events {
		if e.Type == document.EventViewed {
			continue
		}
		line := e.Time.In(china).Format("2006-01-02 15:04") + " " + v.T("role."+string(e.Actor.Role)) + " " + e.Actor.ID
		happened.Rows = append(happened.Rows, row("event."+string(e.Type), line))
		for _, s := range v.Says(e) {
			happened.Rows = append(happened.Rows, casefile.Row{Label: " ", Value: s})
		}
	}
	f.Sections = []casefile.Section{front, happened}
	addUploads(&f, d.Uploads, v)
	return f
}

// addUploads adds the list of what was handed in, the pages and the originals.
func addUploads(f *casefile.File, uploads []service.CaseFileUpload, v visit) {
	row := func(key, value string) casefile.Row { return casefile.Row{Label: v.T(key), Value: value} }
	files := casefile.Section{Title: v.T("application.files")}
	for i, u := range uploads {
		name := fmt.Sprintf("%02d %s", i+1, cmp.Or(u.Name, u.SHA256[:12]))
		files.Rows = append(files.Rows, casefile.Row{Value: name}, casefile.Row{Label: "SHA-256", Value: u.SHA256},
			row("casefile.size", strconv.FormatInt(u.Size, 10)), row("progress.received", u.Received.In(china).Format("2006-01-02 15:04")))
		for _, kind := range kindsOf(u.Result) {
			files.Rows = append(files.Rows, row("casefile.kind", v.Words.Say("kind", string(kind))))
		}
		if !u.Whole {
			files.Rows = append(files.Rows, casefile.Row{Label: " ", Value: v.T("casefile.not_whole")})
		}
		if u.Original != nil {
			f.Attachments = append(f.Attachments, casefile.Attachment{Name: name, Bytes: u.Original, Added: u.Received})
		}
		for n, page := range u.Pages {
			f.Pictures = append(f.Pictures, casefile.Picture{Caption: fmt.Sprintf("%s · %s %d", name, v.T("upload.page"), n+1), JPEG: page.JPEG})
		}
	}
	f.Sections = append(f.Sections, files)
}

// kindsOf are the kinds of the papers that were read on an upload; none without a
// result.
func kindsOf(r *document.Result) (kinds []document.Kind) {
	if r == nil {
		return nil
	}
	for _, d := range r.Documents {
		kinds = append(kinds, d.Kind)
	}
	return kinds
}
