package pages

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"hecha/document"
	"hecha/service"
)

// deskView is everything about one application that a decision needs.
type deskView struct {
	applicationView
	queueView
	visitor  visit
	office   Words // for what is written to candidates
	Papers   []deskPaper
	Concerns []concern
	Unasked  []unasked
	Reasons  []reason
	Notes    []service.Noted
	Typed    drafts
	Speak    bool      // the visitor may speak and decide
	Mine     bool      // the visitor has it
	Held     bool      // somebody else has it
	Holder   string    // who, for leads
	Until    time.Time // until when; zero: until it is released
	Lead     bool      // the visitor may release and give it
	Names    []string  // of the files that are not read, or cannot be
	Refusal  string    // key of why the visitor may not decide now; "" for other reasons
	Verdicts []verdict // that differ, for those who settle it
}

// verdict is the word of one of two who differ, with what they said of fields.
type verdict struct {
	document.Spoken
	Fields []verdictField
}

type verdictField struct{ Paper, Label, Value string }

// Ask asks the candidate about a field of a paper, in the office's language.
func (v deskView) Ask(kind document.Kind, field string) string {
	return v.office.Say("kind", string(kind)) + "的" + v.office.Field(kind, field) + "请核实或更正。"
}

// Pages are the pages that papers stand on, each once.
func (v deskView) Pages() (all []deskPage) {
	for _, p := range v.Papers {
		for _, n := range p.Paper.Pages {
			page := deskPage{Key: fmt.Sprintf("%s/%d", p.Upload, n), Upload: p.Upload, Kind: p.Kind, File: p.File, Number: n, PageSize: v.size(p.Upload, n)}
			if !slices.ContainsFunc(all, func(have deskPage) bool { return have.Key == page.Key }) {
				all = append(all, page)
			}
		}
	}
	return all
}

// size is zero where the result does not tell.
func (v deskView) size(upload string, number int) document.PageSize {
	for _, r := range v.Results() {
		for _, s := range r.PageSizes {
			if r.SHA256 == upload && s.Page == number {
				return s
			}
		}
	}
	return document.PageSize{}
}

// deskPage is a page to be shown.
type deskPage struct {
	Key    string // as in evidence
	Upload string
	Kind   document.Kind
	File   string
	Number int
	document.PageSize
}

// Unsettled counts the rows that ask for a person.
func (v deskView) Unsettled() (n int) {
	for _, p := range v.Papers {
		for _, row := range p.Rows {
			if row.Asks() {
				n++
			}
		}
	}
	return n
}

// deskPaper is one paper with its rows.
type deskPaper struct {
	document.Paper
	Number int // on the page
	File   string
	Rows   []deskRow
}

// deskRow is one value: what the candidate, the machine and people say of it.
type deskRow struct {
	ID, Name, Label string
	State           rowState
	Value           string // the machine's
	Percent         int
	Candidate       string // word of the candidate or, without one, what was declared
	Employer        string
	Said            string // word of those who review
	Draft           string // typed and not stored
	Doubts          []document.Doubt
	By              []string // the places that bear the value out, in words
	Failed          []document.Finding
	At              evidence
	Seal            int  // number of the seal; -1 for a field
	Round           bool // the seal is a ring
}

// Shown is what stands in the row's input.
func (r deskRow) Shown() string { return cmp.Or(r.Draft, r.Said, r.Value) }

// Differs tells whether the candidate says something else than the machine.
func (r deskRow) Differs() bool { return r.Candidate != "" && r.Candidate != r.Value }

// Asks tells whether the row asks for a person.
func (r deskRow) Asks() bool { return r.State == rowDoubt || r.State == rowFailed }

// rowState is how a value stands. The values are classes of the page.
type rowState string

// The states.
const (
	rowMachine   rowState = "machine"   // read, and nothing speaks against it
	rowAgreed    rowState = "agreed"    // the machine is not sure, and other places bear it out
	rowDoubt     rowState = "doubt"     // the machine is not sure
	rowFailed    rowState = "failed"    // a check speaks against it
	rowConfirmed rowState = "confirmed" // a person confirmed it
	rowChanged   rowState = "changed"   // a person corrected it
)

