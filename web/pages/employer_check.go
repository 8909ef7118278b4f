package pages

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"hecha/document"
	"hecha/document/normalize"
	"hecha/service"
)

// checkView is an application as the employer checks it.
type checkView struct {
	applicationView
	employer string
	visitor  visit
	// Chosen are the common reasons that were ticked and not stored, Attested
	// tells that the word about originals was.
	Chosen   []string
	Attested bool
}

// sendBackReasons are the keys of what employers send back for most often.
var sendBackReasons = []string{
	"send_back.form", "send_back.years", "send_back.employer", "send_back.seal", "send_back.original", "send_back.copy", "send_back.proof", "send_back.unclear",
}

// Common are the reasons to choose from.
func (checkView) Common() []string { return sendBackReasons }

// IsChosen tells whether a common reason was ticked.
func (v checkView) IsChosen(reason string) bool { return slices.Contains(v.Chosen, reason) }

// named is a name of an employer that stands somewhere among the papers.
type named struct {
	Where  string // kind of paper, or empty for the declaration
	What   string // field
	Value  string
	Upload string
	Sign   string // same, other or doubtful
}

// Names are all places that name the employer: what was declared, the papers'
// fields and their seals. Nothing that is in doubt counts as the same.
func (v checkView) Names() []named {
	all := []named{{What: v.visitor.Words.Field(Declared, "employer"), Value: v.Case.Application.Employer, Sign: v.sign(v.Case.Application.Employer, nil)}}
	for _, p := range document.Papers(v.Results()) {
		where := v.visitor.Words.Say("kind", string(p.Kind))
		if f, ok := p.Fields["employer"]; ok {
			all = append(all, named{where, v.visitor.Words.Field(Declared, "employer"), f.Value, p.Upload, v.sign(f.Value, f.Doubt)})
		}
		if p.Kind != document.WorkCertificate && p.Kind != document.ApplicationForm {
			continue
		}
		for _, s := range p.Seals {
			all = append(all, named{where, v.visitor.Words.Say("field", "seal"), s.Text, p.Upload, v.sign(s.Text, s.Doubt)})
		}
	}
	return all
}

// sign compares a name with the employer's own.
func (v checkView) sign(name string, doubt []document.Doubt) string {
	name, _ = normalize.Organisation(name)
	own, _ := normalize.Organisation(v.employer)
	switch {
	case len(doubt) > 0 || name == "":
		return "doubtful"
	case name == own:
		return "same"
	}
	return "other"
}

// worked is a time of work as a paper states it.
type worked struct {
	Upload string
	document.Period
	Doubtful bool
}

// Worked are the times that the work certificates state.
func (v checkView) Worked() []worked {
	var all []worked
	for _, p := range document.Papers(v.Results()) {
		for _, t := range p.Periods {
			doubtful := slices.ContainsFunc([]document.Field{t.Start, t.End, t.Employer, t.Job}, func(f document.Field) bool { return len(f.Doubt) > 0 })
			all = append(all, worked{p.Upload, t, doubtful})
		}
	}
	return all
}

// What an employer knows: the papers that it makes or signs and, of what is
// compared across an application, its name, its seal and the work.
var (
	firmPapers = []string{"work_certificate.", "application_form.", "copy.", "seal."}
	firmSides  = []string{"employer", "seal", "work", "years"}
)

// concerns tells whether a finding is about what an employer knows.
func concerns(code string) bool {
	starts := firmPapers
	side, across := strings.CutPrefix(code, "application.")
	if across {
		code, starts = side, firmSides
	}
	return slices.ContainsFunc(starts, func(start string) bool { return strings.HasPrefix(code, start) })
}

// Concerning are the findings that are about the employer, of papers and of the
// application.
func (v checkView) Concerning() []document.Finding { return v.findings(true) }

// Others are the other findings.
func (v checkView) Others() []document.Finding { return v.findings(false) }

func (v checkView) findings(firm bool) []document.Finding {
	all := slices.Clone(v.Assessment.Findings)
	for _, p := range document.Papers(v.Results()) {
		all = append(all, p.Findings...)
	}
	return slices.DeleteFunc(all, func(f document.Finding) bool {
		return concerns(f.Code) != firm || f.Severity == document.SeverityInfo
	})
}

func (p *pages) check(w http.ResponseWriter, r *http.Request, v visit) error {
	view, err := p.checkView(r, v)
	if err != nil {
		return err
	}
	return p.render(w, r, v, http.StatusOK, "employer_check", view)
}

func (p *pages) checkView(r *http.Request, v visit) (checkView, error) {
	view, err := p.applicationView(r, v)
	return checkView{applicationView: view, employer: v.Person.Employer, visitor: v}, err
}

// errOriginals tells that an employer passed without its word about originals.
var errOriginals = errors.New("the copies were not compared with the originals")

// checked stores the employer's word. What was typed and ticked outlives a refusal.
func (p *pages) checked(w http.ResponseWriter, r *http.Request, v visit) error {
	m, err := match(r)
	if err != nil {
		return err
	}
	d := document.Decision{Verb: document.Verb(r.PostFormValue("verb")), Originals: r.PostFormValue("originals") != ""}
	chosen := slices.DeleteFunc(slices.Clone(r.PostForm["common"]), func(c string) bool { return !slices.Contains(sendBackReasons, c) })
	switch d.Verb {
	case document.VerbSendBack:
		d.Originals, d.Reason = false, sentence(chosen, r.PostFormValue("reason"))
	case document.VerbPass:
		if !d.Originals {
			err = errOriginals
		}
	default:
		return errForm
	}
	if err == nil {
		_, err = p.Service.Decide(r.Context(), v.Person.Grant, r.PathValue("id"), m, d)
	}
	if errors.Is(err, errOriginals) || errors.Is(err, service.ErrStale) || errors.Is(err, document.ErrInvalidDecision) {
		view, shown := p.checkView(r, v)
		if shown != nil {
			return shown
		}
		status, key := statusOf(err)
		view.Mistake, view.Draft, view.Chosen, view.Attested = key, r.PostFormValue("reason"), chosen, r.PostFormValue("originals") != ""
		return p.render(w, r, v, status, "employer_check", view)
	}
	if err != nil {
		return err
	}
	return goTo(w, r, "/applications/"+r.PathValue("id"))
}

// sentence is what a candidate is told: the common reasons, in the language of
// the notice, and the employer's own words.
func sentence(common []string, own string) string {
	var all []string
	for _, key := range common {
		all = append(all, text(officeLanguage, key))
	}
	if own = strings.TrimSpace(own); own != "" {
		all = append(all, own)
	}
	return strings.Join(all, "；")
}