// rowStates are all of them, for the legend.
var rowStates = []rowState{rowMachine, rowAgreed, rowDoubt, rowFailed, rowConfirmed, rowChanged}

// States are the states of rows.
func (deskView) States() []rowState { return rowStates }

// evidence is where something stands: nowhere without a Page.
type evidence struct {
	Page   string // SHA-256 of the file, a slash and the number of the page
	Points string // of the quad, in pixels of the page
}

func evidenceAt(at document.Place) evidence {
	if at.Declared || at.Page == 0 {
		return evidence{}
	}
	return evidence{fmt.Sprintf("%s/%d", at.Upload, at.Page), points(at.Quad)}
}

// concern is something about the application that a person should look at.
type concern struct {
	Severity document.Severity
	Words    string
	Problem  string // what the candidate is told about it
	Places   []concernPlace
}

// unasked are the checks of a paper, or between papers, that could not be made for
// one reason.
type unasked struct {
	Of     string // the paper; "" for those between papers
	Reason string
	Fields []string // that the checks are about
}

type concernPlace struct {
	evidence
	Words string
}

// Evidence counts the places that can be shown.
func (c concern) Evidence() (n int) {
	for _, at := range c.Places {
		if at.Page != "" {
			n++
		}
	}
	return n
}

func (p *pages) deskView(r *http.Request, v visit) (view deskView, err error) {
	if view.applicationView, err = p.applicationView(r, v); err != nil {
		return view, err
	}
	view.visitor, view.office = v, p.Words(officeLanguage)
	g := v.Person.Grant
	if view.Waiting, err = p.Service.Waiting(r.Context(), g, queueLength); err != nil {
		return view, err
	}
	if view.Notes, err = p.Service.Notes(r.Context(), g, view.ID()); err != nil {
		return view, err
	}
	view.Current, view.Reasons, view.Kept = view.ID(), reasons(), r.URL.Query().Get(keptWord) != ""
	view.Lead = service.May(g, service.ActionAssign) == nil
	view.hold(g)
	if err := view.MayReview(g.Actor()); err != nil {
		_, view.Refusal = statusOf(err)
	}
	for _, f := range view.Dossier.Files {
		if f.Result == nil || f.Result.Problem != nil {
			view.Names = append(view.Names, cmp.Or(f.Name, f.SHA256[:12]))
		}
	}
	for i, paper := range document.Papers(view.Results()) {
		view.Papers = append(view.Papers, view.deskPaper(i, paper))
	}
	view.Concerns = view.concerns()
	view.Unasked = v.Words.unasked("", "", view.Assessment.NotChecked)
	for _, paper := range view.Papers {
		view.Unasked = append(view.Unasked, v.Words.unasked(v.Words.Say("kind", string(paper.Kind)), paper.Kind, paper.NotChecked)...)
	}
	if view.Disputed() && view.Lead {
		view.Verdicts = []verdict{view.verdict(view.First), view.verdict(view.Second)}
	}
	return view, nil
}

// verdict tells what somebody said, in the order of the papers.
func (v deskView) verdict(s *document.Spoken) verdict {
	o := verdict{Spoken: *s}
	for _, paper := range v.Papers {
		for _, row := range paper.Rows {
			key := document.WordKey{Upload: paper.Upload, Document: paper.Index, Field: row.Name, Role: s.By.Role}
			if word, ok := s.Words[key]; ok && word.Decision.Verb == document.VerbCorrect {
				o.Fields = append(o.Fields, verdictField{v.visitor.Words.Say("kind", string(paper.Kind)), row.Label, word.Decision.Value})
			}
		}
	}
	return o
}

// hold says who has the application, and whether the visitor may decide it.
func (v *deskView) hold(g document.Grant) {
	by := v.HeldBy(time.Now())
	v.Mine, v.Held = by == g.Account, by != "" && by != g.Account
	if v.Held && v.Lead {
		v.Holder = by
	}
	v.Until = v.ClaimedUntil
	v.Speak = v.Decide && !v.Held
}

// putBack puts a value that was typed and not stored into its row.
func (v *deskView) putBack(typed drafts) {
	for i, p := range v.Papers {
		for k, row := range p.Rows {
			if p.Upload == typed.Field.Upload && p.Index == typed.Field.Document && row.Name == typed.Field.Name {
				v.Papers[i].Rows[k].Draft = typed.Value
			}
		}
	}
}

// deskPaper has the fields in their order, the rows of the table, and the seals:
// right behind the name that they should bear, or else at the end.
func (v deskView) deskPaper(number int, paper document.Paper) deskPaper {
	desk := deskPaper{Paper: paper, Number: number}
	for _, f := range v.Dossier.Files {
		if f.SHA256 == paper.Upload {
			desk.File = cmp.Or(f.Name, f.SHA256[:12])
		}
	}
	for _, name := range v.visitor.Words.Order(*paper.Document) {
		desk.Rows = append(desk.Rows, v.deskRow(number, paper, name, paper.Fields[name]))
	}
	for k := range paper.Periods {
		for _, part := range []string{"start", "end", "employer", "job"} {
			name := fmt.Sprintf("periods.%d.%s", k, part)
			f, _ := paper.Field(name)
			desk.Rows = append(desk.Rows, v.deskRow(number, paper, name, f))
		}
	}
	var seals []deskRow
	for i, s := range paper.Seals {
		row := v.deskRow(number, paper, fmt.Sprintf("seals.%d", i), document.Field{
			Value: s.Text, Confidence: s.Confidence, Doubt: s.Doubt, Page: s.Page, Quad: s.Quad,
		})
		row.Seal, row.Round = i, s.Shape != "square"
		seals = append(seals, row)
	}
	at := slices.IndexFunc(desk.Rows, func(r deskRow) bool { return r.Name == "employer" }) + 1
	if at == 0 {
		at = len(desk.Rows)
	}
	desk.Rows = slices.Insert(desk.Rows, at, seals...)
	return desk
}

func (v deskView) deskRow(number int, paper document.Paper, name string, f document.Field) deskRow {
	row := deskRow{
		ID: fmt.Sprintf("f-%d-%s", number, strings.ReplaceAll(name, ".", "-")), Name: name, Label: v.visitor.Words.Field(paper.Kind, name), Seal: -1,
		Value: f.Value, Percent: int(100 * f.Confidence), Doubts: f.Doubt, At: evidenceAt(paper.Place(name)),
	}
	said := func(by document.Role) string {
		return v.Words[document.WordKey{Upload: paper.Upload, Document: paper.Index, Field: name, Role: by}].Decision.Value
	}
	row.Candidate = cmp.Or(said(document.RoleCandidate), declared(v.Case.Application, paper.Kind, name))
	row.Employer = said(document.RoleEmployer)
	for _, found := range paper.Findings {
		if found.Severity != document.SeverityInfo && slices.Contains(found.Fields, name) {
			row.Failed = append(row.Failed, found)
		}
	}
	for _, at := range v.Assessment.Corroborating(paper, name) {
		row.By = append(row.By, v.origin(at))
	}
	word, settled := v.Settled(paper, name, f.Value)
	switch {
	case settled && word.Decision.Value == f.Value:
		row.State, row.Said = rowConfirmed, word.Decision.Value
	case settled:
		row.State, row.Said = rowChanged, word.Decision.Value
	case len(row.Failed) > 0:
		row.State = rowFailed
	case len(row.By) > 0:
		row.State = rowAgreed
	case len(f.Doubt) > 0:
		row.State = rowDoubt
	default:
		row.State = rowMachine
	}
	return row
}

// concerns are the findings of application and papers and what is owed and not
// there, the gravest first.
func (v deskView) concerns() []concern {
	var all []concern
	for _, q := range v.Assessment.Checklist {
		if q.Status == document.StatusPresent {
			continue
		}
		name := v.visitor.Words.Say("requirement", q.Code)
		c := concern{Severity: document.SeverityWarning, Words: name + v.visitor.T("colon") + v.visitor.Words.Say("status", string(q.Status)), Problem: "请补交：" + v.office.Say("requirement", q.Code) + "。"}
		if q.Status != document.StatusPerson {
			c.Severity = document.SeverityError
		}
		for _, o := range q.Offers {
			c.Places = append(c.Places, v.concernPlace(o.Place))
		}
		all = append(all, c)
	}
	for _, f := range v.Assessment.Findings {
		words := v.visitor.Words.With("finding", f.Code, f.Args)
		c := concern{Severity: f.Severity, Words: words, Problem: v.office.With("finding", f.Code, f.Args) + "。请核实或更正。"}
		for _, at := range f.Places {
			c.Places = append(c.Places, v.concernPlace(at))
		}
		all = append(all, c)
	}
	for _, paper := range v.Papers {
		for _, f := range paper.Findings {
			words := v.visitor.Words.With("finding", f.Code, f.Args)
			kind := v.visitor.Words.Say("kind", string(paper.Kind))
			c := concern{
				Severity: f.Severity, Words: kind + v.visitor.T("colon") + words,
				Problem: v.office.Say("kind", string(paper.Kind)) + "：" + v.office.With("finding", f.Code, f.Args) + "。请核实或更正。",
			}
			for _, name := range f.Fields {
				c.Places = append(c.Places, v.concernPlace(paper.Place(name)))
			}
			if len(f.Fields) == 0 {
				c.Places = append(c.Places, v.concernPlace(paper.Place("")))
			}
			all = append(all, c)
		}
	}
	all = slices.DeleteFunc(all, func(c concern) bool { return c.Severity == document.SeverityInfo })
	slices.SortStableFunc(all, func(a, b concern) int { return cmp.Compare(grave(b.Severity), grave(a.Severity)) })
	return all
}

// unasked says which checks could not be made: a check that did not run has not
// passed.
func (w Words) unasked(of string, kind document.Kind, all []document.NotChecked) (list []unasked) {
	for _, n := range all {
		at := slices.IndexFunc(list, func(u unasked) bool { return u.Reason == n.Reason })
		if at < 0 {
			at, list = len(list), append(list, unasked{Of: of, Reason: n.Reason})
		}
		for _, name := range n.Fields {
			if word := w.Field(kind, name); !slices.Contains(list[at].Fields, word) {
				list[at].Fields = append(list[at].Fields, word)
			}
		}
	}
	return list
}

func grave(s document.Severity) int {
	if s == document.SeverityError {
		return 1
	}
	return 0
}

// origin names where a value comes from: a kind of paper, or the declaration.
func (v deskView) origin(at document.Place) string {
	if at.Declared {
		return v.visitor.T("application.declared")
	}
	return v.visitor.Words.Say("kind", string(at.Kind))
}

func (v deskView) concernPlace(at document.Place) concernPlace {
	kind, words, value := at.Kind, v.origin(at), v.Value(at)
	if at.Declared {
		kind, value = Declared, declared(v.Case.Application, "", at.Field)
	}
	if at.Field != "" {
		words += " " + v.visitor.Words.Field(kind, at.Field)
	}
	if value != "" {
		words += " " + value
	}
	return concernPlace{evidenceAt(at), words}
}

// everywhere are the fields that a person declares once and that every paper
// repeats; elsewhere are those that only papers of some kinds repeat.
var (
	everywhere = []string{"name", "sex", "birth_date", "id_number"}
	elsewhere  = map[string][]document.Kind{
		"school": studied, "major": studied, "level": studied, "study_form": studied, "enrollment_date": studied,
		"graduation_date": studied, "certificate_number": studied,
		"employer": {document.WorkCertificate}, "years": {document.WorkCertificate}, "total_years": {document.WorkCertificate},
		"work_start": {document.WorkCertificate},
	}
	studied = []document.Kind{document.Diploma, document.CHSIRegistration, document.CHSIAuthentication}
)

// declared is what the candidate declared that a field of a kind of paper repeats;
// of any kind for an empty one.
func declared(app document.Application, kind document.Kind, field string) string {
	if kind != "" && kind != document.ApplicationForm && !slices.Contains(everywhere, field) && !slices.Contains(elsewhere[field], kind) {
		return ""
	}
	return map[string]string{
		"name": app.Name, "sex": app.Sex, "birth_date": app.BirthDate, "id_number": app.IDNumber,
		"school": app.School, "major": app.Major, "level": app.EducationLevel, "study_form": app.StudyForm,
		"enrollment_date": app.EnrollmentDate, "graduation_date": app.GraduationDate, "certificate_number": app.CertificateNumber,
		"employer": app.Employer, "years": app.Years, "total_years": app.TotalYears, "work_start": app.WorkStart,
		"city": app.City, "specialty": app.Specialty,
	}[field]
}
